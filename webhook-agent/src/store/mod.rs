//! Where entities, events and deliveries are kept.
//!
//! A [`Store`] knows no types: an entity is a kind, an id and a body that this library has encoded.
//! What has to happen together goes into one [`Batch`]: an entity, the events that its change
//! causes, the result of a delivery. A batch is committed whole or not at all.
//!
//! Nobody holds a lock between reading and writing: a record has a version, and a batch says which
//! version it starts from. Where somebody else was faster the batch is refused with
//! [`StoreError::Conflict`], and the caller reads again.
//!
//! | store | keeps | for |
//! |---|---|---|
//! | [`Memory`] | until the process ends | tests, a first look |
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

/// What a store answers later.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// The schema of stored data that this version writes; a store of a newer one is not opened.
pub const SCHEMA: i32 = 1;

/// A stored entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The primary key.
    pub id: i32,
    /// How often the record was written: 1 for a new one.
    pub version: i64,
    /// The entity, as it was encoded.
    pub body: Vec<u8>,
}

impl Record {
    /// The version without the body.
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
    /// How often the record was written.
    pub version: i64,
}

/// How many records [`Store::versions`] reads at a time where a store has no better way.
const PAGE: usize = 500;

/// Keeps entities, an outbox of messages to deliver, and a journal of what was delivered.
///
/// Futures are boxed so that an agent is not generic over its store. A method that has answered
/// `Ok` has made its change durable, as far as the store keeps anything.
pub trait Store: Send + Sync + 'static {
    /// A new id for a kind of entity: 1, 2, 3 and so on. An id is never given twice, also where the
    /// entity was deleted or never written.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]; [`StoreError::Full`] after 2,147,483,647 ids.
    fn next_id<'a>(&'a self, kind: &'a str) -> Pending<'a, i32>;

    /// The entity of an id, `None` for an unknown one.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn get<'a>(&'a self, kind: &'a str, id: i32) -> Pending<'a, Option<Record>>;

    /// Entities with ids above `after`, ordered by id, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn list<'a>(&'a self, kind: &'a str, after: i32, limit: usize) -> Pending<'a, Vec<Record>>;

    /// The versions of all entities of a kind, ordered by id, also of those that another process has
    /// written. They tell which entities have changed since they were read.
    ///
    /// The default reads the entities. A store that reads only versions makes events faster.
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

    /// Makes all changes of a batch, or none.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where a record or a message is not as the batch expects it,
    /// [`StoreError::Full`] where the outbox has no room, else [`StoreError::Unavailable`].
    fn commit(&self, batch: Batch) -> Pending<'_, ()>;

    /// Takes messages that are due, the oldest first. Until the lease ends nobody else gets them;
    /// after it they are due again, for their taker may have died.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn take(&self, take: Take) -> Pending<'_, Vec<Message>>;

    /// What the outbox holds.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn waiting(&self) -> Pending<'_, Waiting>;

    /// The last entries of an owner's journal, the newest first, at most `limit`.
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
