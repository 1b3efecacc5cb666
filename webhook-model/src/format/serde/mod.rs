//! Every entity is `Serialize` and `Deserialize`, for any serde format, through its description.
//!
//! Entities are maps of names, so a reader accepts the properties in any order.

mod family;
mod notification;
mod reader;
mod seed;
mod skip;

use serde::de::{DeserializeSeed as _, Error as _};
use serde::ser::{Error as _, SerializeMap, SerializeSeq, Serializer};
use serde::{Deserializer, Serialize};

pub(crate) use self::reader::Reader;
pub(crate) use self::seed::SlotSeed;

use crate::error::Error;
use crate::format::bounds::{MAX_DEPTH, levels};
use crate::format::json;
use crate::format::number::{exact_number, not_finite, whole};
use crate::property::family::UnknownEntity;
use crate::property::{BLOCK, DecimalValue, Dictionary, Key, List, PropertyType, Type, Value};
use crate::property::{DynEntity, Entity};

/// A value with its type, for serialization, and the levels of nesting that it may have.
struct Typed<'v>(Type, Value<'v>, usize);

/// Serializes an entity; the derive's `Serialize` calls it.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(entity: &dyn DynEntity, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_entity(entity, serializer, MAX_DEPTH)
}

fn serialize_entity<S: Serializer>(
    entity: &dyn DynEntity,
    serializer: S,
    depth: usize,
) -> Result<S::Ok, S::Error> {
    let depth = inner(depth)?;
    let of = entity.entity();
    let mut map = serializer.serialize_map(Some(of.properties.len()))?;
    let mut block = [Value::Null; BLOCK];
    for (number, chunk) in of.properties.chunks(BLOCK).enumerate() {
        entity.read(number, &mut block);
        for (property, value) in chunk.iter().zip(block) {
            map.serialize_entry(property.name(), &Typed(property.ty, value, depth))?;
        }
    }
    map.end()
}

/// One level less, or the error with the limit.
fn inner<E: serde::ser::Error>(depth: usize) -> Result<usize, E> {
    depth.checked_sub(1).ok_or_else(too_deep)
}

fn too_deep<E: serde::ser::Error>() -> E {
    E::custom(format_args!("nested deeper than {MAX_DEPTH} levels"))
}

/// Serializes any property; the derive's `Serialize` of a family calls it.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_property<T: PropertyType, S: Serializer>(
    property: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    Typed(T::TYPE, property.value(), MAX_DEPTH).serialize(serializer)
}

/// Deserializes any property, starting from a blank one; the derive's `Deserialize` calls it.
///
/// # Errors
/// Those of the deserializer, with the JSON pointer of the property in front.
pub fn deserialize<'de, T: PropertyType, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut property = T::blank();
    let mut reader = Reader::within(0);
    SlotSeed::new(property.slot(), &mut reader)
        .deserialize(deserializer)
        .map_err(|error| D::Error::custom(reader.describe(&error)))?;
    Ok(property)
}

impl Serialize for Typed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(ty, value, depth) = *self;
        if let Type::Nullable(of) = ty {
            return match value {
                Value::Null => serializer.serialize_none(),
                value => serializer.serialize_some(&Self(*of, value, depth)),
            };
        }
        match value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(flag) => serializer.serialize_bool(flag),
            Value::Int(number) => serializer.serialize_i64(number),
            // Formats without types in the data read an enum as a string.
            Value::Number(number) if serializer.is_human_readable() => {
                serializer.serialize_i32(number)
            }
            Value::Number(number) => serializer.serialize_str(itoa::Buffer::new().format(number)),
            Value::Double(number) => double(number, serializer),
            Value::Text(text) | Value::Name(text) => serializer.serialize_str(text),
            Value::Any(any) => {
                levels(any, depth).ok_or_else(too_deep)?;
                any.serialize(serializer)
            }
            Value::Entity(entity) => serialize_entity(entity, serializer, depth),
            Value::Unknown(unknown) => serialize_unknown(unknown, serializer, depth),
            Value::List(list) => serialize_list(ty, list, serializer, inner(depth)?),
            Value::Dictionary(dictionary) => {
                serialize_dictionary(ty, dictionary, serializer, inner(depth)?)
            }
            Value::Decimal(number) => decimal(number, serializer),
            // Not as in JSON, where unknown names may need escapes.
            Value::Flags(set, of) => {
                let mut text = String::new();
                set.write_names(of, ", ", true, &mut |name| {
                    text.push_str(name);
                    Ok::<_, S::Error>(())
                })?;
                serializer.serialize_str(&text)
            }
            // Dates, durations and bytes are strings, as in JSON, and need no escapes.
            simple => {
                let mut text = Vec::new();
                json::write(simple, &mut text).map_err(S::Error::custom)?;
                let text = text
                    .strip_prefix(b"\"")
                    .and_then(|text| text.strip_suffix(b"\""));
                serializer.serialize_str(
                    text.and_then(|text| std::str::from_utf8(text).ok())
                        .unwrap_or_default(),
                )
            }
        }
    }
}

