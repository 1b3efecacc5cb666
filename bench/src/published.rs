//! The published agents from the tests, as a crate for this derive and for serde's.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::generate::{Flavour, Generated, generated, runtime};

/// The types that replace the runtime's in the crate for serde. They are in a separate crate,
/// because the runtime is not compiled with a user's entities either.
const STAND_INS: &str = include_str!("published/stand_ins.rs");

/// Whether the functions that encode and decode are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Only the types.
    Unused,
    /// Each type is encoded and decoded once, as JSON.
    Used,
}

/// Whether the entities of this project's derive implement serde's traits as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SerdeImpls {
    /// The feature `serde` is off, as in a crate of the scaffold.
    Off,
    /// The default.
    On,
}

/// The entities, families and enums of the tests' agents, and their number. `Flavour::Bare` derives
/// only the traits that both others derive as well. Each copy of them is a module.
#[must_use]
pub fn published(
    flavour: Flavour,
    serde: SerdeImpls,
    used: Use,
    copies: usize,
    workspace: &Path,
) -> (Generated, usize) {
    let root = workspace.join("tests/src/agents");
    let mut modules = String::new();
    let mut files = Vec::new();
    let mut types = 0;
    let mut entities = Vec::new();
    for (name, own) in agents(&root) {
        let _ = writeln!(modules, "        pub mod {name};");
        for (path, text) in own {
            let path = path.strip_prefix(&root).unwrap_or(&path);
            types += derives(&text).count() * copies;
            entities.extend(entities_of(path, &text));
            let text = match flavour {
                Flavour::Ours => text,
                Flavour::Serde => for_serde(&text, true),
                Flavour::Bare => for_serde(&text, false),
            };
            for copy in 0..copies {
                let text = text.replace("crate::agents", &format!("crate::copy{copy}::agents"));
                files.push((Path::new(&format!("src/copy{copy}/agents")).join(path), text));
            }
        }
    }
    let mut uses = String::new();
    if used == Use::Used {
        for (number, entity) in entities.iter().enumerate() {
            uses.push_str(&use_of(flavour, number, entity));
        }
    }
    let mut source = String::from("#![allow(missing_docs, unused_imports, dead_code)]\n");
    for copy in 0..copies {
        let _ = writeln!(
            source,
            "pub mod copy{copy} {{\n    pub mod agents {{\n{modules}    }}\n{uses}}}"
        );
    }
    files.push(("src/lib.rs".into(), source));
    let dependencies = match flavour {
        Flavour::Ours if serde == SerdeImpls::Off => runtime(
            workspace,
            ", default-features = false, features = [\"decimal\"]",
        ),
        Flavour::Ours => runtime(workspace, ", features = [\"decimal\"]"),
        Flavour::Serde | Flavour::Bare => {
            files.push(("stand-ins/src/lib.rs".into(), STAND_INS.to_owned()));
            files.push((
                "stand-ins/Cargo.toml".into(),
                format!("[package]\nname = \"webhook-model\"\nedition = \"2024\"\n\n[dependencies]\n{SERDE}"),
            ));
            format!("{SERDE}webhook-model = {{ path = \"stand-ins\" }}\n")
        }
    };
    let dependencies = format!("{dependencies}serde_json = \"1\"\n");
    let name = format!("published-{flavour:?}-{used:?}-{serde:?}-{copies}").to_lowercase();
    (generated(name, &dependencies, files), types)
}

const SERDE: &str = "serde = { version = \"1\", features = [\"derive\"] }\n";

/// The modules of types with their files: those of the tests' agents that contain only types.
fn agents(root: &Path) -> Vec<(String, Vec<(PathBuf, String)>)> {
    let mut found: Vec<PathBuf> = fs::read_dir(root)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    found.sort();
    let modules = found.into_iter().map(|path| {
        let mut own = Vec::new();
        collect(&path, &mut own);
        let name = path
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned());
        (name.unwrap_or_default(), own)
    });
    modules
        .filter(|(name, own)| {
            // Code that works on entities refers to other modules; the registry lists all entities.
            let helps = |text: &str| {
                [
                    "property::Type",
                    "serde_json::Value as Json",
                    "super::registry",
                ]
                .iter()
                .any(|word| text.contains(word))
            };
            let is_empty = own.iter().all(|(_, text)| derives(text).next().is_none());
            !["mod", "registry"].contains(&name.as_str())
                && !is_empty
                && !own.iter().any(|(_, text)| helps(text))
        })
        .collect()
}

