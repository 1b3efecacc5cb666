//! Compares the formats: every media type represents the same value as JSON, or fails with an error.

use webhook_model::property::PropertyType;
use webhook_model::{
    Contract, Decoder, Encoder, ErrorKind, MediaType, PatchProfile, Webhook, WebhookPayload,
};

use crate::entities::{Everything, Shape};

/// Decodes the input as JSON, then encodes and decodes it in every other media type.
///
/// # Panics
/// If the value changes.
pub fn run(input: &[u8]) {
    everywhere::<Webhook>(input);
    everywhere::<WebhookPayload>(input);
    everywhere::<Everything>(input);
    everywhere::<serde_json::Value>(input);
    everywhere::<Option<Shape>>(input);
    everywhere::<Vec<Everything>>(input);
}

fn everywhere<T: PropertyType>(input: &[u8]) {
    let Ok(value) = Decoder::new(MediaType::ApplicationJson).decode::<T>(input) else {
        return;
    };
    let json = crate::json(&value);
    if json == crate::json(&T::blank()) && input.len() > 2 {
        // The input sets no property.
        return;
    }
    for media_type in [MediaType::ApplicationJson, MediaType::TextJson] {
        if let Some(body) = written(&Encoder::new(media_type), &value) {
            back::<T>(&Decoder::new(media_type), &body, &json);
        }
    }
    for contract in [Contract::WebApi, Contract::Soap] {
        let encoder = Encoder::new(MediaType::ApplicationXml).contract(contract);
        if let Some(body) = written(&encoder, &value) {
            back::<T>(&Decoder::new(MediaType::TextXml), &body, &json);
        }
    }
    let merge = Encoder::new(MediaType::ApplicationMergePatch);
    if let Some(body) = written(&merge, &value) {
        back::<T>(
            &Decoder::new(MediaType::ApplicationMergePatch),
            &body,
            &json,
        );
    }
    let patch = Encoder::new(MediaType::ApplicationJsonPatch);
    if let Some(body) = written(&patch, &value) {
        for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
            let decoder = Decoder::new(MediaType::ApplicationJsonPatch).profile(profile);
            back::<T>(&decoder, &body, &json);
        }
    }
}

fn back<T: PropertyType>(decoder: &Decoder, body: &[u8], json: &str) {
    match decoder.decode::<T>(body) {
        Ok(again) => assert_eq!(crate::json(&again), json),
        Err(error) => panic!("{error}: {}", String::from_utf8_lossy(body)),
    }
}

/// The body; `None` if the media type cannot represent the value.
///
/// # Panics
/// On any other error: encoding must not fail for another reason.
pub fn written<T: PropertyType>(encoder: &Encoder<'_>, value: &T) -> Option<Vec<u8>> {
    match encoder.encode(value) {
        Ok(body) => Some(body),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Unrepresentable, "{error}");
            None
        }
    }
}
