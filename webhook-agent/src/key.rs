//! The primary key for a Get or a Delete in the request body: some clients send `{"WebhookId": 1}`
//! instead of a query.

use serde_json::Value;
use webhook_model::format::xml::reader::{XmlDocument, XmlLimits};
use webhook_model::property::Slot;
use webhook_model::{Decoder, Error, MediaType};

use crate::fault::Fault;
use crate::received::Received;

/// The primary key of an entity; `None` if the slot is not an entity, or if its key is not an int32.
pub(crate) fn key_of(slot: Slot<'_>) -> Option<&mut i32> {
    let Slot::Entity(entity) = slot else {
        return None;
    };
    let properties = entity.entity().properties;
    let index = properties
        .iter()
        .position(|property| property.primary_key)?;
    match entity.write(index)? {
        Slot::Int32(key) => Some(key),
        _ => None,
    }
}

/// The key in a body of any of the media types; `None` if the body has no member with this name in
/// any case, or if it is null.
///
/// In a JSON Patch, an `add` or a `replace` sets the key.
///
/// # Errors
/// 400 for a malformed body, a body that is not an object, a key that is not an int32, or a
/// duplicate key.
pub(crate) fn find(body: &Received, name: &str) -> Result<Option<i32>, Fault> {
    let mut found = if body.media_type.is_xml() {
        in_xml(&body.bytes, name)?
    } else {
        in_json(body, name)?
    };
    match (found.pop(), found.is_empty()) {
        (None | Some(Value::Null), true) => Ok(None),
        (Some(key), true) => number(&key).map(Some).ok_or_else(|| not_a_number(name)),
        _ => {
            let message = format!("duplicate key; send one, as in {}", example(name));
            Err(Fault::bad_request(message))
        }
    }
}

/// The members with this name. Other members are ignored.
fn in_json(body: &Received, name: &str) -> Result<Vec<Value>, Fault> {
    match Decoder::new(MediaType::ApplicationJson).decode(&body.bytes)? {
        Value::Object(members) => Ok(members
            .into_iter()
            .filter(|(member, _)| member.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .collect()),
        Value::Array(operations) if body.media_type == MediaType::ApplicationJsonPatch => {
            Ok(set_by(&operations, name))
        }
        _ => {
            let message = format!("expected an object with the key, such as {}", example(name));
            Err(Fault::bad_request(message))
        }
    }
}

/// The elements with this name below the root, whatever its name.
fn in_xml(body: &[u8], name: &str) -> Result<Vec<Value>, Error> {
    let document = XmlDocument::decode(body, XmlLimits::default())?;
    let mut reader = document.reader();
    let mut found = Vec::new();
    if reader.next_child()?.is_some() {
        while let Some(member) = reader.next_child()? {
            if !member.local().eq_ignore_ascii_case(name) {
                reader.skip_element()?;
            } else if member.is_nil() {
                reader.expect_end()?;
                found.push(Value::Null);
            } else {
                found.push(Value::String(reader.text_content()?.into_owned()));
            }
        }
    }
    reader.finish()?;
    Ok(found)
}

/// The values that operations of a JSON Patch set the key to.
fn set_by(operations: &[Value], name: &str) -> Vec<Value> {
    let sets_key = |operation: &&Value| {
        let text = |member: &str| operation.get(member).and_then(Value::as_str);
        let path = text("path").unwrap_or_default();
        matches!(text("op"), Some("add" | "replace"))
            && path
                .strip_prefix('/')
                .unwrap_or(path)
                .eq_ignore_ascii_case(name)
    };
    let setting = operations.iter().filter(sets_key);
    setting
        .filter_map(|operation| operation.get("value").cloned())
        .collect()
}

fn number(key: &Value) -> Option<i32> {
    match key {
        // XML has only text.
        Value::String(text) => text.trim_ascii().parse().ok(),
        Value::Number(number) => Decoder::new(MediaType::ApplicationJson)
            .decode(number.to_string().as_bytes())
            .ok(),
        _ => None,
    }
}

/// The response to a request without a key.
pub(crate) fn missing(name: &str) -> Fault {
    Fault::bad_request(format!(
        "the key is missing; write ?{name}=1 or send {}",
        example(name)
    ))
}

/// The response to an invalid key.
pub(crate) fn not_a_number(name: &str) -> Fault {
    Fault::bad_request(format!("{name} is not an int32; write ?{name}=1"))
}

/// An example of a body with the key.
fn example(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    let property: String = first.into_iter().chain(letters).collect();
    format!("{{\"{property}\": 1}}")
}
