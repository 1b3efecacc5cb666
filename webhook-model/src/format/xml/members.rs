//! The members of an entity, in the order of either contract.

use super::Contract;
use super::escape::{copy_plain, write_text};
use super::write::{NULL, Prefix, Writer};
use crate::bytes::copy;
use crate::error::Error;
use crate::member::Member;
use crate::property::{BLOCK, Value};
use crate::property::{DynEntity, Entity, Property};

impl Writer<'_, '_> {
    /// The members are not in the order of the blocks, so all values are read first: onto the stack,
    /// unless there are many.
    pub(super) fn members(&mut self, entity: &dyn DynEntity) -> Result<(), Error> {
        const SOME: usize = 4 * BLOCK;
        let count = entity.entity().properties.len();
        if count <= BLOCK {
            self.members_in(entity, &mut [Value::Null; BLOCK])
        } else if count <= SOME {
            self.members_in(entity, &mut [Value::Null; SOME])
        } else {
            self.members_in(
                entity,
                &mut vec![Value::Null; count.next_multiple_of(BLOCK)],
            )
        }
    }

    fn members_in<'v>(
        &mut self,
        entity: &'v dyn DynEntity,
        values: &mut [Value<'v>],
    ) -> Result<(), Error> {
        let of = entity.entity();
        let (blocks, _) = values.as_chunks_mut::<BLOCK>();
        for (number, block) in blocks.iter_mut().enumerate() {
            entity.read(number, block);
        }
        let contract = self.contract;
        // This is the same for all members, so it is computed once.
        if let (Some(first), Err(error)) = (of.properties.first(), self.check_depth()) {
            return Err(error.inside(first.name()));
        }
        for position in 0..of.properties.len() {
            let index = place(contract, of, position);
            let (Some(property), Some(value)) = (of.properties.get(index), values.get(index))
            else {
                continue;
            };
            // That contract is older than some properties, and its schemas are strict.
            if property.web_api_only && contract == Contract::Soap {
                continue;
            }
            self.member(property, value)
                .map_err(|error| error.inside(property.name()))?;
        }
        Ok(())
    }

    /// Most values are null or plain text.
    #[inline]
    fn member(&mut self, property: &Property, value: &Value<'_>) -> Result<(), Error> {
        match value {
            Value::Null => {
                self.out.tag(*b"<", property.null, NULL);
                return Ok(());
            }
            Value::Text(text) | Value::Name(text) => {
                self.check_name(&property.ty, value)?;
                if self.leaf(property.null, text.as_bytes(), copy_plain) {
                    return Ok(());
                }
                self.out.tag(*b"<", property.null, *b">");
                write_text(text, &mut self.out)?;
            }
            Value::Int(number) => {
                let mut digits = itoa::Buffer::new();
                let copy = |from: &[u8], to: &mut [u8]| {
                    copy(from, to);
                    true
                };
                self.leaf(property.null, digits.format(*number).as_bytes(), copy);
                return Ok(());
            }
            Value::Any(_)
            | Value::Entity(_)
            | Value::Unknown(_)
            | Value::List(_)
            | Value::Dictionary(_) => return self.deep_member(property, *value),
            simple => {
                self.out.tag(*b"<", property.null, *b">");
                self.typed(&property.ty, simple)?;
            }
        }
        self.out.tag(*b"</", property.null, *b">");
        Ok(())
    }

    /// Writes an element with text inside, if the text needs no escapes: with one check for room for
    /// all of it. The name is copied together with the bytes around it in `,"Name":null`, as
    /// [`Output::tag`](crate::output::Output::tag) does. Without this function encoding XML takes 9% more
    /// instructions.
    #[inline]
    fn leaf(
        &mut self,
        member: Member<'_>,
        text: &[u8],
        copy_text: impl Fn(&[u8], &mut [u8]) -> bool,
    ) -> bool {
        let member = member.null();
        let write = |room: &mut [u8]| {
            let name = member.len().checked_sub(Member::AROUND)?;
            let open = room.get_mut(..member.len() - 1)?;
            copy(member.get(1..)?, open);
            *open.first_mut()? = b'<';
            *open.get_mut(name + 1)? = b'>';
            let rest = room.get_mut(name + 2..)?;
            let (place, rest) = rest.split_at_mut_checked(text.len())?;
            if !copy_text(text, place) {
                return None;
            }
            let close = rest.get_mut(..member.len())?;
            copy(member, close);
            *close.first_chunk_mut()? = *b"</";
            *close.get_mut(name + 2)? = b'>';
            Some(name + 2 + text.len() + name + 3)
        };
        let room = self.out.room(2 * member.len() + text.len());
        let written = room.and_then(write);
        self.out.advance(written.unwrap_or(0));
        written.is_some()
    }

    #[inline(never)]
    fn deep_member(&mut self, property: &Property, value: Value<'_>) -> Result<(), Error> {
        let name = property.name();
        self.child(|writer| writer.deep(name, property.ty, value, Some(property), Prefix::Declare))
    }
}

/// The property at a position of the document.
#[inline]
fn place(contract: Contract, of: &Entity, position: usize) -> usize {
    match contract {
        Contract::WebApi => of
            .by_contract
            .get(position)
            .map_or(position, |index| usize::from(*index)),
        // The properties of the base come first; in JSON they are last.
        Contract::Soap => of.base_first(position),
    }
}
