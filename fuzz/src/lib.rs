//! What must hold for every input, one module for each fuzz target.
//!
//! Each module has one function, `run`, that takes any bytes and panics if something does not hold.

pub mod accept;
pub mod authorization;
pub mod content_type;
pub mod dates;
pub mod diff;
pub mod entities;
pub mod formats;
pub mod json_entity;
pub mod json_patch;
pub mod json_value;
pub mod languages;
pub mod macro_tokens;
pub mod merge_patch;
pub mod projection;
pub mod receiver;
pub mod time_zone;
pub mod xml_entity;
pub mod xml_reader;
#[path = "../../tests/src/xml_steps.rs"]
pub mod xml_steps;

use webhook_model::property::PropertyType;
use webhook_model::{Encoder, MediaType};

/// The value as JSON, which is what values are compared by: NaN is itself there. In order of keys,
/// which a `HashMap` does not have.
///
/// # Panics
/// A value that JSON cannot say: it has a way to say all of them. What is written and is not JSON.
#[must_use]
pub fn json<T: PropertyType>(value: &T) -> String {
    let body = Encoder::new(MediaType::ApplicationJson)
        .encode(value)
        .expect("JSON says everything that was read");
    serde_json::from_slice::<serde_json::Value>(&body)
        .expect("what is written is JSON")
        .to_string()
}

/// The input in two parts, at its first zero byte.
#[must_use]
pub fn halves(input: &[u8]) -> (&[u8], &[u8]) {
    match input.iter().position(|byte| *byte == 0) {
        Some(at) => (&input[..at], &input[at + 1..]),
        None => (input, b""),
    }
}
