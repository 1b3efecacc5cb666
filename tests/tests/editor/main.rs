//! The completions and hovers of rust-analyzer in `#[netserver(..)]`, also where nothing is typed
//! yet.
//!
//! Skipped if rust-analyzer is not installed: `rustup component add rust-analyzer`.

#![allow(missing_docs)]

mod session;

use std::time::{Duration, Instant};

use session::Session;

/// The completions at `|`.
const COMPLETED: &[(&str, &[&str])] = &[
    (
        "#[netserver(|)]\nstruct Sale { id: i32 }",
        &["agent", "entity", "operations"],
    ),
    (
        "#[netserver(ag|)]\nstruct Sale { id: i32 }",
        &["agent", "entity", "operations"],
    ),
    (
        "#[netserver(agent = \"Sale\", |)]\nstruct Sale { id: i32 }",
        &["agent", "carrier"],
    ),
    (
        "#[netserver(agent = \"Sale\", |, carrier)]\nstruct Sale { id: i32 }",
        &["operations"],
    ),
    (
        "#[netserver(agent = \"Sale\", operations(|))]\nstruct Sale { id: i32 }",
        &["create_default", "delete", "get", "save"],
    ),
    (
        "#[netserver(agent = \"Sale\", operations(get, s|))]\nstruct Sale { id: i32 }",
        &["create_default", "delete", "get", "save"],
    ),
    (
        "#[netserver(rename_all = |)]\nstruct Sale { id: i32 }",
        &["PascalCase", "camelCase"],
    ),
    (
        "struct Sale { #[netserver(|)] id: i32 }",
        &["key", "max_length", "rename"],
    ),
    (
        "struct Sale { #[netserver(key, |)] id: i32 }",
        &["key", "max_length", "rename"],
    ),
    (
        "struct Sale { #[netserver(key)] id: i32, #[netserver(|)] at: String }",
        &["key", "max_length", "rename"],
    ),
    (
        "struct Sale { #[netserver(date = |)] at: DateTime }",
        &["date", "diary", "plain", "utc"],
    ),
    (
        "struct Sale { #[netserver(format = |, max_length = 9)] mail: String }",
        &["email", "event_name", "https_url"],
    ),
    (
        "#[netserver(|)]\nstruct SaleId(i32);",
        &["agent", "operation", "response"],
    ),
    (
        "#[netserver(tag = \"Kind\", |)]\nenum Field { Webhook(Webhook) }",
        &["entity", "tag"],
    ),
    (
        "#[netserver(tag = \"Kind\")]\nenum Field { #[netserver(|)] Webhook(Webhook) }",
        &["default", "other", "rename"],
    ),
];

/// A part of the hover text at `|`.
const EXPLAINED: &[(&str, &str)] = &[
    (
        "struct Sale { #[netserver(ke|y)] id: i32 }",
        "the entity's primary key",
    ),
    (
        "#[netserver(age|nt = \"Sale\")]\nstruct Sale { id: i32 }",
        "The agent that serves the entity",
    ),
    (
        "struct Sale { #[netserver(date = ut|c)] at: DateTime }",
        "A value of `date`",
    ),
    (
        "struct Sale { #[netserver(max_len|gth = 9)] name: String }",
        "The maximum number of characters",
    ),
];

#[test]
fn keys_and_values_have_completions_and_hovers() {
    let Some(mut session) = Session::start() else {
        println!("skipped, no rust-analyzer");
        return;
    };
    // On a busy machine, rust-analyzer says that it is ready before it has loaded the derives.
    let deadline = Instant::now() + Duration::from_secs(120);
    let first = source("NetServerEntity", COMPLETED[0].0);
    while session.completed(&first).is_empty() && Instant::now() < deadline {}
    // Names of the runtime that must never be offered as keys.
    let internal = ["BROKEN", "DynEntity", "Entity", "Option", "Type", "self"];
    for (item, expected) in COMPLETED {
        let completed = session.completed(&source("NetServerEntity", item));
        for name in *expected {
            assert!(
                completed.iter().any(|found| found == name),
                "{item}: {completed:?}"
            );
        }
        let found = completed
            .iter()
            .find(|found| internal.contains(&found.as_str()));
        assert_eq!(found, None, "{item}: {completed:?}");
        assert!(completed.len() <= 20, "{item}: {completed:?}");
    }
    for (item, expected) in EXPLAINED {
        let explained = session.explained(&source("NetServerEntity", item));
        assert!(explained.contains(expected), "{item}: {explained}");
        assert!(!explained.contains("# Panics"), "{item}: {explained}");
    }
    let completed = session.completed(&source(
        "NetServerEnum",
        "enum State { #[netserver(|)] Open }",
    ));
    assert!(completed.contains(&"alias".to_owned()), "{completed:?}");
    let completed = session.completed(&source(
        "NetServerEnum",
        "#[netserver(|)]\nenum State { Open }",
    ));
    assert_eq!(completed, ["entity", "flags", "rename_all"]);
}

fn source(derive: &str, item: &str) -> String {
    format!("use webhook_model::*;\n#[derive({derive})]\n{item}\n")
}
