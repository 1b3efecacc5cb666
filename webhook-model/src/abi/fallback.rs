//! Functions for a type that may be of the wrong kind.
//!
//! The compiler checks each constant and function by itself, and reports a wrong type once in each.
//! So an expansion requires the right kind in one place, and everywhere else uses [`Of`], which takes
//! any type: for a type of the right kind its functions are inherent, and the compiler prefers them to
//! those of [`Fallback`], which are never run.

use std::marker::PhantomData;

use super::diagnostics::{CarrierField, KeepsEntity, KeepsUnknown};
use super::never;
use crate::entities::WebhookPayload;
use crate::entities::carrier::{FieldPropertiesType, TableRightType};
use crate::entity::{DynEntity, Entity, NetServerEntity, Property};
use crate::property::enumeration::{Enumeration, UnknownVariant};
use crate::property::family::UnknownEntity;
use crate::property::{Literal, PropertyType, Slot, Type, Value};

/// The type of a property whose declaration has an error. Checks ignore it.
pub const BROKEN: Type = Type::Enum(&Enumeration::new("", &[]));

/// A property of such a type.
const UNTYPED: Property = Property {
    ty: BROKEN,
    ..<i32 as PropertyType>::NEW
};

/// An entity whose declaration has an error.
const NAMELESS: &Entity = &Entity::new::<WebhookPayload>("", &[], &[]);

/// A type, right or wrong.
#[derive(Debug)]
pub struct Of<T>(PhantomData<T>);

impl<T: PropertyType> Of<T> {
    /// The property, without a name.
    pub const NEW: Property = T::NEW;

    /// The value of a property that is not set.
    #[inline]
    #[must_use]
    pub fn blank() -> T {
        T::blank()
    }

    /// The value of a default.
    #[inline]
    #[must_use]
    pub fn preset(literal: &Literal) -> T {
        T::preset(literal)
    }

    /// The content.
    #[inline]
    pub fn value(of: &T) -> Value<'_> {
        of.value()
    }

    /// Where new content goes.
    #[inline]
    pub fn slot(of: &mut T) -> Slot<'_> {
        of.slot()
    }
}

impl<T: NetServerEntity> Of<T> {
    /// The entity as data.
    pub const ENTITY: &'static Entity = T::ENTITY;

    /// The entity with its default values.
    #[inline]
    #[must_use]
    pub fn create_default() -> T {
        T::create_default()
    }

    /// The entity without its type, for a writer.
    #[inline]
    pub fn lend(of: &T) -> &dyn DynEntity {
        of.lend()
    }

    /// The entity without its type, for a reader.
    #[inline]
    pub fn lend_mut(of: &mut T) -> &mut dyn DynEntity {
        of.lend_mut()
    }
}

impl<T: CarrierField> Of<T> {
    /// The two properties, for a writer.
    #[inline]
    pub fn parts(of: &T) -> (&TableRightType, &FieldPropertiesType) {
        of.parts()
    }

    /// The two properties, for a reader.
    #[inline]
    pub fn parts_mut(of: &mut T) -> (&mut TableRightType, &mut FieldPropertiesType) {
        of.parts_mut()
    }
}

impl<T: KeepsUnknown> Of<T> {
    /// The unknown value of an enum.
    #[inline]
    pub fn kept(of: &T) -> &UnknownVariant {
        of.kept()
    }
}

impl<T: KeepsEntity> Of<T> {
    /// An unknown member without properties.
    #[inline]
    #[must_use]
    pub fn empty() -> T {
        T::empty()
    }

    /// The unknown member of a family.
    #[inline]
    pub fn kept_entity(of: &T) -> &UnknownEntity {
        of.kept()
    }

    /// The unknown member, for a reader.
    #[inline]
    pub fn kept_mut(of: &mut T) -> &mut UnknownEntity {
        of.kept_mut()
    }
}

/// The functions and constants of [`Of`] for a wrong type.
// Each item replaces the inherent one of its name; only expansions call it.
#[allow(missing_docs, clippy::must_use_candidate)]
pub trait Fallback<T> {
    /// Used by expansions, so that the import of the trait is not unused.
    type Imported;

    const NEW: Property = UNTYPED;
    const ENTITY: &'static Entity = NAMELESS;

    fn blank() -> T {
        never()
    }

    fn preset(_: &Literal) -> T {
        never()
    }

    fn value(_: &T) -> Value<'_> {
        never()
    }

    fn slot(_: &mut T) -> Slot<'_> {
        never()
    }

    fn create_default() -> T {
        never()
    }

    fn lend(_: &T) -> &dyn DynEntity {
        never()
    }

    fn lend_mut(_: &mut T) -> &mut dyn DynEntity {
        never()
    }

    fn parts(_: &T) -> (&TableRightType, &FieldPropertiesType) {
        never()
    }

    fn parts_mut(_: &mut T) -> (&mut TableRightType, &mut FieldPropertiesType) {
        never()
    }

    fn kept(_: &T) -> &UnknownVariant {
        never()
    }

    fn empty() -> T {
        never()
    }

    fn kept_entity(_: &T) -> &UnknownEntity {
        never()
    }

    fn kept_mut(_: &mut T) -> &mut UnknownEntity {
        never()
    }
}

impl<T> Fallback<T> for Of<T> {
    type Imported = ();
}
