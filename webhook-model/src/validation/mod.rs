//! Validation of values at run time, by the rules of `#[netserver(..)]`.
//!
//! [`validate`](crate::NetServerEntity::validate) of an entity checks `required`, `max_length`,
//! `format` and `range` of its properties, the names and numbers of enums, and all nested values. It
//! finds all violations at once. Decoding does not validate: a body with such a value is well-formed,
//! and a server may have other rules. The [guide](crate::guide::validation) describes the rules.
//!
//! The rules are data in the description, so they add no code per property.

mod path;
mod rules;
mod violation;
mod walk;

pub use self::violation::{Violation, ViolationCode, Violations};

use self::walk::Walk;
use crate::property::{DynEntity, PropertyType, Type, Value};

/// Validates any property type, such as a list of entities or a family.
///
/// # Errors
/// All violations, up to [`Violations::MAX`].
///
/// ```
/// use webhook_model::validation::validate;
/// use webhook_model::{UnknownVariant, Webhook, WebhookState};
///
/// let newer = WebhookState::Other(UnknownVariant::from_name("Paused"));
/// let hooks = vec![Webhook::create_default(), Webhook { state: newer, ..Webhook::create_default() }];
/// let violations = validate(&hooks).unwrap_err();
/// assert_eq!(violations.as_slice()[0].pointer(), "/1/State");
/// ```
pub fn validate<T: PropertyType>(value: &T) -> Result<(), Violations> {
    Walk::over(T::TYPE, value.value())
}

/// Validates an entity of unknown type.
///
/// # Errors
/// All violations, up to [`Violations::MAX`].
///
/// ```
/// use webhook_model::property::DynEntity;
/// use webhook_model::validation::validate_entity;
/// use webhook_model::{NetServerEntity, Webhook};
///
/// let entity: Box<dyn DynEntity> = (Webhook::ENTITY.new)();
/// assert!(validate_entity(&*entity).is_ok());
/// ```
pub fn validate_entity(entity: &dyn DynEntity) -> Result<(), Violations> {
    // The type of an entity follows from the value alone.
    Walk::over(Type::Any, Value::Entity(entity))
}
