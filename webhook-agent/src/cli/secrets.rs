//! Secrets of the command: from the environment, from files, or made up.

use std::env::VarError;
use std::fmt::Write as _;
use std::path::Path;

use webhook_model::Secret;

use super::Failure;

/// A secret of a file, or else of an environment variable; `None` for neither.
///
/// # Errors
/// A file that cannot be read; an empty secret, which would let everyone in who sends none.
pub(super) fn find(file: Option<&Path>, variable: &str) -> Result<Option<Secret>, Failure> {
    let (text, from) = if let Some(file) = file {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file)
            .map_err(|error| Failure::new(format!("{name}: {error}")))?;
        // Editors end a file by a line feed.
        let text = text.strip_suffix('\n').unwrap_or(&text);
        (text.strip_suffix('\r').unwrap_or(text).to_owned(), name)
    } else {
        match std::env::var(variable) {
            Ok(text) => (text, variable.to_owned()),
            Err(VarError::NotPresent) => return Ok(None),
            Err(VarError::NotUnicode(_)) => {
                return Err(Failure::new(format!("{variable} must be UTF-8")));
            }
        }
    };
    if text.is_empty() {
        return Err(Failure::new(format!(
            "{from} is empty: it must hold a secret"
        )));
    }
    Ok(Some(Secret::from(text)))
}

/// A password of 128 random bits from the operating system.
///
/// # Errors
/// The system has no random bits to give.
pub(super) fn make_up() -> Result<Secret, Failure> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::new(format!("no random bits for a password: {error}")))?;
    let mut text = String::new();
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    Ok(Secret::from(text))
}
