//! The sizes of a build's input and output, in lines and bytes.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use crate::cargo::Cargo;

/// The source after macro expansion.
#[derive(Clone, Copy)]
pub struct Expanded {
    pub lines: f64,
    pub bytes: f64,
}

/// The whole crate, as printed by the compiler.
pub fn expanded(cargo: &Cargo, folder: &Path) -> Expanded {
    let words = ["rustc", "--quiet", "--lib", "--", "-Zunpretty=expanded"];
    let output = cargo
        .command(folder, &words)
        .env("RUSTC_BOOTSTRAP", "1")
        .output();
    let text = match output {
        Ok(output) if output.status.success() => output.stdout,
        _ => {
            return Expanded {
                lines: f64::NAN,
                bytes: f64::NAN,
            };
        }
    };
    let lines = text.iter().filter(|byte| **byte == b'\n').count();
    Expanded {
        lines: lines as f64,
        bytes: text.len() as f64,
    }
}

/// Lines of LLVM IR inside functions before optimisation, as cargo-llvm-lines counts them.
pub fn llvm_lines(cargo: &Cargo, folder: &Path) -> f64 {
    let words = [
        "rustc",
        "--quiet",
        "--lib",
        "--",
        "--emit=llvm-ir",
        "-Ccodegen-units=1",
        "-Cdebuginfo=0",
        "-Cno-prepopulate-passes",
    ];
    if !cargo.run(folder, &words) {
        return f64::NAN;
    }
    let start = format!("{}-", crate_name(folder));
    let files = fs::read_dir(cargo.target.join("debug/deps"))
        .into_iter()
        .flatten()
        .flatten();
    let mut total = 0_usize;
    for file in files.map(|file| file.path()) {
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if !(name.starts_with(&start) && name.ends_with(".ll")) {
            continue;
        }
        let Ok(opened) = fs::File::open(&file) else {
            continue;
        };
        let mut inside = false;
        for line in BufReader::new(opened).lines().map_while(Result::ok) {
            inside = (inside || line.starts_with("define ")) && line != "}";
            total += usize::from(inside && !line.is_empty());
        }
        drop(fs::remove_file(&file));
    }
    total as f64
}

/// The size of the library in megabytes.
pub fn rlib(cargo: &Cargo, folder: &Path, profile: &str) -> f64 {
    let file = format!("lib{}.rlib", crate_name(folder));
    megabytes(&cargo.target.join(profile).join(file))
}

/// The size in megabytes of a program that uses every entity, without debug information.
pub fn program(cargo: &Cargo, folder: &Path, profile: &str) -> f64 {
    let mut words = vec!["rustc", "--quiet", "--example", "all"];
    if profile == "release" {
        words.push("--release");
    }
    words.extend(["--", "-Cstrip=symbols"]);
    if !cargo.run(folder, &words) {
        return f64::NAN;
    }
    megabytes(&cargo.target.join(profile).join("examples/all"))
}

/// The number of crates to compile besides the one in the folder.
pub fn crates(cargo: &Cargo, folder: &Path) -> usize {
    let words = [
        "tree",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ];
    let output = cargo.command(folder, &words).output();
    let text = output.map(|output| output.stdout).unwrap_or_default();
    let text = String::from_utf8_lossy(&text).into_owned();
    let names: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.split(" (").next())
        .collect();
    names.len().saturating_sub(1)
}

fn crate_name(folder: &Path) -> String {
    let name = folder
        .file_name()
        .map(|name| name.to_string_lossy().replace('-', "_"));
    name.unwrap_or_default()
}

fn megabytes(file: &Path) -> f64 {
    fs::metadata(file).map_or(f64::NAN, |file| file.len() as f64 / 1e6)
}
