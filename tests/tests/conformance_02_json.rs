//! Suite 02: JSON (RFC 8259), as the reader of any value and of an entity takes it.

use std::path::Path;

use netserver_tests::data::{files, json, list, suite, text};
use netserver_tests::report::Report;
use serde_json::Value;
use webhook_model::{Decoder, Encoder, Error, ErrorKind, MediaType, PatchProfile, Webhook};

const JSON_TYPES: [MediaType; 2] = [MediaType::ApplicationJson, MediaType::TextJson];

fn value(media_type: MediaType, body: &[u8]) -> Result<Value, Error> {
    Decoder::new(media_type).decode(body)
}

/// The document as the value of a property that nobody knows: skipped, and read as strictly.
fn skipped(body: &[u8]) -> Result<Webhook, Error> {
    let body = [b"{\"Unknown\":", body, b"}"].concat();
    Webhook::decode(MediaType::ApplicationJson, &body)
}

/// The document as the value of an operation of a patch, and as a merge patch.
fn in_patches(body: &[u8]) -> [Result<Value, Error>; 2] {
    let mut document = Value::Null;
    let operations = [b"[{\"op\":\"add\",\"path\":\"\",\"value\":", body, b"}]"].concat();
    let patched = Decoder::new(MediaType::ApplicationJsonPatch)
        .profile(PatchProfile::Rfc6902)
        .apply(&mut document, &operations)
        .map(|()| document);
    [patched, value(MediaType::ApplicationMergePatch, body)]
}

fn parsing(folder: &Path, prefix: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = files(&folder.join("JSONTestSuite/test_parsing"), "json");
    files.retain(|(name, _)| name.starts_with(prefix));
    files
}

#[test]
fn what_must_be_accepted_is() {
    let Some(folder) = suite("02-json") else {
        return;
    };
    let mut report = Report::new("JSONTestSuite y_");
    for (name, body) in parsing(&folder, "y_") {
        let wanted: Value = serde_json::from_slice(&body).unwrap();
        let read = JSON_TYPES.map(|media_type| value(media_type, &body));
        let right = read.iter().all(|read| read.as_ref() == Ok(&wanted)) && skipped(&body).is_ok();
        report.check(&name, right, || format!("{read:?} {:?}", skipped(&body)));
    }
    report.finish();
}

#[test]
fn what_must_be_refused_is() {
    let Some(folder) = suite("02-json") else {
        return;
    };
    let mut report = Report::new("JSONTestSuite n_");
    for (name, body) in parsing(&folder, "n_") {
        let read = JSON_TYPES.map(|media_type| value(media_type, &body));
        let patched = in_patches(&body);
        let mut results = read.iter().chain(&patched);
        let right = results.all(Result::is_err) && skipped(&body).is_err();
        report.check(&name, right, || {
            format!("{read:?} {patched:?} {:?}", skipped(&body))
        });
    }
    report.finish();
}

#[test]
fn what_is_left_open_is_pinned() {
    let Some(folder) = suite("02-json") else {
        return;
    };
    let pins = json(&folder.join("i_cases_pinned.json"));
    let mut report = Report::new("JSONTestSuite i_");
    for (name, body) in parsing(&folder, "i_") {
        let pin = list(&pins, "cases")
            .iter()
            .find(|pin| text(pin, "file") == name);
        let Some(pin) = pin else {
            report.apart(&name, "no answer is pinned");
            continue;
        };
        let proposed = text(pin, "proposed");
        let accepted = proposed.starts_with("accept");
        let mut answers = vec![skipped(&body).is_ok()];
        for _ in 0..2 {
            answers.extend(JSON_TYPES.map(|media_type| value(media_type, &body).is_ok()));
            answers.extend(in_patches(&body).map(|result| result.is_ok()));
        }
        let right = answers.iter().all(|answer| *answer == accepted);
        report.check(&name, right, || format!("{answers:?}, wanted {proposed}"));
        // A number that loses its precision is still no int32.
        if proposed.contains("reject into int32") {
            let decoder = Decoder::new(MediaType::ApplicationJson);
            let read: Result<Vec<i32>, Error> = decoder.decode(&body);
            report.check(&format!("{name}, int32"), read.is_err(), || {
                format!("{read:?}")
            });
        }
    }
    report.finish();
}

/// What is read for documents on which readers differ: whole numbers are exact within 64 bits,
/// others are doubles; half a surrogate pair is no text; of equal keys the last counts.
fn transformed(name: &str, body: &[u8]) -> Result<Value, ErrorKind> {
    if name.contains("invalid_codepoint") {
        return Err(if name.contains("escaped") {
            ErrorKind::Syntax
        } else {
            ErrorKind::Encoding
        });
    }
    serde_json::from_slice(body).map_err(|_| ErrorKind::Syntax)
}

#[test]
fn transformations() {
    let Some(folder) = suite("02-json") else {
        return;
    };
    let mut report = Report::new("JSONTestSuite test_transform");
    let folder = folder.join("JSONTestSuite/test_transform");
    for (name, body) in files(&folder, "json") {
        let read = value(MediaType::ApplicationJson, &body).map_err(|error| error.kind());
        report.equal(&name, &read, &transformed(&name, &body));
        let Ok(tree) = read else { continue };
        let written = Encoder::new(MediaType::ApplicationJson)
            .encode(&tree)
            .unwrap();
        let again = value(MediaType::ApplicationJson, &written);
        report.equal(&format!("{name}, written and read"), &again, &Ok(tree));
    }
    report.finish();
}

