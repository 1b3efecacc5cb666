//! A webhook in JSON: read, written, and what is wrong with it.

use webhook_model::{Error, ErrorKind, MediaType, NetServerEntity, Webhook};

/// Reads a webhook; both types of JSON say the same.
///
/// # Errors
/// As the decoder's.
///
/// # Panics
/// The two types differ.
pub fn read(body: &str) -> Result<Webhook, Error> {
    let read = Webhook::decode(MediaType::ApplicationJson, body.as_bytes());
    assert_eq!(read, Webhook::decode(MediaType::TextJson, body.as_bytes()));
    read
}

/// An entity as JSON.
///
/// # Panics
/// The entity cannot be written.
#[must_use]
pub fn written<T: NetServerEntity>(entity: &T) -> String {
    String::from_utf8(entity.encode(MediaType::ApplicationJson).unwrap()).unwrap()
}

/// Kind, pointer, line and column of what is wrong.
///
/// # Panics
/// Nothing is wrong, or it is not said where.
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
