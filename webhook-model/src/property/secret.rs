//! Text that must not be shown: passwords, tickets, tokens, signature keys.

use std::fmt;

/// A text that never shows in `Debug` output and has no `Display`.
///
/// Comparison takes the same time wherever two texts of equal length differ, so that an attacker can't guess a secret
/// character by character. The length is not hidden.
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
    /// The text itself. The name is meant to stand out wherever a secret leaves its shell.
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
        constant_time_eq(self.0.as_bytes(), other.0.as_bytes())
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

/// Whether two byte strings are equal, in a time that depends on their lengths alone.
///
/// ```
/// use webhook_model::property::secret::constant_time_eq;
///
/// assert!(constant_time_eq(b"token", b"token"));
/// assert!(!constant_time_eq(b"token", b"taken"));
/// assert!(!constant_time_eq(b"token", b"token2"));
/// ```
#[must_use]
pub fn constant_time_eq(left: &[u8], right: &[u8]) -> bool {
    let mut difference = u8::from(left.len() != right.len());
    for (a, b) in left.iter().zip(right) {
        // Every pair is looked at; the barrier keeps the optimiser from ending the loop at the first difference.
        difference = std::hint::black_box(difference | (a ^ b));
    }
    difference == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn debug_shows_nothing_even_when_nested_and_pretty() {
        let shown = format!("{:#?}", Some(Secret::from("hunter2")));
        assert!(
            shown.contains("Secret(***)") && !shown.contains("hunter2"),
            "{shown}"
        );
    }

    proptest! {
        #[test]
        fn comparison_agrees_with_plain_equality(a in prop::collection::vec(0u8..3, 0..6), b in prop::collection::vec(0u8..3, 0..6)) {
            prop_assert_eq!(constant_time_eq(&a, &b), a == b);
        }
    }
}
