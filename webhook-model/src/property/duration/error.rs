//! The errors of durations.

use std::fmt;

use crate::error::{Error, ErrorKind};
use crate::property::scan::{Fault, excerpt};

const JSON_EXAMPLE: &str = "1.02:03:04.5";
const XML_EXAMPLE: &str = "P1DT2H3M4.5S";

/// Why a text is not a valid duration, or a duration cannot be converted.
///
/// Texts are quoted to at most 40 characters.
///
/// ```
/// use webhook_model::property::duration::Duration;
///
/// let error = Duration::parse("24:00:00").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "\"24:00:00\" is not a duration: byte 0 needs hours, 00 to 23; \
///      a duration looks like 1.02:03:04.5",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DurationError {
    /// The length of the text is not that of a duration.
    Length {
        /// The length of the text in bytes.
        bytes: usize,
        /// A valid text.
        example: &'static str,
    },
    /// An unexpected character, or a component out of its range.
    Syntax {
        /// The byte, counted from 0.
        at: usize,
        /// The expected form.
        expected: &'static str,
        /// The beginning of the text.
        text: String,
        /// A valid text.
        example: &'static str,
    },
    /// Longer than 64 bits of ticks: about 10,675,199 days.
    TooLong,
    /// A negative duration, which the other type does not have.
    Negative,
}

impl DurationError {
    pub(super) fn json(fault: Fault, text: &str) -> Self {
        Self::new(fault, text, JSON_EXAMPLE)
    }

    pub(super) fn xml(fault: Fault, text: &str) -> Self {
        Self::new(fault, text, XML_EXAMPLE)
    }

    fn new(fault: Fault, text: &str, example: &'static str) -> Self {
        match fault {
            Fault::Length => Self::Length {
                bytes: text.len(),
                example,
            },
            Fault::Syntax { at, expected } | Fault::Range { at, expected } => Self::Syntax {
                at,
                expected,
                text: excerpt(text),
                example,
            },
            Fault::Overflow => Self::TooLong,
        }
    }
}

impl DurationError {
    /// The message without the text: in a body the text may be a misplaced secret.
    pub(crate) fn without_text(&self) -> String {
        match self {
            Self::Syntax {
                at,
                expected,
                example,
                ..
            } => format!(
                "the text is not a duration: byte {at} needs {expected}; \
                 a duration looks like {example}"
            ),
            other => other.to_string(),
        }
    }
}

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { bytes, example } => write!(
                f,
                "a text of {bytes} bytes is not a duration; a duration looks like {example}"
            ),
            Self::Syntax {
                at,
                expected,
                text,
                example,
            } => write!(
                f,
                "{text:?} is not a duration: byte {at} needs {expected}; \
                 a duration looks like {example}"
            ),
            Self::TooLong => {
                f.write_str("the duration is longer than 10675199.02:48:05.4775807, the most held")
            }
            Self::Negative => f.write_str("the duration is negative; it needs to be zero or more"),
        }
    }
}

impl std::error::Error for DurationError {}

/// The error without the text, which may be a value.
impl From<DurationError> for Error {
    fn from(error: DurationError) -> Self {
        Self::new(ErrorKind::Type, error.without_text())
    }
}
