//! Numbers of a JSON text (RFC 8259 section 6).

use super::lexer::Lexer;
use crate::error::{Error, ErrorKind};

/// A number of a JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number<'a> {
    /// Without fraction and exponent, in the range of `i64`.
    Signed(i64),
    /// Without fraction and exponent, beyond `i64`.
    Unsigned(u64),
    /// Any other number as text: the property's type decides which digits matter.
    Other(&'a str),
}

impl<'a> Lexer<'a> {
    /// Takes a number, whose first byte has been peeked (RFC 8259 section 6).
    #[inline]
    pub(super) fn number(&mut self) -> Result<Number<'a>, Error> {
        match self.usual_number() {
            Some(whole) => Ok(Number::Signed(whole)),
            None => self.any_number(),
        }
    }

    /// Fast path for the common case: a whole number with few digits and no superfluous zero. Many have
    /// one digit: defaults, ranks, states.
    #[inline]
    pub(super) fn usual_number(&mut self) -> Option<i64> {
        match self.rest() {
            [digit @ b'0'..=b'9', b',' | b'}', ..] => {
                self.at += 1;
                Some(i64::from(digit - b'0'))
            }
            text => self.few_digits(text),
        }
    }

    #[inline(never)]
    fn few_digits(&mut self, text: &[u8]) -> Option<i64> {
        let mut digits = 0;
        let mut whole = 0;
        for byte in text.iter().take(18) {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            whole = whole * 10 + i64::from(digit);
            digits += 1;
        }
        let is_usual = match text.first() {
            Some(b'0') => digits == 1,
            _ => digits > 0,
        };
        if !is_usual || matches!(text.get(digits), Some(b'0'..=b'9' | b'.' | b'e' | b'E')) {
            return None;
        }
        self.at += digits;
        Some(whole)
    }

    #[inline(never)]
    fn any_number(&mut self) -> Result<Number<'a>, Error> {
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
        Ok(Number::Other(
            self.text.get(start..self.at).unwrap_or_default(),
        ))
    }

    /// Takes at least one digit, and returns the number if it fits in `u64`.
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
        for other in [
            "-9223372036854775809",
            "18446744073709551616",
            "1.0",
            "1e2",
            "-0",
            "1e999",
        ] {
            assert_eq!(read(other), Some(Number::Other(other)));
        }
        for wrong in ["-", "01", "-01", "1.", ".5", "1e", "1e+", "+1"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
