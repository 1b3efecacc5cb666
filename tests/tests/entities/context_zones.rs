//! Conversion of an entity's dates between the zone of a request and the base zone.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime as Chrono, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use http::{HeaderMap, HeaderValue};
use webhook_model::http::context::{RequestContext, Settings};
use webhook_model::http::time_zone::TimeZone;
use webhook_model::{DateTime, MediaType, NetServerEntity, NetServerEnum, UnknownVariant};

/// All four classes of dates.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Dates {
    #[netserver(date = utc)]
    utc: DateTime,
    #[netserver(date = diary)]
    diary: DateTime,
    plain: DateTime,
    #[netserver(date = date)]
    day: DateTime,
}

#[derive(Debug, Clone, PartialEq, NetServerEnum)]
enum Kind {
    Unknown,
    Dated,
    #[netserver(other)]
    Other(UnknownVariant),
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Dated {
    kind: Kind,
    #[netserver(date = diary)]
    diary: DateTime,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "Kind", entity = "Base")]
enum Member {
    #[netserver(rename = "Dated")]
    Dated(Dated),
    #[netserver(other)]
    Other(webhook_model::UnknownEntity),
}

/// Dates at every possible position.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Nest {
    boxed: Option<Box<Nest>>,
    dates: Dates,
    many: Vec<Dates>,
    named: BTreeMap<String, Dates>,
    numbered: Option<HashMap<i32, DateTime>>,
    keyed: BTreeMap<DateTime, Dates>,
    grid: Vec<Vec<DateTime>>,
    #[netserver(date = diary)]
    maybe: Option<DateTime>,
    #[netserver(date = diary)]
    several: Vec<DateTime>,
    member: Member,
    any: serde_json::Value,
    name: String,
}

fn context(zone: &str) -> RequestContext {
    let mut headers = HeaderMap::new();
    if !zone.is_empty() {
        let value = HeaderValue::from_str(zone).expect("a value");
        headers.insert("so-timezone", value);
    }
    let settings = Settings::new().base_zone(TimeZone::parse("NO").expect("a zone"));
    RequestContext::new(&headers, &settings)
}

fn date(text: &str) -> DateTime {
    text.parse().expect("a date")
}

fn dates() -> Dates {
    Dates {
        utc: date("2019-12-19T11:55:14"),
        diary: date("2002-03-31T18:00:00"),
        plain: date("2019-12-19T10:44:12"),
        day: date("1999-05-13T00:00:00"),
    }
}

fn written(dates: &Dates) -> [String; 4] {
    [dates.utc, dates.diary, dates.plain, dates.day].map(|date| date.to_string())
}

#[test]
fn the_recorded_matrix() {
    for (zone, expected) in [
        (
            "",
            [
                "2019-12-19T11:55:14",
                "2002-03-31T18:00:00",
                "2019-12-19T10:44:12",
                "1999-05-13T00:00:00",
            ],
        ),
        (
            "utc,includeTZOffset",
            [
                "2019-12-19T10:55:14Z",
                "2002-03-31T16:00:00Z",
                "2019-12-19T10:44:12Z",
                "1999-05-13T00:00:00Z",
            ],
        ),
        (
            "no,includeTZOffset",
            [
                "2019-12-19T10:55:14Z",
                "2002-03-31T18:00:00+02:00",
                "2019-12-19T10:44:12+01:00",
                "1999-05-13T00:00:00Z",
            ],
        ),
        (
            "utc",
            [
                "2019-12-19T11:55:14",
                "2002-03-31T16:00:00",
                "2019-12-19T10:44:12",
                "1999-05-13T00:00:00",
            ],
        ),
    ] {
        let mut sent = dates();
        let context = context(zone);
        context.outgoing(&mut sent, &());
        assert_eq!(written(&sent), expected, "{zone}");
        context.incoming(&mut sent);
        assert_eq!(sent, dates(), "{zone}");
    }
}

#[test]
fn never_and_forever_do_not_move() {
    let unset = |text: &str| Dates {
        utc: date(text),
        diary: date(text),
        plain: date(text),
        day: date(text),
    };
    for text in ["0001-01-01T00:00:00", "9999-12-31T23:59:59.9999999"] {
        for (zone, suffixes) in [
            ("", ["", "", "", ""]),
            ("US-NY", ["", "", "", ""]),
            ("utc,includeTZOffset", ["Z", "Z", "Z", "Z"]),
        ] {
            let mut sent = unset(text);
            let context = context(zone);
            context.outgoing(&mut sent, &());
            assert_eq!(
                written(&sent),
                suffixes.map(|suffix| format!("{text}{suffix}"))
            );
            context.incoming(&mut sent);
            assert_eq!(sent, unset(text), "{zone}");
        }
    }
}

