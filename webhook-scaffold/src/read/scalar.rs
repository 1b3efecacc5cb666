//! Scalar types, from `type`, `format`, `pattern` and others.

use super::document::Dialect;
use super::json::Json;
use crate::facts::{Key, Type};

/// The beginning of the patterns for dates and durations in our own OpenAPI documents.
const DATE_TIME: &str = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}";
const TIME_SPAN: &str = r"^-?(\d+\.)?\d{2}:\d{2}:\d{2}";

/// The name of the type; of several names, the first one other than null. If it is missing, it is
/// inferred from the other members.
pub(super) fn kind(json: &Json) -> Option<&str> {
    let declared = match json.get("type") {
        Json::Array(kinds) => kinds
            .iter()
            .filter_map(Json::text)
            .find(|kind| *kind != "null"),
        kind => kind.text(),
    };
    let has = |member: &str| !json.get(member).is_null();
    let is_text = || {
        let names = json.get("enum").items();
        names.iter().any(|name| name.text().is_some()) || has("pattern") || has("contentEncoding")
    };
    declared.or_else(|| {
        Some(match json.get("format").text() {
            _ if has("items") => "array",
            _ if has("properties") || has("additionalProperties") => "object",
            Some("int16" | "int32" | "int64" | "uint16" | "uint32" | "uint64") => "integer",
            Some("float" | "double" | "decimal") => "number",
            Some("byte" | "binary" | "date" | "date-time" | "time-span" | "password" | "uuid") => {
                "string"
            }
            _ if is_text() => "string",
            _ => return None,
        })
    })
}

/// The type of an integer.
pub(super) fn integer(dialect: Dialect, json: &Json) -> Type {
    let bound = |name: &str| match json.get(name) {
        Json::Number(number) => Some(*number),
        _ => None,
    };
    let (least, most) = (bound("minimum"), bound("maximum"));
    let is_short = least == Some(f64::from(i16::MIN)) && most == Some(f64::from(i16::MAX));
    match json.get("format").text() {
        Some("int16") => Type::Int16,
        Some("uint32") => Type::UInt32,
        Some("int64") if dialect == Dialect::OpenApi3 && most == Some(f64::from(u32::MAX)) => {
            Type::UInt32
        }
        Some("int64" | "uint64") => Type::Int64,
        _ if is_short => Type::Int16,
        _ => Type::Int32,
    }
}

/// The type of a number.
pub(super) fn number(json: &Json) -> Type {
    match json.get("format").text() {
        Some("decimal") => Type::Decimal,
        _ => Type::Double,
    }
}

/// The type of a string. The names of an enum are not validated here.
pub(super) fn text(json: &Json) -> Type {
    let names = json.get("enum").items().iter();
    let names: Vec<String> = names.filter_map(Json::text).map(str::to_owned).collect();
    if !names.is_empty() {
        return Type::Names(names);
    }
    if json.get("contentEncoding").text() == Some("base64") {
        return Type::Bytes;
    }
    match json.get("format").text() {
        Some("byte") => Type::Bytes,
        Some("binary") => Type::Binary,
        Some("date-time" | "date") => Type::DateTime,
        Some("time-span" | "timespan" | "duration") => Type::Duration,
        Some("password") => Type::Secret,
        _ if has_pattern(json, DATE_TIME) => Type::DateTime,
        _ if has_pattern(json, TIME_SPAN) => Type::Duration,
        _ => flags(json).map_or(Type::Text, Type::Names),
    }
}

fn has_pattern(json: &Json, start: &str) -> bool {
    let pattern = json.get("pattern").text();
    pattern.is_some_and(|pattern| pattern.starts_with(start))
}

/// The names in the pattern of flags in our own documents: `^((A|B)(, (A|B))*|-?\\d+)$`.
fn flags(json: &Json) -> Option<Vec<String>> {
    let pattern = json.get("pattern").text()?;
    let names = pattern.strip_prefix("^((")?.strip_suffix(r"))*|-?\d+)$")?;
    let (names, again) = names.split_once(")(, (")?;
    let is_plain = |letter: char| letter.is_alphanumeric() || "_|".contains(letter);
    (names == again && names.chars().all(is_plain))
        .then(|| names.split('|').map(str::to_owned).collect())
}

/// The type of the keys of a dictionary, from the `propertyNames` of our own documents.
pub(super) fn key(json: &Json) -> Key {
    let names = json.get("propertyNames");
    if names.get("format").text() == Some("date-time") || has_pattern(names, DATE_TIME) {
        Key::DateTime
    } else if names.get("pattern").text() == Some(r"^-?\d+$") {
        Key::Int32
    } else {
        Key::Text
    }
}
