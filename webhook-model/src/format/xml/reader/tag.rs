//! The inside of a start tag: its name and attributes as written.

use super::characters::{is_space, trim_start};
use super::error::{LocatedError, XmlErrorKind};
use super::names::QName;
use super::references::check_attribute;

/// An attribute as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attribute<'a> {
    pub(super) name: QName<'a>,
    /// Between the quotes, checked but not normalised.
    pub(super) value: &'a str,
    /// Offset of the name.
    pub(super) at: usize,
}

/// Walks the attributes of a start tag (XML 1.0 section 3.1).
#[derive(Debug)]
pub(super) struct Attributes<'a> {
    rest: &'a str,
    /// Offset after the tag's last attribute.
    end: usize,
}

/// Splits the text between `<` and `>` or `/>`, at offset `at`, into the name as
/// written, the name in its parts, and the attributes.
pub(super) fn split_tag(
    inside: &str,
    at: usize,
) -> Result<(&str, QName<'_>, Attributes<'_>), LocatedError> {
    let (name, rest) = name_before(inside, at, &[])?;
    let (written, _) = inside.split_at(inside.len() - rest.len());
    let attributes = Attributes {
        rest,
        end: at + inside.len(),
    };
    Ok((written, name, attributes))
}

impl<'a> Attributes<'a> {
    /// The next attribute.
    pub(super) fn next(&mut self) -> Result<Option<Attribute<'a>>, LocatedError> {
        let text = trim_start(self.rest);
        if text.is_empty() {
            return Ok(None);
        }
        if text.len() == self.rest.len() {
            return Err(self.malformed(text, "white space in front of each attribute"));
        }
        let at = self.offset(text);
        let (name, after) = name_before(text, at, b"=")?;
        let after = trim_start(after);
        let Some(value) = after.strip_prefix('=').map(trim_start) else {
            return Err(self.malformed(after, "`=` and a value behind the attribute's name"));
        };
        let Some(&quote @ (b'"' | b'\'')) = value.as_bytes().first() else {
            return Err(self.malformed(value, "quotes around the attribute's value"));
        };
        let value = value.get(1..).unwrap_or_default();
        let Some(end) = memchr::memchr(quote, value.as_bytes()) else {
            return Err(self.malformed(value, "a closing quote behind the attribute's value"));
        };
        let start = self.offset(value);
        let (value, rest) = value.split_at(end);
        check_attribute(value, start)?;
        self.rest = rest.get(1..).unwrap_or_default();
        Ok(Some(Attribute { name, value, at }))
    }

    /// The offset of `rest`, a tail of the tag.
    const fn offset(&self, rest: &str) -> usize {
        self.end.saturating_sub(rest.len())
    }

    const fn malformed(&self, rest: &str, expected: &'static str) -> LocatedError {
        LocatedError::new(XmlErrorKind::MalformedTag { expected }, self.offset(rest))
    }
}

/// The name that `text` begins with, and what follows it: white space, one of
/// `delimiters` or nothing.
fn name_before<'a>(
    text: &'a str,
    at: usize,
    delimiters: &[u8],
) -> Result<(QName<'a>, &'a str), LocatedError> {
    let invalid = |bad| LocatedError::new(XmlErrorKind::InvalidName, at + bad);
    let (name, rest) = QName::split_off(text).map_err(invalid)?;
    match rest.as_bytes().first() {
        Some(&byte) if !is_space(byte) && !delimiters.contains(&byte) => {
            Err(invalid(text.len() - rest.len()))
        }
        _ => Ok((name, rest)),
    }
}
