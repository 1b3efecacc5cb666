//! Compares the JSON reader with serde_json: both must accept the same texts with the same values.
//!
//! Only the messages differ: for a text with two errors, one of which is its depth, each reader may
//! report the other error. Both accept 127 levels of nesting and reject 128. Doubles are compared
//! to the last bit: the workspace builds serde_json with `float_roundtrip`.

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::Value;
use webhook_model::{Decoder, ErrorKind, MediaType, Webhook};

/// Pieces of the grammar, listed on one line because there are many.
#[rustfmt::skip] // One to a line is long and says no more.
const PIECES: &[&str] = &[
    "{", "}", "[", "]", ":", ",", "\"", "\\", "\"a\"", "\"a\":", "\\u", "\\ud83d", "\\ude00",
    "\\u0000", "\\n", "\\/", "\\x", "0", "-", "1", "9", ".", "e", "E", "+", "-0", "-0.0", "1e5",
    "0.1", "1e308", "1e309", "1e-400", "9223372036854775807", "9223372036854775808",
    "18446744073709551615", "18446744073709551616", "-9223372036854775808",
    "-9223372036854775809", "123456789012345678901234567890", "null", "true", "false", "nul",
    "NaN", " ", "\n", "\r", "\t", "\u{b}", "\0", "\u{7f}", "\u{a0}", "\u{feff}", "\u{e5}",
    "\u{1f600}", "/", "//", "/*", "'", "x",
];

/// Whether two values are equal. 0 and -0 are compared as text.
fn same(left: &Value, right: &Value) -> bool {
    let (text, other) = (left.to_string(), right.to_string());
    left == right && text == other
}

/// Parses the text with both readers.
fn agree(text: &[u8]) -> Result<(), TestCaseError> {
    let ours = Decoder::new(MediaType::ApplicationJson).decode::<Value>(text);
    let theirs = serde_json::from_slice::<Value>(text);
    let shown = String::from_utf8_lossy(text);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            prop_assert!(same(&ours, &theirs), "{shown}: {ours} and {theirs}");
        }
        (Err(_), Err(_)) => {}
        (Ok(ours), Err(theirs)) => prop_assert!(false, "{shown}: {ours}, but {theirs}"),
        (Err(ours), Ok(theirs)) => prop_assert!(false, "{shown}: {ours}, but {theirs}"),
    }
    // Skipped values must be valid as well: here, a value under an unknown name.
    let skipped = [br#"{"Nobody":"#, text, b"}"].concat();
    let ours = Webhook::decode(MediaType::ApplicationJson, &skipped);
    let theirs = serde_json::from_slice::<Value>(&skipped);
    // Except for the range of a number, which serde_json does not accept.
    if let Err(error) = &theirs
        && error.to_string().starts_with("number out of range")
    {
        return Ok(());
    }
    let known = theirs
        .as_ref()
        .is_ok_and(|read| read.as_object().is_some_and(|read| read.len() > 1));
    if !known {
        prop_assert_eq!(
            ours.is_ok(),
            theirs.is_ok(),
            "{}: {:?} {:?}",
            shown,
            ours,
            theirs
        );
    }
    Ok(())
}

