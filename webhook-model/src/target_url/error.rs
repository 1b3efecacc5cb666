//! The errors of target addresses.

use std::fmt;

use super::AddressClass;

/// Why a target address is refused. It never contains a part of the address, which often has a token
/// in its path.
///
/// ```
/// use webhook_model::target_url::{TargetUrlError, check_url};
///
/// let error = check_url("https://example.com/a b").unwrap_err();
/// assert_eq!(error, TargetUrlError::Character { at: 21 });
/// assert_eq!(error.status(), 400);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TargetUrlError {
    /// Longer than 8,000 bytes.
    TooLong,
    /// The address does not begin with `https://`.
    NotHttps,
    /// A byte that RFC 3986 does not allow in an address.
    Character {
        /// The position of the byte, counted from 0.
        at: usize,
    },
    /// The address has a `#`: a fragment is never sent.
    Fragment,
    /// The address has a user name or a password.
    Credentials,
    /// The host is neither a name (RFC 1123 section 2.1) nor an IPv6 address in brackets.
    Host,
    /// The host's name ends in a dot.
    FinalDot,
    /// A label of the host begins with `xn--` but is not valid Punycode (RFC 3492) for a name that
    /// requires it.
    Punycode,
    /// The host is a number, but not in four decimal parts.
    AddressSpelling,
    /// The host's name is one of a private network.
    InternalName,
    /// The port is not a number from 1 to 65535, or belongs to another service.
    Port,
    /// The address is not one of the public internet.
    Address(AddressClass),
    /// The host's name has no address.
    Unresolved,
}

impl TargetUrlError {
    /// The HTTP status of the response to a request that saves such an address: always 400.
    #[cfg(feature = "http")]
    #[must_use]
    pub const fn status(self) -> http::StatusCode {
        http::StatusCode::BAD_REQUEST
    }
}

impl fmt::Display for TargetUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "an address has at most 8000 bytes",
            Self::NotHttps => "the address must begin with https://",
            Self::Character { at } => {
                return write!(
                    f,
                    "byte {at} is not allowed in an address; percent-encode it, and write a host in its ASCII form (xn--)"
                );
            }
            Self::Fragment => "remove the fragment, from # on: it is never sent",
            Self::Credentials => "remove user and password; use a header or the secret instead",
            Self::Host => {
                "the host must be a name of letters, digits, hyphens and dots, or an address"
            }
            Self::FinalDot => "remove the dot at the end of the host",
            Self::Punycode => "the host has a label in xn-- that is not valid Punycode",
            Self::AddressSpelling => "write an IPv4 address as four decimal numbers, or use a name",
            Self::InternalName => "the host must have a public name",
            Self::Port => "the port must be 443, or one above 1023 that another service does not use",
            Self::Address(class) => return write!(f, "the address is not public: it is {class}"),
            Self::Unresolved => "the host's name has no address",
        })
    }
}

impl std::error::Error for TargetUrlError {}
