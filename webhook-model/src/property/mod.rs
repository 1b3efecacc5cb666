//! The property types of NetServer, a file each, and their descriptions as data.
//!
//! The types on the wire are a closed set, [`Type`]. The Rust types for them are open: any type can
//! implement [`PropertyType`]. It names its wire [`Type`], returns its content as a [`Value`], and
//! receives new content through a [`Slot`]. The formats use only values and slots, so adding a Rust
//! type adds no code to a format, and adding a format adds no code per type or entity.
//!
//! A property can be an entity, and an entity is a list of properties: [`Type`], [`Value`], [`Slot`],
//! [`Entity`] and [`Property`] refer to each other, so they are in one folder.

mod access;
mod any;
mod binary;
mod block;
pub(crate) mod bytes;
mod calendar;
pub mod date_class;
pub mod date_time;
#[cfg(feature = "decimal")]
mod decimal;
mod description;
mod dictionary;
pub(crate) mod digits;
pub mod duration;
mod dyn_entity;
pub mod encoded;
mod entity;
pub mod enumeration;
pub mod family;
pub mod flags;
mod list;
mod nested;
pub mod number_range;
mod preset;
mod scalar;
pub(crate) mod scan;
pub mod secret;
pub(crate) mod set_slot;
mod text;
pub mod text_format;

pub use access::{
    DateSlot, DecimalSlot, DecimalValue, Dictionary, DictionarySlot, EntrySink, Key, KeyType, List,
    ListSlot, NullableSlot, Slot, VariantSlot, Visitor,
};
pub use binary::Binary;
pub(crate) use binary::is_binary;
#[doc(hidden)]
pub use block::fill;
pub use block::{BLOCK, Block};
pub use description::Property;
pub use dictionary::DictionaryKey;
pub use dyn_entity::DynEntity;
pub use entity::{Endpoint, Entity, OperationKind};
#[doc(hidden)]
pub use preset::Literal;
pub use secret::Secret;

use crate::property::date_time::DateTime;
use crate::property::duration::Duration;
use crate::property::enumeration::Enumeration;
use crate::property::family::{Family, UnknownEntity};
use crate::property::flags::FlagSet;

/// A type that a property of an entity can have.
///
/// Implemented for the Rust types of NetServer's own types, and by the two derives. A tuple struct of
/// one property type is a property type, too:
///
/// ```
/// use webhook_model::{MediaType, NetServerEntity};
///
/// #[derive(NetServerEntity)]
/// struct SaleId(i32);
///
/// assert_eq!(SaleId(7).encode(MediaType::ApplicationJson)?, b"7");
/// # Ok::<(), webhook_model::Error>(())
/// ```
///
/// A type of your own with one of NetServer's types on the wire and its own rules for the content:
///
/// ```
/// use webhook_model::property::{PropertyType, Slot, Type, Value};
/// use webhook_model::{MediaType, NetServerEntity};
///
/// #[derive(Default)]
/// struct Notes(String);
///
/// impl PropertyType for Notes {
///     const TYPE: Type = Type::Text;
///     fn blank() -> Self { Self::default() }
///     fn value(&self) -> Value<'_> { Value::Text(self.0.trim_end()) }
///     fn slot(&mut self) -> Slot<'_> { Slot::Text(&mut self.0) }
/// }
///
/// #[derive(NetServerEntity)]
/// struct Sale {
///     notes: Notes,
/// }
///
/// let sale = Sale { notes: Notes("sold  ".into()) };
/// assert_eq!(sale.encode(MediaType::ApplicationJson)?, br#"{"Notes":"sold"}"#);
/// # Ok::<(), webhook_model::Error>(())
/// ```
///
/// Such a type has all four items; the compiler reports a missing one when it builds what uses it:
///
/// ```compile_fail,E0080
/// use webhook_model::property::{PropertyType, Slot, Type, Value};
///
/// struct Notes(String);
///
/// impl PropertyType for Notes {
///     const TYPE: Type = Type::Text;
///     fn blank() -> Self { Self(String::new()) }
///     fn value(&self) -> Value<'_> { Value::Text(&self.0) }
/// }
///
/// #[derive(webhook_model::NetServerEntity)]
/// struct Sale {
///     notes: Notes,
/// }
/// Sale::create_default().encode(webhook_model::MediaType::ApplicationJson);
/// ```
///
/// ```
/// use webhook_model::property::{PropertyType, Type};
///
/// assert!(matches!(<i32 as PropertyType>::TYPE, Type::Int32));
/// assert!(matches!(<Option<String> as PropertyType>::TYPE, Type::Nullable(Type::Text)));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that a NetServer property can have",
    label = "not a NetServer property type",
    note = "if `{Self}` is a struct of yours, add `#[derive(NetServerEntity)]` to it; if it is an enum, `#[derive(NetServerEnum)]`; if its variants are flags, write `Flags<{Self}>`",
    note = "NetServer has i16, i32, u32, i64, f64, bool, String, Secret, Vec<u8>, serde_json::Value, and rust_decimal::Decimal with the feature `decimal`",
    note = "dates and durations are webhook_model::DateTime and Duration, or chrono's DateTime, NaiveDateTime, NaiveDate and TimeDelta",
    note = "around them Option<T>, Vec<T>, Box<T>, and BTreeMap<K, T> or HashMap<K, T> with the keys String, i32 or DateTime; `str` is a `String`, and `[T]` a `Vec<T>`"
)]
pub trait PropertyType: Sized + 'static {
    /// What the property is on the wire.
    const TYPE: Type = Self::DERIVED.ty;

    /// What the derive of an entity writes instead of `TYPE`, `blank`, `value` and `slot`.
    #[doc(hidden)]
    const DERIVED: Derived<Self> =
        panic!("a property type has `TYPE`, `blank`, `value` and `slot`; write the missing ones");

    /// Whether the content must never show in text: true for [`Secret`].
    const SECRET: bool = false;

    /// Which dates the type can hold.
    #[doc(hidden)]
    const DATES: Dates = Dates::Any;

    /// A property of the type, without a name. The derives refer to it through the trait, so that a
    /// wrong type is only an error about the type.
    #[doc(hidden)]
    const NEW: Property = Property::new::<Self>("");

    /// The content of a property that is not set: .NET's default of the type.
    #[inline]
    #[must_use]
    fn blank() -> Self {
        (Self::DERIVED.blank)()
    }

    /// The content of `#[netserver(default = ..)]`, which has been checked.
    #[doc(hidden)]
    #[must_use]
    fn preset(literal: &Literal) -> Self {
        let mut preset = Self::blank();
        preset::put(&mut preset.slot(), literal);
        preset
    }

    /// The content, borrowed by a writer.
    #[inline]
    fn value(&self) -> Value<'_> {
        (Self::DERIVED.value)(self)
    }

    /// Where a reader puts new content.
    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        (Self::DERIVED.slot)(self)
    }
}

