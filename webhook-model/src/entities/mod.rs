//! The built-in entities, with a file for each NetServer carrier: the annotated struct and its own
//! methods.

mod associate;
pub(crate) mod carrier;
mod list_item;
mod payload;
mod rights;
mod webhook;
mod webhook12;
mod webhook_requests;

pub use associate::{Associate, UserType};
pub use carrier::Carrier;
pub use list_item::MdoListItem;
pub use payload::WebhookPayload;
pub use rights::{EFieldRight, ETableRight, FieldProperty, FieldRight, TableRight};
pub use webhook::{Webhook, WebhookState};
pub use webhook_requests::{GetAllWebhooks, GetLastError, SignalEvent, TestWebhook, WebhookResult};
pub use webhook12::{
    GetAllWebhooks12, TestWebhook12, Webhook12, WebhookNotifyVia, WebhookNotifyWhen,
};
