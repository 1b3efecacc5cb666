//! Builds, checks and uses the crate that is generated from all published descriptions. All checks use
//! one workspace, because builds are slow. Not part of `cargo test`; `.ci/run` runs it with
//! `--ignored`.

#[path = "generated/code.rs"]
mod code;
#[path = "generated/invented/mod.rs"]
mod invented;
#[path = "generated/table.rs"]
mod table;
#[path = "generated/workspace.rs"]
mod workspace;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use netserver_tests::data::shared;

use code::{assert_same, code};
use workspace::{target, workspace};

/// Runs a program in the workspace and returns its output. A warning is an error.
fn run(program: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let started = Instant::now();
    let output = Command::new(program)
        .args(arguments)
        .current_dir(workspace().expect("a workspace"))
        .env("CARGO_TARGET_DIR", target())
        .envs(environment.iter().copied())
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let name = program.file_stem().unwrap_or_default().to_string_lossy();
    let seconds = started.elapsed().as_secs_f32();
    println!("{printed}{seconds:.1} s: {name} {}", arguments.join(" "));
    assert!(output.status.success(), "{name} {arguments:?}\n{said}");
    assert!(!said.contains("warning:"), "{name} {arguments:?}\n{said}");
    printed
}

fn cargo(arguments: &[&str], environment: &[(&str, &str)]) {
    run(Path::new(env!("CARGO")), arguments, environment);
}

/// The path of a built program.
fn built(name: &str) -> PathBuf {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    target().join("debug").join(file)
}

/// Runs Clippy with its pedantic lints.
fn clippy(arguments: &[&str]) {
    let deny = ["--", "-D", "warnings", "-W", "clippy::pedantic"];
    cargo(&[&["clippy", "-q"], arguments, &deny].concat(), &[]);
}

/// The checks run one after the other, because they share a target folder.
#[test]
#[ignore = "builds a crate; run by .ci/run"]
fn the_generated_crate_compiles_without_warnings_and_equals_the_descriptions() {
    let Some(workspace) = workspace() else { return };
    cargo(
        &[
            "build",
            "-q",
            "-p",
            "harness",
            "-p",
            "scripted",
            "-p",
            "walkthrough",
        ],
        &[],
    );
    let document = workspace.join("openapi31.json");
    run(&built("harness"), &[&document.display().to_string()], &[]);
    reads_back(&document);
    let samples = shared().expect("shared data").join("netserver/samples");
    let sample = samples
        .join("Contact.GetContact.json")
        .display()
        .to_string();
    for program in ["walkthrough", "scripted"] {
        assert_eq!(run(&built(program), &[&sample], &[]), "Bjørge AS\n");
    }
    let both = ["-p", "superoffice", "-p", "invented"];
    clippy(&[&both[..], &["--all-features", "--all-targets"]].concat());
    let silent = [("RUSTDOCFLAGS", "-D warnings")];
    let everything = ["doc", "-q", "--all-features", "--no-deps"];
    cargo(&[&everything[..], &both].concat(), &silent);
    clippy(&["-p", "superoffice"]);
    for feature in features(&workspace.join("superoffice")) {
        clippy(&["-p", "superoffice", "--features", &feature]);
    }
    // The other edition, in the same folder so that dependencies are not rebuilt.
    let manifests = ["superoffice", "invented"].map(|name| workspace.join(name).join("Cargo.toml"));
    let texts = manifests
        .clone()
        .map(|path| fs::read_to_string(path).expect("a manifest"));
    for (path, text) in manifests.iter().zip(&texts) {
        let older = text.replace("edition = \"2024\"", "edition = \"2021\"");
        assert_ne!(&older, text);
        fs::write(path, older).expect("a manifest");
    }
    clippy(&[&both[..], &["--features", "all"]].concat());
    for (path, text) in manifests.iter().zip(texts) {
        fs::write(path, text).expect("a manifest");
    }
}

/// The features of the agents.
fn features(folder: &Path) -> Vec<String> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
    let agents = manifest
        .lines()
        .filter_map(|line| line.strip_suffix(" = []"));
    let features: Vec<String> = agents
        .filter(|name| *name != "default")
        .map(str::to_owned)
        .collect();
    assert_eq!(features.len(), 7);
    features
}

/// Our own document of the generated crate must give the same crate.
fn reads_back(document: &Path) {
    let descriptions = shared().expect("shared data").join("netserver/openapi");
    let theirs = code("from-swagger", &descriptions, &[]);
    assert_same(&code("from-own", document, &[]), &theirs);
}
