//! Without the feature `serde`, entities do not implement its traits; bodies are encoded all the same.
#![cfg(not(feature = "serde"))]

use std::collections::BTreeMap;

use webhook_model::{DateTime, FieldRight, MediaType, NetServerEntity, Webhook};

/// A newtype.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Ids(Vec<i32>);

struct Type<T>(std::marker::PhantomData<T>);

trait Otherwise {
    const IMPLEMENTS: bool = false;
}

impl<T> Otherwise for Type<T> {}

impl<T: serde::Serialize + serde::de::DeserializeOwned> Type<T> {
    const IMPLEMENTS: bool = true;
}

#[test]
fn no_derived_type_implements_the_traits() {
    assert!(Type::<DateTime>::IMPLEMENTS);
    assert!(!Type::<Webhook>::IMPLEMENTS);
    assert!(!Type::<BTreeMap<String, FieldRight>>::IMPLEMENTS);
    assert!(!Type::<Ids>::IMPLEMENTS);
}

#[test]
fn bodies_are_encoded_and_decoded() {
    for &media_type in MediaType::ALL {
        let hook = Webhook::create_default();
        let body = hook.encode(media_type).unwrap();
        assert_eq!(Webhook::decode(media_type, &body).unwrap(), hook);
    }
    assert_eq!(
        Ids(vec![1, 2]).encode(MediaType::ApplicationJson).unwrap(),
        b"[1,2]"
    );
}
