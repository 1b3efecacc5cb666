//! The body of a notification from a serde format. Its members can be read only once, so they are kept
//! until all names are known.

use serde::de::value::MapDeserializer;
use serde::de::{Error as _, MapAccess};
use serde_json::Value as Json;

use super::reader::Reader;
use super::seed::{SlotSeed, read_entity};
use crate::error::step_of;
use crate::format::json::notification::Exact;
use crate::property::DynEntity;
use crate::property::Slot;

/// Reads the members of a notification.
pub(super) fn read<'de, A: MapAccess<'de>>(
    entity: &mut dyn DynEntity,
    mut members: A,
    reader: &mut Reader,
) -> Result<(), A::Error> {
    let of = entity.entity();
    let mut exact = Exact::none_of(of);
    let mut all: Vec<(String, Json)> = Vec::new();
    while let Some(name) = members.next_key::<String>()? {
        let mut value = Json::Null;
        if let Err(error) = members.next_value_seed(SlotSeed::new(Slot::Any(&mut value), reader)) {
            reader.step(step_of(&name));
            return Err(error);
        }
        exact.add(of, &name);
        all.push((name, value));
    }
    all.retain(|(name, _)| exact.property(of, name).is_some());
    let members = MapDeserializer::<_, serde_json::Error>::new(all.into_iter());
    read_entity(entity, members, reader).map_err(A::Error::custom)
}
