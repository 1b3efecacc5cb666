//! The interfaces between the formats and the property types: slots for readers, collections for
//! writers.

use std::fmt;

use crate::error::Error;
use crate::property::DynEntity;
use crate::property::date_time::DateTime;
use crate::property::duration::Duration;
use crate::property::enumeration::Enumeration;
use crate::property::family::FamilySlot;
use crate::property::flags::FlagSet;
use crate::property::{Block, Value};

/// The slot of a property, where a reader puts its new content.
#[non_exhaustive]
pub enum Slot<'a> {
    /// A boolean.
    Bool(&'a mut bool),
    /// A 16-bit number.
    Int16(&'a mut i16),
    /// A 32-bit number.
    Int32(&'a mut i32),
    /// A 32-bit unsigned number.
    UInt32(&'a mut u32),
    /// A 64-bit number.
    Int64(&'a mut i64),
    /// A double.
    Double(&'a mut f64),
    /// A decimal.
    Decimal(&'a mut dyn DecimalSlot),
    /// Text.
    Text(&'a mut String),
    /// Bytes.
    Bytes(&'a mut Vec<u8>),
    /// A date and time, held in any of the types that can hold one.
    DateTime(&'a mut dyn DateSlot<DateTime>),
    /// A duration.
    Duration(&'a mut dyn DateSlot<Duration>),
    /// One name or number of an enum.
    Variant(&'a mut dyn VariantSlot),
    /// A set of flags.
    Flags(&'a mut FlagSet, &'static Enumeration),
    /// Any JSON value.
    Any(&'a mut serde_json::Value),
    /// An entity.
    Entity(&'a mut dyn DynEntity),
    /// One of several entities.
    Family(&'a mut dyn FamilySlot),
    /// A list.
    List(&'a mut dyn ListSlot),
    /// A dictionary.
    Dictionary(&'a mut dyn DictionarySlot),
    /// The inner slot, or null.
    Nullable(&'a mut dyn NullableSlot),
    /// No value can be stored here.
    Nothing,
}

impl fmt::Debug for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slot")
    }
}

/// Called with the slot of each existing value, to change it in place.
pub type Visitor<'v> = dyn FnMut(Slot<'_>) + 'v;

/// Stores a parsed date or duration in any of the types that can hold one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` takes no `{T}`",
    label = "not a property type of this kind",
    note = "use webhook_model::DateTime or Duration, or one of chrono's types"
)]
pub trait DateSlot<T> {
    /// The value that is held.
    fn get(&self) -> T;
    /// Stores the value.
    ///
    /// # Errors
    /// A value that the holding type cannot keep, for example an offset in a `NaiveDateTime`.
    fn set(&mut self, value: T) -> Result<(), Error>;
}

/// A decimal, for encoding.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a decimal",
    label = "not a property type of this kind",
    note = "use rust_decimal::Decimal, with the feature `decimal`"
)]
pub trait DecimalValue {
    /// The digits, without superfluous zeros.
    fn text(&self) -> String;
}

/// A decimal, for decoding.
#[diagnostic::on_unimplemented(
    message = "`{Self}` takes no decimal",
    label = "not a property type of this kind",
    note = "use rust_decimal::Decimal, with the feature `decimal`"
)]
pub trait DecimalSlot {
    /// Parses a number, with or without an exponent; false if it is not a number, or if the decimal
    /// cannot hold it exactly.
    fn set(&mut self, text: &str) -> bool;
}

/// Stores an enum's name or number.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a NetServer enum",
    label = "not a property type of this kind",
    note = "write an enum with `#[derive(NetServerEnum)]`, or add the derive to `{Self}` if it is one"
)]
pub trait VariantSlot {
    /// The enum's names and numbers.
    fn enumeration(&self) -> &'static Enumeration;
    /// Stores the variant at `index` of the enumeration.
    fn set(&mut self, index: usize);
    /// Stores a name that the enum does not have; false if the enum cannot keep one.
    fn set_unknown_name(&mut self, name: &str) -> bool;
    /// Stores a number that the enum does not have; false if the enum cannot keep one.
    fn set_unknown_number(&mut self, number: i32) -> bool;
}

/// A property that may be null.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no null",
    label = "not a property type of this kind",
    note = "use `Option`"
)]
pub trait NullableSlot {
    /// Sets the property to null.
    fn set_null(&mut self);
    /// Makes sure that there is a value and returns its slot. The value is blank, except that a text or a
    /// list may still have its old content, which a reader replaces.
    fn fill(&mut self) -> Slot<'_>;
    /// Visits the value, if there is one.
    fn visit(&mut self, visitor: &mut Visitor<'_>);
}

/// The items of a list, for encoding.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of property types",
    label = "not a property type of this kind",
    note = "use `Vec`"
)]
pub trait List {
    /// The number of items.
    fn count(&self) -> usize;
    /// Writes the sixteen items from `block * 16` on into `out`; the rest of `out` stays unchanged.
    fn read<'a>(&'a self, block: usize, out: &mut Block<'a>);
}

/// The items of a list, for decoding.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of property types",
    label = "not a property type of this kind",
    note = "use `Vec`"
)]
pub trait ListSlot {
    /// Removes all items.
    fn clear(&mut self);
    /// Appends a blank item and returns its slot.
    fn push(&mut self) -> Slot<'_>;
    /// Visits each item, in order.
    fn visit(&mut self, visitor: &mut Visitor<'_>);
}

/// A dictionary's key, borrowed for encoding.
// Exhaustive, as `KeyType` is.
#[derive(Debug, Clone, Copy)]
pub enum Key<'a> {
    /// A string.
    Text(&'a str),
    /// A number.
    Int(i32),
    /// A date and time.
    DateTime(DateTime),
}

impl Key<'_> {
    /// The key as a step of a JSON pointer.
    pub(crate) fn step(self) -> String {
        match self {
            Key::Text(text) => crate::error::step_of(text),
            Key::Int(number) => number.to_string(),
            Key::DateTime(date) => date.to_string(),
        }
    }
}

/// The type of a dictionary's keys.
// Exhaustive: an implementation of a dictionary must read each kind of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyType {
    /// Strings.
    Text,
    /// 32-bit numbers; strings in JSON, whose keys are always strings.
    Int32,
    /// Dates; strings in JSON.
    DateTime,
}

