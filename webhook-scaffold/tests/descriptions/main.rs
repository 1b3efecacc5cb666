//! Small descriptions and output folders.

#[cfg(feature = "cli")]
mod command;
mod folders;
mod joined;
mod refused;

use std::fs;
use std::path::{Path, PathBuf};

/// A new folder of a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("refused-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A description with one operation and some definitions.
fn swagger(path: &str, method: &str, definitions: &str) -> String {
    format!(
        r##"{{"swagger": "2.0", "paths": {{"{path}": {{"{method}": {{"responses": {{"200": {{"schema": {{"$ref": "#/definitions/A.Thing"}}}}}}}}}}}}, "definitions": {{{definitions}}}}}"##
    )
}

const PATH: &str = "/api/v1/Agents/Thing/GetMine";
const THING: &str = r#""A.Thing": {"type": "object", "properties": {"Name": {"type": "string"}}}"#;
