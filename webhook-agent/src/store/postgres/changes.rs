//! Executes the changes of a batch as SQL.

use deadpool_postgres::Transaction;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::count;
use super::hidden::Hidden;
use super::open::LOCK_SEND;
use crate::store::StoreError;
use crate::store::batch::{Change, Expected};

pub(super) type Params<'a> = &'a [&'a (dyn ToSql + Sync)];

/// Executes changes in the same order in every process, which prevents deadlocks: first the lock of
/// the outbox, then records by kind and id, then everything else.
pub(super) async fn make(
    transaction: &Transaction<'_>,
    mut changes: Vec<Change>,
) -> Result<(), StoreError> {
    if changes
        .iter()
        .any(|change| matches!(change, Change::Send { .. }))
    {
        // The lock covers counting the messages and adding new ones.
        let lock = "SELECT pg_advisory_xact_lock($1)";
        run(transaction, lock, &[&LOCK_SEND]).await?;
    }
    changes.sort_by_key(|change| match change {
        Change::Put { kind, id, .. } | Change::Delete { kind, id, .. } => (0, *kind, *id),
        _ => (1, "", 0),
    });
    for change in &changes {
        one(transaction, change).await?;
    }
    Ok(())
}

async fn one(transaction: &Transaction<'_>, change: &Change) -> Result<(), StoreError> {
    match change {
        Change::Put {
            kind,
            id,
            body,
            expected,
        } => put(transaction, kind, *id, body, *expected).await,
        Change::Delete { kind, id, expected } => delete(transaction, kind, *id, *expected).await,
        Change::Send {
            owners,
            due,
            created,
            payload,
            capacity,
        } => {
            let sql = "SELECT count(*) FROM webhook_agent.outbox";
            let waiting: i64 = first(&query(transaction, sql, &[]).await?)?.unwrap_or(0);
            if waiting.saturating_add(count(owners.len())) > count(*capacity) {
                return Err(StoreError::Full);
            }
            if owners.is_empty() {
                return Ok(());
            }
            let sql = "WITH payload AS (
                    INSERT INTO webhook_agent.payload(body) VALUES($1) RETURNING id)
                INSERT INTO webhook_agent.outbox(owner, payload, due, created)
                SELECT owner, payload.id, $3, $4
                FROM payload, unnest($2::integer[]) WITH ORDINALITY AS o(owner, number)
                ORDER BY number";
            run(transaction, sql, &[&Hidden(payload), owners, due, created])
                .await
                .map(drop)
        }
        Change::Settle { message, lease } => {
            let sql = "DELETE FROM webhook_agent.outbox WHERE id = $1 AND lease = $2
                RETURNING payload";
            let rows = query(transaction, sql, &[message, lease]).await?;
            if rows.is_empty() {
                return Err(StoreError::Conflict);
            }
            drop_payloads(transaction, &rows).await
        }
        Change::Postpone {
            message,
            lease,
            due,
        } => {
            let sql = "UPDATE webhook_agent.outbox SET due = $3, attempts = attempts + 1
                WHERE id = $1 AND lease = $2";
            expect_one(run(transaction, sql, &[message, lease, due]).await?)
        }
        Change::Log {
            owner,
            body,
            payload,
            keep,
        } => {
            let sql = "INSERT INTO webhook_agent.journal(owner, body, payload) VALUES($1, $2, $3)";
            let row: Params<'_> = &[owner, &Hidden(body), &Hidden(payload)];
            run(transaction, sql, row).await?;
            let sql = "DELETE FROM webhook_agent.journal WHERE owner = $1 AND id <= (
                SELECT id FROM webhook_agent.journal WHERE owner = $1
                ORDER BY id DESC LIMIT 1 OFFSET $2)";
            run(transaction, sql, &[owner, &count(*keep)])
                .await
                .map(drop)
        }
        Change::Forget { owner } => {
            let sql = "DELETE FROM webhook_agent.outbox WHERE owner = $1 RETURNING payload";
            let rows = query(transaction, sql, &[owner]).await?;
            drop_payloads(transaction, &rows).await?;
            let sql = "DELETE FROM webhook_agent.journal WHERE owner = $1";
            run(transaction, sql, &[owner]).await.map(drop)
        }
    }
}

async fn put(
    transaction: &Transaction<'_>,
    kind: &str,
    id: i32,
    body: &[u8],
    expected: Expected,
) -> Result<(), StoreError> {
    let body = &Hidden(body);
    let (sql, params): (_, Params<'_>) = match &expected {
        Expected::Missing => (
            "INSERT INTO webhook_agent.record(kind, id, version, body) VALUES($1, $2, 1, $3)
                ON CONFLICT DO NOTHING",
            &[&kind, &id, body],
        ),
        Expected::Version(version) => (
            "UPDATE webhook_agent.record SET version = version + 1, body = $3
                WHERE kind = $1 AND id = $2 AND version = $4",
            &[&kind, &id, body, version],
        ),
        Expected::Any => (
            "INSERT INTO webhook_agent.record AS r(kind, id, version, body) VALUES($1, $2, 1, $3)
                ON CONFLICT(kind, id) DO UPDATE SET version = r.version + 1, body = $3",
            &[&kind, &id, body],
        ),
    };
    expect_one(run(transaction, sql, params).await?)
}

async fn delete(
    transaction: &Transaction<'_>,
    kind: &str,
    id: i32,
    expected: Expected,
) -> Result<(), StoreError> {
    let all = "DELETE FROM webhook_agent.record WHERE kind = $1 AND id = $2";
    match &expected {
        Expected::Missing => {
            let sql = "SELECT 1 FROM webhook_agent.record WHERE kind = $1 AND id = $2";
            let found = query(transaction, sql, &[&kind, &id]).await?;
            found.is_empty().then_some(()).ok_or(StoreError::Conflict)
        }
        Expected::Version(version) => {
            let sql = format!("{all} AND version = $3");
            expect_one(run(transaction, &sql, &[&kind, &id, version]).await?)
        }
        Expected::Any => run(transaction, all, &[&kind, &id]).await.map(drop),
    }
}

/// Deletes the payloads of deleted messages that no other message refers to.
async fn drop_payloads(transaction: &Transaction<'_>, rows: &[Row]) -> Result<(), StoreError> {
    let payloads = rows.iter().map(|row| row.try_get(0));
    let payloads: Vec<i64> = payloads.collect::<Result<_, _>>()?;
    let sql = "DELETE FROM webhook_agent.payload WHERE id IN (
        SELECT p.id FROM webhook_agent.payload p WHERE p.id = ANY($1)
        AND NOT EXISTS(SELECT 1 FROM webhook_agent.outbox o WHERE o.payload = p.id)
        ORDER BY p.id FOR UPDATE SKIP LOCKED)";
    run(transaction, sql, &[&payloads]).await.map(drop)
}

fn expect_one(changed: u64) -> Result<(), StoreError> {
    (changed == 1).then_some(()).ok_or(StoreError::Conflict)
}

fn first(rows: &[Row]) -> Result<Option<i64>, StoreError> {
    Ok(rows.first().map(|row| row.try_get(0)).transpose()?)
}

async fn run(
    transaction: &Transaction<'_>,
    sql: &str,
    params: Params<'_>,
) -> Result<u64, StoreError> {
    let statement = transaction.prepare_cached(sql).await?;
    Ok(transaction.execute(&statement, params).await?)
}

async fn query(
    transaction: &Transaction<'_>,
    sql: &str,
    params: Params<'_>,
) -> Result<Vec<Row>, StoreError> {
    let statement = transaction.prepare_cached(sql).await?;
    Ok(transaction.query(&statement, params).await?)
}
