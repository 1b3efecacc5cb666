//! Hooks that run when an entity is saved or deleted.

use std::future::{Future, ready};
use std::pin::Pin;

use chrono::{DateTime, Utc};

use crate::auth::Caller;
use crate::fault::Fault;
use crate::store::Batch;

/// The future that a hook returns: a value, or the reason to reject the change.
pub type Decision<'a, V = Batch> = Pin<Box<dyn Future<Output = Result<V, Fault>> + Send + 'a>>;

/// The caller of a change, and the time of the request.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Requester {
    /// The caller.
    pub caller: Caller,
    /// A hash of the request's `SO-AppToken`; `None` without one. The token itself is never stored.
    pub application: Option<String>,
    /// When the request was received.
    pub now: DateTime<Utc>,
}

/// An entity that is about to be stored.
#[derive(Debug)]
#[non_exhaustive]
pub struct Saving<'a, T> {
    /// The entity to be stored. Its key is 0 if it is new.
    pub entity: &'a mut T,
    /// The stored entity; `None` for a new one.
    pub stored: Option<&'a T>,
    /// The caller that saves it.
    pub requester: &'a Requester,
}

/// Hooks around changes of a stored entity. By default, all of them do nothing.
///
/// ```
/// use std::sync::Arc;
/// use webhook_agent::stored::{Decision, Hooks, Saving, Stored};
/// use webhook_agent::store::{Batch, Memory};
/// use webhook_agent::{Agent, Fault, auth::Anyone};
/// use webhook_model::NetServerEntity;
///
/// #[derive(Debug, NetServerEntity)]
/// #[netserver(agent = "Sale", operations(create_default, get, save, delete))]
/// struct SaleEntity {
///     #[netserver(key)]
///     sale_id: i32,
///     amount: f64,
/// }
///
/// struct NoGifts;
///
/// impl Hooks<SaleEntity> for NoGifts {
///     fn before_save<'a>(&'a self, saving: Saving<'a, SaleEntity>) -> Decision<'a> {
///         let verdict = if saving.entity.amount > 0.0 {
///             Ok(Batch::new())
///         } else {
///             Err(Fault::bad_request("the amount must be above 0"))
///         };
///         Box::pin(std::future::ready(verdict))
///     }
/// }
///
/// let sales = Stored::new(Arc::new(Memory::new())).hooks(NoGifts);
/// let service = Agent::new(Anyone).serve_stored(&sales).into_service();
/// # drop(service);
/// ```
pub trait Hooks<T: Send + Sync>: Send + Sync + 'static {
    /// Checks and completes an entity before it is stored. The returned changes are committed
    /// together with the entity, or not at all.
    ///
    /// The hook runs again if another request changes the entity at the same time.
    fn before_save<'a>(&'a self, saving: Saving<'a, T>) -> Decision<'a> {
        let _ = saving;
        Box::pin(ready(Ok(Batch::new())))
    }

    /// Returns more changes for a new entity, whose key is now known. They are committed together
    /// with the entity.
    ///
    /// # Errors
    /// The reason to reject the change.
    fn before_create(&self, entity: &T, requester: &Requester) -> Result<Batch, Fault> {
        let _ = (entity, requester);
        Ok(Batch::new())
    }

    /// Called after an entity is stored.
    fn after_save(&self, entity: &T) {
        let _ = entity;
    }

    /// Checks a deletion. The returned changes are committed together with it, or not at all.
    fn before_delete<'a>(&'a self, entity: &'a T, requester: &'a Requester) -> Decision<'a> {
        let _ = (entity, requester);
        Box::pin(ready(Ok(Batch::new())))
    }

    /// Called after an entity is deleted.
    fn after_delete(&self, entity: &T) {
        let _ = entity;
    }

    /// The time of the last change, for requests with `If-Unmodified-Since` (RFC 9110 section
    /// 13.1.4); `None` if it is unknown.
    fn updated(&self, entity: &T) -> Option<DateTime<Utc>> {
        let _ = entity;
        None
    }
}

/// No hooks.
#[derive(Debug, Clone, Copy)]
pub(super) struct NoHooks;

impl<T: Send + Sync> Hooks<T> for NoHooks {}
