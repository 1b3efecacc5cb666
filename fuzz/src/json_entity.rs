//! Entities in JSON survive encoding and decoding, and the serde bridge decodes the same value.

use webhook_model::property::PropertyType;
use webhook_model::{Associate, Decoder, MediaType, Webhook, WebhookPayload};

use crate::entities::{Everything, Shape};

/// Decodes the input as several types.
///
/// # Panics
/// If an encoded value decodes to another value, or serde decodes another value.
pub fn run(input: &[u8]) {
    stable::<Webhook>(input);
    stable::<Associate>(input);
    stable::<WebhookPayload>(input);
    stable::<Option<Shape>>(input);
    stable::<Vec<Everything>>(input);
    let ours = stable::<Everything>(input);
    match (ours, serde_json::from_slice::<Everything>(input)) {
        (Some(ours), Ok(theirs)) => assert_eq!(ours, crate::json(&theirs)),
        (None, Err(_)) => {}
        // serde_json converts the numbers of unknown members; this library only checks their
        // grammar.
        (Some(_), Err(error)) if error.to_string().starts_with("number out of range") => {}
        (Some(_), Err(error)) => panic!("accepted, but not through serde: {error}"),
        (None, Ok(_)) => panic!("rejected, but accepted through serde"),
    }
}

fn stable<T: PropertyType>(input: &[u8]) -> Option<String> {
    let decoder = Decoder::new(MediaType::ApplicationJson);
    let first = crate::json(&decoder.decode::<T>(input).ok()?);
    let again: T = decoder
        .decode(first.as_bytes())
        .expect("the output is decoded");
    assert_eq!(crate::json(&again), first);
    Some(first)
}
