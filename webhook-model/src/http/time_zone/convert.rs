//! Dates between the server's base zone and the zone of a request.

use chrono::{Datelike, FixedOffset, NaiveDateTime};
use chrono_tz::Tz;

use super::{TimeZone, offset, table};
use crate::property::date_class::DateClass;
use crate::property::date_time::{DateTime, Offset};

/// A year whose offsets stand in for those of the years 1 and 9999, for which
/// no zone has rules: a leap year, so that it has every day.
const STAND_IN_YEAR: i32 = 2024;

/// A stored date as a response has it.
///
/// A stored date has the digits of the base zone and no offset; with an offset
/// it is an instant.
///
/// | class | no request | zone | zone, includeTZOffset |
/// |---|---|---|---|
/// | [`Utc`](DateClass::Utc) | base digits | base digits | UTC digits and `Z` |
/// | [`Diary`](DateClass::Diary) | base digits | zone's digits | zone's digits and its offset |
/// | [`Plain`](DateClass::Plain) | base digits | base digits | base digits and the zone's offset |
/// | [`Date`](DateClass::Date) | digits | digits | digits and `Z` |
///
/// The offset of the zone UTC is written `Z`, every other as `+02:00`. Dates in
/// the years 1 and 9999 mean "never" and "for ever": their digits do not move
/// in any class. Tagged with an offset they can name an instant that .NET does
/// not have, and that [`DateTime::parse`] refuses. Nothing here can fail: no other date is near enough to the
/// ends of the range to leave it.
///
/// An offset that is not a whole number of minutes, as before standard time,
/// is cut to minutes where it is written, as .NET does, and the digits with it,
/// so that the instant stays right.
///
/// ```
/// use chrono_tz::Tz;
/// use webhook_model::http::time_zone::{TimeZone, outgoing};
/// use webhook_model::property::{date_class::DateClass, date_time::DateTime};
///
/// let stored = DateTime::parse("2002-03-31T18:00:00")?;
/// let request = TimeZone::from_header("UTC, includeTZOffset", Tz::UTC)?;
/// let sent = outgoing(stored, DateClass::Diary, Tz::Europe__Oslo, request.as_ref());
/// assert_eq!(sent.to_string(), "2002-03-31T16:00:00Z");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn outgoing(
    value: DateTime,
    class: DateClass,
    base: Tz,
    request: Option<&TimeZone>,
) -> DateTime {
    let digits = base_digits(value, class, base);
    let Some(request) = request else {
        return DateTime::from(digits);
    };
    let zone = request.zone();
    let stays = is_unset(digits);
    let utc = || match value.to_utc() {
        Some(instant) => instant.naive_utc(),
        None => to_utc(digits, base),
    };
    if !request.include_offset() {
        return DateTime::from(match class {
            // The same zone changes nothing, not even digits that its clock skips.
            DateClass::Diary if !stays && zone != base => to_zone(utc(), zone),
            _ => digits,
        });
    }
    match class {
        DateClass::Utc if !stays => DateTime::from(utc().and_utc()),
        DateClass::Diary if !stays => in_zone(utc(), zone),
        DateClass::Utc | DateClass::Date => tagged(digits, Offset::Utc),
        DateClass::Diary | DateClass::Plain => tagged(digits, suffix(digits, zone)),
    }
}

/// A date of a request as it is stored.
///
/// | class | with an offset | without one |
/// |---|---|---|
/// | [`Utc`](DateClass::Utc) | that instant | in the base zone; under includeTZOffset in the request's |
/// | [`Diary`](DateClass::Diary) | that instant | in the request's zone |
/// | [`Plain`](DateClass::Plain), [`Date`](DateClass::Date) | the digits that it has in the request's zone | its digits |
///
/// The request's zone is the base zone if the request names none. Instants are stored as digits of
/// the base zone, without an offset; where the clock of the base zone shows these digits twice and
/// the first time is meant, with the offset of that time.
///
/// What is written is what is read under the same request, as the same text or the same instant:
/// [`outgoing`] undoes this, and a date in just the form that it gives dates of the class keeps its
/// digits. This leaves out digits that mean no time or two times in the request's zone, where the
/// clock is put forward or back: those without an offset are moved forward, or mean the second
/// time, and a `Plain` date has no place for which time it was. Dates in the years 1 and 9999 keep
/// their digits in any class, so that the hours beside them cannot be told from these.
///
/// ```
/// use chrono_tz::Tz;
/// use webhook_model::http::time_zone::{TimeZone, incoming};
/// use webhook_model::property::{date_class::DateClass, date_time::DateTime};
///
/// let sent = DateTime::parse("2018-12-24T12:34:45")?;
/// let request = TimeZone::from_header("US-NY", Tz::UTC)?;
/// let stored = incoming(sent, DateClass::Diary, Tz::Europe__Oslo, request.as_ref());
/// assert_eq!(stored.to_string(), "2018-12-24T18:34:45");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn incoming(
    value: DateTime,
    class: DateClass,
    base: Tz,
    request: Option<&TimeZone>,
) -> DateTime {
    let digits = value.naive();
    if is_unset(digits) {
        return DateTime::from(digits);
    }
    let zone = request.map_or(base, TimeZone::zone);
    let offset = request.is_some_and(TimeZone::include_offset);
    match (class, value.to_utc()) {
        (DateClass::Utc | DateClass::Diary, Some(instant)) => stored(instant.naive_utc(), base),
        (DateClass::Diary, None) => moved(digits, zone, base),
        (DateClass::Utc, None) if offset => moved(digits, zone, base),
        (DateClass::Plain, Some(_)) if offset && value == tagged(digits, suffix(digits, zone)) => {
            DateTime::from(digits)
        }
        (DateClass::Plain, Some(instant)) if offset => {
            let utc = instant.naive_utc();
            // Cut as the offset is that goes with the digits in an answer, if there is a place for it.
            let shown = in_zone(utc, zone);
            DateTime::from(match shown.offset() {
                Offset::Minutes(_) => shown.naive(),
                _ => to_zone(utc, zone),
            })
        }
        (DateClass::Date, Some(_)) if offset && value.offset() == Offset::Utc => {
            DateTime::from(digits)
        }
        (DateClass::Plain | DateClass::Date, Some(instant)) => {
            DateTime::from(to_zone(instant.naive_utc(), zone))
        }
        (_, None) => DateTime::from(digits),
    }
}

