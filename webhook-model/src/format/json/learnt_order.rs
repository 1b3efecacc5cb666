//! The order in which the members of entities come.
//!
//! Whoever writes one entity writes the next in the same order, and leaves out the same: what came
//! after a property once is expected after it again. That is a guess at which name to compare
//! first; it does not change the result.

use std::cell::Cell;

use crate::property::Entity;

/// What a thread has learnt of entities that are not written in the declared order.
///
/// Each has its place by where it lies in memory, and shares it with others: there are never more
/// than [`PLACES`](Self::PLACES) of them.
#[derive(Default)]
pub(crate) struct Orders(Vec<Option<Order>>);

struct Order {
    of: &'static Entity,
    /// What came first, and after each property.
    next: Vec<u16>,
}

thread_local! {
    static LEARNT: Cell<Orders> = const { Cell::new(Orders(Vec::new())) };
}

impl Orders {
    const PLACES: usize = 64;

    /// What this thread has learnt, for as long as it reads one document.
    pub(crate) fn take() -> Self {
        LEARNT.take()
    }

    /// Keeps it for the next one.
    pub(crate) fn keep(self) {
        LEARNT.set(self);
    }

    /// The place of an entity whose order is known to be another than the declared one.
    #[inline]
    pub(crate) fn known(&self, of: &'static Entity) -> Option<usize> {
        let place = place(of);
        let order = self.0.get(place)?.as_ref()?;
        std::ptr::eq(order.of, of).then_some(place)
    }

    /// The property to be expected after another, or at first: the number of the other and one
    /// more, or 0. An entity inside this one may have taken its place: then the guess is a wrong one.
    #[inline]
    pub(crate) fn expected(&self, known: Option<usize>, behind: usize) -> usize {
        let order = known.and_then(|place| self.0.get(place)?.as_ref());
        let next = order.and_then(|order| order.next.get(behind));
        next.map_or(behind, |next| usize::from(*next))
    }

    /// What came after a property is expected there from now on.
    #[cold]
    pub(crate) fn learn(&mut self, of: &'static Entity, behind: usize, index: usize) -> usize {
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
            let next = order.as_mut().and_then(|order| order.next.get_mut(behind));
            if let Some(next) = next {
                *next = index;
            }
        }
        place
    }
}

fn place(of: &'static Entity) -> usize {
    // Entities are larger than this many bytes, so that neighbours differ.
    std::ptr::from_ref(of).addr() / 64 % Orders::PLACES
}

#[cfg(test)]
mod tests {
    use super::Orders;
    use crate::entity::NetServerEntity;

    #[test]
    fn what_came_behind_a_property_is_expected_behind_it() {
        let of = crate::Webhook::ENTITY;
        let count = of.properties.len();
        let mut orders = Orders::default();
        assert_eq!(orders.known(of), None);
        assert_eq!(orders.expected(None, 3), 3, "the declared order");
        let reversed = (0..count).rev();
        let mut behind = 0;
        let mut known = None;
        for index in reversed.clone() {
            known = Some(orders.learn(of, behind, index));
            behind = index + 1;
        }
        orders.keep();
        let orders = Orders::take();
        assert_eq!(orders.known(of), known);
        assert_eq!(orders.known(crate::Associate::ENTITY), None);
        behind = 0;
        for index in reversed {
            assert_eq!(orders.expected(known, behind), index);
            behind = index + 1;
        }
        assert_eq!(Orders::take().known(of), None, "taken");
    }
}