/// The numbers of `test_transform`, to the digit.
#[test]
fn numbers_are_exact_within_64_bits() {
    for (body, wanted) in [
        ("[-9223372036854775808]", "[-9223372036854775808]"),
        ("[9223372036854775807]", "[9223372036854775807]"),
        ("[18446744073709551615]", "[18446744073709551615]"),
        ("[-9223372036854775809]", "[-9.223372036854776e+18]"),
        ("[18446744073709551616]", "[1.8446744073709552e+19]"),
        ("[1E-999]", "[0.0]"),
        ("[1e6]", "[1000000.0]"),
        ("[1.000000000000000005]", "[1.0]"),
    ] {
        let tree = value(MediaType::ApplicationJson, body.as_bytes()).unwrap();
        let written = Encoder::new(MediaType::ApplicationJson)
            .encode(&tree)
            .unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), wanted, "{body}");
    }
}

/// The input of an attack: as it stands, or built from its description.
fn attack(case: &Value) -> Vec<u8> {
    if let Some(raw) = case["raw"].as_str() {
        return raw.as_bytes().to_vec();
    }
    let recipe = &case["generate"];
    let Some(count) = recipe["count"].as_u64() else {
        return flood().into_bytes();
    };
    let count = usize::try_from(count).unwrap();
    let repeated = |key: &str| -> String {
        let number = |number: usize| text(recipe, key).replace("%d", &number.to_string());
        (0..count).map(number).collect()
    };
    let (open, repeat, close) = (repeated("open"), repeated("repeat"), repeated("close"));
    let parts = [
        text(recipe, "prefix"),
        &open,
        &repeat,
        text(recipe, "mid"),
        &close,
        text(recipe, "suffix"),
    ];
    parts.concat().into_bytes()
}

/// 200,000 keys of one length that differ in the middle only: where hashes without a key collide.
fn flood() -> String {
    let keys: Vec<_> = (0..200_000)
        .map(|number| format!("\"a{number:08}z\":\"\""))
        .collect();
    format!("{{\"Headers\":{{{}}}}}", keys.join(","))
}

#[test]
fn attacks() {
    let Some(folder) = suite("02-json") else {
        return;
    };
    let mut report = Report::new("entity_json_attacks.json");
    for case in list(&json(&folder.join("entity_json_attacks.json")), "cases") {
        let (id, body) = (text(case, "id"), attack(case));
        let [read, again] = JSON_TYPES.map(|media_type| Webhook::decode(media_type, &body));
        report.check(
            &format!("{id}, both media types"),
            read == again,
            String::new,
        );
        report.outcome(id, judge(id, text(case, "expect"), &read));
        if id.starts_with("depth-") {
            let deep = value(MediaType::ApplicationJson, &body).map_err(|error| error.kind());
            report.equal(&format!("{id}, any value"), &deep, &Err(ErrorKind::Depth));
        }
    }
    report.finish();
}

/// The pinned answers; a case that is not known by its id is judged by what it expects.
fn judge(id: &str, expect: &str, read: &Result<Webhook, Error>) -> Result<(), String> {
    let kind = read.as_ref().map(|_| ()).map_err(Error::kind);
    let name = |hook: &Webhook| hook.name.clone().unwrap_or_default();
    let right = match (id, read) {
        // The bound on a body is the server's; the reader takes what it is given.
        ("big-string", Ok(hook)) => name(hook) == "a".repeat(3_000_000),
        ("many-members", Ok(hook)) => *hook == Webhook::create_default(),
        ("hash-flood", Ok(hook)) => hook
            .headers
            .as_ref()
            .is_some_and(|map| map.len() == 200_000),
        ("nul-in-string", Ok(hook)) => name(hook) == "a\0b" && is_no_xml(hook),
        ("noncharacter", Ok(hook)) => name(hook) == "\u{FFFF}" && is_no_xml(hook),
        ("surrogate-pair", Ok(hook)) => name(hook) == "\u{1F600}",
        ("int-float-form" | "int-exp-form", Ok(hook)) => hook.webhook_id == 1,
        ("int-neg-zero", Ok(hook)) => hook.webhook_id == 0,
        ("int-max", Ok(hook)) => hook.webhook_id == i32::MAX,
        ("array" | "int-string", _) => kind == Err(ErrorKind::Type),
        // A root that is no entity is seen before how deep it is.
        _ if id.starts_with("depth-") && expect.contains("error") => {
            kind == Err(ErrorKind::Depth) || kind == Err(ErrorKind::Type)
        }
        _ if id.starts_with("dup-member") => kind == Err(ErrorKind::Duplicate),
        ("int-max1", _) => kind == Err(ErrorKind::Range),
        ("null", _) => kind == Err(ErrorKind::Null),
        _ if expect.contains("400") || expect.contains("reject") || expect.contains("refuse") => {
            read.as_ref().is_err_and(|error| error.status() == 400)
        }
        _ if expect.contains("error") => read.is_err(),
        // A choice that nobody has pinned is made alike in both media types.
        _ => expect.contains("pin") || read.is_ok(),
    };
    if right {
        Ok(())
    } else {
        Err(format!("{kind:?}, wanted {expect}"))
    }
}

/// What XML cannot hold is refused, with the property's name.
fn is_no_xml(hook: &Webhook) -> bool {
    hook.encode(MediaType::ApplicationXml).is_err_and(|error| {
        error.kind() == ErrorKind::Unrepresentable && error.pointer() == "/Name"
    })
}