fn collect(path: &Path, files: &mut Vec<(PathBuf, String)>) {
    if path.is_dir() {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        entries.for_each(|entry| collect(&entry.path(), files));
    } else if let Ok(text) = fs::read_to_string(path) {
        files.push((path.to_owned(), text));
    }
}

/// The lines with the derives of this project.
fn derives(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| line.starts_with("#[derive(") && line.contains("NetServerEn"))
}

/// The entities and families of a file, by path.
fn entities_of(path: &Path, text: &str) -> Vec<String> {
    let mut module = String::from("agents");
    for part in path.with_extension("").components() {
        let part = part.as_os_str().to_string_lossy();
        if part != "mod" {
            let _ = write!(module, "::{part}");
        }
    }
    let mut lines = text.lines();
    let mut entities = Vec::new();
    while lines.any(|line| line.starts_with("#[derive(") && line.contains("NetServerEntity")) {
        let declared = lines.by_ref().find_map(|line| {
            line.strip_prefix("pub struct ")
                .or_else(|| line.strip_prefix("pub enum "))
        });
        let name = declared.and_then(|rest| rest.split([' ', '(', ';']).next());
        entities.extend(name.map(|name| format!("{module}::{name}")));
    }
    entities
}

fn use_of(flavour: Flavour, number: usize, entity: &str) -> String {
    match flavour {
        Flavour::Ours => format!(
            "pub fn use{number}(body: &[u8]) -> Result<Vec<u8>, webhook_model::Error> {{\n    {entity}::decode(webhook_model::MediaType::ApplicationJson, body)?.encode(webhook_model::MediaType::ApplicationJson)\n}}\n"
        ),
        Flavour::Serde => format!(
            "pub fn use{number}(body: &[u8]) -> Result<Vec<u8>, serde_json::Error> {{\n    serde_json::to_vec(&serde_json::from_slice::<{entity}>(body)?)\n}}\n"
        ),
        Flavour::Bare => format!("pub fn use{number}(entity: {entity}) -> {entity} {{ entity }}\n"),
    }
}

/// The same types for serde: with its derives and the equivalent attributes, or without.
fn for_serde(text: &str, derive: bool) -> String {
    let mut written = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let trimmed = line.trim_start();
        if trimmed.starts_with("#[netserver(") {
            let mut attribute = trimmed.to_owned();
            while !attribute.ends_with(")]") {
                let Some(more) = lines.next() else { break };
                attribute.push_str(more.trim());
            }
            if derive && let Some(serde) = attribute_of(&attribute) {
                let _ = writeln!(written, "{serde}");
            }
        } else if let Some((variant, _)) = trimmed.split_once("(Unknown") {
            // Keeping an unknown value costs more with serde.
            let _ = writeln!(written, "{variant},");
        } else if trimmed == "pub carrier: Carrier," {
            written.push_str("pub table_right: Option<webhook_model::TableRight>,\npub field_properties: Option<std::collections::BTreeMap<String, webhook_model::FieldProperty>>,\n");
        } else if trimmed.starts_with("#[derive(") {
            let derives = if derive {
                "serde::Serialize, serde::Deserialize"
            } else {
                ""
            };
            for name in ["NetServerEntity", "NetServerEnum"] {
                if line.contains(name) {
                    let _ = writeln!(written, "{}", line.replace(name, derives));
                }
            }
            if !line.contains("NetServerEn") {
                let _ = writeln!(written, "{line}");
            }
            if derive && line.contains("NetServerEntity") {
                written.push_str("#[serde(rename_all = \"PascalCase\")]\n");
            }
        } else {
            let _ = writeln!(written, "{line}");
        }
    }
    written
}

/// serde's equivalent of an attribute.
fn attribute_of(attribute: &str) -> Option<String> {
    let keys = attribute.strip_prefix("#[netserver(")?.strip_suffix(")]")?;
    let text = |key: &str| {
        let (_, text) = keys.split_once(&format!("{key} = \""))?;
        text.split('"').next()
    };
    match keys {
        "other" => Some("#[serde(other)]".to_owned()),
        "base" => Some("#[serde(flatten)]".to_owned()),
        _ => text("rename")
            .map(|name| format!("#[serde(rename = {name:?})]"))
            .or_else(|| text("tag").map(|tag| format!("#[serde(tag = {tag:?})]"))),
    }
}
