//! Suite 02: JSON (RFC 8259), read as any value and as an entity.

use std::path::Path;

use netserver_tests::data::{files, json, list, suite, text};
use netserver_tests::recipe::build;
use netserver_tests::report::{Report, same};
use netserver_tests::verdict::{Verdict, expectation, value as expected};
use serde_json::{Value, json};
use webhook_model::{Decoder, Encoder, Error, ErrorKind, MediaType, PatchProfile, Webhook};

const JSON_TYPES: [MediaType; 2] = [MediaType::ApplicationJson, MediaType::TextJson];

fn value(media_type: MediaType, body: &[u8]) -> Result<Value, Error> {
    Decoder::new(media_type).decode(body)
}

/// The document as the value of an unknown property, which is skipped but must be valid.
fn skipped(body: &[u8]) -> Result<Webhook, Error> {
    let body = [b"{\"Unknown\":", body, b"}"].concat();
    Webhook::decode(MediaType::ApplicationJson, &body)
}

/// The document as the value of a patch operation, and as a merge patch.
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
fn valid_documents_are_accepted() {
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
fn invalid_documents_are_rejected() {
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
fn undefined_cases_have_the_chosen_result() {
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
            report.apart(&name, "no result is chosen");
            continue;
        };
        let proposed = text(pin, "proposed");
        let accepted = proposed.starts_with("accept");
        // Only the grammar of a skipped number is checked, so its size does not matter.
        let skips = skipped(&body).is_ok();
        let is_right = skips == (accepted || name.starts_with("i_number_"));
        let mut answers = vec![is_right == accepted];
        for _ in 0..2 {
            answers.extend(JSON_TYPES.map(|media_type| value(media_type, &body).is_ok()));
            answers.extend(in_patches(&body).map(|result| result.is_ok()));
        }
        // A number that loses precision is still not an int32.
        if proposed.contains("reject into int32") {
            let decoder = Decoder::new(MediaType::ApplicationJson);
            let read: Result<Vec<i32>, Error> = decoder.decode(&body);
            answers.push(read.is_err());
        }
        let right = answers.iter().all(|answer| *answer == accepted);
        report.check(&name, right, || format!("{answers:?}, expected {proposed}"));
    }
    report.finish();
}

/// The result for documents that parsers treat differently: integers are exact within 64 bits,
/// other numbers are doubles, lone surrogates are invalid, and the last duplicate key is used.
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
        let result = same(&read, &transformed(&name, &body)).and_then(|()| {
            let Ok(tree) = read else { return Ok(()) };
            let written = Encoder::new(MediaType::ApplicationJson).encode(&tree);
            let written = written.map_err(|error| error.to_string())?;
            same(&value(MediaType::ApplicationJson, &written), &Ok(tree))
        });
        report.outcome(&name, result);
    }
    report.finish();
}

/// The numbers of `test_transform`, compared exactly.
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

/// The input of an attack: literal, or built from its description.
fn attack(case: &Value) -> Vec<u8> {
    if let Some(raw) = case["raw"].as_str() {
        return raw.as_bytes().to_vec();
    }
    build(&case["generate"]).unwrap_or_else(flood).into_bytes()
}

/// 200,000 keys of the same length that differ only in the middle, which collide in unkeyed hash
/// functions.
fn flood() -> String {
    let keys: Vec<_> = (0..200_000)
        .map(|number| format!("\"a{number:08}z\":\"\""))
        .collect();
    format!("{{\"Headers\":{{{}}}}}", keys.join(","))
}

/// The choice where the suite leaves it open: the value of `Name`, or the error.
const CHOICES: [(&str, Result<(), ErrorKind>); 10] = [
    // The server bounds the body; the reader accepts any length.
    ("big-string", Ok(())),
    ("many-members", Ok(())),
    ("dup-member", Err(ErrorKind::Duplicate)),
    ("dup-member-case", Err(ErrorKind::Duplicate)),
    ("dup-member-escaped", Err(ErrorKind::Duplicate)),
    // An integer may have an exponent or a fraction of zeros.
    ("int-float-form", Ok(())),
    ("int-exp-form", Ok(())),
    ("int-max1", Err(ErrorKind::Range)),
    ("empty", Err(ErrorKind::Syntax)),
    ("null", Err(ErrorKind::Null)),
];

#[test]
fn attacks() {
    let Some(folder) = suite("02-json") else {
        return;
    };
    let mut report = Report::new("entity_json_attacks.json");
    let index = json(&folder.join("entity_json_attacks.json"));
    let cases = list(&index, "cases");
    for (index, case) in cases.iter().enumerate() {
        let (id, expect) = (text(case, "id"), expectation(cases, index));
        let result = judge(id, expect, case);
        report.outcome(
            id,
            result.map_err(|why| format!("{why}, expected {expect}")),
        );
    }
    report.finish();
}

