//! A strict pull reader of XML 1.0 with namespaces, for documents in memory.
//!
//! It keeps every rule of Extensible Markup Language (XML) 1.0, fifth edition, and
//! Namespaces in XML 1.0. Nothing is ever fetched or expanded: a document type
//! declaration is refused where it begins, and the only entities are the five of
//! XML itself. Work is linear in the size of the document.
//!
//! quick-xml, the fastest XML tokenizer among the crates, leaves most of these rules to its user, and
//! its own part took a quarter of the time: see `docs/performance.md`.
//!
//! ```
//! # use webhook_model::format::xml::reader::{XmlDocument, XmlLimits};
//! let bytes = br#"<Webhook xmlns="urn:n"><Name>a &amp; b</Name><Other><x/></Other></Webhook>"#;
//! let document = XmlDocument::decode(bytes, XmlLimits::default())?;
//! let mut reader = document.reader();
//! let root = reader.next_child()?.expect("a document has a root");
//! assert_eq!((root.namespace(), root.local()), (Some("urn:n"), "Webhook"));
//! while let Some(member) = reader.next_child()? {
//!     match member.local() {
//!         "Name" => assert_eq!(reader.text_content()?, "a & b"),
//!         _ => reader.skip_element()?,
//!     }
//! }
//! reader.finish()?;
//! # Ok::<(), webhook_model::format::xml::reader::XmlError>(())
//! ```

mod ahead;
mod characters;
mod declaration;
mod document;
mod element;
mod encoding;
mod error;
mod limits;
mod markup;
mod names;
mod namespaces;
mod plain;
mod references;
mod start;
mod tag;
#[cfg(test)]
mod tests;
mod tokens;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

pub use document::XmlDocument;
pub use element::{Element, Event, TypeName};
pub use error::{XmlError, XmlErrorKind};
pub use limits::XmlLimits;

use crate::error::Error;
use crate::format::bounds::too_many_values;
use crate::position::Position;

#[cfg(feature = "http")]
pub(crate) use declaration::without_encoding;
pub(crate) use names::is_ncname as is_name;
pub(crate) use plain::PlainTag;
#[cfg(test)]
pub(crate) use plain::without;

use characters::{is_blank, normalize_line_ends};
use error::{LocatedError, quoted};
use references::resolve;
use start::StartTags;
use tokens::{Token, Tokens};

/// Reads a document step by step.
///
/// Created by [`XmlDocument::reader`]. Its results borrow from the document, not from the reader. After
/// an error it repeats that error.
///
/// ```
/// # use webhook_model::format::xml::reader::{XmlDocument, XmlErrorKind, XmlLimits};
/// let document = XmlDocument::decode(b"<a><p:b/></a>", XmlLimits::default())?;
/// let mut reader = document.reader();
/// reader.next_child()?;
/// let error = reader.next_child().unwrap_err();
/// assert!(matches!(error.kind(), XmlErrorKind::UndeclaredPrefix { .. }));
/// assert_eq!(reader.next_event(), Err(error));
/// # Ok::<(), webhook_model::format::xml::reader::XmlError>(())
/// ```
#[derive(Clone)]
pub struct XmlReader<'a> {
    text: &'a str,
    tokens: Tokens<'a>,
    tags: StartTags<'a>,
    open: Vec<Open<'a>>,
    carriage_returns: bool,
    limits: XmlLimits,
    /// An empty tag was returned as a start; its end comes next.
    end_due: bool,
    root_seen: bool,
    /// The position of the last event.
    event_at: usize,
    failed: Option<XmlError>,
    /// The elements that were skipped in search of something: where each begins, and where its end tag
    /// begins.
    ends: BTreeMap<usize, usize>,
    /// How many values may still be created.
    values: usize,
}

/// An open element.
#[derive(Debug, Clone)]
struct Open<'a> {
    /// As written.
    name: &'a str,
    /// The number of declarations in scope around it.
    scope: usize,
}

