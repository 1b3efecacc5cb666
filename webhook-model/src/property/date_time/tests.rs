use chrono::{DateTime as Chrono, FixedOffset, NaiveDate, NaiveDateTime, Utc};

use super::{DateTime, DateTimeError, Offset};

fn parse(text: &str) -> DateTime {
    DateTime::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

fn written(text: &str) -> String {
    parse(text).to_string()
}

#[test]
fn constants_are_the_ends_of_the_dotnet_range() {
    assert_eq!(DateTime::MIN.to_string(), "0001-01-01T00:00:00");
    assert_eq!(DateTime::MAX.to_string(), "9999-12-31T23:59:59.9999999");
    assert_eq!(DateTime::default(), DateTime::MIN);
    assert_eq!(parse("0001-01-01T00:00:00"), DateTime::MIN);
    assert_eq!(parse("9999-12-31T23:59:59.9999999"), DateTime::MAX);
}

#[test]
fn is_no_larger_than_sixteen_bytes() {
    assert_eq!(size_of::<DateTime>(), 16);
}

#[test]
fn the_order_is_that_of_digits_then_of_offsets_and_agrees_with_equality() {
    let ascending = [
        "0001-01-01T00:00:00",
        "2024-05-17T08:30:00",
        "2024-05-17T08:30:00Z",
        "2024-05-17T08:30:00-05:00",
        "2024-05-17T08:30:00+00:00",
        "2024-05-17T08:30:00.0000001",
        "2024-05-18T00:00:00",
    ]
    .map(parse);
    assert!(ascending.is_sorted_by(|left, right| left < right));
}

#[test]
fn canonical_texts_survive_a_round_trip() {
    for text in [
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+00:00",
        "0001-01-01T00:00:00-14:00",
        "0001-01-01T14:00:00+14:00",
        "9999-12-31T23:59:59.9999999Z",
        "9999-12-31T09:59:59.9999999-14:00",
        "9999-12-31T23:59:59.9999999+14:00",
        "2024-02-29T23:59:59.0000001-00:30",
        "2021-04-14T03:24:48.5966823+02:00",
        "2000-02-29T12:00:00",
    ] {
        assert_eq!(written(text), text);
    }
}

#[test]
fn other_forms_are_read_and_written_canonically() {
    for (text, canonical) in [
        ("2024-05-17", "2024-05-17T00:00:00"),
        ("2024-05-17T08:30", "2024-05-17T08:30:00"),
        ("2024-05-17T08:30Z", "2024-05-17T08:30:00Z"),
        ("2024-05-17T08:30-01", "2024-05-17T08:30:00-01:00"),
        ("2024-05-17t08:30:00z", "2024-05-17T08:30:00Z"),
        ("2024-05-17T08:30:00-0500", "2024-05-17T08:30:00-05:00"),
        ("2024-05-17T08:30:00+0545", "2024-05-17T08:30:00+05:45"),
        ("2024-05-17T08:30:00+14", "2024-05-17T08:30:00+14:00"),
        ("2024-05-17T08:30:00-00:00", "2024-05-17T08:30:00+00:00"),
        ("2024-05-17T08:30:00.10Z", "2024-05-17T08:30:00.1Z"),
        (
            "2024-05-17T08:30:00.12345678",
            "2024-05-17T08:30:00.1234567",
        ),
        (
            "2024-05-17T08:30:00.9999999999999999-14:00",
            "2024-05-17T08:30:00.9999999-14:00",
        ),
        ("2024-05-17T08:30:00.00000009", "2024-05-17T08:30:00"),
    ] {
        assert_eq!(written(text), canonical, "{text}");
    }
}

#[test]
fn the_three_kinds_of_offset_are_different() {
    let kinds = ["", "Z", "+00:00"].map(|suffix| parse(&format!("2024-05-17T08:30:00{suffix}")));
    assert_eq!(
        kinds.map(|date| date.offset()),
        [Offset::Unspecified, Offset::Utc, Offset::Minutes(0)],
    );
    assert_ne!(kinds[1], kinds[2]);
    assert_eq!(kinds[1].to_utc(), kinds[2].to_utc());
    assert_eq!(kinds[0].to_utc(), None);
}

#[test]
fn second_60_is_refused() {
    // .NET has no leap seconds, not even where UTC had one.
    for text in [
        "1990-12-31T23:59:60Z",
        "1990-12-31T15:59:60.123-08:00",
        "2015-07-01T05:29:60+05:30",
        "1990-12-31T23:59:60",
        "1990-12-31T23:58:60Z",
        "1990-12-31T23:59:61Z",
    ] {
        let error = DateTime::parse(text).unwrap_err();
        assert!(error.to_string().contains("a second, 00 to 59"), "{error}");
    }
}

#[test]
fn invalid_dates_are_refused() {
    for text in [
        "",
        "2024",
        "2024-05",
        "2024-5-17",
        "20240517",
        "2024-137",
        "2024-W20-5",
        "0000-01-01",
        "+2024-05-17",
        "-2024-05-17",
        "12024-05-17",
        "2024-00-17",
        "2024-13-17",
        "2024-05-00",
        "2024-05-32",
        "2023-02-29",
        "2100-02-29",
        "2024-05-17T",
        "2024-05-17Z",
        "2024-05-17+02:00",
        "2024-05-17 08:30:00Z",
        "2024-05-17T8:30:00Z",
        "2024-05-17T08",
        "2024-05-17T08:",
        "2024-05-17T08Z",
        "2024-05-17T08:3",
        "2024-05-17T24:00:00",
        "2024-05-17T08:60:00",
        "2024-05-17T08:30:",
        "2024-05-17T08:30:60",
        "2024-05-17T08:30:00.",
        "2024-05-17T08:30:00.Z",
        "2024-05-17T08:30:00,5",
        "2024-05-17T08:30:00.12345678901234567",
        "2024-05-17T08:30:00ZZ",
        "2024-05-17T08:30:00+",
        "2024-05-17T08:30:00+2",
        "2024-05-17T08:30:00+02:",
        "2024-05-17T08:30:00+02:0",
        "2024-05-17T08:30:00+020",
        "2024-05-17T08:30:00+02:00Z",
        "2024-05-17T08:30:00+02:60",
        "2024-05-17T08:30:00+14:01",
        "2024-05-17T08:30:00-15",
        "2024-05-17T08:30:00+24:00",
        "2024-05-17T08:30:00+02:00:00",
        "2024-05-17T08:30:00 ",
        " 2024-05-17T08:30:00",
        "2024-05-17T08:30:00\0",
        "2024-05-17\0",
        "2024\u{2013}05\u{2013}17",
        "2024-05-1\u{9ea}",
        "\u{ff12}024-05-17T08:30:00Z",
        "2024-05-17T08:30:00\u{2212}02:00",
        "Fri, 17 May 2024 08:30:00 GMT",
        "5/17/2024 8:30:00 AM",
    ] {
        assert!(DateTime::parse(text).is_err(), "{text:?}");
        assert!(!DateTime::is_valid_literal(text), "{text:?}");
    }
}

#[test]
fn dates_of_old_wcf_services_are_refused() {
    for text in [
        r"\/Date(1224043200000)\/",
        "/Date(1224043200000)/",
        "/Date(1224043200000+0200)/",
        "/Date(-62135596800000)/",
    ] {
        assert!(DateTime::parse(text).is_err(), "{text}");
    }
}

#[test]
fn an_instant_outside_the_years_1_to_9999_is_refused() {
    for text in [
        "0001-01-01T00:00:00+00:01",
        "0001-01-01T13:59:59.9999999+14:00",
        "9999-12-31T23:59:59.9999999-00:01",
        "9999-12-31T10:00:00-14:00",
    ] {
        assert!(
            matches!(DateTime::parse(text), Err(DateTimeError::Instant { .. })),
            "{text}"
        );
    }
}

#[test]
fn errors_have_the_position_and_the_expected_form() {
    for (text, message) in [
        (
            "",
            "a text of 0 bytes is not a date, which has 10 to 42; \
             a date looks like 2024-05-17T08:30:00Z",
        ),
        (
            "17.05.2024",
            "\"17.05.2024\" is not a date: byte 2 needs a year of four digits, 0001 to 9999; \
             a date looks like 2024-05-17T08:30:00Z",
        ),
        (
            "2024-05-17 08:30",
            "\"2024-05-17 08:30\" is not a date: byte 10 needs T between date and time; \
             a date looks like 2024-05-17T08:30:00Z",
        ),
        (
            "2023-02-29",
            "\"2023-02-29\" is not a date: byte 8 needs a day that the month has, in two \
             digits; a date looks like 2024-05-17T08:30:00Z",
        ),
        (
            "9999-12-31T23:59:59-01:00",
            "\"9999-12-31T23:59:59-01:00\" lies outside the years 1 to 9999 once its offset \
             is applied",
        ),
    ] {
        let error = DateTime::parse(text).expect_err(text);
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn errors_quote_at_most_forty_characters() {
    // The longest text that passes the check of the length, invalid at its end.
    let text = "2024-05-17T08:30:00.1234567890123456+02:0x";
    let error = DateTime::parse(text).expect_err(text).to_string();
    assert!(error.starts_with(&format!("{:?} ", &text[..40])), "{error}");
    let accented = format!("2024-05-17T08:30:00{}", "\u{e9}".repeat(11));
    let error = DateTime::parse(&accented).expect_err(text).to_string();
    assert!(error.contains(&accented), "{error}");
    let huge = DateTime::parse(&"9".repeat(100_000)).expect_err("huge");
    assert_eq!(huge, DateTimeError::Length { bytes: 100_000 });
    assert!(huge.to_string().len() < 200);
}

#[test]
fn with_offset_keeps_the_digits_and_checks_the_offset() {
    let date = parse("2024-05-17T08:30:00Z");
    let moved = date.with_offset(Offset::Minutes(-570)).expect("valid");
    assert_eq!(moved.to_string(), "2024-05-17T08:30:00-09:30");
    for minutes in [841, -841, i16::MAX, i16::MIN] {
        assert_eq!(
            date.with_offset(Offset::Minutes(minutes)),
            Err(DateTimeError::Offset { minutes })
        );
    }
    let before = DateTime::MIN
        .with_offset(Offset::Minutes(60))
        .expect("valid");
    assert_eq!(before.to_string(), "0001-01-01T00:00:00+01:00");
    assert_eq!(before.to_utc(), None);
    let after = DateTime::MAX
        .with_offset(Offset::Minutes(-1))
        .expect("valid");
    assert!(matches!(
        Chrono::<Utc>::try_from(after),
        Err(DateTimeError::Instant { .. })
    ));
}

#[test]
fn chrono_values_become_dates() {
    let day = NaiveDate::from_ymd_opt(2024, 5, 17).expect("valid");
    let naive = day.and_hms_nano_opt(8, 30, 0, 123_456_789).expect("valid");
    assert_eq!(DateTime::from(day).to_string(), "2024-05-17T00:00:00");
    assert_eq!(
        DateTime::from(naive).to_string(),
        "2024-05-17T08:30:00.1234567"
    );
    assert_eq!(
        DateTime::from(naive.and_utc()).to_string(),
        "2024-05-17T08:30:00.1234567Z"
    );
    for (seconds, written) in [
        (7200, "2024-05-17T10:30:00.1234567+02:00"),
        (0, "2024-05-17T08:30:00.1234567+00:00"),
        (-34_200, "2024-05-16T23:00:00.1234567-09:30"),
        // Not a .NET offset: the instant counts.
        (1172, "2024-05-17T08:30:00.1234567Z"),
        (50_460, "2024-05-17T08:30:00.1234567Z"),
        (-86_399, "2024-05-17T08:30:00.1234567Z"),
    ] {
        let offset = FixedOffset::east_opt(seconds).expect("valid");
        let fixed = naive.and_utc().with_timezone(&offset);
        assert_eq!(DateTime::from(fixed).to_string(), written);
    }
}

#[test]
fn a_leap_second_of_chrono_becomes_second_59() {
    let day = NaiveDate::from_ymd_opt(2016, 12, 31).expect("valid");
    let leap = day
        .and_hms_nano_opt(23, 59, 59, 1_500_000_000)
        .expect("valid");
    assert_eq!(DateTime::from(leap).to_string(), "2016-12-31T23:59:59.5");
}

#[test]
fn years_that_dotnet_does_not_have_become_the_nearest_end() {
    assert_eq!(DateTime::from(NaiveDateTime::MIN), DateTime::MIN);
    assert_eq!(DateTime::from(NaiveDateTime::MAX), DateTime::MAX);
    assert_eq!(DateTime::from(NaiveDate::MAX), DateTime::MAX);
    assert_eq!(
        DateTime::from(Chrono::<Utc>::MIN_UTC).to_string(),
        "0001-01-01T00:00:00Z"
    );
    assert_eq!(
        DateTime::from(Chrono::<Utc>::MAX_UTC).to_string(),
        "9999-12-31T23:59:59.9999999Z"
    );
    for offset in [86_399, 3600, 0, -3600, -86_399] {
        let offset = FixedOffset::east_opt(offset).expect("valid");
        let first = Chrono::<Utc>::MIN_UTC.with_timezone(&offset);
        assert_eq!(DateTime::from(first).to_string(), "0001-01-01T00:00:00Z");
        let last = Chrono::<Utc>::MAX_UTC.with_timezone(&offset);
        assert_eq!(
            DateTime::from(last).to_string(),
            "9999-12-31T23:59:59.9999999Z"
        );
        // Local digits in year 0 or 10000 of an instant that .NET has.
        let edge = DateTime::MIN.naive().and_utc().with_timezone(&offset);
        assert!(DateTime::from(edge).to_utc().is_some());
    }
}

#[test]
fn dates_become_chrono_values() {
    let date = parse("2024-05-17T08:30:00+02:00");
    let utc = Chrono::<Utc>::try_from(date).expect("has an offset");
    assert_eq!(utc.to_rfc3339(), "2024-05-17T06:30:00+00:00");
    let fixed = Chrono::<FixedOffset>::try_from(date).expect("has an offset");
    assert_eq!(fixed.to_rfc3339(), "2024-05-17T08:30:00+02:00");
    assert_eq!(NaiveDateTime::from(date), date.naive());
    assert_eq!(
        Chrono::<FixedOffset>::try_from(DateTime::MIN),
        Err(DateTimeError::NoOffset)
    );
}

#[test]
fn serde_has_the_text() {
    let date = parse("2024-05-17T08:30:00.5+02:00");
    let json = serde_json::to_string(&date).expect("serializes");
    assert_eq!(json, "\"2024-05-17T08:30:00.5+02:00\"");
    assert_eq!(
        serde_json::from_str::<DateTime>(&json).expect("reads"),
        date
    );
    assert!(serde_json::from_str::<DateTime>("\"2024-13-17\"").is_err());
    assert!(serde_json::from_str::<DateTime>("0").is_err());
}

#[test]
fn display_honours_width() {
    assert_eq!(
        format!("[{:>21}]", DateTime::MIN),
        "[  0001-01-01T00:00:00]"
    );
}
