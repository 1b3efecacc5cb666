//! The patch from one value to another produces the other value, or fails with an error.

use webhook_model::property::PropertyType;
use webhook_model::{Decoder, Encoder, ErrorKind, MediaType, PatchProfile, Webhook};

use crate::entities::Everything;

/// Decodes two values separated by a zero byte.
///
/// # Panics
/// If the patch produces another value.
pub fn run(input: &[u8]) {
    let (from, to) = crate::halves(input);
    between::<Webhook>(from, to);
    between::<Everything>(from, to);
    between::<serde_json::Value>(from, to);
}

fn between<T: PropertyType>(before: &[u8], after: &[u8]) {
    let json = Decoder::new(MediaType::ApplicationJson);
    let (Ok(from), Ok(to)) = (json.decode::<T>(before), json.decode::<T>(after)) else {
        return;
    };
    let wanted = crate::json(&to);
    for media_type in [
        MediaType::ApplicationJsonPatch,
        MediaType::ApplicationMergePatch,
    ] {
        let patch = match Encoder::new(media_type).diff(&from, &to) {
            Ok(patch) => patch,
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Unrepresentable, "{error}");
                continue;
            }
        };
        for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
            let mut value: T = json.decode(before).expect("was read");
            let decoder = Decoder::new(media_type).profile(profile).keep_unknown(true);
            if let Err(error) = decoder.apply(&mut value, &patch) {
                panic!("{error}: {}", String::from_utf8_lossy(&patch));
            }
            assert_eq!(crate::json(&value), wanted);
        }
    }
}
