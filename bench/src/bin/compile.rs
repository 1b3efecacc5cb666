//! What a crate of entities costs to compile: this derive, serde's, and none.
//!
//! `cargo run --release --bin compile` makes crates in a temporary folder, builds their
//! dependencies first, and then times the crates alone. `--quick` leaves out the wide entities
//! and the release builds. Expanded sizes need a nightly toolchain.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use netserver_bench::generate::{Flavour, crate_of};

const ENTITIES: usize = 300;
const MIXED: usize = 15;

fn main() {
    let quick = std::env::args().any(|word| word == "--quick");
    let root = std::env::temp_dir().join(format!("netserver-compile-{}", std::process::id()));
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("../webhook-model");
    let bench = Bench { root, model: model.canonicalize().unwrap_or(model) };
    bench.mixed(quick);
    if !quick {
        bench.wide();
    }
    drop(fs::remove_dir_all(&bench.root));
}

struct Bench {
    root: PathBuf,
    model: PathBuf,
}

impl Bench {
    fn mixed(&self, quick: bool) {
        println!("{ENTITIES} entities of {MIXED} mixed fields, JSON and XML in use\n");
        println!("| | this derive | serde_derive | ratio | no derive |\n|---|--:|--:|--:|--:|");
        let crates = Flavour::ALL.map(|flavour| self.make(flavour, ENTITIES, MIXED));
        let mut steps = vec![("check", vec!["check"]), ("build", vec!["build"])];
        if !quick {
            steps.push(("release", vec!["build", "--release"]));
        }
        for (name, words) in &steps {
            row(name, &crates.each_ref().map(|folder| fresh(folder, words)), "s");
        }
        row("one field added, build", &crates.each_ref().map(|folder| added(folder)), "s");
        for profile in ["debug", "release"] {
            row(&format!("rlib, {profile}"), &crates.each_ref().map(|folder| rlib(folder, profile)), "MB");
        }
        if let Some(sizes) = expanded(&crates) {
            let entities = ENTITIES as f64;
            row("lines expanded, per entity", &sizes.map(|(lines, _)| lines / entities), "");
            row("bytes expanded, per entity", &sizes.map(|(_, bytes)| bytes / entities), "");
        }
        for (name, sizes) in [("LLVM lines, debug", crates.each_ref().map(|folder| llvm_lines(folder)))] {
            row(name, &sizes, "");
        }
    }

    fn wide(&self) {
        println!("\none entity, release build of its crate\n\n| properties | this derive | serde_derive | ratio | no derive |\n|---|--:|--:|--:|--:|");
        for properties in [10, 100, 1000] {
            let crates = Flavour::ALL.map(|flavour| self.make(flavour, 1, properties));
            row(&properties.to_string(), &crates.each_ref().map(|folder| fresh(folder, &["build", "--release"])), "s");
        }
    }

    fn make(&self, flavour: Flavour, entities: usize, properties: usize) -> PathBuf {
        let folder = self.root.join(format!("{flavour:?}-{entities}-{properties}"));
        let (manifest, source) = crate_of(flavour, entities, properties, &self.model);
        fs::create_dir_all(folder.join("src")).expect("a folder for the crates");
        fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        fs::write(folder.join("src/lib.rs"), source).expect("a source");
        folder
    }
}

fn cargo(folder: &Path, words: &[&str]) -> bool {
    let target = folder.parent().unwrap_or(folder).join("target");
    let output = Command::new("cargo").args(words).current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .output();
    let Ok(output) = output else { return false };
    if !output.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    }
    output.status.success()
}

/// Seconds that the crate itself takes, its dependencies being there: the median of three.
fn fresh(folder: &Path, words: &[&str]) -> f64 {
    if !cargo(folder, words) {
        return f64::NAN;
    }
    let source = folder.join("src/lib.rs");
    let mut times: Vec<f64> = (0..3).map(|_| {
        // A file that is newer is compiled again; what is incremental starts over.
        let target = folder.parent().unwrap_or(folder).join("target");
        let profile = if words.contains(&"--release") { "release" } else { "debug" };
        drop(fs::remove_dir_all(target.join(profile).join("incremental")));
        let text = fs::read_to_string(&source).unwrap_or_default();
        drop(fs::write(&source, text));
        timed(folder, words)
    }).collect();
    times.sort_by(f64::total_cmp);
    times[1]
}

/// Seconds of an incremental build after one entity got a field more: the median of three.
fn added(folder: &Path) -> f64 {
    cargo(folder, &["build"]);
    let source = folder.join("src/lib.rs");
    let mut times: Vec<f64> = (0..3).map(|number| {
        let text = fs::read_to_string(&source).unwrap_or_default();
        let text = text.replacen("    pub field0: ", &format!("    pub added{number}: i32,\n    pub field0: "), 1);
        drop(fs::write(&source, text));
        timed(folder, &["build"])
    }).collect();
    times.sort_by(f64::total_cmp);
    times[1]
}

fn timed(folder: &Path, words: &[&str]) -> f64 {
    let start = Instant::now();
    if cargo(folder, words) { start.elapsed().as_secs_f64() } else { f64::NAN }
}

fn rlib(folder: &Path, profile: &str) -> f64 {
    let target = folder.parent().unwrap_or(folder).join("target").join(profile);
    let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase().replace('-', "_"));
    let file = target.join(format!("lib{}.rlib", name.unwrap_or_default()));
    fs::metadata(file).map_or(f64::NAN, |file| file.len() as f64 / 1e6)
}

/// Lines and bytes that the macros add, of each crate.
fn expanded(crates: &[PathBuf; 3]) -> Option<[(f64, f64); 3]> {
    let sizes: Vec<(f64, f64)> = crates.iter().map(|folder| {
        let output = Command::new("cargo")
            .args(["+nightly", "rustc", "--quiet", "--", "-Zunpretty=expanded"])
            .env("CARGO_TARGET_DIR", folder.parent().unwrap_or(folder).join("nightly"))
            .current_dir(folder).stderr(Stdio::null()).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        output.status.success().then_some((text.lines().count() as f64, text.len() as f64))
    }).collect::<Option<_>>()?;
    let none = sizes[2];
    Some([0, 1, 2].map(|index| (sizes[index].0 - none.0, sizes[index].1 - none.1)))
}

/// By cargo-llvm-lines, where it is installed.
fn llvm_lines(folder: &Path) -> f64 {
    let output = Command::new("cargo").arg("llvm-lines").current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.parent().unwrap_or(folder).join("target"))
        .stderr(Stdio::null()).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let total = text.lines().find(|line| line.contains("(TOTAL)"));
    total.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(f64::NAN)
}

fn row(name: &str, values: &[f64; 3], unit: &str) {
    let show = |value: f64| match value {
        value if value.is_nan() => "-".to_owned(),
        value if unit.is_empty() => format!("{value:.0}"),
        value => format!("{value:.2} {unit}"),
    };
    let [ours, serde, none] = *values;
    println!("| {name} | {} | {} | {:.3} | {} |", show(ours), show(serde), ours / serde, show(none));
}
