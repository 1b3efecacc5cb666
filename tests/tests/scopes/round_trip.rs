//! Encodes and decodes an entity in all media types.

use webhook_model::{MediaType, NetServerEntity};

/// Encodes the entity in each media type, decodes it, and compares both as JSON, because the
/// entities of these tests need not be comparable.
pub(crate) fn round_trip<T: NetServerEntity + serde::Serialize>(entity: &T) {
    let json = |entity: &T| entity.encode(MediaType::ApplicationJson).unwrap();
    for &media_type in MediaType::ALL {
        let body = entity.encode(media_type).unwrap();
        let back = T::decode(media_type, &body).unwrap();
        assert_eq!(
            String::from_utf8(json(&back)),
            String::from_utf8(json(entity)),
            "{media_type}"
        );
    }
    let text = serde_json::to_string(entity).unwrap();
    assert_eq!(text, String::from_utf8(json(entity)).unwrap());
}

/// The entity in JSON. Not every test uses it.
#[allow(dead_code)] // Not every test looks at it.
pub(crate) fn json<T: NetServerEntity>(entity: &T) -> String {
    String::from_utf8(entity.encode(MediaType::ApplicationJson).unwrap()).unwrap()
}
