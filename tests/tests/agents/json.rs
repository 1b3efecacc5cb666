//! Decodes and encodes every published JSON body of seven agents.

use netserver_tests::agents::compare::compare;
use netserver_tests::agents::exact::parse;
use netserver_tests::agents::samples::{Sample, json_samples};
use netserver_tests::report::Report;
use webhook_model::{Decoder, Encoder, ErrorKind, MediaType};

const JSON: Decoder = Decoder::new(MediaType::ApplicationJson);

/// Decodes the body strictly and encodes it again. Only the differences that [`compare`] allows may
/// occur.
fn round_trip(sample: &Sample) -> Result<(), String> {
    let shape = sample.shape();
    let body = (shape.decode)(&JSON, &sample.bytes).map_err(|error| error.to_string())?;
    let encoder = Encoder::new(MediaType::ApplicationJson);
    let written = body.encode(&encoder).map_err(|error| error.to_string())?;
    compare(shape.ty, &parse(&sample.bytes)?, &parse(&written)?)?;
    let again = (shape.decode)(&JSON, &written).map_err(|error| error.to_string())?;
    if !again.same(body.as_ref()) {
        return Err("decodes to another value the second time".to_owned());
    }
    Ok(())
}

#[test]
fn bodies_are_unchanged_when_encoded_again() {
    let Some(samples) = json_samples() else {
        return;
    };
    let mut report = Report::new("JSON bodies");
    for sample in &samples {
        match (
            sample.strict,
            sample.file.as_str(),
            sample.expression.as_str(),
        ) {
            (false, ..) => report.outcome(&sample.file, refused(sample)),
            // The documentation shows the list of another operation here.
            (_, "samples/MDO.GetList.json", "array<entity:MDOListItem>") => {
                match (sample.shape().decode)(&JSON, &sample.bytes) {
                    Ok(_) => report.apart(&sample.file, "decoded as the wrong type"),
                    Err(error) => report.outcome(&sample.file, Err(error.to_string())),
                }
            }
            _ => report.outcome(&sample.file, round_trip(sample)),
        }
    }
    report.finish();
}

/// The documentation shows placeholders instead of bytes, which are not valid base64.
fn refused(sample: &Sample) -> Result<(), String> {
    match (sample.shape().decode)(&JSON, &sample.bytes) {
        Err(error) if error.kind() == ErrorKind::Type => Ok(()),
        other => Err(format!("{other:?}")),
    }
}
