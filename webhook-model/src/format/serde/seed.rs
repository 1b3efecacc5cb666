//! The bridge from serde: one `DeserializeSeed` over any slot, for trees and every serde format.
//!
//! It fills an entity in one pass, names in any case and any order, and leaves the place of a
//! failure behind: the steps to the property are noted while the walk unwinds, so that input
//! without a fault pays nothing for it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;

use super::skip::Skip;
use super::{family, notification};
use crate::error::{Error, ErrorKind, push_step, step_of};
use crate::format::bounds::{MAX_DEPTH, MAX_VALUES, too_deep, too_many_values};
use crate::format::holder::Holder;
use crate::format::json::notification::is_notification;
use crate::format::read_properties::ReadProperties;
use crate::property::set_slot;
use crate::property::{DictionarySlot, ListSlot, Slot};
use crate::property::{DynEntity, Entity, Property};

/// What is remembered while a document is read: options, and the first failure.
#[derive(Debug)]
pub(crate) struct Reader {
    /// Takes an object where an array is expected as the array's one item, as patches may write it.
    lone_items: bool,
    /// Arrays and objects that are open.
    depth: usize,
    /// Members of families that are open and were read into trees first.
    pub(super) families: usize,
    /// Values that may be read into trees again.
    again: usize,
    failure: Option<Error>,
    /// Steps to the failure, innermost first.
    trail: Vec<String>,
}

impl Reader {
    /// A reader within `open` arrays and objects.
    pub(crate) const fn within(open: usize) -> Self {
        Self {
            lone_items: false,
            depth: open,
            families: 0,
            again: MAX_VALUES,
            failure: None,
            trail: Vec::new(),
        }
    }

    /// Takes an object where an array is expected as the array's one item.
    pub(crate) const fn with_lone_items(mut self) -> Self {
        self.lone_items = true;
        self
    }

    /// Notes what is wrong, and makes the serde error that ends the walk.
    pub(super) fn fail<E: serde::de::Error>(&mut self, error: Error) -> E {
        let custom = E::custom(error.message());
        self.failure = Some(error);
        custom
    }

    /// Counts the values of a tree that is made of another one, in a family within a family: what lies
    /// deep is read again for each of them.
    pub(super) fn again<E: serde::de::Error>(&mut self, tree: &Json) -> Result<(), E> {
        let mut open = vec![tree];
        while let Some(value) = open.pop() {
            let Some(left) = self.again.checked_sub(1) else {
                return Err(self.fail(too_many_values(MAX_VALUES)));
            };
            self.again = left;
            match value {
                Json::Array(items) => open.extend(items),
                Json::Object(members) => open.extend(members.values()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Goes into an array or object. Who leaves it by an error does not come back.
    pub(super) fn enter<E: serde::de::Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.fail(too_deep()));
        }
        Ok(())
    }

    /// Comes out of an array or object that was read.
    pub(super) const fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Notes one step on the way out of a failure.
    pub(super) fn step(&mut self, step: impl Into<String>) {
        self.trail.push(step.into());
    }

    /// The JSON pointer to the failure.
    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in self.trail.iter().rev() {
            push_step(&mut pointer, step);
        }
        pointer
    }

    /// The typed error for what ended a walk through a tree, which has no places.
    pub(crate) fn into_error(mut self, error: &serde_json::Error) -> Error {
        let pointer = self.pointer();
        self.failure
            .take()
            .unwrap_or_else(|| Error::new(ErrorKind::Syntax, error.to_string()))
            .with_pointer(pointer)
    }

    /// The text for another serde format, whose own error says where.
    pub(crate) fn describe(&self, error: &impl fmt::Display) -> String {
        let pointer = self.pointer();
        if pointer.is_empty() {
            error.to_string()
        } else {
            format!("{pointer}: {error}")
        }
    }
}

/// Fills one slot from whatever comes.
pub(crate) struct SlotSeed<'s, 'r> {
    slot: Slot<'s>,
    reader: &'r mut Reader,
    /// Null leaves a slot that cannot be null at its default.
    null_as_default: bool,
    holder: Holder,
}

