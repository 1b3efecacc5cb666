//! Converts a cell to the JSON of a property.

use serde_json::{Map, Value};
use webhook_model::property::Type;
use webhook_model::property::encoded::decode_encoded;

/// Converts a cell to the value of a property of type `ty`; `None` if the cell is empty.
///
/// A cell is a value (slim), or an object with a display value and possibly a raw value (full).
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
        // Text is not encoded, so brackets in it are part of the value.
        (Type::Text, text @ Value::String(_)) => Some(text),
        (Type::Text, other) => Some(Value::String(other.to_string())),
        (_, Value::String(text)) if text.is_empty() => None,
        (_, Value::String(text)) => Some(decode_encoded(ty, text)),
        (_, other) => Some(other),
    }
}

/// Returns the display value for texts and the raw value for other types, or the one that exists.
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
            // Text is not encoded.
            (TEXT, "[I:25]", json!("[I:25]")),
            (TEXT, "", json!("")),
            // Malformed values are passed on unchanged; the decoder rejects them.
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
