//! Lists: `Vec<T>` of any property type, including lists.

use super::{BLOCK, Block, Dates, List, ListSlot, PropertyType, Slot, Type, Value, Visitor};

impl<T: PropertyType> PropertyType for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);
    const SECRET: bool = T::SECRET;
    const DATES: Dates = T::DATES;

    fn blank() -> Self {
        Self::new()
    }

    fn value(&self) -> Value<'_> {
        Value::List(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: PropertyType> List for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn read<'a>(&'a self, block: usize, out: &mut Block<'a>) {
        // Simple loops instead of `skip` and `zip`, which are compiled for each type of item.
        let items = self.get(block.saturating_mul(BLOCK)..).unwrap_or_default();
        let mut places = out.iter_mut();
        for item in items {
            let Some(place) = places.next() else { break };
            *place = item.value();
        }
    }
}

impl<T: PropertyType> ListSlot for Vec<T> {
    fn clear(&mut self) {
        Self::clear(self);
    }

    fn push(&mut self) -> Slot<'_> {
        // `Vec::push_mut` is not yet stable in the oldest supported compiler.
        let index = self.len();
        Self::push(self, T::blank());
        self[index].slot()
    }

    fn visit(&mut self, visitor: &mut Visitor<'_>) {
        for item in self {
            visitor(item.slot());
        }
    }
}
