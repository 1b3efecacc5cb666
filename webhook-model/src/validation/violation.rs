//! Violations: the property, the broken rule, and its requirement.

use std::fmt;

/// A rule of `#[netserver(..)]`, or of a type, that a value can break.
///
/// ```
/// use webhook_model::validation::ViolationCode;
///
/// assert_eq!(ViolationCode::MaxLength.as_str(), "max_length");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ViolationCode {
    /// `required`: the value is null, empty or white space.
    Required,
    /// `max_length`: the text is too long.
    MaxLength,
    /// `format`: the text does not have the format.
    Format,
    /// `range`: the number is outside the range.
    Range,
    /// The enum does not have the name or the number.
    UnknownVariant,
    /// The family does not have the member.
    UnknownMember,
    /// The value is nested deeper than a body can be.
    Depth,
}

impl ViolationCode {
    /// The code as text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::MaxLength => "max_length",
            Self::Format => "format",
            Self::Range => "range",
            Self::UnknownVariant => "unknown_variant",
            Self::UnknownMember => "unknown_member",
            Self::Depth => "depth",
        }
    }
}

impl fmt::Display for ViolationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One rule that a value breaks. It never contains the value itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pub(super) pointer: String,
    pub(super) code: ViolationCode,
    pub(super) message: String,
}

impl Violation {
    /// The property as a JSON pointer (RFC 6901) with the wire names, such as `/Emails/0/Value`. Keys of
    /// dictionaries are cut after 80 characters.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The rule.
    #[must_use]
    pub const fn code(&self) -> ViolationCode {
        self.code
    }

    /// The requirement, such as `must be from 1 to 100`.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pointer.is_empty() {
            write!(f, "{}: ", crate::error::cut(&self.pointer))?;
        }
        f.write_str(&self.message)
    }
}

/// Every rule that a value breaks, in the order of the properties; at least one.
///
/// A list of a million wrong items would make a million violations: the first
/// [`Violations::MAX`] are kept, and [`is_cut`](Self::is_cut) tells whether there are more.
///
/// ```
/// use webhook_model::NetServerEntity;
///
/// #[derive(NetServerEntity)]
/// struct Contact {
///     #[netserver(required, max_length = 5)]
///     name: Option<String>,
///     #[netserver(format = email)]
///     emails: Vec<String>,
/// }
///
/// let contact = Contact { name: None, emails: vec!["a@b.example".into(), "nobody".into()] };
/// let violations = contact.validate().unwrap_err();
/// let found: Vec<_> = violations.iter().map(|found| (found.pointer(), found.code().as_str())).collect();
/// assert_eq!(found, [("/Name", "required"), ("/Emails/1", "format")]);
/// assert_eq!(violations.to_string(), "/Name: must not be null; /Emails/1: must be an e-mail address");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations {
    pub(super) found: Vec<Violation>,
    pub(super) cut: bool,
}

impl Violations {
    /// The most violations that are kept.
    pub const MAX: usize = 100;

    /// The HTTP status of a response to a request with such a value: 422 (RFC 9110 section 15.5.21).
    #[cfg(feature = "http")]
    #[must_use]
    pub const fn status(&self) -> http::StatusCode {
        http::StatusCode::UNPROCESSABLE_ENTITY
    }

    /// The violations.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.found
    }

    /// The violations.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.found.iter()
    }

    /// Whether there are more violations than are kept.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.cut
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.found.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{violation}")?;
        }
        if self.cut {
            f.write_str("; and more")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = std::slice::Iter<'v, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
