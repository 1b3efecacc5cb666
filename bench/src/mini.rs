//! The entity as declared by users of miniserde.

use std::collections::BTreeMap;

/// `Webhook` as declared by users of miniserde.
#[derive(Debug, miniserde::Serialize, miniserde::Deserialize)]
pub struct MiniWebhook {
    #[serde(rename = "WebhookId")]
    webhook_id: i32,
    #[serde(rename = "Name")]
    name: Option<String>,
    #[serde(rename = "Events")]
    events: Option<Vec<String>>,
    #[serde(rename = "TargetUrl")]
    target_url: Option<String>,
    #[serde(rename = "Secret")]
    secret: Option<String>,
    #[serde(rename = "State")]
    state: MiniState,
    #[serde(rename = "Type")]
    r#type: Option<String>,
    #[serde(rename = "Headers")]
    headers: Option<BTreeMap<String, String>>,
    #[serde(rename = "Properties")]
    properties: Option<BTreeMap<String, miniserde::json::Value>>,
    #[serde(rename = "Registered")]
    registered: String,
    #[serde(rename = "RegisteredAssociate")]
    registered_associate: Option<MiniAssociate>,
    #[serde(rename = "Updated")]
    updated: String,
    #[serde(rename = "UpdatedAssociate")]
    updated_associate: Option<MiniAssociate>,
    #[serde(rename = "ErrorsEmail")]
    errors_email: Option<String>,
}

/// The state of the webhook.
#[derive(Debug, miniserde::Serialize, miniserde::Deserialize)]
pub enum MiniState {
    /// Unknown.
    Unknown,
    /// Notifications are sent.
    Active,
    /// Stopped by a user.
    Stopped,
    /// Stopped after too many errors.
    TooManyErrors,
}

/// `Associate` as declared by users of miniserde.
#[derive(Debug, miniserde::Serialize, miniserde::Deserialize)]
pub struct MiniAssociate {
    #[serde(rename = "AssociateId")]
    associate_id: i32,
    #[serde(rename = "Name")]
    name: Option<String>,
    #[serde(rename = "PersonId")]
    person_id: i32,
    #[serde(rename = "Rank")]
    rank: i16,
    #[serde(rename = "Tooltip")]
    tooltip: Option<String>,
    #[serde(rename = "Type")]
    r#type: String,
    #[serde(rename = "GroupIdx")]
    group_idx: i32,
    #[serde(rename = "FullName")]
    full_name: Option<String>,
    #[serde(rename = "FormalName")]
    formal_name: Option<String>,
    #[serde(rename = "Deleted")]
    deleted: bool,
    #[serde(rename = "EjUserId")]
    ej_user_id: i32,
    #[serde(rename = "UserName")]
    user_name: Option<String>,
    #[serde(rename = "ExtraFields")]
    extra_fields: Option<BTreeMap<String, String>>,
    #[serde(rename = "CustomFields")]
    custom_fields: Option<BTreeMap<String, String>>,
    #[serde(rename = "TableRight")]
    table_right: Option<miniserde::json::Value>,
    #[serde(rename = "FieldProperties")]
    field_properties: Option<miniserde::json::Value>,
}
