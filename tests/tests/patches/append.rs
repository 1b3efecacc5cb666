//! An object that a patch puts on a list is appended to it, as documented by the vendor.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use webhook_model::{Decoder, Error, ErrorKind, MediaType, NetServerEntity, PatchProfile};

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Part {
    value: Option<String>,
    inner: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Whole {
    parts: Vec<Part>,
    maybe: Option<Vec<Part>>,
    names: Option<Vec<String>>,
    table: Vec<Vec<Part>>,
    groups: BTreeMap<String, Vec<Part>>,
    entries: Vec<BTreeMap<String, i32>>,
    anything: Vec<Value>,
    any: Value,
    one: Option<Part>,
}

fn part(value: &str) -> Value {
    json!({"Value": value, "Inner": []})
}

fn whole() -> Whole {
    let tree = json!({
        "Parts": [part("1")],
        "Table": [[part("1")]],
        "Groups": {"a": [part("1")]},
        "Any": [1],
    });
    serde_json::from_value(tree).unwrap()
}

fn apply(media_type: MediaType, profile: PatchProfile, patch: &Value) -> Result<Value, Error> {
    let mut whole = whole();
    let before = whole.clone();
    let decoder = Decoder::new(media_type).profile(profile);
    let applied = decoder.apply(&mut whole, patch.to_string().as_bytes());
    if applied.is_err() {
        assert_eq!(whole, before, "{patch}");
    }
    applied.map(|()| json!(whole))
}

#[test]
fn add_replace_and_merge_append_objects() {
    let two = json!([part("1"), part("2")]);
    let one = json!([part("2")]);
    for (path, pointer, list) in [
        ("parts", "/Parts", &two),
        ("/Maybe", "/Maybe", &one),
        ("/Table/0", "/Table/0", &two),
        ("/Groups/a", "/Groups/a", &two),
        ("/Groups/b", "/Groups/b", &one),
        // A list of lists gets a list with the object.
        ("/Table", "/Table/1", &one),
        ("/One", "/One/Inner", &one),
        ("/Parts/0/Inner", "/Parts/0/Inner", &one),
    ] {
        for op in ["add", "replace"] {
            let value = match path {
                // The object itself contains the list.
                "/One" => json!({"Inner": {"Value": "2"}}),
                _ => json!({"value": "2"}),
            };
            let patch = json!([{"op": op, "path": path, "value": value}]);
            let applied = apply(
                MediaType::ApplicationJsonPatch,
                PatchProfile::NetServer,
                &patch,
            );
            match (op, path) {
                ("replace", "/Groups/b") => {
                    assert_eq!(applied.unwrap_err().kind(), ErrorKind::PatchPath);
                    continue;
                }
                // An index of an array inserts the item there.
                ("add", "/Table/0") => {
                    let expected = json!([[part("2")], [part("1")]]);
                    assert_eq!(applied.unwrap()["Table"], expected);
                    continue;
                }
                _ => {}
            }
            let tree = applied.unwrap_or_else(|error| panic!("{patch}: {error}"));
            assert_eq!(tree.pointer(pointer), Some(list), "{patch}");
        }
    }
    for (patch, pointer, list) in [
        (json!({"parts": {"Value": "2"}}), "/Parts", &two),
        (json!({"Maybe": {"value": "2"}}), "/Maybe", &one),
        (
            json!({"Groups": {"a": {"value": "2"}, "b": {"value": "2"}}}),
            "/Groups/a",
            &two,
        ),
        (json!({"Groups": {"b": {"value": "2"}}}), "/Groups/b", &one),
        (json!({"Table": {"value": "2"}}), "/Table/1", &one),
        (
            json!({"One": {"Inner": {"value": "2"}}}),
            "/One/Inner",
            &one,
        ),
        (
            json!({"Parts": [{"Inner": {"value": "2"}}]}),
            "/Parts/0/Inner",
            &one,
        ),
        (json!({"Entries": {"a": 1}}), "/Entries", &json!([{"a": 1}])),
        (
            json!({"Anything": {"a": 1}}),
            "/Anything",
            &json!([{"a": 1}]),
        ),
        // In any JSON, no array is expected.
        (json!({"Any": {"a": 1}}), "/Any", &json!({"a": 1})),
    ] {
        let tree = apply(
            MediaType::ApplicationMergePatch,
            PatchProfile::NetServer,
            &patch,
        );
        assert_eq!(tree.unwrap().pointer(pointer), Some(list), "{patch}");
    }
}

#[test]
fn appended_objects_keep_their_order() {
    let patch: Value = (0..50)
        .map(|index| json!({"op": "add", "path": "Parts", "value": {"Value": index.to_string()}}))
        .collect();
    let tree = apply(
        MediaType::ApplicationJsonPatch,
        PatchProfile::NetServer,
        &patch,
    )
    .unwrap();
    assert_eq!(tree["Parts"].as_array().map(Vec::len), Some(51));
    assert_eq!(tree["Parts"][50], part("49"));
    // A body that is a list is appended to as well.
    let merged: Result<Vec<Part>, Error> =
        Decoder::new(MediaType::ApplicationMergePatch).decode(br#"{"Value": "1"}"#);
    assert_eq!(merged.map(|parts| json!(parts)), Ok(json!([part("1")])));
}

#[test]
fn other_values_are_rejected() {
    for (path, value) in [
        ("/Parts", json!("x")),
        ("/Parts", json!(1)),
        ("/Parts", json!({"Value": 5})),
        ("/Names", json!({"a": "b"})),
        ("/Groups/a", json!("x")),
        ("/Table/0", json!(true)),
    ] {
        for op in ["add", "replace"] {
            let patch = json!([{"op": op, "path": path, "value": value}]);
            let result = apply(
                MediaType::ApplicationJsonPatch,
                PatchProfile::NetServer,
                &patch,
            );
            assert_eq!(result.unwrap_err().status(), 422, "{patch}");
        }
    }
    let patch = json!({"Names": {"a": "b"}});
    let result = apply(
        MediaType::ApplicationMergePatch,
        PatchProfile::NetServer,
        &patch,
    );
    assert_eq!(result.unwrap_err().pointer(), "/Names/0");
    // `test` compares the whole list, and strict RFC 6902 appends nothing.
    let test = json!([{"op": "test", "path": "/Parts", "value": part("1")}]);
    let result = apply(
        MediaType::ApplicationJsonPatch,
        PatchProfile::NetServer,
        &test,
    );
    assert_eq!(result.unwrap_err().kind(), ErrorKind::PatchTest);
    for op in ["add", "replace"] {
        let patch = json!([{"op": op, "path": "/Parts", "value": part("2")}]);
        let result = apply(
            MediaType::ApplicationJsonPatch,
            PatchProfile::Rfc6902,
            &patch,
        );
        assert_eq!(result.unwrap_err().kind(), ErrorKind::Type);
    }
    // In a whole body, lists must be lists.
    let body = json!({"Parts": part("2")}).to_string();
    let error = Whole::decode(MediaType::ApplicationJson, body.as_bytes()).unwrap_err();
    assert_eq!((error.kind(), error.pointer()), (ErrorKind::Type, "/Parts"));
}
