//! Runs the cases of a file that lists them under `cases`, each with an `id`.

use serde_json::Value;

use crate::data::{json, list, suite, text};
use crate::report::Report;

/// The result of a case.
#[derive(Debug)]
pub enum Outcome {
    /// The expected result.
    Passed,
    /// Another result, with a description.
    Failed(String),
    /// The case does not apply, with the reason.
    Apart(&'static str),
}

/// Compares two values; the error shows both.
#[must_use]
#[expect(
    clippy::needless_pass_by_value,
    reason = "every call creates its values in place"
)]
pub fn same<T: PartialEq + std::fmt::Debug>(actual: T, expected: T) -> Outcome {
    match crate::report::same(&actual, &expected) {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

/// Runs every case of a file.
///
/// # Panics
/// If a case fails, or the file cannot be read.
pub fn run(folder: &str, file: &str, check: impl Fn(&Value) -> Outcome) {
    let Some(folder) = suite(folder) else {
        return;
    };
    let mut report = Report::new(file);
    for case in list(&json(&folder.join(file)), "cases") {
        let id = text(case, "id");
        match check(case) {
            Outcome::Apart(reason) => report.apart(id, reason),
            Outcome::Passed => report.outcome(id, Ok(())),
            Outcome::Failed(why) => report.outcome(id, Err(why)),
        }
    }
    report.finish();
}

/// The lines of an optional header.
#[must_use]
pub fn lines(value: &Value) -> Vec<&[u8]> {
    value.as_str().map(str::as_bytes).into_iter().collect()
}

/// The texts of a list; `None` for another value.
#[must_use]
pub fn strings(value: &Value) -> Option<Vec<&str>> {
    value
        .as_array()
        .map(|list| list.iter().filter_map(Value::as_str).collect())
}

/// The members of a header, split at commas outside quotes.
#[must_use]
pub fn split(header: &str) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    header
        .split(|letter: char| {
            let was_escaped = std::mem::take(&mut escaped);
            match letter {
                '\\' => escaped = quoted && !was_escaped,
                '"' if !was_escaped => quoted = !quoted,
                ',' => return !quoted,
                _ => {}
            }
            false
        })
        .collect()
}
