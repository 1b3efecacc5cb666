//! Creates a workspace of generated crates and of programs that use them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use netserver_tests::data::shared;
use webhook_scaffold::Generator;

use super::invented::{names, shapes, words};
use super::table::table;

/// The crates; the first two are generated.
const MEMBERS: [&str; 5] = [
    "superoffice",
    "invented",
    "harness",
    "scripted",
    "walkthrough",
];

/// The folder of the workspace, or `None` without the shared data.
pub(crate) fn workspace() -> Option<&'static Path> {
    static WORKSPACE: OnceLock<Option<PathBuf>> = OnceLock::new();
    WORKSPACE.get_or_init(made).as_deref()
}

/// The target folder that both workspaces share.
pub(crate) fn target() -> &'static Path {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    folder.parent().expect("the target folder")
}

fn root() -> &'static Path {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    folder.parent().expect("the workspace")
}

fn made() -> Option<PathBuf> {
    let netserver = shared()?.join("netserver");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
    let generate = |from: &Path, name: &str| {
        let generator = Generator::new().from(from).name(name).workspace(root());
        let summary = generator.write_crate(folder.join(name)).expect("a crate");
        println!("{name}: {summary}");
    };
    generate(&netserver.join("openapi"), "superoffice");
    let invented = Path::new(env!("CARGO_TARGET_TMPDIR")).join("invented");
    write(&invented.join("hostile.json"), include_str!("hostile.json"));
    for (name, description) in [("shapes", shapes()), ("names", names()), ("words", words())] {
        let file = invented.join(format!("{name}.json"));
        write(&file, &description.json().to_string());
    }
    generate(&invented, "invented");
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
    let write = |path: &str, text: &str| write(&folder.join(path), text);
    // Otherwise Clippy would use this project's configuration, which allows more words.
    write("clippy.toml", "");
    write(
        "Cargo.toml",
        &format!(
            "[workspace]\nresolver = \"3\"\nmembers = {MEMBERS:?}\n\n[profile.dev]\ndebug = \"line-tables-only\"\n"
        ),
    );
    write(
        "harness/Cargo.toml",
        &manifest(
            "harness",
            &format!(
                "superoffice = {{ path = \"../superoffice\", features = [\"all\", \"agent\"] }}\n\
                 netserver-tests = {{ path = {} }}\nserde_json = \"1\"\n\
                 tokio = {{ version = \"1\", features = [\"rt\", \"time\"] }}\n\
                 webhook-agent = {{ path = {}, default-features = false, features = [\"testing\"] }}\n{}",
                path("tests"),
                path("webhook-agent"),
                model(),
            ),
        ),
    );
    write("harness/src/main.rs", include_str!("harness.rs"));
    write(
        "harness/src/table.rs",
        &table(&folder.join("superoffice/src")),
    );
    write(
        "walkthrough/Cargo.toml",
        &manifest(
            "walkthrough",
            &format!(
                "superoffice = {{ path = \"../superoffice\", features = [\"contact\"] }}\n{}",
                model()
            ),
        ),
    );
    write("walkthrough/src/main.rs", include_str!("walkthrough.rs"));
    let description = netserver.join("openapi/Swagger-v1-ContactAgent.json");
    write("scripted/Cargo.toml", &scripted_manifest());
    write(
        "scripted/build.rs",
        &include_str!("script.rs").replace(
            "openapi/Swagger-v1-ContactAgent.json",
            &description.display().to_string(),
        ),
    );
    write("scripted/src/main.rs", include_str!("scripted.rs"));
    Some(folder)
}

/// Writes a file if its content changes, so that cargo does not rebuild unchanged crates.
fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return;
    }
    fs::write(path, text).expect("a file");
}

/// The path of a crate as a string in TOML.
fn path(name: &str) -> String {
    format!("{:?}", root().join(name).display().to_string())
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n{dependencies}"
    )
}

fn model() -> String {
    format!("webhook-model = {{ path = {} }}\n", path("webhook-model"))
}

/// A crate whose build script generates a module.
fn scripted_manifest() -> String {
    let dependencies = format!("serde_json = \"1\"\n{}", model());
    format!(
        "{}\n[build-dependencies]\nwebhook-scaffold = {{ path = {}, default-features = false }}\n",
        manifest("scripted", &dependencies),
        path("webhook-scaffold"),
    )
}
