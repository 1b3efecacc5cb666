//! The challenge in a response with the status 401 (RFC 9110 section 11.6.1).

use std::fmt;

use http::header::HeaderValue;

use super::authorization::Scheme;

/// The challenge of a server: its schemes and the name of the protected space.
///
/// ```
/// use webhook_model::http::authorization::Scheme;
/// use webhook_model::http::challenge::Challenge;
///
/// let challenge = Challenge::new(&[Scheme::Basic, Scheme::Bearer], "NetServer")?;
/// assert_eq!(
///     challenge.header_value(),
///     r#"Basic realm="NetServer", charset="UTF-8", Bearer realm="NetServer""#
/// );
/// assert!(!challenge.takes(Scheme::SoTicket));
/// # Ok::<(), webhook_model::http::challenge::ChallengeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    schemes: Vec<Scheme>,
    value: HeaderValue,
}

impl Challenge {
    /// A challenge for these schemes, in this order; a repeated one counts once.
    ///
    /// `Basic` says that user name and password are read as UTF-8 (RFC 7617 2.1).
    ///
    /// # Errors
    ///
    /// [`ChallengeError`]: no scheme, or a realm that holds anything but printable ASCII.
    pub fn new(schemes: &[Scheme], realm: &str) -> Result<Self, ChallengeError> {
        if !realm.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Err(ChallengeError::Realm);
        }
        let realm = realm.replace('\\', "\\\\").replace('"', "\\\"");
        let mut unique: Vec<Scheme> = Vec::new();
        let mut parts: Vec<String> = Vec::new();
        for &scheme in schemes {
            if unique.contains(&scheme) {
                continue;
            }
            unique.push(scheme);
            let charset = if scheme == Scheme::Basic {
                ", charset=\"UTF-8\""
            } else {
                ""
            };
            parts.push(format!("{scheme} realm=\"{realm}\"{charset}"));
        }
        if unique.is_empty() {
            return Err(ChallengeError::NoScheme);
        }
        let value = HeaderValue::try_from(parts.join(", ")).map_err(|_| ChallengeError::Realm)?;
        Ok(Self {
            schemes: unique,
            value,
        })
    }

    /// Whether the server takes credentials of this scheme.
    #[must_use]
    pub fn takes(&self, scheme: Scheme) -> bool {
        self.schemes.contains(&scheme)
    }

    /// The value of the `WWW-Authenticate` header.
    #[must_use]
    pub fn header_value(&self) -> &HeaderValue {
        &self.value
    }
}

/// Why a challenge is invalid.
///
/// ```
/// use webhook_model::http::challenge::{Challenge, ChallengeError};
///
/// assert_eq!(Challenge::new(&[], "NetServer"), Err(ChallengeError::NoScheme));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChallengeError {
    /// The list of schemes is empty; a 401 needs at least one.
    NoScheme,
    /// The realm holds something other than printable ASCII.
    Realm,
}

impl fmt::Display for ChallengeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoScheme => "a challenge needs at least one scheme: Basic, SoTicket or Bearer",
            Self::Realm => "the realm must be printable ASCII",
        })
    }
}

impl std::error::Error for ChallengeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_in_the_realm_are_escaped_and_schemes_said_once() {
        let challenge =
            Challenge::new(&[Scheme::SoTicket, Scheme::SoTicket], r#"a"b\c"#).expect("a challenge");
        assert_eq!(challenge.header_value(), r#"SoTicket realm="a\"b\\c""#);
    }

    #[test]
    fn no_line_break_gets_into_the_header() {
        for realm in ["a\r\nX: y", "\u{e9}", "\0", "\t"] {
            assert_eq!(
                Challenge::new(Scheme::ALL, realm),
                Err(ChallengeError::Realm),
                "{realm:?}"
            );
        }
    }
}
