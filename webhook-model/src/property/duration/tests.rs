use std::time;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::{Duration, DurationError};

#[test]
fn json_and_xml_texts_of_the_same_duration() {
    for (ticks, json, xml) in [
        (0, "00:00:00", "PT0S"),
        (1, "00:00:00.0000001", "PT0.0000001S"),
        (54_000_000_000, "01:30:00", "PT1H30M"),
        (937_845_000_000, "1.02:03:04.5", "P1DT2H3M4.5S"),
        (864_000_000_000, "1.00:00:00", "P1D"),
        (-10_000_000, "-00:00:01", "-PT1S"),
        (-1, "-00:00:00.0000001", "-PT0.0000001S"),
        (600_000_000, "00:01:00", "PT1M"),
        (
            i64::MAX,
            "10675199.02:48:05.4775807",
            "P10675199DT2H48M5.4775807S",
        ),
        (
            i64::MIN,
            "-10675199.02:48:05.4775808",
            "-P10675199DT2H48M5.4775808S",
        ),
    ] {
        let duration = Duration::from_ticks(ticks);
        assert_eq!(duration.to_string(), json);
        assert_eq!(duration.to_xml(), xml);
        assert_eq!(Duration::parse(json), Ok(duration));
        assert_eq!(Duration::parse_xml(xml), Ok(duration));
    }
}

#[test]
fn other_json_forms_are_read() {
    for (text, written) in [
        ("00:00:00.5000000", "00:00:00.5"),
        ("-00:00:00", "00:00:00"),
        ("0.01:00:00", "01:00:00"),
        ("00000001.00:00:00", "1.00:00:00"),
        ("23:59:59.9999999", "23:59:59.9999999"),
        ("-10675199.02:48:05.4775808", "-10675199.02:48:05.4775808"),
    ] {
        let duration = Duration::parse(text).expect(text);
        assert_eq!(duration.to_string(), written);
    }
}

#[test]
fn invalid_json_durations_are_refused() {
    for text in [
        "",
        "1",
        "01:30",
        "1:30:00",
        "24:00:00",
        "00:60:00",
        "00:00:60",
        "1.24:00:00",
        ".01:00:00",
        "1.1:00:00",
        "1:00:00:00",
        "00:00:00.",
        "00:00:00.00000001",
        "+01:00:00",
        "--01:00:00",
        "1.-01:00:00",
        " 01:00:00",
        "01:00:00 ",
        "01:00:00\0",
        "000000001.00:00:00",
        "99999999.00:00:00",
        "10675199.02:48:05.4775808",
        "-10675199.02:48:05.4775809",
        "PT1H30M0S",
        "\u{660}1:00:00",
    ] {
        assert!(Duration::parse(text).is_err(), "{text:?}");
    }
    assert_eq!(
        Duration::parse("10675200.00:00:00"),
        Err(DurationError::TooLong)
    );
    assert!(matches!(
        Duration::parse(&"9".repeat(100_000)),
        Err(DurationError::Length { bytes: 100_000, .. })
    ));
}

#[test]
fn other_xml_forms_are_read() {
    for (text, written) in [
        ("P0D", "PT0S"),
        ("P0Y", "PT0S"),
        ("-PT0S", "PT0S"),
        ("PT90M", "PT1H30M"),
        ("PT36H", "P1DT12H"),
        ("PT5400S", "PT1H30M"),
        ("P1Y", "P365D"),
        ("P1M", "P30D"),
        ("P11M", "P330D"),
        ("P12M", "P365D"),
        ("P1Y2M3DT4H5M6.7S", "P428DT4H5M6.7S"),
        ("PT0.12345678901234567890S", "PT0.1234567S"),
        ("PT0.00000009S", "PT0S"),
        ("P0Y0M0DT0H0M1.0S", "PT1S"),
        ("PT000000000000000000000000000001S", "PT1S"),
    ] {
        let duration = Duration::parse_xml(text).expect(text);
        assert_eq!(duration.to_xml(), written, "{text}");
    }
}

