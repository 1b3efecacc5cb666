//! Entities with serde: serde_json compared with this crate's JSON, and other text and binary
//! formats.

use netserver_tests::any_entity::every_type;
use netserver_tests::any_value::{text, webhook};
use netserver_tests::every_type::EveryType;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use webhook_model::{MediaType, NetServerEntity, Webhook, WebhookState};

/// An application's type that contains entities.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Stored {
    tenant: String,
    hook: Webhook,
    more: Vec<Webhook>,
    none: Option<Webhook>,
}

fn stored() -> Stored {
    let json = json!({"WebhookId": 7, "State": "Stopped", "Secret": "s", "Headers": {"X": "1"},
        "Properties": {"p": {"q": [1, 2.5, true]}}, "Registered": "2021-04-14T03:24:48.5+02:00",
        "UpdatedAssociate": {"AssociateId": 5, "TableRight": {"Mask": "FULL"}}});
    Stored {
        tenant: "Cust1".to_owned(),
        hook: serde_json::from_value(json).unwrap(),
        more: vec![Webhook::create_default()],
        none: None,
    }
}

fn same_json<T: NetServerEntity + Serialize + DeserializeOwned>(
    entity: &T,
) -> Result<(), TestCaseError> {
    let own = entity.encode(MediaType::ApplicationJson).unwrap();
    let tree: Value = serde_json::from_slice(&own).unwrap();
    prop_assert_eq!(json!(entity), tree.clone());
    let from_text: T = serde_json::from_slice(&own).unwrap();
    prop_assert_eq!(json!(from_text), tree.clone());
    let from_tree: T = serde_json::from_value(tree.clone()).unwrap();
    prop_assert_eq!(json!(from_tree), tree);
    Ok(())
}

fn in_cbor<T: NetServerEntity + Serialize + DeserializeOwned>(
    entity: &T,
) -> Result<(), TestCaseError> {
    let mut bytes = Vec::new();
    ciborium::into_writer(entity, &mut bytes).unwrap();
    let read: T = ciborium::from_reader(bytes.as_slice()).unwrap();
    prop_assert_eq!(json!(read), json!(entity));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn serde_json_gives_the_same_json(hook in webhook(text().boxed())) {
        prop_assert_eq!(
            String::from_utf8(hook.encode(MediaType::ApplicationJson).unwrap()).unwrap(),
            serde_json::to_string(&hook).unwrap()
        );
        same_json(&hook)?;
    }

    #[test]
    fn every_type_by_serde_json(entity in every_type(text().boxed())) {
        same_json(&entity)?;
    }

    #[test]
    fn webhooks_in_cbor(hook in webhook(text().boxed())) {
        in_cbor(&hook)?;
    }

    #[test]
    fn every_type_in_cbor(entity in every_type(text().boxed())) {
        in_cbor(&entity)?;
    }
}

#[test]
fn entities_may_be_inside_other_types() {
    let stored = stored();
    let json = serde_json::to_string(&stored).unwrap();
    assert_eq!(serde_json::from_str::<Stored>(&json).unwrap(), stored);
    assert!(
        json.starts_with(r#"{"tenant":"Cust1","hook":{"WebhookId":7,"#),
        "{json}"
    );
}

/// TOML has no null: null members are omitted, and decoded as their defaults.
#[test]
fn toml_accepts_names_in_any_case_and_omits_null() {
    let stored = stored();
    let text = toml::to_string(&stored).unwrap();
    assert!(!text.contains("TargetUrl"), "{text}");
    let read: Stored = toml::from_str(&text).unwrap();
    assert_eq!(read, stored);
    let hook: Webhook =
        toml::from_str("name = 'x'\nSTATE = 'stopped'\nunknown = [1]\n[headers]\na = '1'").unwrap();
    assert_eq!(hook.name.as_deref(), Some("x"));
    assert_eq!(hook.state, WebhookState::Stopped);
    assert_eq!(json!(hook.headers), json!({"a": "1"}));
    assert_eq!(hook.events, Webhook::create_default().events);
}

#[test]
fn errors_name_the_property() {
    let error = toml::from_str::<Webhook>("[updatedAssociate]\nrank = 'x'").unwrap_err();
    let error = error.to_string();
    assert!(error.starts_with("/UpdatedAssociate/Rank: "), "{error}");
    assert!(
        error.contains("expected an int16, found a string"),
        "{error}"
    );
    let error = serde_json::from_str::<Webhook>(r#"{"webhookId": null}"#).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("/WebhookId: expected an int32, found null"),
        "{error}"
    );
    let error =
        serde_json::from_str::<Stored>(r#"{"tenant": "", "hook": {"Events": [1]}}"#).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("/Events/0: expected a string, found a number"),
        "{error}"
    );
    let mut bytes = Vec::new();
    ciborium::into_writer(&json!({"Headers": {"a": 1}}), &mut bytes).unwrap();
    let error = ciborium::from_reader::<Webhook, _>(bytes.as_slice()).unwrap_err();
    assert!(error.to_string().contains("/Headers/a"), "{error}");
}

/// Missing members have the agent's defaults, not blank values.
#[test]
fn missing_members_have_their_defaults() {
    assert_eq!(
        serde_json::from_str::<Webhook>("{}").unwrap(),
        Webhook::create_default()
    );
    assert_eq!(
        toml::from_str::<Webhook>("").unwrap(),
        Webhook::create_default()
    );
    let everything: EveryType = serde_json::from_str("{}").unwrap();
    assert_eq!(everything, EveryType::create_default());
}
