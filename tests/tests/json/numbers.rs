//! All accepted forms of numbers and booleans: as text, with a fraction of zeros, with an exponent,
//! and with more digits than a double can represent.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use webhook_model::{Decoder, Encoder, Error, ErrorKind, MediaType, NetServerEntity, PatchProfile};

/// One property of each type that is not text on the wire, and collections of them.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Numbers {
    small: i16,
    number: i32,
    unsigned: u32,
    large: i64,
    double: f64,
    decimal: Decimal,
    flag: bool,
    maybe: Option<i32>,
    price: Option<Decimal>,
    list: Vec<i32>,
    prices: Vec<Decimal>,
    lists: Vec<Vec<bool>>,
    flags: BTreeMap<String, bool>,
    by_name: BTreeMap<String, Decimal>,
    nested: Option<Box<Numbers>>,
    all: Vec<Numbers>,
    by_key: BTreeMap<String, Numbers>,
    any: Value,
}

const JSON: MediaType = MediaType::ApplicationJson;
const MERGE: MediaType = MediaType::ApplicationMergePatch;
const PATCH: MediaType = MediaType::ApplicationJsonPatch;

/// Decodes the member in every JSON context: in a body, in both patches and profiles, in a nested
/// entity, a list and a dictionary, and with serde.
fn everywhere(name: &str, text: &str) -> Vec<Result<Value, Error>> {
    let member = format!("{{\"{name}\":{text}}}");
    let operation = |path: &str, value: &str| {
        format!("[{{\"op\":\"add\",\"path\":\"{path}\",\"value\":{value}}}]")
    };
    let nested = |key: &str, value: &str| format!("{{\"{key}\":{value}}}");
    let mut read = Vec::new();
    for (media_type, profile, body, pointer) in [
        (JSON, PatchProfile::NetServer, member.clone(), ""),
        (MERGE, PatchProfile::NetServer, member.clone(), ""),
        (
            PATCH,
            PatchProfile::NetServer,
            operation(&format!("/{name}"), text),
            "",
        ),
        (
            PATCH,
            PatchProfile::Rfc6902,
            operation(&format!("/{name}"), text),
            "",
        ),
        (
            JSON,
            PatchProfile::NetServer,
            nested("Nested", &member),
            "/Nested",
        ),
        (
            MERGE,
            PatchProfile::NetServer,
            nested("nested", &member),
            "/Nested",
        ),
        (
            JSON,
            PatchProfile::NetServer,
            nested("All", &format!("[{member}]")),
            "/All/0",
        ),
        (
            MERGE,
            PatchProfile::NetServer,
            nested("ByKey", &nested("k", &member)),
            "/ByKey/k",
        ),
        (
            PATCH,
            PatchProfile::NetServer,
            operation("/All/-", &member),
            "/All/0",
        ),
        (
            PATCH,
            PatchProfile::NetServer,
            operation("/ByKey/k", &member),
            "/ByKey/k",
        ),
        (
            PATCH,
            PatchProfile::Rfc6902,
            operation("/ByKey/k", &member),
            "/ByKey/k",
        ),
    ] {
        let decoder = Decoder::new(media_type).profile(profile);
        let entity: Result<Numbers, Error> = decoder.decode(body.as_bytes());
        read.push(entity.map(|entity| {
            let tree = json!(entity);
            tree.pointer(&format!("{pointer}/{name}"))
                .cloned()
                .unwrap_or_else(|| panic!("{body}: {tree}"))
        }));
    }
    read
}

