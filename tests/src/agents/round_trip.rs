//! Encodes and decodes a type with values in all properties, in every format.

use serde_json::Value as Json;
use webhook_model::{Contract, Decoder, Encoder, MediaType, PatchProfile};

use super::compare::{as_soap, compare};
use super::exact::parse;
use super::fill::filled;
use super::registry::{Body, Shape};

const JSON: MediaType = MediaType::ApplicationJson;
const XML: MediaType = MediaType::ApplicationXml;

/// The step from one seed to the next; a prime, so that seeds select different members of a family.
const STEP: usize = 1009;

fn read(shape: Shape, json: &Json) -> Result<Box<dyn Body>, String> {
    (shape.decode)(&Decoder::new(JSON), json.to_string().as_bytes())
        .map_err(|error| error.to_string())
}

fn through_json(shape: Shape, json: &Json) -> Result<(), String> {
    let written = read(shape, json)?
        .encode(&Encoder::new(JSON))
        .map_err(|error| error.to_string())?;
    let came = parse(json.to_string().as_bytes())?;
    let written = parse(&written)?;
    if came != written {
        compare(shape.ty, &came, &written)?;
        return Err("members were added".to_owned());
    }
    Ok(())
}

fn same(body: &dyn Body, back: &dyn Body) -> Result<(), String> {
    if body.same(back) {
        return Ok(());
    }
    let json = |body: &dyn Body| {
        let written = body.encode(&Encoder::new(JSON)).unwrap_or_default();
        String::from_utf8(written).unwrap_or_default()
    };
    Err(format!("{}\nbecame\n{}", json(body), json(back)))
}

fn through_xml(shape: Shape, json: &Json, contract: Contract) -> Result<(), String> {
    let mut json = json.clone();
    if contract == Contract::Soap {
        as_soap(shape.ty, &mut json);
    }
    let body = read(shape, &json)?;
    let xml = body
        .encode(&Encoder::new(XML).contract(contract))
        .map_err(|error| error.to_string())?;
    let back = (shape.decode)(&Decoder::new(XML), &xml).map_err(|error| error.to_string())?;
    same(body.as_ref(), back.as_ref())
}

/// From the default to the first body, and from the first to the second.
fn through_patch(
    shape: Shape,
    bodies: [&Json; 2],
    decoder: Decoder,
    patch: MediaType,
) -> Result<(), String> {
    let [first, second] = [read(shape, bodies[0])?, read(shape, bodies[1])?];
    let mut back = (shape.blank)();
    let document = first
        .encode(&Encoder::new(patch))
        .map_err(|error| error.to_string())?;
    back.apply(&decoder, &document)
        .map_err(|error| error.to_string())?;
    same(first.as_ref(), back.as_ref())?;
    let document = second
        .diff(first.as_ref(), &Encoder::new(patch))
        .map_err(|error| error.to_string())?;
    back.apply(&decoder, &document)
        .map_err(|error| error.to_string())?;
    same(second.as_ref(), back.as_ref())
}

/// Fills a type with the values of a seed, then encodes and decodes it in JSON, XML of both
/// contracts, JSON Patch of both profiles and merge patch. The decoded value must be equal, and
/// JSON must not have additional members. The patches are from the default, and from one set of
/// values to another.
///
/// # Errors
/// The first format that changed a value, and the difference.
pub fn through_every_format(shape: Shape, seed: usize) -> Result<(), String> {
    let json = filled(shape.ty, seed * STEP);
    let other = filled(shape.ty, seed * STEP + 7);
    through_json(shape, &json).map_err(|found| format!("JSON: {found}"))?;
    for contract in [Contract::WebApi, Contract::Soap] {
        through_xml(shape, &json, contract)
            .map_err(|found| format!("XML {contract:?}: {found}"))?;
    }
    let json_patch = Decoder::new(MediaType::ApplicationJsonPatch);
    for (name, decoder, patch) in [
        ("JSON Patch", json_patch, MediaType::ApplicationJsonPatch),
        (
            "JSON Patch of RFC 6902",
            json_patch.profile(PatchProfile::Rfc6902),
            MediaType::ApplicationJsonPatch,
        ),
        (
            "merge patch",
            Decoder::new(MediaType::ApplicationMergePatch),
            MediaType::ApplicationMergePatch,
        ),
    ] {
        through_patch(shape, [&json, &other], decoder, patch)
            .map_err(|found| format!("{name}: {found}"))?;
    }
    Ok(())
}
