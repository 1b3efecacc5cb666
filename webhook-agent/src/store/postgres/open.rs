//! Creates the tables and checks the version of their schema.

use tokio_postgres::Client;
use tokio_postgres::error::SqlState;

use crate::store::{SCHEMA, StoreError};

/// The key of the lock for creating tables and for adding messages to the outbox: `WHAG` in ASCII,
/// and a number.
pub(super) const LOCK_TABLES: i64 = 0x5748_4147_0000_0001;
pub(super) const LOCK_SEND: i64 = 0x5748_4147_0000_0002;

const TABLES: &str = "
    CREATE TABLE webhook_agent.store(schema integer NOT NULL);
    CREATE TABLE webhook_agent.sequence(
        kind text PRIMARY KEY, last bigint NOT NULL);
    CREATE TABLE webhook_agent.record(
        kind text NOT NULL, id integer NOT NULL, version bigint NOT NULL, body bytea NOT NULL,
        PRIMARY KEY(kind, id));
    CREATE TABLE webhook_agent.payload(
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body bytea NOT NULL);
    CREATE TABLE webhook_agent.outbox(
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner integer NOT NULL,
        payload bigint NOT NULL, due bigint NOT NULL, created bigint NOT NULL,
        attempts bigint NOT NULL DEFAULT 0, lease bigint NOT NULL DEFAULT 0);
    CREATE INDEX outbox_due ON webhook_agent.outbox(due, owner);
    CREATE INDEX outbox_owner ON webhook_agent.outbox(owner, due, id);
    CREATE INDEX outbox_payload ON webhook_agent.outbox(payload);
    CREATE TABLE webhook_agent.journal(
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner integer NOT NULL,
        body bytea NOT NULL, payload bytea NOT NULL);
    CREATE INDEX journal_owner ON webhook_agent.journal(owner, id);
";

/// Creates the tables if they are missing, and checks their version.
pub(super) async fn check_schema(client: &mut Client) -> Result<(), StoreError> {
    let transaction = client.transaction().await?;
    // Two processes may open a new database at the same time.
    let lock = "SELECT pg_advisory_xact_lock($1)";
    transaction.execute(lock, &[&LOCK_TABLES]).await?;
    let found = "SELECT to_regnamespace('webhook_agent') IS NOT NULL,
        to_regclass('webhook_agent.store') IS NOT NULL,
        EXISTS(SELECT 1 FROM pg_class WHERE relnamespace = to_regnamespace('webhook_agent'))";
    let row = transaction.query_one(found, &[]).await?;
    let (has_schema, has_version, has_tables): (bool, bool, bool) =
        (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    match (has_version, has_tables) {
        (true, _) => {
            let version = "SELECT schema FROM webhook_agent.store";
            let found = transaction.query_one(version, &[]).await;
            let row = found.map_err(|error| match error.code() {
                Some(code) if *code != SqlState::UNDEFINED_COLUMN => StoreError::from(error),
                _ => StoreError::Foreign,
            })?;
            let found: i32 = row.try_get(0).map_err(|_| StoreError::Foreign)?;
            if found > SCHEMA {
                let known = SCHEMA;
                return Err(StoreError::Newer { found, known });
            }
        }
        (false, true) => return Err(StoreError::Foreign),
        (false, false) => {
            // An administrator may have created the schema for a user who may only create tables.
            if !has_schema {
                let schema = "CREATE SCHEMA webhook_agent";
                transaction.batch_execute(schema).await?;
            }
            transaction.batch_execute(TABLES).await?;
            let version = "INSERT INTO webhook_agent.store(schema) VALUES($1)";
            transaction.execute(version, &[&SCHEMA]).await?;
        }
    }
    Ok(transaction.commit().await?)
}
