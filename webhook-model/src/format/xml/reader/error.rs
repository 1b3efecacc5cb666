//! The errors of documents.

use std::fmt;

use crate::error::ErrorKind;
use crate::position::Position;

/// The most characters of a name that a message quotes.
const QUOTED_CHARACTERS: usize = 40;

/// The error for an invalid document, with its position.
///
/// The message quotes at most 40 characters of names of elements, attributes and
/// prefixes, but never text or attribute values, which may hold a secret.
///
/// ```
/// # use webhook_model::format::xml::reader::{XmlDocument, XmlErrorKind, XmlLimits};
/// let document = XmlDocument::decode(b"<a>\n<b></a>", XmlLimits::default())?;
/// let error = document.reader().finish().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "XML line 2, column 4: mismatched end tag: expected `</b>`",
/// );
/// assert!(matches!(error.kind(), XmlErrorKind::MismatchedEndTag { .. }));
/// # Ok::<(), webhook_model::format::xml::reader::XmlError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlError {
    kind: XmlErrorKind,
    position: Position,
}

impl XmlError {
    pub(super) fn new(kind: XmlErrorKind, position: Position) -> Self {
        Self { kind, position }
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> &XmlErrorKind {
        &self.kind
    }

    /// Where the error, or the markup that holds it, begins.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.position
    }
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "XML {}: {}", self.position, self.kind)
    }
}

impl std::error::Error for XmlError {}

/// The kinds of error in a document.
///
/// Section numbers are those of Extensible Markup Language (XML) 1.0, fifth
/// edition; `NS` marks Namespaces in XML 1.0, third edition.
///
/// ```
/// # use webhook_model::format::xml::reader::XmlErrorKind;
/// assert!(XmlErrorKind::TooDeep { limit: 128 }.is_limit());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum XmlErrorKind {
    /// More bytes than the caller allows.
    TooLarge {
        /// Most bytes allowed.
        limit: usize,
    },
    /// Elements nested deeper than the caller allows.
    TooDeep {
        /// Most levels allowed.
        limit: usize,
    },
    /// More attributes on one element than the caller allows.
    TooManyAttributes {
        /// Most attributes allowed.
        limit: usize,
    },
    /// More namespace declarations in scope than the caller allows.
    TooManyNamespaces {
        /// Most declarations allowed.
        limit: usize,
    },
    /// A longer namespace name than the caller allows.
    NamespaceTooLong {
        /// Most bytes allowed.
        limit: usize,
    },
    /// A declared encoding that is not supported (4.3.3).
    UnsupportedEncoding {
        /// The name in the declaration.
        name: Box<str>,
    },
    /// A declared encoding that the bytes contradict (4.3.3).
    EncodingMismatch {
        /// The name in the declaration.
        declared: Box<str>,
        /// What the bytes are.
        found: &'static str,
    },
    /// UTF-16 that doesn't begin with a byte-order mark (4.3.3).
    Utf16WithoutMark,
    /// Bytes that are not UTF-8.
    InvalidUtf8,
    /// Code units that are not UTF-16, or half a code unit.
    InvalidUtf16,
    /// A document type declaration, which is never read.
    Doctype,
    /// A character that XML 1.0 can't hold (2.2).
    IllegalCharacter {
        /// Its code point.
        code: u32,
    },
    /// An XML declaration anywhere but at the very start (2.8).
    MisplacedDeclaration,
    /// An XML declaration other than version, encoding, standalone (2.8).
    MalformedDeclaration,
    /// A version other than 1.0.
    UnsupportedVersion,
    /// Markup that is not closed when the document ends.
    Unclosed {
        /// The open markup, with the characters that would close it.
        construct: &'static str,
    },
    /// An element that is not closed when the document ends (2.1).
    UnclosedElement {
        /// Its name.
        name: Box<str>,
    },
    /// An end tag whose name differs from that of the open element (3).
    MismatchedEndTag {
        /// The open element.
        expected: Box<str>,
    },
    /// An end tag without an open element (3).
    UnexpectedEndTag,
    /// No element at all (2.1).
    NoRoot,
    /// An element after the root (2.1).
    SecondRoot,
    /// Text, a reference or a CDATA section outside the root (2.8).
    TextOutsideRoot,
    /// An invalid name (2.3), or a name with colons where they are not allowed (NS 4).
    InvalidName,
    /// A start tag that doesn't keep to the grammar (3.1).
    MalformedTag {
        /// What was missing.
        expected: &'static str,
    },
    /// `<` in an attribute value (3.1).
    LessThanInAttribute,
    /// Two attributes of the same name (3.1) or the same expanded name (NS 6.3).
    DuplicateAttribute {
        /// Their local name, or the prefix declared twice.
        name: Box<str>,
    },
    /// A prefix without a declaration in scope (NS 5).
    UndeclaredPrefix {
        /// The prefix.
        prefix: Box<str>,
    },
    /// A declaration that Namespaces in XML forbids (NS 3).
    InvalidNamespace {
        /// The rule it breaks.
        rule: &'static str,
    },
    /// `]]>` in text (2.4).
    SectionEndInText,
    /// `&` without a reference (2.4).
    BareAmpersand,
    /// A reference to an entity other than the five of XML (4.1, 4.6).
    UndefinedEntity,
    /// A character reference without digits, or to no legal character (4.1).
    InvalidCharacterReference,
    /// `--` inside a comment (2.5).
    MalformedComment,
    /// A processing instruction of a bad or reserved name (2.6, NS 7).
    MalformedInstruction,
    /// `<!` that begins neither a comment nor a CDATA section.
    UnknownMarkup,
    /// `xsi:nil` with something that is not a boolean (XML Schema 1, 2.6.2).
    InvalidNil,
    /// `xsi:type` with something that is not a qualified name (XML Schema 1, 2.6.1).
    InvalidType,
    /// An element where only text, or nothing, may occur.
    UnexpectedElement {
        /// Its local name.
        name: Box<str>,
    },
    /// Text where only elements, or nothing, may occur.
    UnexpectedText,
}

