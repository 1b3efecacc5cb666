//! The patch from one value to another makes the other of the one, or says that it cannot.

use webhook_model::property::PropertyType;
use webhook_model::{Decoder, Encoder, ErrorKind, MediaType, PatchProfile, Webhook};

use crate::entities::Everything;

/// Reads two values with a zero byte between them.
///
/// # Panics
/// If the patch leads anywhere else.
pub fn run(input: &[u8]) {
    let (from, to) = crate::halves(input);
    between::<Webhook>(from, to);
    between::<Everything>(from, to);
    between::<serde_json::Value>(from, to);
}

fn between<T: PropertyType>(from: &[u8], to: &[u8]) {
    let json = Decoder::new(MediaType::ApplicationJson);
    let (Ok(from), Ok(to)) = (json.decode::<T>(from), json.decode::<T>(to)) else {
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
            let mut value: T = json
                .decode(crate::json(&from).as_bytes())
                .expect("was read");
            let decoder = Decoder::new(media_type).profile(profile);
            if let Err(error) = decoder.apply(&mut value, &patch) {
                // As in the other module: unknown names are refused where a patch is applied.
                if error.kind() == ErrorKind::UnknownVariant {
                    continue;
                }
                panic!("{error}: {}", String::from_utf8_lossy(&patch));
            }
            assert_eq!(crate::json(&value), wanted);
        }
    }
}
