//! What can be wrong with a document.

use std::fmt;

use crate::error::ErrorKind;
use crate::position::Position;

/// Longest part of a name that a message repeats, in characters.
const QUOTED_CHARACTERS: usize = 40;

/// A document that can't be read: what is wrong, and where.
///
/// The message says what would be right. It repeats names of elements, attributes
/// and prefixes (40 characters of them at most) but never text or attribute values,
/// which may hold a secret.
///
/// ```
/// # use webhook_model::format::xml::reader::{XmlDocument, XmlErrorKind, XmlLimits};
/// let document = XmlDocument::decode(b"<a>\n<b></a>", XmlLimits::default())?;
/// let error = document.reader().finish().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "XML line 2, column 4: this end tag does not close the open element: expected `</b>`",
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

    /// Where the fault, or the markup that holds it, begins.
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

/// The kinds of fault in a document.
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
    /// A declared encoding that is not read (4.3.3).
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
    /// A document type declaration: never read, for what it could define.
    Doctype,
    /// A character that XML 1.0 can't hold (2.2).
    IllegalCharacter {
        /// Its code point.
        code: u32,
    },
    /// An XML declaration anywhere but at the very start (2.8).
    MisplacedDeclaration,
    /// An XML declaration not made of version, encoding, standalone (2.8).
    MalformedDeclaration,
    /// A version other than 1.0.
    UnsupportedVersion,
    /// Markup that the document ends in.
    Unclosed {
        /// What is open, with the characters that would close it.
        construct: &'static str,
    },
    /// An element that the document ends in (2.1).
    UnclosedElement {
        /// Its name.
        name: Box<str>,
    },
    /// An end tag of another name than the open element's (3).
    MismatchedEndTag {
        /// The open element.
        expected: Box<str>,
    },
    /// An end tag where nothing is open (3).
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
    /// `&` that begins no reference (2.4).
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
        match self {
            Self::TooLarge { limit } => {
                write!(f, "the document is larger than the {limit} bytes allowed")
            }
            Self::TooDeep { limit } => write!(
                f,
                "elements are nested deeper than the {limit} levels allowed"
            ),
            Self::TooManyAttributes { limit } => write!(
                f,
                "the element has more than the {limit} attributes allowed"
            ),
            Self::TooManyNamespaces { limit } => write!(
                f,
                "more than the {limit} namespace declarations allowed are in scope"
            ),
            Self::NamespaceTooLong { limit } => write!(
                f,
                "the namespace name is longer than the {limit} bytes allowed"
            ),
            Self::UnsupportedEncoding { name } => write!(
                f,
                "the encoding `{name}` is not supported: use UTF-8, or UTF-16 with a byte-order mark"
            ),
            Self::EncodingMismatch { declared, found } => write!(
                f,
                "the declaration says encoding `{declared}` but the document is {found}"
            ),
            Self::IllegalCharacter { code } => write!(
                f,
                "U+{code:04X} can't stand in XML 1.0: allowed are tab, line feed, carriage \
                 return, and U+0020 upwards except surrogates, U+FFFE and U+FFFF"
            ),
            Self::Unclosed { construct } => write!(f, "the document ends inside {construct}"),
            Self::UnclosedElement { name } => {
                write!(f, "the document ends inside `{name}`: expected `</{name}>`")
            }
            Self::MismatchedEndTag { expected } => write!(
                f,
                "this end tag does not close the open element: expected `</{expected}>`"
            ),
            Self::MalformedTag { expected } => {
                write!(f, "the start tag is malformed: expected {expected}")
            }
            Self::DuplicateAttribute { name } => {
                write!(f, "duplicate attribute `{name}`: remove one")
            }
            Self::UndeclaredPrefix { prefix } => write!(
                f,
                "the prefix `{prefix}` has no namespace: declare it with `xmlns:{prefix}`"
            ),
            Self::InvalidNamespace { rule } => {
                write!(f, "the namespace declaration is not allowed: {rule}")
            }
            Self::UnexpectedElement { name } => {
                write!(
                    f,
                    "the element `{name}` can't stand here: expected no child elements"
                )
            }
            Self::Utf16WithoutMark => {
                f.write_str("UTF-16 has to begin with a byte-order mark: add one, or send UTF-8")
            }
            Self::InvalidUtf8 => f.write_str(
                "the bytes are not valid UTF-8: send UTF-8, or UTF-16 with a byte-order mark",
            ),
            Self::InvalidUtf16 => {
                f.write_str("the code units are not valid UTF-16: surrogates come in pairs")
            }
            Self::Doctype => {
                f.write_str("a document type declaration is refused: remove `<!DOCTYPE ...>`")
            }
            Self::MisplacedDeclaration => {
                f.write_str("the XML declaration may only stand at the very start of the document")
            }
            Self::MalformedDeclaration => f.write_str(
                "the XML declaration is malformed: expected version, then encoding, then \
                 standalone, as in `<?xml version=\"1.0\" encoding=\"utf-8\"?>`",
            ),
            Self::UnsupportedVersion => {
                f.write_str("the XML version is not supported: expected 1.0")
            }
            Self::UnexpectedEndTag => f.write_str("an end tag stands where no element is open"),
            Self::NoRoot => f.write_str("the document has no element: expected one root element"),
            Self::SecondRoot => {
                f.write_str("an element follows the root: expected one root element")
            }
            Self::TextOutsideRoot => f.write_str(
                "only white space, comments and processing instructions may stand outside the root",
            ),
            Self::InvalidName => f.write_str(
                "the name is not valid: it begins with a letter or `_`, goes on with letters, \
                 digits, `.`, `-` or `_`, and has at most one colon, between prefix and name",
            ),
            Self::LessThanInAttribute => {
                f.write_str("`<` stands in an attribute value: write `&lt;`")
            }
            Self::SectionEndInText => f.write_str("`]]>` stands in text: write `]]&gt;`"),
            Self::BareAmpersand => f.write_str("`&` begins no reference: write `&amp;`"),
            Self::UndefinedEntity => {
                f.write_str("the entity is not defined: XML has lt, gt, amp, apos and quot")
            }
            Self::InvalidCharacterReference => f.write_str(
                "the character reference is not valid: expected `&#` and digits or `&#x` and hex \
                 digits of a character that XML 1.0 allows, and `;`",
            ),
            Self::MalformedComment => f.write_str("`--` may not stand inside a comment"),
            Self::MalformedInstruction => f.write_str(
                "the processing instruction is malformed: expected a name without colon, other \
                 than `xml`, then white space or `?>`",
            ),
            Self::UnknownMarkup => {
                f.write_str("`<!` begins nothing known: expected `<!--` or `<![CDATA[`")
            }
            Self::InvalidNil => f.write_str("nil is not a boolean: expected true, false, 1 or 0"),
            Self::InvalidType => {
                f.write_str("type is not a qualified name: expected `prefix:name` or `name`")
            }
            Self::UnexpectedText => f.write_str("text can't stand here: expected elements only"),
        }
    }
}

/// A fault and its byte offset in the text; the position is computed once it leaves
/// the reader.
#[derive(Debug)]
pub(super) struct LocatedError {
    pub(super) kind: XmlErrorKind,
    pub(super) at: usize,
}

impl LocatedError {
    pub(super) const fn new(kind: XmlErrorKind, at: usize) -> Self {
        Self { kind, at }
    }

    /// The fault as an error in `text`.
    pub(super) fn locate(self, text: &str) -> XmlError {
        let before = text.get(..self.at).unwrap_or(text);
        XmlError::new(self.kind, Position::after(before))
    }
}

/// A name as a message repeats it.
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
