//! A store in a PostgreSQL database.

mod changes;
mod hidden;
mod open;
mod options;
mod outbox;
mod pool;
#[cfg(feature = "tls")]
mod tls;

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use deadpool_postgres::{Object, Pool};
use tokio_postgres::Row;

pub use self::options::PostgresOptions;

use super::batch::{Batch, Change};
use super::{Entry, Message, Pending, Record, Store, StoreError, Take, Version, Waiting};

/// The number of settled messages after which unused payloads are deleted.
const SWEEP_AFTER: u32 = 1000;

/// A store in a PostgreSQL database, in its own schema `webhook_agent`. Any number of processes and
/// machines can share a database: each message is taken by one of them, as long as their clocks
/// agree within 30 seconds.
///
/// When a method returns `Ok`, its change is committed with `synchronous_commit`. If the connection
/// is lost during a change, the result is [`StoreError::Unavailable`] and the change may have been
/// committed; the next call uses another connection. The store needs a tokio runtime with I/O and
/// time.
///
/// ```no_run
/// use webhook_agent::store::{Batch, Expected, Postgres, PostgresOptions, Store};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), webhook_agent::store::StoreError> {
/// let store = Postgres::open(PostgresOptions::parse("postgres://hooks:secret@localhost/hooks")?).await?;
/// let id = store.next_id("Sale").await?;
/// store.commit(Batch::new().put("Sale", id, "{}", Expected::Missing)).await?;
/// # Ok(())
/// # }
/// ```
pub struct Postgres {
    pool: Pool,
    /// The time limit of a whole call.
    limit: Duration,
    /// The number of messages settled since the last sweep.
    settled: AtomicU32,
}

impl Postgres {
    /// Connects, and creates the tables if they are missing. The user needs the right to create a
    /// schema in the database, or must own an empty schema `webhook_agent`.
    ///
    /// Further connections are made when they are first used, so a store may be opened in one
    /// runtime and used in another.
    ///
    /// # Errors
    /// [`StoreError::Newer`] or [`StoreError::Foreign`] if the tables do not belong to this
    /// version, [`StoreError::Unavailable`] if the database cannot be reached.
    pub async fn open(options: PostgresOptions) -> Result<Self, StoreError> {
        let store = Self {
            pool: pool::pool(&options)?,
            limit: pool::limit(&options),
            settled: AtomicU32::new(0),
        };
        let prepare = pool::once(&options.config, async |client| {
            open::check_schema(client).await?;
            client.execute(outbox::SWEEP, &[]).await?;
            Ok(())
        });
        store.limited(prepare).await?;
        Ok(store)
    }

    /// Runs a future with a time limit, since a disconnected server may never respond.
    async fn limited<T>(
        &self,
        work: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        let limited = tokio::time::timeout(self.limit, work).await;
        limited.unwrap_or_else(|_| Err(pool::unanswered()))
    }

    /// Runs one statement in its own transaction, and returns the rows.
    async fn rows(&self, sql: &str, params: changes::Params<'_>) -> Result<Vec<Row>, StoreError> {
        self.limited(async {
            let client = self.client().await?;
            let statement = client.prepare_cached(sql).await?;
            Ok(client.query(&statement, params).await?)
        })
        .await
    }

    async fn client(&self) -> Result<Object, StoreError> {
        pool::connection(&self.pool).await
    }
}

impl Store for Postgres {
    fn next_id<'a>(&'a self, kind: &'a str) -> Pending<'a, i32> {
        Box::pin(async move {
            let sql = "INSERT INTO webhook_agent.sequence AS s(kind, last) VALUES($1, 1)
                ON CONFLICT(kind) DO UPDATE SET last = s.last + 1 RETURNING last";
            let rows = self.rows(sql, &[&kind]).await?;
            let last: i64 = only(&rows)?.try_get(0)?;
            i32::try_from(last).map_err(|_| StoreError::Full)
        })
    }

