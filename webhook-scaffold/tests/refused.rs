//! Descriptions that are wrong, and folders that cannot be written: a clear error with file and
//! JSON pointer, and nothing half written.

use std::fs;
use std::path::{Path, PathBuf};

use webhook_scaffold::{Error, Generator};

/// A new folder of a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("refused-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// What a description gives instead of a crate; nothing is written.
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

/// A description with one operation and some definitions.
fn swagger(path: &str, method: &str, definitions: &str) -> String {
    format!(
        r##"{{"swagger": "2.0", "paths": {{"{path}": {{"{method}": {{"responses": {{"200": {{"schema": {{"$ref": "#/definitions/A.Thing"}}}}}}}}}}}}, "definitions": {{{definitions}}}}}"##
    )
}

const PATH: &str = "/api/v1/Agents/Thing/GetMine";
const THING: &str = r#""A.Thing": {"type": "object", "properties": {"Name": {"type": "string"}}}"#;

#[test]
fn descriptions_that_are_wrong_say_what_and_where() {
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
            "agents take POST",
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
            "`$ref` to nothing",
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
            "form a circle",
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
        let error = refused(name, &description);
        assert!(error.message().contains(message), "{name}: {error}");
        assert_eq!(error.pointer(), pointer, "{name}: {error}");
        assert!(
            error.file().is_some_and(|file| file.ends_with("api.json")),
            "{name}: {error}"
        );
    }
}

#[test]
fn one_name_means_one_thing_in_all_files() {
    let folder = folder("differ");
    let second = r#""A.Thing": {"type": "object", "properties": {"Name": {"type": "integer"}}}"#;
    let path = "/api/v1/Agents/Other/GetMine";
    fs::write(folder.join("1.json"), swagger(PATH, "post", THING)).expect("a file");
    fs::write(folder.join("2.json"), swagger(path, "post", second)).expect("a file");
    let error = Generator::new()
        .from(&folder)
        .generate()
        .expect_err("a contradiction");
    assert!(
        error.file().is_some_and(|file| file.ends_with("2.json")),
        "{error}"
    );
    assert_eq!(error.pointer(), Some("/definitions/A.Thing"));
    assert!(
        error.message().contains("1.json") && error.message().contains("`Name` has another type"),
        "{error}"
    );
}

#[test]
fn other_peoples_files_are_left_alone() {
    let folder = folder("folder");
    let file = folder.join("api.json");
    fs::write(&file, swagger(PATH, "post", THING)).expect("a file");
    let generator = Generator::new().from(&file);

    let others = folder.join("others");
    fs::create_dir_all(&others).expect("a folder");
    fs::write(others.join("notes.txt"), "mine").expect("a file");
    let error = generator
        .write_crate(&others)
        .expect_err("somebody's folder");
    assert!(
        error.message().contains("none of them is generated"),
        "{error}"
    );
    assert_eq!(fs::read_dir(&others).expect("a folder").count(), 1);

    let error = generator.write_crate(&file).expect_err("a file");
    assert!(error.message().contains("not a folder"), "{error}");
    let error = generator
        .write_crate("/dev/null/x")
        .expect_err("no place for folders");
    assert!(error.message().contains("cannot be written"), "{error}");

    // A person's file where a generated one would go.
    let own = folder.join("own");
    generator.write_crate(&own).expect("a crate");
    fs::write(own.join("src/lib.rs"), "// mine").expect("a file");
    let before = fs::read_to_string(own.join("Cargo.toml")).expect("a file");
    let error = generator
        .clone()
        .name("other")
        .write_crate(&own)
        .expect_err("a person's file");
    assert!(error.message().contains("not overwritten"), "{error}");
    assert_eq!(
        fs::read_to_string(own.join("Cargo.toml")).expect("a file"),
        before
    );
}

#[test]
fn a_second_run_writes_the_same_and_keeps_what_a_person_wrote() {
    let folder = folder("again");
    let file = folder.join("api.json");
    let out = folder.join("out");
    fs::write(&file, swagger(PATH, "post", THING)).expect("a file");
    let generator = Generator::new().from(&file);
    assert!(!generator.check(&out).expect("differences").is_empty());
    generator.write_crate(&out).expect("a crate");
    assert_eq!(generator.check(&out).expect("differences"), [""; 0]);

    fs::write(out.join("src/ext.rs"), "//! Mine.\n").expect("a file");
    generator.write_crate(&out).expect("a crate");
    assert_eq!(generator.check(&out).expect("differences"), [""; 0]);
    let library = fs::read_to_string(out.join("src/lib.rs")).expect("a file");
    assert!(library.contains("pub mod ext;"));
    assert_eq!(
        fs::read_to_string(out.join("src/ext.rs")).expect("a file"),
        "//! Mine.\n"
    );

    // What is no longer described goes.
    let described = swagger(PATH, "post", THING).replace("A.Thing", "A.Other");
    fs::write(&file, described).expect("a file");
    let differences = generator.check(&out).expect("differences");
    assert!(
        differences.contains(&"src/entities/thing.rs: no longer generated".to_owned()),
        "{differences:?}"
    );
    assert!(
        differences.contains(&"src/entities/other.rs: missing".to_owned()),
        "{differences:?}"
    );
    generator.write_crate(&out).expect("a crate");
    assert!(!out.join("src/entities/thing.rs").exists());
    assert!(out.join("src/ext.rs").exists());
}

#[test]
fn a_slip_in_an_agents_name_gets_a_suggestion() {
    let folder = folder("agents");
    let file = folder.join("api.json");
    fs::write(&file, swagger(PATH, "post", THING)).expect("a file");
    let generator = Generator::new().from(&file);
    let said = |agent: &str| {
        generator
            .clone()
            .agents([agent])
            .generate()
            .expect_err("unknown")
            .to_string()
    };
    assert_eq!(said("thng"), "unknown agent `thng`; did you mean `Thing`?");
    assert_eq!(
        said("Contact"),
        "unknown agent `Contact`; expected one of `Thing`"
    );
    assert!(generator.agents(["thing"]).generate().is_ok());
}
