//! The signature of a notification proves that its sender knows the webhook's secret.
//!
//! The header `X-SuperOffice-Signature` holds the HMAC-SHA256 (RFC 2104, FIPS 180-4) of the exact
//! bytes of the body, keyed with the UTF-8 bytes of the secret, in padded base64 of the standard
//! alphabet (vendor documentation; RFC 4648 section 4). The secret is plain text: it is not decoded,
//! even if it looks like base64 or begins with `whsec_`, and it is not trimmed or normalised.
//!
//! A receiver must verify the original bytes of the body before parsing them: JSON that was parsed and
//! written again has other bytes.
//!
//! ```
//! use webhook_model::Secret;
//! use webhook_model::signature::{sign, verify};
//!
//! let (secret, body) = (Secret::from("a long random text"), br#"{"Event":"contact.created"}"#);
//! let header = sign(&secret, body).map(|signature| signature.to_string());
//! assert!(verify(&secret, body, header.as_ref().map(String::as_bytes)).is_ok());
//! assert!(verify(&secret, b"{}", header.as_ref().map(String::as_bytes)).is_err());
//! ```
//!
//! A signature does not say when it was made: see
//! [`ReplayGuard`](crate::notification::ReplayGuard).

use std::fmt;

use base64::display::Base64Display;
use base64::engine::general_purpose::STANDARD;
use hmac_sha256::HMAC;
use subtle::ConstantTimeEq as _;

use crate::property::Secret;

/// The name of the header, in lower case as HTTP libraries keep it.
///
/// ```
/// use webhook_model::signature::X_SUPEROFFICE_SIGNATURE;
///
/// assert!("X-SuperOffice-Signature".eq_ignore_ascii_case(X_SUPEROFFICE_SIGNATURE));
/// ```
pub const X_SUPEROFFICE_SIGNATURE: &str = "x-superoffice-signature";

/// The signature of one body under one key. Its text, from `Display`, is the header's value: 44
/// characters.
///
/// Two signatures are compared in constant time.
///
/// ```
/// use webhook_model::signature::Signature;
///
/// // RFC 4231 section 4.3.
/// let signature = Signature::of(b"Jefe", b"what do ya want for nothing?");
/// assert_eq!(signature.to_string(), "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
/// ```
#[derive(Clone, Copy, Eq)]
pub struct Signature([u8; 32]);

impl Signature {
    /// Signs a body with a key of any bytes; [`sign`] takes a [`Secret`].
    #[must_use]
    pub fn of(key: &[u8], body: &[u8]) -> Self {
        Self(HMAC::mac(body, key))
    }

    /// The 32 bytes of the HMAC.
    ///
    /// ```
    /// use webhook_model::signature::Signature;
    ///
    /// assert_eq!(Signature::of(b"Jefe", b"").as_bytes().len(), 32);
    /// ```
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether a header's value is exactly this signature, in constant time.
    ///
    /// ```
    /// use webhook_model::signature::Signature;
    ///
    /// let signature = Signature::of(b"key", b"body");
    /// assert!(signature.matches(signature.to_string().as_bytes()));
    /// assert!(!signature.matches(b"sha256=.."));
    /// ```
    #[must_use]
    pub fn matches(&self, header: &[u8]) -> bool {
        // The texts are compared, not the decoded bytes: so a signature has exactly one spelling,
        // without other alphabets, missing padding or stray bits in the last character, and the time
        // does not depend on a decoder.
        bool::from(self.to_string().as_bytes().ct_eq(header))
    }
}

impl PartialEq for Signature {
    fn eq(&self, other: &Self) -> bool {
        bool::from(self.0.ct_eq(&other.0))
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Base64Display::new(&self.0, &STANDARD).fmt(f)
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A log with the right signature of a refused body would allow anyone who reads it to sign.
        f.write_str("Signature(***)")
    }
}

