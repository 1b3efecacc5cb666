//! Numbers and booleans: int16, int32, uint32, int64, double, bool. Never null on the wire.

use super::{PropertyType, Slot, Type, Value};

macro_rules! whole_number {
    ($($rust:ty => $wire:ident),*) => {$(
        #[diagnostic::do_not_recommend]
        impl PropertyType for $rust {
            const TYPE: Type = Type::$wire;

            fn blank() -> Self {
                0
            }

            fn value(&self) -> Value<'_> {
                Value::Int(i64::from(*self))
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::$wire(self)
            }
        }
    )*};
}

whole_number!(i16 => Int16, i32 => Int32, u32 => UInt32, i64 => Int64);

#[diagnostic::do_not_recommend]
impl PropertyType for f64 {
    const TYPE: Type = Type::Double;

    fn blank() -> Self {
        0.0
    }

    fn value(&self) -> Value<'_> {
        Value::Double(*self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Double(self)
    }
}

#[diagnostic::do_not_recommend]
impl PropertyType for bool {
    const TYPE: Type = Type::Bool;

    fn blank() -> Self {
        false
    }

    fn value(&self) -> Value<'_> {
        Value::Bool(*self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Bool(self)
    }
}
