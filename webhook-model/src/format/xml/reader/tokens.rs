//! The pieces of a document, cut by quick-xml and checked one by one.

use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::error::{Fault, XmlErrorKind, quoted};
use super::markup::{check_comment, check_instruction};

/// A piece of a document.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token<'a> {
    /// What stands between `<` and `>` or `/>`.
    Start {
        inside: &'a str,
        empty: bool,
    },
    End,
    /// Text as written, without `]]>`.
    Text(&'a str),
    /// What stands between `&` and `;`.
    Reference(&'a str),
    /// What stands between `<![CDATA[` and `]]>`.
    Section(&'a str),
    /// A comment or a processing instruction, checked.
    Aside,
    Eof,
}

/// Cuts a document into tokens, each a slice of it.
#[derive(Clone)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    /// Where the part that `cutter` sees begins.
    body: usize,
    cutter: Reader<&'a [u8]>,
}

impl<'a> Tokens<'a> {
    /// The tokens of `text` behind its declaration, which is `body` bytes long.
    pub(super) fn new(text: &'a str, body: usize) -> Self {
        let mut cutter = Reader::from_str(text.get(body..).unwrap_or_default());
        let config = cutter.config_mut();
        config.check_end_names = true;
        config.trim_text(false);
        Self { text, body, cutter }
    }

    /// The offset behind the last token.
    pub(super) fn offset(&self) -> usize {
        let passed = usize::try_from(self.cutter.buffer_position()).unwrap_or(usize::MAX);
        self.body.saturating_add(passed)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.offset()..).unwrap_or_default()
    }

    /// Whether a start tag or an end tag comes next.
    pub(super) fn at_tag(&self) -> bool {
        matches!(self.rest().as_bytes(), [b'<', second, ..] if !matches!(second, b'!' | b'?'))
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Result<Token<'a>, Fault> {
        let start = self.offset();
        let fault = |kind| Fault::new(kind, start);
        check_bang(self.rest()).map_err(fault)?;
        let event = self.cutter.read_event();
        let raw = self.text.get(start..self.offset()).unwrap_or_default();
        let inside = |head, tail| {
            let end = raw.len().saturating_sub(tail);
            raw.get(head..end).unwrap_or_default()
        };
        Ok(match event {
            Ok(Event::Start(_)) => Token::Start {
                inside: inside(1, 1),
                empty: false,
            },
            Ok(Event::Empty(_)) => Token::Start {
                inside: inside(1, 2),
                empty: true,
            },
            Ok(Event::End(_)) => Token::End,
            Ok(Event::Text(_)) => {
                check_text(raw, start)?;
                Token::Text(raw)
            }
            Ok(Event::GeneralRef(_)) => Token::Reference(inside(1, 1)),
            Ok(Event::CData(_)) => Token::Section(inside(9, 3)),
            Ok(Event::Comment(_)) => {
                check_comment(raw).map_err(fault)?;
                Token::Aside
            }
            Ok(Event::PI(_) | Event::Decl(_)) => {
                check_instruction(raw).map_err(fault)?;
                Token::Aside
            }
            Ok(Event::DocType(_)) => return Err(fault(XmlErrorKind::Doctype)),
            Ok(Event::Eof) => Token::Eof,
            Err(error) => return Err(fault(kind_of(error))),
        })
    }
}

/// Looks at what follows `<!` before the cutter does, which would read a document
/// type declaration through to its end.
fn check_bang(rest: &str) -> Result<(), XmlErrorKind> {
    let Some(bang) = rest.strip_prefix("<!") else {
        return Ok(());
    };
    if bang.starts_with("--") || bang.starts_with("[CDATA[") {
        return Ok(());
    }
    let keyword = bang.as_bytes().get(..7);
    if keyword.is_some_and(|keyword| keyword.eq_ignore_ascii_case(b"DOCTYPE")) {
        return Err(XmlErrorKind::Doctype);
    }
    Err(XmlErrorKind::UnknownMarkup)
}

/// `]]>` may not stand in text (XML 1.0 section 2.4).
fn check_text(text: &str, start: usize) -> Result<(), Fault> {
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b']', bytes) {
        if bytes.get(at + 1..at + 3) == Some(b"]>") {
            return Err(Fault::new(XmlErrorKind::SectionEndInText, start + at));
        }
    }
    Ok(())
}

/// quick-xml's errors in this reader's terms, without the text that they repeat.
fn kind_of(error: Error) -> XmlErrorKind {
    let construct = match error {
        Error::IllFormed(IllFormedError::MismatchedEndTag { expected, .. }) => {
            return XmlErrorKind::MismatchedEndTag {
                expected: quoted(&expected),
            };
        }
        Error::IllFormed(IllFormedError::UnmatchedEndTag(_)) => {
            return XmlErrorKind::UnexpectedEndTag;
        }
        Error::IllFormed(IllFormedError::UnclosedReference) => return XmlErrorKind::BareAmpersand,
        Error::Syntax(SyntaxError::UnclosedPI | SyntaxError::UnclosedXmlDecl) => {
            "a processing instruction: expected `?>`"
        }
        Error::Syntax(SyntaxError::UnclosedComment) => "a comment: expected `-->`",
        Error::Syntax(SyntaxError::UnclosedCData) => "a CDATA section: expected `]]>`",
        Error::Syntax(
            SyntaxError::UnclosedSingleQuotedAttributeValue
            | SyntaxError::UnclosedDoubleQuotedAttributeValue,
        ) => "an attribute value: expected a closing quote",
        _ => "a tag: expected `>`",
    };
    XmlErrorKind::Unclosed { construct }
}
