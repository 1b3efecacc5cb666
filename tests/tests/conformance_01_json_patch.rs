//! Suite 01, JSON Patch (RFC 6902): the strict profile and NetServer's own.

use netserver_tests::data::{json, list, suite, text};
use netserver_tests::report::Report;
use serde_json::{Value, json};
use webhook_model::{Decoder, Error, ErrorKind, MediaType, PatchProfile, Webhook};

fn decoder(profile: PatchProfile) -> Decoder {
    Decoder::new(MediaType::ApplicationJsonPatch).profile(profile)
}

/// A document after a patch.
fn patched(case: &Value, profile: PatchProfile) -> Result<Value, Error> {
    let mut document = case["doc"].clone();
    let body = case["patch"].to_string();
    let applied = decoder(profile).apply(&mut document, body.as_bytes());
    if applied.is_err() {
        assert_eq!(document, case["doc"], "a failed patch changes nothing");
    }
    applied.map(|()| document)
}

/// What upstream expects of a case.
fn judge(case: &Value, result: &Result<Value, Error>) -> Result<(), String> {
    match (case.get("expected"), case.get("error"), result) {
        (Some(expected), _, Ok(found)) if found == expected => Ok(()),
        (None, Some(_), Err(_)) | (None, None, Ok(_)) => Ok(()),
        _ => Err(format!("{result:?}")),
    }
}

fn upstream(folder: &std::path::Path) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for file in ["tests.json", "spec_tests.json"] {
        let cases = json(&folder.join("json-patch-tests").join(file));
        for (index, case) in cases.as_array().into_iter().flatten().enumerate() {
            let id = format!("{file} {index} {}", text(case, "comment"));
            all.push((id, case.clone()));
        }
    }
    all
}

fn operations(case: &Value) -> &[Value] {
    list(case, "patch")
}

/// Whether an operation of the patch is one that only RFC 6902 has.
fn relocates(case: &Value) -> bool {
    let relocating = |operation: &Value| matches!(text(operation, "op"), "move" | "copy");
    operations(case).iter().any(relocating)
}

fn without_slash(operation: &Value) -> Option<&str> {
    let path = operation["path"].as_str()?;
    (!path.is_empty() && !path.starts_with('/')).then_some(path)
}

/// Whether a path lacks the slash that it begins with.
fn lacks_slash(case: &Value) -> bool {
    operations(case)
        .iter()
        .any(|operation| without_slash(operation).is_some())
}

/// The case with the slashes that its paths lack.
fn slashed(case: &Value) -> Value {
    let mut case = case.clone();
    for operation in case["patch"].as_array_mut().into_iter().flatten() {
        if let Some(path) = without_slash(operation) {
            operation["path"] = format!("/{path}").into();
        }
    }
    case
}

#[test]
fn upstream_cases_in_the_strict_profile() {
    let Some(folder) = suite("01-json-patch") else {
        return;
    };
    let mut report = Report::new("json-patch-tests, RFC 6902");
    for (id, case) in upstream(&folder) {
        if case["disabled"] == true {
            report.apart(&id, "disabled upstream");
        } else {
            report.outcome(&id, judge(&case, &patched(&case, PatchProfile::Rfc6902)));
        }
    }
    report.finish();
}

#[test]
fn upstream_cases_in_the_netserver_profile() {
    let Some(folder) = suite("01-json-patch") else {
        return;
    };
    let mut report = Report::new("json-patch-tests, NetServer");
    for (id, case) in upstream(&folder) {
        if case["disabled"] == true {
            report.apart(&id, "disabled upstream");
            continue;
        }
        let result = patched(&case, PatchProfile::NetServer);
        if relocates(&case) {
            // A malformed operation is refused as that, before what it would do.
            let kind = result.as_ref().err().map(Error::kind);
            let refused = matches!(kind, Some(ErrorKind::PatchUnsupported | ErrorKind::Syntax));
            report.check(&id, refused, || format!("{result:?}"));
        } else if lacks_slash(&case) {
            let with_slash = patched(&slashed(&case), PatchProfile::NetServer);
            report.equal(&id, &result.ok(), &with_slash.ok());
        } else {
            report.outcome(&id, judge(&case, &result));
        }
    }
    report.finish();
}

/// The index of exceptions counts the cases of the whole upstream files, of which some may not
/// be at hand; where a case is, the reasons given are those that are looked for above.
#[test]
fn the_exceptions_are_the_ones_listed() {
    let Some(folder) = suite("01-json-patch") else {
        return;
    };
    let cases = upstream(&folder);
    let index = json(&folder.join("json-patch-tests/netserver_profile_exceptions.json"));
    let mut report = Report::new("exceptions of the NetServer profile");
    for exception in list(&index, "cases") {
        let comment = text(exception, "comment");
        let reasons = exception["why"].to_string();
        let found = cases
            .iter()
            .find(|(_, case)| !comment.is_empty() && text(case, "comment") == comment);
        let Some((id, case)) = found else {
            report.apart(comment, "not at hand, or without a comment to find it by");
            continue;
        };
        let found = (case["disabled"] == true, relocates(case), lacks_slash(case));
        let wanted = (
            reasons.contains("disabled upstream"),
            reasons.contains("move/copy"),
            reasons.contains("without leading slash"),
        );
        report.equal(id, &found, &wanted);
    }
    report.finish();
}

