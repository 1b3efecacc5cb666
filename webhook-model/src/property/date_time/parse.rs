//! Parses the text of a date. Everything is `const`, so that the check of a literal in source code and
//! the reader always agree.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{DateTime, MAX_OFFSET_MINUTES, NANOS_PER_TICK, Offset};
use crate::property::scan::{Cursor, Fault, const_try};

/// `2024-05-17`
const SHORTEST: usize = 10;
/// Seconds, point, 16 digits and `+hh:mm`.
const LONGEST: usize = 19 + 1 + MAX_FRACTION + 6;
/// The most fraction digits that System.Text.Json reads.
const MAX_FRACTION: usize = 16;
const MINUTES_PER_DAY: i16 = 24 * 60;

/// Digits of a time of day.
#[derive(Clone, Copy)]
struct Time {
    hour: u16,
    minute: u16,
    second: u16,
    ticks: u32,
}

/// Digits of a day.
#[derive(Clone, Copy)]
struct Date {
    year: u16,
    month: u16,
    day: u16,
}

/// Parses a whole text.
pub(super) const fn scan(text: &[u8]) -> Result<DateTime, Fault> {
    if text.len() < SHORTEST || text.len() > LONGEST {
        return Err(Fault::Length);
    }
    let mut cursor = Cursor::new(text);
    let (day, date) = const_try!(scan_date(&mut cursor));
    if cursor.is_at_end() {
        return Ok(DateTime {
            naive: NaiveDateTime::new(date, NaiveTime::MIN),
            offset: Offset::Unspecified,
        });
    }
    if !cursor.skip(b'T') && !cursor.skip(b't') {
        return Err(cursor.syntax("T between date and time"));
    }
    let time = const_try!(scan_time(&mut cursor));
    let offset = const_try!(scan_offset(&mut cursor));
    const_try!(cursor.expect_end());
    if is_outside(day, time, offset) {
        return Err(Fault::Overflow);
    }
    finish(date, time, offset)
}

const fn scan_date(cursor: &mut Cursor<'_>) -> Result<(Date, NaiveDate), Fault> {
    let year = const_try!(cursor.number(4, 1, 9999, "a year of four digits, 0001 to 9999"));
    const_try!(cursor.expect(b'-', "- between year and month"));
    let month = const_try!(cursor.number(2, 1, 12, "a month, 01 to 12"));
    const_try!(cursor.expect(b'-', "- between month and day"));
    let at = cursor.at();
    let expected = "a day that the month has, in two digits";
    let day = const_try!(cursor.number(2, 1, 31, expected));
    let day = Date { year, month, day };
    match day.to_date() {
        Some(date) => Ok((day, date)),
        None => Err(Fault::Range { at, expected }),
    }
}

const fn scan_time(cursor: &mut Cursor<'_>) -> Result<Time, Fault> {
    let hour = const_try!(cursor.number(2, 0, 23, "an hour, 00 to 23"));
    const_try!(cursor.expect(b':', ": between hour and minute"));
    let minute = const_try!(cursor.number(2, 0, 59, "a minute, 00 to 59"));
    let mut time = Time {
        hour,
        minute,
        second: 0,
        ticks: 0,
    };
    if cursor.skip(b':') {
        time.second = const_try!(cursor.number(2, 0, 59, "a second, 00 to 59"));
        if cursor.skip(b'.') {
            time.ticks = const_try!(cursor.fraction(MAX_FRACTION, "1 to 16 digits of a fraction"));
        }
    }
    Ok(time)
}

const fn scan_offset(cursor: &mut Cursor<'_>) -> Result<Offset, Fault> {
    let west = match cursor.peek() {
        b'Z' | b'z' => {
            cursor.skip(cursor.peek());
            return Ok(Offset::Utc);
        }
        b'+' => false,
        b'-' => true,
        _ if cursor.is_at_end() => return Ok(Offset::Unspecified),
        _ => return Err(cursor.syntax("the rest of the time, Z, an offset or the end")),
    };
    cursor.skip(cursor.peek());
    let at = cursor.at();
    let expected = "an offset of at most 14:00, such as 02:00";
    let hours = const_try!(cursor.number(2, 0, 14, expected));
    let mut minutes = 0;
    if cursor.skip(b':') || !cursor.is_at_end() {
        minutes = const_try!(cursor.number(2, 0, 59, "minutes of the offset, 00 to 59"));
    }
    let total = (hours * 60 + minutes).cast_signed();
    if total > MAX_OFFSET_MINUTES {
        return Err(Fault::Range { at, expected });
    }
    Ok(Offset::Minutes(if west { -total } else { total }))
}

/// Whether the instant is before year 1 or after year 9999. An offset is less than a day, so only the
/// first and the last day can be affected.
const fn is_outside(day: Date, time: Time, offset: Offset) -> bool {
    let Offset::Minutes(east) = offset else {
        return false;
    };
    let utc = time.minute_of_day() - east;
    match (day.year, day.month, day.day) {
        (1, 1, 1) => utc < 0,
        (9999, 12, 31) => utc >= MINUTES_PER_DAY,
        _ => false,
    }
}

const fn finish(date: NaiveDate, time: Time, offset: Offset) -> Result<DateTime, Fault> {
    let nanos = time.ticks * NANOS_PER_TICK;
    let time = NaiveTime::from_hms_nano_opt(
        time.hour as u32,
        time.minute as u32,
        time.second as u32,
        nanos,
    );
    match time {
        Some(time) => Ok(DateTime {
            naive: NaiveDateTime::new(date, time),
            offset,
        }),
        // Not reached: each component was checked when it was read.
        None => Err(Fault::Overflow),
    }
}

impl Time {
    const fn minute_of_day(self) -> i16 {
        (self.hour * 60 + self.minute).cast_signed()
    }
}

impl Date {
    const fn to_date(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year as i32, self.month as u32, self.day as u32)
    }
}
