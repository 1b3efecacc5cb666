//! Decodes the members of an entity: finds the property of each, and refuses duplicates.

use super::fill::Filler;
use crate::error::Error;
use crate::format::learnt_order::{Cursor, Orders};
use crate::format::read_properties::ReadProperties;
use crate::property::set_slot;
use crate::property::{DynEntity, Entity, Property, Slot};

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
        loop {
            let (mut mark, index) = self.name(of, &cursor)?;
            match index.and_then(|index| Some((index, of.properties.get(index)?))) {
                None => self.skip()?,
                Some((mut index, mut property)) => loop {
                    // The processor need not wait for the next property after the value.
                    cursor.move_to(index);
                    let read = if done.insert(index) {
                        self.property(entity, index, property)
                    } else {
                        Err(self.twice(mark, "property"))
                    };
                    read.map_err(|error| error.inside(property.name()))?;
                    let Some(next) = cursor.property() else { break };
                    let Some(at) = self.lexer.take_next_name(next) else {
                        break;
                    };
                    (mark, index, property) = (at, cursor.expected(), next);
                },
            }
            if self.ends()? {
                return Ok(());
            }
        }
    }

    /// Reads a member's name and colon, and returns its position and property.
    fn name(
        &mut self,
        of: &'static Entity,
        cursor: &Cursor,
    ) -> Result<(usize, Option<usize>), Error> {
        let mark = self.lexer.mark();
        let expected = cursor.expected();
        let index = if of.has_few() {
            self.lexer
                .take_name(of.properties, expected, cursor.words())
        } else {
            let of_one = of.properties.get(expected..=expected).unwrap_or_default();
            self.lexer.take_name(of_one, 0, None).map(|_| expected)
        };
        if index.is_some() {
            return Ok((mark, index));
        }
        let mark = self.key()?;
        let name = self.lexer.string()?;
        self.colon()?;
        Ok((mark, self.names.position(of, &name)))
    }

    // A call for each member would cost about as much as its content.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    pub(super) fn property(
        &mut self,
        entity: &mut dyn DynEntity,
        index: usize,
        property: &Property,
    ) -> Result<(), Error> {
        match &mut entity.write(index) {
            Some(slot) => self.member(slot, property.null_as_default),
            None => self.skip(),
        }
    }

    /// Reads the value of a member: nearly all are text without escapes or small numbers.
    // A call for each member would cost about as much as its content.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    pub(super) fn member(
        &mut self,
        slot: &mut Slot<'_>,
        null_as_default: bool,
    ) -> Result<(), Error> {
        let first = self.lexer.peek();
        let mark = self.lexer.mark();
        let filled = match first {
            Some(b'n') => return self.null(slot, null_as_default),
            Some(b'"') => match self.lexer.plain_string() {
                Some(text) => set_slot::set_plain(slot, text),
                None => return self.value(slot, null_as_default),
            },
            Some(b'0'..=b'9') => match self.lexer.usual_number() {
                Some(number) => set_slot::set_whole(slot, number),
                None => return self.value(slot, null_as_default),
            },
            _ => return self.value(slot, null_as_default),
        };
        filled.map_err(|error| self.lexer.place(error, mark))
    }
}