/// Compares the reader's result with the expectation of a case and with its body.
fn judge(id: &str, expect: &str, case: &Value) -> Result<(), String> {
    let body = attack(case);
    let [read, again] = JSON_TYPES.map(|media_type| Webhook::decode(media_type, &body));
    same(&read, &again)?;
    let kind = read.as_ref().map(drop).map_err(Error::kind);
    let is_right = match CHOICES.iter().find(|(chosen, _)| *chosen == id) {
        Some((_, chosen)) => kind == *chosen,
        None => Verdict::read(expect).allows(read.is_ok()),
    };
    let shown = || format!("{:?}", read.as_ref().map(drop));
    if !is_right {
        return Err(shown());
    }
    if case["generate"]["open"].is_string() {
        // The error for a root that is not an entity comes before the one for its depth.
        let is_entity = body.starts_with(b"{");
        let deep = value(MediaType::ApplicationJson, &body).map_err(|error| error.kind());
        if is_entity && kind != Err(ErrorKind::Depth) || deep != Err(ErrorKind::Depth) {
            return Err(format!("{}, any value {:?}", shown(), deep.map(drop)));
        }
    }
    match &read {
        Ok(hook) => agrees(hook, &body)?,
        Err(error) if error.status() != 400 => return Err(shown()),
        Err(_) => {}
    }
    let hook = read.as_ref().ok();
    if let Some((_, wanted)) = expected(expect).filter(|_| hook.is_some()) {
        let body: Value = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
        let name = body
            .as_object()
            .and_then(|object| object.keys().next())
            .cloned();
        same(
            &json_of(hook.ok_or("refused")?)[name.unwrap_or_default()],
            &wanted,
        )?;
    }
    // Encoding rejects values that XML cannot represent.
    let is_char = |letter| matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    let refused = hook.filter(|hook| !hook.name.iter().all(|name| name.chars().all(is_char)));
    if refused.is_some_and(|hook| !xml_refuses(hook)) {
        return Err("written as XML".to_owned());
    }
    Ok(())
}

/// Compares an entity with its body as parsed by serde_json: names match in any case, numbers may
/// be text, and all other properties have their defaults.
fn agrees(hook: &Webhook, body: &[u8]) -> Result<(), String> {
    let Ok(Value::Object(body)) = serde_json::from_slice(body) else {
        return Err("accepted, but not an object for serde_json".to_owned());
    };
    let found = json_of(hook);
    let mut wanted = json_of(&Webhook::create_default());
    for (name, value) in wanted.as_object_mut().into_iter().flatten() {
        let member = body
            .iter()
            .find(|(found, _)| found.eq_ignore_ascii_case(name));
        let Some((_, member)) = member else { continue };
        let number = member.as_f64().or_else(|| member.as_str()?.parse().ok());
        let is_same = number.is_some() && number == found[name.as_str()].as_f64()
            || name == "State"
                && json!(member)
                    .to_string()
                    .eq_ignore_ascii_case(&found[name.as_str()].to_string());
        *value = if is_same {
            found[name.as_str()].clone()
        } else {
            member.clone()
        };
    }
    if found == wanted {
        Ok(())
    } else {
        Err("accepted as another entity".to_owned())
    }
}

fn json_of(hook: &Webhook) -> Value {
    serde_json::from_slice(&hook.encode(MediaType::ApplicationJson).unwrap()).unwrap()
}

/// Cases that are not in the suite: correct expectations pass, wrong ones fail.
#[test]
fn cases_of_other_kinds_are_judged() {
    let deep = |count: u32, prefix: &str, suffix: &str| {
        let recipe =
            json!({"prefix": prefix, "open": "[", "close": "]", "suffix": suffix, "count": count});
        json!({ "generate": recipe })
    };
    let raw = |raw: &str| json!({ "raw": raw });
    let mut report = Report::new("other cases");
    for (case, right, wrong) in [
        (
            deep(100_000, "{\"Properties\":{\"a\":", "}}"),
            "error",
            "accept",
        ),
        (
            deep(100_000, "{\"Name\":\"a\",\"b\":", "}"),
            "error, no overflow",
            "ignored",
        ),
        (raw("{\"name\":\"a\"}"), "accept", "400"),
        (raw("{\"Name\":\"a\"}"), "\"a\"", "\"b\""),
        (raw("{\"WebhookId\":7e0}"), "pin: 7", "pin: 8"),
        (raw("{\"WebhookId\":1.5}"), "400/422", "accept"),
        (
            raw("{\"State\":\"stopped\"}"),
            "accept (any case)",
            "reject",
        ),
        (raw("{\"Name\":\"\\ud83d\"}"), "400", "pin: accept"),
        (raw("{\"WebhookId\":01}"), "400", "1"),
        (raw("{\"Events\":[null]}"), "400", "[null]"),
    ] {
        report.outcome(right, judge("other", right, &case));
        let passes = judge("other", wrong, &case).is_ok();
        report.check(right, !passes, || {
            format!("passes as {wrong}: {}", case["raw"])
        });
    }
    report.finish();
}

/// A value that XML cannot represent is an error with the property's name.
fn xml_refuses(hook: &Webhook) -> bool {
    hook.encode(MediaType::ApplicationXml).is_err_and(|error| {
        error.kind() == ErrorKind::Unrepresentable && error.pointer() == "/Name"
    })
}
