//! Null in a list or dictionary that does not allow it: the error explains how to allow it.

use std::collections::BTreeMap;

use webhook_model::{Decoder, Error, ErrorKind, MediaType, NetServerEntity, PatchProfile};

/// An item with a property that is not nullable.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Entry {
    rank: i32,
}

/// Lists and dictionaries with and without nullable items.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Lists {
    numbers: Vec<i32>,
    texts: Vec<String>,
    rows: Vec<Vec<i64>>,
    entries: Vec<Entry>,
    by_key: BTreeMap<String, i16>,
    flags_by_key: BTreeMap<String, Vec<bool>>,
    keys_in_list: Vec<BTreeMap<i32, Entry>>,
    open: Vec<Option<i32>>,
    open_by_key: BTreeMap<String, Option<i32>>,
}

const LIST: &str = "; if items may be null, write `Vec<Option<..>>`";
const DICTIONARY: &str = "; if values may be null, write `Option<..>` as their type";

/// The property, its value in JSON and XML, the pointer, the expected type and the advice.
const CASES: [(&str, &str, &str, &str, &str, &str); 9] = [
    (
        "Numbers",
        "[1,null]",
        "<int>1</int><int i:nil='true'/>",
        "/1",
        "an int32",
        LIST,
    ),
    (
        "Texts",
        "[null]",
        "<string i:nil='true'></string>",
        "/0",
        "a string",
        LIST,
    ),
    (
        "Rows",
        "[[1],null]",
        "<ArrayOflong><long>1</long></ArrayOflong><ArrayOflong i:nil='true'/>",
        "/1",
        "an array",
        LIST,
    ),
    (
        "Rows",
        "[[],[null]]",
        "<ArrayOflong/><ArrayOflong><long i:nil='true'/></ArrayOflong>",
        "/1/0",
        "an int64",
        LIST,
    ),
    (
        "Entries",
        "[null]",
        "<Entry i:nil='true'/>",
        "/0",
        "an object",
        LIST,
    ),
    (
        "Entries",
        "[{\"Rank\":null}]",
        "<Entry><Rank i:nil='true'/></Entry>",
        "/0/Rank",
        "an int32",
        "",
    ),
    (
        "ByKey",
        "{\"a\":null}",
        "<e><Key>a</Key><Value i:nil='true'/></e>",
        "/a",
        "an int16",
        DICTIONARY,
    ),
    (
        "FlagsByKey",
        "{\"a\":[null]}",
        "<e><Value><boolean i:nil='true'/></Value><Key>a</Key></e>",
        "/a/0",
        "true or false",
        LIST,
    ),
    (
        "KeysInList",
        "[{\"7\":null}]",
        "<d><e><Value i:nil='true'/><Key>7</Key></e></d>",
        "/0/7",
        "an object",
        DICTIONARY,
    ),
];

fn check(error: &Error, place: &str, expected: &str, advice: &str) {
    assert_eq!(error.kind(), ErrorKind::Null, "{error}");
    assert_eq!(error.pointer(), place);
    let message = format!("expected {expected}, found null{advice}");
    assert_eq!(error.message(), message, "{place}");
}

#[test]
fn errors_explain_how_to_allow_null() {
    for (name, json, xml, inside, expected, advice) in CASES {
        let place = format!("/{name}{inside}");
        let object = format!("{{\"{name}\":{json}}}");
        let document = format!(
            "<Lists xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><{name}>{xml}</{name}></Lists>"
        );
        for (media_type, body) in [
            (MediaType::ApplicationJson, &object),
            (MediaType::ApplicationXml, &document),
        ] {
            let error = Lists::decode(media_type, body.as_bytes()).unwrap_err();
            check(&error, &place, expected, advice);
            assert!(error.position().is_some(), "{media_type} {place}");
        }
        let patch = format!(r#"[{{"op":"replace","path":"/{name}","value":{json}}}]"#);
        for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
            let decoder = Decoder::new(MediaType::ApplicationJsonPatch).profile(profile);
            let error = decoder.decode::<Lists>(patch.as_bytes()).unwrap_err();
            check(&error, &place, expected, advice);
        }
        // Null removes a key of a dictionary that a merge patch changes.
        let merge = Lists::decode(MediaType::ApplicationMergePatch, object.as_bytes());
        match merge {
            Ok(lists) => assert_eq!((name, lists), ("ByKey", Lists::create_default()), "{place}"),
            Err(error) => check(&error, &place, expected, advice),
        }
        let error = serde_json::from_str::<Lists>(&object)
            .unwrap_err()
            .to_string();
        let start = format!("{place}: expected {expected}, found null{advice}");
        assert_eq!(error.split(" at line").next(), Some(start.as_str()));
    }
}

#[test]
fn errors_of_patch_operations_explain_it_as_well() {
    for (path, place, expected, advice) in [
        ("/numbers/-", "/Numbers/-", "an int32", LIST),
        ("/rows/0/0", "/Rows/0/0", "an int64", LIST),
        ("/ByKey/a", "/ByKey/a", "an int16", DICTIONARY),
        ("/ByKey/new", "/ByKey/new", "an int16", DICTIONARY),
        ("/Entries/0/Rank", "/Entries/0/Rank", "an int32", ""),
    ] {
        let mut lists = Lists::create_default();
        lists.rows.push(Vec::new());
        lists.entries.push(Entry { rank: 1 });
        lists.by_key.insert("a".into(), 1);
        let patch = format!(r#"[{{"op":"add","path":"{path}","value":null}}]"#);
        let error = lists
            .apply(MediaType::ApplicationJsonPatch, patch.as_bytes())
            .unwrap_err();
        check(&error, place, expected, advice);
    }
}

#[test]
fn nullable_items_may_be_null() {
    let body = br#"{"Open":[null,1],"OpenByKey":{"a":null}}"#;
    let lists = Lists::decode(MediaType::ApplicationJson, body).unwrap();
    assert_eq!(lists.open, [None, Some(1)]);
    assert_eq!(lists.open_by_key, BTreeMap::from([("a".into(), None)]));
}
