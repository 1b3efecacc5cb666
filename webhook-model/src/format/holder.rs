//! How to allow null in a list or a dictionary: advice for the error about a null directly in it.

use crate::error::{Error, ErrorKind};

/// The container of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holder {
    /// An entity, or nothing.
    Other,
    List,
    Dictionary,
}

impl Holder {
    /// Adds the advice to an error about the value itself. Errors about something inside the value
    /// already have a pointer.
    #[cold]
    #[inline(never)]
    pub(crate) fn advise(self, error: Error) -> Error {
        let advice = match self {
            Self::List => "; if items may be null, write `Vec<Option<..>>`",
            Self::Dictionary => "; if values may be null, write `Option<..>` as their type",
            Self::Other => return error,
        };
        if error.kind() == ErrorKind::Null && error.pointer().is_empty() {
            error.with_advice(advice)
        } else {
            error
        }
    }
}
