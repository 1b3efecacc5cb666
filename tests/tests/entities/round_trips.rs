//! Property tests: every value of an entity survives encoding and decoding in every format.

use netserver_tests::any_entity::every_type;
use netserver_tests::any_value::{is_xml, text, webhook, xml_text};
use netserver_tests::every_type::EveryType;
use netserver_tests::scrambled::scrambled;
use proptest::prelude::*;
use serde_json::{Value, json};
use webhook_model::{
    Contract, Decoder, Encoder, Error, ErrorKind, MediaType, NetServerEntity, PatchProfile,
    Webhook, WebhookState,
};

/// An entity as a tree, in which NaN equals NaN and the order of a hash map is ignored.
fn tree<T: NetServerEntity + serde::Serialize>(entity: &T) -> Value {
    json!(entity)
}

fn encode<T: NetServerEntity>(entity: &T, media_type: MediaType) -> Result<Vec<u8>, Error> {
    Encoder::new(media_type).encode(entity)
}

/// Decodes a body to a tree.
fn back<T: NetServerEntity + serde::Serialize>(
    media_type: MediaType,
    profile: PatchProfile,
    body: &[u8],
) -> Result<Value, Error> {
    let decoder = Decoder::new(media_type).profile(profile);
    decoder.decode::<T>(body).map(|entity| tree(&entity))
}

fn in_json<T: NetServerEntity + serde::Serialize>(entity: &T) -> Result<(), TestCaseError> {
    for media_type in [MediaType::ApplicationJson, MediaType::TextJson] {
        let body = encode(entity, media_type).unwrap();
        prop_assert_eq!(
            back::<T>(media_type, PatchProfile::NetServer, &body),
            Ok(tree(entity))
        );
        let by_serde: Value = serde_json::from_slice(&body).unwrap();
        prop_assert_eq!(by_serde, tree(entity));
    }
    Ok(())
}

fn in_xml<T: NetServerEntity + serde::Serialize>(entity: &T) -> Result<(), TestCaseError> {
    for media_type in [MediaType::ApplicationXml, MediaType::TextXml] {
        for contract in [Contract::WebApi, Contract::Soap] {
            let body = Encoder::new(media_type).contract(contract).encode(entity);
            let named = contract == Contract::WebApi || !body.as_ref().is_err_and(has_no_name);
            if !holds_xml_only(&tree(entity)) || !named {
                let error = body.unwrap_err();
                prop_assert_eq!(error.kind(), ErrorKind::Unrepresentable);
                prop_assert!(error.pointer().starts_with('/'), "{}", error);
                continue;
            }
            let body = body.unwrap();
            let read = back::<T>(media_type, PatchProfile::NetServer, &body);
            prop_assert_eq!(read, Ok(tree(entity)), "{}", String::from_utf8_lossy(&body));
        }
    }
    Ok(())
}

/// Whether the schemas of the SOAP services have no name for the value of an enum.
fn has_no_name(error: &Error) -> bool {
    error.message().contains("is not a name of")
}

/// Whether XML can represent every text and key.
fn holds_xml_only(tree: &Value) -> bool {
    match tree {
        Value::String(text) => text.chars().all(is_xml),
        Value::Array(items) => items.iter().all(holds_xml_only),
        Value::Object(members) => members
            .iter()
            .all(|(key, member)| key.chars().all(is_xml) && holds_xml_only(member)),
        _ => true,
    }
}

fn in_json_patch<T: NetServerEntity + serde::Serialize>(entity: &T) -> Result<(), TestCaseError> {
    let media_type = MediaType::ApplicationJsonPatch;
    let body = encode(entity, media_type).unwrap();
    for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
        let read = back::<T>(media_type, profile, &body);
        prop_assert_eq!(read, Ok(tree(entity)), "{}", String::from_utf8_lossy(&body));
    }
    Ok(())
}

fn in_merge_patch<T: NetServerEntity + serde::Serialize>(entity: &T) -> Result<(), TestCaseError> {
    let media_type = MediaType::ApplicationMergePatch;
    match encode(entity, media_type) {
        Ok(body) => {
            let read = back::<T>(media_type, PatchProfile::NetServer, &body);
            prop_assert_eq!(read, Ok(tree(entity)), "{}", String::from_utf8_lossy(&body));
        }
        // RFC 7396 cannot express null inside a dictionary.
        Err(error) => {
            prop_assert_eq!(error.kind(), ErrorKind::Unrepresentable);
            let null = tree(entity).pointer(error.pointer()).cloned();
            prop_assert_eq!(null, Some(Value::Null), "{}", error);
        }
    }
    Ok(())
}

