//! The text of a document, decoded from its bytes.

use std::borrow::Cow;
use std::fmt;

use super::XmlReader;
use super::characters::first_illegal;
use super::declaration::Declaration;
use super::encoding::decode;
use super::error::{LocatedError, XmlError, XmlErrorKind};
use super::limits::XmlLimits;
use crate::position::Position;

/// A document in memory, decoded and ready to be read.
///
/// UTF-8 is borrowed, UTF-16 is converted. Debug output shows the size, not the
/// text, which may hold a secret.
///
/// ```
/// # use webhook_model::format::xml::reader::{XmlDocument, XmlErrorKind, XmlLimits};
/// let limits = XmlLimits::default();
/// let document = XmlDocument::decode(b"\xFE\xFF\0<\0a\0/\0>", limits)?;
/// assert_eq!(document.reader().next_child()?.unwrap().local(), "a");
///
/// let error = XmlDocument::decode(b"<a>\xE5</a>", limits).unwrap_err();
/// assert_eq!(error.kind(), &XmlErrorKind::InvalidUtf8);
/// # Ok::<(), webhook_model::format::xml::reader::XmlError>(())
/// ```
#[derive(Clone)]
pub struct XmlDocument<'a> {
    text: Cow<'a, str>,
    /// Length of the XML declaration.
    body: usize,
    /// Whether there are line ends to normalise.
    carriage_returns: bool,
    limits: XmlLimits,
}

impl<'a> XmlDocument<'a> {
    /// Decodes `bytes`: UTF-8, with or without byte-order mark, or UTF-16 with one.
    ///
    /// # Errors
    /// More bytes than `limits` allows; bytes in another encoding, or in one that
    /// the XML declaration contradicts; a malformed XML declaration; a character
    /// anywhere that XML 1.0 section 2.2 excludes.
    pub fn decode(bytes: &'a [u8], limits: XmlLimits) -> Result<Self, XmlError> {
        if bytes.len() > limits.bytes {
            let limit = limits.bytes;
            let kind = XmlErrorKind::TooLarge { limit };
            return Err(XmlError::new(kind, Position::after("")));
        }
        let (text, encoding) = decode(bytes)?;
        let fault = |kind| LocatedError::new(kind, 0).locate(&text);
        let declaration = Declaration::parse(&text).map_err(fault)?;
        let body = declaration.as_ref().map_or(0, |found| found.length);
        if let Some(name) = declaration.and_then(|found| found.encoding) {
            encoding.check_declared(name, &text).map_err(fault)?;
        }
        if let Some(at) = first_illegal(&text) {
            let character = text.get(at..).and_then(|rest| rest.chars().next());
            let code = character.map_or(0, u32::from);
            return Err(
                LocatedError::new(XmlErrorKind::IllegalCharacter { code }, at).locate(&text),
            );
        }
        // A second mark is ordinary text.
        if text
            .get(body..)
            .is_some_and(|rest| rest.starts_with('\u{FEFF}'))
        {
            return Err(LocatedError::new(XmlErrorKind::TextOutsideRoot, body).locate(&text));
        }
        let carriage_returns = memchr::memchr(b'\r', text.as_bytes()).is_some();
        Ok(Self {
            text,
            body,
            carriage_returns,
            limits,
        })
    }

    /// A reader at the start of the document.
    ///
    /// ```
    /// # use webhook_model::format::xml::reader::{XmlDocument, XmlLimits};
    /// let document = XmlDocument::decode(b"<a/>", XmlLimits::default())?;
    /// document.reader().finish()?;
    /// # Ok::<(), webhook_model::format::xml::reader::XmlError>(())
    /// ```
    #[must_use]
    pub fn reader(&self) -> XmlReader<'_> {
        XmlReader::new(&self.text, self.body, self.carriage_returns, self.limits)
    }
}

impl fmt::Debug for XmlDocument<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("XmlDocument")
            .field("bytes", &self.text.len())
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
