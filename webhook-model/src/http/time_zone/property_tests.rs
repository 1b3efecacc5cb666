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

/// Digits of the zone that its clock shows.
fn is_shown(digits: DateTime, zone: Tz) -> bool {
    let digits = digits.naive();
    digits
        .checked_sub_offset(offset::at_local(zone, digits))
        .and_then(|utc| utc.checked_add_offset(offset::at_utc(zone, utc)))
        == Some(digits)
}

proptest! {
    #[test]
    fn what_a_client_reads_and_sends_back_stays(
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
        // Without an offset, the first of two equal hours cannot be told.
        let is_ambiguous = class == Diary
            && sent.offset() == Offset::Unspecified
            && back != digits
            && outgoing(back, class, base, request.as_ref()) == sent;
        prop_assert!(back == digits || is_ambiguous, "{} {} {}", digits, sent, back);
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
