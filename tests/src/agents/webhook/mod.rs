//! The Webhook agent beyond the webhook itself.

pub mod webhook12;

pub use webhook_model::{GetAllWebhooks, GetLastError, SignalEvent, TestWebhook, WebhookResult};
