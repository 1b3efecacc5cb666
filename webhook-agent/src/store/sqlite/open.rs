//! Opens a file: settings, tables, and the version of their schema.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::store::{SCHEMA, StoreError};

/// The timeout for a write while another process has locked the file.
const BUSY: Duration = Duration::from_secs(5);

/// Marks the file as a store of this program: `WHAG` in ASCII.
const APPLICATION: i32 = 0x5748_4147;

const TABLES: &str = "
    CREATE TABLE sequence(
        kind TEXT PRIMARY KEY NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE record(
        kind TEXT NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL,
        PRIMARY KEY(kind, id)) WITHOUT ROWID;
    CREATE TABLE payload(
        id INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL);
    CREATE TABLE outbox(
        id INTEGER PRIMARY KEY AUTOINCREMENT, owner INTEGER NOT NULL, payload INTEGER NOT NULL,
        due INTEGER NOT NULL, created INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
        lease INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX outbox_due ON outbox(due, owner);
    CREATE INDEX outbox_owner ON outbox(owner);
    CREATE INDEX outbox_payload ON outbox(payload);
    CREATE TABLE journal(
        id INTEGER PRIMARY KEY AUTOINCREMENT, owner INTEGER NOT NULL, body BLOB NOT NULL,
        payload INTEGER NOT NULL);
    CREATE INDEX journal_owner ON journal(owner, id);
    CREATE INDEX journal_payload ON journal(payload);
";

pub(super) fn open(file: &Path) -> Result<Connection, StoreError> {
    make_private(file)?;
    let db = Connection::open(file)?;
    db.busy_timeout(BUSY)?;
    check_schema(&db)?;
    // The statement returns the mode in effect, which differs in memory and on some network drives.
    db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    db.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")?;
    db.set_prepared_statement_cache_capacity(32);
    Ok(db)
}

/// Creates the file if it is missing, with access for its owner only; SQLite gives the log the same
/// permissions.
fn make_private(file: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let opened = options.open(file);
    opened
        .map(drop)
        .map_err(|error| StoreError::Unavailable(format!("{}: {error}", file.display())))
}

fn check_schema(db: &Connection) -> Result<(), StoreError> {
    let number = |pragma: &str| -> Result<i32, StoreError> {
        let sql = format!("PRAGMA {pragma}");
        let found = db.query_row(&sql, [], |row| row.get(0));
        found.map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => StoreError::Foreign,
            _ => error.into(),
        })
    };
    // Two processes may open a new file at the same time.
    db.execute_batch("BEGIN IMMEDIATE")
        .map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => StoreError::Foreign,
            _ => StoreError::from(error),
        })?;
    let (application, found) = (number("application_id")?, number("user_version")?);
    let tables = "SELECT count(*) FROM sqlite_schema";
    let tables: i64 = db.query_row(tables, [], |row| row.get(0))?;
    match (application, tables) {
        (APPLICATION, _) if found > SCHEMA => {
            let known = SCHEMA;
            return Err(StoreError::Newer { found, known });
        }
        (APPLICATION, _) => {}
        (0, 0) if found == 0 => {
            db.execute_batch(TABLES)?;
            db.execute_batch(&format!(
                "PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {SCHEMA};"
            ))?;
        }
        _ => return Err(StoreError::Foreign),
    }
    Ok(db.execute_batch("COMMIT")?)
}
