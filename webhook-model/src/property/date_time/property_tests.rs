use chrono::{DateTime as Chrono, FixedOffset, NaiveDateTime, TimeDelta, Timelike};
use proptest::prelude::*;

use super::{DateTime, Offset, fixed_width, parse};

fn any_naive() -> impl Strategy<Value = NaiveDateTime> {
    const TICKS_OF_RANGE: i64 = 3_155_378_975_999_999_999;
    (0..=TICKS_OF_RANGE).prop_map(|ticks| {
        DateTime::MIN.naive()
            + TimeDelta::seconds(ticks / 10_000_000)
            + TimeDelta::nanoseconds(ticks % 10_000_000 * 100)
    })
}

fn any_date() -> impl Strategy<Value = DateTime> {
    let offset = prop_oneof![
        Just(Offset::Unspecified),
        Just(Offset::Utc),
        (-840_i16..=840).prop_map(Offset::Minutes),
    ];
    (any_naive(), offset).prop_filter_map("outside", |(naive, offset)| {
        let date = DateTime::from(naive).with_offset(offset).ok()?;
        (offset == Offset::Unspecified || date.to_utc().is_some()).then_some(date)
    })
}

proptest! {
    #[test]
    fn writing_and_reading_is_the_identity(date in any_date()) {
        let text = date.to_string();
        let mut bytes = Vec::new();
        date.write_to(&mut bytes);
        prop_assert_eq!(text.as_bytes(), bytes);
        prop_assert_eq!(DateTime::parse(&text), Ok(date));
        prop_assert!(DateTime::is_valid_literal(&text));
        prop_assert_eq!(date.naive().nanosecond() % 100, 0);
    }

    #[test]
    fn reads_the_instant_that_chrono_reads(date in any_date()) {
        if let Ok(fixed) = Chrono::<FixedOffset>::try_from(date) {
            let text = fixed.to_rfc3339();
            let read = DateTime::parse(&text).expect("RFC 3339");
            prop_assert_eq!(read.to_utc(), Some(fixed.to_utc()));
            let chrono = Chrono::parse_from_rfc3339(&date.to_string()).expect("RFC 3339");
            prop_assert_eq!(chrono, fixed);
        }
    }

    #[test]
    fn the_usual_form_is_read_as_any_other(
        year in prop_oneof![Just(0), Just(1), Just(9999), 1000..3000], month in 0..14, day in 0..33,
        hour in 0..25, minute in 0..61, second in 0..62, fraction in "(\\.[0-9]{6,8})?",
        offset in "(Z|z|[+-][01][0-9]:[0-6][0-9]|[+-][0-9]{2,4})?",
        at in 0_usize..60, byte in any::<u8>(),
    ) {
        let text = format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{offset}"
        );
        let mut text = text.into_bytes();
        if let Some(place) = text.get_mut(at) {
            *place = byte;
        }
        if let Some(date) = fixed_width::read(&text) {
            prop_assert_eq!(parse::scan(&text), Ok(date));
        }
    }

    #[test]
    fn canonical_text_survives(
        year in 1..=9999, month in 1..=12, day in 1..=28, hour in 0..24, minute in 0..60,
        second in 0..60, fraction in "(\\.[0-9]{0,6}[1-9])?", offset in "(Z|[+-]0[1-9]:[0-5][0-9])?",
    ) {
        let text = format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{offset}"
        );
        if let Ok(date) = DateTime::parse(&text) {
            prop_assert_eq!(date.to_string(), text);
        } else {
            prop_assert!(year == 1 || year == 9999, "{}", text);
        }
    }

    #[test]
    fn anything_is_read_or_refused_the_same_at_compile_time(text in "\\PC{0,50}|[0-9TtZz:.+-]{8,45}") {
        prop_assert_eq!(DateTime::is_valid_literal(&text), DateTime::parse(&text).is_ok());
    }

    #[test]
    fn a_changed_byte_never_panics(date in any_date(), at in 0_usize..33, byte in 0_u8..128) {
        let mut bytes = date.to_string().into_bytes();
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        let text = String::from_utf8(bytes).expect("ASCII");
        if let Ok(read) = DateTime::parse(&text) {
            prop_assert_eq!(DateTime::parse(&read.to_string()), Ok(read));
        }
    }
}
