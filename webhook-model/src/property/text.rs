//! Text: `String`, and `Secret` for text that must not be shown.

use super::secret::Secret;
use super::{PropertyType, Slot, Type, Value};

#[diagnostic::do_not_recommend]
impl PropertyType for String {
    const TYPE: Type = Type::Text;

    fn blank() -> Self {
        Self::new()
    }

    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }
}

#[diagnostic::do_not_recommend]
impl PropertyType for Secret {
    const TYPE: Type = Type::Text;
    const SECRET: bool = true;

    fn blank() -> Self {
        Self::default()
    }

    fn value(&self) -> Value<'_> {
        Value::Text(self.expose())
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self.expose_mut())
    }
}