/// Signs the exact bytes of a body; `None` for an empty secret, for which the header is not sent.
///
/// ```
/// use webhook_model::Secret;
/// use webhook_model::signature::sign;
///
/// let signature = sign(&Secret::from("k"), b"");
/// assert_eq!(
///     signature.map(|signature| signature.to_string()).as_deref(),
///     Some("i7mQxAp9YcuXWXqUISUCW+UKyL63RDbjc1uYiTp/ZiA=")
/// );
/// assert_eq!(sign(&Secret::default(), b""), None);
/// ```
#[must_use]
pub fn sign(secret: &Secret, body: &[u8]) -> Option<Signature> {
    (!secret.is_empty()).then(|| Signature::of(secret.expose().as_bytes(), body))
}

/// Verifies the header's value, `None` for a missing header, against the exact bytes of the body.
///
/// An empty secret verifies nothing. If a webhook has no secret, do not call this.
///
/// ```
/// use webhook_model::Secret;
/// use webhook_model::signature::{BadSignature, verify};
///
/// let secret = Secret::from("k");
/// let header = b"i7mQxAp9YcuXWXqUISUCW+UKyL63RDbjc1uYiTp/ZiA=";
/// assert_eq!(verify(&secret, b"", Some(header)), Ok(()));
/// assert_eq!(verify(&secret, b" ", Some(header)), Err(BadSignature));
/// assert_eq!(verify(&secret, b"", None), Err(BadSignature));
/// ```
///
/// # Errors
/// [`BadSignature`] for a missing, malformed or wrong signature. The body is signed in each case, so
/// that the time does not reveal which.
pub fn verify(secret: &Secret, body: &[u8], header: Option<&[u8]>) -> Result<(), BadSignature> {
    let expected = Signature::of(secret.expose().as_bytes(), body);
    // A signature is never empty, so a missing header needs no special case.
    let matches = expected.matches(header.unwrap_or_default());
    if matches && !secret.is_empty() {
        Ok(())
    } else {
        Err(BadSignature)
    }
}

/// Verifies the header of a request against the exact bytes of its body; a duplicate header is an
/// error.
///
/// ```
/// use http::header::{HeaderMap, HeaderValue};
/// use webhook_model::Secret;
/// use webhook_model::signature::{X_SUPEROFFICE_SIGNATURE, verify_headers};
///
/// let mut headers = HeaderMap::new();
/// let value = HeaderValue::from_static("i7mQxAp9YcuXWXqUISUCW+UKyL63RDbjc1uYiTp/ZiA=");
/// headers.append(X_SUPEROFFICE_SIGNATURE, value.clone());
/// assert!(verify_headers(&Secret::from("k"), b"", &headers).is_ok());
/// headers.append(X_SUPEROFFICE_SIGNATURE, value);
/// assert!(verify_headers(&Secret::from("k"), b"", &headers).is_err());
/// ```
///
/// # Errors
/// As [`verify`].
#[cfg(feature = "http")]
pub fn verify_headers(
    secret: &Secret,
    body: &[u8],
    headers: &http::HeaderMap,
) -> Result<(), BadSignature> {
    let mut lines = headers.get_all(X_SUPEROFFICE_SIGNATURE).iter();
    let first = lines.next().map(http::HeaderValue::as_bytes);
    verify(secret, body, first.filter(|_| lines.next().is_none()))
}

/// The signature is missing or wrong; which of the two is not disclosed. Status 401.
///
/// ```
/// use webhook_model::signature::BadSignature;
///
/// assert_eq!(BadSignature.status(), 401);
/// assert_eq!(BadSignature.to_string(), "bad signature");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
// Exhaustive: it must never contain any detail.
pub struct BadSignature;

impl BadSignature {
    /// The HTTP status of the response to such a request: always 401.
    #[cfg(feature = "http")]
    #[must_use]
    pub const fn status(self) -> http::StatusCode {
        http::StatusCode::UNAUTHORIZED
    }
}

impl fmt::Display for BadSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bad signature")
    }
}

impl std::error::Error for BadSignature {}
