//! Entities in XML survive encoding and decoding in both contracts.

use webhook_model::property::PropertyType;
use webhook_model::{Contract, Decoder, Encoder, MediaType, Webhook};

use crate::entities::Everything;

/// Decodes the input as several types.
///
/// # Panics
/// If an encoded value decodes to another value.
pub fn run(input: &[u8]) {
    stable::<Webhook>(input);
    stable::<Everything>(input);
    stable::<serde_json::Value>(input);
}

fn stable<T: PropertyType>(input: &[u8]) {
    let decoder = Decoder::new(MediaType::ApplicationXml);
    let Ok(value) = decoder.decode::<T>(input) else {
        return;
    };
    for contract in [Contract::WebApi, Contract::Soap] {
        let encoder = Encoder::new(MediaType::ApplicationXml).contract(contract);
        let Some(body) = crate::formats::written(&encoder, &value) else {
            continue;
        };
        let again: T = decoder.decode(&body).expect("the output is decoded");
        assert_eq!(crate::json(&again), crate::json(&value));
    }
}
