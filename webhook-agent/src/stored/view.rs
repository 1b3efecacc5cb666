//! What callers see of a stored entity.

use webhook_model::NetServerEntity;

use crate::fault::Fault;

/// An entity as callers see it: the stored entity itself, or what one release has of it. What a view
/// does not have is kept when the entity is changed through it.
pub(crate) trait View<T>: NetServerEntity + Send + Sync {
    /// The view of a stored entity.
    fn of(entity: T) -> Self;

    /// The new entity of a view.
    fn into_new(self) -> T;

    /// Changes an entity through its view. After an error the entity is as before.
    ///
    /// # Errors
    /// Those of `change`.
    fn edit(
        entity: &mut T,
        change: impl FnOnce(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault>;
}

impl<T: NetServerEntity + Send + Sync> View<T> for T {
    fn of(entity: T) -> Self {
        entity
    }

    fn into_new(self) -> T {
        self
    }

    fn edit(entity: &mut T, change: impl FnOnce(&mut T) -> Result<(), Fault>) -> Result<(), Fault> {
        change(entity)
    }
}
