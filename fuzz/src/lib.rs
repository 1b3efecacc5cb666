//! Properties that must hold for every input, with a module for each fuzz target.
//!
//! Each module has a function `run` that takes any bytes and panics if a property does not hold.

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

/// The value as JSON, so that NaN equals NaN. The keys are sorted, because a `HashMap` has no
/// order.
///
/// # Panics
/// If JSON cannot represent the value, or the output is not JSON.
#[must_use]
pub fn json<T: PropertyType>(value: &T) -> String {
    let body = Encoder::new(MediaType::ApplicationJson)
        .encode(value)
        .expect("JSON can represent the value");
    serde_json::from_slice::<serde_json::Value>(&body)
        .expect("the output is JSON")
        .to_string()
}

/// Splits the input at its first zero byte.
#[must_use]
pub fn halves(input: &[u8]) -> (&[u8], &[u8]) {
    match input.iter().position(|byte| *byte == 0) {
        Some(at) => (&input[..at], &input[at + 1..]),
        None => (input, b""),
    }
}
