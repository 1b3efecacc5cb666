//! Decodes every published XML body of seven agents, and encodes it in the SOAP contract.

use netserver_tests::agents::samples::{Sample, xml_samples};
use netserver_tests::agents::xml_tree::{compare, parse};
use netserver_tests::report::Report;
use webhook_model::{Contract, Decoder, Encoder, MediaType};

fn round_trip(sample: &Sample) -> Result<(), String> {
    let shape = sample.shape();
    let decoder = Decoder::new(MediaType::ApplicationXml);
    let body = (shape.decode)(&decoder, &sample.bytes).map_err(|error| error.to_string())?;
    let encoder = Encoder::new(MediaType::ApplicationXml).contract(Contract::Soap);
    let written = body.encode(&encoder).map_err(|error| error.to_string())?;
    let tree = |bytes: &[u8]| parse(std::str::from_utf8(bytes).map_err(|error| error.to_string())?);
    compare(shape.ty, &tree(&sample.bytes)?, &tree(&written)?)?;
    let again = (shape.decode)(&decoder, &written).map_err(|error| error.to_string())?;
    if again.same(body.as_ref()) {
        return Ok(());
    }
    Err("decodes to another value the second time".to_owned())
}

#[test]
fn documents_are_unchanged_when_encoded_again() {
    let Some(samples) = xml_samples() else {
        return;
    };
    let mut report = Report::new("XML bodies");
    for sample in &samples {
        report.outcome(&sample.file, round_trip(sample));
    }
    report.finish();
}
