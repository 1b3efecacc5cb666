//! The order in which the members of entities arrive, for the readers of JSON and XML.
//!
//! A sender writes all entities of a type in the same order and omits the same members, so the property
//! that followed another one is expected to follow it again. The expectation only decides which name is
//! compared first; it does not change the result.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::thread::LocalKey;

use super::word_table::WordTable;
use crate::property::{Entity, Property};

/// The orders that a thread has learnt in one format, of entities that do not arrive in declared order.
///
/// An entity's place depends on its address in memory, and entities may share one: there are never more
/// than [`PLACES`](Self::PLACES).
pub(crate) struct Orders(RefCell<Vec<Option<Rc<Order>>>>);

struct Order {
    of: &'static Entity,
    /// The first property, and the property that came after each.
    next: Box<[Cell<u16>]>,
    /// The names, for members that do not come in that order either. Made for a reader that asks.
    words: OnceCell<WordTable>,
}

impl Orders {
    const PLACES: usize = 64;

    pub(crate) const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    /// The order of an entity that is known to arrive in another order than the declared one.
    #[inline]
    fn known(&self, of: &'static Entity) -> Option<Rc<Order>> {
        let orders = self.0.try_borrow().ok()?;
        let order = orders.get(place(of))?.as_ref()?;
        std::ptr::eq(order.of, of).then(|| Rc::clone(order))
    }

    /// Stores the declared order of an entity, to be changed.
    fn begin(&self, of: &'static Entity) -> Option<Rc<Order>> {
        if let Some(known) = self.known(of) {
            return Some(known);
        }
        let mut orders = self.0.try_borrow_mut().ok()?;
        if orders.is_empty() {
            orders.resize_with(Self::PLACES, || None);
        }
        let declared = (0..=u16::MAX).take(of.properties.len() + 1);
        let order = Rc::new(Order {
            of,
            next: declared.map(Cell::new).collect(),
            words: OnceCell::new(),
        });
        *orders.get_mut(place(of))? = Some(Rc::clone(&order));
        Some(order)
    }
}

fn place(of: &'static Entity) -> usize {
    // Entities are larger than this many bytes, so neighbours get different places.
    std::ptr::from_ref(of).addr() / 64 % Orders::PLACES
}

/// The property that is expected next, in the declared order or in a learnt one.
pub(crate) struct Cursor {
    of: &'static Entity,
    orders: &'static LocalKey<Orders>,
    /// The learnt order, if there is one.
    order: Option<Rc<Order>>,
    /// The number of the last property plus one; 0 at the beginning.
    after: usize,
    expected: usize,
}

impl Cursor {
    #[inline]
    pub(crate) fn new(of: &'static Entity, orders: &'static LocalKey<Orders>) -> Self {
        // When a thread ends, it has no orders any more.
        let order = orders.try_with(|orders| orders.known(of)).ok().flatten();
        let mut cursor = Self {
            of,
            orders,
            order,
            after: 0,
            expected: 0,
        };
        cursor.expect(0);
        cursor
    }

    /// The position of the expected property.
    #[inline]
    pub(crate) const fn expected(&self) -> usize {
        self.expected
    }

    /// The expected property.
    #[inline]
    pub(crate) fn property(&self) -> Option<&'static Property> {
        self.of.properties.get(self.expected)
    }

    /// The names, if the entity is known to arrive in another order than the declared one.
    #[inline]
    pub(crate) fn words(&self) -> Option<&WordTable> {
        let order = self.order.as_ref()?;
        let make = || WordTable::of(self.of.properties);
        Some(order.words.get_or_init(make))
    }

    /// Moves on after a property that is the expected one, or that was expected in another way.
    #[inline]
    pub(crate) fn advance(&mut self, index: usize) {
        self.expect(index + 1);
    }

    /// Moves on after a property, and records it if it is not the expected one.
    #[inline]
    pub(crate) fn move_to(&mut self, index: usize) {
        if index == self.expected {
            self.advance(index);
        } else {
            self.learn(index);
        }
    }

    /// Records a property that is not the expected one, and moves on after it.
    #[cold]
    #[inline(never)]
    pub(crate) fn learn(&mut self, index: usize) {
        if self.order.is_none() {
            let orders = self.orders.try_with(|orders| orders.begin(self.of));
            self.order = orders.ok().flatten();
        }
        let next = self.order.as_ref().and_then(|it| it.next.get(self.after));
        if let (Some(next), Ok(index)) = (next, u16::try_from(index)) {
            next.set(index);
        }
        self.advance(index);
    }

    #[inline]
    fn expect(&mut self, after: usize) {
        let next = self.order.as_ref().and_then(|order| order.next.get(after));
        self.after = after;
        self.expected = next.map_or(after, |next| usize::from(next.get()));
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Orders};
    use crate::entity::NetServerEntity;

    thread_local! {
        static ORDERS: Orders = const { Orders::new() };
        static OTHERS: Orders = const { Orders::new() };
    }

    #[test]
    fn the_property_after_another_is_expected_there_again() {
        let of = crate::Webhook::ENTITY;
        let count = of.properties.len();
        let mut cursor = Cursor::new(of, &ORDERS);
        for index in 0..count {
            assert_eq!(cursor.expected(), index, "the declared order");
            cursor.advance(index);
        }
        assert!(cursor.property().is_none());
        let reversed = (0..count).rev();
        let mut cursor = Cursor::new(of, &ORDERS);
        for index in reversed.clone() {
            cursor.learn(index);
        }
        let mut cursor = Cursor::new(of, &ORDERS);
        for index in reversed {
            assert_eq!(cursor.expected(), index);
            cursor.advance(index);
        }
        let others = [
            Cursor::new(crate::Associate::ENTITY, &ORDERS),
            Cursor::new(of, &OTHERS),
        ];
        assert!(others.iter().all(|cursor| cursor.expected() == 0));
    }

    #[test]
    fn an_order_that_loses_its_place_is_still_followed() {
        let [of, other] = [crate::Webhook::ENTITY, crate::Associate::ENTITY];
        let mut cursor = Cursor::new(of, &ORDERS);
        cursor.learn(2);
        ORDERS.with(|orders| orders.0.borrow_mut().fill(None));
        cursor.learn(0);
        cursor.advance(2);
        assert_eq!(cursor.expected(), 0);
        assert_eq!(Cursor::new(other, &ORDERS).expected(), 0);
        assert_eq!(Cursor::new(of, &ORDERS).expected(), 0, "forgotten");
    }
}
