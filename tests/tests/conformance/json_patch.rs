//! Suite 01, JSON Patch (RFC 6902): the strict profile and NetServer's own.

use netserver_tests::data::{json, list, suite, text};
use netserver_tests::recipe::build;
use netserver_tests::report::{Report, finish_all};
use netserver_tests::verdict::{Verdict, expectation, statuses};
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

/// The expectation of the upstream case.
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

/// Whether the patch contains an operation that only RFC 6902 has.
fn relocates(case: &Value) -> bool {
    let relocating = |operation: &Value| matches!(text(operation, "op"), "move" | "copy");
    operations(case).iter().any(relocating)
}

fn without_slash(operation: &Value) -> Option<&str> {
    let path = operation["path"].as_str()?;
    (!path.is_empty() && !path.starts_with('/')).then_some(path)
}

/// Whether a path lacks its leading slash.
fn lacks_slash(case: &Value) -> bool {
    operations(case)
        .iter()
        .any(|operation| without_slash(operation).is_some())
}

/// Adds the missing slashes to the paths of the case.
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
            // A malformed operation is rejected before the effect of the operation is checked.
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

/// The index of exceptions counts the cases of the complete upstream files, some of which may be
/// missing. The cases that exist must have the given reasons.
#[test]
fn exceptions_equal_the_listed_ones() {
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
            report.apart(comment, "missing, or without a comment that identifies it");
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

/// A case on an entity: its status, and the resulting entity.
fn on_entity(media_type: MediaType, start: &Value, case: &Value) -> Result<(), String> {
    let body = match case["patch_raw"].as_str() {
        Some(raw) => raw.to_owned(),
        None => case["patch"].to_string(),
    };
    let before = entity(start);
    let mut hook = before.clone();
    let status = match Decoder::new(media_type).apply(&mut hook, body.as_bytes()) {
        Ok(()) => 200,
        Err(error) => u64::from(error.status().as_u16()),
    };
    if Some(status) != case["status"].as_u64() {
        return Err(format!("status {status}, expected {}", case["status"]));
    }
    let wanted = match case.get("expected") {
        Some(expected) => entity(expected),
        None if case["must_be_unchanged"] == true => before,
        None => return Err("the case has no expectation".to_owned()),
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
    finish_all(
        [
            ("json_patch", MediaType::ApplicationJsonPatch),
            ("merge_patch", MediaType::ApplicationMergePatch),
        ]
        .map(|(key, media_type)| {
            let mut report = Report::new(format!("NetServer profile, {key}"));
            for case in list(&cases, key) {
                let result = on_entity(media_type, &cases["entity"], case);
                report.outcome(text(case, "id"), result);
            }
            report
        }),
    );
}

/// The body of an attack: literal, or built from its description; `None` if it is described
/// differently.
fn attack(case: &Value) -> Option<String> {
    if let Some(raw) = case["patch_raw"].as_str() {
        return Some(raw.to_owned());
    }
    if !case["patch"].is_null() {
        return Some(case["patch"].to_string());
    }
    let count = |recipe: &Value| usize::try_from(recipe["count"].as_u64()?).ok();
    let recipe = &case["generate"];
    if recipe["repeat"].is_object() {
        let prefix = list(recipe, "prefix").iter();
        let repeated = std::iter::repeat_n(&recipe["repeat"], count(recipe)?);
        return Some(Value::Array(prefix.chain(repeated).cloned().collect()).to_string());
    }
    if recipe.is_object() {
        return build(recipe);
    }
    let recipe = &case["generate_path"];
    if recipe.is_object() {
        let segments = text(recipe, "segment").repeat(count(recipe)?);
        let path = text(recipe, "prefix").to_owned() + &segments;
        return Some(json!([{"op": "add", "path": path, "value": 1}]).to_string());
    }
    let value = build(&case["generate_value"])?;
    Some(format!(
        r#"[{{"op":"add","path":"/Properties","value":{{"a":{value}}}}}]"#
    ))
}

#[test]
fn attacks() {
    let Some(folder) = suite("01-json-patch") else {
        return;
    };
    let index = json(&folder.join("attack_descriptors.json"));
    let cases = list(&index, "cases");
    let start = json(&folder.join("netserver_profile.json"))["entity"].clone();
    let mut report = Report::new("attack descriptors");
    for (index, case) in cases.iter().enumerate() {
        let expect = expectation(cases, index);
        report.outcome(text(case, "id"), judge_attack(expect, case, &start));
    }
    report.finish();
}

/// The status must be one that the case names. A rejected patch must change nothing and must not
/// disclose the secret.
fn judge_attack(expect: &str, case: &Value, start: &Value) -> Result<(), String> {
    let body = attack(case).ok_or("the description is not supported")?;
    let mut hook = entity(start);
    let result = decoder(PatchProfile::NetServer).apply(&mut hook, body.as_bytes());
    let status = result
        .as_ref()
        .map_or_else(|error| error.status().as_u16(), |()| 200);
    let statuses = statuses(expect);
    let is_limit = expect.contains("limit error") && status == 413;
    let is_any_error = expect.contains("error or ") || expect.contains(" or error");
    let is_right = if statuses.is_empty() || is_any_error {
        Verdict::read(expect).allows(result.is_ok())
    } else {
        statuses.contains(&status) || is_limit
    };
    let shown = match &result {
        Ok(()) => String::new(),
        Err(error) => format!("{error} {error:?}"),
    };
    if shown.contains(text(start, "Secret")) {
        return Err("the secret is disclosed".to_owned());
    }
    if result.is_err() && hook != entity(start) {
        return Err(format!("changed to {hook:?}"));
    }
    if is_right {
        Ok(())
    } else {
        Err(format!("{result:?}, expected {expect}"))
    }
}

/// Cases that are not in the suites: correct expectations pass, wrong ones fail.
#[test]
fn cases_of_other_kinds_are_judged() {
    let start = json!({"Name": "Hook", "Secret": "nesciunt", "Events": ["a"]});
    let mut report = Report::new("other cases");
    let patch = |patch: Value| json!({ "patch": patch });
    let add = json!({"op": "add", "path": "/Events/-", "value": "x"});
    for (case, right, wrong) in [
        (
            patch(json!([{"op": "test", "path": "/Name", "value": "x"}])),
            "409",
            "200 or limit error",
        ),
        (
            patch(json!([{"op": "remove", "path": "/Nope"}])),
            "422 unknown property",
            "error 400",
        ),
        (patch(json!([add])), "accept", "error"),
        (json!({"patch_raw": "[{]"}), "error", "200 in < 400 ms"),
        (
            json!({"generate": {"repeat": add, "count": 20_000}}),
            "413",
            "refused: 422",
        ),
        (
            json!({"generate": {"prefix": "[", "repeat": " ", "suffix": "]", "count": 9}}),
            "200",
            "400",
        ),
        (
            json!({"generate_value": {"open": "[", "mid": "1", "close": "]", "count": 9}}),
            "200",
            "400: depth",
        ),
        (
            json!({"generate_value": {"open": "[", "count": 500}}),
            "400: JSON depth limit 128",
            "200",
        ),
    ] {
        report.outcome(right, judge_attack(right, &case, &start));
        let passes = judge_attack(wrong, &case, &start).is_ok();
        report.check(right, !passes, || format!("passes as {wrong}"));
    }
    assert!(judge_attack("error", &json!({"words": "many"}), &start).is_err());
    report.finish();
}