#[test]
fn numbers_and_booleans_may_be_text() {
    for name in ["Small", "Number", "Unsigned", "Large", "Maybe"] {
        for text in [
            "5",
            "\"5\"",
            "\"+5\"",
            "\" 5 \"",
            "\"5.0\"",
            "\"0.5e1\"",
            "5.0",
            "50e-1",
        ] {
            for read in everywhere(name, text) {
                assert_eq!(read, Ok(json!(5)), "{name} {text}");
            }
        }
    }
    for (name, text, value) in [
        ("Double", "\"1.5\"", json!(1.5)),
        ("Double", "\"1e3\"", json!(1000)),
        ("Double", "\"-Infinity\"", json!("-Infinity")),
        ("Decimal", "\"1.5\"", json!(1.5)),
        ("Price", "\"-15e-1\"", json!(-1.5)),
        ("Flag", "\"true\"", json!(true)),
        ("Flag", "\"TRUE\"", json!(true)),
        ("Flag", "\"False\"", json!(false)),
        ("List", "[\"1\", 2, \"3\"]", json!([1, 2, 3])),
        ("Lists", "[[\"True\"], []]", json!([[true], []])),
        ("Flags", "{\"a\": \"true\"}", json!({"a": true})),
        ("ByName", "{\"a\": \"0.5\"}", json!({"a": 0.5})),
        // Any JSON is unchanged.
        ("Any", "\"5\"", json!("5")),
    ] {
        for read in everywhere(name, text) {
            assert_eq!(read.as_ref(), Ok(&value), "{name} {text}");
        }
    }
    for name in [
        "Small", "Number", "Unsigned", "Large", "Double", "Decimal", "Flag", "Maybe", "Price",
    ] {
        for text in [
            "\"\"",
            "\"five\"",
            "\"5,0\"",
            "\"0x5\"",
            "\"++5\"",
            "\"1_000\"",
            "\"5 5\"",
        ] {
            for read in everywhere(name, text) {
                let error = read.unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Type, "{name} {text}: {error}");
                assert!(error.pointer().ends_with(name), "{name} {text}: {error}");
            }
        }
    }
}

#[test]
fn integers_are_exact_or_errors() {
    for (text, value) in [
        ("9007199254740993.0", 9_007_199_254_740_993_i64),
        ("9.0e18", 9_000_000_000_000_000_000),
        ("9223372036854775807.0", i64::MAX),
        ("-9223372036854775808e0", i64::MIN),
        ("\"9007199254740993\"", 9_007_199_254_740_993),
        ("-0.0", 0),
        ("0e400", 0),
    ] {
        for read in everywhere("Large", text) {
            assert_eq!(read, Ok(json!(value)), "{text}");
        }
    }
    let beyond = [
        "1e20",
        "-1e400",
        "18446744073709551616",
        "\"1e20\"",
        "12345678901234567890.0",
    ];
    let fractions = ["0.5", "1e-400", "\"1.5\"", "9007199254740992.5"];
    for name in ["Small", "Number", "Unsigned", "Large", "Maybe"] {
        for (texts, kind) in [
            (&beyond[..], ErrorKind::Range),
            (&fractions[..], ErrorKind::Type),
        ] {
            for text in texts {
                for read in everywhere(name, text) {
                    let error = read.unwrap_err();
                    assert_eq!(error.kind(), kind, "{name} {text}: {error}");
                    let fraction = error.message().contains("fraction");
                    assert_eq!(fraction, kind == ErrorKind::Type, "{error}");
                }
            }
        }
    }
    for (name, text) in [
        ("Small", "32768.0"),
        ("Number", "2147483648"),
        ("Unsigned", "-1e0"),
    ] {
        for read in everywhere(name, text) {
            assert_eq!(read.unwrap_err().kind(), ErrorKind::Range, "{name} {text}");
        }
    }
}

#[test]
fn decimals_keep_every_digit() {
    for (text, digits) in [
        (
            "0.1234567890123456789012345678",
            "0.1234567890123456789012345678",
        ),
        (
            "79228162514264337593543950335",
            "79228162514264337593543950335",
        ),
        (
            "-79228162514264337593543950335",
            "-79228162514264337593543950335",
        ),
        (
            "7.9228162514264337593543950335",
            "7.9228162514264337593543950335",
        ),
        ("0.30000000000000004", "0.30000000000000004"),
        ("9007199254740993", "9007199254740993"),
        ("18446744073709551617", "18446744073709551617"),
        ("1e28", "10000000000000000000000000000"),
        ("1.5E-27", "0.0000000000000000000000000015"),
        ("0.10000000000000000000000000000000000000000", "0.1"),
        ("-0", "0"),
        ("12.50", "12.5"),
    ] {
        let decimal: Decimal = digits.parse().unwrap();
        for quoted in [text.to_owned(), format!("\"{text}\"")] {
            for name in ["Decimal", "Price"] {
                for read in everywhere(name, &quoted) {
                    let read = read.unwrap_or_else(|error| panic!("{quoted}: {error}"));
                    let shown = read
                        .as_str()
                        .map_or_else(|| read.to_string(), str::to_owned);
                    assert_eq!(shown.parse(), Ok(decimal), "{quoted}");
                }
            }
        }
        let mut numbers = Numbers::create_default();
        numbers.decimal = decimal;
        numbers.prices = vec![decimal];
        numbers.by_name = [("a".to_owned(), decimal)].into();
        numbers.by_key = [("k".to_owned(), numbers.clone())].into();
        numbers.all = vec![numbers.clone()];
        for &media_type in MediaType::ALL {
            let body = Encoder::new(media_type).encode(&numbers).unwrap();
            let written = String::from_utf8(body.clone()).unwrap();
            if !media_type.is_xml() && decimal != Decimal::ZERO {
                // As a number, not as text, and not rounded.
                let all = written.matches(&format!(":{digits}")).count()
                    + written.matches(&format!("[{digits}]")).count();
                assert!(all >= 6, "{media_type}: {written}");
                assert!(!written.contains(&format!("\"{digits}\"")), "{written}");
            }
            let back: Numbers = Decoder::new(media_type).decode(&body).unwrap();
            assert_eq!(back, numbers, "{media_type}: {written}");
        }
        // serde has no decimals: a value that a double cannot represent is text there.
        let by_serde: Numbers = serde_json::from_str(&json!(numbers).to_string()).unwrap();
        assert_eq!(by_serde, numbers);
    }
    for text in [
        "79228162514264337593543950336",
        "0.12345678901234567890123456789",
        "1e29",
        "1e-29",
        "1e400",
        "\"1e400\"",
    ] {
        for read in everywhere("Decimal", text) {
            let error = read.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Range, "{text}: {error}");
        }
    }
    let xml = "<Numbers><Decimal>0.12345678901234567890123456789</Decimal></Numbers>";
    let error = Numbers::decode(MediaType::TextXml, xml.as_bytes()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Range);
}

