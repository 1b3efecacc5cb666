//! Types that wrap another property type: `Option`, which adds null, and `Box`.

use super::{Dates, NullableSlot, PropertyType, Slot, Type, Value, Visitor};

impl<T: PropertyType> PropertyType for Option<T> {
    const TYPE: Type = Type::Nullable(&T::TYPE);
    const SECRET: bool = T::SECRET;
    const DATES: Dates = T::DATES;

    fn blank() -> Self {
        None
    }

    fn value(&self) -> Value<'_> {
        match self {
            Some(value) => value.value(),
            None => Value::Null,
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Nullable(self)
    }
}

impl<T: PropertyType> NullableSlot for Option<T> {
    fn set_null(&mut self) {
        *self = None;
    }

    fn fill(&mut self) -> Slot<'_> {
        // A new text or list replaces all of the old one, and may use its memory. As a constant, so that only
        // one of the calls is compiled.
        if const { matches!(T::TYPE, Type::Text | Type::List(_)) } {
            self.get_or_insert_with(T::blank).slot()
        } else {
            self.insert(T::blank()).slot()
        }
    }

    fn visit(&mut self, visitor: &mut Visitor<'_>) {
        if let Some(value) = self {
            visitor(value.slot());
        }
    }
}

impl<T: PropertyType> PropertyType for Box<T> {
    const TYPE: Type = T::TYPE;
    const SECRET: bool = T::SECRET;
    const DATES: Dates = T::DATES;

    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn value(&self) -> Value<'_> {
        T::value(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        T::slot(self)
    }
}
