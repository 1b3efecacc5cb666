//! What the derive's impls of an enum call.

use std::fmt;

use crate::property::Value;
use crate::property::enumeration::{NetServerEnum, ParseEnumError, UnknownVariant};

/// The content of an enum: its name, or the number that has none.
pub fn value_of<T: NetServerEnum>(variant: &T) -> Value<'_> {
    match variant.unknown().and_then(UnknownVariant::number) {
        Some(number) => Value::Number(number),
        None => Value::Name(variant.name()),
    }
}

/// The runtime behind `Display`: the wire name, or the number that has none.
pub fn display<T: NetServerEnum>(variant: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match variant.unknown() {
        Some(unknown) => fmt::Display::fmt(unknown, f),
        None => f.write_str(variant.name()),
    }
}

/// The runtime behind `FromStr`: names in any case.
pub fn parse<T: NetServerEnum>(name: &str) -> Result<T, ParseEnumError> {
    T::from_name(name).ok_or_else(|| ParseEnumError::of(name, T::ENUMERATION))
}
