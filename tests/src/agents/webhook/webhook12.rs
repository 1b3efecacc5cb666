//! The webhook of release 12.

use std::collections::BTreeMap;

use webhook_model::{
    Associate, DateTime, Flags, NetServerEntity, NetServerEnum, Secret, WebhookState,
};

use crate::agents::mdo::MdoListItem;

/// A webhook with the nine properties that release 12 added.
///
/// A struct of its own: every published body and schema of the Webhook agent has the first
/// fourteen alone, and a server of release 11 neither sends nor expects the others.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Webhook", operations(create_default, get, save, delete))]
pub struct Webhook {
    #[netserver(key)]
    pub webhook_id: i32,
    #[netserver(max_length = 400)]
    pub name: Option<String>,
    #[netserver(default = ["contact.created", "contact.deleted"])]
    pub events: Option<Vec<String>>,
    pub target_url: Option<String>,
    #[netserver(secret, max_length = 400)]
    pub secret: Option<Secret>,
    #[netserver(default = Active)]
    pub state: WebhookState,
    #[netserver(default = "webhook")]
    pub r#type: Option<String>,
    pub headers: Option<BTreeMap<String, String>>,
    pub properties: Option<BTreeMap<String, serde_json::Value>>,
    #[netserver(date = utc)]
    pub registered: DateTime,
    pub registered_associate: Option<Associate>,
    #[netserver(date = utc)]
    pub updated: DateTime,
    pub updated_associate: Option<Associate>,
    #[netserver(max_length = 239)]
    pub errors_email: Option<String>,
    #[netserver(web_api_only)]
    pub error_emails: Option<Vec<String>>,
    #[netserver(web_api_only)]
    pub error_associates: Option<Vec<MdoListItem>>,
    #[netserver(web_api_only)]
    pub description: Option<String>,
    #[netserver(web_api_only)]
    pub notify_via: Flags<WebhookNotifyVia>,
    #[netserver(web_api_only)]
    pub notify_when: Flags<WebhookNotifyWhen>,
    #[netserver(web_api_only)]
    pub total_calls: i32,
    #[netserver(web_api_only)]
    pub total_errors: i32,
    #[netserver(web_api_only)]
    pub consecutive_errors: i32,
    #[netserver(web_api_only)]
    pub last_error: Option<String>,
}

/// How people are told of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, NetServerEnum)]
#[netserver(flags)]
pub enum WebhookNotifyVia {
    None = 0,
    Email = 1,
    InApp = 2,
}

/// Of which errors people are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, NetServerEnum)]
#[netserver(flags)]
pub enum WebhookNotifyWhen {
    None = 0,
    FirstFailure = 1,
    Disabling = 2,
}
