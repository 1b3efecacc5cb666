//! Text that must not be shown: passwords, tickets, tokens, signature keys.

use std::fmt;

use subtle::ConstantTimeEq as _;

/// A text that `Debug` never shows, and that has no `Display`.
///
/// Comparison takes the same time wherever two texts of equal length differ, so that an attacker cannot
/// guess a secret character by character. The length is not hidden.
///
/// ```
/// use webhook_model::property::Secret;
///
/// let secret = Secret::from("hunter2");
/// assert_eq!(format!("{secret:?}"), "Secret(***)");
/// assert_eq!(secret.expose(), "hunter2");
/// ```
#[derive(Clone, Default, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself. The name makes every use of a secret easy to find.
    ///
    /// ```
    /// # use webhook_model::property::Secret;
    /// assert_eq!(Secret::from("key").expose().len(), 3);
    /// ```
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether the text is empty.
    ///
    /// ```
    /// # use webhook_model::property::Secret;
    /// assert!(Secret::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Secret {
    /// The text, for a reader to fill.
    pub(crate) fn expose_mut(&mut self) -> &mut String {
        &mut self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_even_when_nested_and_pretty() {
        let shown = format!("{:#?}", Some(Secret::from("hunter2")));
        assert!(
            shown.contains("Secret(***)") && !shown.contains("hunter2"),
            "{shown}"
        );
    }

    #[test]
    fn texts_of_any_length_are_compared() {
        for (left, right) in [
            ("", ""),
            ("key", "key"),
            ("key", "kez"),
            ("key", "keys"),
            ("", "k"),
        ] {
            assert_eq!(
                Secret::from(left) == Secret::from(right),
                left == right,
                "{left} {right}"
            );
        }
    }
}
