//! The shared data: the public suites, and the vendor's descriptions and samples. They are not part
//! of the repository.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// The folder of the shared data: `NETSERVER_SHARED`, or `../shared` beside the workspace.
///
/// `None`, with a note, if the folder does not exist.
///
/// ```
/// if let Some(shared) = netserver_tests::data::shared() {
///     assert!(shared.is_dir());
/// }
/// ```
///
/// # Panics
/// If the folder is missing and the variable `CI` is set.
#[must_use]
pub fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("NETSERVER_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "no shared data in {}; set NETSERVER_SHARED",
        folder.display()
    );
    println!("skipped, no shared data");
    None
}

/// One folder of the suites, such as `02-json`.
///
/// ```
/// let folder = netserver_tests::data::suite("02-json");
/// assert!(folder.is_none_or(|folder| folder.ends_with("suites/02-json")));
/// ```
///
/// # Panics
/// As [`shared`].
#[must_use]
pub fn suite(folder: &str) -> Option<PathBuf> {
    shared().map(|shared| shared.join("suites").join(folder))
}

/// A file or folder that a test needs.
///
/// `None`, with a note, if it is missing. If the variable `CI` is set, only the files in
/// [`UNPUBLISHED`] may be missing.
///
/// ```
/// use netserver_tests::data::{published, suite};
///
/// let file = suite("02-json").and_then(|folder| published(&folder.join("i_cases_pinned.json")));
/// assert!(file.is_none_or(|file| file.is_file()));
/// ```
///
/// # Panics
/// If the file is missing and the variable `CI` is set.
#[must_use]
pub fn published(path: &Path) -> Option<PathBuf> {
    if path.exists() {
        return Some(path.to_owned());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    assert!(
        UNPUBLISHED.contains(&&*name) || std::env::var_os("CI").is_none(),
        "{}: missing",
        path.display()
    );
    println!("skipped, {name} is missing");
    None
}

/// Files that are named in the suites' `SOURCE.md` but may be missing. Their tests run if the files
/// exist.
pub const UNPUBLISHED: [&str; 4] = [
    "libxml2-errors",
    "json-schema-format-date-time.json",
    "json-schema-format-date.json",
    "rfc3339_examples.json",
];

/// A file of the data as JSON.
///
/// # Panics
/// If the file cannot be read or is not JSON.
#[must_use]
pub fn json(path: &Path) -> Value {
    let bytes = bytes(path);
    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file of the data.
///
/// # Panics
/// If the file cannot be read.
#[must_use]
pub fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a folder with an extension, ordered by name.
///
/// # Panics
/// If the folder cannot be read.
#[must_use]
pub fn files(folder: &Path, ending: &str) -> Vec<(String, Vec<u8>)> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .map(|path| {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            (name, bytes(&path))
        })
        .collect();
    files.sort();
    files
}

/// The list under a key; empty if it is missing.
#[must_use]
pub fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The text under a key; empty if it is missing.
#[must_use]
pub fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}
