//! Parses the expectation of a case that a suite describes in words: `400`, `accept`, `refuse or
//! answer in < 100 ms`, `pin: accept only if supported, else 400`.

use serde_json::Value;

use crate::data::text;

/// Whether an input may be accepted, rejected, or either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The input may be accepted.
    pub accepts: bool,
    /// The input may be rejected.
    pub refuses: bool,
    /// The suite leaves the choice to the implementation.
    pub is_choice: bool,
}

impl Verdict {
    /// Parses the words. An expectation that mentions neither is a value, which means acceptance.
    ///
    /// ```
    /// use netserver_tests::verdict::Verdict;
    ///
    /// let verdict = Verdict::read("refuse 400; no expansion");
    /// assert!(verdict.refuses && !verdict.accepts);
    /// let verdict = Verdict::read("Name = \"a\"");
    /// assert!(verdict.accepts && !verdict.refuses);
    /// ```
    #[must_use]
    pub fn read(expect: &str) -> Self {
        let lower = expect.to_lowercase();
        let (main, asides) = apart(&lower);
        let is_choice = main.trim_start().starts_with("pin") || main.contains("; pin");
        if value(expect).is_some() && !is_choice {
            return Self {
                accepts: true,
                refuses: false,
                is_choice,
            };
        }
        let mut clauses = main
            .split(';')
            .map(clause)
            .filter(|found| *found != (false, false));
        let (mut accepts, mut refuses) = if is_choice {
            clauses.fold((false, false), |sum, next| (sum.0 | next.0, sum.1 | next.1))
        } else {
            clauses.next().unwrap_or_default()
        };
        // The alternative, or the choice left to the server.
        let aside = asides.iter().filter(|aside| aside.starts_with("or "));
        if aside.clone().count() > 0 || lower.contains("body limit") {
            accepts = true;
            refuses = true;
        }
        if !accepts && !refuses {
            accepts = true;
            refuses = is_choice;
        }
        Self {
            accepts,
            refuses,
            is_choice,
        }
    }

    /// Whether accepting, or rejecting, is correct.
    #[must_use]
    pub const fn allows(self, is_accepted: bool) -> bool {
        if is_accepted {
            self.accepts
        } else {
            self.refuses
        }
    }
}

/// The value at the start of an expectation, and the property it belongs to: `Name = "a"`,
/// `[null]`, `true`.
///
/// ```
/// use netserver_tests::verdict::value;
/// use serde_json::json;
///
/// assert_eq!(value("Name = a: prefixes differ"), Some((Some("Name"), json!("a"))));
/// assert_eq!(value("[null]"), Some((None, json!([null]))));
/// assert_eq!(value("400"), None);
/// ```
#[must_use]
pub fn value(expect: &str) -> Option<(Option<&str>, Value)> {
    let expect = expect.strip_prefix("pin: ").unwrap_or(expect);
    if let Some((name, value)) = expect.split_once(" = ")
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    {
        let value = literal(value).unwrap_or_else(|| {
            let ends = [": ", " (", "; "].map(|end| value.find(end).unwrap_or(value.len()));
            let end = ends.into_iter().min().unwrap_or(value.len());
            value[..end].into()
        });
        return Some((Some(name), value));
    }
    Some((None, literal(expect)?))
}

/// The JSON value at the start of a text, including `NaN` and `Infinity`. A number with three
/// digits is a status.
fn literal(text: &str) -> Option<Value> {
    let is_end = |letter: char| letter.is_whitespace() || ";,:(".contains(letter);
    let word = text.split(is_end).next().unwrap_or_default();
    if matches!(word, "NaN" | "Infinity" | "-Infinity") {
        return Some(word.into());
    }
    if text.starts_with(['"', '[', '{']) {
        let mut values = serde_json::Deserializer::from_str(text).into_iter();
        return values.next()?.ok();
    }
    let is_status = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_status {
        return None;
    }
    serde_json::from_str(word).ok()
}

/// Splits a text into the part outside parentheses and the part inside.
fn apart(text: &str) -> (String, Vec<String>) {
    let (mut main, mut asides) = (String::new(), Vec::new());
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '(' => {
                depth += 1;
                if depth == 1 {
                    asides.push(String::new());
                }
            }
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => main.push(letter),
            _ => {
                if let Some(aside) = asides.last_mut() {
                    aside.push(letter);
                }
            }
        }
    }
    (main, asides)
}

