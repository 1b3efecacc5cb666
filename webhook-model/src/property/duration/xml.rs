//! The text of a duration in XML: `xsd:duration` (XML Schema part 2, 3.2.6).

use std::fmt::Write;

use super::{Duration, SECONDS_PER_DAY, TICKS_PER_SECOND};
use crate::property::scan::{Cursor, Fault, write_fraction};

/// Far more than the longest valid duration needs: a limit of the work.
const LONGEST: usize = 128;
/// The units of .NET's `XmlConvert`.
const DAYS_PER_YEAR: u64 = 365;
const DAYS_PER_MONTH: u64 = 30;
const MONTHS_PER_YEAR: u64 = 12;

const DESIGNATOR: &str = "a number and its letter, in the order Y M D T H M S";

/// The numbers of one text, by their letters.
#[derive(Default)]
struct Numbers {
    years: u64,
    months: u64,
    days: u64,
    hours: u64,
    minutes: u64,
    seconds: u64,
    fraction: u32,
}

pub(super) fn scan(text: &[u8]) -> Result<Duration, Fault> {
    if text.len() > LONGEST {
        return Err(Fault::Length);
    }
    let mut cursor = Cursor::new(text);
    let negative = cursor.skip(b'-');
    cursor.expect(b'P', "P at the beginning")?;
    let mut numbers = Numbers::default();
    date(&mut cursor, &mut numbers)?;
    if cursor.skip(b'T') {
        time(&mut cursor, &mut numbers)?;
    } else if !cursor.is_at_end() || text.ends_with(b"P") {
        return Err(cursor.syntax(DESIGNATOR));
    }
    numbers
        .ticks()
        .and_then(|ticks| Duration::from_magnitude(negative, ticks))
        .ok_or(Fault::Overflow)
}

/// Years, months and days, each at most once and in this order.
fn date(cursor: &mut Cursor<'_>, numbers: &mut Numbers) -> Result<(), Fault> {
    let slots = [
        (b'Y', &mut numbers.years),
        (b'M', &mut numbers.months),
        (b'D', &mut numbers.days),
    ];
    let mut slots = slots.into_iter();
    while cursor.peek().is_ascii_digit() {
        let value = number(cursor)?;
        let slot = slots.find(|(letter, _)| *letter == cursor.peek());
        let Some((letter, slot)) = slot else {
            return Err(cursor.syntax(DESIGNATOR));
        };
        cursor.skip(letter);
        *slot = value;
    }
    Ok(())
}

/// Hours, minutes and seconds: at least one of them after the letter T.
fn time(cursor: &mut Cursor<'_>, numbers: &mut Numbers) -> Result<(), Fault> {
    let slots = [
        (b'H', &mut numbers.hours),
        (b'M', &mut numbers.minutes),
        (b'S', &mut numbers.seconds),
    ];
    let mut slots = slots.into_iter();
    loop {
        let value = number(cursor)?;
        let has_fraction = cursor.skip(b'.');
        if has_fraction {
            numbers.fraction = cursor.fraction(LONGEST, "digits of a fraction")?;
        }
        // Only seconds have a fraction.
        let slot = slots
            .find(|(letter, _)| *letter == cursor.peek() && (!has_fraction || *letter == b'S'));
        let Some((letter, slot)) = slot else {
            return Err(cursor.syntax(DESIGNATOR));
        };
        cursor.skip(letter);
        *slot = value;
        if cursor.is_at_end() {
            return Ok(());
        }
    }
}

fn number(cursor: &mut Cursor<'_>) -> Result<u64, Fault> {
    let Some(first) = cursor.digit() else {
        return Err(cursor.syntax(DESIGNATOR));
    };
    let mut value = u64::from(first);
    while let Some(digit) = cursor.digit() {
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_add(u64::from(digit)))
            .ok_or(Fault::Overflow)?;
    }
    Ok(value)
}

impl Numbers {
    /// The length in ticks, or `None` where even 128 bits overflow.
    fn ticks(&self) -> Option<u128> {
        let times = |number: u64, unit: u64| u128::from(number).checked_mul(u128::from(unit));
        let years = u128::from(self.years) + u128::from(self.months / MONTHS_PER_YEAR);
        let days = years
            .checked_mul(u128::from(DAYS_PER_YEAR))?
            .checked_add(times(self.months % MONTHS_PER_YEAR, DAYS_PER_MONTH)?)?
            .checked_add(u128::from(self.days))?;
        days.checked_mul(u128::from(SECONDS_PER_DAY))?
            .checked_add(times(self.hours, 3600)?)?
            .checked_add(times(self.minutes, 60)?)?
            .checked_add(u128::from(self.seconds))?
            .checked_mul(u128::from(TICKS_PER_SECOND))?
            .checked_add(u128::from(self.fraction))
    }
}

pub(super) fn text(duration: Duration) -> String {
    let parts = duration.parts();
    if duration == Duration::ZERO {
        return "PT0S".to_owned();
    }
    let mut text = String::with_capacity(32);
    if parts.negative {
        text.push('-');
    }
    text.push('P');
    push(&mut text, parts.days, 'D');
    if parts.hours > 0 || parts.minutes > 0 || parts.seconds > 0 || parts.ticks > 0 {
        text.push('T');
    }
    push(&mut text, parts.hours, 'H');
    push(&mut text, parts.minutes, 'M');
    if parts.ticks == 0 {
        push(&mut text, parts.seconds, 'S');
        return text;
    }
    let mut fraction = [0; 8];
    let length = write_fraction(&mut fraction, 0, parts.ticks);
    let fraction = std::str::from_utf8(&fraction[..length]).unwrap_or_default();
    // Writing to a String cannot fail.
    let _ = write!(text, "{}{fraction}S", parts.seconds);
    text
}

/// A number with its letter, unless it is zero.
fn push(text: &mut String, number: u32, letter: char) {
    if number > 0 {
        let _ = write!(text, "{number}{letter}");
    }
}
