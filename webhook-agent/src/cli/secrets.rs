//! Secrets of the command: read from files or the environment, or generated.

use std::env::VarError;
use std::path::Path;

use webhook_model::Secret;

use super::Failure;
use crate::hex::hex;

/// A secret, and a shell expression for it that is safe to print.
pub(super) struct Sourced {
    pub(super) secret: Secret,
    /// The expression, in double quotes.
    pub(super) shell: String,
    /// A security warning about the source.
    pub(super) warning: Option<String>,
}

/// Reads a secret from the file of an option, an environment variable, or a configured file, in
/// this order.
///
/// # Errors
/// A file that cannot be read, or an empty secret, which would match requests without one.
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

/// A warning if every user of the machine can read the file.
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
/// The system returns no random bits.
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
