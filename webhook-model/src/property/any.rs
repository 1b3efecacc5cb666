//! Any JSON value: `serde_json::Value`, as the values of a `Properties` dictionary.

use super::{PropertyType, Slot, Type, Value};

impl PropertyType for serde_json::Value {
    const TYPE: Type = Type::Any;

    fn blank() -> Self {
        Self::Null
    }

    fn value(&self) -> Value<'_> {
        Value::Any(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Any(self)
    }
}
