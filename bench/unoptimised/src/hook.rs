//! The webhook as declared by a user of the derive.

use std::collections::BTreeMap;

use webhook_model::{Carrier, DateTime, NetServerEntity, Secret, UserType, WebhookState};

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct Hook {
    webhook_id: i32,
    name: Option<String>,
    events: Option<Vec<String>>,
    target_url: Option<String>,
    secret: Option<Secret>,
    state: WebhookState,
    r#type: Option<String>,
    headers: Option<BTreeMap<String, String>>,
    properties: Option<BTreeMap<String, serde_json::Value>>,
    registered: DateTime,
    registered_associate: Option<User>,
    updated: DateTime,
    updated_associate: Option<User>,
    errors_email: Option<String>,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
pub struct User {
    associate_id: i32,
    name: Option<String>,
    person_id: i32,
    rank: i16,
    tooltip: Option<String>,
    r#type: UserType,
    group_idx: i32,
    full_name: Option<String>,
    formal_name: Option<String>,
    deleted: bool,
    ej_user_id: i32,
    user_name: Option<String>,
    extra_fields: Option<BTreeMap<String, String>>,
    custom_fields: Option<BTreeMap<String, String>>,
    carrier: Carrier,
}

/// The webhook of the other benchmarks with all properties set.
pub fn filled() -> Hook {
    let mut user = User::create_default();
    user.associate_id = 5;
    user.name = Some("tje0".into());
    user.person_id = 147;
    user.tooltip = Some("Sales, Oslo".into());
    user.full_name = Some("Tony Jensen".into());
    user.formal_name = Some("Jensen, Tony".into());
    user.user_name = Some("tony@example.com".into());
    let mut hook = Hook::create_default();
    hook.webhook_id = 717;
    hook.name = Some("Tell the warehouse about contacts".into());
    hook.events = Some(vec!["contact.created".into(), "contact.deleted".into()]);
    hook.target_url = Some("https://www.example.com/superoffice/webhookhandler".into());
    hook.secret = Some("Something Super Secret".into());
    hook.state = WebhookState::Active;
    hook.r#type = Some("webhook".into());
    hook.headers = Some(
        [
            ("X-One".to_owned(), "1".to_owned()),
            ("X-Two".to_owned(), "2".to_owned()),
        ]
        .into(),
    );
    hook.properties = Some(
        [(
            "fieldName".to_owned(),
            serde_json::json!({"k": 1, "l": [1, 2, 3]}),
        )]
        .into(),
    );
    hook.registered = "2021-04-14T03:24:48.5966823Z".parse().unwrap();
    hook.updated = "2022-05-11T03:24:48.5966823+02:00".parse().unwrap();
    hook.registered_associate = Some(user.clone());
    hook.updated_associate = Some(user);
    hook.errors_email = Some("hooks@example.com".into());
    hook
}
