//! Encodes and decodes a webhook in JSON.

use webhook_model::{Error, ErrorKind, MediaType, NetServerEntity, Webhook};

/// Decodes a webhook in both JSON media types, which must give the same result.
///
/// # Errors
/// The error of the decoder.
///
/// # Panics
/// If the results differ.
pub fn read(body: &str) -> Result<Webhook, Error> {
    let read = Webhook::decode(MediaType::ApplicationJson, body.as_bytes());
    assert_eq!(read, Webhook::decode(MediaType::TextJson, body.as_bytes()));
    read
}

/// Encodes an entity in JSON.
///
/// # Panics
/// If the entity cannot be encoded.
#[must_use]
pub fn written<T: NetServerEntity>(entity: &T) -> String {
    String::from_utf8(entity.encode(MediaType::ApplicationJson).unwrap()).unwrap()
}

/// The kind, pointer, line and column of the error.
///
/// # Panics
/// If decoding succeeds, or the error has no position.
#[must_use]
pub fn fault(body: &str) -> (ErrorKind, String, usize, usize) {
    let error = read(body).unwrap_err();
    let place = error.position().unwrap();
    assert_eq!(error.status(), 400);
    (
        error.kind(),
        error.pointer().to_owned(),
        place.line,
        place.column,
    )
}
