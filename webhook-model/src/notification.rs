//! Support for receivers of notifications: the names of events, the headers of the request, and a
//! memory of delivered events. The body itself is a [`WebhookPayload`](crate::WebhookPayload).
//!
//! A receiver has four steps: it verifies the signature over the bytes of the body
//! (`webhook_model::signature`, feature `signature`), decodes the body, asks a [`ReplayGuard`] whether
//! the event is new, and handles the event by its [`EventName`]. It should respond with a 2xx status
//! quickly: the server makes three attempts and then gives up, stops the webhook after nine failed
//! notifications in a row, and does not retry after 410 (vendor documentation).
//!
//! The page [`guide::notifications`](crate::guide::notifications) shows the four steps; the example
//! [`receiver.rs`](https://docs.rs/crate/webhook-agent/latest/source/examples/receiver.rs) is a complete receiver.

mod event_name;
#[cfg(feature = "http")]
mod headers;
mod replay_guard;

pub use event_name::{EventName, EventNameError};
#[cfg(feature = "http")]
pub use headers::{
    NotificationHeaderError, NotificationHeaders, X_SUPEROFFICE_EVENT, X_SUPEROFFICE_EVENT_ID,
    X_SUPEROFFICE_RETRY,
};
pub use replay_guard::{ReplayError, ReplayGuard};
