//! Removes secrets from texts.

use std::cmp::Reverse;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use url::form_urlencoded::byte_serialize;

/// Replaces secrets in texts, such as the message of a server that repeats the request.
///
/// It is created when an error occurs. It must be applied before a text is truncated: part of a
/// secret is not found.
pub(crate) struct Redactor {
    /// The texts to replace, the longest first, since a secret may be part of another.
    forms: Vec<String>,
}

impl Redactor {
    /// Replaces nothing.
    pub(crate) const fn none() -> Self {
        Self { forms: Vec::new() }
    }

    /// Replaces the secrets in plain form, and encoded as base64, for a URL, in JSON and in XML.
    pub(crate) fn new<'s>(secrets: impl IntoIterator<Item = &'s str>) -> Self {
        let mut forms: Vec<String> = secrets.into_iter().flat_map(forms_of).collect();
        // A shorter secret would also match parts of ordinary words.
        forms.retain(|form| form.len() >= 4);
        forms.sort_unstable_by(|a, b| (Reverse(a.len()), a).cmp(&(Reverse(b.len()), b)));
        forms.dedup();
        Self { forms }
    }

    /// Replaces the secrets in a text.
    pub(crate) fn hide(&self, text: String) -> String {
        self.forms.iter().fold(text, |text, form| {
            if text.contains(form) {
                text.replace(form, "***")
            } else {
                text
            }
        })
    }

    /// Whether a text contains a secret.
    pub(crate) fn finds(&self, text: &str) -> bool {
        self.forms.iter().any(|form| text.contains(form))
    }
}

/// A secret in plain form and in other encodings.
fn forms_of(secret: &str) -> Vec<String> {
    // Texts are trimmed before they are shown.
    let secret = secret.trim();
    let form: String = byte_serialize(secret.as_bytes()).collect();
    // RFC 3986 section 2.3.
    let component = form
        .replace('+', "%20")
        .replace('*', "%2A")
        .replace("%7E", "~");
    let json = serde_json::Value::from(secret).to_string();
    let xml = secret
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let attribute = xml.replace('"', "&quot;").replace('\'', "&#39;");
    vec![
        lower_hex(&form),
        lower_hex(&component),
        form,
        component,
        json.trim_matches('"').to_owned(),
        xml,
        attribute,
        // Padding may follow.
        STANDARD_NO_PAD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
        secret.to_owned(),
    ]
}

/// Percent-encoding with lower-case digits.
fn lower_hex(encoded: &str) -> String {
    let mut parts = encoded.split('%');
    let mut lower = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        lower.push('%');
        lower.push_str(&digits.to_ascii_lowercase());
        lower.push_str(rest);
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_of_a_secret_is_hidden() {
        let secret = "h\u{fc}nter 2/\"<&>'~*?";
        let redactor = Redactor::new([secret]);
        for shown in [
            secret,
            "h%C3%BCnter+2%2F%22%3C%26%3E%27%7E*%3F",
            "h%c3%bcnter+2%2f%22%3c%26%3e%27%7e*%3f",
            "h%C3%BCnter%202%2F%22%3C%26%3E%27~%2A%3F",
            "h%c3%bcnter%202%2f%22%3c%26%3e%27~%2a%3f",
            "h\u{fc}nter 2/\\\"<&>'~*?",
            "h\u{fc}nter 2/\"&lt;&amp;&gt;'~*?",
            "h\u{fc}nter 2/&quot;&lt;&amp;&gt;&#39;~*?",
            "aMO8bnRlciAyLyI8Jj4nfio/",
            "aMO8bnRlciAyLyI8Jj4nfio_",
        ] {
            let text = format!("unknown: {shown}, {shown}.");
            assert!(redactor.finds(&text), "{text}");
            assert_eq!(redactor.hide(text), "unknown: ***, ***.", "{shown}");
        }
    }

    #[test]
    fn overlapping_secrets_are_removed_completely() {
        for secrets in [["hunter2", "a-hunter2-b"], ["a-hunter2-b", "hunter2"]] {
            let hidden = Redactor::new(secrets).hide("a-hunter2-b and hunter2".into());
            assert_eq!(hidden, "*** and ***");
        }
    }

    #[test]
    fn short_secrets_are_not_replaced() {
        let text = "an id is too long";
        assert_eq!(Redactor::new(["id", "", " "]).hide(text.into()), text);
        assert_eq!(Redactor::none().hide(text.into()), text);
    }
}
