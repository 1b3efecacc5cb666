//! `required` and `range` on every type that can have them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use webhook_model::{DateTime, NetServerEntity, Secret};

use super::{Email, assert_found};

#[derive(Debug, PartialEq, NetServerEntity)]
struct Required {
    #[netserver(required)]
    text: Option<String>,
    #[netserver(required)]
    secret: Secret,
    #[netserver(required)]
    list: Option<Vec<i32>>,
    #[netserver(required)]
    bytes: Vec<u8>,
    #[netserver(required)]
    dictionary: BTreeMap<i32, String>,
    #[netserver(required)]
    number: Option<i32>,
    #[netserver(required)]
    date: Option<DateTime>,
    #[netserver(required)]
    entity: Option<Email>,
    #[netserver(required)]
    any: webhook_model::serde_json::Value,
}

#[test]
fn required_rejects_null_and_empty_values_of_every_type() {
    let names = [
        "/Text",
        "/Secret",
        "/List",
        "/Bytes",
        "/Dictionary",
        "/Number",
        "/Date",
        "/Entity",
        "/Any",
    ];
    let all: Vec<(&str, &str)> = names.iter().map(|name| (*name, "required")).collect();
    assert_found(&Required::default(), &all);
    let empty = Required {
        text: Some("\u{3000}\n".into()),
        secret: " ".into(),
        list: Some(vec![]),
        ..Required::default()
    };
    assert_found(&empty, &all);
    let filled = Required {
        text: Some("a".into()),
        secret: "s".into(),
        list: Some(vec![0]),
        bytes: vec![0],
        dictionary: BTreeMap::from([(0, String::new())]),
        number: Some(0),
        date: Some(DateTime::MIN),
        entity: Some(Email {
            value: Some("a@b".into()),
        }),
        any: false.into(),
    };
    assert_found(&filled, &[]);
}

#[derive(Debug, PartialEq, NetServerEntity)]
struct Numbers {
    #[netserver(range = -1..=1)]
    int16: i16,
    #[netserver(range = ..=7)]
    uint32: u32,
    #[netserver(range = -9_223_372_036_854_775_808..=9_223_372_036_854_775_806)]
    int64: i64,
    #[netserver(range = 0..=0.5)]
    double: f64,
    #[netserver(range = 1..=2)]
    list: Vec<Option<i32>>,
    #[netserver(range = 0.1..=100)]
    decimal: Option<Decimal>,
}

impl Numbers {
    fn right() -> Self {
        Self {
            int16: -1,
            uint32: 7,
            int64: i64::MIN,
            double: 0.5,
            list: vec![Some(1), None, Some(2)],
            decimal: Some(Decimal::new(1, 1)),
        }
    }
}

#[test]
fn ranges_include_their_ends_in_every_type_of_number() {
    assert_found(&Numbers::right(), &[]);
    let wrong = Numbers {
        int16: 2,
        uint32: 8,
        int64: i64::MAX,
        double: 0.500_000_1,
        list: vec![Some(0), None, Some(3)],
        decimal: Some(Decimal::from_i128_with_scale(
            100_000_000_000_000_000_000_000_001,
            24,
        )),
    };
    let expected = [
        ("/Int16", "range"),
        ("/Uint32", "range"),
        ("/Int64", "range"),
        ("/Double", "range"),
        ("/List/0", "range"),
        ("/List/2", "range"),
        ("/Decimal", "range"),
    ];
    assert_found(&wrong, &expected);
    for double in [
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        -f64::MIN_POSITIVE,
    ] {
        let numbers = Numbers {
            double,
            ..Numbers::right()
        };
        assert_found(&numbers, &[("/Double", "range")]);
    }
}
