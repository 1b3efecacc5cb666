//! Invalid descriptions give an error with file and JSON pointer, and nothing is written.

use std::fs;

use webhook_scaffold::{Error, Generator};

use super::{PATH, THING, folder, swagger};

/// The error for a description.
fn refused(name: &str, description: &str) -> Error {
    let folder = folder(name);
    let file = folder.join("api.json");
    fs::write(&file, description).expect("a file");
    let out = folder.join("out");
    let error = Generator::new()
        .from(&file)
        .write_crate(&out)
        .expect_err(name);
    assert!(!out.exists(), "{name}");
    error
}

#[test]
fn invalid_descriptions_are_errors_with_file_and_pointer() {
    let root = "#/definitions/A.Thing";
    let other = format!(r#""A.Thing": {{"properties": {{"X": {{"$ref": "{root}2"}}}}}}"#);
    let circle =
        r##""A.Thing": {"$ref": "#/definitions/B"}, "B": {"$ref": "#/definitions/A.Thing"}"##;
    let elsewhere = r#""A.Thing": {"properties": {"X": {"$ref": "other.json#/X"}}}"#;
    let spaced = r#""A.Thing": {"properties": {"a b": {"type": "string"}}}"#;
    for (name, description, pointer, message) in [
        ("words", "no JSON".to_owned(), None, "not JSON"),
        (
            "array",
            "[]".to_owned(),
            Some(""),
            "neither Swagger 2.0 nor OpenAPI",
        ),
        (
            "old",
            r#"{"swagger": "1.2"}"#.to_owned(),
            Some(""),
            "neither Swagger 2.0 nor OpenAPI",
        ),
        (
            "none",
            r#"{"swagger": "2.0"}"#.to_owned(),
            Some("/paths"),
            "no operations",
        ),
        (
            "rest",
            swagger("/api/v1/Thing", "post", THING),
            Some("/paths/~1api~1v1~1Thing"),
            "is not an agent's operation",
        ),
        (
            "get",
            swagger(PATH, "get", THING),
            Some("/paths/~1api~1v1~1Agents~1Thing~1GetMine/get"),
            "expected `post`, but found `get`",
        ),
        (
            "name",
            swagger("/api/v1/Agents/Thing/Get-Mine", "post", THING),
            Some("/paths/~1api~1v1~1Agents~1Thing~1Get-Mine"),
            "is not an agent's operation",
        ),
        (
            "nothing",
            swagger(PATH, "post", &other),
            Some("/definitions/A.Thing/properties/X"),
            "unresolved `$ref`",
        ),
        (
            "elsewhere",
            swagger(PATH, "post", elsewhere),
            Some("/definitions/A.Thing/properties/X"),
            "`$ref` to another file",
        ),
        (
            "circle",
            swagger(PATH, "post", circle),
            Some("/definitions/A.Thing"),
            "cyclic `$ref`",
        ),
        (
            "spaced",
            swagger(PATH, "post", spaced),
            Some("/definitions/A.Thing/properties/a b"),
            "is not a name",
        ),
        (
            "twice",
            r#"{"swagger": "2.0", "swagger": "2.0"}"#.to_owned(),
            None,
            "duplicate member `swagger`",
        ),
    ] {
        assert_refused(name, &description, pointer, message);
    }
}

fn assert_refused(name: &str, description: &str, pointer: Option<&str>, message: &str) {
    let error = refused(name, description);
    assert!(error.message().contains(message), "{name}: {error}");
    assert_eq!(error.pointer(), pointer, "{name}: {error}");
    assert!(
        error.file().is_some_and(|file| file.ends_with("api.json")),
        "{name}: {error}"
    );
}

#[test]
fn definitions_of_excessive_size_are_errors() {
    let cycle = r##""A.Thing": {"allOf": [{"$ref": "#/definitions/B"}]}, "B": {"allOf": [{"$ref": "#/definitions/A.Thing"}]}"##;
    assert_refused(
        "all-of",
        &swagger(PATH, "post", cycle),
        Some("/definitions/A.Thing"),
        "cyclic `allOf`",
    );
    let name = format!("A{}", "<".repeat(100_000));
    assert_refused(
        "long",
        &swagger(PATH, "post", &format!(r#"{THING}, "{name}": {{}}"#)),
        Some(&format!("/definitions/{name}")),
        "longer than 512 bytes",
    );
}

#[test]
fn repeated_bases_are_collected_once() {
    // Without this, collecting takes 2 to the power of 50 steps.
    let levels: Vec<String> = (0..50)
        .map(|level| {
            let base = format!(r##"{{"$ref": "#/definitions/L{}"}}"##, level + 1);
            format!(r#""L{level}": {{"allOf": [{base}, {base}]}}"#)
        })
        .collect();
    let definitions = format!(
        r##""A.Thing": {{"allOf": [{{"$ref": "#/definitions/L0"}}]}}, {}, "L50": {{"properties": {{"Name": {{"type": "string"}}}}}}"##,
        levels.join(", ")
    );
    let file = folder("bases").join("api.json");
    let based = swagger("/Agents/Thing/GetMine", "post", &definitions);
    fs::write(
        &file,
        based.replacen('{', r#"{"basePath": "/api/v1/", "#, 1),
    )
    .expect("a file");
    let summary = Generator::new().from(&file).generate().expect("facts");
    assert_eq!(summary.entities, 52);
}
