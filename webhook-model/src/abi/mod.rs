//! The items that expansions of the derives refer to: the only contract between the two crates.
//!
//! An expansion contains only items of this module, and the attributes, types and expressions of its
//! user. Items that only expansions use are defined here: the checks at compile time, the traits for
//! messages about wrong types, the properties of bases, and the bodies of the impls of enums and
//! families. Other items are re-exported.
//!
//! The derive and the runtime have the same version: this crate depends on exactly that version of
//! `webhook-derive`, and the name of the module in the root of the crate ends in the version. An
//! expansion for another version of the runtime, which `#[netserver(crate = ..)]` allows, is one error:
//! the name is not found. So this module may change in any version.
//!
//! The built-in entities are expansions, too. They are the only items below this module that use it.

mod body;
pub mod check;
mod diagnostics;
mod enumeration;
mod fallback;
mod family;
mod inherit;
mod newtype;

// These names may have another meaning in the user's scope.
pub use core::convert::{From, TryFrom};
pub use core::default::Default;
pub use core::fmt::{self, Display, Formatter};
pub use core::ops::{BitAnd, BitOr, Sub};
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{bool, f64, i16, i32, i64, str, u8, u16, u32, usize};
pub use core::result::Result;
pub use core::str::FromStr;
pub use std::string::String;
pub use std::vec::Vec;

pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use self::body::{decode, encode};
pub use self::diagnostics::{
    BaseEntity, CarrierField, Instead, KeepsEntity, KeepsUnknown, MemberEntity, NotInherited,
};
pub use self::enumeration::{
    display, enum_impls, from_number, number, parse, try_number, value_of,
};
pub use self::fallback::{BROKEN, Fallback, Of};
pub use self::family::{entity_of_member, family_of, read_member, selected, set_tag, write_member};
pub use self::inherit::{
    concat, named, positions_by_contract, positions_by_name, read_base, write_base,
};
pub use self::newtype::{Newtype, dates_of};
pub use crate::entities::carrier::{
    FIELD_PROPERTIES, FieldPropertiesType, TABLE_RIGHT, TableRightType,
};
pub use crate::entity::operation::{self, Operation, Serves};
pub use crate::entity::{
    DynEntity, Endpoint, Entity, NetServerEntity, OperationKind, Property, created, derived,
};
pub use crate::error::Error;
pub use crate::format::serde::{deserialize, serialize, serialize_property};
pub use crate::format::{Decoder, Encoder, MediaType};
pub use crate::property::date_class::DateClass;
pub use crate::property::date_time::DateTime;
pub use crate::property::duration::Duration;
pub use crate::property::enumeration::{
    EnumNumberError, Enumeration, NetServerEnum, ParseEnumError, UnknownVariant, Variant,
};
pub use crate::property::family::{Family, FamilySlot, Member, UnknownEntity};
pub use crate::property::flags::Flags;
pub use crate::property::text_format::TextFormat;
pub use crate::property::{Dates, Derived, Literal, PropertyType, Slot, Type, Value, fill};

/// The destination for the sixteen values of a block.
pub type Out<'a, 'b> = &'b mut crate::property::Block<'a>;

/// The slot of a field, or `None` past the last field.
pub type Place<'a> = Option<Slot<'a>>;

/// The keys of `#[netserver(..)]` as items, for completion and documentation in editors.
#[cfg(rust_analyzer)]
pub mod ide {
    webhook_derive::__keys!();
}

/// Replaces a value where a derive has reported an error. Such code is never run.
///
/// # Panics
/// Always.
#[must_use]
pub fn never<T>() -> T {
    unreachable!("the derive has reported an error")
}
