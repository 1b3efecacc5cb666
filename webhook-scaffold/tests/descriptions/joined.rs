//! Definitions that several files share are joined if they differ in form, and rejected if they
//! contradict each other.

use std::fs;
use std::path::PathBuf;

use webhook_scaffold::{Error, Generator, Summary};

use super::folder;

/// Writes one file, with its own agent, for each definition of `A.Thing`.
fn files(name: &str, definitions: &[&str]) -> PathBuf {
    let folder = folder(name);
    for (index, definition) in definitions.iter().enumerate() {
        let path = format!("/api/v1/Agents/Agent{index}/GetMine");
        let definition = format!(r#""A.Thing": {definition}, "A.Other": {{"type": "object"}}"#);
        let text = super::swagger(&path, "post", &definition);
        fs::write(folder.join(format!("{index}.json")), text).expect("a file");
    }
    folder
}

/// Generates a crate twice and returns the summary and the code of the entity.
fn generated(name: &str, definitions: &[&str]) -> Result<(Summary, String), Error> {
    let folder = files(name, definitions);
    let out = folder.join("out");
    let summary = Generator::new().from(&folder).write_crate(&out)?;
    let text = fs::read_to_string(out.join("src/entities/thing.rs")).expect("a file");
    let code = text.lines().map(str::trim);
    let code: Vec<&str> = code.filter(|line| !line.starts_with("//")).collect();
    assert_eq!(Generator::new().from(&folder).check(&out)?, [""; 0]);
    Ok((summary, code.join(" ")))
}

/// Name, two definitions, the expected fields, and the expected line of the summary.
const JOINED: &[(&str, &str, &str, &str, &str)] = &[
    (
        "words",
        r#"{"type": "object", "description": "One.", "x-a": 1, "properties": {"A": {"type": "string"}}}"#,
        r#"{"type": "object", "properties": {"A": {"type": "string", "description": "Two.", "readOnly": true, "x-b": 2}}}"#,
        "pub a: Option<String>, }",
        "",
    ),
    (
        "newer",
        r#"{"properties": {"A": {"type": "string"}, "C": {"type": "string"}}}"#,
        r#"{"properties": {"A": {"type": "string"}, "B": {"type": "boolean"}, "C": {"type": "string"}}}"#,
        "pub a: Option<String>, pub b: bool, pub c: Option<String>, }",
        "A.Thing.B: missing in some files; generated as in 1.json",
    ),
    (
        "order",
        r#"{"properties": {"A": {"type": "string"}, "B": {"type": "boolean"}}}"#,
        r#"{"properties": {"B": {"type": "boolean"}, "A": {"type": "string"}}}"#,
        "pub a: Option<String>, pub b: bool, }",
        "A.Thing: files have its properties in different orders; generated as in 0.json",
    ),
    (
        "format",
        r#"{"properties": {"A": {"type": "string", "format": "byte"}}}"#,
        r#"{"properties": {"A": {"type": "string"}}}"#,
        "pub a: Option<Vec<u8>>, }",
        "A.Thing.A: byte[] in some files, string in others; generated as byte[]",
    ),
    (
        "width",
        r#"{"properties": {"A": {"type": "array", "items": {"type": "integer", "format": "int32"}}}}"#,
        r#"{"properties": {"A": {"type": "array", "items": {"type": "integer", "format": "int64"}}}}"#,
        "pub a: Option<Vec<i64>>, }",
        "A.Thing.A: array<int32> in some files, array<int64> in others; generated as array<int64>",
    ),
    (
        "values",
        r#"{"properties": {"AKind": {"type": "string", "enum": ["X", "Y"]}}}"#,
        r#"{"properties": {"AKind": {"type": "string", "enum": ["Y", "Z", "X"]}}}"#,
        "pub a_kind: AKind, }",
        "A.Thing.AKind: some files lack the values `Z`; generated with all",
    ),
    (
        "dictionary",
        r#"{"properties": {"A": {"type": "object"}}}"#,
        r#"{"properties": {"A": {"type": "object", "additionalProperties": {"type": "boolean"}}}}"#,
        "pub a: Option<BTreeMap<String, bool>>, }",
        "A.Thing.A: dict<string,bool> in some files, object in others; generated as dict<string,bool>",
    ),
    (
        "carrier",
        r##"{"properties": {"A": {"type": "string"}, "TableRight": {"$ref": "#/definitions/A.Other"}, "FieldProperties": {"type": "object"}}}"##,
        r#"{"properties": {"A": {"type": "string"}, "B": {"type": "string"}}}"#,
        "pub a: Option<String>, pub b: Option<String>, pub table_right:",
        "A.Thing.TableRight: missing in some files; generated as in 0.json",
    ),
];

#[test]
fn definitions_that_differ_in_form_are_joined() {
    for (name, first, second, fields, line) in JOINED {
        let (summary, code) = generated(&format!("joined-{name}"), &[first, second])
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(code.contains(fields), "{name}: {code}");
        let guessed = &summary.guessed;
        let about: Vec<&String> = guessed
            .iter()
            .filter(|line| line.starts_with("A.Thing"))
            .collect();
        match *line {
            "" => assert!(about.is_empty(), "{name}: {guessed:?}"),
            line => assert!(guessed.contains(&line.to_owned()), "{name}: {guessed:?}"),
        }
    }
}

#[test]
fn the_newest_of_many_files_is_used_and_reported_once() {
    let old = r#"{"properties": {"A": {"type": "string"}}}"#;
    let new = r#"{"properties": {"A": {"type": "string"}, "B": {"type": "string"}}}"#;
    let (summary, code) = generated("joined-many", &[old, old, new, old, old]).expect("a crate");
    assert!(
        code.contains("pub a: Option<String>, pub b: Option<String>, }"),
        "{code}"
    );
    let line = "A.Thing.B: missing in some files; generated as in 2.json";
    let about = summary
        .guessed
        .iter()
        .filter(|line| line.starts_with("A.Thing"));
    assert_eq!(about.collect::<Vec<_>>(), [line]);
}

/// Name, two definitions, the pointer inside the second one, and the message.
const REFUSED: &[(&str, &str, &str, &str, &str)] = &[
    (
        "type",
        r#"{"properties": {"Name": {"type": "string"}}}"#,
        r#"{"properties": {"Name": {"type": "integer"}}}"#,
        "/properties/Name",
        "int32 here, but string in ",
    ),
    (
        "format",
        r#"{"properties": {"A": {"type": "string", "format": "byte"}}}"#,
        r#"{"properties": {"A": {"type": "string", "format": "date-time"}}}"#,
        "/properties/A",
        "date-time here, but byte[] in ",
    ),
    (
        "reference",
        r##"{"properties": {"A": {"$ref": "#/definitions/A.Other"}}}"##,
        r##"{"properties": {"A": {"$ref": "#/definitions/A.Thing"}}}"##,
        "/properties/A",
        "A.Thing here, but A.Other in ",
    ),
    (
        "list",
        r#"{"properties": {"A": {"type": "array", "items": {"type": "string"}}}}"#,
        r#"{"properties": {"A": {"type": "string"}}}"#,
        "/properties/A",
        "string here, but array<string> in ",
    ),
    (
        "others",
        r#"{"properties": {"A": {"type": "string"}, "B": {"type": "string"}}}"#,
        r#"{"properties": {"A": {"type": "string"}, "C": {"type": "string"}}}"#,
        "/properties/C",
        "`C` and no `B` here, but `B` and no `C` in ",
    ),
    (
        "kind",
        r#"{"properties": {"A": {"type": "string"}}}"#,
        r#"{"type": "string", "enum": ["A"]}"#,
        "",
        "enum here, but an object with properties in ",
    ),
];

#[test]
fn contradictory_definitions_are_rejected() {
    for (name, first, second, pointer, message) in REFUSED {
        let folder = files(&format!("contradict-{name}"), &[first, second]);
        let out = folder.join("out");
        let error = Generator::new()
            .from(&folder)
            .write_crate(&out)
            .expect_err(name);
        assert!(!out.exists(), "{name}");
        assert!(
            error.file().is_some_and(|file| file.ends_with("1.json")),
            "{name}: {error}"
        );
        let at = format!("/definitions/A.Thing{pointer}");
        assert_eq!(error.pointer(), Some(at.as_str()), "{name}");
        let first = "0.json#/definitions/A.Thing;";
        let said = error.message();
        assert!(
            said.contains("`A.Thing`") && said.contains(message),
            "{name}: {error}"
        );
        assert!(said.contains(first), "{name}: {error}");
    }
}

#[test]
fn operations_of_two_files_are_joined() {
    let folder = folder("joined-operation");
    let swagger = |response: &str| {
        format!(
            r#"{{"swagger": "2.0", "paths": {{"/api/v1/Agents/Thing/Count": {{"post": {{"responses": {{"200": {{"schema": {response}}}}}}}}}}}}}"#
        )
    };
    let write = |name: &str, response: &str| {
        fs::write(folder.join(name), swagger(response)).expect("a file");
    };
    write("0.json", r#"{"type": "integer"}"#);
    write("1.json", r#"{"type": "integer", "format": "int64"}"#);
    let summary = Generator::new().from(&folder).generate().expect("facts");
    assert_eq!(
        summary.guessed,
        ["operation Thing.Count: int32 in some files, int64 in others; generated as int64"]
    );
    write("1.json", r#"{"type": "string"}"#);
    let error = Generator::new()
        .from(&folder)
        .generate()
        .expect_err("a contradiction");
    assert_eq!(
        error.pointer(),
        Some("/paths/~1api~1v1~1Agents~1Thing~1Count/post/responses")
    );
    assert!(
        error.message().contains("string here, but int32 in "),
        "{error}"
    );
}
