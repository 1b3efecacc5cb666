//! The text of a duration in JSON: .NET's constant format, `c`.

use std::fmt;

use super::{Duration, SECONDS_PER_DAY, TICKS_PER_SECOND};
use crate::property::scan::{Cursor, Fault, Text, ascii_digit, const_try, write_fraction};

/// `hh:mm:ss`
const SHORTEST: usize = 8;
/// `-10675199.02:48:05.4775808`
const LONGEST: usize = 26;
/// A longer text does not fit.
const MAX_DAY_DIGITS: usize = 8;

pub(super) const fn scan(text: &[u8]) -> Result<Duration, Fault> {
    if text.len() < SHORTEST || text.len() > LONGEST {
        return Err(Fault::Length);
    }
    let mut cursor = Cursor::new(text);
    let negative = cursor.skip(b'-');
    let days = if has_days(text, cursor.at()) {
        const_try!(days(&mut cursor))
    } else {
        0
    };
    let hours = const_try!(cursor.number(2, 0, 23, "hours, 00 to 23"));
    const_try!(cursor.expect(b':', ": between hours and minutes"));
    let minutes = const_try!(cursor.number(2, 0, 59, "minutes, 00 to 59"));
    const_try!(cursor.expect(b':', ": between minutes and seconds"));
    let seconds = const_try!(cursor.number(2, 0, 59, "seconds, 00 to 59"));
    let fraction = if cursor.skip(b'.') {
        const_try!(cursor.fraction(7, "1 to 7 digits of a fraction"))
    } else {
        0
    };
    const_try!(cursor.expect_end());
    let of_day = (hours as u64 * 60 + minutes as u64) * 60 + seconds as u64;
    let seconds = days as u64 * SECONDS_PER_DAY + of_day;
    let ticks = seconds as u128 * TICKS_PER_SECOND as u128 + fraction as u128;
    match Duration::from_magnitude(negative, ticks) {
        Some(duration) => Ok(duration),
        None => Err(Fault::Overflow),
    }
}

/// Whether the number at a position is followed by the point after days.
const fn has_days(text: &[u8], start: usize) -> bool {
    let mut at = start;
    while at < text.len() && text[at].is_ascii_digit() {
        at += 1;
    }
    at < text.len() && text[at] == b'.'
}

const fn days(cursor: &mut Cursor<'_>) -> Result<u32, Fault> {
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
        days = days * 10 + digit as u32;
    }
    if cursor.at() == start {
        return Err(cursor.syntax(expected));
    }
    const_try!(cursor.expect(b'.', ". between days and hours"));
    Ok(days)
}

/// The text of a duration.
pub(super) fn text(duration: Duration) -> Text<LONGEST> {
    let parts = duration.parts();
    let mut text = Text {
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

impl Text<LONGEST> {
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
        f.pad(text(*self).as_str())
    }
}
