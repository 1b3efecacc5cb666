//! The offset of a zone at a time.
//!
//! Rules are those of the IANA database as built into `chrono-tz`. Before 1970
//! that database speaks for a zone's main city only.

use chrono::{Datelike, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;

/// The last year for which `chrono-tz` lists the changes of the clock.
const LAST_YEAR: i32 = 2099;
/// After this many years the calendar repeats: each kind of year (leap day and first weekday) occurs.
const CYCLE: i32 = 28;

/// The offset at an instant, given as digits in UTC.
pub(super) fn at_utc(zone: Tz, utc: NaiveDateTime) -> FixedOffset {
    zone.offset_from_utc_datetime(&within_rules(utc)).fix()
}

/// The offset of local digits.
///
/// If the clock is put back, the digits occur twice and mean the second time, standard time, as in
/// .NET. If it is put forward they do not occur: .NET refuses them; here the offset from before the
/// change applies, which moves them forward by the gap. In both cases the smaller of the two offsets
/// applies.
pub(super) fn at_local(zone: Tz, local: NaiveDateTime) -> FixedOffset {
    let local = within_rules(local);
    match zone.offset_from_local_datetime(&local) {
        MappedLocalTime::Single(offset) => offset.fix(),
        MappedLocalTime::Ambiguous(one, other) => smaller(one.fix(), other.fix()),
        MappedLocalTime::None => {
            // Near a gap one of the two offsets is found by taking the digits as UTC. Subtracting it
            // leads to the other side of the change.
            let one = zone.offset_from_utc_datetime(&local).fix();
            let beyond = local.checked_sub_offset(one).unwrap_or(local);
            smaller(one, zone.offset_from_utc_datetime(&beyond).fix())
        }
    }
}

fn smaller(one: FixedOffset, other: FixedOffset) -> FixedOffset {
    if one.local_minus_utc() < other.local_minus_utc() {
        one
    } else {
        other
    }
}

/// The same time in a year with the same calendar for which `chrono-tz` lists the changes. Later years
/// follow the last known rule; such a rule names days like the last Sunday of March, which fall on the
/// same date.
fn within_rules(time: NaiveDateTime) -> NaiveDateTime {
    if time.year() <= LAST_YEAR {
        return time;
    }
    let kind = |year| {
        let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
        Some((first.weekday(), first.leap_year()))
    };
    let wanted = kind(time.year());
    (LAST_YEAR - CYCLE + 1..=LAST_YEAR)
        .find(|&year| kind(year) == wanted)
        .and_then(|year| time.with_year(year))
        .unwrap_or(time)
}
