//! The peers: the same entity for serde and for miniserde, and the values that all encode.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use webhook_model::{Associate, Webhook};

/// `Webhook` as serde's users would write it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", rename = "Webhook")]
pub struct SerdeWebhook {
    webhook_id: i32,
    name: Option<String>,
    events: Option<Vec<String>>,
    target_url: Option<String>,
    secret: Option<String>,
    state: SerdeState,
    r#type: Option<String>,
    headers: Option<BTreeMap<String, String>>,
    properties: Option<BTreeMap<String, serde_json::Value>>,
    registered: String,
    registered_associate: Option<SerdeAssociate>,
    updated: String,
    updated_associate: Option<SerdeAssociate>,
    errors_email: Option<String>,
}

/// Its state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SerdeState {
    /// Not known.
    Unknown,
    /// Notifications are sent.
    Active,
    /// Somebody stopped it.
    Stopped,
    /// It failed too often.
    TooManyErrors,
}

/// `Associate` as serde's users would write it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SerdeAssociate {
    associate_id: i32,
    name: Option<String>,
    person_id: i32,
    rank: i16,
    tooltip: Option<String>,
    r#type: String,
    group_idx: i32,
    full_name: Option<String>,
    formal_name: Option<String>,
    deleted: bool,
    ej_user_id: i32,
    user_name: Option<String>,
    extra_fields: Option<BTreeMap<String, String>>,
    custom_fields: Option<BTreeMap<String, String>>,
    table_right: Option<serde_json::Value>,
    field_properties: Option<serde_json::Value>,
}

/// A webhook with everything set: about 1.3 kB of JSON.
#[must_use]
pub fn filled() -> Webhook {
    let mut user = Associate::create_default();
    user.associate_id = 5;
    user.name = Some("tje0".into());
    user.person_id = 147;
    user.tooltip = Some("Sales, Oslo".into());
    user.full_name = Some("Tony Jensen".into());
    user.formal_name = Some("Jensen, Tony".into());
    user.user_name = Some("tony@example.com".into());
    let mut hook = Webhook::create_default();
    hook.webhook_id = 717;
    hook.name = Some("Tell the warehouse about contacts".into());
    hook.target_url = Some("https://www.example.com/superoffice/webhookhandler".into());
    hook.secret = Some("Something Super Secret".into());
    hook.headers = Some([("X-One".to_owned(), "1".to_owned()), ("X-Two".to_owned(), "2".to_owned())].into());
    hook.properties = Some([("fieldName".to_owned(), serde_json::json!({"k": 1, "l": [1, 2, 3]}))].into());
    hook.registered = "2021-04-14T03:24:48.5966823Z".parse().unwrap_or_default();
    hook.updated = "2022-05-11T03:24:48.5966823+02:00".parse().unwrap_or_default();
    hook.registered_associate = Some(user.clone());
    hook.updated_associate = Some(user);
    hook.errors_email = Some("hooks@example.com".into());
    hook
}