impl<'s, 'r> SlotSeed<'s, 'r> {
    pub(crate) const fn new(slot: Slot<'s>, reader: &'r mut Reader) -> Self {
        Self {
            slot,
            reader,
            null_as_default: false,
            holder: Holder::Other,
        }
    }
}

impl SlotSeed<'_, '_> {
    /// A number of up to 128 bits, which a decimal may hold.
    fn visit_large<E: serde::de::Error>(self, digits: &str) -> Result<(), E> {
        set_slot::set_number(&mut set_slot::present(self.slot), digits)
            .map_err(|error| self.reader.fail(error))
    }
}

impl<'de> DeserializeSeed<'de> for SlotSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if deserializer.is_human_readable() {
            // Such formats say what a value is; a hint would only make them quote it when wrong.
            return deserializer.deserialize_any(self);
        }
        match &self.slot {
            Slot::Bool(_) => deserializer.deserialize_bool(self),
            Slot::Int16(_) | Slot::Int32(_) | Slot::UInt32(_) | Slot::Int64(_) => {
                deserializer.deserialize_i64(self)
            }
            Slot::Double(_) => deserializer.deserialize_f64(self),
            Slot::Entity(_) | Slot::Family(_) | Slot::Dictionary(_) => {
                deserializer.deserialize_map(self)
            }
            Slot::List(_) => deserializer.deserialize_seq(self),
            Slot::Nullable(_) => deserializer.deserialize_option(self),
            Slot::Any(_) => deserializer.deserialize_any(self),
            _ => deserializer.deserialize_str(self),
        }
    }
}

impl<'de> Visitor<'de> for SlotSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(set_slot::expected(&self.slot))
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        set_slot::set_bool(&mut set_slot::present(self.slot), value)
            .map_err(|error| self.reader.fail(error))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        set_slot::set_whole(&mut set_slot::present(self.slot), value)
            .map_err(|error| self.reader.fail(error))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        set_slot::set_unsigned(&mut set_slot::present(self.slot), value)
            .map_err(|error| self.reader.fail(error))
    }

    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<(), E> {
        self.visit_large(&value.to_string())
    }

    fn visit_u128<E: serde::de::Error>(self, value: u128) -> Result<(), E> {
        self.visit_large(&value.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        set_slot::set_double(&mut set_slot::present(self.slot), value)
            .map_err(|error| self.reader.fail(error))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        set_slot::set_text(&mut set_slot::present(self.slot), value)
            .map_err(|error| self.reader.fail(error))
    }

    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<(), E> {
        match set_slot::present(self.slot) {
            Slot::Text(place) => *place = value,
            Slot::Any(place) => *place = value.into(),
            mut other => {
                return set_slot::set_text(&mut other, &value)
                    .map_err(|error| self.reader.fail(error));
            }
        }
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(mut self) -> Result<(), E> {
        set_slot::set_null(&mut self.slot, self.null_as_default)
            .map_err(|error| self.reader.fail(self.holder.advise(error)))
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let slot = match self.slot {
            Slot::Nullable(place) => place.fill(),
            other => other,
        };
        SlotSeed::new(slot, self.reader).deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        self.reader.enter()?;
        match set_slot::present(self.slot) {
            Slot::List(list) => read_list(list, items, self.reader)?,
            Slot::Any(place) => {
                let mut list = Vec::<serde_json::Value>::new();
                read_list(&mut list, items, self.reader)?;
                *place = serde_json::Value::Array(list);
            }
            other => return Err(self.reader.fail(set_slot::mismatch(&other, "an array"))),
        }
        self.reader.leave();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
        self.reader.enter()?;
        match set_slot::present(self.slot) {
            Slot::Entity(entity) if is_notification(entity.entity()) => {
                notification::read(entity, members, self.reader)?;
            }
            Slot::Entity(entity) => read_entity(entity, members, self.reader)?,
            Slot::Family(family) => family::read(family, members, self.reader)?,
            Slot::Dictionary(dictionary) => read_dictionary(dictionary, members, self.reader)?,
            Slot::List(list) if self.reader.lone_items => {
                list.clear();
                SlotSeed::new(list.push(), self.reader).visit_map(members)?;
            }
            Slot::Any(place) => {
                let mut object = set_slot::Object::new(false);
                read_dictionary(&mut object, members, self.reader)?;
                *place = serde_json::Value::Object(object.members);
            }
            other => return Err(self.reader.fail(set_slot::mismatch(&other, "an object"))),
        }
        self.reader.leave();
        Ok(())
    }
}

fn read_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn ListSlot,
    mut items: A,
    reader: &mut Reader,
) -> Result<(), A::Error> {
    list.clear();
    let mut index = 0_usize;
    loop {
        match items.next_element_seed(ItemSeed { list, reader }) {
            Ok(Some(())) => index += 1,
            Ok(None) => return Ok(()),
            Err(error) => {
                reader.step(index.to_string());
                return Err(error);
            }
        }
    }
}

