//! The errors of dates.

use std::fmt;

use crate::error::{Error, ErrorKind};
use crate::property::scan::{Fault, excerpt};

/// Why a text is not a valid date, or a date cannot be converted.
///
/// Texts are quoted to at most 40 characters.
///
/// ```
/// use webhook_model::property::date_time::DateTime;
///
/// let error = DateTime::parse("2024-13-01").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "\"2024-13-01\" is not a date: byte 5 needs a month, 01 to 12; \
///      a date looks like 2024-05-17T08:30:00Z",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateTimeError {
    /// The length of the text is not that of a date (10 to 42 bytes).
    Length {
        /// The length of the text in bytes.
        bytes: usize,
    },
    /// An unexpected character.
    Syntax {
        /// The byte, counted from 0.
        at: usize,
        /// The expected form.
        expected: &'static str,
        /// The beginning of the text.
        text: String,
    },
    /// A component out of its range.
    Range {
        /// The byte where the component begins, counted from 0.
        at: usize,
        /// The expected form.
        expected: &'static str,
        /// The beginning of the text.
        text: String,
    },
    /// The offset takes the instant out of the years 1 to 9999.
    Instant {
        /// The date.
        text: String,
    },
    /// An offset of more than 14 hours.
    Offset {
        /// The requested minutes.
        minutes: i16,
    },
    /// A date without an offset, where an instant is needed.
    NoOffset,
}

impl DateTimeError {
    pub(super) fn new(fault: Fault, text: &str) -> Self {
        match fault {
            Fault::Length => Self::Length { bytes: text.len() },
            Fault::Syntax { at, expected } => Self::Syntax {
                at,
                expected,
                text: excerpt(text),
            },
            Fault::Range { at, expected } => Self::Range {
                at,
                expected,
                text: excerpt(text),
            },
            Fault::Overflow => Self::Instant {
                text: excerpt(text),
            },
        }
    }
}

impl DateTimeError {
    /// The message without the text: in a body the text may be a misplaced secret.
    pub(crate) fn without_text(&self) -> String {
        match self {
            Self::Syntax { at, expected, .. } | Self::Range { at, expected, .. } => format!(
                "the text is not a date: byte {at} needs {expected}; \
                 a date looks like 2024-05-17T08:30:00Z"
            ),
            Self::Instant { .. } => {
                "the date lies outside the years 1 to 9999 once its offset is applied".to_owned()
            }
            other => other.to_string(),
        }
    }
}

impl fmt::Display for DateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { bytes } => write!(
                f,
                "a text of {bytes} bytes is not a date, which has 10 to 42; \
                 a date looks like 2024-05-17T08:30:00Z"
            ),
            Self::Syntax { at, expected, text } | Self::Range { at, expected, text } => write!(
                f,
                "{text:?} is not a date: byte {at} needs {expected}; \
                 a date looks like 2024-05-17T08:30:00Z"
            ),
            Self::Instant { text } => write!(
                f,
                "{text:?} lies outside the years 1 to 9999 once its offset is applied"
            ),
            Self::Offset { minutes } => write!(
                f,
                "an offset of {minutes} minutes is more than 14 hours (840 minutes)"
            ),
            Self::NoOffset => f.write_str(
                "the date has no offset and so names no instant; it needs Z or an offset",
            ),
        }
    }
}

impl std::error::Error for DateTimeError {}

/// The error without the text, which may be a value.
impl From<DateTimeError> for Error {
    fn from(error: DateTimeError) -> Self {
        Self::new(ErrorKind::Type, error.without_text())
    }
}
