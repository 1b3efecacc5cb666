//! Suite 01, JSON Pointer (RFC 6901), through the paths of `test` operations.

use netserver_tests::data::{json, list, suite, text};
use netserver_tests::report::{Report, same};
use serde_json::{Value, json};
use webhook_model::{Decoder, ErrorKind, MediaType, PatchProfile};

/// Tests for a value at a pointer, with the strict profile.
fn test(document: &Value, pointer: &str, value: &Value) -> Result<(), ErrorKind> {
    let body = json!([{"op": "test", "path": pointer, "value": value}]).to_string();
    Decoder::new(MediaType::ApplicationJsonPatch)
        .profile(PatchProfile::Rfc6902)
        .apply(&mut document.clone(), body.as_bytes())
        .map_err(|error| error.kind())
}

/// The pointer of a URI fragment (RFC 6901 section 6).
fn of_fragment(fragment: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = fragment.strip_prefix('#')?.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

/// The value must be found only at this pointer.
fn judge(document: &Value, pointer: &str, case: &Value) -> Result<(), String> {
    let found = test(document, pointer, &case["expected"]);
    let other = test(document, pointer, &json!({"in no document": [1, 2, 3]}));
    let wanted = if case.get("error").is_some() {
        (Err(ErrorKind::PatchPath), Err(ErrorKind::PatchPath))
    } else {
        (Ok(()), Err(ErrorKind::PatchTest))
    };
    if (found, other) == wanted {
        Ok(())
    } else {
        Err(format!("{found:?} {other:?}"))
    }
}

#[test]
fn rfc_6901() {
    let Some(folder) = suite("01-json-patch") else {
        return;
    };
    let cases = json(&folder.join("rfc6901_pointer.json"));
    let mut report = Report::new("rfc6901_pointer.json");
    for case in list(&cases, "cases") {
        let document = match case["doc"].as_str() {
            Some(name) if name.starts_with('@') => &cases["docs"][name],
            _ => &case["doc"],
        };
        let id = text(case, "id");
        let Some(fragment) = case["uri_fragment"].as_str() else {
            report.outcome(id, judge(document, text(case, "pointer"), case));
            continue;
        };
        // The fragment form is not a valid path of a patch.
        let itself = test(document, fragment, &case["expected"]);
        let result = same(&itself, &Err(ErrorKind::PatchPath));
        report.outcome(
            id,
            result.and_then(|()| match of_fragment(fragment) {
                Some(pointer) => judge(document, &pointer, case),
                None if case.get("error").is_some() => Ok(()),
                None => Err("not a fragment".to_owned()),
            }),
        );
    }
    report.finish();
}

/// A document in which a lenient parser would find the pointer.
fn lenient_document(pointer: &str) -> Value {
    if pointer.is_empty() {
        return json!("here");
    }
    let steps = pointer.strip_prefix('/').unwrap_or(pointer).split('/');
    let steps: Vec<_> = steps
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect();
    steps
        .into_iter()
        .rev()
        .fold(json!("here"), |inner, step| json!({ step: inner }))
}

#[test]
fn json_schema_format() {
    let Some(folder) = suite("01-json-patch") else {
        return;
    };
    let groups = json(&folder.join("json-schema-format-json-pointer.json"));
    let groups = groups.as_array().into_iter().flatten();
    let mut report = Report::new("json-schema-format-json-pointer.json");
    for case in groups.flat_map(|group| list(group, "tests")) {
        let id = text(case, "description");
        let Some(pointer) = case["data"].as_str() else {
            report.apart(
                id,
                "not a string: the format does not apply to it, a patch rejects it",
            );
            continue;
        };
        let found = test(&lenient_document(pointer), pointer, &json!("here"));
        let wanted = if case["valid"] == true {
            Ok(())
        } else {
            Err(ErrorKind::PatchPath)
        };
        report.equal(&format!("{id}: {pointer}"), &found, &wanted);
    }
    report.finish();
}
