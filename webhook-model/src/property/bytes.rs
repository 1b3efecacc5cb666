//! Bytes: `Vec<u8>`, base64 on the wire (RFC 4648 section 4, with padding).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::output::Output;

use super::{PropertyType, Slot, Type, Value};

#[diagnostic::do_not_recommend]
impl PropertyType for Vec<u8> {
    const TYPE: Type = Type::Bytes;

    fn blank() -> Self {
        Self::new()
    }

    fn value(&self) -> Value<'_> {
        Value::Bytes(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Bytes(self)
    }
}

/// Decodes base64 that may contain white space; `None` for other text.
pub(crate) fn read_base64(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text).ok().or_else(|| {
        // .NET and XML Schema ignore white space.
        let packed = text.replace([' ', '\t', '\r', '\n'], "");
        (packed.len() < text.len())
            .then(|| BASE64.decode(packed).ok())
            .flatten()
    })
}

/// Encodes bytes as base64, in pieces: three bytes become four letters.
pub(crate) fn write_base64(bytes: &[u8], out: &mut Output<'_>) {
    let mut letters = [0; 256];
    for piece in bytes.chunks(letters.len() / 4 * 3) {
        // The buffer is large enough for a piece.
        let count = BASE64.encode_slice(piece, &mut letters).unwrap_or_default();
        out.extend_from_slice(letters.get(..count).unwrap_or_default());
    }
}
