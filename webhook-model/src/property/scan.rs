//! Parses fixed-width ASCII digits, for dates and durations, also at compile time.

/// An error with its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Shorter or longer than any text of the kind.
    Length,
    /// An unexpected character.
    Syntax { at: usize, expected: &'static str },
    /// A number out of the component's range.
    Range { at: usize, expected: &'static str },
    /// Every component is valid, but the whole is out of range.
    Overflow,
}

/// Returns the error from the enclosing `const fn`: `?` is not allowed there.
macro_rules! const_try {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(fault) => return Err(fault),
        }
    };
}
pub(crate) use const_try;

/// A position in a text. The end reads as NUL, which no format here contains, so callers need no test
/// for the end before they read a byte.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Bytes read so far.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    pub(crate) const fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    pub(crate) const fn peek(&self) -> u8 {
        if self.at < self.bytes.len() {
            self.bytes[self.at]
        } else {
            0
        }
    }

    /// Skips the byte if it is `wanted`.
    pub(crate) const fn skip(&mut self, wanted: u8) -> bool {
        if self.peek() == wanted && !self.is_at_end() {
            self.at += 1;
            true
        } else {
            false
        }
    }

    pub(crate) const fn expect(&mut self, wanted: u8, expected: &'static str) -> Result<(), Fault> {
        if self.skip(wanted) {
            Ok(())
        } else {
            Err(self.syntax(expected))
        }
    }

    pub(crate) const fn expect_end(&self) -> Result<(), Fault> {
        if self.is_at_end() {
            Ok(())
        } else {
            Err(self.syntax("the end of the text"))
        }
    }

    pub(crate) const fn syntax(&self, expected: &'static str) -> Fault {
        Fault::Syntax {
            at: self.at,
            expected,
        }
    }

    /// Takes a digit.
    pub(crate) const fn digit(&mut self) -> Option<u8> {
        let byte = self.peek();
        if byte.is_ascii_digit() {
            self.at += 1;
            Some(byte - b'0')
        } else {
            None
        }
    }

    /// Takes exactly `count` digits, a number in `min..=max`.
    pub(crate) const fn number(
        &mut self,
        count: usize,
        min: u16,
        max: u16,
        expected: &'static str,
    ) -> Result<u16, Fault> {
        debug_assert!(count <= 4, "more digits than a u16 holds");
        let start = self.at;
        let mut value = 0_u16;
        while self.at < start + count {
            let Some(digit) = self.digit() else {
                return Err(self.syntax(expected));
            };
            value = value * 10 + digit as u16;
        }
        if value < min || value > max {
            return Err(Fault::Range {
                at: start,
                expected,
            });
        }
        Ok(value)
    }

    /// Takes one to `most` digits after the point, as ticks of 100 ns. Digits past the seventh are
    /// dropped, not rounded.
    pub(crate) const fn fraction(
        &mut self,
        most: usize,
        expected: &'static str,
    ) -> Result<u32, Fault> {
        let start = self.at;
        let mut ticks = 0_u32;
        let mut weight = 1_000_000_u32;
        while let Some(digit) = self.digit() {
            if self.at - start > most {
                return Err(Fault::Syntax {
                    at: self.at - 1,
                    expected,
                });
            }
            ticks += weight * digit as u32;
            weight /= 10;
        }
        if self.at == start {
            return Err(self.syntax(expected));
        }
        Ok(ticks)
    }
}

/// A text of at most `N` bytes on the stack: that of a date or a duration.
pub(crate) struct Text<const N: usize> {
    pub(crate) bytes: [u8; N],
    pub(crate) length: usize,
}

impl<const N: usize> Text<N> {
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    pub(crate) fn as_str(&self) -> &str {
        // Only ASCII is written into the buffer.
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

/// Writes the ticks of a second as a fraction: a point and up to seven digits without trailing zeros,
/// or nothing for zero. Returns the end of the text in `out`, which must have room for eight bytes from
/// `at`.
pub(crate) fn write_fraction(out: &mut [u8], at: usize, ticks: u32) -> usize {
    if ticks == 0 {
        return at;
    }
    let mut digits = [b'.'; 8];
    // In pairs, which the processor computes in parallel.
    for (place, unit) in [(1, 100_000), (3, 1_000), (5, 10)] {
        digits[place] = ascii_digit(ticks / unit / 10);
        digits[place + 1] = ascii_digit(ticks / unit);
    }
    digits[7] = ascii_digit(ticks);
    let trailing = digits.iter().rev().take_while(|&&byte| byte == b'0');
    let length = digits.len() - trailing.count();
    out[at..at + digits.len()].copy_from_slice(&digits);
    at + length
}

/// The last decimal digit of a number.
#[allow(
    clippy::cast_possible_truncation,
    reason = "a remainder of ten fits in a byte"
)]
pub(crate) const fn ascii_digit(number: u32) -> u8 {
    b'0' + (number % 10) as u8
}

/// The first forty characters of a text, for error messages.
pub(crate) fn excerpt(text: &str) -> String {
    text.chars().take(40).collect()
}
