//! The formats against each other: what JSON says, the other media types say as well, or that they
//! cannot.

use webhook_model::property::PropertyType;
use webhook_model::{
    Contract, Decoder, Encoder, ErrorKind, MediaType, PatchProfile, Webhook, WebhookPayload,
};

use crate::entities::{Everything, Shape};

/// Reads the input as JSON, writes and reads it in every other way.
///
/// # Panics
/// If something else comes back.
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
        // Names that mean nothing; what has none at all stands for them.
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

/// The body; `None` where the media type cannot say it.
///
/// # Panics
/// Any other error: nothing else may go wrong in a writer.
pub fn written<T: PropertyType>(encoder: &Encoder<'_>, value: &T) -> Option<Vec<u8>> {
    match encoder.encode(value) {
        Ok(body) => Some(body),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Unrepresentable, "{error}");
            None
        }
    }
}
