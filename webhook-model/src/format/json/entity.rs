//! Decodes the members of an entity: finds the property of each, and refuses duplicates.

use super::fill::Filler;
use crate::error::Error;
use crate::format::learnt_order::{Cursor, Orders};
use crate::format::read_properties::ReadProperties;
use crate::property::{DynEntity, Entity, Property};

thread_local! {
    /// The orders in which the members of entities came.
    static LEARNT: Orders = const { Orders::new() };
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
        let mut cursor = Cursor::new(of, &LEARNT);
        // The position of the expected property's name, if it has been read.
        let mut name = None;
        loop {
            let (mark, index) = match name {
                Some(mark) => (mark, Some(cursor.expected())),
                None => self.name(of, cursor.expected())?,
            };
            match index.and_then(|index| Some((index, of.properties.get(index)?))) {
                Some((index, property)) => {
                    let read = if done.insert(index) {
                        self.property(entity, index, property)
                    } else {
                        Err(self.twice(mark, "property"))
                    };
                    read.map_err(|error| error.inside(property.name()))?;
                    if index == cursor.expected() {
                        cursor.advance(index);
                    } else {
                        cursor.learn(index);
                    }
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
