//! JSON Patch: a failed patch changes nothing, and the result of a patch can be encoded.

use webhook_model::property::PropertyType;
use webhook_model::{Decoder, Encoder, MediaType, PatchProfile};

use crate::entities::{Everything, hook};

/// Applies the input in both profiles to a webhook, to an entity with every type, and to any JSON.
///
/// # Panics
/// If a failed patch changes something, or the result of a patch does not survive encoding and
/// decoding.
pub fn run(input: &[u8]) {
    for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
        let decoder = Decoder::new(MediaType::ApplicationJsonPatch).profile(profile);
        apply(&decoder, hook(), input);
        apply(&decoder, Everything::create_default(), input);
        apply(&decoder, serde_json::json!({"a": [1, {"b": "c"}]}), input);
    }
}

/// Applies a patch. Returns the result, also as JSON, if it could be applied.
///
/// # Panics
/// As [`run`].
pub fn apply<T: PropertyType>(
    decoder: &Decoder,
    mut value: T,
    patch: &[u8],
) -> Option<(T, String)> {
    let before = bytes(&value);
    match decoder.apply(&mut value, patch) {
        // Compared byte by byte, including the order of a `HashMap`: the value must not even be
        // replaced by a copy.
        Err(_) => {
            assert_eq!(bytes(&value), before);
            None
        }
        Ok(()) => {
            let after = crate::json(&value);
            let again: T = Decoder::new(MediaType::ApplicationJson)
                .decode(&bytes(&value))
                .expect("the patched value is decoded");
            assert_eq!(crate::json(&again), after);
            Some((value, after))
        }
    }
}

fn bytes<T: PropertyType>(value: &T) -> Vec<u8> {
    Encoder::new(MediaType::ApplicationJson)
        .encode(value)
        .expect("JSON can represent the value")
}