fn nest() -> Nest {
    let mut nest = Nest::create_default();
    nest.dates = dates();
    nest.many = vec![dates(), dates()];
    nest.named.insert("2002-03-31T18:00:00".into(), dates());
    nest.numbered = Some(HashMap::from([(5, dates().plain)]));
    nest.keyed.insert(dates().diary, dates());
    nest.grid = vec![vec![], vec![dates().plain]];
    nest.maybe = Some(dates().diary);
    nest.several = vec![dates().diary; 17];
    nest.member = Member::from(Dated {
        kind: Kind::Unknown,
        diary: dates().diary,
    });
    nest.any = serde_json::json!({"At": "2002-03-31T18:00:00"});
    nest.name = "2002-03-31T18:00:00".into();
    nest
}

#[test]
fn dates_are_found_at_every_position() {
    let mut sent = nest();
    sent.boxed = Some(Box::new(nest()));
    let stored = sent.clone();
    let context = context("utc,includeTZOffset");
    context.outgoing(&mut sent, &());

    let (diary, plain) = (date("2002-03-31T16:00:00Z"), date("2019-12-19T10:44:12Z"));
    for nest in [&sent, sent.boxed.as_deref().expect("a nest")] {
        let all = [&nest.dates]
            .into_iter()
            .chain(&nest.many)
            .chain(nest.named.values())
            .chain(nest.keyed.values());
        assert_eq!(all.filter(|dates| dates.diary == diary).count(), 5);
        assert_eq!(nest.numbered.as_ref().map(|dates| dates[&5]), Some(plain));
        assert_eq!(nest.grid[1], [plain]);
        assert_eq!(nest.maybe, Some(diary));
        assert!(nest.several.iter().all(|date| *date == diary));
        assert!(matches!(&nest.member, Member::Dated(dated) if dated.diary == diary));
        // Dates without a class, and keys, are unchanged.
        assert_eq!(nest.any["At"], "2002-03-31T18:00:00");
        assert_eq!(nest.name, "2002-03-31T18:00:00");
        assert!(nest.keyed.contains_key(&dates().diary));
    }
    context.incoming(&mut sent);
    assert_eq!(sent, stored);
}

#[test]
fn lists_and_nullable_responses_are_converted() {
    let context = context("utc");
    let mut answer = Some(vec![dates(), dates()]);
    context.outgoing(&mut answer, &());
    let moved = answer.iter().flatten();
    assert_eq!(
        moved
            .filter(|dates| dates.diary == date("2002-03-31T16:00:00"))
            .count(),
        2
    );
}

#[test]
fn an_unknown_zone_changes_nothing() {
    let context = context("Mars");
    assert_eq!(context.check().unwrap_err().status(), 400);
    let mut sent = dates();
    context.outgoing(&mut sent, &());
    context.incoming(&mut sent);
    assert_eq!(sent, dates());
}

/// The same dates with chrono's types.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Chronos {
    #[netserver(date = utc)]
    naive_utc: NaiveDateTime,
    #[netserver(date = diary)]
    naive_diary: NaiveDateTime,
    #[netserver(date = date)]
    day: NaiveDate,
    #[netserver(date = utc)]
    utc: Chrono<Utc>,
    #[netserver(date = diary)]
    offset: Chrono<FixedOffset>,
}

#[test]
fn chrono_types_change_within_their_range() {
    let mut stored = Chronos::create_default();
    stored.naive_utc = dates().utc.naive();
    stored.naive_diary = dates().diary.naive();
    stored.day = dates().day.naive().date();
    stored.utc = date("2019-12-19T10:55:14Z").to_utc().expect("an instant");
    stored.offset = Chrono::parse_from_rfc3339("2002-03-31T18:00:00+02:00").expect("a date");

    for (zone, expected) in [
        (
            "",
            r#"{"NaiveUtc":"2019-12-19T11:55:14","NaiveDiary":"2002-03-31T18:00:00","Day":"1999-05-13T00:00:00","Utc":"2019-12-19T10:55:14Z","Offset":"2002-03-31T18:00:00+02:00"}"#,
        ),
        (
            "US-NY,includeTZOffset",
            r#"{"NaiveUtc":"2019-12-19T11:55:14","NaiveDiary":"2002-03-31T11:00:00","Day":"1999-05-13T00:00:00","Utc":"2019-12-19T10:55:14Z","Offset":"2002-03-31T11:00:00-05:00"}"#,
        ),
    ] {
        let mut sent = stored.clone();
        let context = context(zone);
        context.outgoing(&mut sent, &());
        let json = sent.encode(MediaType::ApplicationJson).expect("JSON");
        assert_eq!(String::from_utf8_lossy(&json), expected, "{zone}");
        context.incoming(&mut sent);
        let instants = (stored.utc, stored.offset);
        assert_eq!((sent.utc, sent.offset), instants, "{zone}");
        assert_eq!(sent.naive_diary, stored.naive_diary, "{zone}");
    }
}

