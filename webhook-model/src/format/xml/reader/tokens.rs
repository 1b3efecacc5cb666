//! The tokens of a document, each a slice of it. They are split here and checked later, since the check
//! needs the whole token.

use super::characters::is_space;
use super::error::{LocatedError, XmlErrorKind};
use super::markup::{check_comment, check_instruction};

/// A piece of a document.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token<'a> {
    /// The text between `<` and `>` or `/>`.
    Start {
        inside: &'a str,
        empty: bool,
    },
    /// The text between `</` and `>`, without white space after it.
    End(&'a str),
    /// Text as written, without `]]>`.
    Text(&'a str),
    /// The text between `&` and `;`.
    Reference(&'a str),
    /// The text between `<![CDATA[` and `]]>`.
    Section(&'a str),
    /// A comment or a processing instruction, checked.
    Aside,
    Eof,
}

/// Splits a document into tokens.
#[derive(Clone)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The tokens of `text` after its declaration, which is `body` bytes long.
    pub(super) const fn new(text: &'a str, body: usize) -> Self {
        Self { text, at: body }
    }

    /// The offset after the last token.
    pub(super) const fn offset(&self) -> usize {
        self.at
    }

    /// Continues at an offset, after text that the caller has read.
    pub(super) const fn skip_to(&mut self, at: usize) {
        self.at = at;
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Whether a start tag or an end tag comes next.
    pub(super) fn at_tag(&self) -> bool {
        matches!(self.rest().as_bytes(), [b'<', second, ..] if !matches!(second, b'!' | b'?'))
    }

    /// Takes the end tag of an element if it comes next, written without white space.
    pub(super) fn take_end(&mut self, name: &str) -> bool {
        let tag = self.rest().as_bytes().strip_prefix(b"</");
        let after = tag.and_then(|tag| tag.strip_prefix(name.as_bytes()));
        let found = after.is_some_and(|after| after.first() == Some(&b'>'));
        if found {
            self.at += name.len() + 3;
        }
        found
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Result<Token<'a>, LocatedError> {
        let rest = self.rest();
        let (token, after) = match rest.as_bytes() {
            [] => return Ok(Token::Eof),
            [b'<', b'/', ..] => {
                let (inside, after) = self.tag(rest, 2)?;
                (Token::End(trim_end(inside)), after)
            }
            [b'<', b'!', ..] => self.bang(rest)?,
            [b'<', b'?', ..] => {
                let (raw, after) = self.through(rest, 2, "?>", INSTRUCTION)?;
                check_instruction(raw).map_err(|kind| self.fault(kind))?;
                (Token::Aside, after)
            }
            [b'<', ..] => {
                let (inside, after) = self.tag(rest, 1)?;
                let token = match inside.strip_suffix('/') {
                    Some(inside) => Token::Start {
                        inside,
                        empty: true,
                    },
                    None => Token::Start {
                        inside,
                        empty: false,
                    },
                };
                (token, after)
            }
            [b'&', ..] => self.reference(rest)?,
            bytes => {
                let end = memchr::memchr2(b'<', b'&', bytes).unwrap_or(bytes.len());
                let (text, after) = rest.split_at(end);
                check_text(text, self.at)?;
                (Token::Text(text), after)
            }
        };
        self.at = self.text.len() - after.len();
        Ok(token)
    }

    /// A tag up to its `>`, which may also occur in the quotes of an attribute's value: the text after
    /// the first `head` bytes, and the text after the tag.
    fn tag(&self, rest: &'a str, head: usize) -> Result<(&'a str, &'a str), LocatedError> {
        // Most tags contain only a name.
        let name = rest
            .bytes()
            .skip(head)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        if rest.as_bytes().get(head + name) == Some(&b'>') {
            let (inside, after) = rest.split_at(head + name);
            let inside = inside.get(head..).unwrap_or_default();
            return Ok((inside, after.get(1..).unwrap_or_default()));
        }
        let mut quote = None;
        for at in memchr::memchr3_iter(b'>', b'"', b'\'', rest.as_bytes()) {
            let byte = rest.as_bytes().get(at).copied();
            match quote {
                None if byte == Some(b'>') => {
                    let inside = rest.get(head..at).unwrap_or_default();
                    return Ok((inside, rest.get(at + 1..).unwrap_or_default()));
                }
                None => quote = byte,
                Some(_) if quote == byte => quote = None,
                Some(_) => {}
            }
        }
        Err(self.unclosed(match quote {
            None => "a tag: expected `>`",
            Some(_) => "an attribute value: expected a closing quote",
        }))
    }

    fn bang(&self, rest: &'a str) -> Result<(Token<'a>, &'a str), LocatedError> {
        if rest.starts_with("<!--") {
            let (raw, after) = self.through(rest, 4, "-->", "a comment: expected `-->`")?;
            check_comment(raw).map_err(|kind| self.fault(kind))?;
            return Ok((Token::Aside, after));
        }
        if rest.starts_with(SECTION) {
            let construct = "a CDATA section: expected `]]>`";
            let (raw, after) = self.through(rest, SECTION.len(), "]]>", construct)?;
            let inside = raw.get(SECTION.len()..raw.len() - 3);
            return Ok((Token::Section(inside.unwrap_or_default()), after));
        }
        Err(self.fault(refused(rest.get(2..).unwrap_or_default())))
    }

    /// A token through the mark that ends it, which is searched after the first `head` bytes.
    fn through(
        &self,
        rest: &'a str,
        head: usize,
        mark: &str,
        construct: &'static str,
    ) -> Result<(&'a str, &'a str), LocatedError> {
        let inside = rest.as_bytes().get(head..).unwrap_or_default();
        memchr::memmem::find(inside, mark.as_bytes())
            .and_then(|end| rest.split_at_checked(head + end + mark.len()))
            .ok_or_else(|| self.unclosed(construct))
    }

    fn reference(&self, rest: &'a str) -> Result<(Token<'a>, &'a str), LocatedError> {
        let name = rest.get(1..).unwrap_or_default();
        memchr::memchr3(b';', b'&', b'<', name.as_bytes())
            .map(|end| name.split_at(end))
            .and_then(|(name, after)| Some((Token::Reference(name), after.strip_prefix(';')?)))
            .ok_or_else(|| self.fault(XmlErrorKind::BareAmpersand))
    }

    const fn unclosed(&self, construct: &'static str) -> LocatedError {
        self.fault(XmlErrorKind::Unclosed { construct })
    }

    /// An error in the next token.
    const fn fault(&self, kind: XmlErrorKind) -> LocatedError {
        LocatedError::new(kind, self.at)
    }
}

const SECTION: &str = "<![CDATA[";
const INSTRUCTION: &str = "a processing instruction: expected `?>`";

/// An end tag may have white space after its name (XML 1.0 section 3.1).
fn trim_end(name: &str) -> &str {
    name.trim_end_matches(|letter: char| letter.is_ascii() && is_space(letter as u8))
}

/// Markup with `<!` that is neither a comment nor a section: refused where it begins.
fn refused(bang: &str) -> XmlErrorKind {
    let keyword = bang.as_bytes().get(..7);
    if keyword.is_some_and(|keyword| keyword.eq_ignore_ascii_case(b"DOCTYPE")) {
        XmlErrorKind::Doctype
    } else {
        XmlErrorKind::UnknownMarkup
    }
}

/// `]]>` is not allowed in text (XML 1.0 section 2.4).
fn check_text(text: &str, start: usize) -> Result<(), LocatedError> {
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b']', bytes) {
        if bytes.get(at + 1..at + 3) == Some(b"]>") {
            return Err(LocatedError::new(
                XmlErrorKind::SectionEndInText,
                start + at,
            ));
        }
    }
    Ok(())
}
