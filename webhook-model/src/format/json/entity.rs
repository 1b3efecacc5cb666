//! Decodes the members of an entity: finds the property of each, and refuses duplicates.

use super::fill::Filler;
use crate::error::Error;
use crate::format::read_properties::ReadProperties;
use crate::property::{DynEntity, Entity, Property};

impl Filler<'_, '_> {
    /// Reads the members up to and with the bracket; errors inside one get its name.
    pub(super) fn entity(&mut self, entity: &mut dyn DynEntity) -> Result<(), Error> {
        let of = entity.entity();
        self.spend(of.properties.len() + 1)?;
        if self.lexer.take_if(b'}') {
            return Ok(());
        }
        let mut done = ReadProperties::new(of.properties.len());
        let mut known = self.orders.known(of);
        // The number of the last property and one more, 0 at the beginning.
        let mut behind = 0;
        let mut expected = self.orders.expected(known, behind);
        let mut following = None;
        loop {
            let (mark, index) = match following {
                Some(mark) => (mark, Some(expected)),
                None => self.name(of, expected)?,
            };
            match index.and_then(|index| Some((index, of.properties.get(index)?))) {
                Some((index, property)) => {
                    if index != expected {
                        known = Some(self.orders.learn(of, behind, index));
                    }
                    let read = if done.insert(index) {
                        self.property(entity, index, property)
                    } else {
                        Err(self.twice(mark, "property"))
                    };
                    read.map_err(|error| error.inside(property.name()))?;
                    behind = index + 1;
                    expected = self.orders.expected(known, behind);
                }
                None => self.skip()?,
            }
            following = of
                .properties
                .get(expected)
                .and_then(|property| self.lexer.take_next_name(property));
            if following.is_none() && self.ends()? {
                return Ok(());
            }
        }
    }

    /// Reads a member's name and colon: where it stands, and which property it is.
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