impl XmlErrorKind {
    /// Whether a bound of [`XmlLimits`](super::XmlLimits) was passed. A server
    /// answers 413 to a body over its size.
    #[must_use]
    pub const fn is_limit(&self) -> bool {
        matches!(self.kind(), ErrorKind::Limit | ErrorKind::Depth)
    }

    /// The kind of the error of an entity in such a document.
    pub(crate) const fn kind(&self) -> ErrorKind {
        match self {
            Self::TooDeep { .. } => ErrorKind::Depth,
            Self::TooLarge { .. }
            | Self::TooManyAttributes { .. }
            | Self::TooManyNamespaces { .. }
            | Self::NamespaceTooLong { .. } => ErrorKind::Limit,
            Self::UnsupportedEncoding { .. }
            | Self::Utf16WithoutMark
            | Self::InvalidUtf8
            | Self::InvalidUtf16 => ErrorKind::Encoding,
            Self::EncodingMismatch { .. }
            | Self::Doctype
            | Self::IllegalCharacter { .. }
            | Self::MisplacedDeclaration
            | Self::MalformedDeclaration
            | Self::UnsupportedVersion
            | Self::Unclosed { .. }
            | Self::UnclosedElement { .. }
            | Self::MismatchedEndTag { .. }
            | Self::UnexpectedEndTag
            | Self::NoRoot
            | Self::SecondRoot
            | Self::TextOutsideRoot
            | Self::InvalidName
            | Self::MalformedTag { .. }
            | Self::LessThanInAttribute
            | Self::DuplicateAttribute { .. }
            | Self::UndeclaredPrefix { .. }
            | Self::InvalidNamespace { .. }
            | Self::SectionEndInText
            | Self::BareAmpersand
            | Self::UndefinedEntity
            | Self::InvalidCharacterReference
            | Self::MalformedComment
            | Self::MalformedInstruction
            | Self::UnknownMarkup
            | Self::InvalidNil
            | Self::InvalidType
            | Self::UnexpectedElement { .. }
            | Self::UnexpectedText => ErrorKind::Syntax,
        }
    }
}