fn entity(tree: &Value) -> Webhook {
    Webhook::decode(MediaType::ApplicationJson, tree.to_string().as_bytes()).unwrap()
}

/// A case on an entity: its status, and the entity after it.
fn on_entity(media_type: MediaType, start: &Value, case: &Value) -> Result<(), String> {
    let body = match case["patch_raw"].as_str() {
        Some(raw) => raw.to_owned(),
        None => case["patch"].to_string(),
    };
    let before = entity(start);
    let mut hook = before.clone();
    let status = match Decoder::new(media_type).apply(&mut hook, body.as_bytes()) {
        Ok(()) => 200,
        Err(error) => u64::from(error.status()),
    };
    if Some(status) != case["status"].as_u64() {
        return Err(format!("status {status}, wanted {}", case["status"]));
    }
    let wanted = match case.get("expected") {
        Some(expected) => entity(expected),
        None if case["must_be_unchanged"] == true => before,
        None => return Err("the case expects nothing".to_owned()),
    };
    if hook == wanted {
        Ok(())
    } else {
        Err(format!("{hook:?} is not {wanted:?}"))
    }
}

#[test]
fn netserver_cases() {
    let Some(folder) = suite("01-json-patch") else {
        return;
    };
    let cases = json(&folder.join("netserver_profile.json"));
    for (key, media_type) in [
        ("json_patch", MediaType::ApplicationJsonPatch),
        ("merge_patch", MediaType::ApplicationMergePatch),
    ] {
        let mut report = Report::new(format!("NetServer profile, {key}"));
        for case in list(&cases, key) {
            let result = on_entity(media_type, &cases["entity"], case);
            report.outcome(text(case, "id"), result);
        }
        report.finish();
    }
}

/// The body of an attack: as it stands, or built from its description; `None` for one that is
/// described in another way.
fn attack(case: &Value) -> Option<String> {
    if let Some(raw) = case["patch_raw"].as_str() {
        return Some(raw.to_owned());
    }
    if !case["patch"].is_null() {
        return Some(case["patch"].to_string());
    }
    let count = |recipe: &Value| usize::try_from(recipe["count"].as_u64()?).ok();
    if case["generate"].is_object() {
        let recipe = &case["generate"];
        let prefix = list(recipe, "prefix").iter();
        let repeated = std::iter::repeat_n(&recipe["repeat"], count(recipe)?);
        return Some(Value::Array(prefix.chain(repeated).cloned().collect()).to_string());
    }
    if case["generate_path"].is_object() {
        let recipe = &case["generate_path"];
        let segments = text(recipe, "segment").repeat(count(recipe)?);
        let path = text(recipe, "prefix").to_owned() + &segments;
        return Some(json!([{"op": "add", "path": path, "value": 1}]).to_string());
    }
    let recipe = &case["generate_value"];
    let count = count(recipe)?;
    let value = text(recipe, "open").repeat(count) + &text(recipe, "close").repeat(count);
    Some(format!(
        r#"[{{"op":"add","path":"/Properties","value":{{"a":{value}}}}}]"#
    ))
}

#[test]
fn attacks() {
    let Some(folder) = suite("01-json-patch") else {
        return;
    };
    let cases = json(&folder.join("attack_descriptors.json"));
    let start = json(&folder.join("netserver_profile.json"))["entity"].clone();
    let mut report = Report::new("attack descriptors");
    for case in list(&cases, "cases") {
        let id = text(case, "id");
        let Some(body) = attack(case) else {
            report.apart(id, "described in a way that no input is built from");
            continue;
        };
        let mut hook = entity(&start);
        let result = decoder(PatchProfile::NetServer).apply(&mut hook, body.as_bytes());
        report.outcome(id, judge_attack(text(case, "expect"), &result, &start));
        if result.is_err() {
            let unchanged = hook == entity(&start);
            report.check(&format!("{id}, unchanged"), unchanged, || {
                format!("{hook:?}")
            });
        }
    }
    report.finish();
}

/// The answer is one that the case names; an error of any status where it names none.
fn judge_attack(expect: &str, result: &Result<(), Error>, start: &Value) -> Result<(), String> {
    let statuses = ["200", "400", "409", "413", "422"];
    let status = result.as_ref().map_or_else(Error::status, |()| 200);
    let names_one =
        statuses.iter().any(|status| expect.contains(status)) && !expect.starts_with("error");
    let limited = expect.contains("limit error") && status == 413;
    let right = if names_one {
        expect.contains(&status.to_string()) || limited
    } else {
        result.is_err()
    };
    let shown = match result {
        Ok(()) => String::new(),
        Err(error) => format!("{error} {error:?}"),
    };
    if shown.contains(text(start, "Secret")) {
        return Err("the secret shows".to_owned());
    }
    if right {
        Ok(())
    } else {
        Err(format!("{result:?}, wanted {expect}"))
    }
}
