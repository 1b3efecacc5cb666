//! `Webhook`: a subscription to events in the CRM.

use std::collections::BTreeMap;

use webhook_derive::{NetServerEntity, NetServerEnum};

use super::Associate;
use crate::property::date_time::DateTime;
use crate::property::enumeration::UnknownVariant;
use crate::property::secret::Secret;

/// A subscription to events (vendor documentation of the Webhook agent).
///
/// ```
/// use webhook_model::{Webhook, WebhookState};
///
/// let hook = Webhook::create_default();
/// assert_eq!(hook.state, WebhookState::Active);
/// assert_eq!(hook.r#type.as_deref(), Some("webhook"));
/// assert_eq!(Webhook::CREATE_DEFAULT_PATH, "/api/v1/Agents/Webhook/CreateDefaultWebhook");
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    agent = "Webhook",
    operations(create_default, get, save, delete),
    slow_ms = 2000
)]
pub struct Webhook {
    /// The primary key; 0 until the webhook is saved.
    #[netserver(key)]
    pub webhook_id: i32,
    /// The display name; two webhooks may have the same.
    #[netserver(max_length = 400)]
    pub name: Option<String>,
    /// The events that fire it, such as `contact.created`.
    #[netserver(default = ["contact.created", "contact.deleted"])]
    pub events: Option<Vec<String>>,
    /// The target of notifications: an https address, or the id of a script.
    #[netserver(max_length = 4000)]
    pub target_url: Option<String>,
    /// The key that signs notifications with HMAC-SHA256.
    #[netserver(secret, max_length = 400)]
    pub secret: Option<Secret>,
    /// Whether notifications are sent.
    #[netserver(default = Active)]
    pub state: WebhookState,
    /// The plugin that delivers: `webhook`, or `crmscript` for a script.
    #[netserver(default = "webhook", max_length = 100)]
    pub r#type: Option<String>,
    /// HTTP headers that are added to each notification.
    pub headers: Option<BTreeMap<String, String>>,
    /// Members that are added to the body of each notification.
    pub properties: Option<BTreeMap<String, serde_json::Value>>,
    /// When the webhook was created, in UTC.
    #[netserver(date = utc)]
    pub registered: DateTime,
    /// Who created it.
    pub registered_associate: Option<Associate>,
    /// When the webhook was last changed, in UTC.
    #[netserver(date = utc)]
    pub updated: DateTime,
    /// Who changed it.
    pub updated_associate: Option<Associate>,
    /// The e-mail address for the message that the state has become [`WebhookState::TooManyErrors`].
    #[netserver(max_length = 239)]
    pub errors_email: Option<String>,
}

/// Whether a webhook sends notifications.
#[derive(Debug, Clone, PartialEq, Eq, Hash, NetServerEnum)]
#[repr(i32)]
#[non_exhaustive]
pub enum WebhookState {
    /// Unknown.
    Unknown = 0,
    /// Notifications are sent.
    Active = 1,
    /// Stopped by a user.
    Stopped = 2,
    /// Stopped by the server after too many errors.
    TooManyErrors = 3,
    /// A state from a newer server.
    #[netserver(other)]
    Other(UnknownVariant),
}
