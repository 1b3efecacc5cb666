//! What the derives' expansion refers to. Not public: it changes without notice.

pub use core::convert::From;
pub use core::default::Default;
pub use core::fmt::{self, Display, Formatter};
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{bool, f64, i16, i32, i64, str, u8, usize};
pub use core::result::Result;
pub use core::str::FromStr;
pub use std::string::String;
pub use std::vec::Vec;

pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use crate::check::{self, Literal};
pub use crate::entities::carrier::{
    FIELD_PROPERTIES, FieldPropertiesType, TABLE_RIGHT, TableRightType,
};
pub use crate::entity::DynEntity;
pub use crate::entity::{Endpoint, Entity, NetServerEntity, OperationKind, Property};
pub use crate::error::Error;
pub use crate::format::serde::{deserialize, serialize, serialize_property};
pub use crate::format::{Decoder, Encoder, MediaType};
pub use crate::inherit::{concat, positions_by_contract, positions_by_name, read_base, write_base};
pub use crate::operation::{self, Operation, Serves};
pub use crate::property::date_class::DateClass;
pub use crate::property::date_time::DateTime;
pub use crate::property::duration::Duration;
pub use crate::property::enumeration::{
    Enumeration, NetServerEnum, ParseEnumError, UnknownVariant, Variant, display, parse, value_of,
};
pub use crate::property::family::{
    Family, FamilySlot, Member, UnknownEntity, entity_of_member, family_of, read_member, selected,
    set_tag, write_member,
};
pub use crate::property::hint::{CarrierField, Instead, KeepsEntity, KeepsUnknown, NotInherited};
pub use crate::property::newtype::{Newtype, dates_of};
pub use crate::property::text_format::TextFormat;
pub use crate::property::{Dates, PropertyType, Slot, Type, Value, entity_type, lend};

/// Where the sixteen values of a block go.
pub type Out<'a, 'b> = &'b mut crate::property::Block<'a>;

/// The slot of a field, if there is one of that number.
pub type Place<'a> = Option<Slot<'a>>;

/// The keys of `#[netserver(..)]` as items, which editors complete and explain.
#[cfg(rust_analyzer)]
pub mod ide {
    webhook_derive::__keys!();
}

/// Stands in for a value where a derive has reported an error; such code is never run.
///
/// # Panics
/// Always.
#[must_use]
pub fn never<T>() -> T {
    unreachable!("the derive has reported an error")
}
