//! Decodes the members of an entity: finds the property of each, and refuses duplicates.

use super::fill::Filler;
use super::learnt_order::Orders;
use crate::error::Error;
use crate::format::read_properties::ReadProperties;
use crate::property::{DynEntity, Entity, Property};

/// The property that is expected next, in the declared order or in one that was learnt.
struct Cursor {
    of: &'static Entity,
    /// Where the learnt order is kept, if there is one.
    order: Option<usize>,
    /// The number of the last property and one more, 0 at the beginning.
    behind: usize,
    expected: usize,
}

impl Cursor {
    #[inline]
    fn new(of: &'static Entity, orders: &Orders) -> Self {
        let order = orders.known(of);
        Self {
            of,
            order,
            behind: 0,
            expected: orders.expected(order, 0),
        }
    }

    #[inline]
    fn property(&self) -> Option<&'static Property> {
        self.of.properties.get(self.expected)
    }

    /// Learns the order if another property than the expected one was found.
    #[inline]
    fn find(&mut self, index: usize, orders: &mut Orders) {
        if index != self.expected {
            self.order = Some(orders.learn(self.of, self.behind, index));
        }
    }

    /// Goes after a property that has been read.
    #[inline]
    fn pass(&mut self, index: usize, orders: &Orders) {
        self.behind = index + 1;
        self.expected = orders.expected(self.order, self.behind);
    }
}

impl Filler<'_, '_> {
    /// Reads the members up to and with the bracket; errors inside one get its name.
    pub(super) fn entity(&mut self, entity: &mut dyn DynEntity) -> Result<(), Error> {
        let of = entity.entity();
        self.spend(of.properties.len() + 1)?;
        if self.lexer.take_if(b'}') {
            return Ok(());
        }
        let mut done = ReadProperties::new(of.properties.len());
        let mut cursor = Cursor::new(of, &self.orders);
        // Where the name of the expected property stands, if it has been read.
        let mut name = None;
        loop {
            let (mark, index) = match name {
                Some(mark) => (mark, Some(cursor.expected)),
                None => self.name(of, cursor.expected)?,
            };
            match index.and_then(|index| Some((index, of.properties.get(index)?))) {
                Some((index, property)) => {
                    cursor.find(index, &mut self.orders);
                    let read = if done.insert(index) {
                        self.property(entity, index, property)
                    } else {
                        Err(self.twice(mark, "property"))
                    };
                    read.map_err(|error| error.inside(property.name()))?;
                    cursor.pass(index, &self.orders);
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

    /// Reads a member's name and colon: where it is, and which property it is.
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
