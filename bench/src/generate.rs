//! Crates to compile: the same entities for this derive, for serde's, and for none.

use std::fmt::Write as _;
use std::path::Path;

/// What derives the entities of a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// This project.
    Ours,
    /// serde_derive, with serde_json and quick-xml's serde.
    Serde,
    /// Nothing: what the structs themselves cost.
    Bare,
}

impl Flavour {
    /// In the order of the table's columns.
    pub const ALL: [Self; 3] = [Self::Ours, Self::Serde, Self::Bare];
}

/// The types of the fields, in turn.
const TYPES: [&str; 8] = [
    "i32", "Option<String>", "bool", "f64", "i64", "Option<Vec<String>>", "Option<i32>",
    "Option<BTreeMap<String, String>>",
];

/// The manifest and the source of a crate.
#[must_use]
pub fn crate_of(flavour: Flavour, entities: usize, properties: usize, model: &Path) -> (String, String) {
    let dependencies = match flavour {
        Flavour::Ours => format!("webhook-model = {{ path = {model:?} }}"),
        Flavour::Serde => "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\nquick-xml = { version = \"0.42\", features = [\"serialize\"] }".to_owned(),
        Flavour::Bare => String::new(),
    };
    let name = format!("{flavour:?}-{entities}-{properties}").to_lowercase();
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependencies}\n"
    );
    (manifest, source_of(flavour, entities, properties))
}

fn source_of(flavour: Flavour, entities: usize, properties: usize) -> String {
    let mut source = String::from("#![allow(dead_code)]\nuse std::collections::BTreeMap;\n\n");
    for entity in 0..entities {
        let derive = match flavour {
            Flavour::Ours => "#[derive(webhook_model::NetServerEntity)]\n",
            Flavour::Serde => "#[derive(serde::Serialize, serde::Deserialize)]\n#[serde(rename_all = \"PascalCase\")]\n",
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

/// Both formats both ways.
fn uses_of(flavour: Flavour, entity: usize) -> String {
    match flavour {
        Flavour::Ours => format!(
            "pub fn use{entity}(body: &[u8]) -> Result<Vec<u8>, webhook_model::Error> {{\n    let json = Entity{entity}::decode(webhook_model::MediaType::ApplicationJson, body)?;\n    let xml = Entity{entity}::decode(webhook_model::MediaType::ApplicationXml, &json.encode(webhook_model::MediaType::ApplicationXml)?)?;\n    xml.encode(webhook_model::MediaType::ApplicationJson)\n}}\n"
        ),
        Flavour::Serde => format!(
            "pub fn use{entity}(body: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {{\n    let json: Entity{entity} = serde_json::from_slice(body)?;\n    let xml: Entity{entity} = quick_xml::de::from_str(&quick_xml::se::to_string(&json)?)?;\n    Ok(serde_json::to_vec(&xml)?)\n}}\n"
        ),
        Flavour::Bare => format!("pub fn use{entity}(entity: Entity{entity}) -> Entity{entity} {{ entity }}\n"),
    }
}
