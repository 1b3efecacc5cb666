//! The words of JSON (RFC 8259): white space, strings, numbers and literals of a text in memory.

use std::borrow::Cow;

use super::escape::find_escape;
use crate::entity::Property;
use crate::entity::names::{find, same};
use crate::error::{Error, ErrorKind};
use crate::position::Position;

/// A position in a JSON text, and what can be read from there.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

/// A number as JSON has it, by the Rust type that holds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    /// Without fraction and exponent, not beyond `i64`.
    Signed(i64),
    /// Without fraction and exponent, beyond `i64`.
    Unsigned(u64),
    /// Any other.
    Double(f64),
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Where the lexer stands, to come back to.
    pub(super) const fn mark(&self) -> usize {
        self.at
    }

    /// Goes back to a mark.
    pub(super) const fn reset(&mut self, mark: usize) {
        self.at = mark;
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The next byte that is no white space, without taking it.
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

    /// Takes a byte if it is the next but for white space.
    pub(super) fn take_if(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.take();
        }
        found
    }

    /// Takes a comma and a property's name with its quotes and colon, if they come next as a writer
    /// puts them: where the name stands.
    #[inline]
    pub(super) fn take_next_name(&mut self, property: &Property) -> Option<usize> {
        let key = property.key();
        if !same(self.rest().get(..key.len())?, key) {
            return None;
        }
        let mark = self.at + 1;
        self.at += key.len();
        Some(mark)
    }

    /// Takes a member's name with its quotes and colon, if it is that of a property and nothing
    /// stands between: first the property that is expected is looked at, then all.
    #[inline]
    pub(super) fn take_name(&mut self, properties: &[Property], expected: usize) -> Option<usize> {
        let name = self.rest().strip_prefix(b"\"")?;
        let found = find(properties, expected, name)?;
        let behind = properties.get(found)?.letters().len() + 1;
        if name.get(behind) != Some(&b':') {
            return None;
        }
        self.at += behind + 2;
        Some(found)
    }

    /// An error where the lexer stands.
    pub(super) fn error(&self, kind: ErrorKind, message: impl Into<String>) -> Error {
        self.place(Error::new(kind, message), self.at)
    }

    /// An error about what stands where the lexer does.
    pub(super) fn unexpected(&mut self, expected: &str) -> Error {
        match self.peek() {
            None => self.error(
                ErrorKind::Syntax,
                format!("not JSON: the text ends where {expected} should be"),
            ),
            Some(_) => self.error(ErrorKind::Syntax, format!("not JSON: expected {expected}")),
        }
    }

    /// Says where an error is.
    pub(super) fn place(&self, error: Error, mark: usize) -> Error {
        let mut end = mark.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        error.at(Position::after(self.text.get(..end).unwrap_or(self.text)))
    }

    /// Takes `true`, `false` or `null`, whose first letter has been peeked.
    pub(super) fn literal(&mut self, word: &str) -> Result<(), Error> {
        if !self.rest().starts_with(word.as_bytes()) {
            return Err(self.unexpected("a value"));
        }
        self.at += word.len();
        Ok(())
    }

    /// Takes a string, whose quote has been peeked; one without escapes is lent from the text.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, Error> {
        self.take();
        let start = self.at;
        let rest = self.rest();
        if let Some(length) = find_escape(rest)
            && rest.get(length) == Some(&b'"')
        {
            self.at = start + length + 1;
            return Ok(Cow::Borrowed(
                self.text.get(start..start + length).unwrap_or_default(),
            ));
        }
        self.plain()?;
        self.escaped(start).map(Cow::Owned)
    }

    /// Passes over plain characters to a quote or backslash, which comes back.
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

    /// What follows a backslash (RFC 8259 section 7).
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

    /// Four digits, and four more where the first are half of a pair of surrogates.
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

    /// Takes a number, whose first byte has been peeked (RFC 8259 section 6).
    #[inline]
    pub(super) fn number(&mut self) -> Result<Number, Error> {
        let digits = self.rest();
        let count = digits
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        // The usual number: whole, of no more digits than always fit, without a superfluous zero.
        if let (Some(1..=9), 1..=18) | (Some(0), 1) =
            (digits.first().map(|byte| byte.wrapping_sub(b'0')), count)
            && !matches!(digits.get(count), Some(b'.' | b'e' | b'E'))
        {
            self.at += count;
            let whole = digits
                .iter()
                .take(count)
                .fold(0, |number, byte| number * 10 + i64::from(byte - b'0'));
            return Ok(Number::Signed(whole));
        }
        self.any_number()
    }

    fn any_number(&mut self) -> Result<Number, Error> {
        let start = self.at;
        let negative = self.rest().first() == Some(&b'-');
        if negative {
            self.take();
        }
        let first = self.rest().first().copied();
        let whole = self.digits()?;
        if first == Some(b'0') && self.at > start + usize::from(negative) + 1 {
            self.at = start;
            return Err(self.error(ErrorKind::Syntax, "not JSON: a number has no leading zeros"));
        }
        let mut fraction = false;
        if self.rest().first() == Some(&b'.') {
            self.take();
            self.digits()?;
            fraction = true;
        }
        if let Some(b'e' | b'E') = self.rest().first() {
            self.take();
            if let Some(b'+' | b'-') = self.rest().first() {
                self.take();
            }
            self.digits()?;
            fraction = true;
        }
        match whole {
            Some(0) if negative => {}
            Some(whole) if !fraction => {
                let signed = if negative {
                    0_i64.checked_sub_unsigned(whole)
                } else {
                    i64::try_from(whole).ok()
                };
                match signed {
                    Some(number) => return Ok(Number::Signed(number)),
                    None if !negative => return Ok(Number::Unsigned(whole)),
                    None => {}
                }
            }
            _ => {}
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Number::Double(number)),
            _ => Err(self.place(
                Error::new(ErrorKind::Range, "the number is beyond what a double holds"),
                start,
            )),
        }
    }

    /// Takes at least one digit; the number they make, if `u64` holds it.
    fn digits(&mut self) -> Result<Option<u64>, Error> {
        let mut number = Some(0_u64);
        let start = self.at;
        while let Some(byte @ b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            number = number
                .and_then(|number| number.checked_mul(10))
                .and_then(|number| number.checked_add(u64::from(byte - b'0')));
            self.at += 1;
        }
        if self.at == start {
            return Err(self.error(ErrorKind::Syntax, "not JSON: expected a digit"));
        }
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_the_narrowest_type_that_holds_them() {
        let read = |text| Lexer::new(text).number().ok();
        assert_eq!(read("0"), Some(Number::Signed(0)));
        assert_eq!(read("-9223372036854775808"), Some(Number::Signed(i64::MIN)));
        assert_eq!(read("9223372036854775808"), Some(Number::Unsigned(1 << 63)));
        assert_eq!(
            read("-9223372036854775809"),
            Some(Number::Double(-9_223_372_036_854_775_808.0))
        );
        assert_eq!(
            read("18446744073709551616"),
            Some(Number::Double(18_446_744_073_709_551_616.0))
        );
        assert_eq!(read("1.0"), Some(Number::Double(1.0)));
        assert_eq!(read("1e2"), Some(Number::Double(100.0)));
        assert!(matches!(read("-0"), Some(Number::Double(zero)) if zero.is_sign_negative()));
        for wrong in ["-", "01", "-01", "1.", ".5", "1e", "1e+", "1e999", "+1"] {
            assert_eq!(read(wrong), None, "{wrong}");
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
