//! Writing the text of a date.

use std::fmt;

use chrono::{Datelike, Timelike};
use serde::{Serialize, Serializer};

use super::{DateTime, NANOS_PER_TICK, Offset};
use crate::property::scan::{ascii_digit, write_fraction};

/// `9999-12-31T23:59:59.9999999+14:00`
const LONGEST: usize = 33;
/// A date that was never set, the most frequent value on the wire.
const UNSET: &[u8] = b"0001-01-01T00:00:00";

/// The text of one date, on the stack.
pub(super) struct Text {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Text {
    pub(super) fn new(date: &DateTime) -> Self {
        let mut text = Self {
            bytes: *b"0000-00-00T00:00:00.0000000+00:00",
            length: UNSET.len(),
        };
        if *date == DateTime::MIN {
            text.bytes[..UNSET.len()].copy_from_slice(UNSET);
            return text;
        }
        let (day, time) = (date.naive.date(), date.naive.time());
        let year = day.year().unsigned_abs();
        text.two_digits(0, year / 100);
        text.two_digits(2, year % 100);
        text.two_digits(5, day.month());
        text.two_digits(8, day.day());
        let seconds = time.num_seconds_from_midnight();
        text.two_digits(11, seconds / 3600);
        text.two_digits(14, seconds / 60 % 60);
        text.two_digits(17, seconds % 60);
        let ticks = time.nanosecond() / NANOS_PER_TICK;
        text.length = write_fraction(&mut text.bytes, text.length, ticks);
        text.offset(date.offset);
        text
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    fn as_str(&self) -> &str {
        // Only ASCII is ever written into the buffer.
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    fn two_digits(&mut self, at: usize, number: u32) {
        self.bytes[at] = ascii_digit(number / 10);
        self.bytes[at + 1] = ascii_digit(number);
    }

    fn offset(&mut self, offset: Offset) {
        let at = self.length;
        match offset {
            Offset::Unspecified => {}
            Offset::Utc => {
                self.bytes[at] = b'Z';
                self.length += 1;
            }
            Offset::Minutes(minutes) => {
                self.bytes[at] = if minutes < 0 { b'-' } else { b'+' };
                let minutes = u32::from(minutes.unsigned_abs());
                self.two_digits(at + 1, minutes / 60);
                self.bytes[at + 3] = b':';
                self.two_digits(at + 4, minutes % 60);
                self.length += 6;
            }
        }
    }
}

/// The text as on the wire; width and alignment are honoured.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(Text::new(self).as_str())
    }
}

/// As a string.
impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Text::new(self).as_str())
    }
}
