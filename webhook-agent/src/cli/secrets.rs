//! Secrets of the command: from files, from the environment, or generated.

use std::env::VarError;
use std::path::Path;

use webhook_model::Secret;

use super::Failure;
use crate::hex::hex;

/// A secret, and a shell expression for it, which can be printed.
pub(super) struct Sourced {
    pub(super) secret: Secret,
    /// The expression, in double quotes.
    pub(super) shell: String,
    /// A risk of its source.
    pub(super) warning: Option<String>,
}

/// Reads a secret from the file of an option, else from an environment variable, else from a
/// configured file.
///
/// # Errors
/// A file that cannot be read; an empty secret, which would let in everyone who sends none.
pub(super) fn find(
    option: Option<&Path>,
    variable: &str,
    configured: Option<&Path>,
) -> Result<Option<Sourced>, Failure> {
    if let Some(file) = option {
        return of_file(file).map(Some);
    }
    match std::env::var(variable) {
        Ok(text) => Ok(Some(Sourced {
            secret: not_empty(text, variable)?,
            shell: format!("\"${variable}\""),
            warning: None,
        })),
        Err(VarError::NotUnicode(_)) => Err(Failure::new(format!("{variable} must be UTF-8"))),
        Err(VarError::NotPresent) => configured.map(of_file).transpose(),
    }
}

fn of_file(file: &Path) -> Result<Sourced, Failure> {
    let name = file.display().to_string();
    let text =
        std::fs::read_to_string(file).map_err(|error| Failure::new(format!("{name}: {error}")))?;
    // Editors end a file with a line feed.
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let text = text.strip_suffix('\r').unwrap_or(text).to_owned();
    Ok(Sourced {
        secret: not_empty(text, &name)?,
        shell: format!("\"$(cat {})\"", quoted(&name)),
        warning: open_to_all(file),
    })
}

/// A warning if every user of the machine can read a file.
#[cfg(unix)]
pub(super) fn open_to_all(file: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = std::fs::metadata(file).ok()?.permissions().mode();
    (mode & 0o004 != 0).then(|| {
        let name = file.display().to_string();
        format!(
            "every user can read {name}, which contains a secret; run `chmod 600 {}`",
            quoted(&name)
        )
    })
}

#[cfg(not(unix))]
pub(super) fn open_to_all(_: &Path) -> Option<String> {
    None
}

fn not_empty(text: String, from: &str) -> Result<Secret, Failure> {
    if text.is_empty() {
        return Err(Failure::new(format!(
            "{from} is empty; it must contain a secret"
        )));
    }
    Ok(Secret::from(text))
}

/// Quotes a word for a shell.
pub(super) fn quoted(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./@".contains(&byte);
    if !text.is_empty() && text.bytes().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// A password of 128 random bits from the operating system.
///
/// # Errors
/// The system does not return random bits.
pub(super) fn generate() -> Result<Secret, Failure> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Failure::new(format!(
            "the system returns no random bits for a password: {error}"
        ))
    })?;
    Ok(Secret::from(hex(&bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_a_shell() {
        assert_eq!(quoted("tje0"), "tje0");
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