/// Called with each entry of a dictionary.
pub type EntrySink<'a, 's> = dyn FnMut(Key<'a>, Value<'a>) -> Result<(), Error> + 's;

/// The entries of a dictionary, for encoding.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a dictionary of property types",
    label = "not a property type of this kind",
    note = "use `BTreeMap` or `HashMap`"
)]
pub trait Dictionary {
    /// The number of entries.
    fn count(&self) -> usize;
    /// Calls `sink` with each entry, in the dictionary's own order.
    ///
    /// # Errors
    /// The first error of `sink`, which ends the iteration.
    fn each<'a>(&'a self, sink: &mut EntrySink<'a, '_>) -> Result<(), Error>;
}

/// The entries of a dictionary, for decoding.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a dictionary of property types",
    label = "not a property type of this kind",
    note = "use `BTreeMap` or `HashMap`"
)]
pub trait DictionarySlot {
    /// Removes all entries.
    fn clear(&mut self);
    /// Adds an entry with a blank value and returns its slot; `None` for a duplicate key.
    ///
    /// # Errors
    /// A key that is not a valid number or date, if the dictionary has such keys.
    fn insert(&mut self, key: &str) -> Result<Option<Slot<'_>>, Error>;
    /// Visits the value of each entry, in the dictionary's own order. Keys do not change.
    fn visit(&mut self, visitor: &mut Visitor<'_>);
}

macro_rules! opaque_debug {
    ($($name:ident),*) => {$(
        impl fmt::Debug for dyn $name + '_ {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                // The content may be a secret.
                f.write_str(stringify!($name))
            }
        }
    )*};
}
opaque_debug!(List, Dictionary, DecimalValue);
