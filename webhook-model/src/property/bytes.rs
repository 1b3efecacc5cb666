//! Bytes: `Vec<u8>`, base64 on the wire (RFC 4648 section 4, with padding).

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
