//! Runs the cases of a file that lists them under `cases`, each with an `id`.

use serde_json::Value;

use crate::data::{json, list, suite, text};
use crate::report::Report;

/// How a case ended.
#[derive(Debug)]
pub enum Outcome {
    /// As expected.
    Passed,
    /// Otherwise, and how.
    Failed(String),
    /// It asks for something that is not done here, and why.
    Apart(&'static str),
}

/// Compares and shows both sides if they differ.
#[must_use]
#[expect(
    clippy::needless_pass_by_value,
    reason = "every call builds its values on the spot"
)]
pub fn same<T: PartialEq + std::fmt::Debug>(actual: T, expected: T) -> Outcome {
    match crate::report::same(&actual, &expected) {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

/// Checks every case of a file of a suite.
///
/// # Panics
/// A case that failed; a file that cannot be read.
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

/// The texts of a list; `None` for what is not a list.
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
