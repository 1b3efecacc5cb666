//! Decodes the members of an entity: finds the property of each, and refuses duplicates.

use super::fill::Filler;
use super::learnt_order::Orders;
use crate::error::Error;
use crate::format::read_properties::ReadProperties;
use crate::property::{DynEntity, Entity, Property};

/// The property that is expected next, in the declared order or in a learnt one.
struct Cursor {
    of: &'static Entity,
    /// The learnt order, if there is one.
    order: Option<usize>,
    /// The number of the last property plus one; 0 at the beginning.
    after: usize,
    expected: usize,
}

impl Cursor {
    #[inline]
    fn new(of: &'static Entity, orders: &Orders) -> Self {
        let order = orders.known(of);
        Self {
            of,
            order,
            after: 0,
            expected: orders.expected(order, 0),
        }
    }

    #[inline]
    fn property(&self) -> Option<&'static Property> {
        self.of.properties.get(self.expected)
    }

    /// Records the order if the property is not the expected one.
    #[inline]
    fn learn(&mut self, index: usize, orders: &mut Orders) {
        if index != self.expected {
            self.order = Some(orders.learn(self.of, self.after, index));
        }
    }

    /// Moves on after a property has been read.
    #[inline]
    fn advance(&mut self, index: usize, orders: &Orders) {
        self.after = index + 1;
        self.expected = orders.expected(self.order, self.after);
    }
}

impl Filler<'_, '_> {
    /// Reads the members and the closing bracket. Errors inside a member get its name.
    pub(super) fn entity(&mut self, entity: &mut dyn DynEntity) -> Result<(), Error> {
        let of = entity.entity();
        self.spend(of.properties.len() + 1)?;
        if self.lexer.take_if(b'}') {
            return Ok(());
        }
        let mut done = ReadProperties::new(of.properties.len());
        let mut cursor = Cursor::new(of, &self.orders);
        // The position of the expected property's name, if it has been read.
        let mut name = None;
        loop {
            let (mark, index) = match name {
                Some(mark) => (mark, Some(cursor.expected)),
                None => self.name(of, cursor.expected)?,
            };
            match index.and_then(|index| Some((index, of.properties.get(index)?))) {
                Some((index, property)) => {
                    cursor.learn(index, &mut self.orders);
                    let read = if done.insert(index) {
                        self.property(entity, index, property)
                    } else {
                        Err(self.twice(mark, "property"))
                    };
                    read.map_err(|error| error.inside(property.name()))?;
                    cursor.advance(index, &self.orders);
                }
                None => self.skip()?,
            }
            name = cursor
                .property()
                .and_then(|property| self.lexer.take_next_name(property));
            if name.is_none() && self.ends()? {
                return Ok(());
            }
        }
    }

    /// Reads a member's name and colon, and returns its position and property.
    fn name(
        &mut self,
        of: &'static Entity,
        expected: usize,
    ) -> Result<(usize, Option<usize>), Error> {
        let mark = self.lexer.mark();
        let index = if of.has_few() {
            self.lexer.take_name(of.properties, expected)
        } else {
            let of_one = of.properties.get(expected..=expected).unwrap_or_default();
            self.lexer.take_name(of_one, 0).map(|_| expected)
        };
        if index.is_some() {
            return Ok((mark, index));
        }
        let mark = self.key()?;
        let name = self.lexer.string()?;
        self.colon()?;
        Ok((mark, self.names.position(of, &name)))
    }

    #[inline]
    pub(super) fn property(
        &mut self,
        entity: &mut dyn DynEntity,
        index: usize,
        property: &Property,
    ) -> Result<(), Error> {
        match &mut entity.write(index) {
            Some(slot) => self.value(slot, property.null_as_default),
            None => self.skip(),
        }
    }
}
