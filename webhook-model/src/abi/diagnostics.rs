//! Traits that give the compiler's messages about wrong types: every correct type implements them,
//! and the message for a type that does not is their only purpose.

use crate::entities::carrier::{Carrier, FieldPropertiesType, TableRightType};
use crate::entity::{Entity, NetServerEntity};
use crate::property::enumeration::UnknownVariant;
use crate::property::family::UnknownEntity;
use crate::property::{Literal, Property, PropertyType, Slot, Value};

/// The items of [`PropertyType`] that the expansion uses, for a trait that replaces it: the message of
/// that trait is then the only error for a wrong type.
macro_rules! property_type_items {
    () => {
        #[doc(hidden)]
        const NEW: Property;
        #[doc(hidden)]
        fn blank() -> Self;
        #[doc(hidden)]
        fn preset(literal: &Literal) -> Self;
        #[doc(hidden)]
        fn value(&self) -> Value<'_>;
        #[doc(hidden)]
        fn slot(&mut self) -> Slot<'_>;
    };
}

/// The same items, of a property type `T`.
macro_rules! same_as_property_type {
    () => {
        const NEW: Property = <T as PropertyType>::NEW;

        fn blank() -> Self {
            PropertyType::blank()
        }

        fn preset(literal: &Literal) -> Self {
            PropertyType::preset(literal)
        }

        fn value(&self) -> Value<'_> {
            PropertyType::value(self)
        }

        fn slot(&mut self) -> Slot<'_> {
            PropertyType::slot(self)
        }
    };
}

/// Every property type, for a field whose type is spelled like one that NetServer does not have:
/// `Part` is the type in the source, `Other` the one to write.
///
/// ```compile_fail,E0277
/// #[derive(webhook_model::NetServerEntity)]
/// struct Contact {
///     // The message says to write `i64`.
///     contact_id: u64,
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "NetServer has no `{Part}`; write `{Other}`",
    label = "write `{Other}` in its place",
    note = "NetServer's types are i16, i32, u32, i64, f64, bool, String, Vec<u8>, dates, durations, enums and entities; `Option`, `Vec` and `BTreeMap` of them"
)]
pub trait Instead<Part: ?Sized, Other>: Sized {
    property_type_items!();
}

#[diagnostic::do_not_recommend]
impl<T: PropertyType, Part: ?Sized, Other> Instead<Part, Other> for T {
    same_as_property_type!();
}

/// Every property type, for a field whose type is spelled like the base carrier, which is not a
/// property type.
///
/// ```compile_fail,E0277
/// #[derive(webhook_model::NetServerEntity)]
/// struct Contact {
///     // The message says to add `#[netserver(carrier)]` to the struct.
///     carrier: webhook_model::Carrier,
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is what an entity inherits, and no property of it",
    label = "not a property",
    note = "add `#[netserver(carrier)]` to the struct, and name this field `carrier`",
    note = "if `{Self}` is a struct of yours, add `#[derive(NetServerEntity)]` to it"
)]
pub trait NotInherited: Sized {
    property_type_items!();
}

#[diagnostic::do_not_recommend]
impl<T: PropertyType> NotInherited for T {
    same_as_property_type!();
}

/// The type of the field with `#[netserver(base)]`.
///
/// ```compile_fail,E0277
/// #[derive(webhook_model::NetServerEntity)]
/// struct Contact {
///     // The message says what a base is.
///     #[netserver(base)]
///     base: webhook_model::DateTime,
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity that another can inherit from",
    label = "not a struct with `#[derive(NetServerEntity)]`",
    note = "if `{Self}` is a struct of yours, add `#[derive(NetServerEntity)]` to it",
    note = "if it is a family, write the entity that its members inherit from: a family has no properties of its own"
)]
pub trait BaseEntity {
    /// The entity as data.
    const ENTITY: &'static Entity;
}

#[diagnostic::do_not_recommend]
impl<T: NetServerEntity> BaseEntity for T {
    const ENTITY: &'static Entity = T::ENTITY;
}

