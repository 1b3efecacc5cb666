//! From a cell to the JSON of a property.

use serde_json::{Map, Value};
use webhook_model::property::Type;

/// The value of a cell for a property of a type; `None` if the cell is empty.
///
/// A cell is a value (slim), or an object with a display value and perhaps a raw value (full).
pub(super) fn decode(ty: Type, cell: Value) -> Option<Value> {
    let ty = ty.required();
    let value = match cell {
        Value::Object(_)
            if matches!(ty, Type::Entity(_) | Type::Dictionary(..) | Type::Family(_)) =>
        {
            return Some(cell);
        }
        Value::Object(cell) => content(ty, cell),
        slim => slim,
    };
    match (ty, value) {
        (_, Value::Null) => None,
        // Text is never encoded: brackets in it are what somebody wrote.
        (Type::Text, text @ Value::String(_)) => Some(text),
        (Type::Text, other) => Some(Value::String(other.to_string())),
        (_, Value::String(text)) if text.is_empty() => None,
        (_, Value::String(text)) => Some(decode_text(ty, text)),
        (_, other) => Some(other),
    }
}

/// The display value for texts, the raw value for other types, whichever the cell has.
fn content(ty: Type, mut cell: Map<String, Value>) -> Value {
    let is_text = matches!(ty, Type::Text);
    let names = if is_text {
        ["DisplayValue", "RawValue"]
    } else {
        ["RawValue", "DisplayValue"]
    };
    let mut found = None;
    for (name, value) in &mut cell {
        let Some(rank) = names
            .iter()
            .position(|wanted| name.eq_ignore_ascii_case(wanted))
        else {
            continue;
        };
        if !value.is_null() && found.as_ref().is_none_or(|(best, _)| rank < *best) {
            found = Some((rank, value.take()));
        }
    }
    found.map_or(Value::Null, |(_, value)| value)
}

/// Decodes `[I:25]` and the like. Text that is not encoded stays: the decoder of the property takes it or says what
/// is wrong with it.
fn decode_text(ty: Type, text: String) -> Value {
    let encoded = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let Some((mark, content)) = encoded.and_then(|encoded| encoded.split_once(':')) else {
        return Value::String(text);
    };
    let any = matches!(ty, Type::Any);
    let decoded = match mark {
        "I" => whole(content).map(|number| match ty {
            // .NET writes some booleans as numbers.
            Type::Bool if number == 0 || number == 1 => Value::Bool(number == 1),
            _ => Value::from(number),
        }),
        "F" | "M" if any => number(content).and_then(|text| serde_json::from_str(text).ok()),
        // All digits are kept: the property may be a decimal.
        "F" | "M" => number(content).map(Value::from),
        "D" | "DT" => date(content).map(Value::String),
        "T" => time(content).map(Value::String),
        "B" => match (content, ty) {
            ("True" | "true", Type::Bool | Type::Any) => Some(Value::Bool(true)),
            ("False" | "false", Type::Bool | Type::Any) => Some(Value::Bool(false)),
            (bytes, Type::Bytes | Type::Any) => Some(Value::from(bytes)),
            _ => None,
        },
        _ => None,
    };
    decoded.unwrap_or(Value::String(text))
}

fn whole(text: &str) -> Option<i64> {
    number(text)?.parse().ok()
}

