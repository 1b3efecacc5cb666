//! Reads files and converts them to facts.

mod combination;
mod document;
mod file;
mod join;
pub(crate) mod json;
mod merge;
mod operation;
mod scalar;
mod schema;

use std::path::PathBuf;

use crate::error::Error;
use crate::facts::Api;

/// Reads descriptions from files, and from the `.json` files of folders.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Api, Error> {
    let mut api = Api::default();
    for loaded in file::load(paths)? {
        let number = api.sources.len();
        let read = document::document(&loaded, number)?;
        api.sources.push(loaded.source);
        merge::merge(&mut api, read)?;
    }
    Ok(api)
}

/// The SHA-256 of a file.
pub(crate) fn sha256_of(path: &std::path::Path) -> Result<String, Error> {
    let bytes = std::fs::read(path)
        .map_err(|error| Error::of_file(path, format!("cannot be read: {error}")))?;
    Ok(file::sha256(&bytes))
}
