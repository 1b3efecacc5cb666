//! The outbox in SQL.

use deadpool_postgres::Object;
use tokio_postgres::Row;

use super::count;
use crate::store::{Message, Millis, StoreError, Take, Waiting};

/// Locks the messages that it takes and skips those locked by other processes. Locks at most
/// `per_owner` messages of each owner.
const TAKE: &str = "
    WITH owners AS (
        SELECT owner FROM webhook_agent.outbox WHERE due <= $1 AND owner <> ALL($3)
        GROUP BY owner ORDER BY min(due), min(id) LIMIT $4),
    taken AS MATERIALIZED (
        SELECT message.id, message.due FROM owners CROSS JOIN LATERAL (
            SELECT id, due FROM webhook_agent.outbox
            WHERE owner = owners.owner AND due <= $1
            ORDER BY due, id LIMIT $5 FOR UPDATE SKIP LOCKED) message
        ORDER BY message.due, message.id LIMIT $4)
    UPDATE webhook_agent.outbox o SET due = $2, lease = lease + 1
    FROM taken, webhook_agent.payload p WHERE o.id = taken.id AND p.id = o.payload
    RETURNING o.id, o.owner, o.attempts, o.created, o.lease, p.body, taken.due";

pub(super) async fn take(client: &Object, take: &Take) -> Result<Vec<Message>, StoreError> {
    let statement = client.prepare_cached(TAKE).await?;
    let (limit, per_owner) = (count(take.limit), count(take.per_owner));
    let rows = client
        .query(
            &statement,
            &[&take.now, &take.until, &take.skip, &limit, &per_owner],
        )
        .await?;
    let mut taken = Vec::with_capacity(rows.len());
    for row in &rows {
        taken.push((row.try_get::<_, Millis>(6)?, message(row)?));
    }
    // `UPDATE .. RETURNING` returns rows in any order.
    taken.sort_unstable_by_key(|(due, message)| (*due, message.id));
    Ok(taken.into_iter().map(|(_, message)| message).collect())
}

fn message(row: &Row) -> Result<Message, StoreError> {
    let attempts: i64 = row.try_get(2)?;
    Ok(Message {
        id: row.try_get(0)?,
        owner: row.try_get(1)?,
        attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
        created: row.try_get(3)?,
        lease: row.try_get(4)?,
        payload: row.try_get::<_, &[u8]>(5)?.into(),
    })
}

pub(super) async fn waiting(client: &Object) -> Result<Waiting, StoreError> {
    let sql = "SELECT count(*), min(created), min(due) FROM webhook_agent.outbox";
    let statement = client.prepare_cached(sql).await?;
    let row = client.query_one(&statement, &[]).await?;
    let count: i64 = row.try_get(0)?;
    Ok(Waiting {
        count: usize::try_from(count).unwrap_or_default(),
        oldest: row.try_get(1)?,
        next: row.try_get(2)?,
    })
}

/// Deletes unused payloads. If two messages with the same payload are settled concurrently, neither
/// transaction sees the other's deletion, so the payload remains until this sweep.
pub(super) const SWEEP: &str = "
    DELETE FROM webhook_agent.payload WHERE id IN (
        SELECT p.id FROM webhook_agent.payload p
        WHERE NOT EXISTS(SELECT 1 FROM webhook_agent.outbox o WHERE o.payload = p.id)
        ORDER BY p.id LIMIT 10000 FOR UPDATE SKIP LOCKED)";
