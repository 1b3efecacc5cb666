//! The events and elements that the reader returns.

use std::borrow::Cow;
use std::fmt;

/// A step through a document.
///
/// Debug output shows the length of text, not the text, which may be a secret.
///
/// ```
/// # use webhook_model::format::xml::reader::{Event, XmlDocument, XmlLimits};
/// let document = XmlDocument::decode(b"<a>x<!-- -->&lt;</a>", XmlLimits::default())?;
/// let mut reader = document.reader();
/// assert!(matches!(reader.next_event()?, Event::Start(element) if element.local() == "a"));
/// assert!(matches!(reader.next_event()?, Event::Text(text) if text == "x<"));
/// assert_eq!(reader.next_event()?, Event::End);
/// assert_eq!(reader.next_event()?, Event::Eof);
/// # Ok::<(), webhook_model::format::xml::reader::XmlError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub enum Event<'a> {
    /// An element begins. For an empty tag, its [`End`](Self::End) follows.
    Start(Element<'a>),
    /// All text up to the next tag: characters, CDATA sections and references
    /// joined, line ends as LF. Never empty.
    Text(Cow<'a, str>),
    /// The current element ends.
    End,
    /// The document ends. Returned again on each further call.
    Eof,
}

impl fmt::Debug for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(element) => f.debug_tuple("Start").field(element).finish(),
            Self::Text(text) => write!(f, "Text({} bytes)", text.len()),
            Self::End => f.write_str("End"),
            Self::Eof => f.write_str("Eof"),
        }
    }
}

/// A start tag: the element's name, and the information about the value in its attributes.
///
/// Other attributes are checked and ignored. Entities have none.
///
/// ```
/// # use webhook_model::format::xml::reader::{XmlDocument, XmlLimits};
/// let text = br#"<w:Name xmlns:w="urn:w" i:nil="true"
///     xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/>"#;
/// let document = XmlDocument::decode(text, XmlLimits::default())?;
/// let element = document.reader().next_child()?.unwrap();
/// assert_eq!((element.namespace(), element.local()), (Some("urn:w"), "Name"));
/// assert!(element.is_nil());
/// # Ok::<(), webhook_model::format::xml::reader::XmlError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element<'a> {
    pub(super) local: &'a str,
    pub(super) namespace: Option<Cow<'a, str>>,
    pub(super) hints: Hints<'a>,
}

impl<'a> Element<'a> {
    /// The name without prefix.
    #[must_use]
    pub const fn local(&self) -> &'a str {
        self.local
    }

    /// The namespace name of the prefix, or the default namespace.
    #[must_use]
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// Whether `xsi:nil` is `true` or `1`: the value is null.
    #[must_use]
    pub const fn is_nil(&self) -> bool {
        self.hints.nil
    }

    /// The type that `xsi:type` names.
    #[must_use]
    pub fn xsi_type(&self) -> Option<&TypeName<'a>> {
        self.hints.xsi_type.as_deref()
    }

    /// Whether the value is elsewhere in the document, under the id in the attribute `Ref` of .NET's
    /// data contract serialization namespace.
    #[must_use]
    pub const fn is_reference(&self) -> bool {
        self.hints.reference
    }
}

/// Information about an element's value in its attributes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hints<'a> {
    pub(super) nil: bool,
    pub(super) reference: bool,
    /// Boxed, since few elements have one and all are moved.
    pub(super) xsi_type: Option<Box<TypeName<'a>>>,
}

/// The name of a type, with its prefix resolved.
///
/// ```
/// # use webhook_model::format::xml::reader::{XmlDocument, XmlLimits};
/// let text = br#"<Value xmlns:d="http://www.w3.org/2001/XMLSchema" i:type="d:int"
///     xmlns:i="http://www.w3.org/2001/XMLSchema-instance">7</Value>"#;
/// let document = XmlDocument::decode(text, XmlLimits::default())?;
/// let element = document.reader().next_child()?.unwrap();
/// let name = element.xsi_type().unwrap();
/// assert_eq!(name.namespace(), Some("http://www.w3.org/2001/XMLSchema"));
/// assert_eq!(name.local(), "int");
/// # Ok::<(), webhook_model::format::xml::reader::XmlError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeName<'a> {
    pub(super) namespace: Option<Cow<'a, str>>,
    pub(super) local: Cow<'a, str>,
}

impl TypeName<'_> {
    /// The namespace name of the prefix, or the default namespace.
    #[must_use]
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// The name without prefix.
    #[must_use]
    pub fn local(&self) -> &str {
        &self.local
    }
}
