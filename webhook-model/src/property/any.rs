//! Any JSON value: `serde_json::Value`, as the values of a `Properties` dictionary.

use super::{NullableSlot, PropertyType, Slot, Type, Value, Visitor};

/// The unit type: null where a body is required, for operations without a request.
#[diagnostic::do_not_recommend]
impl PropertyType for () {
    const TYPE: Type = Type::Nullable(&Type::Any);

    fn blank() -> Self {}

    fn value(&self) -> Value<'_> {
        Value::Null
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Nullable(self)
    }
}

impl NullableSlot for () {
    fn set_null(&mut self) {}

    fn fill(&mut self) -> Slot<'_> {
        Slot::Nothing
    }

    fn visit(&mut self, _visitor: &mut Visitor<'_>) {}
}

#[diagnostic::do_not_recommend]
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
