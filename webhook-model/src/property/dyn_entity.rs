//! Entities of an unknown type.

use std::fmt;

use super::{Block, Entity, Slot};

/// An entity of an unknown type, as the formats use it.
///
/// Implemented for every [`NetServerEntity`](crate::NetServerEntity).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a NetServer entity",
    label = "not an entity",
    note = "write a struct with `#[derive(NetServerEntity)]`, or add the derive to `{Self}` if it is one of yours"
)]
pub trait DynEntity: 'static {
    /// The entity as data.
    fn entity(&self) -> &'static Entity;
    /// Writes the properties from `block * 16` on into `out`; the rest of `out` stays unchanged.
    fn read<'a>(&'a self, block: usize, out: &mut Block<'a>);
    /// The slot of a property; `None` past the last.
    fn write(&mut self, index: usize) -> Option<Slot<'_>>;
}

impl fmt::Debug for dyn DynEntity + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The properties may hold secrets.
        f.write_str(self.entity().name)
    }
}
