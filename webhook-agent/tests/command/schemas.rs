//! The descriptions that `schema` prints and writes.

use crate::common::PATH;
use crate::configuration::folder;
use crate::process::{Agent, bad, command, good};

fn json(arguments: &[&str]) -> serde_json::Value {
    serde_json::from_str(&good(arguments, "")).expect("JSON")
}

#[test]
fn schema_prints_the_served_openapi_document() {
    let printed = good(&["schema"], "");
    let agent = Agent::start(command(&["--listen", "0", "--log", "off"]));
    let response = agent.send("GET /api/v1/openapi.json HTTP/1.1", "");
    let (_, served) = response.split_once("\r\n\r\n").expect("a body");
    assert_eq!(printed, served);

    let swagger = json(&["schema", "--format", "swagger"]);
    let paths = swagger["paths"].as_object().expect("paths");
    assert!(paths.contains_key(PATH));
    assert_eq!(
        paths.len(),
        16,
        "eight operations, and the addresses of the resource"
    );
    let xsd = good(&["schema", "--format", "xsd"], "");
    assert!(xsd.contains(r#"<xs:complexType name="Webhook">"#));
}

#[test]
fn a_named_entity_is_printed_with_its_operations() {
    let swagger = json(&["schema", "--format", "swagger", "--entity", "associate"]);
    assert_eq!(swagger["swagger"], "2.0");
    assert!(swagger["definitions"]["Associate"].is_object());
    assert!(swagger["definitions"]["Webhook"].is_null());
    let openapi = json(&["schema", "--entity", "Webhook"]);
    assert_eq!(openapi["openapi"], "3.1.0");
    assert!(openapi["paths"]["/api/v1/Agents/Webhook/SaveWebhook"]["post"].is_object());
    assert!(bad(&["schema", "--entity", "Webhok"], "").contains("did you mean `Webhook`?"));
}

#[test]
fn files_of_every_format_are_written_to_a_new_folder() {
    let base = folder("schemas");
    let _ = std::fs::remove_dir_all(&base);
    let out = base.join("new");
    let out = out.to_str().expect("a path");
    let files: [(&[&str], &[&str]); 3] = [
        (&["--format", "openapi"], &["openapi.json"]),
        (
            &["--format", "swagger", "--entity", "Webhook"],
            &["swagger.json"],
        ),
        (
            &["--format", "xsd", "--contract", "soap"],
            &["Services88.xsd", "Arrays.xsd"],
        ),
    ];
    for (options, names) in files {
        let arguments = [&["schema"], options].concat();
        let printed = good(&arguments, "");
        let written = good(&[&arguments[..], &["--out", out]].concat(), "");
        let paths: Vec<&str> = written.lines().collect();
        for name in names {
            let path = base.join("new").join(name);
            assert!(paths.contains(&path.to_str().expect("a path")), "{written}");
        }
        let first = std::fs::read_to_string(paths[0]).expect("a file");
        assert_eq!(first, printed);
    }
}

#[test]
fn a_namespace_is_checked() {
    for arguments in [
        &["schema", "--format", "xsd"][..],
        &["default"],
        &["convert", "--from", "text/json", "--to", "text/xml"],
    ] {
        let arguments = [arguments, &["--namespace", "not a URI"]].concat();
        let output = crate::process::run(&arguments, b"{}");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(errors.contains("absolute URI"), "{errors}");
    }
    assert!(bad(&["serve", "--namespace", "a"], "").contains("--namespace: \"a\" is not"));
}

#[test]
fn the_release_selects_the_properties_of_a_webhook() {
    for (release, count) in [("11", 14), ("12", 23)] {
        let default = json(&["default", "Webhook", "--release", release]);
        assert_eq!(default.as_object().expect("an object").len(), count);
        let before = json(&["--release", release, "default", "webhook"]);
        assert_eq!(before, default);
        for format in ["openapi", "swagger"] {
            let document = json(&["schema", "--format", format, "--release", release]);
            let schemas = match format {
                "swagger" => &document["definitions"],
                _ => &document["components"]["schemas"],
            };
            let properties = schemas["Webhook"]["properties"].as_object();
            assert_eq!(properties.expect("a schema").len(), count, "{format}");
        }
        let xsd = good(&["schema", "--format", "xsd", "--release", release], "");
        assert_eq!(xsd.contains(r#"name="NotifyVia""#), count == 23);
        let body = r#"{"Name":"Mine","Description":"for the shop"}"#;
        let convert = [
            "convert",
            "--from",
            "text/json",
            "--to",
            "text/xml",
            "--release",
            release,
        ];
        let xml = good(&convert, body);
        assert_eq!(
            xml.contains("<Description>for the shop</Description>"),
            count == 23
        );
    }
    let mut variable = command(&["default"]);
    variable.env("WEBHOOK_AGENT_RELEASE", "12");
    let output = variable.output().expect("the command runs");
    assert!(String::from_utf8_lossy(&output.stdout).contains(r#""NotifyVia":"None""#));
    let output = crate::process::run(&["default", "--release", "13"], b"");
    assert_eq!(output.status.code(), Some(2));
}
