//! The Webhook agent, whose types are the model's.

pub use webhook_model::entities::{Webhook12, WebhookNotifyVia, WebhookNotifyWhen};
pub use webhook_model::{GetAllWebhooks, GetLastError, SignalEvent, TestWebhook, WebhookResult};
