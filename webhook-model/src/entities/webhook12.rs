//! The webhook of release 12, which has nine more properties.

use std::collections::BTreeMap;

use webhook_derive::{NetServerEntity, NetServerEnum};

use super::{Associate, MdoListItem, Webhook, WebhookResult, WebhookState};
use crate::property::date_time::DateTime;
use crate::property::flags::Flags;
use crate::property::secret::Secret;

/// A [`Webhook`] in release 12: the fourteen properties of release 11, and nine more.
///
/// It is a separate struct because a server of release 11 neither sends nor expects the nine: with a
/// single struct, every body, default and schema of release 11 would have properties that do not exist
/// there. On the wire both have the same name and the same addresses. `From` converts between them.
///
/// The nine are not in the SOAP contract, whose schema is older.
///
/// ```
/// use webhook_model::Webhook;
/// use webhook_model::entities::{Webhook12, WebhookNotifyVia};
///
/// let mut hook = Webhook12::create_default();
/// hook.notify_via.insert(WebhookNotifyVia::Email);
/// assert_eq!(Webhook12::SAVE_PATH, Webhook::SAVE_PATH);
/// assert_eq!(Webhook::from(hook), Webhook::create_default());
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    agent = "Webhook",
    entity = "Webhook",
    operations(create_default, get, save, delete),
    slow_ms = 2000
)]
pub struct Webhook12 {
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
    /// The e-mail addresses for messages about errors.
    #[netserver(web_api_only)]
    pub error_emails: Option<Vec<String>>,
    /// The users who receive messages about errors.
    #[netserver(web_api_only)]
    pub error_associates: Option<Vec<MdoListItem>>,
    /// The purpose of the webhook.
    #[netserver(web_api_only)]
    pub description: Option<String>,
    /// How users are notified of errors.
    #[netserver(web_api_only)]
    pub notify_via: Flags<WebhookNotifyVia>,
    /// The errors that users are notified of.
    #[netserver(web_api_only)]
    pub notify_when: Flags<WebhookNotifyWhen>,
    /// How many notifications have been sent.
    #[netserver(web_api_only)]
    pub total_calls: i32,
    /// How many notifications failed.
    #[netserver(web_api_only)]
    pub total_errors: i32,
    /// How many failed since the last success.
    #[netserver(web_api_only)]
    pub consecutive_errors: i32,
    /// The error of the last failed notification.
    #[netserver(web_api_only)]
    pub last_error: Option<String>,
}

/// How users are notified of errors of a webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, NetServerEnum)]
#[netserver(flags)]
pub enum WebhookNotifyVia {
    /// Not at all.
    None = 0,
    /// By e-mail.
    Email = 1,
    /// By a message in the CRM.
    InApp = 2,
}

/// The errors of a webhook that users are notified of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, NetServerEnum)]
#[netserver(flags)]
pub enum WebhookNotifyWhen {
    /// None.
    None = 0,
    /// The first error after a success.
    FirstFailure = 1,
    /// The error that stops the webhook.
    Disabling = 2,
}

/// [`GetAllWebhooks`](super::GetAllWebhooks) with webhooks of release 12 in the response.
///
/// ```
/// use webhook_model::entities::{GetAllWebhooks, GetAllWebhooks12};
/// use webhook_model::operation::Operation as _;
///
/// assert_eq!(GetAllWebhooks12::PATH, GetAllWebhooks::PATH);
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "GetAllWebhooks", response = Option<Vec<Webhook12>>, slow_ms = 2000)]
pub struct GetAllWebhooks12 {
    /// The whole name, in any case; null for all.
    pub name_filter: Option<String>,
    /// An event that the webhook listens to; null for all.
    pub event_filter: Option<String>,
    /// The state; [`WebhookState::Unknown`] for all.
    pub status_filter: WebhookState,
}

/// [`TestWebhook`](super::TestWebhook) with a webhook of release 12.
///
/// ```
/// use webhook_model::entities::{TestWebhook, TestWebhook12};
/// use webhook_model::operation::Operation as _;
///
/// assert_eq!(TestWebhook12::PATH, TestWebhook::PATH);
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "TestWebhook", response = Option<WebhookResult>, slow_ms = 2000)]
pub struct TestWebhook12 {
    /// The webhook.
    pub webhook: Option<Webhook12>,
}

impl From<Webhook> for Webhook12 {
    /// The webhook, with defaults for the nine properties that it does not have.
    fn from(hook: Webhook) -> Self {
        Self {
            webhook_id: hook.webhook_id,
            name: hook.name,
            events: hook.events,
            target_url: hook.target_url,
            secret: hook.secret,
            state: hook.state,
            r#type: hook.r#type,
            headers: hook.headers,
            properties: hook.properties,
            registered: hook.registered,
            registered_associate: hook.registered_associate,
            updated: hook.updated,
            updated_associate: hook.updated_associate,
            errors_email: hook.errors_email,
            ..Self::create_default()
        }
    }
}

impl From<Webhook12> for Webhook {
    /// The webhook without the nine properties that release 11 does not have.
    fn from(hook: Webhook12) -> Self {
        Self {
            webhook_id: hook.webhook_id,
            name: hook.name,
            events: hook.events,
            target_url: hook.target_url,
            secret: hook.secret,
            state: hook.state,
            r#type: hook.r#type,
            headers: hook.headers,
            properties: hook.properties,
            registered: hook.registered,
            registered_associate: hook.registered_associate,
            updated: hook.updated,
            updated_associate: hook.updated_associate,
            errors_email: hook.errors_email,
        }
    }
}

impl From<GetAllWebhooks12> for super::GetAllWebhooks {
    fn from(filter: GetAllWebhooks12) -> Self {
        Self {
            name_filter: filter.name_filter,
            event_filter: filter.event_filter,
            status_filter: filter.status_filter,
        }
    }
}
