//! The checked item, which is valid by construction. It is the only input of the expansion.

use std::fmt;

use crate::keys::{DateClass, Key, OperationKind, TextFormat};
use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, LitByteStr, LitStr, Path, Type};

/// An entity.
pub(crate) struct Entity {
    pub(crate) ident: Ident,
    pub(crate) runtime: Path,
    /// The name on the wire.
    pub(crate) name: String,
    pub(crate) agent: Option<String>,
    pub(crate) operations: Vec<Operation>,
    /// The query parameter of the operations that find an entity, if it is not the usual one.
    pub(crate) query: Option<String>,
    /// The operation that needs a primary key, if only the base can have one.
    pub(crate) needs_inherited_key: Option<Span>,
    /// The operation whose request body the entity is.
    pub(crate) request: Option<Request>,
    pub(crate) xml_namespace: Option<String>,
    /// The name in the SOAP contract, if it is another one.
    pub(crate) soap_name: Option<String>,
    /// Whether it has a `carrier`, whose two properties come last.
    pub(crate) carrier: bool,
    pub(crate) fields: Vec<Field>,
    /// Positions of the own properties in the order of the SOAP contract; empty for the declared one.
    pub(crate) soap_order: Vec<u16>,
    /// Positions of the properties, including the carrier's, by name without regard to ASCII case.
    pub(crate) by_name: Vec<u16>,
    /// Positions of the properties in data contract order.
    pub(crate) by_contract: Vec<u16>,
    /// Names that are decoded but not encoded, with the position of the property.
    pub(crate) aliases: Vec<(String, u16)>,
    /// The lints that are allowed on the item, here and in the types below.
    pub(crate) allowed: Vec<Attribute>,
}

/// A tuple struct of one property type.
pub(crate) struct Newtype {
    pub(crate) ident: Ident,
    pub(crate) runtime: Path,
    /// The operation whose request body the newtype is.
    pub(crate) request: Option<Request>,
    pub(crate) ty: Type,
    pub(crate) hint: Option<Hint>,
    /// An error about the type has been reported.
    pub(crate) refused: bool,
    pub(crate) allowed: Vec<Attribute>,
}

/// An operation whose request body an item is.
pub(crate) struct Request {
    pub(crate) path: String,
    /// The type of the response body, if there is one.
    pub(crate) response: Option<Type>,
    /// The XML name of the entries in the response.
    pub(crate) entry: Option<String>,
    pub(crate) slow_ms: Option<u32>,
}

/// One of an agent's four operations.
pub(crate) struct Operation {
    pub(crate) kind: OperationKind,
    /// The constant on the struct.
    pub(crate) constant: Ident,
    pub(crate) path: String,
    /// The query parameter, for the operations that find an entity by its key.
    pub(crate) query: Option<String>,
    pub(crate) slow_ms: Option<u32>,
}

/// A field of an entity.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// The type is certainly a property type.
    pub(crate) is_plain: bool,
    pub(crate) kind: Kind,
    pub(crate) default: Option<Default>,
    pub(crate) hint: Option<Hint>,
    /// An error about the type has been reported.
    pub(crate) refused: bool,
}

impl Field {
    /// Whether the output refers to the type by way of the runtime's `Of`, which accepts wrong types.
    pub(crate) fn is_wrapped(&self) -> bool {
        match self.kind {
            Kind::Property(_) => !self.is_plain,
            Kind::Carrier | Kind::Base(_) => true,
            Kind::Skipped => false,
        }
    }

    pub(crate) fn property(&self) -> Option<&Property> {
        match &self.kind {
            Kind::Property(property) => Some(property),
            Kind::Carrier | Kind::Base(_) | Kind::Skipped => None,
        }
    }
}

/// A type that is spelled like one which NetServer does not have, for the compiler to judge.
pub(crate) struct Hint {
    /// A trait of the runtime that all property types have, with the message for the others.
    pub(crate) bound: TokenStream,
    /// The spans of the first and the last token, if the type is inside another one.
    pub(crate) inside: Option<(Span, Span)>,
}

