//! The checked item: valid by construction, and all that expansion reads.

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
    /// The query parameter of the operations that find an entity, where it is not the usual one.
    pub(crate) query: Option<String>,
    /// The operation that needs a primary key, where only the base can have one.
    pub(crate) needs_inherited_key: Option<Span>,
    /// The operation whose request body it is.
    pub(crate) request: Option<Request>,
    pub(crate) xml_namespace: Option<String>,
    /// The name in the SOAP contract, where it is another one.
    pub(crate) soap_name: Option<String>,
    /// Whether it holds a `carrier`, whose two properties come last.
    pub(crate) carrier: bool,
    pub(crate) fields: Vec<Field>,
    /// Positions of the own properties in the order of the SOAP contract; empty for the declared one.
    pub(crate) soap_order: Vec<u16>,
    /// Positions of the properties, the carrier's too, by name without regard to ASCII case.
    pub(crate) by_name: Vec<u16>,
    /// Positions of the properties in data contract order.
    pub(crate) by_contract: Vec<u16>,
    /// Names that are read besides, with the position of the property.
    pub(crate) aliases: Vec<(String, u16)>,
    /// What its author has allowed.
    pub(crate) allowed: Vec<Attribute>,
}

/// A tuple struct of one property type.
pub(crate) struct Newtype {
    pub(crate) ident: Ident,
    pub(crate) runtime: Path,
    /// The operation whose request body it is.
    pub(crate) request: Option<Request>,
    pub(crate) ty: Type,
    /// What the type is spelled like that NetServer does not have.
    pub(crate) hint: Option<Hint>,
    /// An error about the type has been reported.
    pub(crate) refused: bool,
    /// What its author has allowed.
    pub(crate) allowed: Vec<Attribute>,
}

/// The operation whose request body a struct is.
pub(crate) struct Request {
    pub(crate) path: String,
    /// The response body; none for nothing.
    pub(crate) response: Option<Type>,
    /// The XML name of the response's entries.
    pub(crate) entry: Option<String>,
    /// The time after which the operation is slow.
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
    pub(crate) kind: Kind,
    pub(crate) default: Option<Default>,
    /// What the type is spelled like that NetServer does not have.
    pub(crate) hint: Option<Hint>,
    /// An error about the type has been reported.
    pub(crate) refused: bool,
}

impl Field {
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
    /// Where it was written, if inside another type: its first and last token.
    pub(crate) inside: Option<(Span, Span)>,
}

/// What a field is on the wire.
pub(crate) enum Kind {
    Property(Property),
    /// The base carrier, two properties.
    Carrier,
    /// The entity that this one inherits from, with the key that says so.
    Base(Span),
    /// Nothing.
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
    /// Whether it is a greater number than another.
    pub(crate) fn is_more_than(self, other: Self) -> bool {
        match (self, other) {
            (Self::Whole(left), Self::Whole(right)) => left > right,
            (left, right) => left.to_double() > right.to_double(),
        }
    }

    #[allow(clippy::cast_precision_loss)] // Beside a fraction, all numbers are doubles.
    const fn to_double(self) -> f64 {
        match self {
            Self::Whole(number) => number as f64,
            Self::Fraction(number) => number,
        }
    }
}

/// As it is written in source code.
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
    /// With the place of the sign, if it has one, and of the digits.
    Whole(i64, (Span, Span)),
    /// The same.
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
    /// Where the tag is written.
    pub(crate) tag_span: Span,
    pub(crate) members: Vec<Member>,
    /// The variant that keeps unknown members, with the type that keeps them.
    pub(crate) other: Option<(Ident, Type)>,
    /// The variant of a new value; none for the one of unknown members.
    pub(crate) default: Option<Ident>,
    /// What its author has allowed.
    pub(crate) allowed: Vec<Attribute>,
}

/// A member of a family.
pub(crate) struct Member {
    pub(crate) ident: Ident,
    pub(crate) tag: String,
    /// Where the tag is written.
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
    /// What its author has allowed.
    pub(crate) allowed: Vec<Attribute>,
}

/// A variant with its number.
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) number: i32,
    pub(crate) aliases: Vec<String>,
    /// The SOAP contract does not have it.
    pub(crate) web_api_only: bool,
}
