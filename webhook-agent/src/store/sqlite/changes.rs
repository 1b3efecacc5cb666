//! Executes the changes of a batch as SQL.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::count;
use crate::store::StoreError;
use crate::store::batch::{Change, Expected};

pub(super) fn make(db: &Connection, change: &Change) -> Result<(), StoreError> {
    match change {
        Change::Put {
            kind,
            id,
            body,
            expected,
        } => {
            let version = expect(db, kind, *id, *expected)?.unwrap_or(0) + 1;
            let sql =
                "INSERT OR REPLACE INTO record(kind, id, version, body) VALUES(?1, ?2, ?3, ?4)";
            run(db, sql, params![kind, id, version, body])?;
        }
        Change::Delete { kind, id, expected } => {
            expect(db, kind, *id, *expected)?;
            let sql = "DELETE FROM record WHERE kind = ?1 AND id = ?2";
            run(db, sql, params![kind, id])?;
        }
        Change::Send {
            owners,
            due,
            created,
            payload,
            capacity,
        } => {
            let waiting = "SELECT count(*) FROM outbox";
            let waiting: i64 = db
                .prepare_cached(waiting)?
                .query_row([], |row| row.get(0))?;
            if waiting.saturating_add(count(owners.len())) > count(*capacity) {
                return Err(StoreError::Full);
            }
            if owners.is_empty() {
                return Ok(());
            }
            let payload = insert_payload(db, payload)?;
            let sql = "INSERT INTO outbox(owner, payload, due, created) VALUES(?1, ?2, ?3, ?4)";
            for owner in owners {
                run(db, sql, params![owner, payload, due, created])?;
            }
        }
        Change::Settle { message, lease } => {
            let sql = "DELETE FROM outbox WHERE id = ?1 AND lease = ?2 RETURNING payload";
            let mut statement = db.prepare_cached(sql)?;
            let found = statement.query_row(params![message, lease], |row| row.get(0));
            let payload = found.optional()?.ok_or(StoreError::Conflict)?;
            drop_payload(db, payload)?;
        }
        Change::Postpone {
            message,
            lease,
            due,
        } => {
            let sql = "UPDATE outbox SET due = ?3, attempts = attempts + 1
                WHERE id = ?1 AND lease = ?2";
            if run(db, sql, params![message, lease, due])? == 0 {
                return Err(StoreError::Conflict);
            }
        }
        Change::Log {
            owner,
            body,
            payload,
            keep,
        } => {
            let payload = insert_payload(db, payload)?;
            let sql = "INSERT INTO journal(owner, body, payload) VALUES(?1, ?2, ?3)";
            run(db, sql, params![owner, body, payload])?;
            let sql = "DELETE FROM journal WHERE owner = ?1 AND id <= coalesce(
                    (SELECT id FROM journal WHERE owner = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2), 0)
                RETURNING payload";
            delete(db, sql, params![owner, count(*keep)])?;
        }
        Change::Forget { owner } => {
            for sql in [
                "DELETE FROM outbox WHERE owner = ?1 RETURNING payload",
                "DELETE FROM journal WHERE owner = ?1 RETURNING payload",
            ] {
                delete(db, sql, params![owner])?;
            }
        }
    }
    Ok(())
}

/// The version of a record; `None` if it is missing.
fn expect(
    db: &Connection,
    kind: &str,
    id: i32,
    expected: Expected,
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT version FROM record WHERE kind = ?1 AND id = ?2";
    let mut statement = db.prepare_cached(sql)?;
    let found = statement.query_row(params![kind, id], |row| row.get(0));
    let found: Option<i64> = found.optional()?;
    if expected.admits(found) {
        Ok(found)
    } else {
        Err(StoreError::Conflict)
    }
}

fn run(db: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<usize, StoreError> {
    Ok(db.prepare_cached(sql)?.execute(params)?)
}

fn insert_payload(db: &Connection, payload: &[u8]) -> Result<i64, StoreError> {
    run(db, "INSERT INTO payload(body) VALUES(?1)", params![payload])?;
    Ok(db.last_insert_rowid())
}

/// Deletes rows, and the payloads that nothing refers to any more. The statement must return the
/// payload ids.
fn delete(db: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<(), StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(params, |row| row.get(0))?;
    let payloads: Vec<i64> = rows.collect::<Result<_, _>>()?;
    payloads
        .into_iter()
        .try_for_each(|payload| drop_payload(db, payload))
}

fn drop_payload(db: &Connection, payload: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM payload WHERE id = ?1
        AND NOT EXISTS(SELECT 1 FROM outbox WHERE payload = ?1)
        AND NOT EXISTS(SELECT 1 FROM journal WHERE payload = ?1)";
    run(db, sql, params![payload]).map(drop)
}
