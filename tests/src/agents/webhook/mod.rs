//! The Webhook agent beyond the webhook itself.

pub mod webhook12;

use std::collections::BTreeMap;

use webhook_model::{Carrier, NetServerEntity, Webhook, WebhookState};

/// Whether a test notification arrived.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct WebhookResult {
    pub success: bool,
    pub message: Option<String>,
    pub carrier: Carrier,
}

/// Asks for the webhooks that match.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "GetAllWebhooks", response = Option<Vec<Webhook>>)]
pub struct GetAllWebhooks {
    pub name_filter: Option<String>,
    pub event_filter: Option<String>,
    pub status_filter: WebhookState,
}

/// Sends a test notification.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "TestWebhook", response = Option<WebhookResult>)]
pub struct TestWebhook {
    pub webhook: Option<Webhook>,
}

/// Tells webhooks of an event.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "SignalEvent")]
pub struct SignalEvent {
    pub event_name: Option<String>,
    pub primary_key: i32,
    pub data: Option<BTreeMap<String, serde_json::Value>>,
}

/// Asks for the error that stopped a webhook.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "GetLastError", response = Option<String>)]
pub struct GetLastError {
    pub webhook_id: i32,
}