impl<'a> XmlReader<'a> {
    fn new(text: &'a str, body: usize, carriage_returns: bool, limits: XmlLimits) -> Self {
        Self {
            text,
            tokens: Tokens::new(text, body),
            tags: StartTags::new(limits),
            open: Vec::new(),
            carriage_returns,
            limits,
            end_due: false,
            root_seen: false,
            event_at: body,
            failed: None,
            ends: BTreeMap::new(),
            values: limits.values,
        }
    }

    /// Counts values against the limit.
    ///
    /// # Errors
    /// More than [`XmlLimits::values`].
    #[inline]
    pub(crate) fn spend(&mut self, values: usize) -> Result<(), Error> {
        match self.values.checked_sub(values) {
            Some(left) => {
                self.values = left;
                Ok(())
            }
            None => Err(too_many_values(self.limits.values).at(self.position())),
        }
    }

    /// The next event.
    ///
    /// # Errors
    /// The document breaks a rule of XML 1.0 or of Namespaces in XML 1.0, holds a
    /// document type declaration, passes a limit, or has an `xsi:nil` that is not
    /// a boolean or an `xsi:type` that is not a qualified name in scope.
    pub fn next_event(&mut self) -> Result<Event<'a>, XmlError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        self.advance().map_err(|fault| self.fail(fault))
    }

    /// The next child of the open element, or `None` once the element has ended.
    ///
    /// Before the root this returns the root, after it `None`. The caller must read a child to its end
    /// before the next call.
    ///
    /// # Errors
    /// Text other than white space, and all that [`next_event`](Self::next_event)
    /// reports.
    pub fn next_child(&mut self) -> Result<Option<Element<'a>>, XmlError> {
        if self.plain_end() {
            return Ok(None);
        }
        loop {
            match self.next_event()? {
                Event::Start(element) => return Ok(Some(element)),
                Event::Text(text) if is_blank(&text) => {}
                Event::Text(_) => return Err(self.fail_here(XmlErrorKind::UnexpectedText)),
                Event::End | Event::Eof => return Ok(None),
            }
        }
    }

    /// The text of the current element, through its end; empty if it has none.
    ///
    /// # Errors
    /// A child element, and all that [`next_event`](Self::next_event) reports.
    pub fn text_content(&mut self) -> Result<Cow<'a, str>, XmlError> {
        let mut content = Cow::Borrowed("");
        loop {
            match self.next_event()? {
                // The text up to a tag is one event, so this happens once.
                Event::Text(text) => content = text,
                Event::Start(element) => {
                    let name = quoted(element.local());
                    return Err(self.fail_here(XmlErrorKind::UnexpectedElement { name }));
                }
                Event::End | Event::Eof => return Ok(content),
            }
        }
    }

    /// Reads the end of the current element, which must be empty except for white space, as a nil
    /// element must be.
    ///
    /// # Errors
    /// Text or a child element, and all that [`next_event`](Self::next_event) reports.
    pub fn expect_end(&mut self) -> Result<(), XmlError> {
        match self.next_child()? {
            None => Ok(()),
            Some(element) => {
                let name = quoted(element.local());
                Err(self.fail_here(XmlErrorKind::UnexpectedElement { name }))
            }
        }
    }

    /// Reads through the end of the innermost open element and checks its content. Does nothing if no
    /// element is open.
    ///
    /// # Errors
    /// All that [`next_event`](Self::next_event) reports.
    pub fn skip_element(&mut self) -> Result<(), XmlError> {
        let Some(outside) = self.open.len().checked_sub(1) else {
            return Ok(());
        };
        while self.open.len() > outside {
            self.next_event()?;
        }
        Ok(())
    }

    /// Reads through the end of the document and checks all of it.
    ///
    /// # Errors
    /// All that [`next_event`](Self::next_event) reports.
    pub fn finish(&mut self) -> Result<(), XmlError> {
        while self.next_event()? != Event::Eof {}
        Ok(())
    }

    /// The position of the last event. It is counted from the start of the document, so call this only
    /// for a report.
    #[must_use]
    pub fn position(&self) -> Position {
        Position::after(self.text.get(..self.event_at).unwrap_or(self.text))
    }

    fn advance(&mut self) -> Result<Event<'a>, LocatedError> {
        self.event_at = self.tokens.offset();
        if self.end_due {
            self.end_due = false;
            self.close();
            return Ok(Event::End);
        }
        let mut text = Cow::Borrowed("");
        loop {
            // Text is complete if a tag follows it.
            if !text.is_empty() && self.tokens.at_tag() {
                return Ok(Event::Text(text));
            }
            let at = self.tokens.offset();
            if let Some(open) = self.open.last()
                && self.tokens.take_end(open.name)
            {
                self.event_at = at;
                self.close();
                return Ok(Event::End);
            }
            match self.tokens.next()? {
                Token::Start { inside, empty } => {
                    self.event_at = at;
                    return self.start(inside, empty).map(Event::Start);
                }
                Token::End(name) => {
                    self.event_at = at;
                    self.end(name)?;
                    return Ok(Event::End);
                }
                Token::Aside => {}
                Token::Text(piece) if self.open.is_empty() && is_blank(piece) => {}
                Token::Text(_) | Token::Reference(_) | Token::Section(_)
                    if self.open.is_empty() =>
                {
                    return Err(LocatedError::new(XmlErrorKind::TextOutsideRoot, at));
                }
                Token::Text(piece) | Token::Section(piece) => self.append(&mut text, piece),
                Token::Reference(name) => {
                    let character = resolve(name).map_err(|kind| LocatedError::new(kind, at))?;
                    text.to_mut().push(character);
                }
                Token::Eof => return self.end_of_document(at),
            }
        }
    }

    fn append(&self, text: &mut Cow<'a, str>, piece: &'a str) {
        let piece = if self.carriage_returns {
            normalize_line_ends(piece)
        } else {
            Cow::Borrowed(piece)
        };
        if text.is_empty() {
            *text = piece;
        } else {
            text.to_mut().push_str(&piece);
        }
    }

    fn start(&mut self, inside: &'a str, empty: bool) -> Result<Element<'a>, LocatedError> {
        if self.open.is_empty() && self.root_seen {
            return Err(LocatedError::new(XmlErrorKind::SecondRoot, self.event_at));
        }
        if self.open.len() >= self.limits.depth {
            let limit = self.limits.depth;
            return Err(LocatedError::new(
                XmlErrorKind::TooDeep { limit },
                self.event_at,
            ));
        }
        let scope = self.tags.namespaces.len();
        let (name, element) = self.tags.read(inside, self.event_at + 1)?;
        self.open.push(Open { name, scope });
        self.root_seen = true;
        self.end_due = empty;
        Ok(element)
    }

    fn end(&mut self, name: &str) -> Result<(), LocatedError> {
        let kind = match self.open.last() {
            Some(open) if open.name == name => {
                self.close();
                return Ok(());
            }
            Some(open) => XmlErrorKind::MismatchedEndTag {
                expected: quoted(open.name),
            },
            None => XmlErrorKind::UnexpectedEndTag,
        };
        Err(LocatedError::new(kind, self.event_at))
    }

    fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.tags.namespaces.truncate(element.scope);
        }
    }

    fn end_of_document(&self, at: usize) -> Result<Event<'a>, LocatedError> {
        let kind = match self.open.last() {
            Some(element) => XmlErrorKind::UnclosedElement {
                name: quoted(element.name),
            },
            None if self.root_seen => return Ok(Event::Eof),
            None => XmlErrorKind::NoRoot,
        };
        Err(LocatedError::new(kind, at))
    }

    fn fail_here(&mut self, kind: XmlErrorKind) -> XmlError {
        self.fail(LocatedError::new(kind, self.event_at))
    }

    fn fail(&mut self, fault: LocatedError) -> XmlError {
        let error = fault.locate(self.text);
        self.failed = Some(error.clone());
        error
    }
}

impl fmt::Debug for XmlReader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("XmlReader")
            .field("depth", &self.open.len())
            .field("position", &self.position())
            .field("failed", &self.failed)
            .finish_non_exhaustive()
    }
}
