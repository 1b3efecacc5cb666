//! The errors of the header.

use std::fmt;

use crate::property::scan::excerpt;

/// Why a value of `SO-TimeZone` cannot be used.
///
/// Values are quoted to at most 40 characters.
///
/// ```
/// use webhook_model::http::time_zone::TimeZone;
///
/// let error = TimeZone::parse("Mars").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "no time zone is named \"Mars\"; SO-TimeZone needs a code such as NO, \
///      an id such as 261, or an IANA name such as Europe/Oslo",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeZoneError {
    /// No zone has that code, number or name.
    Unknown {
        /// The beginning of the value.
        name: String,
    },
    /// A second zone, where only one is allowed.
    Second {
        /// The beginning of the superfluous member.
        name: String,
    },
}

impl TimeZoneError {
    pub(super) fn unknown(name: &str) -> Self {
        Self::Unknown {
            name: excerpt(name),
        }
    }

    pub(super) fn second(name: &str) -> Self {
        Self::Second {
            name: excerpt(name),
        }
    }
}

impl fmt::Display for TimeZoneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name } => write!(
                f,
                "no time zone is named {name:?}; SO-TimeZone needs a code such as NO, \
                 an id such as 261, or an IANA name such as Europe/Oslo"
            ),
            Self::Second { name } => write!(
                f,
                "{name:?} is one member too many; SO-TimeZone needs one time zone, \
                 and optionally includeTZOffset"
            ),
        }
    }
}

impl std::error::Error for TimeZoneError {}
