//! Dates and durations in every format, and chrono's types as fields.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use webhook_model::{DateTime, Duration, Encoder, ErrorKind, MediaType, NetServerEntity, Webhook};

const ALL: [MediaType; 6] = [
    MediaType::ApplicationJson,
    MediaType::TextJson,
    MediaType::ApplicationXml,
    MediaType::TextXml,
    MediaType::ApplicationJsonPatch,
    MediaType::ApplicationMergePatch,
];

/// Values that must survive unchanged: ticks, each kind of suffix, the ends of the range.
const EXACT: [&str; 14] = [
    "0001-01-01T00:00:00",
    "0001-01-01T00:00:00Z",
    "0001-01-02T00:00:00+02:00",
    "9999-12-31T23:59:59.9999999",
    "9999-12-31T23:59:59.9999999Z",
    "9999-12-31T23:59:59.9999999+01:00",
    "2024-02-29T12:00:00",
    "2024-02-29T12:00:00.5",
    "2021-04-14T03:24:48.9553621",
    "2021-04-14T03:24:48.4498657+02:00",
    "2021-04-14T03:24:48.0000001-05:30",
    "2021-04-14T03:24:48+00:00",
    "2021-04-14T03:24:48+14:00",
    "2021-04-14T03:24:48-14:00",
];

#[test]
fn every_form_survives_every_format_unchanged() {
    for text in EXACT {
        let hook = Webhook {
            registered: DateTime::parse(text).unwrap(),
            ..Webhook::create_default()
        };
        for media_type in ALL {
            let body = hook.encode(media_type).unwrap();
            let written = String::from_utf8(body.clone()).unwrap();
            let is_default = text == "0001-01-01T00:00:00";
            assert!(
                written.contains(text) || is_default,
                "{media_type}: {written}"
            );
            let read = Webhook::decode(media_type, &body).unwrap();
            assert_eq!(read.registered.to_string(), text, "{media_type}");
        }
    }
}

