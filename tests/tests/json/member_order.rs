//! Members may have any order, and Pascal or camel case, which may differ between the entities of a
//! list. The reader predicts the next member; a wrong prediction must not change the result.

use netserver_tests::any_value::{text, webhook};
use netserver_tests::scrambled::scrambled;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use webhook_model::{Decoder, MediaType, Webhook};

/// Boxed, because strategies are large and the stack of a test is small.
fn any_webhooks() -> BoxedStrategy<Vec<(Webhook, usize, bool)>> {
    vec((webhook(text().boxed()), 0..4_usize, any::<bool>()), 0..6).boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_entity_of_a_list_may_have_another_order(hooks in any_webhooks()) {
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
fn duplicate_properties_are_errors_in_any_order() {
    let body =
        r#"[{"Type":"a","Name":"b"},{"Type":"a","Name":"b"},{"Type":"a","Name":"b","Type":"c"}]"#;
    let error = Decoder::new(MediaType::ApplicationJson)
        .decode::<Vec<Webhook>>(body.as_bytes())
        .unwrap_err();
    assert_eq!(error.kind(), webhook_model::ErrorKind::Duplicate);
    assert_eq!(error.pointer(), "/2/Type");
}
