//! Typed work on JSON trees, for the two patch formats: conversion of a tree to the form of its type.

pub(super) mod walk;
pub(super) mod write;

use serde::de::DeserializeSeed;
use serde_json::{Map, Number, Value as Json};
use subtle::ConstantTimeEq as _;

use crate::error::{Error, step_of};
use crate::format::holder::Holder;
use crate::format::number::exact_number;
use crate::format::serde::to_tree;
use crate::format::serde::{Reader, SlotSeed};
use crate::property::DynEntity;
use crate::property::date_time::DateTime;
use crate::property::digits::Digits;
use crate::property::duration::Duration;
use crate::property::enumeration::Enumeration;
use crate::property::flags::FlagSet;
use crate::property::set_slot;
use crate::property::{PropertyType, Slot, Type, Value};

/// Reads a tree into a slot.
pub(crate) fn from_tree(slot: Slot<'_>, tree: &Json) -> Result<(), Error> {
    from_tree_within(slot, tree, 0)
}

/// The same for a tree inside `open` arrays and objects.
pub(crate) fn from_tree_within(slot: Slot<'_>, tree: &Json, open: usize) -> Result<(), Error> {
    read_tree(slot, tree, Reader::within(open))
}

/// The same for a value of a patch, where an object may mean an array of that object.
fn from_patch(slot: Slot<'_>, tree: &Json) -> Result<(), Error> {
    read_tree(slot, tree, Reader::within(0).with_lone_items())
}

fn read_tree(slot: Slot<'_>, tree: &Json, mut reader: Reader) -> Result<(), Error> {
    SlotSeed::new(slot, &mut reader)
        .deserialize(tree)
        .map_err(|error| reader.into_error(&error))
}

/// The result of setting a value of a patch: an object for an array is appended to it, as the vendor
/// documents it; any other value replaces the current one.
///
/// # Errors
/// As [`canonical`].
pub(crate) fn put_over(ty: Type, current: Json, value: Json) -> Result<Json, Error> {
    let Type::List(of) = ty.required() else {
        return canonical(ty, value);
    };
    if !value.is_object() {
        return canonical(ty, value);
    }
    let mut items = match current {
        Json::Array(items) => items,
        _ => Vec::new(),
    };
    let item = put_over(*of, Json::Null, value);
    items.push(item.map_err(|error| error.inside(&items.len().to_string()))?);
    Ok(Json::Array(items))
}

/// The tree as the type would write it: names in declared case, and missing properties added.
///
/// An unknown enum name, enum number or family member is left unchanged: the property decides whether
/// to keep it.
///
/// # Errors
/// A value that the type does not have.
pub(crate) fn canonical(ty: Type, value: Json) -> Result<Json, Error> {
    match (ty, value) {
        (Type::Nullable(_), Json::Null) => Ok(Json::Null),
        (Type::Nullable(of), value) => canonical(*of, value),
        // The form that the type writes already.
        (Type::Any, value)
        | (Type::Bool, value @ Json::Bool(_))
        | (Type::Text, value @ Json::String(_)) => Ok(value),
        (Type::List(of), Json::Array(mut items)) => {
            for (index, item) in items.iter_mut().enumerate() {
                *item = put_over(*of, Json::Null, item.take())
                    .map_err(|error| Holder::List.advise(error).inside(&index.to_string()))?;
            }
            Ok(Json::Array(items))
        }
        (Type::Dictionary(_, of), Json::Object(mut members)) => {
            for (key, member) in &mut members {
                *member = put_over(*of, Json::Null, member.take())
                    .map_err(|error| Holder::Dictionary.advise(error).inside(&step_of(key)))?;
            }
            Ok(Json::Object(members))
        }
        (Type::Entity(of), value) => {
            let mut entity: Box<dyn DynEntity> = (of().new)();
            from_patch(Slot::Entity(entity.as_mut()), &value)?;
            to_tree(ty, Value::Entity(entity.as_ref()))
        }
        (Type::Family(of), value @ Json::Object(_)) => match of().entity_of(&value) {
            Some(_) => canonical(known(ty, &value), value),
            None => Ok(value),
        },
        (Type::Decimal, value) => match value {
            Json::String(text) => decimal_tree(text.trim_ascii()),
            Json::Number(number) => decimal_tree(&number.to_string()),
            other => Err(set_slot::mismatch_type(Type::Decimal, &other)),
        },
        (Type::Enum(of), Json::String(name)) => Ok(name_or_number(of, name.trim_ascii())),
        (Type::Enum(of), Json::Number(number)) => {
            let whole = number.as_i64();
            Ok(whole.map_or(Json::Number(number), |whole| name_of_number(of, whole)))
        }
        (Type::List(_) | Type::Dictionary(..) | Type::Family(_) | Type::Enum(_), other) => {
            Err(set_slot::mismatch_type(ty, &other))
        }
        (simple, value) => simple_tree(simple, &|slot| from_patch(slot, &value)),
    }
}

