//! Source code for the harness: the generated types by the type expressions of the samples.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use netserver_tests::agents::registry::{ENTITIES, requests};
use netserver_tests::agents::samples::{json_samples, xml_samples};

/// The source code of `table.rs`.
pub(crate) fn table(source: &Path) -> String {
    let (entities, enums) = (
        declared(&source.join("entities"), "entity"),
        declared(&source.join("enums"), "entity"),
    );
    let mut shapes = Vec::new();
    let mut empty = Vec::new();
    for (operation, path) in declared(&source.join("agents"), "operation") {
        if path.ends_with(" {}") {
            empty.push(operation.rsplit('_').next().unwrap_or_default().to_owned());
        }
        let path = path.trim_end_matches(" {}");
        shapes.push((
            format!("request:{operation}Request"),
            format!("superoffice::agents::{path}"),
        ));
    }
    for (name, rust) in &entities {
        shapes.push((
            format!("entity:{name}"),
            format!("superoffice::entities::{rust}"),
        ));
    }
    for builtin in ["TableRight", "FieldProperty", "FieldRight"] {
        shapes.push((
            format!("entity:{builtin}"),
            format!("webhook_model::{builtin}"),
        ));
    }
    let known: BTreeMap<&str, &str> = shapes
        .iter()
        .map(|(name, rust)| (name.as_str(), rust.as_str()))
        .collect();
    let mut wanted: Vec<String> = ENTITIES
        .iter()
        .map(|name| format!("entity:{name}"))
        .chain(requests())
        .collect();
    for samples in [json_samples(), xml_samples()].into_iter().flatten() {
        wanted.extend(samples.into_iter().map(|sample| sample.expression));
    }
    wanted.sort();
    wanted.dedup();
    let mut text = String::from(
        "use netserver_tests::agents::registry::{Shape, shape_of};\n\npub fn shapes() -> Vec<(&'static str, Shape)> {\n    vec![\n",
    );
    for expression in wanted {
        if let Some(rust) = rust_type(&expression, &known) {
            let _ = writeln!(text, "        ({expression:?}, shape_of::<{rust}>()),");
        }
    }
    let _ = write!(
        text,
        "    ]\n}}\n\npub fn shape(name: &str) -> Option<Shape> {{\n    shapes().into_iter().find(|(known, _)| *known == name).map(|(_, shape)| shape)\n}}\n\n\
         pub const EMPTY: &[&str] = &{empty:?};\n\n\
         pub fn enums() -> Vec<&'static webhook_model::property::enumeration::Enumeration> {{\n    use webhook_model::NetServerEnum;\n    vec!["
    );
    for rust in enums.values() {
        let _ = write!(
            text,
            "<superoffice::enums::{rust} as NetServerEnum>::ENUMERATION, "
        );
    }
    text.push_str("]\n}\n");
    text
}

fn rust_type(expression: &str, known: &BTreeMap<&str, &str>) -> Option<String> {
    let inner = |prefix: &str| {
        expression
            .strip_prefix(prefix)
            .and_then(|rest| rest.strip_suffix('>'))
    };
    if let Some(of) = inner("array<") {
        return Some(format!("Vec<{}>", rust_type(of, known)?));
    }
    match expression {
        "string" => Some("String".to_owned()),
        "int32" => Some("i32".to_owned()),
        "bool" => Some("bool".to_owned()),
        "binary" => Some("Vec<u8>".to_owned()),
        "dict<string,string>" => Some("std::collections::BTreeMap<String, String>".to_owned()),
        _ => known.get(expression).map(|rust| (*rust).to_owned()),
    }
}

/// The types of a folder by the name in their attribute, or by their own name. The types of agents
/// are paths, named by agent and operation.
fn declared(folder: &Path, key: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a file");
        let module = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let value = |attributes: &str, key: &str| {
            let (_, after) = attributes.split_once(&format!("{key} = \""))?;
            after.split('"').next().map(str::to_owned)
        };
        for (at, _) in text
            .match_indices("\npub struct ")
            .chain(text.match_indices("\npub enum "))
        {
            let attributes = text[..at].rsplit("\n\n").next().unwrap_or_default();
            let line = text[at + 1..].lines().next().unwrap_or_default();
            let name = line.split([' ', '(', ';']).nth(2).unwrap_or_default();
            let wire = value(attributes, key);
            let (wire, rust) = match (key, wire) {
                ("operation", Some(operation)) => {
                    let agent = value(attributes, "agent").unwrap_or_default();
                    let empty = if line.ends_with("{}") { " {}" } else { "" };
                    (
                        format!("{agent}_{operation}"),
                        format!("{module}::{name}{empty}"),
                    )
                }
                ("operation", None) => continue,
                (_, wire) => (wire.unwrap_or_else(|| name.to_owned()), name.to_owned()),
            };
            // Bodies contain the family instead of its base.
            if text[at..].starts_with("\npub enum") || !found.contains_key(&wire) {
                found.insert(wire, rust);
            }
        }
    }
    found
}
