//! Every type of the seven agents by its name in the vendor's descriptions.
//!
//! The type of a body is only known at run time, from an index with expressions such as
//! `array<entity:Webhook>`. A [`Shape`] connects the expression with the Rust type.

mod entities;
mod enums;
mod operations;

use std::any::Any;
use std::fmt::Debug;

use std::collections::BTreeMap;

use webhook_model::entity::Entity;
use webhook_model::property::{KeyType, PropertyType, Type};
use webhook_model::{Decoder, Encoder, Error, NetServerEntity};

use crate::agents::address::LocalizedField;
use crate::agents::user_defined_field::custom::FieldInfoBase;

pub use entities::ENTITIES;
pub use enums::ENUMS;
pub use operations::{OperationFacts, declared_on_requests, requests, without_request};

/// A body whose type is not known at compile time.
pub trait Body: Debug {
    /// Encodes the body.
    ///
    /// # Errors
    /// As [`Encoder::encode`].
    fn encode(&self, encoder: &Encoder<'_>) -> Result<Vec<u8>, Error>;
    /// Applies a patch to the body.
    ///
    /// # Errors
    /// As [`Decoder::apply`].
    fn apply(&mut self, decoder: &Decoder, body: &[u8]) -> Result<(), Error>;
    /// Encodes the difference from another body of the same type.
    ///
    /// # Errors
    /// As [`Encoder::diff`].
    ///
    /// # Panics
    /// If the other body has another type.
    fn diff(&self, from: &dyn Body, encoder: &Encoder<'_>) -> Result<Vec<u8>, Error>;
    /// Whether another body has the same type and content.
    fn same(&self, other: &dyn Body) -> bool;
    /// For [`Body::same`].
    fn as_any(&self) -> &dyn Any;
}

impl<T: PropertyType + PartialEq + Debug> Body for T {
    fn encode(&self, encoder: &Encoder<'_>) -> Result<Vec<u8>, Error> {
        encoder.encode(self)
    }

    fn apply(&mut self, decoder: &Decoder, body: &[u8]) -> Result<(), Error> {
        decoder.apply(self, body)
    }

    fn diff(&self, from: &dyn Body, encoder: &Encoder<'_>) -> Result<Vec<u8>, Error> {
        let from = from.as_any().downcast_ref::<T>().expect("the same type");
        encoder.diff(from, self)
    }

    fn same(&self, other: &dyn Body) -> bool {
        other.as_any().downcast_ref::<T>() == Some(self)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The result of decoding a body of any type.
pub type Decoded = Result<Box<dyn Body>, Error>;

/// The type of a body.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// The type as data.
    pub ty: Type,
    /// The default body.
    pub blank: fn() -> Box<dyn Body>,
    /// Decodes a body.
    pub decode: fn(&Decoder, &[u8]) -> Decoded,
}

/// The shape of a Rust type.
#[must_use]
pub fn shape_of<T: PropertyType + PartialEq + Debug>() -> Shape {
    Shape {
        ty: T::TYPE,
        blank: || Box::new(T::blank()),
        decode: |decoder, body| Ok(Box::new(decoder.decode::<T>(body)?)),
    }
}

/// The shape of a type expression, such as `array<entity:Webhook>`; `None` if the registry lacks
/// the type.
///
/// ```
/// use netserver_tests::agents::registry::{expression, shape};
///
/// let webhooks = shape("array<entity:Webhook>").unwrap();
/// assert_eq!(expression(webhooks.ty), "array<entity:Webhook>");
/// assert!(shape("entity:Unicorn").is_none());
/// ```
#[must_use]
pub fn shape(expression: &str) -> Option<Shape> {
    if let Some(request) = expression.strip_prefix("request:") {
        let (agent, operation) = request.strip_suffix("Request")?.split_once('_')?;
        return operations::request(agent, operation);
    }
    if let Some(name) = expression.strip_prefix("entity:") {
        return entities::entity(name, false);
    }
    let item = expression
        .strip_prefix("array<entity:")
        .and_then(|rest| rest.strip_suffix('>'));
    if let Some(name) = item {
        return entities::entity(name, true);
    }
    Some(match expression {
        "string" => shape_of::<String>(),
        "int32" => shape_of::<i32>(),
        "bool" => shape_of::<bool>(),
        "binary" => shape_of::<Vec<u8>>(),
        "array<string>" => shape_of::<Vec<String>>(),
        "array<int32>" => shape_of::<Vec<i32>>(),
        "array<bool>" => shape_of::<Vec<bool>>(),
        "array<array<entity:LocalizedField>>" => shape_of::<Vec<Vec<LocalizedField>>>(),
        "dict<string,string>" => shape_of::<BTreeMap<String, String>>(),
        _ => return None,
    })
}

/// The expressions of all entities, of lists of them, and of all request bodies.
#[must_use]
pub fn expressions() -> Vec<String> {
    let entities = ENTITIES
        .iter()
        .flat_map(|name| [format!("entity:{name}"), format!("array<entity:{name}>")]);
    entities.chain(requests()).collect()
}

/// All entities, request bodies, members of families and their base.
#[must_use]
pub fn all() -> Vec<&'static Entity> {
    let types = expressions().into_iter().filter_map(|name| shape(&name));
    let entities = types.filter_map(|shape| match shape.ty {
        Type::Entity(of) => Some(of()),
        _ => None,
    });
    entities.chain([FieldInfoBase::ENTITY]).collect()
}

/// The type expression of a type: the reverse of [`shape`], except for nullability.
#[must_use]
pub fn expression(ty: Type) -> String {
    match ty.required() {
        Type::Bool => "bool".into(),
        Type::Int16 => "int16".into(),
        Type::Int32 => "int32".into(),
        Type::UInt32 => "uint32".into(),
        Type::Int64 => "int64".into(),
        Type::Double => "double".into(),
        Type::Decimal => "decimal".into(),
        Type::Text => "string".into(),
        Type::Bytes => "byte[]".into(),
        Type::DateTime => "date-time".into(),
        Type::Duration => "duration".into(),
        Type::Any => "object".into(),
        Type::Enum(of) | Type::Flags(of) => format!("enum:{}", of.name),
        Type::Entity(of) => format!("entity:{}", of().name),
        Type::Family(of) => format!("entity:{}", of().name),
        Type::List(of) => format!("array<{}>", expression(*of)),
        Type::Dictionary(key, of) => {
            let key = match key {
                KeyType::Text => "string",
                KeyType::Int32 => "int32",
                KeyType::DateTime => "date-time",
            };
            format!("dict<{key},{}>", expression(*of))
        }
        other => format!("{other:?}"),
    }
}
