//! Dates between the server's base zone and the zone of a request.

use chrono::{Datelike, FixedOffset, NaiveDateTime};
use chrono_tz::Tz;

use super::{TimeZone, offset, table};
use crate::property::date_class::DateClass;
use crate::property::date_time::{DateTime, Offset};

/// A leap year whose offsets are used for the years 1 and 9999, for which zones have no rules.
const STAND_IN_YEAR: i32 = 2024;

/// Converts a stored date for a response.
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
/// The offset of the zone UTC is written `Z`, every other as `+02:00`. Dates in the years 1 and 9999
/// mean "never" and "for ever": their digits do not change in any class. With an offset they can name
/// an instant that .NET does not have and that [`DateTime::parse`] refuses. The conversion cannot fail:
/// no other date is near enough to the ends of the range to leave it.
///
/// An offset with seconds, as before standard time, is cut to whole minutes as in .NET. The digits are
/// adjusted, so that the instant stays the same.
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

/// Converts a date of a request for storing.
///
/// | class | with an offset | without one |
/// |---|---|---|
/// | [`Utc`](DateClass::Utc) | that instant | in the base zone; under includeTZOffset in the request's |
/// | [`Diary`](DateClass::Diary) | that instant | in the request's zone |
/// | [`Plain`](DateClass::Plain), [`Date`](DateClass::Date) | the digits that it has in the request's zone | its digits |
///
/// The request's zone is the base zone if the request names none. Instants are stored as digits of the
/// base zone, without an offset. If the clock of the base zone shows these digits twice and the first
/// time is meant, the offset is stored as well.
///
/// Dates survive a round trip under the same request: [`outgoing`] undoes this conversion, and a date
/// in the form that it writes for the class keeps its digits. The exceptions are digits that the
/// request's zone skips or repeats when its clock changes: without an offset they are moved forward, or
/// mean the second time; a `Plain` date cannot store which time it was. Dates in the years 1 and 9999
/// keep their digits in any class, so instants within hours of these years are ambiguous.
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
            // Cut to minutes, as the offset of the response is, if .NET can hold the offset.
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

/// Converts digits of one zone to another. The same zone changes nothing, not even digits that its
/// clock skips.
fn moved(digits: NaiveDateTime, from: Tz, base: Tz) -> DateTime {
    if from == base {
        DateTime::from(digits)
    } else {
        stored(to_utc(digits, from), base)
    }
}

/// An instant as digits of the base zone, with their offset if they would mean another instant without
/// it.
fn stored(utc: NaiveDateTime, base: Tz) -> DateTime {
    let digits = to_zone(utc, base);
    let plain = DateTime::from(digits);
    if to_utc(digits, base) == utc {
        return plain;
    }
    let minutes = offset::at_utc(base, utc).local_minus_utc() / 60;
    let offset = i16::try_from(minutes).map_or(Offset::Unspecified, Offset::Minutes);
    let dated = plain.with_offset(offset).unwrap_or(plain);
    // Before standard time offsets have seconds, which dates cannot express.
    match dated.to_utc() {
        Some(instant) if instant.naive_utc() == utc => dated,
        _ => plain,
    }
}

/// A stored date in the base zone.
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

/// Local digits in UTC. Digits at the limits of chrono, far outside the range of .NET, stay unchanged.
fn to_utc(digits: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    digits
        .checked_sub_offset(offset::at_local(zone, digits))
        .unwrap_or(digits)
}

fn to_zone(utc: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    utc.checked_add_offset(offset::at_utc(zone, utc))
        .unwrap_or(utc)
}

/// An instant with the zone's digits and offset, cut to minutes. An offset of more than 14 hours, as in
/// Manila before 1845, becomes `Z`: .NET does not have it.
fn in_zone(utc: NaiveDateTime, zone: Tz) -> DateTime {
    let seconds = offset::at_utc(zone, utc).local_minus_utc();
    match FixedOffset::east_opt(seconds / 60 * 60) {
        Some(offset) if !is_utc(zone) => DateTime::from(utc.and_utc().with_timezone(&offset)),
        _ => DateTime::from(utc.and_utc()),
    }
}

/// The offset of the zone's digits, cut to minutes.
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

/// Digits with an offset, or without it if .NET does not have the offset.
fn tagged(digits: NaiveDateTime, offset: Offset) -> DateTime {
    let date = DateTime::from(digits);
    date.with_offset(offset).unwrap_or(date)
}