#[test]
fn patches_use_the_dates_that_the_client_has_seen() {
    let context = context("US-NY");
    let mut stored = dates();
    let patch = br#"[{"op": "test", "path": "/Diary", "value": "2002-03-31T11:00:00"},
        {"op": "replace", "path": "/Diary", "value": "2018-12-24T12:34:45"}]"#;
    let edit = |dates: &mut Dates| dates.apply(MediaType::ApplicationJsonPatch, patch);
    context
        .edit(&mut stored, edit)
        .expect("an applicable patch");
    let mut expected = dates();
    expected.diary = date("2018-12-24T18:34:45");
    assert_eq!(stored, expected);

    let error = context.edit(&mut stored, edit).unwrap_err();
    assert_eq!(error.status(), 409);
    assert_eq!(stored, expected);
}

#[test]
fn a_patch_preserves_other_stored_dates() {
    // In New York both are half past one.
    let twice = [date("2018-11-04T06:30:00"), date("2018-11-04T07:30:00")];
    let mut stored = nest();
    stored.several = twice.to_vec();
    let before = stored.clone();
    let context = context("US-NY");
    let patch = br#"{"Name": "new"}"#;
    let edit = |nest: &mut Nest| nest.apply(MediaType::ApplicationMergePatch, patch);
    context
        .edit(&mut stored, edit)
        .expect("an applicable patch");
    assert_eq!(stored.several, twice);
    assert_eq!(stored.name, "new");
    stored.name = before.name.clone();
    assert_eq!(stored, before);

    let fail = |_: &mut Nest| Err(());
    context.edit(&mut stored, fail).unwrap_err();
    assert_eq!(stored, before);
}

#[test]
fn gaps_and_overlaps() {
    let incoming = |text: &str| {
        let mut came = dates();
        came.diary = date(text);
        context("NO,includeTZOffset").incoming(&mut came);
        came.diary.to_string()
    };
    // The clock went forward at two, so half past two becomes half past three.
    assert_eq!(incoming("2018-03-25T00:30:00Z"), "2018-03-25T01:30:00");
    assert_eq!(incoming("2018-03-25T01:30:00Z"), "2018-03-25T03:30:00");
    let mut came = dates();
    came.diary = date("2018-03-25T02:30:00");
    context("NO").incoming(&mut came);
    assert_eq!(came.diary, date("2018-03-25T02:30:00"));
    context("UTC").outgoing(&mut came, &());
    assert_eq!(came.diary, date("2018-03-25T01:30:00"));
    // Of the repeated hour, the first one keeps its offset; types without an offset keep their
    // digits.
    for (instant, stored) in [
        ("2018-10-28T00:30:00Z", "2018-10-28T02:30:00+02:00"),
        ("2018-10-28T01:30:00Z", "2018-10-28T02:30:00"),
    ] {
        assert_eq!(incoming(instant), stored);
    }
    let mut plain = Chronos::create_default();
    plain.naive_diary = date("2018-10-27T20:30:00").naive();
    context("US-NY").incoming(&mut plain);
    assert_eq!(plain.naive_diary, date("2018-10-28T02:30:00").naive());
    let mut sent = dates();
    sent.diary = date("2018-10-28T02:30:00");
    context("NO,includeTZOffset").outgoing(&mut sent, &());
    assert_eq!(sent.diary, date("2018-10-28T02:30:00+01:00"));
}

#[test]
fn nesting_is_bounded() {
    let mut deep = nest();
    for _ in 0..400 {
        let mut outer = Nest::create_default();
        outer.boxed = Some(Box::new(deep));
        deep = outer;
    }
    context("UTC").outgoing(&mut deep, &());
    assert!(deep.encode(MediaType::ApplicationJson).is_err());
}
