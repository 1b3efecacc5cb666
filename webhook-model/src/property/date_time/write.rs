//! Writing the text of a date.

use std::fmt;

use chrono::{Datelike, Timelike};
use serde::{Serialize, Serializer};

use super::{DateTime, NANOS_PER_TICK, Offset};
use crate::property::scan::{Text, ascii_digit, write_fraction};

/// The longest text: `9999-12-31T23:59:59.9999999+14:00`.
pub(super) const LONGEST: usize = 33;
/// A date that was never set, the most frequent value in bodies.
const UNSET: &[u8; 19] = b"0001-01-01T00:00:00";

/// Writes the text of a date and returns its length.
pub(super) fn write(place: &mut [u8; LONGEST], date: &DateTime) -> usize {
    if *date == DateTime::MIN {
        place[..UNSET.len()].copy_from_slice(UNSET);
        return UNSET.len();
    }
    let (day, time) = (date.naive.date(), date.naive.time());
    let year = day.year().unsigned_abs();
    let seconds = time.num_seconds_from_midnight();
    *place = *b"0000-00-00T00:00:00.0000000+00:00";
    two_digits(place, 0, year / 100);
    two_digits(place, 2, year % 100);
    two_digits(place, 5, day.month());
    two_digits(place, 8, day.day());
    two_digits(place, 11, seconds / 3600);
    two_digits(place, 14, seconds / 60 % 60);
    two_digits(place, 17, seconds % 60);
    let ticks = time.nanosecond() / NANOS_PER_TICK;
    let at = write_fraction(place, UNSET.len(), ticks);
    write_offset(place, at, date.offset)
}

fn write_offset(place: &mut [u8; LONGEST], at: usize, offset: Offset) -> usize {
    match offset {
        Offset::Unspecified => at,
        Offset::Utc => {
            place[at] = b'Z';
            at + 1
        }
        Offset::Minutes(minutes) => {
            place[at] = if minutes < 0 { b'-' } else { b'+' };
            let minutes = u32::from(minutes.unsigned_abs());
            two_digits(place, at + 1, minutes / 60);
            place[at + 3] = b':';
            two_digits(place, at + 4, minutes % 60);
            at + 6
        }
    }
}

fn two_digits(place: &mut [u8; LONGEST], at: usize, number: u32) {
    place[at] = ascii_digit(number / 10);
    place[at + 1] = ascii_digit(number);
}

/// The text of a date.
pub(super) fn text(date: &DateTime) -> Text<LONGEST> {
    let mut bytes = [0; LONGEST];
    let length = write(&mut bytes, date);
    Text { bytes, length }
}

/// The text as in JSON; width and alignment are honoured.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(text(self).as_str())
    }
}

/// As a string.
impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text(self).as_str())
    }
}
