//! Compares the JSON reader with serde_json: both accept the same texts and produce the same values.
//!
//! One difference is known: both allow at most 127 nested arrays and objects, but may report either
//! the depth or an error after it. The text is rejected in any case. Doubles are compared to the
//! last bit.

use serde_json::Value;
use webhook_model::{Decoder, MediaType};

/// Decodes the input with both readers.
///
/// # Panics
/// If only one of them accepts the input, or they produce different values.
pub fn run(input: &[u8]) {
    let ours = Decoder::new(MediaType::ApplicationJson).decode::<Value>(input);
    let theirs = serde_json::from_slice::<Value>(input);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert_eq!(ours, theirs);
            // -0 and 0 are equal, so they are compared as text.
            assert_eq!(ours.to_string(), theirs.to_string());
            assert_eq!(crate::json(&ours).parse::<Value>().expect("JSON"), theirs);
        }
        (Err(_), Err(_)) => {}
        (Ok(_), Err(theirs)) => panic!("accepted, but serde_json reports {theirs}"),
        (Err(ours), Ok(_)) => panic!("rejected, but serde_json accepts it: {ours}"),
    }
}
