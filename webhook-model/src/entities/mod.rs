//! The built-in entities, a carrier each: nothing but the annotated struct and its own methods.

mod associate;
pub(crate) mod carrier;
mod payload;
mod rights;
mod webhook;

pub use associate::{Associate, UserType};
pub use carrier::Carrier;
pub use payload::WebhookPayload;
pub use rights::{EFieldRight, ETableRight, FieldProperty, FieldRight, TableRight};
pub use webhook::{Webhook, WebhookState};
