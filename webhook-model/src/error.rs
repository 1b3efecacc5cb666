//! The error type: the kind of error, the property, and the position in the input.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

#[cfg(feature = "http")]
use http::StatusCode;

use crate::position::Position;

/// How many characters of each end of a long pointer are shown.
const SHOWN: usize = 200;

/// The kind of an error. Each kind has one HTTP status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not JSON (RFC 8259), not well-formed XML 1.0, or not a patch document.
    Syntax,
    /// The bytes are not valid UTF-8 (or UTF-16, where a byte order mark announces it).
    Encoding,
    /// A value of the wrong type, for example a string for an int32.
    Type,
    /// A number, date or duration out of the range of its property.
    Range,
    /// `null` for a property that is never null.
    Null,
    /// An enum name or number that the enum does not have.
    UnknownVariant,
    /// A duplicate member, also if the two names differ only in case.
    Duplicate,
    /// A count or a length beyond the documented bounds.
    Limit,
    /// Nesting beyond the documented bound.
    Depth,
    /// A property that the entity does not have, in a projection.
    UnknownProperty,
    /// A path in a patch that does not exist.
    PatchPath,
    /// A patch operation that the profile does not support.
    PatchUnsupported,
    /// A `test` operation whose value differs.
    PatchTest,
    /// A value that the format cannot represent, for example U+0000 in XML.
    Unrepresentable,
}

impl ErrorKind {
    /// The HTTP status of the response to a request that fails with this error (RFC 9110 section 15).
    ///
    /// 400 for input that cannot be decoded, 409 for a failed patch test, 413 beyond a limit,
    /// 422 for a patch that can be decoded but not applied, 500 for an entity that the format
    /// cannot represent.
    ///
    /// ```
    /// use webhook_model::ErrorKind;
    ///
    /// assert_eq!(ErrorKind::PatchTest.status(), 409);
    /// ```
    #[cfg(feature = "http")]
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::PatchTest => StatusCode::CONFLICT,
            Self::Limit => StatusCode::PAYLOAD_TOO_LARGE,
            Self::PatchPath | Self::PatchUnsupported => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unrepresentable => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Syntax
            | Self::Encoding
            | Self::Type
            | Self::Range
            | Self::Null
            | Self::UnknownVariant
            | Self::Duplicate
            | Self::Depth
            | Self::UnknownProperty => StatusCode::BAD_REQUEST,
        }
    }
}

/// An error in decoding, encoding or patching: the cause, the property and the position.
///
/// The text never contains a property's value, except an unknown enum name, so it cannot leak a
/// secret.
///
/// ```
/// use webhook_model::{ErrorKind, MediaType, Webhook};
///
/// let error = Webhook::decode(MediaType::ApplicationJson, b"{\"WebhookId\": null}").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Null);
/// assert_eq!(error.pointer(), "/WebhookId");
/// assert_eq!(error.position().map(|position| position.line), Some(1));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Detail>);

#[derive(Clone, PartialEq, Eq)]
struct Detail {
    kind: ErrorKind,
    message: String,
    pointer: String,
    position: Option<Position>,
    /// Whether the input is well-formed and only its values are invalid.
    unprocessable: bool,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Detail {
            kind,
            message: message.into(),
            pointer: String::new(),
            position: None,
            unprocessable: false,
        }))
    }

    pub(crate) fn at(mut self, position: Position) -> Self {
        self.0.position.get_or_insert(position);
        self
    }

    /// The error of a well-formed patch that cannot be applied: 422, unless its kind has another
    /// status.
    pub(crate) fn unprocessable(mut self) -> Self {
        self.0.unprocessable = self.0.kind != ErrorKind::Duplicate;
        self
    }

    pub(crate) fn with_pointer(mut self, pointer: String) -> Self {
        self.0.pointer = pointer;
        self
    }

    /// Prepends a step to the pointer, while the walk unwinds.
    pub(crate) fn inside(mut self, step: &str) -> Self {
        let mut pointer = String::with_capacity(step.len() + 1 + self.0.pointer.len());
        push_step(&mut pointer, step);
        pointer.push_str(&self.0.pointer);
        self.0.pointer = pointer;
        self
    }

    /// Appends advice to the message.
    pub(crate) fn with_advice(mut self, advice: &str) -> Self {
        self.0.message.push_str(advice);
        self
    }

    /// The kind of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The property as a JSON pointer (RFC 6901), with the wire names; empty for the document. Keys
    /// of dictionaries are cut after 80 characters, and the text of the error has at most the first
    /// and the last 200 characters of the pointer.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.0.pointer
    }

    /// Line and column of the input. The values of a patch have none.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }

    /// The HTTP status of the response; see [`ErrorKind::status`].
    ///
    /// A well-formed patch with invalid values is 422 whatever the kind.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self.0.kind.status() {
            StatusCode::BAD_REQUEST if self.0.unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
            status => status,
        }
    }

    /// The message, without property and position.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }
}