/// Adds an item when one is there.
struct ItemSeed<'l, 'r> {
    list: &'l mut dyn ListSlot,
    reader: &'r mut Reader,
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let seed = SlotSeed {
            holder: Holder::List,
            ..SlotSeed::new(self.list.push(), self.reader)
        };
        seed.deserialize(deserializer)
    }
}

fn read_dictionary<'de, A: MapAccess<'de>>(
    dictionary: &mut dyn DictionarySlot,
    mut members: A,
    reader: &mut Reader,
) -> Result<(), A::Error> {
    dictionary.clear();
    while let Some(key) = members.next_key::<String>()? {
        let slot = match dictionary.insert(&key) {
            Ok(Some(slot)) => slot,
            Ok(None) => {
                let error = reader.fail(Error::new(ErrorKind::Duplicate, "duplicate key"));
                reader.step(step_of(&key));
                return Err(error);
            }
            Err(error) => {
                let error = reader.fail(error);
                reader.step(step_of(&key));
                return Err(error);
            }
        };
        let seed = SlotSeed {
            holder: Holder::Dictionary,
            ..SlotSeed::new(slot, reader)
        };
        if let Err(error) = members.next_value_seed(seed) {
            reader.step(step_of(&key));
            return Err(error);
        }
    }
    Ok(())
}

pub(super) fn read_entity<'de, A: MapAccess<'de>>(
    entity: &mut dyn DynEntity,
    mut members: A,
    reader: &mut Reader,
) -> Result<(), A::Error> {
    let of = entity.entity();
    let mut done = ReadProperties::new(of.properties.len());
    let mut next = 0;
    while let Some(found) = members.next_key_seed(NameSeed { of, next })? {
        let Some((index, slot)) = found.and_then(|index| Some((index, entity.write(index)?)))
        else {
            members.next_value_seed(Skip)?;
            continue;
        };
        let property = of.properties.get(index);
        let null_as_default = property.is_some_and(|property| property.null_as_default);
        let read = if done.insert(index) {
            members.next_value_seed(SlotSeed {
                null_as_default,
                ..SlotSeed::new(slot, reader)
            })
        } else {
            Err(reader.fail(Error::new(ErrorKind::Duplicate, "duplicate property")))
        };
        if let Err(error) = read {
            reader.step(property.map_or("", Property::name));
            return Err(error);
        }
        next = index + 1;
    }
    Ok(())
}

/// Finds a property by its name; the one after the last is tried first.
struct NameSeed {
    of: &'static Entity,
    next: usize,
}

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NameSeed {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Self::Value, E> {
        match self.of.properties.get(self.next) {
            Some(property) if property.name() == name => Ok(Some(self.next)),
            _ => Ok(self.of.position(name)),
        }
    }
}

/// Reads any serde format into a slot; the bridge behind `Deserialize`.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
    slot: Slot<'_>,
    deserializer: D,
) -> Result<(), D::Error> {
    let mut reader = Reader::within(0);
    SlotSeed::new(slot, &mut reader)
        .deserialize(deserializer)
        .map_err(|error| D::Error::custom(reader.describe(&error)))
}
