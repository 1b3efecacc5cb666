//! Compares the generated Swagger 2.0 definitions with the published ones.

use std::path::{Path, PathBuf};

use netserver_tests::swagger::{differences, names};
use webhook_model::schema::{Dialect, definitions};
use webhook_model::{NetServerEntity, Webhook};

/// The published documents; empty, with a note, if they are missing.
fn published() -> Vec<(PathBuf, String)> {
    let shared = std::env::var_os("NETSERVER_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let Ok(folder) = std::fs::read_dir(shared.join("netserver/openapi")) else {
        assert!(std::env::var_os("CI").is_none(), "no shared data");
        println!("skipped, no shared data");
        return Vec::new();
    };
    let files = folder.map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect()
}

/// Properties of release 12; the entity is that of earlier releases.
const RELEASE_12: [&str; 9] = [
    "Webhook: ErrorEmails is missing",
    "Webhook: ErrorAssociates is missing",
    "Webhook: Description is missing",
    "Webhook: NotifyVia is missing",
    "Webhook: NotifyWhen is missing",
    "Webhook: TotalCalls is missing",
    "Webhook: TotalErrors is missing",
    "Webhook: ConsecutiveErrors is missing",
    "Webhook: LastError is missing",
];

#[test]
fn built_in_entities_equal_the_published_ones() {
    let ours = definitions(&[Webhook::ENTITY], Dialect::Swagger2);
    let text = ours.to_string();
    let mut compared = 0;
    for (path, theirs) in published() {
        let names = names(&theirs);
        let shared: Vec<&str> = names
            .iter()
            .map(String::as_str)
            .filter(|name| ours.contains(name))
            .collect();
        compared += shared.len();
        let mut found = differences(&text, &theirs, &shared);
        found.retain(|line| !RELEASE_12.contains(&line.as_str()));
        assert_eq!(found, [""; 0], "{}", path.display());
        if shared.contains(&"Webhook") {
            assert_eq!(differences(&text, &theirs, &["Webhook"]), RELEASE_12);
        }
    }
    // Webhook, Associate in five documents, and the three rights in seven.
    println!("{compared} definitions compared");
    assert!(compared == 0 || compared >= 27, "{compared}");
}

#[test]
fn requests_are_found_by_agent_and_operation() {
    let body = |name| format!(r#"{{"{name}": {{"type": "object"}}}}"#);
    let theirs = body("X.v1.Carriers.WebhookCarriers.TestWebhookRequest");
    for ours in [
        "TestWebhook",
        "Webhook_TestWebhookRequest",
        "TestWebhookRequest",
    ] {
        assert_eq!(
            differences(&body(ours), &theirs, &[ours]),
            [""; 0],
            "{ours}"
        );
    }
    assert_eq!(
        differences(&body("Chat_TestWebhook"), &theirs, &["Chat_TestWebhook"]),
        ["Chat_TestWebhook: not published"]
    );
}

/// Each of these changes one thing, and must give one line.
#[test]
fn differences_are_found() {
    let ours = definitions(&[Webhook::ENTITY], Dialect::Swagger2).to_string();
    let changed = |from: &str, to: &str| {
        assert!(ours.contains(from), "{from}");
        let theirs = ours.replacen(from, to, 1);
        differences(&ours, &theirs, &["Webhook"])
    };
    assert_eq!(changed("\"Webhook\"", "\"A.B.Webhook\""), [""; 0]);
    for (from, to, line) in [
        (
            r#""WebhookId":{"type":"integer","format":"int32"}"#,
            r#""WebhookId":{"type":"integer","format":"int64"}"#,
            r#"Webhook.WebhookId: format is "int32" instead of "int64""#,
        ),
        (
            r#""Headers":{"type":"object""#,
            r#""Headers":{"readOnly":true,"type":"object""#,
            "Webhook.Headers: readOnly is null instead of true",
        ),
        (
            r#""TooManyErrors""#,
            r#""Tired""#,
            r#"Webhook.State: enum is ["Unknown","Active","Stopped","TooManyErrors"] instead of ["Unknown","Active","Stopped","Tired"]"#,
        ),
        (
            r##""RegisteredAssociate":{"$ref":"#/definitions/Associate"}"##,
            r##""RegisteredAssociate":{"$ref":"#/definitions/A.Person"}"##,
            r##"Webhook.RegisteredAssociate: $ref is "#/definitions/Associate" instead of "#/definitions/A.Person""##,
        ),
        (
            r#""items":{"type":"string"}"#,
            r#""items":{"type":"object"}"#,
            r#"Webhook.Events[]: type is "string" instead of "object""#,
        ),
        (
            r#""TargetUrl""#,
            r#""TargetURL""#,
            "Webhook: TargetUrl is not published\nWebhook: TargetURL is missing",
        ),
    ] {
        assert_eq!(changed(from, to).join("\n"), line);
    }
    assert_eq!(
        differences(&ours, "{}", &["Webhook", "Sale"]),
        ["Webhook: not published", "Sale: not generated"]
    );
}

#[test]
fn flags_are_compared_by_name() {
    let ours = definitions(&[Webhook::ENTITY], Dialect::Swagger2).to_string();
    let theirs = |names: &str| {
        format!(
            r#"{{"A.TableRight":{{"type":"object","properties":{{
            "Mask":{{"type":"string"{names}}},"Reason":{{"type":"string"}}}}}}}}"#
        )
    };
    let compare = |names| differences(&ours, &theirs(names), &["TableRight"]);
    assert_eq!(compare(""), [""; 0]);
    assert_eq!(compare(r#","enum":["None","FULL","URI"]"#), [""; 0]);
    assert_eq!(
        compare(r#","enum":["None","Fly"]"#),
        ["TableRight.Mask: Fly is not a flag"]
    );
}