/// Any JSON value, a few levels deep.
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<f32>().prop_map(|number| Value::from(f64::from(number))),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..8)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// A number in any notation, with more digits than any type can represent.
fn numbers() -> impl Strategy<Value = String> {
    let digits = || prop::collection::vec(prop::char::range('0', '9'), 0..40);
    (
        any::<bool>(),
        digits(),
        digits(),
        prop::option::of(-400_i32..400),
    )
        .prop_map(|(negative, whole, fraction, exponent)| {
            let whole: String = whole.into_iter().collect();
            let whole = whole.trim_start_matches('0');
            let mut text = String::from(if negative { "-" } else { "" });
            text.push_str(if whole.is_empty() { "0" } else { whole });
            if !fraction.is_empty() {
                text.push('.');
                text.extend(fraction);
            }
            if let Some(exponent) = exponent {
                let _ = write!(text, "e{exponent:+}");
            }
            text
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_value(value in values()) {
        agree(value.to_string().as_bytes())?;
        agree(serde_json::to_string_pretty(&value).unwrap_or_default().as_bytes())?;
    }

    #[test]
    fn mutated_values(
        value in values(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, prop::sample::select(PIECES)), 1..4),
    ) {
        let mut text = value.to_string().into_bytes();
        for (index, remove, insert) in edits {
            let at = index.index(text.len() + 1);
            let end = (at + remove).min(text.len());
            text.splice(at..end, insert.bytes());
        }
        agree(&text)?;
    }

    #[test]
    fn pieces_in_any_order(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..16)) {
        let text = pieces.concat();
        agree(text.as_bytes())?;
        agree(format!("[{text}]").as_bytes())?;
        agree(format!("\"{text}\"").as_bytes())?;
        agree(format!("{{\"a\":{text}}}").as_bytes())?;
    }

    #[test]
    fn any_number(text in numbers()) {
        agree(text.as_bytes())?;
        let read = Decoder::new(MediaType::ApplicationJson).decode::<f64>(text.as_bytes());
        let exact = text.parse::<f64>().ok().filter(|number| number.is_finite());
        prop_assert_eq!(read.ok().map(f64::to_bits), exact.map(f64::to_bits), "{}", text);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..32)) {
        agree(&bytes)?;
        agree(&[b"\"", &bytes[..], b"\""].concat())?;
    }
}

/// Every byte on its own, in a string and after a backslash; every unit of UTF-16 as an escape.
#[test]
fn every_byte_and_every_escape() -> Result<(), TestCaseError> {
    for byte in 0..=u8::MAX {
        agree(&[byte])?;
        agree(&[b'"', byte, b'"'])?;
        agree(&[b'"', b'\\', byte, b'"'])?;
        agree(&[b'1', byte])?;
        agree(&[b'[', byte, b'1', byte, b']'])?;
    }
    for unit in 0..=u16::MAX {
        agree(format!("\"\\u{unit:04x}\"").as_bytes())?;
    }
    for (high, low) in [
        (0xD7FF, 0xDC00),
        (0xD800, 0xDBFF),
        (0xD800, 0xDC00),
        (0xDBFF, 0xDFFF),
        (0xDBFF, 0xE000),
    ] {
        agree(format!("\"\\u{high:04X}\\u{low:04X}\"").as_bytes())?;
    }
    Ok(())
}

#[test]
fn both_readers_count_the_same_depth() -> Result<(), TestCaseError> {
    for levels in [126, 127, 128, 129, 100_000] {
        let half = levels / 2;
        for (open, close) in [
            ("[".repeat(levels), "]".repeat(levels)),
            (
                format!("{}{{}}", "{\"a\":".repeat(levels - 1)),
                "}".repeat(levels - 1),
            ),
            (
                "[{\"a\":".repeat(half) + &"[".repeat(levels % 2),
                "]".repeat(levels % 2) + &"}]".repeat(half),
            ),
        ] {
            let inner = if open.ends_with(':') { "0" } else { "" };
            let text = format!("{open}{inner}{close}");
            agree(text.as_bytes())?;
            let read = Decoder::new(MediaType::ApplicationJson).decode::<Value>(text.as_bytes());
            let kind = read.err().map(|error| error.kind());
            prop_assert_eq!(
                kind,
                (levels > 127).then_some(ErrorKind::Depth),
                "{}",
                levels
            );
        }
    }
    Ok(())
}

/// Checks that the comparison finds differences.
#[test]
fn the_comparison_finds_differences() {
    let value = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
    assert!(!same(&value("0.1"), &Value::from(0.1_f64.next_up())));
    assert!(!same(&value("1.0"), &value("1")));
    assert!(!same(&value("-0.0"), &value("0.0")));
    assert!(!same(&value(r#"{"a":1}"#), &value(r#"{"b":1}"#)));
    assert!(!same(&value("[1]"), &value("[1,1]")));
}
