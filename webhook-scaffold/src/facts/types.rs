//! Types of properties and bodies.

use std::fmt;

/// A type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Type {
    Bool,
    Int16,
    Int32,
    UInt32,
    Int64,
    Double,
    Decimal,
    Text,
    /// Text that is redacted in output.
    Secret,
    /// Bytes as base64.
    Bytes,
    /// Raw bytes as a whole body.
    Binary,
    DateTime,
    Duration,
    /// Any JSON.
    Any,
    /// One of a list of names. The corrections assign a name to the enum.
    Names(Vec<String>),
    /// An enum, or flags of one, by name.
    Enum(String),
    /// A definition, by its full name.
    Named(String),
    /// A nullable item of a list or dictionary.
    Nullable(Box<Type>),
    List(Box<Type>),
    Dictionary(Key, Box<Type>),
}

/// The type of a dictionary's keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Text,
    Int32,
    DateTime,
}

impl Type {
    /// The innermost type of nested lists and dictionaries.
    pub(crate) fn innermost(&self) -> &Self {
        match self {
            Self::Nullable(of) | Self::List(of) | Self::Dictionary(_, of) => of.innermost(),
            other => other,
        }
    }

    /// As [`innermost`](Self::innermost), mutable.
    pub(crate) fn innermost_mut(&mut self) -> &mut Self {
        match self {
            Self::Nullable(of) | Self::List(of) | Self::Dictionary(_, of) => of.innermost_mut(),
            other => other,
        }
    }
}

impl fmt::Display for Type {
    /// The type as it is called in descriptions.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bool => "bool",
            Self::Int16 => "int16",
            Self::Int32 => "int32",
            Self::UInt32 => "uint32",
            Self::Int64 => "int64",
            Self::Double => "double",
            Self::Decimal => "decimal",
            Self::Text => "string",
            Self::Secret => "secret",
            Self::Bytes => "byte[]",
            Self::Binary => "binary",
            Self::DateTime => "date-time",
            Self::Duration => "duration",
            Self::Any => "object",
            // Callers compare the values.
            Self::Names(_) => "enum",
            Self::Enum(name) | Self::Named(name) => name,
            Self::Nullable(of) => return write!(f, "{of}?"),
            Self::List(of) => return write!(f, "array<{of}>"),
            Self::Dictionary(key, of) => return write!(f, "dict<{key},{of}>"),
        })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "string",
            Self::Int32 => "int32",
            Self::DateTime => "date-time",
        })
    }
}
