//! What the derives' expansion calls. Each is short there, since a crate has hundreds of entities.

use crate::check::Literal;
use crate::entity::NetServerEntity;
use crate::error::Error;
use crate::format::{Decoder, Encoder, MediaType};
use crate::property::{PropertyType, Slot, Type, Value};

/// The content of a property that nobody has set.
#[inline]
#[must_use]
pub fn blank<T: PropertyType>() -> T {
    T::blank()
}

/// The content that `#[netserver(default = ..)]` says.
#[must_use]
pub fn preset<T: PropertyType>(literal: &Literal) -> T {
    T::preset(literal)
}

/// The content of a field, lent to a writer.
#[inline]
pub fn value<T: PropertyType>(field: &T) -> Value<'_> {
    field.value()
}

/// Where a reader puts a field's new content.
#[inline]
pub fn slot<T: PropertyType>(field: &mut T) -> Slot<'_> {
    field.slot()
}

/// What an entity is as a property.
#[must_use]
pub const fn entity_type<T: NetServerEntity>() -> Type {
    Type::Entity(|| T::ENTITY)
}

/// A new entity with its default values.
#[must_use]
pub fn create<T: NetServerEntity>() -> T {
    T::create_default()
}

/// Writes an entity, or a member of a family.
///
/// # Errors
/// As [`Encoder::encode`].
pub fn encode<T: PropertyType>(value: &T, media_type: MediaType) -> Result<Vec<u8>, Error> {
    Encoder::new(media_type).encode(value)
}

/// Reads an entity, or a member of a family.
///
/// # Errors
/// As [`Decoder::decode`].
pub fn decode<T: PropertyType>(media_type: MediaType, body: &[u8]) -> Result<T, Error> {
    Decoder::new(media_type).decode(body)
}