    fn get<'a>(&'a self, kind: &'a str, id: i32) -> Pending<'a, Option<Record>> {
        Box::pin(async move {
            let sql = "SELECT id, version, body FROM webhook_agent.record
                WHERE kind = $1 AND id = $2";
            let rows = self.rows(sql, &[&kind, &id]).await?;
            rows.first().map(record).transpose()
        })
    }

    fn list<'a>(&'a self, kind: &'a str, after: i32, limit: usize) -> Pending<'a, Vec<Record>> {
        Box::pin(async move {
            let sql = "SELECT id, version, body FROM webhook_agent.record
                WHERE kind = $1 AND id > $2 ORDER BY id LIMIT $3";
            let rows = self.rows(sql, &[&kind, &after, &count(limit)]).await?;
            rows.iter().map(record).collect()
        })
    }

    fn versions<'a>(&'a self, kind: &'a str) -> Pending<'a, Vec<Version>> {
        Box::pin(async move {
            let sql = "SELECT id, version FROM webhook_agent.record WHERE kind = $1 ORDER BY id";
            let rows = self.rows(sql, &[&kind]).await?;
            let version = |row: &Row| {
                Ok(Version {
                    id: row.try_get(0)?,
                    version: row.try_get(1)?,
                })
            };
            rows.iter().map(version).collect()
        })
    }

    fn commit(&self, batch: Batch) -> Pending<'_, ()> {
        Box::pin(async move {
            let changes = batch.into_changes();
            let is_settling = |change: &&Change| matches!(change, Change::Settle { .. });
            let settled = changes.iter().filter(is_settling).count();
            self.limited(async {
                let mut client = self.client().await?;
                let transaction = client.transaction().await?;
                changes::make(&transaction, changes).await?;
                Ok(transaction.commit().await?)
            })
            .await?;
            let settled = u32::try_from(settled).unwrap_or(u32::MAX);
            self.settled.fetch_add(settled, Ordering::Relaxed);
            Ok(())
        })
    }

    fn take(&self, take: Take) -> Pending<'_, Vec<Message>> {
        Box::pin(self.limited(async move {
            let client = self.client().await?;
            if self.settled.load(Ordering::Relaxed) >= SWEEP_AFTER {
                self.settled.store(0, Ordering::Relaxed);
                client.execute(outbox::SWEEP, &[]).await?;
            }
            outbox::take(&client, &take).await
        }))
    }

    fn waiting(&self) -> Pending<'_, Waiting> {
        Box::pin(self.limited(async { outbox::waiting(&self.client().await?).await }))
    }

    fn journal(&self, owner: i32, limit: usize) -> Pending<'_, Vec<Entry>> {
        Box::pin(async move {
            let sql = "SELECT id, owner, body, payload FROM webhook_agent.journal
                WHERE owner = $1 ORDER BY id DESC LIMIT $2";
            let rows = self.rows(sql, &[&owner, &count(limit)]).await?;
            rows.iter().map(entry).collect()
        })
    }

    fn entry(&self, owner: i32, id: i64) -> Pending<'_, Option<Entry>> {
        Box::pin(async move {
            let sql = "SELECT id, owner, body, payload FROM webhook_agent.journal
                WHERE owner = $1 AND id = $2";
            let rows = self.rows(sql, &[&owner, &id]).await?;
            rows.first().map(entry).transpose()
        })
    }
}

impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Postgres")
    }
}

fn only(rows: &[Row]) -> Result<&Row, StoreError> {
    rows.first()
        .ok_or_else(|| StoreError::Unavailable("the database returned no row".to_owned()))
}

fn record(row: &Row) -> Result<Record, StoreError> {
    Ok(Record {
        id: row.try_get(0)?,
        version: row.try_get(1)?,
        body: row.try_get(2)?,
    })
}

fn entry(row: &Row) -> Result<Entry, StoreError> {
    Ok(Entry {
        id: row.try_get(0)?,
        owner: row.try_get(1)?,
        body: row.try_get(2)?,
        payload: row.try_get::<_, &[u8]>(3)?.into(),
    })
}

/// Converts a number of rows to PostgreSQL's type.
fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
