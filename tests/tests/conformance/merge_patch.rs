//! Suite 01, JSON Merge Patch (RFC 7396), applied to plain JSON values.

use netserver_tests::data::{json, suite, text};
use netserver_tests::report::Report;
use serde_json::Value;
use webhook_model::{Decoder, MediaType};

fn run(file: &str) {
    let Some(folder) = suite("01-json-patch") else {
        return;
    };
    let document = json(&folder.join(file));
    let cases = document["cases"].as_array().or(document.as_array());
    let mut report = Report::new(file);
    for (index, case) in cases.into_iter().flatten().enumerate() {
        let id = format!("{index} {}{}", text(case, "id"), text(case, "comment"));
        if case["disabled"] == true || case["merge"] == false {
            report.apart(&id, "disabled upstream, or not a merge patch");
            continue;
        }
        let mut found: Value = case["doc"].clone();
        let decoder = Decoder::new(MediaType::ApplicationMergePatch);
        let result = decoder.apply(&mut found, case["patch"].to_string().as_bytes());
        let right = match case.get("expected") {
            Some(expected) => result.is_ok() && found == *expected,
            None => result.is_err(),
        };
        report.check(&id, right, || format!("{result:?}, {found}"));
    }
    report.finish();
}

#[test]
fn rfc_7396_appendix_a() {
    run("rfc7396_appendix_a.json");
}

#[test]
fn rfc_7396_by_its_algorithm() {
    run("rfc7396_extra.json");
}

#[test]
fn idubrov() {
    run("idubrov_merge_tests.json");
}
