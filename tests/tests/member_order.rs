//! Members come in any order and in Pascal or camel case, and each entity of a list in its own: what
//! the reader expects after one must not change what it reads of the next.

use netserver_tests::any_value::{text, webhook};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use webhook_model::{Decoder, MediaType, NetServerEntity, Webhook};

/// The members of all objects turned by a number of places, and the other way around if that is odd.
fn write(tree: &Value, turn: usize, camel: bool) -> String {
    match tree {
        Value::Object(members) => {
            let mut written: Vec<String> = members
                .iter()
                .map(|(name, member)| {
                    format!(
                        "{}:{}",
                        json!(cased(name, camel)),
                        write(member, turn, camel)
                    )
                })
                .collect();
            let count = written.len().max(1);
            written.rotate_left(turn % count);
            if turn % 2 == 1 {
                written.reverse();
            }
            format!("{{{}}}", written.join(","))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| write(item, turn, camel)).collect();
            format!("[{}]", items.join(","))
        }
        other => other.to_string(),
    }
}

/// Keys of dictionaries are told apart by case, names of properties are not: these are the latter.
fn cased(name: &str, camel: bool) -> String {
    let is_property = [Webhook::ENTITY, webhook_model::Associate::ENTITY]
        .iter()
        .any(|of| of.position(name).is_some());
    match name.chars().next() {
        Some(first) if camel && is_property => {
            first.to_ascii_lowercase().to_string() + &name[first.len_utf8()..]
        }
        _ => name.to_owned(),
    }
}

/// In a box: strategies are large, and a test's stack is not.
fn any_webhooks() -> BoxedStrategy<Vec<(Webhook, usize, bool)>> {
    // Keys of dictionaries that look like properties would be written in another case.
    let key = text().prop_map(|text| format!("-{text}"));
    vec((webhook(key.boxed()), 0..4_usize, any::<bool>()), 0..6).boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_entity_of_a_list_has_its_own(hooks in any_webhooks()) {
        let items: Vec<String> = hooks
            .iter()
            .map(|(hook, turn, camel)| write(&json!(hook), *turn, *camel))
            .collect();
        let body = format!("[{}]", items.join(","));
        let read = Decoder::new(MediaType::ApplicationJson).decode::<Vec<Webhook>>(body.as_bytes());
        let hooks: Vec<Webhook> = hooks.into_iter().map(|(hook, ..)| hook).collect();
        prop_assert_eq!(read, Ok(hooks), "{}", body);
    }
}

#[test]
fn a_property_that_stands_twice_is_refused_in_any_order() {
    let body =
        r#"[{"Type":"a","Name":"b"},{"Type":"a","Name":"b"},{"Type":"a","Name":"b","Type":"c"}]"#;
    let error = Decoder::new(MediaType::ApplicationJson)
        .decode::<Vec<Webhook>>(body.as_bytes())
        .unwrap_err();
    assert_eq!(error.kind(), webhook_model::ErrorKind::Duplicate);
    assert_eq!(error.pointer(), "/2/Type");
}
