//! The credentials of a request (RFC 9110 section 11, RFC 7617, RFC 6750, vendor documentation).
//!
//! Nothing here puts a password, ticket or token into `Debug` output or an error.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use http::header::{AUTHORIZATION, HeaderMap, HeaderName};

use super::syntax;
use crate::property::Secret;

/// The name of the header with the token of the partner application.
pub const SO_APP_TOKEN: HeaderName = HeaderName::from_static("so-apptoken");

/// The longest `Authorization` value that is read, in bytes. Real tokens are a tenth of that.
const MAX_LENGTH: usize = 16 * 1024;

/// An authentication scheme that a server may accept.
///
/// ```
/// use webhook_model::http::authorization::Scheme;
///
/// assert_eq!(Scheme::ALL.iter().map(|scheme| scheme.as_str()).collect::<Vec<_>>(), ["Basic", "SoTicket", "Bearer"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// User name and password (RFC 7617).
    Basic,
    /// A session ticket of the vendor's own kind.
    SoTicket,
    /// An access token (RFC 6750).
    Bearer,
}

impl Scheme {
    /// Every scheme, in documented order.
    pub const ALL: &'static [Self] = &[Self::Basic, Self::SoTicket, Self::Bearer];

    /// The name as it is written in headers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Basic => "Basic",
            Self::SoTicket => "SoTicket",
            Self::Bearer => "Bearer",
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The credentials of a request. `Debug` shows the scheme and the user name only.
///
/// ```
/// use webhook_model::http::authorization::Credentials;
///
/// let credentials = Credentials::parse(b"basic dGplMDpUamUw")?;
/// assert_eq!(format!("{credentials:?}"), r#"Basic { user: "tje0", password: Secret(***) }"#);
/// # Ok::<(), webhook_model::http::authorization::AuthorizationError>(())
/// ```
// Exhaustive: a server must handle every kind of credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credentials {
    /// User name and password; either may be empty.
    Basic {
        /// The user name. It holds neither a colon nor a control character.
        user: String,
        /// The password.
        password: Secret,
    },
    /// A session ticket, as it is in the header.
    SoTicket(Secret),
    /// An access token, as it is in the header.
    Bearer(Secret),
}

impl Credentials {
    /// The credentials in the `Authorization` header; `None` without such a header.
    ///
    /// ```
    /// use http::header::{AUTHORIZATION, HeaderMap, HeaderValue};
    /// use webhook_model::http::authorization::{AuthorizationError, Credentials, Scheme};
    ///
    /// let mut headers = HeaderMap::new();
    /// assert_eq!(Credentials::from_headers(&headers), Ok(None));
    /// headers.append(AUTHORIZATION, HeaderValue::from_static("Bearer abc"));
    /// assert_eq!(Credentials::from_headers(&headers)?.map(|given| given.scheme()), Some(Scheme::Bearer));
    /// headers.append(AUTHORIZATION, HeaderValue::from_static("Bearer abc"));
    /// assert_eq!(Credentials::from_headers(&headers), Err(AuthorizationError::Repeated));
    /// # Ok::<(), AuthorizationError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AuthorizationError`]: more than one such header, or as [`parse`](Self::parse).
    pub fn from_headers(headers: &HeaderMap) -> Result<Option<Self>, AuthorizationError> {
        let mut lines = headers.get_all(AUTHORIZATION).iter();
        let Some(line) = lines.next() else {
            return Ok(None);
        };
        if lines.next().is_some() {
            return Err(AuthorizationError::Repeated);
        }
        Self::parse(line.as_bytes()).map(Some)
    }

    /// Reads the value of an `Authorization` header. The scheme may be in any case.
    ///
    /// # Errors
    ///
    /// [`AuthorizationError`]: an unknown scheme, or something that the scheme doesn't allow.
    pub fn parse(value: &[u8]) -> Result<Self, AuthorizationError> {
        if value.len() > MAX_LENGTH {
            return Err(AuthorizationError::TooLong);
        }
        let value = syntax::trim(value);
        let space = value
            .iter()
            .position(|&byte| byte == b' ')
            .unwrap_or(value.len());
        let (name, given) = value
            .split_at_checked(space)
            .ok_or(AuthorizationError::Malformed)?;
        let name = syntax::token(name).ok_or(AuthorizationError::Malformed)?;
        let scheme = Scheme::ALL
            .iter()
            .copied()
            .find(|scheme| scheme.as_str().eq_ignore_ascii_case(name))
            .ok_or(AuthorizationError::UnknownScheme)?;

        // The value was trimmed, so only spaces in front are left; a second word is refused below.
        let given = given.trim_ascii_start();
        let parsed = match scheme {
            Scheme::Basic => basic(given),
            Scheme::SoTicket => opaque(given, is_ticket).map(Self::SoTicket),
            Scheme::Bearer => opaque(given, is_bearer_token).map(Self::Bearer),
        };
        parsed.ok_or(AuthorizationError::Invalid(scheme))
    }

