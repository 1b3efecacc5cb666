//! The JSON reader against serde_json's: the same texts are taken, and the same made of them.
//!
//! One difference is known. Both hold at most 127 arrays and objects open at one time, but this
//! reader sees the 128th before it sees what is wrong behind it, and so does the other: either way
//! the text is refused. Nothing else differs, doubles are compared to the last bit.

use serde_json::Value;
use webhook_model::{Decoder, MediaType};

/// Reads the input both ways.
///
/// # Panics
/// If one takes what the other refuses, or they make different values of it.
pub fn run(input: &[u8]) {
    let ours = Decoder::new(MediaType::ApplicationJson).decode::<Value>(input);
    let theirs = serde_json::from_slice::<Value>(input);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert_eq!(ours, theirs);
            // -0 and 0 are equal, and are told apart by their text.
            assert_eq!(ours.to_string(), theirs.to_string());
            assert_eq!(crate::json(&ours).parse::<Value>().expect("JSON"), theirs);
        }
        (Err(_), Err(_)) => {}
        (Ok(_), Err(theirs)) => panic!("taken, where serde_json says {theirs}"),
        (Err(ours), Ok(_)) => panic!("refused, where serde_json does not: {ours}"),
    }
}
