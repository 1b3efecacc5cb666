//! The members of an entity, in the order of either contract.

use super::Contract;
use super::escape::write_text;
use super::write::{NULL, Prefix, Writer};
use crate::entity::{DynEntity, Entity, Property};
use crate::error::Error;
use crate::property::{BLOCK, Value};

impl Writer<'_> {
    /// The members are not in the order in which they are lent, so that all are lent at first:
    /// to the stack, unless there are many.
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

    /// Most are null or have nothing but text inside.
    #[inline]
    fn member(&mut self, property: &Property, value: &Value<'_>) -> Result<(), Error> {
        self.check_depth()?;
        match value {
            Value::Null => {
                self.out.tag(*b"<", property.null, NULL);
                return Ok(());
            }
            Value::Text(text) | Value::Name(text) => {
                self.out.tag(*b"<", property.null, *b">");
                write_text(text, &mut self.out)?;
            }
            Value::Int(number) => {
                self.out.tag(*b"<", property.null, *b">");
                self.int(*number);
            }
            Value::Any(_)
            | Value::Entity(_)
            | Value::Unknown(_)
            | Value::List(_)
            | Value::Dictionary(_) => return self.deep_member(property, *value),
            simple => {
                self.out.tag(*b"<", property.null, *b">");
                self.simple(*simple)?;
            }
        }
        self.out.tag(*b"</", property.null, *b">");
        Ok(())
    }

    #[inline(never)]
    fn deep_member(&mut self, property: &Property, value: Value<'_>) -> Result<(), Error> {
        let name = property.name();
        self.child(|writer| {
            writer.open(name);
            writer.content(name, property.ty, value, Some(property), Prefix::Declare)
        })
    }
}

/// Which property stands at a position of the document.
#[inline]
fn place(contract: Contract, of: &Entity, position: usize) -> usize {
    match contract {
        Contract::WebApi => of
            .by_contract
            .get(position)
            .map_or(position, |index| usize::from(*index)),
        // The base's properties, which stand last in JSON, come first.
        Contract::Soap => of.base_first(position),
    }
}
