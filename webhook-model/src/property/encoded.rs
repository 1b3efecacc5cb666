//! Values inside text, as NetServer encodes them: `[I:25]`, `[D:12/24/2015 00:00:00.0000000]`.
//!
//! | text | value |
//! |---|---|
//! | `[I:25]` | a whole number, or a bool |
//! | `[F:4.43]`, `[M:4.43]` | a double, a decimal |
//! | `[D:..]`, `[DT:..]` | a date, a date and time: `MM/dd/yyyy HH:mm:ss.fffffff` |
//! | `[T:14:52]` | a time |
//! | `[B:True]`, `[B:..]` | a bool, bytes in base64 |

use serde_json::Value;

use super::Type;

/// The JSON of a value of a type. The text of a text property, and text that is not encoded, is returned
/// unchanged: the decoder of the type accepts or refuses it.
///
/// ```
/// use serde_json::json;
/// use webhook_model::property::PropertyType;
/// use webhook_model::property::encoded::decode_encoded;
///
/// assert_eq!(decode_encoded(i32::TYPE, "[I:25]".into()), json!(25));
/// assert_eq!(decode_encoded(i32::TYPE, "25".into()), json!("25"));
/// ```
#[must_use]
pub fn decode_encoded(ty: Type, text: String) -> Value {
    let ty = ty.required();
    // Brackets in text are part of the text.
    if matches!(ty, Type::Text) {
        return Value::String(text);
    }
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
        "F" | "M" if any => number(content).and_then(|text| text.parse().ok()),
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

/// The text if it is a number: digits, with an optional sign and optional decimals.
pub(crate) fn number(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    (is_digits(whole) && is_digits(decimals)).then_some(text)
}

pub(crate) fn is_digits(text: &str) -> bool {
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
    // Some times follow a date without a meaning.
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