/// The digits of one zone as they are stored in another. The same zone changes nothing, not even
/// digits that its clock skips.
fn moved(digits: NaiveDateTime, from: Tz, base: Tz) -> DateTime {
    if from == base {
        DateTime::from(digits)
    } else {
        stored(to_utc(digits, from), base)
    }
}

/// An instant as digits of the base zone, with their offset where they would mean another instant.
fn stored(utc: NaiveDateTime, base: Tz) -> DateTime {
    let digits = to_zone(utc, base);
    let plain = DateTime::from(digits);
    if to_utc(digits, base) == utc {
        return plain;
    }
    let minutes = offset::at_utc(base, utc).local_minus_utc() / 60;
    let offset = i16::try_from(minutes).map_or(Offset::Unspecified, Offset::Minutes);
    let dated = plain.with_offset(offset).unwrap_or(plain);
    // Before standard time offsets have seconds, which no date can say.
    match dated.to_utc() {
        Some(instant) if instant.naive_utc() == utc => dated,
        _ => plain,
    }
}

/// What a stored date has in the base zone.
fn base_digits(value: DateTime, class: DateClass, base: Tz) -> NaiveDateTime {
    if class == DateClass::Date || is_unset(value.naive()) {
        return value.naive();
    }
    value
        .to_utc()
        .map_or(value.naive(), |instant| to_zone(instant.naive_utc(), base))
}

/// Whether the digits stand for "never" or "for ever".
fn is_unset(digits: NaiveDateTime) -> bool {
    matches!(digits.year(), 1 | 9999)
}

/// The bounds of chrono, far outside the years that come here, stay put.
fn to_utc(digits: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    digits
        .checked_sub_offset(offset::at_local(zone, digits))
        .unwrap_or(digits)
}

fn to_zone(utc: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    utc.checked_add_offset(offset::at_utc(zone, utc))
        .unwrap_or(utc)
}

/// An instant with the zone's digits and offset, cut to minutes. An offset that
/// .NET has no place for (over 14 hours, as in Manila before 1845) becomes `Z`.
fn in_zone(utc: NaiveDateTime, zone: Tz) -> DateTime {
    let seconds = offset::at_utc(zone, utc).local_minus_utc();
    match FixedOffset::east_opt(seconds / 60 * 60) {
        Some(offset) if !is_utc(zone) => DateTime::from(utc.and_utc().with_timezone(&offset)),
        _ => DateTime::from(utc.and_utc()),
    }
}

/// The offset that digits of the zone carry, cut to minutes.
fn suffix(digits: NaiveDateTime, zone: Tz) -> Offset {
    if is_utc(zone) {
        return Offset::Utc;
    }
    let known = if is_unset(digits) {
        digits.with_year(STAND_IN_YEAR).unwrap_or(digits)
    } else {
        digits
    };
    let minutes = offset::at_local(zone, known).local_minus_utc() / 60;
    i16::try_from(minutes).map_or(Offset::Unspecified, Offset::Minutes)
}

fn is_utc(zone: Tz) -> bool {
    table::canonical(zone) == Tz::UTC
}

/// Digits with an offset, or without it if .NET has no place for that.
fn tagged(digits: NaiveDateTime, offset: Offset) -> DateTime {
    let date = DateTime::from(digits);
    date.with_offset(offset).unwrap_or(date)
}
