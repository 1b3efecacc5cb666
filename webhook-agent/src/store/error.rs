//! Errors of a store.

use std::fmt;

/// An error of a store. The text contains no stored values.
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
    /// Another writer has changed a record or a message since it was read. Read it again and retry.
    Conflict,
    /// The store is full.
    Full,
    /// The store was written by a newer version of this program.
    Newer {
        /// The schema of the stored data.
        found: i32,
        /// The newest schema that this version supports.
        known: i32,
    },
    /// The file or database belongs to another program.
    Foreign,
    /// The address of the store is invalid. The text does not repeat the address, which may contain
    /// a password.
    Address(String),
    /// The store cannot be reached, or its data is damaged. The text is for the log.
    Unavailable(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict => {
                f.write_str("the stored data was changed by another request; try again")
            }
            Self::Full => f.write_str("the store is full; try again later"),
            Self::Newer { found, known } => write!(
                f,
                "the stored data has schema {found}, but this version supports schemas up to {known}; run a newer version"
            ),
            Self::Foreign => {
                f.write_str("not a store of webhook-agent; choose another file or database")
            }
            Self::Address(reason) => write!(f, "invalid store address: {reason}"),
            Self::Unavailable(reason) => write!(f, "the store is not available: {reason}"),
        }
    }
}

impl std::error::Error for StoreError {}
