//! Text: `String`, and `Secret` where it must never show.

use super::secret::Secret;
use super::{FromLiteral, PropertyType, Slot, Type, Value};

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

impl FromLiteral<&'static str> for String {
    fn from_literal(literal: &'static str) -> Self {
        literal.to_owned()
    }
}

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
