//! Merge patch: a failed patch changes nothing, and applying a patch twice equals applying it once.

use webhook_model::property::PropertyType;
use webhook_model::{Decoder, MediaType};

use crate::entities::{Everything, hook};
use crate::json_patch::apply;

/// Applies the input to a webhook, to an entity with every type, and to any JSON.
///
/// # Panics
/// If one of these properties does not hold.
pub fn run(input: &[u8]) {
    let decoder = Decoder::new(MediaType::ApplicationMergePatch);
    let any = serde_json::json!({"a": [1, {"b": "c"}], "d": {"e": {}}});
    twice(&decoder, hook(), input);
    twice(&decoder, Everything::create_default(), input);
    twice(&decoder, any, input);
}

fn twice<T: PropertyType>(decoder: &Decoder, value: T, patch: &[u8]) {
    if let Some((mut value, once)) = apply(decoder, value, patch) {
        decoder
            .apply(&mut value, patch)
            .expect("an applied patch can be applied again");
        assert_eq!(crate::json(&value), once);
    }
}
