//! `SO-TimeZone`, and dates on their way out and in.

use chrono_tz::Tz;
use webhook_model::DateTime;
use webhook_model::http::time_zone::{TimeZone, incoming, outgoing};
use webhook_model::property::date_class::DateClass;

/// Reads the input as the header and a date, with a zero byte between them.
///
/// # Panics
/// If a date that goes out and comes back moves, where its class says that it does not.
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
