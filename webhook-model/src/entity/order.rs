//! The order in which the members of entities come.
//!
//! Whoever writes one entity writes the next in the same order, and leaves out the same: what came
//! behind a property once is expected behind it again.

use super::Entity;

/// The orders that a document has, of entities that are not written in the declared one.
#[derive(Default)]
pub(crate) struct Orders(Vec<Order>);

struct Order {
    of: &'static Entity,
    /// For each place what came there: at first, and behind each property.
    next: Vec<u16>,
}

impl Orders {
    /// The order of an entity, if it is known to be another than the declared one.
    #[inline]
    pub(crate) fn of(&self, entity: &'static Entity) -> Option<usize> {
        let mut orders = self.0.iter();
        orders.position(|order| std::ptr::eq(order.of.properties, entity.properties))
    }

    /// The property to be expected at a place: 0 at first, and behind each property its position
    /// and one more.
    #[inline]
    pub(crate) fn expected(&self, order: Option<usize>, place: usize) -> usize {
        let Some(order) = order else { return place };
        let next = self.0.get(order).and_then(|order| order.next.get(place));
        next.map_or(place, |next| usize::from(*next))
    }

    /// What came at a place is expected there from now on. What comes back is the order's number.
    #[cold]
    pub(crate) fn learn(
        &mut self,
        order: Option<usize>,
        of: &'static Entity,
        place: usize,
        index: usize,
    ) -> usize {
        let order = order.unwrap_or_else(|| {
            let declared = (0..=u16::MAX).take(of.properties.len() + 1);
            self.0.push(Order {
                of,
                next: declared.collect(),
            });
            self.0.len() - 1
        });
        if let (Some(order), Ok(index)) = (self.0.get_mut(order), u16::try_from(index))
            && let Some(next) = order.next.get_mut(place)
        {
            *next = index;
        }
        order
    }
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
        assert_eq!(orders.of(of), None);
        assert_eq!(orders.expected(None, 3), 3, "the declared order");
        let mut order = None;
        let reversed = (0..count).rev();
        let mut place = 0;
        for index in reversed.clone() {
            order = Some(orders.learn(order, of, place, index));
            place = index + 1;
        }
        assert_eq!(orders.of(of), order);
        assert_eq!(orders.of(crate::Associate::ENTITY), None);
        place = 0;
        for index in reversed {
            assert_eq!(orders.expected(order, place), index);
            place = index + 1;
        }
    }
}
