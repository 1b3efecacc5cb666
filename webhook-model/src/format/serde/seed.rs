//! The bridge from serde: one `DeserializeSeed` over any slot, for trees and every serde format.
//!
//! It fills an entity in one pass, with names in any case and any order. The steps to the property of
//! an error are recorded while the walk unwinds, so valid input pays nothing for them.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;

use super::reader::Reader;
use super::skip::Skip;
use super::{family, notification};
use crate::error::{Error, duplicate, step_of};
use crate::format::holder::Holder;
use crate::format::json::notification::is_notification;
use crate::format::read_properties::ReadProperties;
use crate::property::{DictionarySlot, DynEntity, Entity, ListSlot, Property, Slot, set_slot};

/// Fills one slot from any serde value.
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
    /// Sets the slot, or the one inside its nullability.
    fn set<E: serde::de::Error>(
        self,
        set: impl FnOnce(&mut Slot<'_>) -> Result<(), Error>,
    ) -> Result<(), E> {
        set(&mut set_slot::present(self.slot)).map_err(|error| self.reader.fail(error))
    }
}

impl<'de> DeserializeSeed<'de> for SlotSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if deserializer.is_human_readable() {
            // Such formats know the type of a value; a hint would make their errors quote the value.
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
        self.set(|slot| set_slot::set_bool(slot, value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.set(|slot| set_slot::set_whole(slot, value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.set(|slot| set_slot::set_unsigned(slot, value))
    }

    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<(), E> {
        self.set(|slot| set_slot::set_number(slot, &value.to_string()))
    }

    fn visit_u128<E: serde::de::Error>(self, value: u128) -> Result<(), E> {
        self.set(|slot| set_slot::set_number(slot, &value.to_string()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.set(|slot| set_slot::set_double(slot, value))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        self.set(|slot| set_slot::set_text(slot, value))
    }

    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<(), E> {
        self.set(|slot| {
            match slot {
                Slot::Text(place) => **place = value,
                Slot::Any(place) => **place = value.into(),
                other => return set_slot::set_text(other, &value),
            }
            Ok(())
        })
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
                let mut list = Vec::<Json>::new();
                read_list(&mut list, items, self.reader)?;
                *place = Json::Array(list);
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
                *place = Json::Object(object.members);
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

/// Adds an item to a list if there is a next one.
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
            failed => {
                let error = reader.fail(failed.err().unwrap_or_else(|| duplicate("key")));
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
            Err(reader.fail(duplicate("property")))
        };
        if let Err(error) = read {
            reader.step(property.map_or("", Property::name));
            return Err(error);
        }
        next = index + 1;
    }
    Ok(())
}

/// Finds a property by its name; the property after the last one found is tried first.
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
