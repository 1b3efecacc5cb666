//! Restricts what a page may load and run, and which pages may embed it.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY};
use http::{HeaderMap, HeaderName, HeaderValue};

/// The style sheet of all pages.
pub(super) const STYLE: &str = include_str!("style.css");

/// The script of all pages.
pub(super) const SCRIPT: &str = include_str!("script.js");

/// Which origins may load a response as part of a page (Fetch standard).
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Allows only the style sheet and the script, by their hashes (CSP level 3).
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(SCRIPT),
        hash(STYLE)
    );
    HeaderValue::try_from(policy).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"))
});

fn hash(text: &str) -> String {
    format!(
        "sha256-{}",
        BASE64.encode(hmac_sha256::Hash::hash(text.as_bytes()))
    )
}

/// Adds the header fields that protect a page. All responses have `Cache-Control` and
/// `X-Content-Type-Options`.
pub(super) fn protect(headers: &mut HeaderMap) {
    headers.insert(CONTENT_SECURITY_POLICY, POLICY.clone());
    // With `no-referrer`, browsers would send forms with `Origin: null` (Fetch standard).
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
}
