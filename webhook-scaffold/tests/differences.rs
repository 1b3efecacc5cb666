//! Compares `diff` with a direct comparison of the JSON, and tests each kind of change.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use netserver_tests::data::{files, shared};
use serde_json::Value;
use webhook_scaffold::{Diff, How, What};

/// The content of a folder of descriptions as lines, independent of the tested reader.
fn lines(folder: &Path) -> BTreeMap<String, String> {
    let mut lines = BTreeMap::new();
    for (_, bytes) in files(folder, "json") {
        let json: Value = serde_json::from_slice(&bytes).expect("JSON");
        for (path, item) in json["paths"].as_object().expect("paths") {
            let name = path
                .strip_prefix("/api/v1/Agents/")
                .expect("an agent's path");
            let (agent, operation) = name.split_once('/').expect("two segments");
            lines.insert(format!("agent {agent}"), String::new());
            let body = item["post"]["parameters"].as_array().into_iter().flatten();
            let body = body.filter(|one| one["in"] != "header" && one["name"] != "$select");
            let body: Vec<String> = body.map(|one| one["schema"].to_string()).collect();
            let response = item["post"]["responses"]["200"]["schema"].to_string();
            lines.insert(
                format!("operation {agent}.{operation}"),
                format!("{body:?} {response}"),
            );
        }
        for (name, definition) in json["definitions"].as_object().expect("definitions") {
            lines.insert(format!("entity {name}"), String::new());
            for (property, schema) in definition["properties"].as_object().into_iter().flatten() {
                for value in schema["enum"].as_array().into_iter().flatten() {
                    let value = value.as_str().expect("a name");
                    lines.insert(
                        format!("enum value {name}.{property}: {value}"),
                        String::new(),
                    );
                }
                let mut schema = schema.clone();
                let members = schema.as_object_mut().expect("a schema");
                members.retain(|name, _| name != "description" && name != "enum");
                lines.insert(format!("property {name}.{property}"), schema.to_string());
            }
        }
    }
    lines
}

/// Whether a line belongs to an entity or property that is new as a whole, which is listed once.
fn is_inside_new(
    line: &str,
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
) -> bool {
    let Some((_, name)) = line
        .split_once("property ")
        .or_else(|| line.split_once("enum value "))
    else {
        return false;
    };
    let is_value = line.contains("enum value ");
    let property = name.split(": ").next().expect("a name");
    let entity = property.rsplit_once('.').expect("a dot").0;
    let both = |line: String| old.contains_key(&line) && new.contains_key(&line);
    !both(format!("entity {entity}")) || (is_value && !both(format!("property {property}")))
}

#[test]
fn diff_of_april_and_july_equals_a_comparison_of_the_json() {
    let Some(shared) = shared() else { return };
    let netserver = shared.join("netserver");
    let (old, new) = (netserver.join("openapi-april"), netserver.join("openapi"));
    let diff = Diff::between([&old], [&new]).expect("descriptions");
    let found: BTreeSet<String> = diff
        .changes
        .iter()
        .map(|change| {
            let line = change.to_string();
            match change.how {
                How::Changed => line.split(": ").next().expect("a name").to_owned(),
                _ => line,
            }
        })
        .collect();
    let (old, new) = (lines(&old), lines(&new));
    let mut wanted = BTreeSet::new();
    for (line, said) in &new {
        match old.get(line) {
            None => wanted.insert(format!("+ {line}")),
            Some(before) if before != said => wanted.insert(format!("~ {line}")),
            Some(_) => false,
        };
    }
    wanted.extend(
        old.keys()
            .filter(|line| !new.contains_key(*line))
            .map(|line| format!("- {line}")),
    );
    wanted.retain(|line| !is_inside_new(line, &old, &new));
    println!("{} differences", wanted.len());
    assert!(wanted.len() > 10);
    assert_eq!(found, wanted);
    assert!(!diff.breaks());
}

#[test]
fn added_removed_and_changed_things_are_distinguished() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("differences");
    fs::create_dir_all(&folder).expect("a folder");
    let write = |name: &str, operation: &str, property: &str| {
        let text = format!(
            r#"{{"swagger": "2.0", "paths": {{"/api/v1/Agents/Thing/{operation}": {{"post": {{"responses": {{"204": {{}}}}}}}}}}, "definitions": {{"A.Thing": {{"properties": {{{property}}}}}}}}}"#
        );
        let file = folder.join(name);
        fs::write(&file, text).expect("a file");
        file
    };
    let old = write(
        "old.json",
        "Old",
        r#""Kept": {"type": "string"}, "State": {"type": "string", "enum": ["A", "B"]}"#,
    );
    let new = write(
        "new.json",
        "New",
        r#""Kept": {"type": "integer"}, "State": {"type": "string", "enum": ["B", "C"]}"#,
    );
    let diff = Diff::between([&old], [&new]).expect("descriptions");
    assert_eq!(
        diff.to_string(),
        "+ operation Thing.New\n- operation Thing.Old\n~ property A.Thing.Kept: string became int32\n\
         - enum value A.Thing.State: A\n+ enum value A.Thing.State: C\n\
         agent: +0 -0 ~0, operation: +1 -1 ~0, entity: +0 -0 ~0, property: +0 -0 ~1, enum value: +1 -1 ~0\n"
    );
    assert!(diff.breaks());
    assert_eq!(diff.changes[0].what, What::Operation);
    let json: Value = serde_json::from_str(&diff.to_json()).expect("JSON");
    assert_eq!(json["changes"][2]["how"], "changed");
    assert!(
        !Diff::between([&new], [&new])
            .expect("descriptions")
            .breaks()
    );
}
