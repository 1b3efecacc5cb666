//! `SO-TimeZone`, and dates converted to and from a zone.

use chrono_tz::Tz;
use webhook_model::DateTime;
use webhook_model::http::time_zone::{TimeZone, incoming, outgoing};
use webhook_model::property::date_class::DateClass;

/// Parses the input as the header and a date, separated by a zero byte.
///
/// # Panics
/// If a date that must not change is changed by converting it and back.
pub fn run(input: &[u8]) {
    let (header, date) = crate::halves(input);
    let (Ok(header), Ok(date)) = (std::str::from_utf8(header), std::str::from_utf8(date)) else {
        return;
    };
    let request = match TimeZone::from_header(header, Tz::Europe__Oslo) {
        Ok(request) => request,
        Err(error) => {
            assert!(error.to_string().len() < 600);
            return;
        }
    };
    let Ok(date) = DateTime::parse(date) else {
        return;
    };
    for base in [
        Tz::UTC,
        Tz::Europe__Oslo,
        Tz::America__New_York,
        Tz::Asia__Kathmandu,
    ] {
        for class in [
            DateClass::Plain,
            DateClass::Date,
            DateClass::Utc,
            DateClass::Diary,
        ] {
            let stored = incoming(date, class, base, request.as_ref());
            let sent = outgoing(stored, class, base, request.as_ref());
            let again = incoming(sent, class, base, request.as_ref());
            if matches!(class, DateClass::Plain | DateClass::Date) {
                assert_eq!(again.naive(), stored.naive(), "{class:?} {base} {sent}");
            }
        }
    }
}
