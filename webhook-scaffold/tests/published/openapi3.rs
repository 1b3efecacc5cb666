//! Our own OpenAPI 3.1 document, and the same in 3.0, give the same crate as the vendor's Swagger.

use std::fs;
use std::path::{Path, PathBuf};

use netserver_tests::agents::registry::{declared_on_requests, without_request};
use netserver_tests::data::{files, shared};
use netserver_tests::ordered::Ordered;
use serde_json::json;
use webhook_model::schema::{Dialect, DocumentInfo, OperationInfo, document_with};

use crate::code::{assert_same, code};

/// The agents whose hand-written types correspond to the newest descriptions.
const AGENTS: [&str; 6] = [
    "Associate",
    "BLOB",
    "Chat",
    "Contact",
    "MDO",
    "UserDefinedFieldInfo",
];

/// Our own document of the operations that the vendor describes, in the vendor's order.
fn document(descriptions: &Path) -> String {
    let mut described: Vec<String> = Vec::new();
    for (_, bytes) in files(descriptions, "json") {
        let json: Ordered = serde_json::from_slice(&bytes).expect("JSON");
        let paths = json.get("paths").members().iter();
        described.extend(paths.map(|(path, _)| path.clone()));
    }
    let declared: Vec<_> = declared_on_requests()
        .into_iter()
        .chain(without_request())
        .collect();
    let operations: Vec<OperationInfo> = described
        .iter()
        .map(|path| {
            let found = declared.iter().find(|operation| operation.path == path);
            found.unwrap_or_else(|| panic!("{path}: not declared")).info
        })
        .collect();
    let info = DocumentInfo {
        title: "Agents",
        version: "v1",
        server: None,
    };
    document_with(&[], &operations, Dialect::OpenApi31, &info)
}

/// The same schemas in OpenAPI 3.0: `nullable` instead of the type `null`, formats instead of
/// keywords of JSON Schema.
fn as_openapi30(value: &Ordered) -> Ordered {
    let simple = |value: serde_json::Value| Ordered::Simple(value);
    let is_null = |schema: &Ordered| schema.get("type").text() == "null";
    match value {
        Ordered::Array(items) => Ordered::Array(items.iter().map(as_openapi30).collect()),
        Ordered::Object(members) => {
            let mut older = Vec::new();
            for (name, member) in members {
                match (name.as_str(), member) {
                    ("type", Ordered::Array(types)) => {
                        older.push(("type".to_owned(), types[0].clone()));
                        older.push(("nullable".to_owned(), simple(json!(types.len() > 1))));
                    }
                    ("anyOf", Ordered::Array(parts)) if parts.iter().any(is_null) => {
                        let rest = parts.iter().filter(|part| !is_null(part));
                        let rest: Vec<Ordered> = rest.map(as_openapi30).collect();
                        let name = if rest.len() == 1 { "allOf" } else { "anyOf" };
                        older.push((name.to_owned(), Ordered::Array(rest)));
                        older.push(("nullable".to_owned(), simple(json!(true))));
                    }
                    ("contentEncoding", _) => {
                        older.push(("format".to_owned(), simple(json!("byte"))));
                    }
                    ("openapi", _) => older.push((name.clone(), simple(json!("3.0.3")))),
                    ("propertyNames", _) => {}
                    _ => older.push((name.clone(), as_openapi30(member))),
                }
            }
            Ordered::Object(older)
        }
        Ordered::Simple(_) => value.clone(),
    }
}

fn file(name: &str, text: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.json"));
    fs::write(&file, text).expect("a file");
    file
}

#[test]
fn our_own_documents_give_the_same_crate_as_the_vendors() {
    let Some(shared) = shared() else { return };
    let descriptions = shared.join("netserver/openapi");
    let mut theirs = code("from-swagger", &descriptions, &AGENTS);
    // The hand-written types return files as bytes.
    for text in theirs.values_mut() {
        *text = text
            .replace("webhook_model::Binary::default()", "Some(Vec::new())")
            .replace("webhook_model::Binary", "Option<Vec<u8>>");
    }
    let newer = document(&descriptions);
    let older = as_openapi30(&serde_json::from_str(&newer).expect("JSON")).to_string();
    assert!(older.contains("\"nullable\"") && !older.contains("\"null\""));
    for (name, text) in [("openapi31", newer), ("openapi30", older)] {
        let from = file(name, &text);
        assert_same(&code(&format!("from-{name}"), &from, &AGENTS), &theirs);
    }
}
