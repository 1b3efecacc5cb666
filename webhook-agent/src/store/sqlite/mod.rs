//! A store in one SQLite file.

mod changes;
mod open;
mod outbox;
mod worker;

use std::fmt;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use self::worker::Worker;
use super::batch::Batch;
use super::{Entry, Message, Pending, Record, Store, StoreError, Take, Version, Waiting};

/// A store in one file, with a write-ahead log beside it. When a method returns `Ok`, its change is
/// on the disk (`synchronous=FULL`) and survives a crash of the process or the machine.
///
/// One thread works on the file. Calls that are queued meanwhile are committed together, with one
/// sync to the disk.
///
/// ```
/// use webhook_agent::store::{Batch, Expected, Sqlite, Store};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), webhook_agent::store::StoreError> {
/// # let file = std::env::temp_dir().join(format!("store-doc-{}.db", std::process::id()));
/// let store = Sqlite::open(&file)?;
/// let id = store.next_id("Sale").await?;
/// store.commit(Batch::new().put("Sale", id, "{}", Expected::Missing)).await?;
/// drop(store);
/// assert!(Sqlite::open(&file)?.get("Sale", id).await?.is_some());
/// # std::fs::remove_file(&file).ok();
/// # Ok(())
/// # }
/// ```
pub struct Sqlite {
    worker: Worker,
}

impl Sqlite {
    /// Opens the file, or creates it, readable only by its owner because webhooks contain secrets.
    ///
    /// # Errors
    /// [`StoreError::Newer`] or [`StoreError::Foreign`] if the file does not belong to this
    /// version, [`StoreError::Unavailable`] if it cannot be opened.
    pub fn open(file: impl AsRef<Path>) -> Result<Self, StoreError> {
        let connection = open::open(file.as_ref())?;
        let worker = Worker::start(connection)?;
        Ok(Self { worker })
    }

    fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Pending<'_, T> {
        self.worker.run(work)
    }
}

impl Store for Sqlite {
    fn next_id<'a>(&'a self, kind: &'a str) -> Pending<'a, i32> {
        let kind = kind.to_owned();
        self.with(move |db| {
            let sql = "INSERT INTO sequence(kind, last) VALUES(?1, 1)
                ON CONFLICT(kind) DO UPDATE SET last = last + 1 RETURNING last";
            let last: i64 = db
                .prepare_cached(sql)?
                .query_row([kind], |row| row.get(0))?;
            i32::try_from(last).map_err(|_| StoreError::Full)
        })
    }

    fn get<'a>(&'a self, kind: &'a str, id: i32) -> Pending<'a, Option<Record>> {
        let kind = kind.to_owned();
        self.with(move |db| {
            let sql = "SELECT id, version, body FROM record WHERE kind = ?1 AND id = ?2";
            let mut statement = db.prepare_cached(sql)?;
            Ok(statement.query_row(params![kind, id], record).optional()?)
        })
    }

    fn list<'a>(&'a self, kind: &'a str, after: i32, limit: usize) -> Pending<'a, Vec<Record>> {
        let kind = kind.to_owned();
        self.with(move |db| {
            let sql = "SELECT id, version, body FROM record WHERE kind = ?1 AND id > ?2
                ORDER BY id LIMIT ?3";
            let mut statement = db.prepare_cached(sql)?;
            let rows = statement.query_map(params![kind, after, count(limit)], record)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    fn versions<'a>(&'a self, kind: &'a str) -> Pending<'a, Vec<Version>> {
        let kind = kind.to_owned();
        self.with(move |db| {
            let sql = "SELECT id, version FROM record WHERE kind = ?1 ORDER BY id";
            let mut statement = db.prepare_cached(sql)?;
            let rows = statement.query_map([kind], |row| {
                let (id, version) = (row.get(0)?, row.get(1)?);
                Ok(Version { id, version })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    fn commit(&self, batch: Batch) -> Pending<'_, ()> {
        self.with(move |db| {
            let changes = batch.into_changes();
            changes
                .iter()
                .try_for_each(|change| changes::make(db, change))
        })
    }

    fn take(&self, take: Take) -> Pending<'_, Vec<Message>> {
        self.with(move |db| outbox::take(db, &take))
    }

    fn waiting(&self) -> Pending<'_, Waiting> {
        self.with(outbox::waiting)
    }

    fn journal(&self, owner: i32, limit: usize) -> Pending<'_, Vec<Entry>> {
        self.with(move |db| {
            let sql = "SELECT j.id, j.owner, j.body, p.body FROM journal j
                JOIN payload p ON p.id = j.payload WHERE j.owner = ?1 ORDER BY j.id DESC LIMIT ?2";
            let mut statement = db.prepare_cached(sql)?;
            let rows = statement.query_map(params![owner, count(limit)], entry)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    fn entry(&self, owner: i32, id: i64) -> Pending<'_, Option<Entry>> {
        self.with(move |db| {
            let sql = "SELECT j.id, j.owner, j.body, p.body FROM journal j
                JOIN payload p ON p.id = j.payload WHERE j.owner = ?1 AND j.id = ?2";
            let mut statement = db.prepare_cached(sql)?;
            Ok(statement.query_row(params![owner, id], entry).optional()?)
        })
    }
}

impl fmt::Debug for Sqlite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sqlite")
    }
}

impl From<rusqlite::Error> for StoreError {
    /// SQLite's messages contain names of tables and files, never values.
    fn from(error: rusqlite::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}

fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        id: row.get(0)?,
        version: row.get(1)?,
        body: row.get(2)?,
    })
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: row.get(0)?,
        owner: row.get(1)?,
        body: row.get(2)?,
        payload: row.get::<_, Vec<u8>>(3)?.into(),
    })
}

/// Converts a number of rows to SQLite's type.
fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
