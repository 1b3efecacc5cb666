//! Rejects cross-origin requests of browsers.
//!
//! A browser adds stored credentials to every request, even to one triggered by a page of another
//! origin. Such requests are rejected unless the origin is allowed. Pages of allowed origins may
//! read the responses (CORS, Fetch standard).

use std::fmt;
use std::str::FromStr;

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, HOST, ORIGIN,
};
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};

use crate::body::{Body, Response};
use crate::fault::Fault;

/// The header fields that pages of an allowed origin may send.
const REQUEST_FIELDS: HeaderValue = HeaderValue::from_static(
    "Accept, Accept-Language, Authorization, Content-Type, If-Unmodified-Since, SO-AppToken, \
     SO-Culture, SO-Language, SO-TimeZone, X-Request-Id, X-XSRF-TOKEN",
);

/// The response header fields that they may read.
const RESPONSE_FIELDS: HeaderValue =
    HeaderValue::from_static("SO-TimeZone, WWW-Authenticate, X-Request-Id");

/// How long a browser may cache the response to a preflight, in seconds.
const MAX_AGE: HeaderValue = HeaderValue::from_static("600");

/// The origin of pages: a scheme, a host and an optional port (RFC 6454), such as
/// `https://crm.example.com`.
///
/// ```
/// use webhook_agent::Origin;
///
/// let origin: Origin = "https://CRM.example.com".parse()?;
/// assert_eq!(origin.to_string(), "https://crm.example.com");
/// assert!("*".parse::<Origin>().is_err());
/// # Ok::<(), webhook_agent::OriginError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let uri: Uri = text.parse().map_err(|_| OriginError)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(OriginError);
        };
        let origin = format!("{scheme}://{authority}").to_ascii_lowercase();
        // An origin with a path, a query or a user would never match.
        if authority.as_str().contains('@') || !origin.eq_ignore_ascii_case(text) {
            return Err(OriginError);
        }
        Ok(Self(origin))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that is not an [`Origin`].
///
/// ```
/// use webhook_agent::{Origin, OriginError};
///
/// assert_eq!("https://example.com/path".parse::<Origin>(), Err(OriginError));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OriginError;

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "not an origin; write a scheme, a host and an optional port: https://example.com",
        )
    }
}

impl std::error::Error for OriginError {}

/// Rejects cross-origin requests of browsers, except reads. Other clients send neither
/// `Sec-Fetch-Site` nor `Origin`.
pub(crate) fn check(method: &Method, headers: &HeaderMap, allowed: &[Origin]) -> Result<(), Fault> {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
        || allowed_origin(headers, allowed).is_some()
    {
        return Ok(());
    }
    let is_foreign = match headers.get("sec-fetch-site").map(HeaderValue::as_bytes) {
        // The browser has compared the origins itself.
        Some(b"same-origin" | b"none") => false,
        Some(b"cross-site") => true,
        _ => headers.contains_key(ORIGIN) && !is_own_origin(headers),
    };
    if is_foreign {
        let message = "requests from pages of other origins are refused";
        return Err(Fault::new(StatusCode::FORBIDDEN, message));
    }
    Ok(())
}

/// Responds to a preflight: whether pages of an origin may send a request.
pub(crate) fn preflight(
    method: &Method,
    headers: &HeaderMap,
    allowed: &[Origin],
    methods: &'static str,
) -> Option<Response> {
    if *method != Method::OPTIONS || !headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD) {
        return None;
    }
    allowed_origin(headers, allowed)?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let fields = response.headers_mut();
    fields.insert(
        ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static(methods),
    );
    fields.insert(ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_FIELDS);
    fields.insert(ACCESS_CONTROL_MAX_AGE, MAX_AGE);
    Some(response)
}

/// The origin of a request, if pages of that origin may read the response.
pub(crate) fn allowed_origin(headers: &HeaderMap, allowed: &[Origin]) -> Option<HeaderValue> {
    // The common case: no origins are allowed.
    if allowed.is_empty() {
        return None;
    }
    let mut lines = headers.get_all(ORIGIN).iter();
    let (Some(given), None) = (lines.next(), lines.next()) else {
        return None;
    };
    let is_given = |origin: &Origin| origin.0.as_bytes().eq_ignore_ascii_case(given.as_bytes());
    allowed.iter().any(is_given).then(|| given.clone())
}

/// Lets the pages of an allowed origin read a response.
pub(crate) fn allow(origin: HeaderValue, fields: &mut HeaderMap) {
    fields.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    let yes = HeaderValue::from_static("true");
    fields.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, yes);
    fields.insert(ACCESS_CONTROL_EXPOSE_HEADERS, RESPONSE_FIELDS);
}

/// Whether `Origin` names the host that the request was sent to. The scheme may differ behind a
/// proxy.
pub(crate) fn is_own_origin(headers: &HeaderMap) -> bool {
    let mut lines = headers.get_all(ORIGIN).iter();
    let (Some(origin), None, Some(host)) = (lines.next(), lines.next(), headers.get(HOST)) else {
        return false;
    };
    let (Ok(origin), Ok(host)) = (
        Uri::try_from(origin.as_bytes()),
        Authority::try_from(host.as_bytes()),
    ) else {
        return false;
    };
    let (Some(scheme), Some(own)) = (origin.scheme_str(), origin.authority()) else {
        return false;
    };
    let default = if scheme.eq_ignore_ascii_case("https") {
        443
    } else {
        80
    };
    let port = |authority: &Authority| authority.port_u16().unwrap_or(default);
    own.host().eq_ignore_ascii_case(host.host()) && port(own) == port(&host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_have_a_scheme_and_a_host_and_nothing_else() {
        for good in [
            "http://localhost:3000",
            "https://a.b",
            "HTTPS://A.B",
            "http://[::1]:8080",
        ] {
            let origin: Origin = good.parse().expect(good);
            assert_eq!(origin.to_string(), good.to_ascii_lowercase());
        }
        for bad in [
            "",
            "*",
            "null",
            "a.b",
            "https://",
            "https://a.b/",
            "https://a.b/c",
            "https://u@a.b",
        ] {
            assert_eq!(bad.parse::<Origin>(), Err(OriginError), "{bad}");
        }
    }
}
