//! The guard against forged requests from a browser that holds a session cookie (vendor documentation).
//!
//! A request without `Authorization` must repeat the session's token in `X-XSRF-TOKEN`. The browser got
//! it in the cookie `XSRF-TOKEN`, which a page of another site cannot read.

use std::fmt;

use http::StatusCode;
use http::header::{COOKIE, HeaderMap, HeaderName, HeaderValue};
use subtle::ConstantTimeEq as _;

use super::syntax;
use crate::property::Secret;

/// The name of the header.
pub const X_XSRF_TOKEN: HeaderName = HeaderName::from_static("x-xsrf-token");

/// The name of the cookie. Cookie names have a fixed case.
pub const XSRF_COOKIE: &str = "XSRF-TOKEN";

/// Checks the header against the token that the server keeps for the session.
///
/// ```
/// use http::header::{HeaderMap, HeaderValue};
/// use webhook_model::http::xsrf::{X_XSRF_TOKEN, XsrfError, check_session_token};
/// use webhook_model::property::Secret;
///
/// let mut headers = HeaderMap::new();
/// let expected = Secret::from("4711");
/// assert_eq!(check_session_token(&headers, &expected), Err(XsrfError::Missing));
/// headers.insert(X_XSRF_TOKEN, HeaderValue::from_static("4711"));
/// assert_eq!(check_session_token(&headers, &expected), Ok(()));
/// ```
///
/// # Errors
///
/// [`XsrfError`]: no such header, an empty one, more than one, or another value. An empty expected token matches nothing.
pub fn check_session_token(headers: &HeaderMap, expected: &Secret) -> Result<(), XsrfError> {
    let given = given_token(headers)?;
    compare(given, expected.expose().as_bytes())
}

/// Checks the header against the cookie `XSRF-TOKEN` of the same request, for a server that keeps no sessions.
///
/// ```
/// use http::header::{COOKIE, HeaderMap, HeaderValue};
/// use webhook_model::http::xsrf::{X_XSRF_TOKEN, XsrfError, check_cookie_token};
///
/// let mut headers = HeaderMap::new();
/// headers.insert(COOKIE, HeaderValue::from_static("session=1; XSRF-TOKEN=4711"));
/// assert_eq!(check_cookie_token(&headers), Err(XsrfError::Missing));
/// headers.insert(X_XSRF_TOKEN, HeaderValue::from_static("4711"));
/// assert_eq!(check_cookie_token(&headers), Ok(()));
/// ```
///
/// # Errors
///
/// [`XsrfError`]: as [`check_session_token`], no such cookie, or several that differ: one of them may have been planted.
pub fn check_cookie_token(headers: &HeaderMap) -> Result<(), XsrfError> {
    let given = given_token(headers)?;
    let mut cookies = cookie_tokens(headers);
    let cookie = cookies.next().ok_or(XsrfError::NoCookie)?;
    if cookies.any(|other| !bool::from(other.ct_eq(cookie))) {
        return Err(XsrfError::Ambiguous);
    }
    compare(given, cookie)
}

/// The longest token that is kept, in bytes, as for other credentials.
const MAX_LENGTH: usize = 16 * 1024;

/// The token of the header, for a later comparison.
pub(crate) fn token(headers: &HeaderMap) -> Result<Secret, XsrfError> {
    let given = given_token(headers)?;
    // A session's token has a bounded length, so a longer value matches nothing.
    if given.len() > MAX_LENGTH {
        return Err(XsrfError::Mismatch);
    }
    let given = str::from_utf8(given).map_err(|_| XsrfError::Mismatch)?;
    Ok(Secret::from(given))
}

/// The one non-empty header value.
fn given_token(headers: &HeaderMap) -> Result<&[u8], XsrfError> {
    let mut lines = headers.get_all(X_XSRF_TOKEN).iter();
    let line = lines.next().ok_or(XsrfError::Missing)?;
    if lines.next().is_some() {
        return Err(XsrfError::Ambiguous);
    }
    let token = syntax::trim(line.as_bytes());
    if token.is_empty() {
        Err(XsrfError::Missing)
    } else {
        Ok(token)
    }
}

/// The values of all cookies of that name, without quotes (RFC 6265 section 4.2.1).
fn cookie_tokens(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    let lines = headers.get_all(COOKIE).iter().map(HeaderValue::as_bytes);
    lines
        .flat_map(|line| line.split(|&byte| byte == b';'))
        .filter_map(|pair| {
            let value = syntax::trim(pair)
                .strip_prefix(XSRF_COOKIE.as_bytes())?
                .strip_prefix(b"=")?;
            match value {
                [b'"', inner @ .., b'"'] => Some(inner),
                _ => Some(value),
            }
        })
}

