//! Generates the crates to compile: the same entities for this derive, for serde's, and for none.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The derive that a crate uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// This project's derive.
    Ours,
    /// serde_derive, with serde_json and quick-xml's serde.
    Serde,
    /// No derive: the cost of the structs alone.
    Bare,
}

impl Flavour {
    /// In the order of the table's columns.
    pub const ALL: [Self; 3] = [Self::Ours, Self::Serde, Self::Bare];
}

/// The types of the fields, used in turn.
const TYPES: [&str; 8] = [
    "i32",
    "Option<String>",
    "bool",
    "f64",
    "i64",
    "Option<Vec<String>>",
    "Option<i32>",
    "Option<BTreeMap<String, String>>",
];

/// A generated crate.
#[derive(Debug)]
pub struct Generated {
    /// The name of the package and of its folder.
    pub name: String,
    /// Paths inside the folder and their contents.
    pub files: Vec<(PathBuf, String)>,
}

/// A crate of entities, with an example that uses all of them.
#[must_use]
pub fn crate_of(
    flavour: Flavour,
    entities: usize,
    properties: usize,
    workspace: &Path,
) -> Generated {
    let name = format!("{flavour:?}-{entities}-{properties}").to_lowercase();
    let dependencies = match flavour {
        Flavour::Ours => runtime(workspace, ""),
        Flavour::Serde => PEERS.to_owned(),
        Flavour::Bare => String::new(),
    };
    let files = vec![
        (
            "src/lib.rs".into(),
            source_of(flavour, entities, properties),
        ),
        (
            "examples/all.rs".into(),
            example_of(flavour, entities, &name.replace('-', "_")),
        ),
    ];
    generated(name, &dependencies, files)
}

/// A crate with only the dependencies of the entities; chrono for both.
#[must_use]
pub fn dependencies_of(flavour: Flavour, workspace: &Path) -> Generated {
    let dependencies = match flavour {
        Flavour::Ours => runtime(workspace, ""),
        Flavour::Serde => format!(
            "{PEERS}chrono = {{ version = \"0.4\", default-features = false, features = [\"std\"] }}\n"
        ),
        Flavour::Bare => String::new(),
    };
    let name = format!("{flavour:?}-dependencies").to_lowercase();
    generated(
        name,
        &dependencies,
        vec![("src/lib.rs".into(), String::new())],
    )
}

/// The dependencies of the peers instead of the runtime.
const PEERS: &str = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\nquick-xml = { version = \"0.42\", features = [\"serialize\"] }\n";

pub(crate) fn runtime(workspace: &Path, more: &str) -> String {
    let path = workspace.join("webhook-model");
    format!("webhook-model = {{ path = {path:?}{more} }}\n")
}

pub(crate) fn generated(
    name: String,
    dependencies: &str,
    mut files: Vec<(PathBuf, String)>,
) -> Generated {
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependencies}"
    );
    files.push(("Cargo.toml".into(), manifest));
    Generated { name, files }
}

fn source_of(flavour: Flavour, entities: usize, properties: usize) -> String {
    let mut source = String::from("#![allow(dead_code)]\nuse std::collections::BTreeMap;\n\n");
    for entity in 0..entities {
        let derive = match flavour {
            Flavour::Ours => "#[derive(webhook_model::NetServerEntity)]\n",
            Flavour::Serde => {
                "#[derive(serde::Serialize, serde::Deserialize)]\n#[serde(rename_all = \"PascalCase\")]\n"
            }
            Flavour::Bare => "",
        };
        let _ = writeln!(source, "{derive}pub struct Entity{entity} {{");
        for field in 0..properties {
            let ty = TYPES[field % TYPES.len()];
            let _ = writeln!(source, "    pub field{field}: {ty},");
        }
        source.push_str("}\n");
        source.push_str(&uses_of(flavour, entity));
    }
    source
}

/// Encoding and decoding in both formats.
fn uses_of(flavour: Flavour, entity: usize) -> String {
    match flavour {
        Flavour::Ours => format!(
            "pub fn use{entity}(body: &[u8]) -> Result<Vec<u8>, webhook_model::Error> {{\n    let json = Entity{entity}::decode(webhook_model::MediaType::ApplicationJson, body)?;\n    let xml = Entity{entity}::decode(webhook_model::MediaType::ApplicationXml, &json.encode(webhook_model::MediaType::ApplicationXml)?)?;\n    xml.encode(webhook_model::MediaType::ApplicationJson)\n}}\n"
        ),
        Flavour::Serde => format!(
            "pub fn use{entity}(body: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {{\n    let json: Entity{entity} = serde_json::from_slice(body)?;\n    let xml: Entity{entity} = quick_xml::de::from_str(&quick_xml::se::to_string(&json)?)?;\n    Ok(serde_json::to_vec(&xml)?)\n}}\n"
        ),
        Flavour::Bare => {
            format!("pub fn use{entity}(entity: Entity{entity}) -> Entity{entity} {{ entity }}\n")
        }
    }
}

/// A program that can call every use; its argument selects one.
fn example_of(flavour: Flavour, entities: usize, name: &str) -> String {
    let mut source = String::from(
        "fn main() {\n    let words: Vec<String> = std::env::args().collect();\n    let body = words[0].as_bytes();\n    match words.len() {\n",
    );
    for entity in 0..entities {
        let _ = match flavour {
            Flavour::Bare => writeln!(
                source,
                "        {entity} => drop({name}::use{entity} as *const () as usize),"
            ),
            _ => writeln!(
                source,
                "        {entity} => drop({name}::use{entity}(body).map(|body| println!(\"{{body:?}}\"))),"
            ),
        };
    }
    source.push_str("        _ => println!(\"{}\", body.len()),\n    }\n}\n");
    source
}
