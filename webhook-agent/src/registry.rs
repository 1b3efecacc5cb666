//! The entities of an agent, each with functions for its type.

use webhook_model::entity::Entity;
use webhook_model::suggest::closest;
use webhook_model::{Encoder, Error, NetServerEntity};

use crate::conversion::{Conversion, ConversionError};

/// One entity of a [`Registry`]: its description, and functions compiled for its type.
///
/// ```
/// use webhook_agent::Registered;
/// use webhook_model::{Encoder, MediaType, Webhook};
///
/// let webhook = Registered::of::<Webhook>();
/// let body = webhook.default_body(&Encoder::new(MediaType::ApplicationJson))?;
/// assert!(body.starts_with(br#"{"WebhookId":0,"#));
/// # Ok::<(), webhook_model::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Registered {
    entity: &'static Entity,
    default_body: fn(&Encoder<'_>) -> Result<Vec<u8>, Error>,
    convert: fn(&Conversion<'_>) -> Result<Vec<u8>, ConversionError>,
}

impl Registered {
    /// The entry for a type.
    #[must_use]
    pub fn of<T: NetServerEntity>() -> Self {
        Self {
            entity: T::ENTITY,
            default_body: |encoder| encoder.encode(&T::create_default()),
            convert: |conversion| conversion.run::<T>(),
        }
    }

    /// The description of the entity.
    #[must_use]
    pub fn entity(&self) -> &'static Entity {
        self.entity
    }

    /// Encodes the default entity.
    ///
    /// # Errors
    /// As [`Encoder::encode`].
    pub fn default_body(&self, encoder: &Encoder<'_>) -> Result<Vec<u8>, Error> {
        (self.default_body)(encoder)
    }

    /// Converts a body from one media type to another.
    ///
    /// # Errors
    /// A body that cannot be decoded, or not be written in the other media type.
    pub fn convert(&self, conversion: &Conversion<'_>) -> Result<Vec<u8>, ConversionError> {
        (self.convert)(conversion)
    }
}

/// Entities by name, in the order in which they were added.
///
/// ```
/// use webhook_agent::{Registered, Registry};
/// use webhook_model::{Associate, Webhook};
///
/// let registry = Registry::new()
///     .with(Registered::of::<Webhook>())
///     .with(Registered::of::<Associate>());
/// assert!(registry.get("webhook").is_some());
/// assert_eq!(registry.suggest("Webhok"), Some("Webhook"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Registry {
    entries: Vec<Registered>,
}

impl Registry {
    /// A registry without entities.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an entity, or replaces the one with the same name.
    #[must_use]
    pub fn with(mut self, registered: Registered) -> Self {
        let name = registered.entity.name;
        self.entries.retain(|entry| entry.entity.name != name);
        self.entries.push(registered);
        self
    }

    /// Finds an entity by its name in any case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Registered> {
        self.entries
            .iter()
            .find(|entry| entry.entity.name.eq_ignore_ascii_case(name))
    }

    /// The entities.
    pub fn iter(&self) -> impl Iterator<Item = &Registered> {
        self.entries.iter()
    }

    /// The name most similar to the given one, if there is one.
    #[must_use]
    pub fn suggest(&self, name: &str) -> Option<&'static str> {
        closest(name, self.entries.iter().map(|entry| entry.entity.name))
    }
}
