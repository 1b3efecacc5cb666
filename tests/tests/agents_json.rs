//! Every published JSON body of seven agents, read and written again.

use netserver_tests::agents::compare::compare;
use netserver_tests::agents::report::Tally;
use netserver_tests::agents::samples::{Sample, json_samples};
use serde_json::Value as Json;
use webhook_model::{Decoder, Encoder, ErrorKind, MediaType};

const JSON: Decoder = Decoder::new(MediaType::ApplicationJson);

/// Reads the body strictly and writes it again: nothing may have changed but what
/// [`compare`] says.
fn round_trip(sample: &Sample) -> Result<(), String> {
    let shape = sample.shape();
    let text = |error: webhook_model::Error| error.to_string();
    let body = (shape.decode)(&JSON, &sample.bytes).map_err(text)?;
    let encoder = Encoder::new(MediaType::ApplicationJson);
    let written = body.encode(&encoder).map_err(text)?;
    let parse = |bytes: &[u8]| -> Result<Json, String> {
        serde_json::from_slice(bytes).map_err(|error| error.to_string())
    };
    compare(shape.ty, &parse(&sample.bytes)?, &parse(&written)?)?;
    let again = (shape.decode)(&JSON, &written).map_err(text)?;
    if !again.same(body.as_ref()) {
        return Err("reads as another value the second time".to_owned());
    }
    Ok(())
}

#[test]
fn bodies_come_back_as_they_came() {
    let Some(samples) = json_samples() else {
        return;
    };
    let mut tally = Tally::new("JSON bodies");
    for sample in &samples {
        match (
            sample.strict,
            sample.file.as_str(),
            sample.expression.as_str(),
        ) {
            (false, ..) => tally.count(&sample.file, refused(sample)),
            // The how-to has put a list of another operation where this operation's was.
            (_, "samples/MDO.GetList.json", "array<entity:MDOListItem>") => {
                match (sample.shape().decode)(&JSON, &sample.bytes) {
                    Ok(_) => tally.apart(&sample.file, "read as the type that it is not"),
                    Err(error) => tally.count(&sample.file, Err(error.to_string())),
                }
            }
            _ => tally.count(&sample.file, round_trip(sample)),
        }
    }
    tally.finish(samples.len());
}

/// The documentation shows bytes as words where the server sends the bytes themselves: as JSON
/// that is no base64.
fn refused(sample: &Sample) -> Result<(), String> {
    match (sample.shape().decode)(&JSON, &sample.bytes) {
        Err(error) if error.kind() == ErrorKind::Type => Ok(()),
        other => Err(format!("{other:?}")),
    }
}