/// The kind of a field.
pub(crate) enum Kind {
    Property(Property),
    /// The base carrier, which has two properties.
    Carrier,
    /// The entity that this one inherits from, with the span of the key.
    Base(Span),
    /// Not on the wire.
    Skipped,
}

/// A property.
pub(crate) struct Property {
    /// The name on the wire.
    pub(crate) name: String,
    /// The keys without a value, each a call of a function of the runtime's `Property`.
    pub(crate) words: Vec<Key>,
    pub(crate) date: Option<DateClass>,
    pub(crate) max_length: Option<u32>,
    pub(crate) range: Option<Range>,
    pub(crate) format: Option<TextFormat>,
    pub(crate) entry: Option<String>,
    /// The keys for the compiler to check, because only some types can have them.
    pub(crate) checks: Vec<(Key, Span)>,
}

/// The numbers of `range = ..`; an end may be missing, but not both.
#[derive(Clone, Copy)]
pub(crate) struct Range {
    pub(crate) least: Option<Bound>,
    pub(crate) most: Option<Bound>,
}

/// An end of a range.
#[derive(Clone, Copy)]
pub(crate) enum Bound {
    Whole(i64),
    Fraction(f64),
}

impl Bound {
    pub(crate) fn is_more_than(self, other: Self) -> bool {
        match (self, other) {
            (Self::Whole(left), Self::Whole(right)) => left > right,
            (left, right) => left.to_double() > right.to_double(),
        }
    }

    #[allow(clippy::cast_precision_loss)] // Numbers are compared with a fraction as doubles.
    const fn to_double(self) -> f64 {
        match self {
            Self::Whole(number) => number as f64,
            Self::Fraction(number) => number,
        }
    }
}

/// The number as Rust source.
impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => number.fmt(f),
            Self::Fraction(number) => write!(f, "{number:?}"),
        }
    }
}

/// The value of `default = ..`.
pub(crate) enum Default {
    Literal(Literal),
    /// A variant or constant of the field's type.
    Name(Ident),
    /// Any other expression of the field's type.
    Expression(TokenStream),
}

/// A literal or list of them.
pub(crate) enum Literal {
    Text(LitStr),
    /// A number with the spans of its first token, which may be a sign, and of its digits.
    Whole(i64, (Span, Span)),
    Fraction(TokenStream, (Span, Span)),
    Truth(bool, Span),
    Bytes(LitByteStr),
    List(Vec<Literal>, Span),
}

/// A polymorphic family.
pub(crate) struct Family {
    pub(crate) ident: Ident,
    pub(crate) runtime: Path,
    pub(crate) name: String,
    pub(crate) tag: String,
    pub(crate) tag_span: Span,
    pub(crate) members: Vec<Member>,
    /// The variant that keeps unknown members, with the type that keeps them.
    pub(crate) other: Option<(Ident, Type)>,
    /// The variant of a new value; `None` for the one that keeps unknown members.
    pub(crate) default: Option<Ident>,
    pub(crate) allowed: Vec<Attribute>,
}

/// A member of a family.
pub(crate) struct Member {
    pub(crate) ident: Ident,
    pub(crate) tag: String,
    /// The span of the tag.
    pub(crate) span: Span,
    pub(crate) ty: Type,
}

/// A plain or flags enum.
pub(crate) struct Enumeration {
    pub(crate) ident: Ident,
    pub(crate) runtime: Path,
    pub(crate) name: String,
    pub(crate) flags: bool,
    pub(crate) variants: Vec<Variant>,
    /// The variant that keeps unknown values, with the type that keeps them.
    pub(crate) other: Option<(Ident, Type)>,
    /// The variant of a new entity.
    pub(crate) default: Ident,
    /// The standard library's derive implements `Default`.
    pub(crate) derives_default: bool,
    pub(crate) allowed: Vec<Attribute>,
}

/// A variant with its number.
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) number: i32,
    pub(crate) aliases: Vec<String>,
    /// The SOAP contract does not have the variant.
    pub(crate) web_api_only: bool,
}
