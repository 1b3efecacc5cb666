//! Complete crates in hostile settings: every edition, every lint, no prelude, no std, a dependency
//! with another name. They are written into a separate workspace in the target folder, and checked
//! without the network.
// Unusual on purpose; `crates.rs` lints the output of the derives.
#![allow(clippy::all, clippy::pedantic)]

mod sources;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use sources::{CASES, Case, wide};

/// The generated workspace with all crates.
struct Workspace(PathBuf);

impl Workspace {
    /// Each test has its own workspace, so that tests run concurrently.
    fn new(name: &str, cases: &[Case]) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let model = fs::canonicalize(here.join("webhook-model")).unwrap();
        let mut members = String::new();
        for case in cases {
            let Case {
                name,
                edition,
                dependency,
                source,
            } = case;
            let folder = root.join(name);
            fs::create_dir_all(folder.join("src")).unwrap();
            let manifest = format!(
                "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n\n\
                 [dependencies]\n{dependency} = {{ package = \"webhook-model\", path = {model:?}, default-features = false }}\n"
            );
            write(&folder.join("Cargo.toml"), &manifest);
            write(&folder.join("src/lib.rs"), source);
            write!(members, "\"{name}\", ").unwrap();
        }
        let manifest = format!("[workspace]\nresolver = \"2\"\nmembers = [{members}]\n");
        write(&root.join("Cargo.toml"), &manifest);
        // Offline, because the tests were built with the same versions.
        let lock = fs::read_to_string(here.join("Cargo.lock")).unwrap();
        write(&root.join("Cargo.lock"), &lock);
        Self(root)
    }

    /// Runs cargo in the workspace. Its output is the message of the failure.
    fn cargo(&self, arguments: &[&str]) {
        let output = Command::new(env!("CARGO"))
            .current_dir(&self.0)
            .args(arguments)
            .args(["--offline", "--color", "never"])
            // A shared target folder, so that webhook-model is built once.
            .env("CARGO_TARGET_DIR", self.0.join("../target"))
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "cargo {arguments:?}:\n{said}");
    }
}

/// Writes a file only if it has changed, so that nothing is built twice.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).unwrap();
}

/// Derive cases 9, 10, 11, 21, 48, 49 and 52, which deny lints themselves.
#[test]
fn every_edition_under_every_lint() {
    Workspace::new("editions", CASES).cargo(&["check", "--workspace"]);
}

/// Derive case 50: all of Clippy's lints, and those of the restriction group about style.
#[test]
fn clippy_reports_nothing() {
    let cases: Vec<Case> = CASES
        .iter()
        .filter(|case| case.name == "clippy")
        .copied()
        .collect();
    Workspace::new("clippy", &cases).cargo(&["clippy", "--workspace"]);
}

/// Rustdoc's lints, including private items.
#[test]
fn rustdoc_reports_nothing() {
    let cases: Vec<Case> = CASES
        .iter()
        .filter(|case| case.name == "rustdoc")
        .copied()
        .collect();
    Workspace::new("rustdoc", &cases).cargo(&[
        "doc",
        "--workspace",
        "--no-deps",
        "--document-private-items",
    ]);
}

/// Derive case 42: 1,000 fields, 200 entities, 64 levels of nesting.
#[test]
fn wide_and_deep() {
    let source = wide();
    let case = Case {
        name: "wide",
        edition: "2024",
        dependency: "webhook-model",
        source: &source,
    };
    Workspace::new("wide", &[case]).cargo(&["check", "--workspace"]);
}
