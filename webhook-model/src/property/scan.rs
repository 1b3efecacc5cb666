//! Reading fixed-width ASCII digits, shared by dates and durations, and usable
//! at compile time.

/// What stopped a reader, and at which byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Shorter or longer than any text of the kind.
    Length,
    /// Not the character that belongs there.
    Syntax { at: usize, expected: &'static str },
    /// Digits, but a number that the component cannot have.
    Range { at: usize, expected: &'static str },
    /// Every component is right, the whole is outside what the type holds.
    Overflow,
}

/// Leaves the enclosing `const fn` with the error: `?` is not usable there.
macro_rules! const_try {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(fault) => return Err(fault),
        }
    };
}
pub(crate) use const_try;

/// A position in a text. The end reads as NUL, which no format here contains,
/// so that no caller has to test for the end before it looks at a byte.
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

    /// Steps over the byte if it is the wanted one.
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

    /// The digit here, stepped over.
    pub(crate) const fn digit(&mut self) -> Option<u8> {
        let byte = self.peek();
        if byte.is_ascii_digit() {
            self.at += 1;
            Some(byte - b'0')
        } else {
            None
        }
    }

    /// Exactly `count` digits, whose number is in `min..=max`.
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

    /// One to `most` digits after the point, as ticks of 100 ns. Digits past
    /// the seventh are read and dropped, not rounded.
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

/// Writes the ticks of a second as a fraction: point, up to seven digits, no
/// trailing zeros, and nothing at all for zero. Returns the end of what it
/// wrote into `out` from `at`, where there must be room for all eight.
pub(crate) fn write_fraction(out: &mut [u8], at: usize, ticks: u32) -> usize {
    if ticks == 0 {
        return at;
    }
    let mut digits = [b'.'; 8];
    // In pairs, none of which waits for another.
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

/// At most forty characters of a text, for error messages.
pub(crate) fn excerpt(text: &str) -> String {
    text.chars().take(40).collect()
}
