//! JSON with exact numbers. `serde_json` without `float_roundtrip` may change the last bit of a
//! double.

use serde_json::Value as Json;

/// The prefix of a string that represents a number; it occurs in no published body.
const MARK: &str = "\u{1}";

/// Parses JSON and replaces numbers by strings with their digits; see [`digits`].
///
/// ```
/// use netserver_tests::agents::exact::{digits, parse};
///
/// let body = parse(br#"{"a": [1.50, "1.50"]}"#)?;
/// assert_eq!(digits(&body["a"][0]), Some("1.50"));
/// assert_eq!(digits(&body["a"][1]), None);
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
/// If the text is not JSON.
pub fn parse(text: &[u8]) -> Result<Json, String> {
    let text = std::str::from_utf8(text).map_err(|error| error.to_string())?;
    let mut marked = String::with_capacity(text.len());
    let (mut in_string, mut escaped, mut in_number) = (false, false, false);
    for letter in text.chars() {
        let digit = matches!(letter, '0'..='9' | '-' | '+' | '.')
            || (in_number && matches!(letter, 'e' | 'E'));
        if !in_string && digit != in_number {
            marked.push_str(if digit { "\"\\u0001" } else { "\"" });
            in_number = digit;
        }
        if letter == '"' && !escaped {
            in_string = !in_string;
        }
        escaped = in_string && letter == '\\' && !escaped;
        marked.push(letter);
    }
    if in_number {
        marked.push('"');
    }
    serde_json::from_str(&marked).map_err(|error| error.to_string())
}

/// The digits of a number, as written.
#[must_use]
pub fn digits(value: &Json) -> Option<&str> {
    value.as_str()?.strip_prefix(MARK)
}
