//! Dates and durations survive encoding and decoding.

use webhook_model::{DateTime, Duration};

/// Parses the input as a date and as a duration.
///
/// # Panics
/// If the encoded value does not decode to the same value.
pub fn run(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    match DateTime::parse(text) {
        Ok(date) => {
            assert!(DateTime::is_valid_literal(text));
            let written = date.to_string();
            assert_eq!(DateTime::parse(&written), Ok(date), "{written}");
            assert!(DateTime::MIN.naive() <= date.naive() && date.naive() <= DateTime::MAX.naive());
            let _ = date.to_utc();
        }
        Err(error) => {
            assert!(!DateTime::is_valid_literal(text));
            assert!(error.to_string().len() < 600);
        }
    }
    for parsed in [Duration::parse(text), Duration::parse_xml(text)] {
        match parsed {
            Ok(length) => {
                assert_eq!(Duration::parse(&length.to_string()), Ok(length));
                assert_eq!(Duration::parse_xml(&length.to_xml()), Ok(length));
            }
            Err(error) => assert!(error.to_string().len() < 600),
        }
    }
}