/// Dates that are encoded in another form than they were decoded from.
#[test]
fn other_forms_are_normalized() {
    for (text, written) in [
        ("2024-02-29T12:00:00.1200000Z", "2024-02-29T12:00:00.12Z"),
        ("2024-02-29T12:00:00.000Z", "2024-02-29T12:00:00Z"),
        ("2024-02-29t12:00:00z", "2024-02-29T12:00:00Z"),
        ("2024-02-29T12:00:00-0500", "2024-02-29T12:00:00-05:00"),
        (
            "2024-02-29T12:00:00.123456789",
            "2024-02-29T12:00:00.1234567",
        ),
        (
            "2024-02-29T12:00:00.99999999",
            "2024-02-29T12:00:00.9999999",
        ),
    ] {
        let body = format!(r#"{{"Registered": "{text}"}}"#);
        let hook = Webhook::decode(MediaType::ApplicationJson, body.as_bytes()).unwrap();
        assert_eq!(hook.registered.to_string(), written, "{text}");
        let body = format!("<Webhook><Registered> {text}\n</Registered></Webhook>");
        let hook = Webhook::decode(MediaType::ApplicationXml, body.as_bytes()).unwrap();
        assert_eq!(hook.registered.to_string(), written, "{text}");
    }
}

#[test]
fn invalid_dates_are_errors_with_the_property() {
    for text in [
        "",
        "2024-02-30T00:00:00",
        "2023-02-29T00:00:00",
        "2024-13-01T00:00:00",
        "0000-01-01T00:00:00",
        "10000-01-01T00:00:00",
        "2024-01-01T24:00:00",
        "2024-01-01T00:60:00",
        "2024-01-01T00:00:00+15:00",
        "0001-01-01T00:00:00+02:00",
        "/Date(1224043200000)/",
        "yesterday",
        "2024-01-01T00:00:00 Z",
    ] {
        let json = format!(r#"{{"Updated": "{text}"}}"#);
        let xml = format!("<Webhook><Updated>{text}</Updated></Webhook>");
        for (media_type, body) in [
            (MediaType::ApplicationJson, json),
            (MediaType::TextXml, xml),
        ] {
            let error = Webhook::decode(media_type, body.as_bytes()).unwrap_err();
            assert_eq!(
                (error.kind(), error.pointer()),
                (ErrorKind::Type, "/Updated"),
                "{text}"
            );
            assert_eq!(error.status(), 400);
        }
    }
}

/// Every type of a date.
#[derive(Debug, PartialEq, NetServerEntity)]
struct Dates {
    own: DateTime,
    naive: NaiveDateTime,
    #[netserver(date = date)]
    birth_date: NaiveDate,
    utc: chrono::DateTime<Utc>,
    fixed: chrono::DateTime<FixedOffset>,
    perhaps: Option<NaiveDate>,
    length: Duration,
    delta: TimeDelta,
}

#[test]
fn chrono_types_default_to_year_1() {
    let json = Dates::create_default()
        .encode(MediaType::ApplicationJson)
        .unwrap();
    let expected = concat!(
        r#"{"Own":"0001-01-01T00:00:00","Naive":"0001-01-01T00:00:00","#,
        r#""BirthDate":"0001-01-01T00:00:00","Utc":"0001-01-01T00:00:00Z","#,
        r#""Fixed":"0001-01-01T00:00:00+00:00","Perhaps":null,"Length":"00:00:00","#,
        r#""Delta":"00:00:00"}"#
    );
    assert_eq!(String::from_utf8(json).unwrap(), expected);
}

#[test]
fn chrono_types_accept_only_dates_in_their_range() {
    let read = |member: &str| {
        let body = format!("{{{member}}}");
        Dates::decode(MediaType::ApplicationJson, body.as_bytes())
    };
    let dates = read(r#""Utc": "2024-02-29T12:00:00+02:00""#).unwrap();
    assert_eq!(dates.utc.to_string(), "2024-02-29 10:00:00 UTC");
    let dates = read(r#""Fixed": "2024-02-29T12:00:00-05:30""#).unwrap();
    assert_eq!(dates.fixed.to_rfc3339(), "2024-02-29T12:00:00-05:30");
    let dates = read(r#""BirthDate": "1999-05-13T00:00:00Z", "Perhaps": "1999-05-13""#).unwrap();
    assert_eq!(Some(dates.birth_date), NaiveDate::from_ymd_opt(1999, 5, 13));
    assert_eq!(dates.perhaps, Some(dates.birth_date));
    let dates = read(r#""Delta": "1.02:03:04.5""#).unwrap();
    assert_eq!(dates.delta, TimeDelta::milliseconds(93_784_500));
    // A server sends no offset unless a zone was requested.
    let dates = read(r#""Utc": "2024-02-29T12:00:00", "Fixed": "0001-01-01T00:00:00""#).unwrap();
    assert_eq!(dates.utc.to_string(), "2024-02-29 12:00:00 UTC");
    assert_eq!(dates.fixed.to_rfc3339(), "0001-01-01T00:00:00+00:00");
    for (member, pointer) in [
        (r#""Naive": "2024-02-29T12:00:00Z""#, "/Naive"),
        (r#""BirthDate": "2024-02-29T12:00:00""#, "/BirthDate"),
    ] {
        let error = read(member).unwrap_err();
        assert_eq!(error.pointer(), pointer);
        assert!(
            error.message().contains("webhook_model::DateTime"),
            "{error}"
        );
    }
}

#[test]
fn durations_have_two_forms() {
    for (ticks, json, xml) in [
        (0, "00:00:00", "PT0S"),
        (54_000_000_000, "01:30:00", "PT1H30M"),
        (937_845_000_000, "1.02:03:04.5", "P1DT2H3M4.5S"),
        (-1, "-00:00:00.0000001", "-PT0.0000001S"),
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
        let dates = Dates {
            length: Duration::from_ticks(ticks),
            ..Dates::create_default()
        };
        for (media_type, text) in [
            (MediaType::ApplicationJson, json),
            (MediaType::ApplicationXml, xml),
        ] {
            let body = Encoder::new(media_type).encode(&dates).unwrap();
            assert!(String::from_utf8_lossy(&body).contains(text), "{text}");
            assert_eq!(
                Dates::decode(media_type, &body).unwrap().length.ticks(),
                ticks
            );
        }
    }
}