impl fmt::Display for XmlErrorKind {
    #[allow(clippy::too_many_lines)] // A message for each kind.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self {
            Self::TooLarge { limit } => {
                return write!(f, "the document is larger than the {limit} bytes allowed");
            }
            Self::TooDeep { limit } => {
                return write!(f, "nested deeper than the {limit} levels allowed");
            }
            Self::TooManyAttributes { limit } => {
                return write!(f, "more than {limit} attributes on one element");
            }
            Self::TooManyNamespaces { limit } => {
                return write!(f, "more than the {limit} namespaces allowed in scope");
            }
            Self::NamespaceTooLong { limit } => {
                return write!(f, "namespace name longer than {limit} bytes");
            }
            Self::UnsupportedEncoding { name } => {
                return write!(
                    f,
                    "the encoding `{name}` is not supported: use UTF-8, or UTF-16 with a byte-order mark"
                );
            }
            Self::EncodingMismatch { declared, found } => {
                return write!(f, "declared encoding `{declared}`, found {found}");
            }
            Self::IllegalCharacter { code } => {
                return write!(
                    f,
                    "XML 1.0 does not allow U+{code:04X}: expected a tab, line feed, carriage return, or \
                     a character from U+0020 except surrogates, U+FFFE and U+FFFF"
                );
            }
            Self::Unclosed { construct } => {
                return write!(f, "the document ends inside {construct}");
            }
            Self::UnclosedElement { name } => {
                return write!(f, "the document ends inside `{name}`: expected `</{name}>`");
            }
            Self::MismatchedEndTag { expected } => {
                return write!(f, "mismatched end tag: expected `</{expected}>`");
            }
            Self::MalformedTag { expected } => {
                return write!(f, "the start tag is malformed: expected {expected}");
            }
            Self::DuplicateAttribute { name } => {
                return write!(f, "duplicate attribute `{name}`: remove one");
            }
            Self::UndeclaredPrefix { prefix } => {
                return write!(f, "undeclared prefix `{prefix}`: add `xmlns:{prefix}`");
            }
            Self::InvalidNamespace { rule } => {
                return write!(f, "the namespace declaration is not allowed: {rule}");
            }
            Self::UnexpectedElement { name } => {
                return write!(f, "unexpected element `{name}`: expected no child elements");
            }
            Self::Utf16WithoutMark => {
                "UTF-16 must begin with a byte-order mark: add one, or send UTF-8"
            }
            Self::InvalidUtf8 => {
                "the bytes are not valid UTF-8: send UTF-8, or UTF-16 with a byte-order mark"
            }
            Self::InvalidUtf16 => "the code units are not valid UTF-16: surrogates come in pairs",
            Self::Doctype => "a document type declaration is refused: remove `<!DOCTYPE ...>`",
            Self::MisplacedDeclaration => {
                "an XML declaration is allowed only at the very start of the document"
            }
            Self::MalformedDeclaration => {
                "the XML declaration is malformed: expected version, then encoding, then \
                 standalone, as in `<?xml version=\"1.0\" encoding=\"utf-8\"?>`"
            }
            Self::UnsupportedVersion => "the XML version is not supported: expected 1.0",
            Self::UnexpectedEndTag => "end tag without an open element",
            Self::NoRoot => "the document has no element: expected one root element",
            Self::SecondRoot => "an element follows the root: expected one root element",
            Self::TextOutsideRoot => {
                "only white space, comments and processing instructions are allowed outside the root"
            }
            Self::InvalidName => {
                "invalid name: expected a letter or `_`, then letters, digits, `.`, `-` or `_`, and at \
                 most one colon, between prefix and name"
            }
            Self::LessThanInAttribute => "`<` in an attribute value: write `&lt;`",
            Self::SectionEndInText => "`]]>` in text: write `]]&gt;`",
            Self::BareAmpersand => "`&` without a reference: write `&amp;`",
            Self::UndefinedEntity => "undefined entity: expected lt, gt, amp, apos or quot",
            Self::InvalidCharacterReference => {
                "the character reference is not valid: expected `&#` and digits or `&#x` and hex \
                 digits of a character that XML 1.0 allows, and `;`"
            }
            Self::MalformedComment => "`--` is not allowed inside a comment",
            Self::MalformedInstruction => {
                "the processing instruction is malformed: expected a name without colon, other \
                 than `xml`, then white space or `?>`"
            }
            Self::UnknownMarkup => "unknown markup after `<!`: expected `<!--` or `<![CDATA[`",
            Self::InvalidNil => "nil is not a boolean: expected true, false, 1 or 0",
            Self::InvalidType => "type is not a qualified name: expected `prefix:name` or `name`",
            Self::UnexpectedText => "unexpected text: expected elements only",
        };
        f.write_str(message)
    }
}

/// An error with its byte offset; the position is computed when it leaves the reader.
#[derive(Debug)]
pub(super) struct LocatedError {
    pub(super) kind: XmlErrorKind,
    pub(super) at: usize,
}

impl LocatedError {
    pub(super) const fn new(kind: XmlErrorKind, at: usize) -> Self {
        Self { kind, at }
    }

    /// The error with its position in `text`.
    pub(super) fn locate(self, text: &str) -> XmlError {
        let before = text.get(..self.at).unwrap_or(text);
        XmlError::new(self.kind, Position::after(before))
    }
}

/// A name as a message quotes it.
pub(super) fn quoted(name: &str) -> Box<str> {
    match name.char_indices().nth(QUOTED_CHARACTERS) {
        None => name.into(),
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn long_names_are_cut_between_characters() {
        assert_eq!(&*quoted(&"å".repeat(40)), "å".repeat(40));
        assert_eq!(&*quoted(&"å".repeat(41)), "å".repeat(40) + "…");
    }
}
