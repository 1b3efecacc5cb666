//! The additional operations of the Webhook agent.

use std::collections::BTreeMap;

use webhook_derive::NetServerEntity;

use super::{Carrier, Webhook, WebhookState};

/// The response of [`TestWebhook`]: whether a test notification arrived.
///
/// ```
/// use webhook_model::WebhookResult;
///
/// assert!(!WebhookResult::create_default().success);
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct WebhookResult {
    /// Whether the target responded with success.
    pub success: bool,
    /// The response of the target: status, header fields and body, at most 4,000 characters.
    pub message: Option<String>,
    /// The inherited properties.
    pub carrier: Carrier,
}

/// Requests the webhooks that match all filters.
///
/// ```
/// use webhook_model::GetAllWebhooks;
/// use webhook_model::operation::Operation as _;
///
/// assert_eq!(GetAllWebhooks::PATH, "/api/v1/Agents/Webhook/GetAllWebhooks");
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "GetAllWebhooks", response = Option<Vec<Webhook>>, slow_ms = 2000)]
pub struct GetAllWebhooks {
    /// The whole name, in any case; null for all.
    pub name_filter: Option<String>,
    /// An event that the webhook listens to; null for all.
    pub event_filter: Option<String>,
    /// The state; [`WebhookState::Unknown`] for all.
    pub status_filter: WebhookState,
}

/// Sends a test notification of a webhook, whether it is stored or not.
///
/// ```
/// use webhook_model::TestWebhook;
/// use webhook_model::operation::Operation as _;
///
/// assert_eq!(TestWebhook::PATH, "/api/v1/Agents/Webhook/TestWebhook");
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "TestWebhook", response = Option<WebhookResult>, slow_ms = 2000)]
pub struct TestWebhook {
    /// The webhook.
    pub webhook: Option<Webhook>,
}

/// Notifies the webhooks that listen to an event.
///
/// ```
/// use webhook_model::SignalEvent;
/// use webhook_model::operation::Operation as _;
///
/// assert_eq!(SignalEvent::PATH, "/api/v1/Agents/Webhook/SignalEvent");
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "SignalEvent", slow_ms = 2000)]
pub struct SignalEvent {
    /// The name of the event, such as `sale.sold`.
    pub event_name: Option<String>,
    /// The primary key of the record; 0 for none.
    pub primary_key: i32,
    /// The values for `FieldValues` of the notification.
    pub data: Option<BTreeMap<String, serde_json::Value>>,
}

/// Requests the last error of a webhook: empty if there was none.
///
/// ```
/// use webhook_model::GetLastError;
/// use webhook_model::operation::Operation as _;
///
/// assert_eq!(GetLastError::PATH, "/api/v1/Agents/Webhook/GetLastError");
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "GetLastError", response = Option<String>, slow_ms = 2000)]
pub struct GetLastError {
    /// The primary key of the webhook.
    pub webhook_id: i32,
}