#[test]
fn invalid_xml_durations_are_refused() {
    for text in [
        "",
        "-",
        "P",
        "-P",
        "PT",
        "P1",
        "1D",
        "P1DT",
        "P1H",
        "PT1D",
        "PT1",
        "PT1.S",
        "PT.5S",
        "PT1.5M",
        "P1.5D",
        "PT1S1M",
        "PT1M1M",
        "P1D1M",
        "P1DD",
        "P1W",
        "+P1D",
        "P-1D",
        "PT-1S",
        "P1D ",
        " P1D",
        "p1d",
        "PT1HP",
        "P1DT1P",
        "PT1H30M\0",
        "01:30:00",
        "P10675200D",
        "-P10675199DT2H48M5.4775809S",
        "P99999999999999999999999999999999999999999D",
        "P18446744073709551615YT18446744073709551615H",
    ] {
        assert!(Duration::parse_xml(text).is_err(), "{text:?}");
    }
    assert!(Duration::parse_xml(&"P".repeat(100_000)).is_err());
}

#[test]
fn errors_have_the_position_and_the_expected_form() {
    assert_eq!(
        Duration::parse("01:30:0x")
            .expect_err("no digit")
            .to_string(),
        "\"01:30:0x\" is not a duration: byte 7 needs seconds, 00 to 59; \
         a duration looks like 1.02:03:04.5"
    );
    assert_eq!(
        Duration::parse_xml("PT1X")
            .expect_err("no letter")
            .to_string(),
        "\"PT1X\" is not a duration: byte 3 needs a number and its letter, in the order \
         Y M D T H M S; a duration looks like P1DT2H3M4.5S"
    );
}

#[test]
fn converts_to_and_from_chrono() {
    for ticks in [0, 1, -1, 10_000_000, -15_000_000, i64::MAX, i64::MIN] {
        let duration = Duration::from_ticks(ticks);
        let delta = TimeDelta::from(duration);
        assert_eq!(Duration::try_from(delta), Ok(duration), "{ticks}");
    }
    assert_eq!(
        TimeDelta::from(Duration::from_ticks(-15_000_000)),
        TimeDelta::milliseconds(-1500)
    );
    for (nanos, ticks) in [(99, 0), (-99, 0), (199, 1), (-199, -1)] {
        assert_eq!(
            Duration::try_from(TimeDelta::nanoseconds(nanos)),
            Ok(Duration::from_ticks(ticks))
        );
    }
    assert_eq!(
        Duration::try_from(TimeDelta::MAX),
        Err(DurationError::TooLong)
    );
    assert_eq!(
        Duration::try_from(TimeDelta::MIN),
        Err(DurationError::TooLong)
    );
}

#[test]
fn converts_to_and_from_the_standard_library() {
    let duration = Duration::from_ticks(15_000_001);
    let std = time::Duration::try_from(duration).expect("positive");
    assert_eq!(std, time::Duration::new(1, 500_000_100));
    assert_eq!(Duration::try_from(std), Ok(duration));
    assert_eq!(
        time::Duration::try_from(Duration::MIN),
        Err(DurationError::Negative)
    );
    assert_eq!(
        Duration::try_from(time::Duration::MAX),
        Err(DurationError::TooLong)
    );
}

#[test]
fn serde_has_the_json_text() {
    let duration = Duration::from_ticks(937_845_000_000);
    let json = serde_json::to_string(&duration).expect("serializes");
    assert_eq!(json, "\"1.02:03:04.5\"");
    assert_eq!(
        serde_json::from_str::<Duration>(&json).expect("reads"),
        duration
    );
    assert!(serde_json::from_str::<Duration>("\"PT1H\"").is_err());
}

proptest! {
    #[test]
    fn writing_and_reading_is_the_identity(ticks in any::<i64>(), shift in 0_u32..63) {
        let duration = Duration::from_ticks(ticks >> shift);
        prop_assert_eq!(duration.to_string().parse(), Ok(duration));
        prop_assert_eq!(Duration::parse_xml(&duration.to_xml()), Ok(duration));
        prop_assert_eq!(Duration::try_from(TimeDelta::from(duration)), Ok(duration));
        let mut bytes = Vec::new();
        duration.write_to(&mut bytes);
        prop_assert_eq!(bytes, duration.to_string().into_bytes());
    }

    #[test]
    fn durations_survive_a_round_trip(
        json in "[-0-9.:]{8,27}|-?([0-9]{1,8}\\.)?[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,8})?",
        xml in "-?P([0-9]{1,3}[YMD]){0,3}(T([0-9]{1,25}[HMS.]){0,4})?",
    ) {
        if let Ok(duration) = Duration::parse(&json) {
            prop_assert_eq!(Duration::parse(&duration.to_string()), Ok(duration));
        }
        if let Ok(duration) = Duration::parse_xml(&xml) {
            prop_assert_eq!(Duration::parse_xml(&duration.to_xml()), Ok(duration));
        }
    }
}
