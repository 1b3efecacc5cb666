//! The order in which the members of entities arrive.
//!
//! A sender writes all entities of a type in the same order and omits the same members, so the property
//! that followed another one is expected to follow it again. The expectation only decides which name is
//! compared first; it does not change the result.

use std::cell::Cell;

use crate::property::Entity;

/// The orders that a thread has learnt, of entities that do not arrive in declared order.
///
/// An entity's place depends on its address in memory, and entities may share one: there are never more
/// than [`PLACES`](Self::PLACES).
#[derive(Default)]
pub(crate) struct Orders(Vec<Option<Order>>);

struct Order {
    of: &'static Entity,
    /// The first property, and the property that came after each.
    next: Vec<u16>,
}

thread_local! {
    static LEARNT: Cell<Orders> = const { Cell::new(Orders(Vec::new())) };
}

impl Orders {
    const PLACES: usize = 64;

    /// The orders of this thread, taken out while one document is read.
    pub(crate) fn take() -> Self {
        LEARNT.take()
    }

    /// Stores the orders for the next document.
    pub(crate) fn keep(self) {
        LEARNT.set(self);
    }

    /// The place of an entity that is known to arrive in another order than the declared one.
    #[inline]
    pub(crate) fn known(&self, of: &'static Entity) -> Option<usize> {
        let place = place(of);
        let order = self.0.get(place)?.as_ref()?;
        std::ptr::eq(order.of, of).then_some(place)
    }

    /// The property expected after another one, or first: `after` is the number of the other plus one,
    /// or 0. An entity inside this one may have taken its place; the expectation is then wrong.
    #[inline]
    pub(crate) fn expected(&self, known: Option<usize>, after: usize) -> usize {
        let order = known.and_then(|place| self.0.get(place)?.as_ref());
        let next = order.and_then(|order| order.next.get(after));
        next.map_or(after, |next| usize::from(*next))
    }

    /// Records the property that came after another one.
    #[cold]
    pub(crate) fn learn(&mut self, of: &'static Entity, after: usize, index: usize) -> usize {
        let place = place(of);
        if self.0.is_empty() {
            self.0.resize_with(Self::PLACES, || None);
        }
        let is_known = self.known(of).is_some();
        if let (Some(order), Ok(index)) = (self.0.get_mut(place), u16::try_from(index)) {
            if !is_known {
                let next = (0..=u16::MAX).take(of.properties.len() + 1).collect();
                *order = Some(Order { of, next });
            }
            let next = order.as_mut().and_then(|order| order.next.get_mut(after));
            if let Some(next) = next {
                *next = index;
            }
        }
        place
    }
}

fn place(of: &'static Entity) -> usize {
    // Entities are larger than this many bytes, so neighbours get different places.
    std::ptr::from_ref(of).addr() / 64 % Orders::PLACES
}

#[cfg(test)]
mod tests {
    use super::Orders;
    use crate::entity::NetServerEntity;

    #[test]
    fn the_property_after_another_is_expected_there_again() {
        let of = crate::Webhook::ENTITY;
        let count = of.properties.len();
        let mut orders = Orders::default();
        assert_eq!(orders.known(of), None);
        assert_eq!(orders.expected(None, 3), 3, "the declared order");
        let reversed = (0..count).rev();
        let mut after = 0;
        let mut known = None;
        for index in reversed.clone() {
            known = Some(orders.learn(of, after, index));
            after = index + 1;
        }
        orders.keep();
        let orders = Orders::take();
        assert_eq!(orders.known(of), known);
        assert_eq!(orders.known(crate::Associate::ENTITY), None);
        after = 0;
        for index in reversed {
            assert_eq!(orders.expected(known, after), index);
            after = index + 1;
        }
        assert_eq!(Orders::take().known(of), None, "taken");
    }
}
