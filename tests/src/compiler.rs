//! Runs rustc with the libraries that a test was built with.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the libraries.
fn dependencies() -> PathBuf {
    let this = std::env::current_exe().unwrap();
    this.parent().unwrap().to_owned()
}

/// The newest build of a library that this test was built with, possibly with other features.
fn library(dependencies: &Path, name: &str) -> PathBuf {
    let start = format!("lib{name}-");
    let files = std::fs::read_dir(dependencies).unwrap().flatten();
    let libraries = files.filter(|file| {
        let path = file.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        name.starts_with(&start) && path.extension().is_some_and(|end| end == "rlib")
    });
    let newest = libraries.max_by_key(|file| file.metadata().unwrap().modified().unwrap());
    newest.unwrap().path()
}

/// A compiler command for a library that uses some of the libraries.
#[must_use]
pub fn rustc(libraries: &[&str]) -> Command {
    let dependencies = dependencies();
    let mut compiler = Command::new("rustc");
    compiler
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["--edition=2024", "--crate-type=lib"])
        .arg("-L")
        .arg(format!("dependency={}", dependencies.display()));
    for name in libraries {
        let library = library(&dependencies, name);
        compiler
            .arg("--extern")
            .arg(format!("{name}={}", library.display()));
    }
    compiler
}
