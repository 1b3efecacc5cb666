//! The expectation of a case, read from its words: `405 + Allow: POST`, `400 or TE wins and
//! connection closes`, `200 or 414/431`.

use super::fields;
use super::words::Words;

/// The accepted responses.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one requirement of a case"
)]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Expectation {
    /// The accepted statuses.
    pub(crate) statuses: Vec<u16>,
    /// The rejected statuses, which take precedence.
    pub(crate) never: Vec<u16>,
    /// Closing the connection without a success is accepted.
    pub(crate) closes: bool,
    /// A success is accepted if the connection is closed after it.
    pub(crate) success_if_closed: bool,
    /// The response to the request without the unusual part is accepted.
    pub(crate) as_usual: bool,
    /// The number of responses.
    pub(crate) count: Option<usize>,
    /// Required header fields, each with a part of its value.
    pub(crate) fields: Vec<(String, String)>,
    /// Alternative header fields.
    pub(crate) or_fields: Vec<(String, String)>,
    /// Header fields that must be missing.
    pub(crate) without: Vec<String>,
    pub(crate) no_body: bool,
    /// Requires an error body in the negotiated type, without details of the program.
    pub(crate) error_body: bool,
    /// Requires that the connection accepts another request.
    pub(crate) survives: bool,
}

impl Expectation {
    /// `None` if the description contains nothing that can be checked.
    pub(crate) fn read(expect: &str) -> Option<Self> {
        let mut found = Self::default();
        let text = without_asides(expect);
        for clause in text.split(';') {
            found.clause(clause);
        }
        let is_judged = !found.statuses.is_empty()
            || !found.fields.is_empty()
            || !found.without.is_empty()
            || found.closes
            || found.as_usual
            || found.success_if_closed
            || found.count.is_some();
        // If only statuses to reject are named, all others are accepted.
        if !is_judged && !found.never.is_empty() {
            found.as_usual = true;
            found.closes = true;
            found.statuses = (200..500)
                .filter(|status| !found.never.contains(status))
                .collect();
            return Some(found);
        }
        is_judged.then_some(found)
    }

    fn clause(&mut self, clause: &str) {
        let words = Words::new(clause);
        let spelled = fields::spelled(clause);
        if words.has("vary lists") {
            let listed = clause.split_once("lists").unwrap_or_default().1;
            for name in listed.split([',', ' ']).filter(|name| !name.is_empty()) {
                self.fields.push(("vary".to_owned(), name.to_owned()));
            }
        }
        let pairs = spelled.iter().filter_map(|line| line.split_once(':'));
        for (name, value) in pairs {
            let pair = (name.trim().to_lowercase(), value.trim().to_owned());
            if clause.trim_start().starts_with("or ") {
                self.or_fields.push(pair);
            } else {
                self.fields.push(pair);
            }
        }
        // `405 + Allow` requires a field with any value.
        for part in clause.split('+').skip(1) {
            let name = part
                .split([',', ';', '/'])
                .next()
                .unwrap_or_default()
                .trim();
            if !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
            {
                self.fields.push((name.to_lowercase(), String::new()));
            }
        }
        if words.has("answers") || words.has("responses") {
            self.count = words.count();
            self.as_usual = true;
            return;
        }
        let listed: Vec<&str> = clause
            .split([' ', ','])
            .filter(|word| !word.is_empty())
            .collect();
        for pair in listed.windows(2) {
            let [word, name] = pair else { continue };
            let is_field =
                name.contains('-') && name.starts_with(|first: char| first.is_ascii_uppercase());
            if matches!(*word, "no" | "without") && is_field {
                self.without.push(name.to_lowercase());
            }
        }
        self.statuses_of(&words);
        let closes = words.has("closed") || words.has("closes") || words.has("no answer");
        if closes && words.has(" and ") && words.has("wins") {
            self.success_if_closed = true;
        } else if closes {
            self.closes = true;
        }
        let usual = ["ignored", "accepted", "as usual", "decoded", "still answer"];
        self.as_usual |= usual.iter().any(|word| words.has(word)) || or_number(&words);
        self.no_body |= words.has("no body") || words.has("without body");
        self.error_body |= ["error body", "generic body", "no stack trace"]
            .iter()
            .any(|phrase| words.has(phrase));
        self.survives |= words.has("survives") || words.has("stays open");
    }

    /// Sorts the statuses of a clause into accepted and rejected ones.
    fn statuses_of(&mut self, words: &Words) {
        let mut is_never = false;
        let mut before = "";
        let separators = |letter: char| letter.is_whitespace() || "/,.:()".contains(letter);
        for word in words
            .lower
            .split(separators)
            .filter(|word| !word.is_empty())
        {
            match word {
                "never" | "no" | "not" | "without" | "nor" => is_never = true,
                "or" if is_never && !matches!(before, "never" | "no" | "not" | "without") => {
                    is_never = words.has("never");
                }
                _ => {}
            }
            let status = word
                .parse::<u16>()
                .ok()
                .filter(|status| (100..600).contains(status));
            match status {
                Some(status) if is_never => self.never.push(status),
                Some(status) => self.statuses.push(status),
                None => {}
            }
            before = word;
        }
        for (class, range) in [("4xx", 400..500), ("5xx", 500..600), ("2xx", 200..300)] {
            if let Some(at) = words.lower.find(class) {
                let is_never = ["never ", "no ", "not "]
                    .iter()
                    .any(|word| words.lower[..at].ends_with(word));
                if is_never {
                    self.never.extend(range);
                } else {
                    self.statuses.extend(range);
                }
            }
        }
    }
}

/// `400 or 3`: 3 is the length that is used if the request is accepted.
fn or_number(words: &Words) -> bool {
    let after_or = words.lower.split(" or ").skip(1);
    let mut numbers = after_or.filter_map(|part| part.trim().parse::<u16>().ok());
    numbers.any(|number| number < 100)
}

/// The text without parentheses.
fn without_asides(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|letter| {
            match letter {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

#[test]
fn expectations_are_read() {
    let read = |text| Expectation::read(text).unwrap();
    for (text, statuses, never) in [
        (
            "405/501 (methods are case-sensitive)",
            &[405, 501][..],
            &[][..],
        ),
        ("pin: 200 (decoded) or 404; never 500", &[200, 404], &[500]),
        (
            "415 (not supported) or 413 on decompressed size",
            &[415, 413],
            &[],
        ),
        ("413/417 without 100", &[413, 417], &[100]),
        ("connection closed, no 200", &[], &[200]),
        ("400 or 3", &[400], &[]),
    ] {
        let found = read(text);
        assert_eq!(
            (&*found.statuses, &*found.never),
            (statuses, never),
            "{text}"
        );
    }
    assert_eq!(
        read("200, no Access-Control-Allow-Origin").without,
        ["access-control-allow-origin"]
    );
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(read("405 + Allow: POST").fields, [field("allow", "POST")]);
    assert_eq!(read("405 + Allow, no body").fields, [field("allow", "")]);
    assert_eq!(read("100 answers in order").count, Some(100));
    assert!(read("417 or ignored").as_usual && read("400 or 3").as_usual);
    assert!(read("400 or TE wins and connection closes").success_if_closed);
    assert!(read("closed").closes && !read("400").closes);
    assert_eq!(Expectation::read("something sensible"), None);
}