    /// The scheme of these credentials. The server decides whether to accept it.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        match self {
            Self::Basic { .. } => Scheme::Basic,
            Self::SoTicket(_) => Scheme::SoTicket,
            Self::Bearer(_) => Scheme::Bearer,
        }
    }
}

/// Padded Base64 of UTF-8 with a colon and without control characters (RFC 7617 section 2).
fn basic(given: &[u8]) -> Option<Credentials> {
    let mut user = String::from_utf8(STANDARD.decode(given).ok()?).ok()?;
    if user.chars().any(char::is_control) {
        return None;
    }
    let colon = user.find(':')?;
    let password = user.split_off(colon + 1);
    user.truncate(colon);
    Some(Credentials::Basic {
        user,
        password: password.into(),
    })
}

fn opaque(given: &[u8], allowed: fn(&[u8]) -> bool) -> Option<Secret> {
    if given.is_empty() || !allowed(given) {
        return None;
    }
    str::from_utf8(given).ok().map(Secret::from)
}

/// The token grammar of RFC 6750 2.1, and colons: the vendor's access tokens have them (vendor documentation).
fn is_bearer_token(given: &[u8]) -> bool {
    let padding = given.iter().rev().take_while(|&&byte| byte == b'=').count();
    let body = given.len().saturating_sub(padding);
    let is_body_byte = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'+' | b'/' | b':')
    };
    body > 0 && given.iter().take(body).all(is_body_byte)
}

/// A ticket is opaque: any visible ASCII is accepted, except commas and quotes, which make a header ambiguous.
fn is_ticket(given: &[u8]) -> bool {
    given
        .iter()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b',' | b'"'))
}

/// The token of the partner application in `SO-AppToken`; `None` without such a header.
///
/// ```
/// use http::header::{HeaderMap, HeaderValue};
/// use webhook_model::http::authorization::{SO_APP_TOKEN, app_token};
///
/// let mut headers = HeaderMap::new();
/// headers.insert(SO_APP_TOKEN, HeaderValue::from_static("0123abcd"));
/// assert_eq!(app_token(&headers)?.map(|token| token.expose().len()), Some(8));
/// # Ok::<(), webhook_model::http::authorization::AuthorizationError>(())
/// ```
///
/// # Errors
///
/// [`AuthorizationError`]: more than one such header, an empty one, or one that is not visible ASCII.
pub fn app_token(headers: &HeaderMap) -> Result<Option<Secret>, AuthorizationError> {
    let mut lines = headers.get_all(SO_APP_TOKEN).iter();
    let Some(line) = lines.next() else {
        return Ok(None);
    };
    if lines.next().is_some() {
        return Err(AuthorizationError::RepeatedAppToken);
    }
    if line.len() > MAX_LENGTH {
        return Err(AuthorizationError::TooLong);
    }
    opaque(syntax::trim(line.as_bytes()), is_ticket)
        .map(Some)
        .ok_or(AuthorizationError::InvalidAppToken)
}

/// The error for invalid credentials: status 401 with a challenge. It never contains any part of the header.
///
/// ```
/// use webhook_model::http::authorization::{AuthorizationError, Credentials, Scheme};
///
/// let error = Credentials::parse(b"Bearer two words").unwrap_err();
/// assert_eq!(error, AuthorizationError::Invalid(Scheme::Bearer));
/// assert_eq!(error.status(), 401);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthorizationError {
    /// More than one `Authorization` header: the server would have to guess which one counts.
    Repeated,
    /// The value doesn't start with the name of a scheme.
    Malformed,
    /// The scheme is not one of [`Scheme::ALL`].
    UnknownScheme,
    /// The credentials do not have the form that the scheme requires.
    Invalid(Scheme),
    /// The value is longer than 16 KiB.
    TooLong,
    /// More than one `SO-AppToken` header.
    RepeatedAppToken,
    /// `SO-AppToken` is empty or not visible ASCII.
    InvalidAppToken,
}

impl AuthorizationError {
    /// The status to answer with: always 401.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        StatusCode::UNAUTHORIZED
    }
}

impl fmt::Display for AuthorizationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Repeated => "send one Authorization header, not several",
            Self::Malformed => "Authorization must be a scheme, a space and credentials",
            Self::UnknownScheme => "unknown scheme in Authorization; known are Basic, SoTicket and Bearer",
            Self::Invalid(Scheme::Basic) => {
                "Basic takes the Base64 of user:password in UTF-8, padded and without control characters"
            }
            Self::Invalid(Scheme::SoTicket) => "SoTicket takes one ticket: visible ASCII without commas and quotes",
            Self::Invalid(Scheme::Bearer) => "Bearer takes one token: letters, digits, -._~+/: and = at the end",
            Self::TooLong => "credentials may be at most 16 KiB long",
            Self::RepeatedAppToken => "send one SO-AppToken header, not several",
            Self::InvalidAppToken => "SO-AppToken takes one token: visible ASCII without commas and quotes",
        })
    }
}

impl std::error::Error for AuthorizationError {}

#[cfg(test)]
#[path = "authorization_tests.rs"]
mod tests;
