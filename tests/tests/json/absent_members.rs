//! Missing members have their defaults: for any entity, and any of its members.

use std::ops::Range;

use netserver_tests::any_entity::every_type;
use netserver_tests::any_value::{text, webhook, xml_text};
use proptest::prelude::*;
use serde_json::{Value, json};
use webhook_model::{Contract, Encoder, MediaType, NetServerEntity, Webhook};

/// Decodes the entity without some of its members, which must then have their defaults.
fn left_out<T>(entity: &T, kept: u64) -> Result<(), TestCaseError>
where
    T: NetServerEntity + serde::Serialize,
{
    let is_kept = |index: usize| kept >> (index % 64) & 1 == 1;
    let (tree, default) = (json!(entity), json!(T::create_default()));
    let mut expected = default;
    let mut written = Vec::new();
    for (index, property) in T::ENTITY.properties.iter().enumerate() {
        let name = property.name();
        if is_kept(index) {
            expected[name] = tree[name].clone();
            written.push(format!("{}:{}", json!(name), tree[name]));
        }
    }
    let body = format!("{{{}}}", written.join(","));
    let read = T::decode(MediaType::ApplicationJson, body.as_bytes());
    prop_assert_eq!(
        read.map(|read| json!(read)),
        Ok(expected.clone()),
        "{}",
        body
    );

    let media_type = MediaType::ApplicationXml;
    let encoder = Encoder::new(media_type).contract(Contract::Soap);
    // Other tests cover text that XML cannot represent.
    let Ok(body) = encoder.encode(entity) else {
        return Ok(());
    };
    let mut body = String::from_utf8(body).unwrap();
    let elements = elements(&body);
    // In declared order, if no properties are inherited.
    prop_assert_eq!(
        (elements.len(), 0),
        (T::ENTITY.properties.len(), T::ENTITY.base)
    );
    for (index, element) in elements.into_iter().enumerate().rev() {
        if !is_kept(index) {
            body.replace_range(element, "");
        }
    }
    let read = T::decode(media_type, body.as_bytes());
    prop_assert_eq!(read.map(|read| json!(read)), Ok(expected), "{}", body);
    Ok(())
}

/// The positions of the elements below the root. The encoder does not write `<` or `>` into text.
fn elements(xml: &str) -> Vec<Range<usize>> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, _) in xml.match_indices('<') {
        let end = at + xml[at..].find('>').unwrap() + 1;
        let (is_end, is_empty) = (xml[at..].starts_with("</"), xml[..end].ends_with("/>"));
        if depth == 1 && !is_end {
            start = at;
        }
        if is_end {
            depth -= 1;
        } else if !is_empty {
            depth += 1;
        }
        if depth == 1 && (is_end || is_empty) {
            found.push(start..end);
        }
    }
    found
}

/// Boxed, because strategies are large and the stack of a test is small.
fn any_webhook() -> BoxedStrategy<Webhook> {
    prop_oneof![webhook(text().boxed()), webhook(xml_text().boxed())].boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_webhooks(hook in any_webhook(), kept: u64) {
        left_out(&hook, kept)?;
    }

    #[test]
    fn of_every_type(entity in every_type(xml_text().boxed()).boxed(), kept: [u64; 6]) {
        left_out(&entity, kept[0])?;
        left_out(&entity.scalars, kept[1])?;
        left_out(&entity.lists, kept[2])?;
        left_out(&entity.dictionaries, kept[3])?;
        left_out(&entity.chrono, kept[4])?;
        if let Some(nullables) = &entity.nullables {
            left_out(nullables, kept[5])?;
        }
    }
}

#[test]
fn all_of_them() {
    let hook = Webhook::create_default();
    left_out(&hook, 0).unwrap();
    left_out(&hook, u64::MAX).unwrap();
    assert_ne!(json!(hook)["State"], Value::Null);
}
