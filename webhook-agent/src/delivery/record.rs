//! The stored text of a request.

use std::fmt::Write as _;

use http::Uri;

use super::notification::{Prepared, is_ours};

/// The maximum number of stored bytes of a body.
const MAX_BODY: usize = 16 * 1024;

/// Replaces possible secrets.
pub(crate) const HIDDEN: &str = "***";

impl Prepared {
    /// The request as it is sent, without possible secrets: the query of the target and the values
    /// of the webhook's own header fields. Contains at most 16 KiB of the body.
    pub(crate) fn record(&self) -> String {
        let uri: Uri = self.url.parse().unwrap_or_default();
        let host = uri.authority().map_or("", |authority| authority.as_str());
        let query = uri.query().map_or("", |_| "?***");
        let mut text = format!("POST {}{query} HTTP/1.1\nhost: {host}\n", uri.path());
        for (name, value) in &self.headers {
            let value = match value.to_str() {
                Ok(value) if is_ours(name) => value,
                _ => HIDDEN,
            };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{name}: {value}");
        }
        let _ = writeln!(text, "content-length: {}\n", self.body.len());
        let kept = self.body.get(..MAX_BODY).unwrap_or(&self.body);
        text.push_str(&String::from_utf8_lossy(kept));
        if kept.len() < self.body.len() {
            let _ = write!(text, "\n[the first {MAX_BODY} bytes of the body]");
        }
        text
    }
}

/// A target URL without its query, which may contain a secret.
pub(crate) fn without_query(url: &str) -> String {
    match url.split_once('?') {
        Some((address, _)) => format!("{address}?{HIDDEN}"),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::*;

    #[test]
    fn possible_secrets_are_replaced() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("content-type", "application/json; charset=utf-8"),
            ("x-superoffice-signature", "c2ln"),
            ("authorization", "Bearer hunter2"),
            ("x-tenant", "north"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        let mut request = Prepared {
            url: "https://example.com:8443/hook?code=hunter2".to_owned(),
            headers,
            body: "{\"a\":1}".into(),
        };
        assert_eq!(
            request.record(),
            "POST /hook?*** HTTP/1.1\nhost: example.com:8443\n\
             content-type: application/json; charset=utf-8\nx-superoffice-signature: c2ln\n\
             authorization: ***\nx-tenant: ***\ncontent-length: 7\n\n{\"a\":1}"
        );
        request.body = "é".repeat(MAX_BODY).into();
        let text = request.record();
        assert!(text.len() < MAX_BODY + 400 && text.ends_with("bytes of the body]"));
        assert_eq!(without_query("https://a.b/c?d=e"), "https://a.b/c?***");
    }
}
