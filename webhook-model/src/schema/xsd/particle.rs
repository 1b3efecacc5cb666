//! Elements and sequences of elements.

use std::borrow::Cow;
use std::collections::HashMap;

use super::defined::Defined;
use super::markup::Markup;
use crate::entity::Property;
use crate::property::Type;
use crate::schema::registry::{Definition as _, Registry};

/// How often an element may occur in its sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occurs {
    /// Once.
    Once,
    /// Once or not at all: a property.
    Optional,
    /// Any number of times: an item or entry.
    Any,
}

impl Occurs {
    /// The attributes for the number; once is XML Schema's default.
    pub(super) const fn attributes(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Once => &[],
            Self::Optional => &[("minOccurs", "0")],
            Self::Any => &[("minOccurs", "0"), ("maxOccurs", "unbounded")],
        }
    }
}

/// Writes an element of a sequence, or of the schema itself.
pub(super) fn element(markup: &mut Markup, name: &str, ty: &str, nillable: bool, occurs: Occurs) {
    let mut attributes = occurs.attributes().to_vec();
    attributes.push(("name", name));
    if nillable {
        attributes.push(("nillable", "true"));
    }
    attributes.push(("type", ty));
    markup.empty("xs:element", &attributes);
}

/// Writes the root element for documents of a type.
pub(super) fn element_of(markup: &mut Markup, name: &str) {
    element(markup, name, &format!("tns:{name}"), true, Occurs::Once);
}

/// Writes the root elements for documents of all types. A name that several types share gets a single
/// element of type `xs:anyType`.
pub(super) fn elements_of(markup: &mut Markup, registry: &Registry<Defined>) {
    let types = || (0..).map_while(|index| registry.get(index));
    let mut count: HashMap<Cow<'static, str>, usize> = HashMap::new();
    for (_, defined) in types() {
        *count.entry(defined.name()).or_default() += 1;
    }
    for (unique, defined) in types() {
        match count.remove(&defined.name()) {
            Some(1) => element_of(markup, &unique),
            Some(_) => element(markup, &defined.name(), "xs:anyType", true, Occurs::Once),
            None => {}
        }
    }
}

/// Writes the type of a list.
pub(super) fn array_of(markup: &mut Markup, name: &str, item: &str, ty: &str, nillable: bool) {
    markup.start("xs:complexType", &[("name", name)]);
    markup.start("xs:sequence", &[]);
    element(markup, item, ty, nillable, Occurs::Any);
    markup.end();
    markup.end();
}

/// Whether an item or a dictionary's value can be null: values that .NET holds by reference can, in an
/// array type that all properties share.
pub(super) const fn item_is_nillable(ty: Type) -> bool {
    match ty {
        Type::Nullable(_)
        | Type::Text
        | Type::Bytes
        | Type::Any
        | Type::Entity(_)
        | Type::Family(_)
        | Type::List(_)
        | Type::Dictionary(..) => true,
        Type::Bool
        | Type::Int16
        | Type::Int32
        | Type::UInt32
        | Type::Int64
        | Type::Double
        | Type::Decimal
        | Type::DateTime
        | Type::Duration
        | Type::Enum(_)
        | Type::Flags(_) => false,
    }
}

/// Whether a property can be null, by its Rust type and attributes; a value of any type may be null
/// itself.
pub(super) const fn property_is_nillable(property: &Property) -> bool {
    property.null_as_default || matches!(property.ty, Type::Nullable(_) | Type::Any)
}

/// The type of a value without members; `anyType` if it depends on more than the type.
pub(super) const fn simple(ty: Type) -> &'static str {
    match ty {
        Type::Bool => "xs:boolean",
        Type::Int16 => "xs:short",
        Type::Int32 => "xs:int",
        Type::UInt32 => "xs:unsignedInt",
        Type::Int64 => "xs:long",
        Type::Double => "xs:double",
        Type::Decimal => "xs:decimal",
        Type::Text => "xs:string",
        Type::Bytes => "xs:base64Binary",
        Type::DateTime => "xs:dateTime",
        Type::Duration => "xs:duration",
        Type::Any
        | Type::Enum(_)
        | Type::Flags(_)
        | Type::Entity(_)
        | Type::Family(_)
        | Type::List(_)
        | Type::Dictionary(..)
        | Type::Nullable(_) => "xs:anyType",
    }
}
