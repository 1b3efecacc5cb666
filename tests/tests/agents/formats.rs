//! Converts every published JSON body of seven agents to the other formats and back, and decodes it
//! with other orders of members.

use netserver_tests::agents::compare::as_soap;
use netserver_tests::agents::exact::parse;
use netserver_tests::agents::registry::{Body, Shape};
use netserver_tests::agents::samples::{Sample, json_samples};
use netserver_tests::agents::shuffle::{Names, shuffled};
use netserver_tests::report::Report;
use webhook_model::{Contract, Decoder, Encoder, Error, ErrorKind, MediaType, PatchProfile};

const JSON: Decoder = Decoder::new(MediaType::ApplicationJson);

/// A published body, its type, and its decoded value.
type Read = (Sample, Shape, Box<dyn Body>);

/// The decoded bodies that are as the server sends them.
fn bodies() -> Option<Vec<Read>> {
    let samples = json_samples()?.into_iter().filter(|sample| sample.strict);
    let bodies = samples.map(|sample| {
        let shape = sample.shape();
        let body = (shape.decode)(&JSON, &sample.bytes)
            .unwrap_or_else(|error| panic!("{}: {error}", sample.file));
        (sample, shape, body)
    });
    Some(bodies.collect())
}

/// The body without properties of newer servers, which the SOAP contract omits.
fn as_in_soap(shape: Shape, body: &dyn Body) -> Result<Box<dyn Body>, String> {
    let mut json = serde_json::from_str(&json_of(body)?).map_err(|error| error.to_string())?;
    as_soap(shape.ty, &mut json);
    (shape.decode)(&JSON, json.to_string().as_bytes()).map_err(|error| error.to_string())
}

fn json_of(body: &dyn Body) -> Result<String, String> {
    let bytes = body
        .encode(&Encoder::new(MediaType::ApplicationJson))
        .map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// The values must be equal, and their JSON byte for byte.
fn equal(body: &dyn Body, back: &dyn Body) -> Result<(), String> {
    let (came, written) = (json_of(body)?, json_of(back)?);
    if body.same(back) && came == written {
        return Ok(());
    }
    Err(format!("{came}\nbecame\n{written}"))
}

#[test]
fn every_body_survives_xml_in_both_contracts() {
    let Some(bodies) = bodies() else { return };
    for contract in [Contract::WebApi, Contract::Soap] {
        let mut report = Report::new(format!("JSON to XML ({contract:?}) and back"));
        let encoder = Encoder::new(MediaType::ApplicationXml).contract(contract);
        for (sample, shape, body) in &bodies {
            let through = |body: &dyn Body| {
                let xml = body.encode(&encoder).map_err(|error| error.to_string())?;
                let decoder = Decoder::new(MediaType::ApplicationXml);
                let back = (shape.decode)(&decoder, &xml).map_err(|error| error.to_string())?;
                equal(body, back.as_ref())
            };
            let outcome = if contract == Contract::Soap {
                as_in_soap(*shape, body.as_ref()).and_then(|body| through(body.as_ref()))
            } else {
                through(body.as_ref())
            };
            report.outcome(&sample.file, outcome);
        }
        report.finish();
    }
}

#[test]
fn json_patches_from_the_default_produce_every_body() {
    let Some(bodies) = bodies() else { return };
    for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
        let mut report = Report::new(format!("JSON Patch from the default ({profile:?})"));
        let decoder = Decoder::new(MediaType::ApplicationJsonPatch).profile(profile);
        for (sample, shape, body) in &bodies {
            report.outcome(
                &sample.file,
                patched(
                    MediaType::ApplicationJsonPatch,
                    decoder,
                    *shape,
                    body.as_ref(),
                )
                .map_err(|error| error.to_string())
                .and_then(|back| equal(body.as_ref(), back.as_ref())),
            );
        }
        report.finish();
    }
}

fn patched(
    media_type: MediaType,
    decoder: Decoder,
    shape: Shape,
    body: &dyn Body,
) -> Result<Box<dyn Body>, Error> {
    let patch = body.encode(&Encoder::new(media_type))?;
    let mut back = (shape.blank)();
    back.apply(&decoder, &patch)?;
    Ok(back)
}

#[test]
fn merge_patches_from_the_default_produce_every_body_without_inner_nulls() {
    let Some(bodies) = bodies() else { return };
    let mut report = Report::new("merge patch from the default");
    let media_type = MediaType::ApplicationMergePatch;
    let decoder = Decoder::new(media_type);
    for (sample, shape, body) in &bodies {
        match patched(media_type, decoder, *shape, body.as_ref()) {
            // RFC 7396: null removes a member, so null as a value cannot be expressed.
            Err(error) if error.kind() == ErrorKind::Unrepresentable => {
                report.apart(&sample.file, &error.to_string());
            }
            Err(error) => report.outcome(&sample.file, Err(error.to_string())),
            Ok(back) => report.outcome(&sample.file, equal(body.as_ref(), back.as_ref())),
        }
    }
    report.finish();
}

#[test]
fn members_may_have_any_order_and_camel_case() {
    let Some(bodies) = bodies() else { return };
    for names in [Names::Pascal, Names::Camel] {
        let mut report = Report::new(match names {
            Names::Pascal => "members in another order",
            Names::Camel => "members in another order and in camel case",
        });
        for (sample, shape, body) in &bodies {
            let value = parse(&sample.bytes).expect("it was decoded before");
            let outcome = (1..=8).try_for_each(|seed| {
                let other = shuffled(shape.ty, &value, seed * 0x9e37_79b9, names);
                let back = (shape.decode)(&JSON, other.as_bytes())
                    .map_err(|error| format!("{error} in {other}"))?;
                equal(body.as_ref(), back.as_ref())
            });
            report.outcome(&sample.file, outcome);
        }
        report.finish();
    }
}
