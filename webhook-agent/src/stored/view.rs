//! Views of stored entities.

use webhook_model::NetServerEntity;

use crate::fault::Fault;

/// An entity as callers get it: the stored entity, or its properties in one release. Properties
/// that the view lacks are preserved when the entity is changed through it.
pub(crate) trait View<T>: NetServerEntity + Send + Sync {
    /// The view of a stored entity.
    fn of(entity: T) -> Self;

    /// Converts a view to a new entity.
    fn into_new(self) -> T;

    /// Changes an entity through its view. If `change` fails, the entity is unchanged.
    ///
    /// # Errors
    /// The errors of `change`.
    fn edit(
        entity: &mut T,
        change: &mut dyn FnMut(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault>;
}

impl<T: NetServerEntity + Send + Sync> View<T> for T {
    fn of(entity: T) -> Self {
        entity
    }

    fn into_new(self) -> T {
        self
    }

    fn edit(
        entity: &mut T,
        change: &mut dyn FnMut(&mut T) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        change(entity)
    }
}
