//! Every entity and request body with a value in each property, through every format.

use netserver_tests::agents::compare::{as_soap, compare};
use netserver_tests::agents::fill::filled;
use netserver_tests::agents::registry::{Body, Shape, expressions, shape, shape_of};
use netserver_tests::agents::report::Tally;
use netserver_tests::agents::webhook::webhook12;
use serde_json::Value as Json;
use webhook_model::{Contract, Decoder, Encoder, Error, MediaType, PatchProfile};

const JSON: MediaType = MediaType::ApplicationJson;
const XML: MediaType = MediaType::ApplicationXml;

/// How many sets of values each type is filled with.
const SEEDS: usize = 16;

fn text(error: Error) -> String {
    error.to_string()
}

fn read(shape: Shape, json: &Json) -> Result<Box<dyn Body>, String> {
    (shape.decode)(&Decoder::new(JSON), json.to_string().as_bytes()).map_err(text)
}

fn through_json(shape: Shape, json: &Json) -> Result<(), String> {
    let written = read(shape, json)?
        .encode(&Encoder::new(JSON))
        .map_err(text)?;
    let written: Json = serde_json::from_slice(&written).map_err(|error| error.to_string())?;
    if *json != written {
        compare(shape.ty, json, &written)?;
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
        .map_err(text)?;
    let back = (shape.decode)(&Decoder::new(XML), &xml).map_err(text)?;
    same(body.as_ref(), back.as_ref())
}

/// From the default to the first body, and from the first to the second.
fn through_patch(
    shape: Shape,
    bodies: [&Json; 2],
    decoder: &Decoder,
    patch: MediaType,
) -> Result<(), String> {
    let [first, second] = [read(shape, bodies[0])?, read(shape, bodies[1])?];
    let mut back = (shape.blank)();
    let document = first.encode(&Encoder::new(patch)).map_err(text)?;
    back.apply(decoder, &document).map_err(text)?;
    same(first.as_ref(), back.as_ref())?;
    let document = second
        .diff(first.as_ref(), &Encoder::new(patch))
        .map_err(text)?;
    back.apply(decoder, &document).map_err(text)?;
    same(second.as_ref(), back.as_ref())
}

fn check(shape: Shape, seed: usize) -> Result<(), String> {
    let json = filled(shape.ty, seed * 1000);
    let other = filled(shape.ty, seed * 1000 + 7);
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
        through_patch(shape, [&json, &other], &decoder, patch)
            .map_err(|found| format!("{name}: {found}"))?;
    }
    Ok(())
}

#[test]
fn every_property_of_every_type_passes_every_format() {
    let mut tally = Tally::new("types filled, through all formats");
    let types = expressions();
    for expression in &types {
        let shape = shape(expression).expect("the registry names it");
        let outcome = (1..=SEEDS).try_for_each(|seed| check(shape, seed));
        tally.count(expression, outcome);
    }
    let newer = shape_of::<webhook12::Webhook>();
    tally.count(
        "Webhook of release 12",
        (1..=SEEDS).try_for_each(|seed| check(newer, seed)),
    );
    tally.finish(types.len() + 1);
}
