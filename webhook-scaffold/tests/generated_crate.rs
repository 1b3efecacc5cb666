//! The crate that is generated from all published descriptions, built and used: one crate for all
//! checks, since each build takes long. Not part of `cargo test`; `.ci/run` runs it with
//! `--ignored`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use netserver_tests::agents::registry::{ENTITIES, requests};
use netserver_tests::agents::samples::{json_samples, xml_samples};
use netserver_tests::data::shared;
use webhook_scaffold::Generator;

/// The folder of the generated crate's workspace; none without the shared data.
fn workspace() -> Option<&'static Path> {
    static WORKSPACE: OnceLock<Option<PathBuf>> = OnceLock::new();
    WORKSPACE.get_or_init(made).as_deref()
}

fn made() -> Option<PathBuf> {
    let descriptions = shared()?.join("netserver/openapi");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
    fs::create_dir_all(folder.join("harness/src")).expect("a folder");
    let summary = Generator::new()
        .from(descriptions)
        .workspace(root)
        .write_crate(folder.join("superoffice"))
        .expect("a crate");
    println!("{summary}");
    let hostile = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated/hostile.json");
    Generator::new()
        .from(hostile)
        .name("hostile")
        .workspace(root)
        .write_crate(folder.join("hostile"))
        .expect("a crate");
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
    let write = |path: &str, text: String| fs::write(folder.join(path), text).expect("a file");
    write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"superoffice\", \"harness\", \"hostile\", \"scripted\"]\n\n[profile.dev]\ndebug = \"line-tables-only\"\n".to_owned(),
    );
    let path = |name: &str| root.join(name).display().to_string();
    write(
        "harness/Cargo.toml",
        format!(
            "[package]\nname = \"harness\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
             superoffice = {{ path = \"../superoffice\", features = [\"all\", \"agent\"] }}\n\
             netserver-tests = {{ path = {:?} }}\nserde_json = \"1\"\n\
             tokio = {{ version = \"1\", features = [\"rt\", \"time\"] }}\n\
             webhook-agent = {{ path = {:?} }}\nwebhook-model = {{ path = {:?} }}\n",
            path("tests"),
            path("webhook-agent"),
            path("webhook-model"),
        ),
    );
    scripted(&folder, root);
    let main = include_str!("generated/harness.rs");
    write("harness/src/main.rs", main.to_owned());
    write(
        "harness/src/table.rs",
        table(&folder.join("superoffice/src")),
    );
    Some(folder)
}

/// A crate whose build script generates a module: what the documentation of `Generator` shows.
fn scripted(folder: &Path, root: &Path) {
    let write = |path: &str, text: String| {
        let path = folder.join("scripted").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let path = |name: &str| root.join(name).display().to_string();
    write(
        "Cargo.toml",
        format!(
            "[package]\nname = \"scripted\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
             serde_json = \"1\"\nwebhook-model = {{ path = {:?} }}\n\n[build-dependencies]\nwebhook-scaffold = {{ path = {:?} }}\n",
            path("webhook-model"),
            path("webhook-scaffold"),
        ),
    );
    let shared = shared().expect("shared data").join("netserver");
    let path_of = |name: &str| shared.join(name).display().to_string();
    let description = path_of("openapi/Swagger-v1-ContactAgent.json");
    let sample = path_of("samples/Contact.GetContact.json");
    write(
        "build.rs",
        format!(
            "fn main() -> Result<(), webhook_scaffold::Error> {{\n    let out = std::env::var(\"OUT_DIR\").expect(\"cargo sets it\");\n    \
             webhook_scaffold::Generator::new().from({description:?}).agents([\"Contact\"]).write_to(out)?;\n    Ok(())\n}}\n"
        ),
    );
    write(
        "src/main.rs",
        format!(
            "mod superoffice {{\n    include!(concat!(env!(\"OUT_DIR\"), \"/superoffice.rs\"));\n}}\n\n\
             use superoffice::entities::Contact;\nuse webhook_model::MediaType;\n\n\
             fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    let body = std::fs::read({sample:?})?;\n    \
             let contact = Contact::decode(MediaType::ApplicationJson, &body)?;\n    \
             println!(\"the contact's name: {{}}\", contact.name.ok_or(\"no name\")?);\n    Ok(())\n}}\n"
        ),
    );
}

/// The generated types by what the samples call them.
fn table(source: &Path) -> String {
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

/// The types of a folder by the name that an attribute gives them, else by their own. Those of
/// agents are paths, named by agent and operation.
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
            // Of a family and its base the family is what bodies hold.
            if text[at..].starts_with("\npub enum") || !found.contains_key(&wire) {
                found.insert(wire, rust);
            }
        }
    }
    found
}

/// Runs cargo in the workspace, with the target folder of this one.
fn cargo(arguments: &[&str], environment: &[(&str, &str)]) {
    let Some(workspace) = workspace() else { return };
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the target folder");
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", target)
        .envs(environment.iter().copied())
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    print!("{}", String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "cargo {arguments:?}\n{said}");
    assert!(!said.contains("warning:"), "cargo {arguments:?}\n{said}");
}

/// Clippy over one of the crates, with everything that is pedantic.
fn clippy(arguments: &[&str]) {
    let deny = ["--", "-D", "warnings", "-W", "clippy::pedantic"];
    cargo(&[&["clippy", "-q"], arguments, &deny].concat(), &[]);
}

/// Checks from inside, then builds in other ways: one after the other, since all share a folder.
#[test]
#[ignore = "builds a crate; run by .ci/run"]
fn the_generated_crate_is_silent_and_says_what_the_vendor_says() {
    let Some(workspace) = workspace() else { return };
    let document = workspace.join("openapi31.json");
    let argument = document.display().to_string();
    cargo(&["run", "-q", "-p", "harness", "--", &argument], &[]);
    let read = |path: PathBuf| Generator::new().from(path).generate().expect("facts");
    let descriptions = shared().expect("shared data").join("netserver/openapi");
    let (ours, theirs) = (read(document), read(descriptions));
    println!("read back: {ours}");
    assert_eq!(ours.skipped, theirs.skipped);
    assert_eq!(ours.guessed, theirs.guessed);
    assert_eq!(
        (ours.agents, ours.operations, ours.enums),
        (theirs.agents, theirs.operations, theirs.enums)
    );
    // The base of the family is in its members.
    assert_eq!(ours.entities, theirs.entities - 1);
    cargo(&["run", "-q", "-p", "scripted"], &[]);
    for crate_name in ["superoffice", "hostile"] {
        clippy(&["-p", crate_name, "--all-features", "--all-targets"]);
        let silent = [("RUSTDOCFLAGS", "-D warnings")];
        cargo(
            &["doc", "-q", "-p", crate_name, "--all-features", "--no-deps"],
            &silent,
        );
    }
    for feature in [
        "associate",
        "blob",
        "chat",
        "contact",
        "mdo",
        "user-defined-field-info",
        "webhook",
    ] {
        clippy(&["-p", "superoffice", "--features", feature]);
    }
    clippy(&["-p", "superoffice"]);
    // The other edition, in the same place so that nothing else is built again.
    for crate_name in ["superoffice", "hostile"] {
        let manifest = workspace.join(crate_name).join("Cargo.toml");
        let text = fs::read_to_string(&manifest).expect("a manifest");
        let older = text.replace("edition = \"2024\"", "edition = \"2021\"");
        fs::write(&manifest, older).expect("a manifest");
        clippy(&["-p", crate_name, "--features", "all"]);
        fs::write(&manifest, text).expect("a manifest");
    }
}
