//! The Webhook agent, with the types of the model.

pub use webhook_model::entities::{Webhook12, WebhookNotifyVia, WebhookNotifyWhen};
pub use webhook_model::{GetAllWebhooks, GetLastError, SignalEvent, TestWebhook, WebhookResult};
