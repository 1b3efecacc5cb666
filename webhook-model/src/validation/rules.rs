//! The rules of one value, each with its message.

use super::violation::ViolationCode;
use crate::property::enumeration::Enumeration;
use crate::property::text_format::TextFormat;
use crate::property::{Property, Value};

/// A broken rule, and its requirement.
pub(super) type Broken = (ViolationCode, String);

/// `required`: null, empty text and empty lists are missing values.
pub(super) fn missing(value: Value<'_>) -> Option<Broken> {
    let message = match value {
        Value::Null | Value::Any(serde_json::Value::Null) => "must not be null",
        Value::Text("") | Value::Bytes([]) => "must not be empty",
        Value::Text(text) if text.trim().is_empty() => "must not be white space",
        Value::List(list) if list.count() == 0 => "must not be empty",
        Value::Dictionary(dictionary) if dictionary.count() == 0 => "must not be empty",
        _ => return None,
    };
    Some((ViolationCode::Required, message.to_owned()))
}

/// `max_length`, in UTF-16 code units as .NET counts.
pub(super) fn too_long(property: &Property, text: &str) -> Option<Broken> {
    let most = property.max_length?;
    if is_at_most(text, most) {
        return None;
    }
    let message = format!("must have at most {most} characters");
    Some((ViolationCode::MaxLength, message))
}

/// Whether a text has at most `most` UTF-16 code units.
fn is_at_most(text: &str, most: u32) -> bool {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    // A text has at most as many code units as bytes, and each code unit takes at most three bytes.
    text.len() <= most || text.len() / 3 <= most && text.encode_utf16().count() <= most
}

/// `format`.
pub(super) fn not_formatted(property: &Property, text: &str) -> Option<Broken> {
    let format = property.format?;
    if format.matches(text) {
        return None;
    }
    let message = match format {
        TextFormat::Email => "must be an e-mail address",
        TextFormat::HttpsUrl => "must be an https address",
        TextFormat::EventName => "must be the name of an event, such as `contact.created`",
    };
    Some((ViolationCode::Format, message.to_owned()))
}

/// `range`.
pub(super) fn out_of_range(property: &Property, value: Value<'_>) -> Option<Broken> {
    let range = property.range?;
    let inside = match value {
        Value::Int(number) => range.contains_whole(number),
        Value::Double(number) => range.contains_double(number),
        Value::Decimal(number) => range.contains_decimal(&number.text()),
        _ => true,
    };
    let message = format!("must be {range}");
    (!inside).then_some((ViolationCode::Range, message))
}

/// A name or number that an enum does not have.
pub(super) fn unknown_variant(of: &Enumeration, value: Value<'_>) -> Option<Broken> {
    let is_known = match value {
        Value::Name(name) => of.position(name).is_some(),
        Value::Number(number) => of.position_of_number(number).is_some(),
        Value::Flags(set, of) => set.is_known(of),
        _ => true,
    };
    if is_known {
        return None;
    }
    let names = crate::suggest::listed(of.variants.iter().map(|variant| variant.name));
    let what = if of.flags { "flags" } else { "one" };
    let message = format!("must be {what} of {}: {names}", of.name);
    Some((ViolationCode::UnknownVariant, message))
}
