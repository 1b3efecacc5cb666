use chrono::NaiveDateTime;
use chrono_tz::Tz;
use proptest::prelude::*;

use super::{TimeZone, incoming, offset, outgoing};
use crate::property::date_class::DateClass::{self, Date, Diary, Plain, Utc};
use crate::property::date_time::{DateTime, Offset};

fn any_zone() -> impl Strategy<Value = Tz> {
    (0..chrono_tz::TZ_VARIANTS.len()).prop_map(|at| chrono_tz::TZ_VARIANTS[at])
}

fn any_class() -> impl Strategy<Value = DateClass> {
    prop_oneof![Just(Utc), Just(Diary), Just(Plain), Just(Date)]
}

/// Digits that the zone's clock shows.
fn is_shown(digits: DateTime, zone: Tz) -> bool {
    let digits = digits.naive();
    digits
        .checked_sub_offset(offset::at_local(zone, digits))
        .and_then(|utc| utc.checked_add_offset(offset::at_utc(zone, utc)))
        == Some(digits)
}

/// Seconds within two hours of a change of the clock.
fn changes_of_the_clock() -> impl Strategy<Value = i64> {
    // 31 March and 27 October 2024 in Europe, 10 March and 3 November in America, 7 April in Sydney.
    let changes = [
        1_711_846_800_i64,
        1_729_990_800,
        1_710_054_000,
        1_730_613_600,
        1_712_419_200,
    ];
    (prop::sample::select(changes.to_vec()), -7200_i64..43_200)
        .prop_map(|(change, from)| change + from - from % 900)
}

fn any_offset() -> impl Strategy<Value = Offset> {
    prop_oneof![
        Just(Offset::Unspecified),
        Just(Offset::Utc),
        (-840_i16..=840).prop_map(Offset::Minutes),
    ]
}

fn to_digits(utc: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    utc.checked_add_offset(offset::at_utc(zone, utc))
        .expect("in range")
}

/// Digits that the zone's clock shows exactly once.
fn is_shown_once(digits: NaiveDateTime, zone: Tz) -> bool {
    use chrono::TimeZone as _;
    zone.offset_from_local_datetime(&digits).single().is_some()
}

proptest! {
    #[test]
    fn dates_that_a_client_reads_and_sends_back_are_unchanged(
        seconds in 0_i64..4_000_000_000,
        class in any_class(),
        base in any_zone(),
        zone in any_zone(),
        request in any::<bool>(),
        include in any::<bool>(),
    ) {
        let instant = chrono::DateTime::from_timestamp(seconds, 0).expect("in range");
        let digits = DateTime::from(instant.naive_utc());
        prop_assume!(is_shown(digits, base));
        let request = request.then(|| TimeZone::from(zone).with_include_offset(include));
        let sent = outgoing(digits, class, base, request.as_ref());
        let back = incoming(sent, class, base, request.as_ref());
        // Without an offset, the first of two equal hours cannot be distinguished.
        let is_ambiguous = class == Diary
            && sent.offset() == Offset::Unspecified
            && back != digits
            && outgoing(back, class, base, request.as_ref()) == sent;
        prop_assert!(back == digits || is_ambiguous, "{} {} {}", digits, sent, back);
    }

    #[test]
    fn dates_that_a_client_writes_are_read_back(
        // From year 2 to 9998, or near a change of the clock.
        seconds in prop_oneof![
            -62_103_974_400_i64..253_370_678_400,
            changes_of_the_clock(),
        ],
        form in any_offset(),
        class in any_class(),
        base in any_zone(),
        zone in any_zone(),
        request in any::<bool>(),
        include in any::<bool>(),
    ) {
        let utc = chrono::DateTime::from_timestamp(seconds, 0).expect("in range").naive_utc();
        let written = DateTime::from(utc).with_offset(form).expect("an offset");
        let asked = request.then(|| TimeZone::from(zone).with_include_offset(include));
        let asked = asked.as_ref();
        let stored = incoming(written, class, base, asked);
        let read = outgoing(stored, class, base, asked);

        let zone = if request { zone } else { base };
        let digits = match written.to_utc() {
            Some(instant) => to_digits(instant.naive_utc(), zone),
            None => written.naive(),
        };
        // Before standard time, offsets have seconds, which dates cannot express, or are beyond .NET's
        // range.
        let is_exact = |zone| {
            let seconds = offset::at_utc(zone, utc).local_minus_utc();
            seconds % 60 == 0 && seconds.abs() <= 14 * 3600
        };
        match (class, read.to_utc(), written.to_utc()) {
            // The same instant; digits without an offset are compared in a common zone.
            (Utc | Diary, Some(read), Some(written)) => prop_assert_eq!(read, written),
            (Plain, Some(read), Some(written)) if is_shown_once(digits, zone) && is_exact(zone) => {
                prop_assert_eq!(read, written);
            }
            (Plain, Some(_), Some(_)) => {}
            // Responses write `Z` after the digits of a day, in any zone.
            (Date, Some(_), Some(_)) if written.offset() == Offset::Utc => {
                prop_assert_eq!(read, written);
            }
            (Date | Plain, _, Some(_)) => prop_assert_eq!(read.naive(), digits),
            (Plain | Date, _, None) => prop_assert_eq!(read.naive(), written.naive()),
            (Utc, None, Some(written)) => {
                prop_assert_eq!(read.naive(), to_digits(written.naive_utc(), base));
            }
            (Diary, None, Some(written)) => {
                prop_assert_eq!(read.naive(), to_digits(written.naive_utc(), zone));
            }
            (Utc, None, None) => prop_assert_eq!(read.naive(), written.naive()),
            (Diary, None, None) if is_shown(written, zone) || zone == base => {
                prop_assert_eq!(read.naive(), written.naive());
            }
            (Utc | Diary, Some(read), None) if is_shown(written, zone) => {
                prop_assert_eq!(to_digits(read.naive_utc(), zone), written.naive());
            }
            // The clock skips these digits, so they move forward.
            (Utc | Diary, _, None) => {}
        }
    }

    #[test]
    fn nothing_panics(
        seconds in -62_135_596_800_i64..253_402_300_800,
        class in any_class(),
        base in any_zone(),
        zone in any_zone(),
        include in any::<bool>(),
    ) {
        let instant = chrono::DateTime::from_timestamp(seconds, 0).expect("in range");
        let request = TimeZone::from(zone).with_include_offset(include);
        for value in [DateTime::from(instant), DateTime::from(instant.naive_utc())] {
            let sent = outgoing(value, class, base, Some(&request));
            let _ = incoming(sent, class, base, Some(&request));
            let _ = outgoing(value, class, base, None);
            let _ = incoming(value, class, base, None);
        }
    }

    #[test]
    fn any_header_is_read_or_refused(value in "\\PC{0,40}|([A-Za-z/,-]|, ){0,40}") {
        if let Ok(Some(zone)) = TimeZone::from_header(&value, Tz::Europe__Oslo) {
            prop_assert_eq!(TimeZone::from_header(&zone.to_string(), Tz::Europe__Oslo), Ok(Some(zone)));
        }
    }
}