/// What an entity is as a property: functions of the runtime, so that the compiler need not check some for each
/// entity.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Derived<T> {
    pub(crate) ty: Type,
    pub(crate) blank: fn() -> T,
    pub(crate) value: fn(&T) -> Value<'_>,
    pub(crate) slot: fn(&mut T) -> Slot<'_>,
}

/// Which dates a type can hold, for checks of dates in source code.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// With an offset or without.
    Any,
    /// With an offset only: an instant.
    WithOffset,
    /// Without an offset only.
    WithoutOffset,
    /// A day, at midnight.
    Day,
}

/// The type of a property on the wire, from the vendor's list of types.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Type {
    /// `true` or `false`.
    Bool,
    /// 16-bit signed number.
    Int16,
    /// 32-bit signed number.
    Int32,
    /// 32-bit unsigned number.
    UInt32,
    /// 64-bit signed number.
    Int64,
    /// IEEE 754 double.
    Double,
    /// .NET's decimal: 28 digits, without the rounding of a double.
    Decimal,
    /// Text, UTF-8 in memory.
    Text,
    /// Bytes, base64 on the wire (RFC 4648 section 4).
    Bytes,
    /// Date and time of 100 ns ticks, with an offset, `Z` or neither.
    DateTime,
    /// A duration: .NET's `TimeSpan`.
    Duration,
    /// Any JSON value.
    Any,
    /// One name of an enum.
    Enum(&'static Enumeration),
    /// Any number of an enum's names at once.
    Flags(&'static Enumeration),
    /// An entity; a function, because an entity may contain itself.
    Entity(fn() -> &'static Entity),
    /// One of several entities, distinguished by a property.
    Family(fn() -> &'static Family),
    /// Items of one type, in order.
    List(&'static Type),
    /// Keys with values of one type.
    Dictionary(KeyType, &'static Type),
    /// The inner type, or null.
    Nullable(&'static Type),
}

impl Type {
    /// The type without its nullability.
    ///
    /// ```
    /// use webhook_model::property::{PropertyType, Type};
    ///
    /// assert!(matches!(<Option<i32> as PropertyType>::TYPE.required(), Type::Int32));
    /// ```
    #[must_use]
    pub const fn required(self) -> Self {
        let mut inner = self;
        while let Self::Nullable(next) = inner {
            inner = *next;
        }
        inner
    }

    /// Whether null is a value of the type.
    #[must_use]
    pub const fn is_nullable(self) -> bool {
        matches!(self, Self::Nullable(_))
    }

    /// The type for messages: `a string`, `an int32`.
    pub(crate) const fn expected(self) -> &'static str {
        match self {
            Self::Bool => "true or false",
            Self::Int16 => "an int16",
            Self::Int32 => "an int32",
            Self::UInt32 => "a uint32",
            Self::Int64 => "an int64",
            Self::Double | Self::Decimal => "a number",
            Self::Text => "a string",
            Self::Bytes => "a string of base64",
            Self::DateTime => "a date-time string such as \"2024-02-29T12:00:00Z\"",
            Self::Duration => "a duration string such as \"01:30:00\"",
            Self::Any => "a JSON value",
            Self::Enum(_) | Self::Flags(_) => "an enum name or number",
            Self::Entity(_) | Self::Family(_) => "an object",
            Self::List(_) => "an array",
            Self::Dictionary(..) => "an object of keys and values",
            Self::Nullable(inner) => inner.expected(),
        }
    }
}

/// The content of a property, borrowed by a writer: 24 bytes, no allocation.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Value<'a> {
    /// JSON `null`, XML `i:nil`.
    Null,
    /// A boolean.
    Bool(bool),
    /// Any of the whole numbers.
    Int(i64),
    /// A double, also NaN and the infinities.
    Double(f64),
    /// A decimal.
    Decimal(&'a dyn DecimalValue),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A date and time.
    DateTime(DateTime),
    /// A duration.
    Duration(Duration),
    /// An enum's wire name.
    Name(&'a str),
    /// A number of an enum that has no name.
    Number(i32),
    /// A set of flags, with the names that they may have.
    Flags(&'a FlagSet, &'static Enumeration),
    /// Any JSON value.
    Any(&'a serde_json::Value),
    /// An entity.
    Entity(&'a dyn DynEntity),
    /// A member of a family that is kept whole.
    Unknown(&'a UnknownEntity),
    /// A list.
    List(&'a dyn List),
    /// A dictionary.
    Dictionary(&'a dyn Dictionary),
}
