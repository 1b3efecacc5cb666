//! Stores for entities, events and deliveries.
//!
//! A [`Store`] is not generic over entities: it stores a kind, an id and an encoded body. Changes
//! that belong together, such as an entity and the events that its change causes, go into one
//! [`Batch`], which is committed as a whole or not at all.
//!
//! No locks are held between reading and writing. Each record has a version, and a batch names the
//! version that it expects. If another writer has changed the record, the batch is rejected with
//! [`StoreError::Conflict`], and the caller reads the record again.
//!
//! | store | data | use |
//! |---|---|---|
//! | [`Memory`] | lost when the process ends | tests, trying out |
//! | `Sqlite`, feature `sqlite` | in one file | one machine |
//! | `Postgres`, feature `postgres` | in a database | any number of machines |
//!
//! ```
//! use webhook_agent::store::{Batch, Expected, Memory, Store};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), webhook_agent::store::StoreError> {
//! let store = Memory::new();
//! let id = store.next_id("Sale").await?;
//! store.commit(Batch::new().put("Sale", id, "{}", Expected::Missing)).await?;
//! assert_eq!(store.get("Sale", id).await?.map(|record| record.version), Some(1));
//! # Ok(())
//! # }
//! ```

mod batch;
mod error;
mod memory;
mod message;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::future::Future;
use std::pin::Pin;

pub use self::batch::{Batch, Change, Expected};
pub use self::error::StoreError;
pub use self::memory::Memory;
pub use self::message::{Entry, Message, Take, Waiting};
#[cfg(feature = "postgres")]
pub use self::postgres::{Postgres, PostgresOptions};
#[cfg(feature = "sqlite")]
pub use self::sqlite::Sqlite;

/// Milliseconds since 1970 in UTC.
pub type Millis = i64;

/// The future that a store returns.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// The schema of the stored data. A store with a newer schema is rejected.
pub const SCHEMA: i32 = 1;

/// A stored entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The primary key.
    pub id: i32,
    /// How many times the record was written: 1 for a new one.
    pub version: i64,
    /// The encoded entity.
    pub body: Vec<u8>,
}

impl Record {
    /// The version of the record, without the body.
    #[must_use]
    pub fn as_version(&self) -> Version {
        Version {
            id: self.id,
            version: self.version,
        }
    }
}

/// The version of a stored entity, without its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// The primary key.
    pub id: i32,
    /// How many times the record was written.
    pub version: i64,
}

/// How many records the default of [`Store::versions`] reads per call.
const PAGE: usize = 500;

/// Stores entities, an outbox of messages to deliver, and a journal of deliveries.
///
/// Futures are boxed, so that an agent is not generic over its store. When a method returns `Ok`,
/// its change is as durable as the store makes it.
pub trait Store: Send + Sync + 'static {
    /// Returns a new id for a kind of entity: 1, 2, 3 and so on. An id is never reused, even if its
    /// entity was deleted or never written.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]; [`StoreError::Full`] after 2,147,483,647 ids.
    fn next_id<'a>(&'a self, kind: &'a str) -> Pending<'a, i32>;

    /// The record with this id; `None` for an unknown id.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn get<'a>(&'a self, kind: &'a str, id: i32) -> Pending<'a, Option<Record>>;

    /// Up to `limit` records with ids above `after`, ordered by id.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn list<'a>(&'a self, kind: &'a str, after: i32, limit: usize) -> Pending<'a, Vec<Record>>;

    /// The versions of all entities of a kind, ordered by id, including those written by other
    /// processes. Comparing versions shows which entities have changed since they were read.
    ///
    /// The default implementation reads the entities. A store that reads only versions makes events
    /// faster.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn versions<'a>(&'a self, kind: &'a str) -> Pending<'a, Vec<Version>> {
        Box::pin(async move {
            let mut versions = Vec::new();
            let mut after = i32::MIN;
            loop {
                let page = self.list(kind, after, PAGE).await?;
                versions.extend(page.iter().map(Record::as_version));
                match page.last() {
                    Some(last) if page.len() == PAGE => after = last.id,
                    _ => return Ok(versions),
                }
            }
        })
    }

    /// Commits all changes of a batch, or none.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if a precondition is not met, [`StoreError::Full`] if the outbox is
    /// full, otherwise [`StoreError::Unavailable`].
    fn commit(&self, batch: Batch) -> Pending<'_, ()>;

    /// Takes messages that are due, the oldest first. No other caller gets them until the lease
    /// ends. After that they are due again, because the worker that took them may have crashed.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn take(&self, take: Take) -> Pending<'_, Vec<Message>>;

    /// The state of the outbox.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn waiting(&self) -> Pending<'_, Waiting>;

    /// Up to `limit` entries of an owner's journal, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn journal(&self, owner: i32, limit: usize) -> Pending<'_, Vec<Entry>>;

    /// One entry of an owner's journal.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn entry(&self, owner: i32, id: i64) -> Pending<'_, Option<Entry>>;
}
