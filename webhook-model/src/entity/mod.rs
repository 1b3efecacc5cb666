//! Entities as types: the trait that the derive implements, and the operations on them.
//!
//! The description of an entity is in [`property`](crate::property), since a property can be an entity
//! itself; it is exported here as well.

pub mod operation;

use crate::error::Error;
use crate::format::{Decoder, Encoder, MediaType};
use crate::property::{BLOCK, Block, Derived, PropertyType, Slot, Type, Value};
use crate::validation::{Violations, validate_entity};

pub use crate::property::{DynEntity, Endpoint, Entity, OperationKind, Property};

/// A struct that is a NetServer entity. Implemented by `#[derive(NetServerEntity)]` alone.
///
/// The derive also gives the struct inherent `create_default`, `encode` and `decode`, so that no import
/// is needed; the methods here are for generic code.
///
/// ```
/// use webhook_model::{MediaType, NetServerEntity};
///
/// fn size<T: NetServerEntity>(entity: &T) -> usize {
///     entity.encode(MediaType::ApplicationJson).map_or(0, |body| body.len())
/// }
/// assert_eq!(size(&webhook_model::Webhook::create_default()), 309);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a NetServer entity",
    label = "not an entity",
    note = "write a struct with `#[derive(NetServerEntity)]`, or add the derive to `{Self}` if it is one of yours"
)]
pub trait NetServerEntity: PropertyType {
    /// The description of the entity: name, properties, operations.
    const ENTITY: &'static Entity;

    /// A new entity with the values of the agent's CreateDefault operation.
    #[must_use]
    fn create_default() -> Self {
        Self::blank()
    }

    /// Writes the fields of an existing block (16 per block) into `out`.
    #[doc(hidden)]
    fn lent<'a>(&'a self, block: usize, out: &mut Block<'a>);

    /// The slot of one field; `None` past the last. The compiler names this function in its message to
    /// users who implement the trait by hand.
    #[doc(hidden)]
    fn derive_only(&mut self, index: usize) -> Option<Slot<'_>>;

    /// The entity, for code that does not know its type.
    #[doc(hidden)]
    fn lend(&self) -> &dyn DynEntity {
        self
    }

    /// The same, mutable.
    #[doc(hidden)]
    fn lend_mut(&mut self) -> &mut dyn DynEntity {
        self
    }

    /// Encodes the entity; the patch types encode the change from the default entity.
    ///
    /// # Errors
    /// [`ErrorKind::Unrepresentable`](crate::ErrorKind::Unrepresentable) for text that XML cannot
    /// hold or a null inside a dictionary that a merge patch cannot.
    fn encode(&self, media_type: MediaType) -> Result<Vec<u8>, Error> {
        Encoder::new(media_type).encode(self)
    }

    /// As [`encode`](Self::encode), as text: bodies are UTF-8.
    ///
    /// ```
    /// use webhook_model::{FieldRight, MediaType, NetServerEntity};
    ///
    /// let text = FieldRight::create_default().encode_to_string(MediaType::ApplicationJson)?;
    /// assert_eq!(text, r#"{"Mask":"None","Reason":null}"#);
    /// # Ok::<(), webhook_model::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    fn encode_to_string(&self, media_type: MediaType) -> Result<String, Error> {
        Encoder::new(media_type).encode_to_string(self)
    }

    /// Decodes an entity; the patch types change the default entity.
    ///
    /// # Errors
    /// `body` is not a valid entity of this type: see [`ErrorKind`](crate::ErrorKind).
    fn decode(media_type: MediaType, body: &[u8]) -> Result<Self, Error> {
        Decoder::new(media_type).decode(body)
    }

    /// Checks the rules of the properties, `required`, `max_length`, `format` and `range`, the names
    /// and numbers of enums, and all nested values; see [`validation`](crate::validation).
    ///
    /// ```
    /// use webhook_model::{NetServerEntity, Webhook};
    ///
    /// let hook = Webhook { name: Some("x".repeat(401)), ..Webhook::create_default() };
    /// let violations = hook.validate().unwrap_err();
    /// assert_eq!(violations.to_string(), "/Name: must have at most 400 characters");
    /// ```
    ///
    /// # Errors
    /// All violations, up to [`Violations::MAX`].
    fn validate(&self) -> Result<(), Violations> {
        validate_entity(self.lend())
    }

    /// Changes the entity by a patch body, or replaces it with a whole one; on an error it does not
    /// change.
    ///
    /// # Errors
    /// Input that cannot be read or applied: see [`ErrorKind`](crate::ErrorKind).
    fn apply(&mut self, media_type: MediaType, body: &[u8]) -> Result<(), Error> {
        Decoder::new(media_type).apply(self, body)
    }

    /// Encodes the change from `base` to this entity, for the two patch types; other types encode the
    /// whole entity.
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    fn diff(&self, base: &Self, media_type: MediaType) -> Result<Vec<u8>, Error> {
        Encoder::new(media_type).diff(base, self)
    }
}

impl<T: NetServerEntity> DynEntity for T {
    fn entity(&self) -> &'static Entity {
        T::ENTITY
    }

    fn read<'a>(&'a self, block: usize, out: &mut Block<'a>) {
        // For a single block the derive emits no `match`.
        if block.saturating_mul(BLOCK) < T::ENTITY.properties.len() {
            self.lent(block, out);
        }
    }

    fn write(&mut self, index: usize) -> Option<Slot<'_>> {
        self.derive_only(index)
    }
}

impl Entity {
    /// A description; the derive sets the optional parts. The contract's order is usually the one by
    /// name.
    #[doc(hidden)]
    #[must_use]
    pub const fn new<T: NetServerEntity + Default>(
        name: &'static str,
        properties: &'static [Property],
        by_name: &'static [u16],
    ) -> Self {
        Self {
            name,
            agent: None,
            endpoints: &[],
            query: None,
            properties,
            base: 0,
            base_entity: None,
            by_name,
            by_contract: by_name,
            soap_order: &[],
            soap_name: None,
            aliases: &[],
            xml_namespace: None,
            new: boxed::<T>,
            this: entity::<T>,
        }
    }
}

fn boxed<T: NetServerEntity + Default>() -> Box<dyn DynEntity> {
    Box::new(created::<T>())
}

/// A default entity, for the derive. Not inline: all that make one share a copy of the code.
#[doc(hidden)]
#[inline(never)]
#[must_use]
pub fn created<T: Default>() -> T {
    T::default()
}

/// An entity as a property, for the derive.
#[doc(hidden)]
#[must_use]
pub const fn derived<T: NetServerEntity + Default>() -> Derived<T> {
    // A closure would be compiled once for each unit that the compiler splits a crate into.
    Derived {
        ty: Type::Entity(entity::<T>),
        blank: created,
        value: value::<T>,
        slot: slot::<T>,
    }
}

#[inline]
fn value<T: NetServerEntity>(entity: &T) -> Value<'_> {
    Value::Entity(entity)
}

#[inline]
fn slot<T: NetServerEntity>(entity: &mut T) -> Slot<'_> {
    Slot::Entity(entity)
}

fn entity<T: NetServerEntity>() -> &'static Entity {
    T::ENTITY
}