/// The type in a variant of a family.
///
/// ```compile_fail,E0277
/// #[derive(webhook_model::NetServerEntity)]
/// #[netserver(tag = "Kind")]
/// enum Shape {
///     // The message says what a member is.
///     Circle(webhook_model::DateTime),
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity, so it cannot be a member of a family",
    label = "not a struct with `#[derive(NetServerEntity)]`",
    note = "if `{Self}` is a struct of yours, add `#[derive(NetServerEntity)]` to it",
    note = "if it is a family, write its members as variants of this one"
)]
pub trait MemberEntity {
    /// The entity as data.
    const ENTITY: &'static Entity;
}

#[diagnostic::do_not_recommend]
impl<T: NetServerEntity> MemberEntity for T {
    const ENTITY: &'static Entity = T::ENTITY;
}

/// The type in the variant with `#[netserver(other)]` of an enum.
///
/// ```
/// use webhook_model::{NetServerEnum, UnknownVariant};
///
/// #[derive(NetServerEnum)]
/// #[repr(i32)]
/// enum State {
///     Open = 0,
///     #[netserver(other)]
///     Other(UnknownVariant),
/// }
/// # let _ = [State::Open, State::Other(UnknownVariant::from_number(7))];
/// ```
#[diagnostic::on_unimplemented(
    message = "what an enum does not know is kept in an `UnknownVariant`, not in `{Self}`",
    label = "write `webhook_model::UnknownVariant`"
)]
pub trait KeepsUnknown {
    /// Wraps an unknown value.
    fn keep(unknown: UnknownVariant) -> Self;
    /// The unknown value.
    fn kept(&self) -> &UnknownVariant;
}

#[diagnostic::do_not_recommend]
impl KeepsUnknown for UnknownVariant {
    fn keep(unknown: UnknownVariant) -> Self {
        unknown
    }

    fn kept(&self) -> &UnknownVariant {
        self
    }
}

/// The type in the variant with `#[netserver(other)]` of a family.
///
/// ```
/// use webhook_model::KeepsEntity;
///
/// assert!(<webhook_model::UnknownEntity as KeepsEntity>::empty().members.is_empty());
/// ```
#[diagnostic::on_unimplemented(
    message = "a member that a family does not know is kept in an `UnknownEntity`, not in `{Self}`",
    label = "write `webhook_model::UnknownEntity`"
)]
pub trait KeepsEntity {
    /// An unknown member without properties.
    fn empty() -> Self;
    /// The unknown member.
    fn kept(&self) -> &UnknownEntity;
    /// The unknown member, for a reader.
    fn kept_mut(&mut self) -> &mut UnknownEntity;
}

#[diagnostic::do_not_recommend]
impl KeepsEntity for UnknownEntity {
    fn empty() -> Self {
        Self::default()
    }

    fn kept(&self) -> &UnknownEntity {
        self
    }

    fn kept_mut(&mut self) -> &mut UnknownEntity {
        self
    }
}

/// The type of the field `carrier`.
///
/// ```
/// use webhook_model::Carrier;
/// use webhook_model::CarrierField;
///
/// let mut carrier = Carrier::default();
/// assert!(carrier.parts().0.is_none());
/// ```
#[diagnostic::on_unimplemented(
    message = "what an entity inherits is held in a `Carrier`, not in `{Self}`",
    label = "write `webhook_model::Carrier`",
    note = "the entity has `#[netserver(carrier)]`: its field `carrier` holds `TableRight` and `FieldProperties`"
)]
pub trait CarrierField: Sized {
    /// The field of a new entity.
    fn without_parts() -> Self;
    /// The two properties, for a writer.
    fn parts(&self) -> (&TableRightType, &FieldPropertiesType);
    /// The two properties, for a reader.
    fn parts_mut(&mut self) -> (&mut TableRightType, &mut FieldPropertiesType);
}

#[diagnostic::do_not_recommend]
impl CarrierField for Carrier {
    fn without_parts() -> Self {
        Self::default()
    }

    fn parts(&self) -> (&TableRightType, &FieldPropertiesType) {
        (&self.table_right, &self.field_properties)
    }

    fn parts_mut(&mut self) -> (&mut TableRightType, &mut FieldPropertiesType) {
        (&mut self.table_right, &mut self.field_properties)
    }
}