/// Appends `/step` with the escapes of RFC 6901 section 3.
pub(crate) fn push_step(pointer: &mut String, step: &str) {
    pointer.push('/');
    if !step.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        pointer.push_str(step);
        return;
    }
    for character in step.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.pointer.is_empty() {
            write!(f, "{}: ", cut(&self.0.pointer))?;
        }
        f.write_str(&self.0.message)?;
        if let Some(position) = self.0.position {
            write!(f, " ({position})")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("pointer", &cut(&self.0.pointer))
            .field("message", &self.0.message)
            .field("position", &self.0.position)
            .field("unprocessable", &self.0.unprocessable)
            .finish()
    }
}

impl std::error::Error for Error {}

/// The error for a duplicate key, property or other member.
#[cold]
pub(crate) fn duplicate(what: &str) -> Error {
    Error::new(ErrorKind::Duplicate, format!("duplicate {what}"))
}

/// At most 40 characters of an external name, for a message.
pub(crate) fn shorten(text: &str) -> String {
    let mut short = String::new();
    for letter in text.chars().take(40) {
        // Writing to a string cannot fail.
        let _ = write!(short, "{}", letter.escape_debug());
    }
    if text.chars().nth(40).is_some() {
        short.push('\u{2026}');
    }
    short
}

/// A pointer for a message: of a long one only the first and last characters, since 127 steps may have
/// keys of 80 characters each.
pub(crate) fn cut(pointer: &str) -> Cow<'_, str> {
    let ends = |count: usize| pointer.char_indices().nth(count).map(|(at, _)| at);
    let length = pointer.chars().count();
    match (ends(SHOWN), ends(length.saturating_sub(SHOWN))) {
        (Some(first), Some(last)) if length > 2 * SHOWN => {
            let (first, last) = (pointer.get(..first), pointer.get(last..));
            let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
            Cow::Owned(format!("{first}\u{2026}{last}"))
        }
        _ => Cow::Borrowed(pointer),
    }
}

/// The pointer's first bytes are limited too: a dictionary key is external input.
pub(crate) fn step_of(key: &str) -> String {
    if key.chars().nth(80).is_some() {
        let mut short: String = key.chars().take(80).collect();
        short.push('\u{2026}');
        short
    } else {
        key.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_escaped_and_ordered_from_the_outside() {
        let error = Error::new(ErrorKind::Type, "wrong")
            .inside("a~b/c")
            .inside("Headers");
        assert_eq!(error.pointer(), "/Headers/a~0b~1c");
        assert_eq!(error.to_string(), "/Headers/a~0b~1c: wrong");
    }

    #[test]
    fn long_pointers_are_cut_in_the_middle() {
        let mut error = Error::new(ErrorKind::Type, "wrong");
        for number in 0..127 {
            error = error.inside(&format!("{number}-{}", "\u{e5}".repeat(80)));
        }
        let text = error.to_string();
        assert_eq!(text.chars().count(), 401 + ": wrong".len());
        assert!(
            text.starts_with("/126-\u{e5}") && text.contains('\u{2026}'),
            "{text}"
        );
        assert!(text.ends_with("\u{e5}: wrong"), "{text}");
        assert!(format!("{error:?}").chars().count() < 1000);
        let short = Error::new(ErrorKind::Type, "wrong").inside(&"x".repeat(399));
        assert_eq!(short.to_string().chars().count(), 400 + ": wrong".len());
    }

    #[test]
    fn names_from_outside_are_cut_and_escaped() {
        assert_eq!(shorten("a\nb"), "a\\nb");
        assert_eq!(shorten(&"x".repeat(100)).chars().count(), 41);
    }
}
