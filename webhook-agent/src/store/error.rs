//! Why a store refuses.

use std::fmt;

/// Why a store did not do what it was asked for. The text names no stored value.
///
/// ```
/// use webhook_agent::store::StoreError;
///
/// let error = StoreError::Newer { found: 9, known: 1 };
/// assert!(error.to_string().contains("schema 9"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreError {
    /// A record or a message is not what the batch expects: somebody else was faster. Read again.
    Conflict,
    /// The store is full.
    Full,
    /// The store was written by a newer version of this program.
    Newer {
        /// The schema that was found.
        found: i32,
        /// The newest schema that is known.
        known: i32,
    },
    /// What was found belongs to another program.
    Foreign,
    /// The address of the store is invalid. The text does not repeat it, since it may have a password.
    Address(String),
    /// The store cannot be reached or is damaged. The text is for the log.
    Unavailable(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict => {
                f.write_str("the stored data was changed by somebody else; try again")
            }
            Self::Full => f.write_str("the store has no room; try again later"),
            Self::Newer { found, known } => write!(
                f,
                "the stored data has schema {found} and this version knows up to {known}; run a newer version"
            ),
            Self::Foreign => {
                f.write_str("this is not a store of webhook-agent; name another file or database")
            }
            Self::Address(reason) => write!(f, "invalid address of a store: {reason}"),
            Self::Unavailable(reason) => write!(f, "the store is not available: {reason}"),
        }
    }
}

impl std::error::Error for StoreError {}
