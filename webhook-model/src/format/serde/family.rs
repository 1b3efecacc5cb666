//! A member of a family: its tag may occur anywhere, so the object is first read into a tree and then
//! into the member that the tag names.

use serde::de::value::MapDeserializer;
use serde::de::{Error as _, MapAccess, Visitor as _};
use serde_json::Value as Json;

use super::reader::Reader;
use super::seed::SlotSeed;
use crate::error::{duplicate, step_of};
use crate::property::Slot;
use crate::property::family::{FamilySlot, no_member};

/// Reads one member of a family.
pub(super) fn read<'de, A: MapAccess<'de>>(
    slot: &mut dyn FamilySlot,
    members: A,
    reader: &mut Reader,
) -> Result<(), A::Error> {
    let members = collect(members, reader)?;
    let family = slot.family();
    let tag = members
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(family.tag));
    let position = tag.and_then(|(_, tag)| family.position_of_value(tag));
    if let Some(entity) = position.and_then(|position| slot.select(position)) {
        let members = MapDeserializer::<_, serde_json::Error>::new(members.iter().map(borrowed));
        // The same object is read again, not one inside it.
        reader.leave();
        reader.families += 1;
        SlotSeed::new(Slot::Entity(entity), reader)
            .visit_map(members)
            .map_err(A::Error::custom)?;
        reader.families -= 1;
        return reader.enter();
    }
    match slot.unknown() {
        Some(unknown) => {
            unknown.type_name = None;
            unknown.members = members;
            Ok(())
        }
        None => Err(reader.fail(no_member(family))),
    }
}

// Not a closure, whose type would depend on that of the members, without end.
fn borrowed((name, value): &(String, Json)) -> (&str, &Json) {
    (name, value)
}

fn collect<'de, A: MapAccess<'de>>(
    mut members: A,
    reader: &mut Reader,
) -> Result<Vec<(String, Json)>, A::Error> {
    let mut all: Vec<(String, Json)> = Vec::new();
    let mut names = std::collections::HashSet::new();
    while let Some(name) = members.next_key::<String>()? {
        let mut value = Json::Null;
        let read = if names.insert(name.to_ascii_lowercase()) {
            members.next_value_seed(SlotSeed::new(Slot::Any(&mut value), reader))
        } else {
            Err(reader.fail(duplicate("property")))
        };
        let read = read.and_then(|()| {
            if reader.families > 0 {
                reader.again(&value)
            } else {
                Ok(())
            }
        });
        if let Err(error) = read {
            reader.step(step_of(&name));
            return Err(error);
        }
        all.push((name, value));
    }
    Ok(all)
}
