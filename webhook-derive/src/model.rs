//! The checked item: valid by construction, and all that expansion reads.

use proc_macro2::{Ident, TokenStream};
use syn::{Path, Type};

/// An entity.
pub(crate) struct Entity {
    pub(crate) ident: Ident,
    pub(crate) runtime: Path,
    /// The name on the wire.
    pub(crate) name: String,
    pub(crate) agent: Option<String>,
    pub(crate) operations: Vec<Operation>,
    /// The operation whose request body it is.
    pub(crate) request: Option<Request>,
    pub(crate) xml_namespace: Option<String>,
    /// Whether it holds a `carrier`, whose two properties come last.
    pub(crate) carrier: bool,
    pub(crate) fields: Vec<Field>,
    /// Positions of the properties, the carrier's too, by name without regard to ASCII case.
    pub(crate) by_name: Vec<u16>,
    /// Positions of the properties in data contract order.
    pub(crate) by_contract: Vec<u16>,
    pub(crate) deprecated: bool,
}

/// The operation whose request body a struct is.
pub(crate) struct Request {
    pub(crate) path: String,
    /// The response body; none for nothing.
    pub(crate) response: Option<Type>,
}

/// One of an agent's four operations.
pub(crate) struct Operation {
    /// The variant of the runtime's `OperationKind`.
    pub(crate) kind: Ident,
    /// The constant on the struct.
    pub(crate) constant: Ident,
    pub(crate) path: String,
    /// The query's parameter, for the operations that find an entity by its key.
    pub(crate) query: Option<String>,
}

/// A field of an entity.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) kind: Kind,
    pub(crate) default: Option<Default>,
}

/// What a field is on the wire.
pub(crate) enum Kind {
    Property(Property),
    /// The base carrier, two properties.
    Carrier,
    /// The entity that this one inherits from.
    Base,
    /// Nothing.
    Skipped,
}

/// A property.
pub(crate) struct Property {
    /// The name on the wire.
    pub(crate) name: String,
    pub(crate) key: bool,
    /// The variant of the runtime's `DateClass`.
    pub(crate) date: Option<Ident>,
    pub(crate) secret: bool,
    pub(crate) max_length: Option<u32>,
    pub(crate) entry: Option<String>,
    pub(crate) null_as_default: bool,
    pub(crate) web_api_only: bool,
}

/// What `default = ..` says.
pub(crate) enum Default {
    /// A literal or list, which `FromLiteral` turns into the field's type.
    Literal(TokenStream),
    /// A variant of the field's type.
    Variant(Ident),
    /// Any other expression of the field's type.
    Expression(TokenStream),
}

/// A polymorphic family.
pub(crate) struct Family {
    pub(crate) ident: Ident,
    pub(crate) runtime: Path,
    pub(crate) name: String,
    pub(crate) tag: String,
    pub(crate) members: Vec<Member>,
    /// The variant that keeps unknown members.
    pub(crate) other: Option<Ident>,
    /// The variant of a new value; none for the one of unknown members.
    pub(crate) default: Option<Ident>,
    pub(crate) deprecated: bool,
}

/// A member of a family.
pub(crate) struct Member {
    pub(crate) ident: Ident,
    pub(crate) tag: String,
    pub(crate) ty: Type,
}

/// A plain or flags enum.
pub(crate) struct Enumeration {
    pub(crate) ident: Ident,
    pub(crate) runtime: Path,
    pub(crate) name: String,
    pub(crate) flags: bool,
    pub(crate) variants: Vec<Variant>,
    /// The variant that keeps unknown values.
    pub(crate) other: Option<Ident>,
    /// The variant of a new entity.
    pub(crate) default: Blank,
    pub(crate) deprecated: bool,
}

/// The variant of a new entity.
pub(crate) enum Blank {
    Variant(Ident),
    /// No variant has the number 0, which .NET's default is, and unknown numbers are kept.
    UnknownZero,
}

/// A variant with its number.
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) number: i32,
    pub(crate) aliases: Vec<String>,
}
