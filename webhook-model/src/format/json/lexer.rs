//! The tokens of JSON (RFC 8259): white space, strings, numbers and literals of a text in memory.

use std::borrow::Cow;

use super::escape::find_escape;
use super::names::find;
use crate::bytes::same;
use crate::error::{Error, ErrorKind};
use crate::format::word_table::WordTable;
use crate::position::Position;
use crate::property::Property;

/// A position in a JSON text, and functions that read from there.
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The position of the lexer, for [`reset`](Self::reset).
    pub(super) const fn mark(&self) -> usize {
        self.at
    }

    /// Goes back to a mark.
    pub(super) const fn reset(&mut self, mark: usize) {
        self.at = mark;
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The next byte that is not white space, without taking it.
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    /// Takes a byte that has been peeked.
    pub(super) const fn take(&mut self) {
        self.at += 1;
    }

    /// Takes a byte if it comes next, after white space.
    pub(super) fn take_if(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.take();
        }
        found
    }

    /// Takes a comma and a property's name with its quotes and colon, if they come next without white
    /// space, in Pascal or in camel case. Returns the position of the name.
    #[inline]
    pub(super) fn take_next_name(&mut self, property: &Property) -> Option<usize> {
        const SMALL: u32 = 0x20 << 16;
        let key = property.key();
        let (begin, rest) = key.split_first_chunk::<4>()?;
        let text = self.text.as_bytes().get(self.at..)?;
        let (found, found_rest) = text.split_first_chunk::<4>()?;
        // `,"N`, where the letter may be lower case.
        let begin = u32::from_le_bytes(*begin);
        let differs = begin ^ u32::from_le_bytes(*found);
        if differs != 0 {
            let letter = (begin >> 16 & 0xFF) as u8;
            if differs != SMALL || !letter.is_ascii_alphabetic() {
                return None;
            }
        }
        if !same(found_rest.get(..rest.len())?, rest) {
            return None;
        }
        let mark = self.at + 1;
        self.at += key.len();
        Some(mark)
    }

    /// Takes a member's name with its quotes and colon, if it names a property and no white space comes
    /// before the colon. The expected property is compared first, then all.
    #[inline]
    pub(super) fn take_name(
        &mut self,
        properties: &[Property],
        expected: usize,
        words: Option<&WordTable>,
    ) -> Option<usize> {
        let name = self.rest().strip_prefix(b"\"")?;
        let found = find(properties, expected, words, name)?;
        let behind = properties.get(found)?.letters().len() + 1;
        if name.get(behind) != Some(&b':') {
            return None;
        }
        self.at += behind + 2;
        Some(found)
    }

    /// An error at the position of the lexer.
    pub(super) fn error(&self, kind: ErrorKind, message: impl Into<String>) -> Error {
        self.place(Error::new(kind, message), self.at)
    }

    /// An error about the token at the position of the lexer.
    pub(super) fn unexpected(&mut self, expected: &str) -> Error {
        match self.peek() {
            None => self.error(
                ErrorKind::Syntax,
                format!("not JSON: the text ends where {expected} should be"),
            ),
            Some(_) => self.error(ErrorKind::Syntax, format!("not JSON: expected {expected}")),
        }
    }

    /// Adds the position to an error.
    #[cold]
    #[inline(never)]
    pub(super) fn place(&self, error: Error, mark: usize) -> Error {
        let mut end = mark.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        error.at(Position::after(self.text.get(..end).unwrap_or(self.text)))
    }

    /// Takes `true`, `false` or `null`, whose first letter has been peeked.
    #[inline]
    pub(super) fn literal<const N: usize>(&mut self, word: &[u8; N]) -> Result<(), Error> {
        if self.rest().first_chunk() != Some(word) {
            return Err(self.unexpected("a value"));
        }
        self.at += N;
        Ok(())
    }

    /// Takes a string, whose quote has been peeked; one without escapes is borrowed from the text.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, Error> {
        match self.plain_string() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.escaped_string().map(Cow::Owned),
        }
    }

    /// Takes a string without escapes.
    #[inline]
    pub(super) fn plain_string(&mut self) -> Option<&'a str> {
        let start = self.at + 1;
        let end = start + find_escape(self.text.as_bytes().get(start..)?)?;
        if self.text.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        let text = self.text.get(start..end)?;
        self.at = end + 1;
        Some(text)
    }

    /// Takes a string with escapes, or refuses an invalid string.
    #[cold]
    fn escaped_string(&mut self) -> Result<String, Error> {
        self.take();
        let start = self.at;
        self.plain()?;
        self.escaped(start)
    }

    /// Skips plain characters up to a quote or backslash, which is returned.
    fn plain(&mut self) -> Result<u8, Error> {
        let rest = self.rest();
        let Some(length) = find_escape(rest) else {
            self.at = self.text.len();
            return Err(self.error(ErrorKind::Syntax, "not JSON: the text ends inside a string"));
        };
        self.at += length;
        match rest.get(length) {
            Some(byte @ (b'"' | b'\\')) => Ok(*byte),
            _ => Err(self.error(
                ErrorKind::Syntax,
                "not JSON: a control character inside a string must be escaped",
            )),
        }
    }

    fn escaped(&mut self, start: usize) -> Result<String, Error> {
        let mut string = self.text.get(start..self.at).unwrap_or_default().to_owned();
        loop {
            self.take();
            string.push(self.escape()?);
            let from = self.at;
            let next = self.plain()?;
            string.push_str(self.text.get(from..self.at).unwrap_or_default());
            if next == b'"' {
                self.take();
                return Ok(string);
            }
        }
    }

    /// Reads an escape after its backslash (RFC 8259 section 7).
    fn escape(&mut self) -> Result<char, Error> {
        let letter = self.rest().first().copied();
        let plain = match letter {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.take();
                return self.unicode();
            }
            _ => return Err(self.error(ErrorKind::Syntax, "not JSON: unknown escape in a string")),
        };
        self.take();
        Ok(plain)
    }

    /// Four hex digits, and four more if the first are half of a surrogate pair.
    fn unicode(&mut self) -> Result<char, Error> {
        let first = self.hex()?;
        let code = match first {
            0xD800..=0xDBFF if self.rest().starts_with(b"\\u") => {
                self.at += 2;
                match self.hex()? {
                    low @ 0xDC00..=0xDFFF => 0x1_0000 + ((first - 0xD800) << 10) + (low - 0xDC00),
                    _ => first,
                }
            }
            code => code,
        };
        char::from_u32(code).ok_or_else(|| {
            self.error(
                ErrorKind::Syntax,
                "not JSON: half of a surrogate pair in a string",
            )
        })
    }

    fn hex(&mut self) -> Result<u32, Error> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self
                .rest()
                .first()
                .and_then(|byte| char::from(*byte).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.error(
                    ErrorKind::Syntax,
                    "not JSON: `\\u` is followed by four hexadecimal digits",
                ));
            };
            code = code * 16 + digit;
            self.take();
        }
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_name_is_taken_in_pascal_and_in_camel_case() {
        for null in [
            ",\"X\":null",
            ",\"_d\":null",
            ",\"Name\":null",
            ",\"UpdatedAssociate\":null",
        ] {
            let property = Property::new::<i32>(null);
            let key = property.key();
            for at in 0..key.len() {
                for byte in 0..0x80 {
                    let mut text = key.to_vec();
                    text[at] = byte;
                    let text = String::from_utf8(text).unwrap();
                    let is_it = byte == key[at] || at == 2 && byte.eq_ignore_ascii_case(&key[at]);
                    let mut lexer = Lexer::new(&text);
                    assert_eq!(
                        lexer.take_next_name(&property),
                        is_it.then_some(1),
                        "{text:?}"
                    );
                    assert_eq!(lexer.mark(), if is_it { text.len() } else { 0 });
                }
            }
        }
    }

    #[test]
    fn strings_are_lent_unless_they_hold_an_escape() {
        let read = |text| Lexer::new(text).string().ok();
        assert!(matches!(
            read("\"plain \u{e5}\""),
            Some(Cow::Borrowed("plain \u{e5}"))
        ));
        assert_eq!(
            read(r#""\"\\\/\b\f\n\r\t\u00e5\ud83d\ude00""#).as_deref(),
            Some("\"\\/\u{8}\u{c}\n\r\t\u{e5}\u{1F600}")
        );
        for wrong in [
            r#""\ud83d""#,
            r#""\ude00""#,
            r#""\ud83dA""#,
            r#""\ud83dx""#,
            r#""\x""#,
            r#""\u12g4""#,
            "\"a\nb\"",
            "\"a",
            "\"\\",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
