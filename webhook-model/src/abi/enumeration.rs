//! The runtime behind the derive's impls of an enum, and the impls that are the same for all enums.

use std::fmt;

use crate::property::Value;
use crate::property::enumeration::{
    EnumNumberError, NetServerEnum, ParseEnumError, UnknownVariant,
};

/// The impls of an enum that depend only on its name: `text` and `number` for every enum, `known` or
/// `open` for the conversion to a number, `default` and `flags` if they apply.
///
/// A blanket impl cannot replace them, because the traits are foreign and the type is in the user's crate.
/// `$p` is the path of the hidden module in the expansion. The names are token trees: an `ident` would have
/// a position in this macro, and the compiler would report uses of a deprecated enum there.
#[doc(hidden)]
#[macro_export]
macro_rules! __enum_impls {
    ($p:tt $name:tt: $($part:ident)*) => {
        $($crate::__enum_impls!(@$part $p $name);)*
    };
    (@text $p:tt $name:tt) => {
        #[automatically_derived]
        impl $p::Display for $name {
            #[inline]
            fn fmt(&self, __f: &mut $p::Formatter<'_>) -> $p::fmt::Result {
                $p::display(self, __f)
            }
        }
        #[automatically_derived]
        impl $p::FromStr for $name {
            type Err = $p::ParseEnumError;
            // Not `Self::Err`, which could be a variant.
            #[inline]
            fn from_str(__name: &$p::str) -> $p::Result<Self, $p::ParseEnumError> {
                $p::parse(__name)
            }
        }
    };
    (@number $p:tt $name:tt) => {
        #[automatically_derived]
        impl $p::TryFrom<$p::i32> for $name {
            type Error = $p::EnumNumberError;
            #[inline]
            fn try_from(__number: $p::i32) -> $p::Result<Self, $p::EnumNumberError> {
                $p::from_number(__number)
            }
        }
    };
    (@known $p:tt $name:tt) => {
        #[automatically_derived]
        impl $p::From<$name> for $p::i32 {
            #[inline]
            fn from(__variant: $name) -> Self {
                $p::number(&__variant)
            }
        }
    };
    (@open $p:tt $name:tt) => {
        #[automatically_derived]
        impl $p::TryFrom<$name> for $p::i32 {
            type Error = $p::EnumNumberError;
            #[inline]
            fn try_from(__variant: $name) -> $p::Result<Self, $p::EnumNumberError> {
                $p::try_number(&__variant)
            }
        }
    };
    (@default $p:tt $name:tt) => {
        #[automatically_derived]
        impl $p::Default for $name {
            #[inline]
            fn default() -> Self {
                <Self as $p::PropertyType>::blank()
            }
        }
    };
    (@flags $p:tt $name:tt) => {
        $crate::__enum_impls!(@operator $p $name BitOr bitor);
        $crate::__enum_impls!(@operator $p $name BitAnd bitand);
        $crate::__enum_impls!(@operator $p $name Sub sub);
    };
    (@operator $p:tt $name:tt $operator:ident $function:ident) => {
        #[automatically_derived]
        impl $p::$operator for $name {
            type Output = $p::Flags<Self>;
            #[inline]
            fn $function(self, __other: Self) -> $p::Flags<Self> {
                $p::$operator::$function(<$p::Flags<Self> as $p::From<Self>>::from(self), __other)
            }
        }
        #[automatically_derived]
        impl $p::$operator<$p::Flags<Self>> for $name {
            type Output = $p::Flags<Self>;
            #[inline]
            fn $function(self, __other: $p::Flags<Self>) -> $p::Flags<Self> {
                $p::$operator::$function(<$p::Flags<Self> as $p::From<Self>>::from(self), __other)
            }
        }
    };
}

pub use __enum_impls as enum_impls;

/// The content of an enum: its name, or a number without a name.
pub fn value_of<T: NetServerEnum>(variant: &T) -> Value<'_> {
    match variant.unknown().and_then(UnknownVariant::number) {
        Some(number) => Value::Number(number),
        None => Value::Name(variant.name()),
    }
}

/// The runtime behind `Display`: the wire name, or a number without a name.
pub fn display<T: NetServerEnum>(variant: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match variant.unknown() {
        Some(unknown) => fmt::Display::fmt(unknown, f),
        None => f.pad(variant.name()),
    }
}

/// The runtime behind `FromStr`: names in any case.
pub fn parse<T: NetServerEnum>(name: &str) -> Result<T, ParseEnumError> {
    T::from_name(name).ok_or_else(|| ParseEnumError::of(name, T::ENUMERATION))
}

/// The runtime behind `TryFrom<i32>`.
pub fn from_number<T: NetServerEnum>(number: i32) -> Result<T, EnumNumberError> {
    T::from_number(number).ok_or_else(|| EnumNumberError::of_number(number, T::ENUMERATION))
}

/// The runtime behind `From<E> for i32`, of an enum whose variants all have a number.
pub fn number<T: NetServerEnum>(variant: &T) -> i32 {
    variant.number().unwrap_or_default()
}

/// The runtime behind `TryFrom<E> for i32`, of an enum that keeps names without a number.
pub fn try_number<T: NetServerEnum>(variant: &T) -> Result<i32, EnumNumberError> {
    let number = variant.number();
    number.ok_or_else(|| EnumNumberError::of_variant(variant))
}