/// Whether a clause mentions accepting, and whether it mentions rejecting.
fn clause(clause: &str) -> (bool, bool) {
    // Clauses about forbidden results do not determine the verdict.
    let ends = ["never", "must not"].map(|word| clause.find(word).unwrap_or(clause.len()));
    let said = &clause[..ends[0].min(ends[1])];
    let words: Vec<&str> = said
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    let refuses = |word: &&str| {
        matches!(*word, "error" | "errors")
            || ["refus", "reject"]
                .iter()
                .any(|start| word.starts_with(start))
            || word
                .parse::<u16>()
                .is_ok_and(|status| word.len() == 3 && (400..500).contains(&status))
    };
    let accepts = |word: &&str| {
        matches!(
            *word,
            "ok" | "default" | "defaults" | "200" | "linear" | "answer"
        ) || ["accept", "ignor", "surviv"]
            .iter()
            .any(|start| word.starts_with(start))
    };
    let first_refusal = words.iter().position(refuses);
    let first_acceptance = words.iter().position(accepts);
    match (first_acceptance, first_refusal) {
        (Some(accept), Some(refuse)) => {
            let is_either = words.iter().any(|word| matches!(*word, "or" | "else"));
            (is_either || accept < refuse, is_either || refuse < accept)
        }
        (accept, refuse) => (accept.is_some(), refuse.is_some()),
    }
}

/// The statuses in an expectation.
///
/// ```
/// use netserver_tests::verdict::statuses;
///
/// assert_eq!(statuses("413 or 400, in < 200 ms; never 500"), [413, 400]);
/// ```
#[must_use]
pub fn statuses(expect: &str) -> Vec<u16> {
    let mut found = Vec::new();
    for clause in expect.to_lowercase().split(';') {
        let said = clause.split("never").next().unwrap_or_default();
        let said = said.split("must not").next().unwrap_or_default();
        let is_between = |letter: char| !letter.is_alphanumeric();
        let words: Vec<&str> = said
            .split(is_between)
            .filter(|word| !word.is_empty())
            .collect();
        for (at, word) in words.iter().enumerate() {
            let status = word
                .parse::<u16>()
                .ok()
                .filter(|status| *status == 200 || (400..500).contains(status));
            let is_measure = matches!(words.get(at + 1), Some(&("ms" | "kib" | "mib" | "bytes")));
            found.extend(status.filter(|_| word.len() == 3 && !is_measure));
        }
    }
    found
}

/// The expectation of a case. `as above` and `as other-id` refer to other cases.
#[must_use]
pub fn expectation(cases: &[Value], index: usize) -> &str {
    let Some(case) = cases.get(index) else {
        return "";
    };
    let expect = text(case, "expect");
    if (expect == "as above" || expect == "same") && index > 0 {
        return expectation(cases, index - 1);
    }
    let named = expect.split([' ', ':', ',', ';']).find_map(|word| {
        let at = cases.iter().position(|case| text(case, "id") == word);
        at.filter(|at| *at != index)
    });
    match named {
        Some(at) if expect.starts_with("as ") || expect.starts_with("same ") => {
            expectation(cases, at)
        }
        _ => expect,
    }
}

#[cfg(test)]
mod tests {
    use super::{Verdict, expectation};
    use serde_json::json;

    #[test]
    fn words_are_parsed_as_verdicts() {
        for (expect, accepts, refuses) in [
            ("400", false, true),
            ("accept", true, false),
            ("accepted: as the vendor's own samples", true, false),
            ("refuse 400; no expansion, < 10 ms", false, true),
            (
                "refuse or answer in < 100 ms; limit attributes per element (e.g. 64)",
                true,
                true,
            ),
            (
                "error also when the deep value is inside an IGNORED unknown member",
                false,
                true,
            ),
            ("error, and dropping a value must not overflow", false, true),
            ("unknown element ignored", true, false),
            ("z:Ref not supported: 400, never a cycle", false, true),
            ("i:type never selects a type; ignore or 400", true, true),
            (
                "pin: accept only if supported, else 400/415; never misread",
                true,
                true,
            ),
            ("pin: 400 duplicate", false, true),
            ("pinned: one rejects; another accepts", true, true),
            ("pinned; matches in any case", true, true),
            (
                "400 (nil element must be empty; nothing is accepted)",
                false,
                true,
            ),
            ("400 (or default entity where body is optional)", true, true),
            ("413 above the body limit (2 MiB)", true, true),
            (
                "NaN; and JSON output of NaN must be refused or null",
                true,
                false,
            ),
            ("0", true, false),
            ("[\"a\",\"b\"]", true, false),
            (
                "JSON ok: string holds U+0000; but XML output of it must be refused",
                true,
                false,
            ),
        ] {
            let found = Verdict::read(expect);
            assert_eq!(
                (found.accepts, found.refuses),
                (accepts, refuses),
                "{expect}"
            );
        }
    }

    #[test]
    fn references_are_followed() {
        let cases = [
            json!({"id": "a-b", "expect": "400"}),
            json!({"id": "c", "expect": "as above"}),
            json!({"id": "d", "expect": "same answer as a-b: compare after unescaping"}),
            json!({"id": "e", "expect": "as d"}),
        ];
        for index in 0..4 {
            assert_eq!(expectation(&cases, index), "400");
        }
    }
}
