//! Files and folders of descriptions.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::json::Json;
use crate::error::Error;
use crate::facts::Source;

/// The maximum size of a description. The vendor's largest one has a few megabytes.
const MOST_BYTES: u64 = 256 << 20;

/// A file that was read.
pub(super) struct Loaded {
    pub(super) source: Source,
    pub(super) json: Json,
}

/// Reads files, and the `.json` files of folders, in the order of their names and without
/// duplicates.
pub(super) fn load(paths: &[PathBuf]) -> Result<Vec<Loaded>, Error> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let inside = in_folder(path)?;
            if inside.is_empty() {
                return Err(Error::of_file(path, "the folder has no `.json` files"));
            }
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    files.sort_by(|left, right| {
        left.file_name()
            .cmp(&right.file_name())
            .then(left.cmp(right))
    });
    files.dedup();
    files.iter().map(|file| load_one(file)).collect()
}

fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |error| Error::of_file(folder, format!("cannot be read: {error}"));
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    Ok(files)
}

fn load_one(path: &Path) -> Result<Loaded, Error> {
    let unreadable = |error| Error::of_file(path, format!("cannot be read: {error}"));
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > MOST_BYTES {
        return Err(Error::of_file(
            path,
            "larger than 256 MiB; not an API description",
        ));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let json = serde_json::from_slice(text)
        .map_err(|error| Error::of_file(path, format!("not JSON: {error}")))?;
    Ok(Loaded {
        source: Source {
            path: path.to_owned(),
            sha256: sha256(&bytes),
        },
        json,
    })
}

/// The SHA-256 of `bytes` in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in hmac_sha256::Hash::hash(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
