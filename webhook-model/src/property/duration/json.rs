//! The text of a duration in JSON: .NET's constant format, `c`.

use std::fmt;

use super::{Duration, SECONDS_PER_DAY, TICKS_PER_SECOND};
use crate::property::scan::{Cursor, Fault, ascii_digit, write_fraction};

/// `hh:mm:ss`
const SHORTEST: usize = 8;
/// `-10675199.02:48:05.4775808`
const LONGEST: usize = 26;
/// More could not be held.
const MAX_DAY_DIGITS: usize = 8;

pub(super) fn scan(text: &[u8]) -> Result<Duration, Fault> {
    if text.len() < SHORTEST || text.len() > LONGEST {
        return Err(Fault::Length);
    }
    let mut cursor = Cursor::new(text);
    let negative = cursor.skip(b'-');
    let days = if has_days(&text[cursor.at()..]) {
        days(&mut cursor)?
    } else {
        0
    };
    let hours = cursor.number(2, 0, 23, "hours, 00 to 23")?;
    cursor.expect(b':', ": between hours and minutes")?;
    let minutes = cursor.number(2, 0, 59, "minutes, 00 to 59")?;
    cursor.expect(b':', ": between minutes and seconds")?;
    let seconds = cursor.number(2, 0, 59, "seconds, 00 to 59")?;
    let fraction = if cursor.skip(b'.') {
        cursor.fraction(7, "1 to 7 digits of a fraction")?
    } else {
        0
    };
    cursor.expect_end()?;
    let of_day = (u64::from(hours) * 60 + u64::from(minutes)) * 60 + u64::from(seconds);
    let seconds = u64::from(days) * SECONDS_PER_DAY + of_day;
    let ticks = u128::from(seconds) * u128::from(TICKS_PER_SECOND) + u128::from(fraction);
    Duration::from_magnitude(negative, ticks).ok_or(Fault::Overflow)
}

/// Whether the number at the beginning is followed by the point after days.
fn has_days(text: &[u8]) -> bool {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    text.get(digits) == Some(&b'.')
}

fn days(cursor: &mut Cursor<'_>) -> Result<u32, Fault> {
    let expected = "days, 1 to 8 digits";
    let start = cursor.at();
    let mut days = 0_u32;
    while let Some(digit) = cursor.digit() {
        if cursor.at() - start > MAX_DAY_DIGITS {
            return Err(Fault::Syntax {
                at: start,
                expected,
            });
        }
        days = days * 10 + u32::from(digit);
    }
    if cursor.at() == start {
        return Err(cursor.syntax(expected));
    }
    cursor.expect(b'.', ". between days and hours")?;
    Ok(days)
}

/// The text of one duration, on the stack.
pub(super) struct Text {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Text {
    pub(super) fn new(duration: Duration) -> Self {
        let parts = duration.parts();
        let mut text = Self {
            bytes: [0; LONGEST],
            length: 0,
        };
        if parts.negative {
            text.push(b'-');
        }
        if parts.days > 0 {
            text.days(parts.days);
            text.push(b'.');
        }
        text.two_digits(parts.hours);
        text.push(b':');
        text.two_digits(parts.minutes);
        text.push(b':');
        text.two_digits(parts.seconds);
        text.length = write_fraction(&mut text.bytes, text.length, parts.ticks);
        text
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    pub(super) fn as_str(&self) -> &str {
        // Only ASCII is ever written into the buffer.
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    fn push(&mut self, byte: u8) {
        self.bytes[self.length] = byte;
        self.length += 1;
    }

    fn two_digits(&mut self, number: u32) {
        self.push(ascii_digit(number / 10));
        self.push(ascii_digit(number));
    }

    fn days(&mut self, days: u32) {
        let mut place = 10_u32.pow(days.ilog10());
        while place > 0 {
            self.push(ascii_digit(days / place));
            place /= 10;
        }
    }
}

/// The text as in JSON; width and alignment are honoured.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(Text::new(*self).as_str())
    }
}
