//! The runtime behind the derive's impls of a family. A family is encoded as the entity that it contains,
//! with the tag of the variant instead of the entity's own value.

use crate::property::family::{Family, FamilySlot};
use crate::property::set_slot::{present, set_text};
use crate::property::{BLOCK, Block, DynEntity, Entity, PropertyType, Slot, Type, Value};

/// The entity as data; `otherwise` for an unknown member, which is not an entity.
#[must_use]
pub fn entity_of_member(family: &dyn FamilySlot, otherwise: &'static Entity) -> &'static Entity {
    family
        .member()
        .map_or(otherwise, |(_, member)| member.entity())
}

/// Writes a block of the member's properties into `out`.
pub fn read_member<'a>(family: &'a dyn FamilySlot, block: usize, out: &mut Block<'a>) {
    let Some((position, member)) = family.member() else {
        return;
    };
    member.read(block, out);
    let of = member.entity();
    let Some(index) = of.position(family.family().tag) else {
        return;
    };
    let place = index.checked_sub(block.saturating_mul(BLOCK));
    let place = place.and_then(|place| out.get_mut(place));
    if let (Some(place), Some(property)) = (place, of.properties.get(index)) {
        let tag = family.family().tag_of(position);
        match property.ty.required() {
            Type::Enum(of) => {
                let variant = of.position(tag).and_then(|index| of.variants.get(index));
                *place = Value::Name(variant.map_or(tag, |variant| variant.name));
            }
            Type::Text => *place = Value::Text(tag),
            // The derive rejects other tags.
            _ => {}
        }
    }
}

/// The slot of one of the member's properties.
pub fn write_member(family: &mut dyn FamilySlot, index: usize) -> Option<Slot<'_>> {
    family.current()?.write(index)
}

/// The new member at a position, with its tag.
pub fn selected(slot: &mut dyn FamilySlot, position: usize) -> Option<&mut dyn DynEntity> {
    let family = slot.family();
    let entity = slot.current()?;
    set_tag(entity, family, position);
    Some(entity)
}

/// The family of a type.
#[must_use]
pub fn family_of<T: PropertyType>() -> &'static Family {
    const NONE: &Family = &Family::new("", "", &[]);
    match T::TYPE {
        Type::Family(of) => of(),
        _ => NONE,
    }
}

/// Sets the tag of a member to that of its position in the family.
pub fn set_tag(entity: &mut dyn DynEntity, family: &Family, position: usize) {
    let tag = family.tag_of(position);
    let slot = entity
        .entity()
        .position(family.tag)
        .and_then(|index| entity.write(index));
    if let Some(slot) = slot {
        // If the property cannot hold the tag, the declaration is wrong, and the value stays.
        let _ = set_text(&mut present(slot), tag);
    }
}
