use chrono_tz::Tz;

use super::{TimeZone, TimeZoneError, incoming, outgoing, table};
use crate::property::date_class::DateClass::{self, Date, Diary, Plain, Utc};
use crate::property::date_time::DateTime;

const OSLO: Tz = Tz::Europe__Oslo;

fn date(text: &str) -> DateTime {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn header(value: &str) -> Option<TimeZone> {
    TimeZone::from_header(value, OSLO).unwrap_or_else(|error| panic!("{error}"))
}

fn sent(stored: &str, class: DateClass, value: &str) -> String {
    outgoing(date(stored), class, OSLO, header(value).as_ref()).to_string()
}

fn stored(sent: &str, class: DateClass, value: &str) -> String {
    incoming(date(sent), class, OSLO, header(value).as_ref()).to_string()
}

#[test]
fn headers_that_name_a_zone() {
    for (value, code, include_offset) in [
        ("NO", "NO", false),
        ("no", "NO", false),
        ("261", "NO", false),
        ("0261", "NO", false),
        (" NO\t", "NO", false),
        ("US-NY", "US-NY", false),
        ("US-NY, includeTZOffset", "US-NY", true),
        ("US-NY,includeTZOffset", "US-NY", true),
        ("US-NY , INCLUDETZOFFSET ", "US-NY", true),
        ("utc,includeTZOffset", "UTC", true),
        ("includeTZOffset, NO", "NO", true),
        ("includeTZOffset", "NO", true),
        ("NO,,includeTZOffset,", "NO", true),
        ("NO, includeTZOffset, includeTZOffset", "NO", true),
        ("au-wa", "AU-WA", false),
        ("45", "AU-WA", false),
        ("SE", "SE", false),
        ("gb", "GB", false),
        ("Europe/Oslo", "NO", false),
        ("europe/STOCKHOLM", "Europe/Stockholm", false),
        ("Etc/UTC", "UTC", false),
        ("America/Port-au-Prince", "America/Port-au-Prince", false),
    ] {
        let zone = header(value).expect(value);
        assert_eq!(zone.code(), code, "{value}");
        assert_eq!(zone.include_offset(), include_offset, "{value}");
    }
}

#[test]
fn an_empty_header_counts_as_missing() {
    for value in ["", " ", ",", " , \t"] {
        assert_eq!(header(value), None);
    }
}

#[test]
fn headers_that_are_refused() {
    for value in [
        "XX",
        "EU",
        "0",
        "-1",
        "+261",
        "2",
        "65536",
        "999999999999",
        "99999999999999999999999999",
        "+02:00",
        "../../etc/localtime",
        "Europe/Oslo/..",
        "NO\0",
        "N O",
        "NO includeTZOffset",
        "NO;includeTZOffset",
        "\u{a0}NO",
        "\u{212a}R",
        "GMT+2",
    ] {
        assert!(
            matches!(
                TimeZone::from_header(value, OSLO),
                Err(TimeZoneError::Unknown { .. })
            ),
            "{value:?}"
        );
    }
    for value in ["NO, US-NY", "NO,NO", "NO, includeOffset"] {
        assert!(
            matches!(
                TimeZone::from_header(value, OSLO),
                Err(TimeZoneError::Second { .. })
            ),
            "{value:?}"
        );
    }
}

#[test]
fn a_huge_header_is_refused_and_not_repeated() {
    let error = TimeZone::from_header(&"NO,".repeat(100_000), OSLO).expect_err("huge");
    assert!(error.to_string().len() < 300);
}

#[test]
fn the_value_written_is_read_back() {
    for value in ["NO", "US-NY, includeTZOffset", "Asia/Tokyo", "SE"] {
        let zone = header(value).expect(value);
        assert_eq!(zone.to_string(), value);
    }
    assert_eq!(TimeZone::from(Tz::Etc__UTC).to_string(), "UTC");
}

#[test]
fn tables_are_sound() {
    for row in table::VENDOR_ZONES {
        let zone = TimeZone::parse(row.code).expect(row.code);
        assert_eq!(zone.id(), Some(row.id));
        assert_eq!(TimeZone::from(row.zone), zone, "one code for each zone");
        assert!(table::by_country(row.code).is_none(), "{}", row.code);
    }
    for (code, zone) in [
        ("SE", Tz::Europe__Stockholm),
        ("DE", Tz::Europe__Berlin),
        ("NL", Tz::Europe__Amsterdam),
        ("JP", Tz::Asia__Tokyo),
        // For a country with several zones, the zone of the capital.
        ("US", Tz::America__New_York),
        ("uk", Tz::Europe__London),
        ("RU", Tz::Europe__Moscow),
        ("AU", Tz::Australia__Sydney),
        ("BR", Tz::America__Sao_Paulo),
        ("CA", Tz::America__Toronto),
        ("CN", Tz::Asia__Shanghai),
        ("ES", Tz::Europe__Madrid),
        ("ID", Tz::Asia__Jakarta),
        ("KZ", Tz::Asia__Almaty),
        ("MX", Tz::America__Mexico_City),
        ("NZ", Tz::Pacific__Auckland),
        ("PT", Tz::Europe__Lisbon),
    ] {
        assert_eq!(TimeZone::parse(code).expect(code).zone(), zone);
    }
}

#[test]
fn every_country_code_names_a_zone() {
    let codes = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL \
                 BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV \
                 CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD \
                 GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM \
                 IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK \
                 LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW \
                 MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR \
                 PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS \
                 ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY \
                 UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW UK";
    let mut count = 0;
    for code in codes.split_whitespace() {
        assert_eq!(TimeZone::parse(code).expect(code).code(), code);
        count += 1;
    }
    assert_eq!(count, 250);
}

/// Recorded from a server with the base zone NO.
#[test]
fn outgoing_dates_are_as_recorded() {
    for (class, day, stored, utc, no) in [
        (Utc, "2019-12-19", "11:55:14", "10:55:14Z", "10:55:14Z"),
        (
            Diary,
            "2002-03-31",
            "18:00:00",
            "16:00:00Z",
            "18:00:00+02:00",
        ),
        (
            Plain,
            "2019-12-19",
            "10:44:12",
            "10:44:12Z",
            "10:44:12+01:00",
        ),
        (Date, "1999-05-13", "00:00:00", "00:00:00Z", "00:00:00Z"),
    ] {
        let [stored, utc, no] = [stored, utc, no].map(|time| format!("{day}T{time}"));
        assert_eq!(sent(&stored, class, ""), stored);
        assert_eq!(sent(&stored, class, "utc,includeTZOffset"), utc);
        assert_eq!(sent(&stored, class, "no,includeTZOffset"), no);
    }
}

#[test]
fn years_1_and_9999_do_not_move() {
    for digits in [
        "0001-01-01T00:00:00",
        "0001-12-31T23:00:00",
        "9999-12-31T23:59:59.9999999",
        "9999-01-01T00:00:00",
    ] {
        for class in [Utc, Diary, Plain, Date] {
            for value in ["", "UTC", "US-NY", "AU-ACT"] {
                assert_eq!(sent(digits, class, value), digits);
                assert_eq!(stored(digits, class, value), digits);
            }
            let utc = format!("{digits}Z");
            assert_eq!(sent(digits, class, "utc,includeTZOffset"), utc);
            assert_eq!(stored(&utc, class, "no,includeTZOffset"), digits);
            let no = match class {
                Utc | Date => utc,
                Diary | Plain => format!("{digits}+01:00"),
            };
            assert_eq!(sent(digits, class, "no,includeTZOffset"), no);
            for zone in ["no,includeTZOffset", "us-ny,includeTZOffset"] {
                let request = header(zone);
                let out = outgoing(date(digits), class, OSLO, request.as_ref());
                let back = incoming(out, class, OSLO, request.as_ref());
                assert_eq!(back.to_string(), digits);
            }
        }
    }
}

#[test]
fn without_include_offset_only_diary_dates_move() {
    let stored = "2018-12-24T18:34:45";
    for class in [Utc, Plain, Date] {
        assert_eq!(sent(stored, class, "US-NY"), stored);
    }
    assert_eq!(sent(stored, Diary, "US-NY"), "2018-12-24T12:34:45");
}

#[test]
fn a_stored_instant_is_taken_to_the_base_zone() {
    let stored = "2019-07-01T10:00:00Z";
    for class in [Utc, Diary, Plain] {
        assert_eq!(sent(stored, class, ""), "2019-07-01T12:00:00");
    }
    assert_eq!(sent(stored, Date, ""), "2019-07-01T10:00:00");
    assert_eq!(
        sent("2019-07-01T10:00:00-04:00", Diary, "us-ny, includeTZOffset"),
        "2019-07-01T10:00:00-04:00"
    );
}

#[test]
fn incoming_dates_by_class_header_and_offset() {
    const NY: &str = "US-NY,includeTZOffset";
    const UTC: &str = "utc,includeTZOffset";
    let digits = "2018-12-24T12:34:45";
    for (suffix, value, utc, diary, plain) in [
        ("", "", "12:34:45", "12:34:45", "12:34:45"),
        ("", "US-NY", "12:34:45", "18:34:45", "12:34:45"),
        ("", NY, "18:34:45", "18:34:45", "12:34:45"),
        ("Z", "", "13:34:45", "13:34:45", "13:34:45"),
        ("Z", "US-NY", "13:34:45", "13:34:45", "07:34:45"),
        ("Z", NY, "13:34:45", "13:34:45", "07:34:45"),
        ("Z", UTC, "13:34:45", "13:34:45", "12:34:45"),
        ("-05:00", NY, "18:34:45", "18:34:45", "12:34:45"),
        ("-05:30", "NO", "19:04:45", "19:04:45", "19:04:45"),
        ("-05:30", "US-NY", "19:04:45", "19:04:45", "13:04:45"),
    ] {
        for (class, expected) in [(Utc, utc), (Diary, diary), (Plain, plain)] {
            assert_eq!(
                stored(&format!("{digits}{suffix}"), class, value),
                format!("2018-12-24T{expected}"),
                "{class:?} {suffix} under {value}"
            );
        }
    }
}

#[test]
fn a_birthday_keeps_the_day_that_it_has_in_the_zone_of_the_request() {
    for (suffix, value, expected) in [
        ("", "US-HI", "05-13T00:00:00"),
        ("", "AU-ACT,includeTZOffset", "05-13T00:00:00"),
        // As in a response.
        ("Z", "US-HI,includeTZOffset", "05-13T00:00:00"),
        // Midnight in Honolulu, as a browser there sends it.
        ("-10:00", "US-HI", "05-13T00:00:00"),
        ("-10:00", "US-HI,includeTZOffset", "05-13T00:00:00"),
        ("Z", "US-HI", "05-12T14:00:00"),
        ("+14:00", "NO", "05-12T12:00:00"),
        ("Z", "", "05-13T02:00:00"),
    ] {
        assert_eq!(
            stored(&format!("1999-05-13T00:00:00{suffix}"), Date, value),
            format!("1999-{expected}"),
            "{suffix} under {value}"
        );
    }
}

/// 02:00 to 03:00 occurs twice in the base zone; the offset is stored to tell the two apart.
#[test]
fn the_first_of_two_equal_hours_of_the_base_zone_differs_from_the_second() {
    for (sent_utc, kept) in [
        ("2024-10-27T00:30:00Z", "2024-10-27T02:30:00+02:00"),
        ("2024-10-27T01:30:00Z", "2024-10-27T02:30:00"),
    ] {
        for class in [Utc, Diary] {
            assert_eq!(stored(sent_utc, class, "utc,includeTZOffset"), kept);
            assert_eq!(sent(kept, class, "utc,includeTZOffset"), sent_utc);
            assert_eq!(sent(kept, class, ""), "2024-10-27T02:30:00");
        }
    }
    assert_eq!(
        stored("2024-10-26T20:30:00", Diary, "US-NY"),
        "2024-10-27T02:30:00+02:00"
    );
    assert_eq!(
        sent("2024-10-27T02:30:00+02:00", Diary, "US-NY"),
        "2024-10-26T20:30:00"
    );
}

#[test]
fn digits_in_a_gap_move_forward_and_in_an_overlap_are_standard_time() {
    // 02:00 to 03:00 is skipped.
    assert_eq!(
        stored("2024-03-10T02:30:00", Diary, "US-NY"),
        "2024-03-10T08:30:00"
    );
    assert_eq!(
        sent("2024-03-31T02:30:00", Diary, "no,includeTZOffset"),
        "2024-03-31T03:30:00+02:00"
    );
    // 01:00 to 02:00 occurs twice; 06:30 UTC is the second.
    assert_eq!(
        stored("2024-11-03T01:30:00", Diary, "US-NY"),
        "2024-11-03T07:30:00"
    );
    assert_eq!(
        sent("2024-10-27T02:30:00", Diary, "no,includeTZOffset"),
        "2024-10-27T02:30:00+01:00"
    );
    // The base zone itself changes nothing.
    assert_eq!(
        sent("2024-03-31T02:30:00", Diary, "NO"),
        "2024-03-31T02:30:00"
    );
    assert_eq!(
        stored("2024-03-31T02:30:00", Diary, "NO"),
        "2024-03-31T02:30:00"
    );
}

#[test]
fn rules_go_on_after_the_last_year_of_the_tables() {
    for year in [2099, 2100, 2101, 2400, 9998] {
        for (rest, offset) in [
            ("-01-15T12:00:00", "+01:00"),
            ("-02-28T23:59:59", "+01:00"),
            ("-07-15T12:00:00", "+02:00"),
            ("-12-31T23:59:59", "+01:00"),
        ] {
            let text = format!("{year}{rest}");
            assert_eq!(
                sent(&text, Diary, "no,includeTZOffset"),
                format!("{text}{offset}")
            );
        }
    }
}

#[test]
fn offsets_with_seconds_are_cut_to_minutes_and_the_instant_stays() {
    // New York before standard time: 4:56:02 west.
    let sent = sent("1800-01-01T12:00:00Z", Diary, "US-NY,includeTZOffset");
    assert_eq!(sent, "1800-01-01T07:04:00-04:56");
    assert_eq!(date(&sent).to_utc(), date("1800-01-01T12:00:00Z").to_utc());
}

#[test]
fn offsets_beyond_those_of_dotnet_are_written_as_utc() {
    let sent = sent("1800-01-01T12:00:00Z", Diary, "Asia/Manila,includeTZOffset");
    assert_eq!(sent, "1800-01-01T12:00:00Z");
}

/// A client sends back the digits without the offset, which .NET cannot represent.
#[test]
fn digits_whose_offset_dotnet_lacks_survive_the_round_trip() {
    let request = TimeZone::from_header("Asia/Manila,includeTZOffset", Tz::UTC).unwrap();
    let stored = date("1800-01-01T12:00:00");
    let sent = outgoing(stored, Plain, Tz::UTC, request.as_ref());
    assert_eq!(sent, stored);
    assert_eq!(incoming(sent, Plain, Tz::UTC, request.as_ref()), stored);
}