/// A sign, digits, and perhaps a point and digits.
fn number(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    (is_digits(whole) && is_digits(decimals)).then_some(text)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// From `MM/dd/yyyy HH:mm:ss.fffffff`, with or without the time, to ISO 8601.
fn date(text: &str) -> Option<String> {
    let (day, clock) = text.split_once(' ').unwrap_or((text, "00:00:00"));
    let mut parts = day.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    let sized = |part: &str, length| part.len() == length && is_digits(part);
    if parts.next().is_some() || !sized(month, 2) || !sized(day, 2) || !sized(year, 4) {
        return None;
    }
    let clock = time(clock)?;
    Some(format!("{year}-{month}-{day}T{clock}"))
}

/// `HH:mm` or `HH:mm:ss`, with or without a fraction, as `HH:mm:ss`.
fn time(text: &str) -> Option<String> {
    // Some times stand behind a date that has no meaning.
    let text = text.rsplit(' ').next().unwrap_or(text);
    let allowed = |byte: u8| byte.is_ascii_digit() || matches!(byte, b':' | b'.');
    if !text.bytes().all(allowed) {
        return None;
    }
    match text.split(':').count() {
        2 => Some(format!("{text}:00")),
        3 => Some(text.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use webhook_model::property::PropertyType as _;
    use webhook_model::{DateTime, Duration};

    const TEXT: Type = <Option<String>>::TYPE;

    #[test]
    fn encoded_values_by_the_type_of_the_property() {
        for (ty, text, expected) in [
            (i32::TYPE, "[I:25]", json!(25)),
            (i32::TYPE, "[I:-25]", json!(-25)),
            (i32::TYPE, "25", json!("25")),
            (<Option<i32>>::TYPE, "[I:25]", json!(25)),
            (f64::TYPE, "[F:1.5]", json!("1.5")),
            (f64::TYPE, "[M:1234.50]", json!("1234.50")),
            (bool::TYPE, "[B:True]", json!(true)),
            (bool::TYPE, "[B:False]", json!(false)),
            (bool::TYPE, "[I:1]", json!(true)),
            (bool::TYPE, "[I:0]", json!(false)),
            (
                DateTime::TYPE,
                "[D:12/31/2013 00:00:00.0000000]",
                json!("2013-12-31T00:00:00.0000000"),
            ),
            (
                DateTime::TYPE,
                "[D:12/31/2013]",
                json!("2013-12-31T00:00:00"),
            ),
            (
                DateTime::TYPE,
                "[DT:11/09/2017 14:53:18]",
                json!("2017-11-09T14:53:18"),
            ),
            (
                DateTime::TYPE,
                "[DT:11/09/2017 14:53]",
                json!("2017-11-09T14:53:00"),
            ),
            (Duration::TYPE, "[T:14:52]", json!("14:52:00")),
            (<Vec<u8>>::TYPE, "[B:X98=]", json!("X98=")),
            (Type::Any, "[I:25]", json!(25)),
            (Type::Any, "[F:1.5]", json!(1.5)),
            (Type::Any, "[B:True]", json!(true)),
            (Type::Any, "plain", json!("plain")),
            // Text is what somebody wrote.
            (TEXT, "[I:25]", json!("[I:25]")),
            (TEXT, "", json!("")),
            // What is not encoded right stays, for the reader to refuse.
            (i32::TYPE, "[I:]", json!("[I:]")),
            (i32::TYPE, "[I:25", json!("[I:25")),
            (
                i32::TYPE,
                "[I:99999999999999999999]",
                json!("[I:99999999999999999999]"),
            ),
            (i32::TYPE, "[I:1e5]", json!("[I:1e5]")),
            (DateTime::TYPE, "[D:31.12.2013]", json!("[D:31.12.2013]")),
            (DateTime::TYPE, "[D:1/2/2013]", json!("[D:1/2/2013]")),
            (
                DateTime::TYPE,
                "[D:12/31/2013 x]",
                json!("[D:12/31/2013 x]"),
            ),
            (bool::TYPE, "[B:Perhaps]", json!("[B:Perhaps]")),
            (Type::Any, "[X:1]", json!("[X:1]")),
            (Type::Any, "[\u{661}:1]", json!("[\u{661}:1]")),
        ] {
            assert_eq!(decode(ty, json!(text)), Some(expected.clone()), "{text}");
            let agent = json!({"DisplayValue": text, "TooltipHint": "t", "LinkHint": null});
            assert_eq!(decode(ty, agent), Some(expected), "{text}");
        }
    }

    #[test]
    fn full_cells_have_a_raw_value_and_a_display_value() {
        let cell = || json!({"RawValue": 3, "DisplayValue": "Customer", "TooltipHint": "", "LinkHint": ""});
        assert_eq!(decode(i32::TYPE, cell()), Some(json!(3)));
        assert_eq!(decode(TEXT, cell()), Some(json!("Customer")));
        let cell = || json!({"displayValue": "[I:3]", "rawValue": null});
        assert_eq!(decode(i32::TYPE, cell()), Some(json!(3)));
        assert_eq!(
            decode(TEXT, json!({"RawValue": "raw", "DisplayValue": null})),
            Some(json!("raw"))
        );
    }

    #[test]
    fn empty_cells_are_left_out() {
        for cell in [
            json!(null),
            json!({}),
            json!({"DisplayValue": null}),
            json!({"TooltipHint": "x"}),
        ] {
            assert_eq!(decode(TEXT, cell.clone()), None, "{cell}");
            assert_eq!(decode(i32::TYPE, cell), None);
        }
        assert_eq!(decode(i32::TYPE, json!("")), None);
        assert_eq!(decode(i32::TYPE, json!({"DisplayValue": ""})), None);
        assert_eq!(decode(TEXT, json!(25)), Some(json!("25")));
    }
}
