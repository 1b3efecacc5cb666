//! The outbox in SQL.

use std::collections::HashMap;

use rusqlite::{Connection, Row, params};

use crate::store::{Message, StoreError, Take, Waiting};

pub(super) fn take(db: &Connection, take: &Take) -> Result<Vec<Message>, StoreError> {
    let sql = "SELECT id, owner FROM outbox WHERE due <= ?1 ORDER BY due, id";
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([take.now])?;
    let mut ids: Vec<i64> = Vec::new();
    let mut of_owner: HashMap<i32, usize> = HashMap::new();
    while let Some(row) = rows.next()? {
        if ids.len() >= take.limit {
            break;
        }
        let owner: i32 = row.get(1)?;
        let count = of_owner.entry(owner).or_default();
        if *count < take.per_owner && !take.skip.contains(&owner) {
            *count += 1;
            ids.push(row.get(0)?);
        }
    }
    drop(rows);
    let lease = "UPDATE outbox SET due = ?2, lease = lease + 1 WHERE id = ?1";
    let mut lease = db.prepare_cached(lease)?;
    let read = "SELECT o.id, o.owner, o.attempts, o.created, o.lease, p.body FROM outbox o
        JOIN payload p ON p.id = o.payload WHERE o.id = ?1";
    let mut read = db.prepare_cached(read)?;
    let mut taken = Vec::with_capacity(ids.len());
    for id in ids {
        lease.execute(params![id, take.until])?;
        taken.push(read.query_row([id], message)?);
    }
    Ok(taken)
}

fn message(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        id: row.get(0)?,
        owner: row.get(1)?,
        attempts: row.get(2)?,
        created: row.get(3)?,
        lease: row.get(4)?,
        payload: row.get::<_, Vec<u8>>(5)?.into(),
    })
}

pub(super) fn waiting(db: &Connection) -> Result<Waiting, StoreError> {
    let sql = "SELECT count(*), min(created), min(due) FROM outbox";
    let row = db.prepare_cached(sql)?.query_row([], |row| {
        Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?))
    });
    let (count, oldest, next) = row?;
    Ok(Waiting {
        count: usize::try_from(count).unwrap_or_default(),
        oldest,
        next,
    })
}