/// A number if every reader gets the same decimal back from it, else a string: serde has no decimals,
/// and its formats read a fraction as a double.
fn decimal<S: Serializer>(number: &dyn DecimalValue, serializer: S) -> Result<S::Ok, S::Error> {
    let text = number.text();
    match exact_number(&text) {
        Some(number) if serializer.is_human_readable() => number.serialize(serializer),
        _ => serializer.serialize_str(&text),
    }
}

/// Text formats have no notation for NaN and infinities; these become the same strings as in JSON.
fn double<S: Serializer>(number: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if !serializer.is_human_readable() {
        return serializer.serialize_f64(number);
    }
    if let Some(whole) = whole(number) {
        return serializer.serialize_i64(whole);
    }
    if number.is_finite() {
        return serializer.serialize_f64(number);
    }
    serializer.serialize_str(not_finite(number))
}

fn serialize_list<S: Serializer>(
    ty: Type,
    list: &dyn List,
    serializer: S,
    depth: usize,
) -> Result<S::Ok, S::Error> {
    let of = match ty {
        Type::List(of) => *of,
        other => other,
    };
    let count = list.count();
    let mut items = serializer.serialize_seq(Some(count))?;
    let mut block = [Value::Null; BLOCK];
    for number in 0..count.div_ceil(BLOCK) {
        list.read(number, &mut block);
        for value in block.iter().take(count - number * BLOCK) {
            items.serialize_element(&Typed(of, *value, depth))?;
        }
    }
    items.end()
}

fn serialize_unknown<S: Serializer>(
    unknown: &UnknownEntity,
    serializer: S,
    depth: usize,
) -> Result<S::Ok, S::Error> {
    let depth = inner(depth)?;
    for (_, member) in &unknown.members {
        levels(member, depth).ok_or_else(too_deep)?;
    }
    serializer.collect_map(unknown.members.iter().map(|(name, member)| (name, member)))
}

fn serialize_dictionary<S: Serializer>(
    ty: Type,
    dictionary: &dyn Dictionary,
    serializer: S,
    depth: usize,
) -> Result<S::Ok, S::Error> {
    let of = match ty {
        Type::Dictionary(_, of) => *of,
        other => other,
    };
    let mut map = serializer.serialize_map(Some(dictionary.count()))?;
    let mut failed = None;
    let walked = dictionary.each(&mut |key, value| {
        let value = Typed(of, value, depth);
        let written = match key {
            Key::Text(text) => map.serialize_entry(text, &value),
            Key::Int(number) => map.serialize_entry(itoa::Buffer::new().format(number), &value),
            Key::DateTime(date) => map.serialize_entry(&date.to_string(), &value),
        };
        written.map_err(|error| {
            let message = error.to_string();
            failed = Some(error);
            Error::new(crate::ErrorKind::Unrepresentable, message)
        })
    });
    match (failed, walked) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(S::Error::custom(error)),
        (None, Ok(())) => map.end(),
    }
}

/// The tree of an entity or another value, for patches.
pub(crate) fn to_tree(ty: Type, value: Value<'_>) -> Result<serde_json::Value, Error> {
    to_tree_within(ty, value, MAX_DEPTH)
}

/// The same for a value inside another, with fewer levels of nesting left.
pub(crate) fn to_tree_within(
    ty: Type,
    value: Value<'_>,
    depth: usize,
) -> Result<serde_json::Value, Error> {
    serde_json::to_value(Typed(ty, value, depth))
        .map_err(|error| Error::new(crate::ErrorKind::Unrepresentable, error.to_string()))
}

/// The tree of an entity's default.
pub(crate) fn default_tree(of: &Entity) -> Result<serde_json::Value, Error> {
    to_tree(Type::Any, Value::Entity((of.new)().as_ref()))
}