fn compare(given: &[u8], expected: &[u8]) -> Result<(), XsrfError> {
    // `given` is never empty, so an empty expectation, as of a session without a token, matches nothing.
    if bool::from(given.ct_eq(expected)) {
        Ok(())
    } else {
        Err(XsrfError::Mismatch)
    }
}

/// Why the request may be forged: status 401. Never holds a token.
///
/// ```
/// use webhook_model::http::xsrf::XsrfError;
///
/// assert_eq!(XsrfError::Missing.status(), 401);
/// assert!(XsrfError::Missing.to_string().contains("X-XSRF-TOKEN"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum XsrfError {
    /// There is neither `Authorization` nor a token in `X-XSRF-TOKEN`.
    Missing,
    /// The cookie `XSRF-TOKEN` is missing.
    NoCookie,
    /// There are several headers, or several cookies that differ.
    Ambiguous,
    /// The token is not the one of the session.
    Mismatch,
}

impl XsrfError {
    /// The status to answer with: always 401.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        StatusCode::UNAUTHORIZED
    }
}

impl fmt::Display for XsrfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "send Authorization, or a session cookie with X-XSRF-TOKEN",
            Self::NoCookie => "X-XSRF-TOKEN needs the cookie XSRF-TOKEN beside it",
            Self::Ambiguous => "send one X-XSRF-TOKEN and one cookie XSRF-TOKEN, not several",
            Self::Mismatch => "X-XSRF-TOKEN must equal the cookie XSRF-TOKEN of this session",
        })
    }
}

impl std::error::Error for XsrfError {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn headers(token: Option<&[u8]>, cookies: &[&[u8]]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Some(token) = token {
            headers.append(
                X_XSRF_TOKEN,
                HeaderValue::from_bytes(token).expect("a header value"),
            );
        }
        for cookie in cookies {
            headers.append(
                COOKIE,
                HeaderValue::from_bytes(cookie).expect("a header value"),
            );
        }
        headers
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        for cookie in [
            b"XSRF-TOKEN=t".as_slice(),
            b"a=b;XSRF-TOKEN=t ; c=d",
            b"XSRF-TOKEN=\"t\"",
            b"x=\xff; XSRF-TOKEN=t",
            b"XSRF-TOKEN=t; XSRF-TOKEN=t",
        ] {
            assert_eq!(
                check_cookie_token(&headers(Some(b"t"), &[cookie])),
                Ok(()),
                "{cookie:?}"
            );
        }
        assert_eq!(
            check_cookie_token(&headers(Some(b"t"), &[b"a=b", b"XSRF-TOKEN=t"])),
            Ok(())
        );
    }

    #[test]
    fn other_tokens_are_refused() {
        let check =
            |token, cookies: &[&[u8]]| check_cookie_token(&headers(token, cookies)).unwrap_err();
        assert_eq!(check(None, &[b"XSRF-TOKEN=t"]), XsrfError::Missing);
        assert_eq!(check(Some(b""), &[b"XSRF-TOKEN="]), XsrfError::Missing);
        assert_eq!(check(Some(b"t"), &[]), XsrfError::NoCookie);
        assert_eq!(
            check(Some(b"t"), &[b"xsrf-token=t; XXSRF-TOKEN=t; XSRF-TOKENS=t"]),
            XsrfError::NoCookie
        );
        assert_eq!(check(Some(b"t"), &[b"XSRF-TOKEN=T"]), XsrfError::Mismatch);
        assert_eq!(check(Some(b"t"), &[b"XSRF-TOKEN"]), XsrfError::NoCookie);
        assert_eq!(
            check(Some(b"t"), &[b"XSRF-TOKEN=t", b"XSRF-TOKEN=u"]),
            XsrfError::Ambiguous
        );
    }

    #[test]
    fn the_session_token_counts_in_spite_of_the_cookie() {
        let given = headers(Some(b"t"), &[b"XSRF-TOKEN=t"]);
        assert_eq!(
            check_session_token(&given, &"u".into()),
            Err(XsrfError::Mismatch)
        );
        assert_eq!(
            check_session_token(&given, &Secret::default()),
            Err(XsrfError::Mismatch)
        );
        assert_eq!(
            check_session_token(&headers(Some(b""), &[]), &Secret::default()),
            Err(XsrfError::Missing)
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(token in prop::collection::vec(32u8..127, 0..16), cookie in prop::collection::vec(128u8..=255, 0..16)) {
            let _ = check_cookie_token(&headers(Some(&token), &[&cookie]));
        }
    }
}