/// The tree of a simple value, which `set` stores in a slot of its type.
pub(crate) fn simple_tree(
    ty: Type,
    set: &dyn Fn(Slot<'_>) -> Result<(), Error>,
) -> Result<Json, Error> {
    fn typed<T: PropertyType>(set: &dyn Fn(Slot<'_>) -> Result<(), Error>) -> Result<Json, Error> {
        let mut typed = T::blank();
        set(typed.slot())?;
        to_tree(T::TYPE, typed.value())
    }
    match ty {
        Type::Bool => typed::<bool>(set),
        Type::Int16 => typed::<i16>(set),
        Type::Int32 => typed::<i32>(set),
        Type::UInt32 => typed::<u32>(set),
        Type::Int64 => typed::<i64>(set),
        Type::Double => typed::<f64>(set),
        Type::Text => typed::<String>(set),
        Type::Bytes => typed::<Vec<u8>>(set),
        Type::DateTime => typed::<DateTime>(set),
        Type::Duration => typed::<Duration>(set),
        Type::Flags(of) => {
            let mut flags = FlagSet::default();
            set(Slot::Flags(&mut flags, of))?;
            to_tree(ty, Value::Flags(&flags, of))
        }
        _ => typed::<Json>(set),
    }
}

/// The declared name for an enum's name or number, or else the value unchanged.
fn name_or_number(of: &Enumeration, name: &str) -> Json {
    let variant = of.position(name).and_then(|index| of.variants.get(index));
    match (variant, name.parse()) {
        (Some(variant), _) => variant.name.into(),
        (None, Ok(number)) => name_of_number(of, number),
        (None, Err(_)) => name.into(),
    }
}

fn name_of_number(of: &Enumeration, number: i64) -> Json {
    let position = i32::try_from(number)
        .ok()
        .and_then(|number| of.position_of_number(number));
    position
        .and_then(|index| of.variants.get(index))
        .map_or(Json::from(number), |variant| variant.name.into())
}

/// A decimal as in written trees: a number if a tree holds it exactly, else a string.
pub(crate) fn decimal_tree(text: &str) -> Result<Json, Error> {
    let digits = Digits::parse(text)
        .ok_or_else(|| set_slot::mismatch_type(Type::Decimal, &Json::String(text.to_owned())))?;
    match digits.plain() {
        Some(plain) => Ok(exact_number(&plain).map_or_else(|| plain.into(), Json::Number)),
        None => Err(set_slot::beyond_decimal()),
    }
}

/// The tree of the type's default, for a property that is reset.
pub(crate) fn default_of(ty: Type) -> Json {
    match ty {
        Type::Entity(of) => crate::format::serde::default_tree(of()).unwrap_or_default(),
        Type::List(_) => Json::Array(Vec::new()),
        Type::Dictionary(..) => Json::Object(Map::new()),
        _ => Json::Null,
    }
}

/// The value of a property that is not set: null, or .NET's default of a type without null.
pub(crate) fn blank_of(ty: Type) -> Json {
    match ty {
        Type::Nullable(_) | Type::Any => Json::Null,
        Type::Bool => Json::Bool(false),
        Type::Int16 | Type::Int32 | Type::UInt32 | Type::Int64 | Type::Double | Type::Decimal => {
            Json::from(0)
        }
        Type::Text | Type::Bytes => Json::from(""),
        Type::DateTime => Json::from(DateTime::MIN.to_string()),
        Type::Duration => Json::from(Duration::ZERO.to_string()),
        Type::Enum(of) => {
            let zero = of.position_of_number(0).or(Some(0));
            zero.and_then(|index| of.variants.get(index))
                .map_or(Json::Null, |variant| variant.name.into())
        }
        Type::Flags(_) => Json::from(0),
        Type::List(_) | Type::Dictionary(..) | Type::Entity(_) | Type::Family(_) => default_of(ty),
    }
}

/// The type of a value of a tree: for a member of a family the entity of its tag, and for an unknown
/// one any JSON.
pub(crate) fn known(ty: Type, value: &Json) -> Type {
    let required = ty.required();
    let Type::Family(of) = required else {
        return required;
    };
    let family = of();
    let member = family.entity_of(value).and_then(|entity| {
        family
            .members
            .iter()
            .find(|member| (member.entity)().name == entity.name)
    });
    member.map_or(Type::Any, |member| Type::Entity(member.entity))
}

/// Whether two trees are identical. `==` would ignore the sign of a zero.
pub(crate) fn same(left: &Json, right: &Json) -> bool {
    agree(left, right, |left, right| {
        let bits = |number: &Number| number.as_f64().map(f64::to_bits);
        left == right && (!left.is_f64() || bits(left) == bits(right))
    })
}

/// Whether two trees are equal for a `test`: numbers by value (RFC 6902 section 4.6).
pub(crate) fn equal(left: &Json, right: &Json) -> bool {
    agree(left, right, |left, right| {
        left == right || (left.is_f64() != right.is_f64() && left.as_f64() == right.as_f64())
    })
}

/// Whether two trees have the same members and items, and numbers that agree.
fn agree(left: &Json, right: &Json, numbers: fn(&Number, &Number) -> bool) -> bool {
    match (left, right) {
        (Json::Number(left), Json::Number(right)) => numbers(left, right),
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| agree(left, right, numbers))
        }
        (Json::Object(left), Json::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, left)| {
                    right
                        .get(key)
                        .is_some_and(|right| agree(left, right, numbers))
                })
        }
        // Either value may be a secret.
        (Json::String(left), Json::String(right)) => {
            bool::from(left.as_bytes().ct_eq(right.as_bytes()))
        }
        (left, right) => left == right,
    }
}