/// A patch from one entity to another converts the first to the second.
fn between(from: &Webhook, to: &Webhook) -> Result<(), TestCaseError> {
    for media_type in [
        MediaType::ApplicationJsonPatch,
        MediaType::ApplicationMergePatch,
    ] {
        let Ok(patch) = to.diff(from, media_type) else {
            prop_assert_eq!(media_type, MediaType::ApplicationMergePatch);
            continue;
        };
        for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
            let mut changed = from.clone();
            let decoder = Decoder::new(media_type).profile(profile);
            let applied = decoder.apply(&mut changed, &patch);
            prop_assert_eq!(applied, Ok(()), "{}", String::from_utf8_lossy(&patch));
            prop_assert_eq!(
                tree(&changed),
                tree(to),
                "{}",
                String::from_utf8_lossy(&patch)
            );
        }
    }
    Ok(())
}

/// A patch contains only known names, so the webhook has no unknown state.
fn known(mut hook: Webhook) -> Webhook {
    if matches!(hook.state, WebhookState::Other(_)) {
        hook.state = WebhookState::Stopped;
    }
    hook
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn webhooks_in_json(hook in webhook(text().boxed())) {
        in_json(&hook)?;
    }

    #[test]
    fn webhooks_in_xml(hook in prop_oneof![webhook(text().boxed()), webhook(xml_text().boxed())]) {
        in_xml(&hook)?;
    }

    #[test]
    fn webhooks_in_patches(hook in webhook(text().boxed())) {
        in_json_patch(&known(hook.clone()))?;
        in_merge_patch(&known(hook))?;
    }

    #[test]
    fn patches_between_webhooks(from in webhook(text().boxed()), to in webhook(text().boxed())) {
        between(&known(from.clone()), &known(to.clone()))?;
        // A state that the patch does not contain may be unknown.
        let unknown = WebhookState::Other(webhook_model::UnknownVariant::from_name("Paused"));
        let (from, to) = (
            Webhook { state: unknown.clone(), ..from },
            Webhook { state: unknown, ..to },
        );
        between(&from, &to)?;
    }

    #[test]
    fn members_in_any_order_and_case(hook in webhook(text().boxed()), turn in 0..64_usize) {
        let body = scrambled(&tree(&hook), turn, true);
        let read = Webhook::decode(MediaType::ApplicationJson, body.as_bytes());
        prop_assert_eq!(read.map(|hook| tree(&hook)), Ok(tree(&hook)), "{}", body);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_type_in_json(entity in every_type(text().boxed())) {
        in_json(&entity)?;
    }

    #[test]
    fn every_type_in_xml(entity in prop_oneof![1 => every_type(text().boxed()), 3 => every_type(xml_text().boxed())]) {
        in_xml(&entity)?;
    }

    #[test]
    fn every_type_in_patches(entity in every_type(text().boxed())) {
        in_json_patch(&entity)?;
        in_merge_patch(&entity)?;
    }

    #[test]
    fn lists_of_entities(entities in proptest::collection::vec(webhook(xml_text().boxed()), 0..4)) {
        for media_type in [MediaType::ApplicationJson, MediaType::ApplicationXml] {
            let body = Encoder::new(media_type).encode(&entities).unwrap();
            let read: Vec<Webhook> = Decoder::new(media_type).decode(&body).unwrap();
            prop_assert_eq!(json!(read), json!(entities));
        }
    }
}

#[test]
fn default_entities_survive_every_format() {
    let hook = Webhook::create_default();
    let everything = EveryType::create_default();
    in_json(&hook).and(in_xml(&hook)).unwrap();
    in_json_patch(&hook).and(in_merge_patch(&hook)).unwrap();
    in_json(&everything).and(in_xml(&everything)).unwrap();
    in_json_patch(&everything)
        .and(in_merge_patch(&everything))
        .unwrap();
    assert_eq!(
        encode(&hook, MediaType::ApplicationJsonPatch).unwrap(),
        b"[]"
    );
    assert_eq!(
        encode(&everything, MediaType::ApplicationMergePatch).unwrap(),
        b"{}"
    );
}