#[test]
fn patches_test_every_digit_of_a_number() {
    let value = "0.1234567890123456789012345678";
    let mut numbers = Numbers::create_default();
    numbers.decimal = value.parse().unwrap();
    numbers.large = 9_007_199_254_740_993;
    for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
        for (path, value, same) in [
            ("/Decimal", value, true),
            ("/Decimal", "0.12345678901234567890123456780", true),
            ("/Decimal", "0.1234567890123456789012345679", false),
            ("/Large", "9007199254740993.0", true),
            ("/Large", "9007199254740992.0", false),
        ] {
            let patch = format!("[{{\"op\":\"test\",\"path\":\"{path}\",\"value\":{value}}}]");
            let decoder = Decoder::new(PATCH).profile(profile);
            let applied = decoder.apply(&mut numbers.clone(), patch.as_bytes());
            assert_eq!(applied.is_ok(), same, "{patch}: {applied:?}");
        }
    }
}

#[test]
fn any_json_in_a_patch_has_doubles() {
    let patch = "[{\"op\":\"add\",\"path\":\"/Any\",\"value\":[0.1234567890123456789012345678, 5e-324, 1e-310, 3.0]}]";
    let numbers = Numbers::decode(PATCH, patch.as_bytes()).unwrap();
    let merged = Numbers::decode(MERGE, format!("{{\"Any\":{}}}", numbers.any).as_bytes()).unwrap();
    assert_eq!(
        numbers.any.to_string(),
        "[0.12345678901234568,5e-324,1e-310,3.0]"
    );
    assert_eq!(merged, numbers);
    for (media_type, body) in [
        (JSON, "{\"Any\": [1e400]}"),
        (MERGE, "{\"Any\": [1e400]}"),
        (
            PATCH,
            "[{\"op\":\"add\",\"path\":\"/Any\",\"value\":[1e400]}]",
        ),
    ] {
        let error = Numbers::decode(media_type, body.as_bytes()).unwrap_err();
        assert_eq!(
            (error.kind(), error.pointer()),
            (ErrorKind::Range, "/Any/0")
        );
    }
}

#[test]
fn the_type_of_an_unknown_member_is_ignored() {
    for (media_type, body) in [
        (JSON, r#"{"Nobody": 1e400, "Number": 1}"#),
        (JSON, r#"{"Nobody": [{"a": -1e999999}], "Number": 1}"#),
        (MERGE, r#"{"Nobody": 1e400, "Number": 1}"#),
        (
            PATCH,
            r#"[{"op":"add","path":"/Nested","value":{"Nobody":1e400}},{"op":"add","path":"/Number","value":1,"nobody":1e400}]"#,
        ),
    ] {
        let read = Numbers::decode(media_type, body.as_bytes());
        assert_eq!(read.map(|numbers| numbers.number), Ok(1), "{body}");
    }
    for grammar in ["1e", "01", "1.", "-", "1e+"] {
        let body = format!("{{\"Nobody\": {grammar}}}");
        let error = Numbers::decode(JSON, body.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Syntax, "{grammar}");
    }
}
