//! Errors in API descriptions, with their position.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why nothing was generated: the message, the file and the JSON pointer.
///
/// ```
/// use webhook_scaffold::Generator;
///
/// let error = Generator::new().from("no/such/file.json").generate().unwrap_err();
/// assert!(error.to_string().starts_with("no/such/file.json: cannot be read"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    file: Option<PathBuf>,
    pointer: Option<String>,
    message: String,
}

impl Error {
    /// An error without a file.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            file: None,
            pointer: None,
            message: message.into(),
        }
    }

    /// An error of a whole file.
    pub(crate) fn of_file(file: &Path, message: impl Into<String>) -> Self {
        Self {
            file: Some(file.to_owned()),
            ..Self::new(message)
        }
    }

    /// An error at a JSON pointer (RFC 6901) in a file.
    pub(crate) fn at(file: &Path, pointer: &str, message: impl Into<String>) -> Self {
        Self {
            pointer: Some(pointer.to_owned()),
            ..Self::of_file(file, message)
        }
    }

    /// The file, if the error belongs to one.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The JSON pointer (RFC 6901) in the file, if the error belongs to one place in it.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        self.pointer.as_deref()
    }

    /// The message, without file and pointer.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}", file.display())?;
            if let Some(pointer) = &self.pointer {
                write!(f, "#{pointer}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
