//! Members come in any order and in Pascal or camel case, and each entity of a list in its own: what
//! the reader expects after one must not change what it reads of the next.

use netserver_tests::any_value::{text, webhook};
use netserver_tests::scrambled::scrambled;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use webhook_model::{Decoder, MediaType, Webhook};

/// In a box: strategies are large, and a test's stack is not.
fn any_webhooks() -> BoxedStrategy<Vec<(Webhook, usize, bool)>> {
    vec((webhook(text().boxed()), 0..4_usize, any::<bool>()), 0..6).boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_entity_of_a_list_has_its_own(hooks in any_webhooks()) {
        let items: Vec<String> = hooks
            .iter()
            .map(|(hook, turn, camel)| scrambled(&json!(hook), *turn, *camel))
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
