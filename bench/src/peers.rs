//! The entity as declared by users of serde.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `Webhook` as declared by users of serde.
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

/// The state of the webhook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SerdeState {
    /// Unknown.
    Unknown,
    /// Notifications are sent.
    Active,
    /// Stopped by a user.
    Stopped,
    /// Stopped after too many errors.
    TooManyErrors,
}

/// `Associate` as declared by users of serde.
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
