//! Tests of the PostgreSQL store only.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use tokio_postgres::Client;
use webhook_agent::store::{
    Batch, Change, Expected, Postgres, PostgresOptions, SCHEMA, Store, StoreError, Take,
};

use crate::cluster::{Database, PASSWORD, cluster};
use crate::kinds::runtime;

/// Runs a test with a new database.
fn with_database(test: impl AsyncFnOnce(Database<'_>)) {
    if let Some(cluster) = cluster() {
        runtime().block_on(async { test(cluster.database().await).await });
    }
}

fn put(id: i32, body: &str) -> Batch {
    Batch::new().put("A", id, body, Expected::Any)
}

fn send(owner: i32, capacity: usize) -> Batch {
    Batch::new().with(Change::Send {
        owners: vec![owner],
        due: 5,
        created: 5,
        payload: b"event"[..].into(),
        capacity,
    })
}

fn take(limit: usize) -> Take {
    Take {
        now: 5,
        until: 9,
        limit,
        per_owner: limit,
        skip: Vec::new(),
    }
}

async fn number(client: &Client, sql: &str) -> i64 {
    client.query_one(sql, &[]).await.unwrap().get(0)
}

/// Terminates the connections of the store.
async fn disconnect(client: &Client) -> i64 {
    let sql = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    number(client, sql).await
}

/// Waits until a connection is blocked by a lock.
async fn blocked(client: &Client) {
    let sql = "SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while number(client, sql).await == 0 {
        tokio::task::yield_now().await;
    }
}

#[test]
fn data_survives_reopening_the_database() {
    with_database(async |database| {
        let store = database.store().await;
        let id = store.next_id("A").await.unwrap();
        store.commit(put(id, "a").and(send(id, 10))).await.unwrap();
        drop(store);
        let store = database.store().await;
        assert_eq!(store.get("A", 1).await.unwrap().unwrap().body, b"a");
        assert_eq!(store.next_id("A").await, Ok(2));
        assert_eq!(&*store.take(take(1)).await.unwrap()[0].payload, b"event");
    });
}

#[test]
fn newer_schemas_and_foreign_tables_are_rejected() {
    with_database(async |database| {
        drop(database.store().await);
        let client = database.client().await;
        let found = SCHEMA + 1;
        let newer = format!("UPDATE webhook_agent.store SET schema = {found}");
        client.batch_execute(&newer).await.unwrap();
        let known = SCHEMA;
        let refused = |error| async {
            assert_eq!(Postgres::open(database.options()).await.err(), Some(error));
        };
        refused(StoreError::Newer { found, known }).await;
        for foreign in [
            "DROP SCHEMA webhook_agent CASCADE; CREATE SCHEMA webhook_agent;
                CREATE TABLE webhook_agent.record(x integer)",
            "CREATE TABLE webhook_agent.store(x integer)",
            "ALTER TABLE webhook_agent.store RENAME x TO schema",
        ] {
            client.batch_execute(foreign).await.unwrap();
            refused(StoreError::Foreign).await;
        }
        let empty = "DROP SCHEMA webhook_agent CASCADE; CREATE SCHEMA webhook_agent";
        client.batch_execute(empty).await.unwrap();
        assert_eq!(database.store().await.next_id("A").await, Ok(1));
    });
}

#[test]
fn two_processes_may_open_a_new_database_at_once() {
    with_database(async |database| {
        let open = || tokio::spawn(Postgres::open(database.options()));
        let stores = [open(), open(), open()];
        for store in stores {
            store.await.unwrap().unwrap();
        }
    });
}

#[test]
fn a_lost_connection_is_an_error_and_is_replaced() {
    with_database(async |database| {
        let store = Arc::new(database.store().await);
        store.commit(put(1, "a")).await.unwrap();
        let client = database.client().await;
        // An idle connection is replaced before it is used.
        assert_eq!(disconnect(&client).await, 1);
        store.commit(put(1, "b")).await.unwrap();
        // A connection that is lost during a change causes an error, and the change is rolled back.
        client
            .batch_execute("BEGIN; LOCK TABLE webhook_agent.record")
            .await
            .unwrap();
        let waiting = Arc::clone(&store);
        let waiting = tokio::spawn(async move { waiting.commit(put(1, "c")).await });
        blocked(&client).await;
        assert_eq!(disconnect(&client).await, 1);
        let lost = waiting.await.unwrap();
        assert!(matches!(lost, Err(StoreError::Unavailable(_))), "{lost:?}");
        client.batch_execute("ROLLBACK").await.unwrap();
        assert_eq!(store.get("A", 1).await.unwrap().unwrap().body, b"b");
    });
}

#[test]
fn an_unavailable_database_is_an_error_until_it_returns() {
    with_database(async |database| {
        let store = database.store().await;
        store.commit(put(1, "a")).await.unwrap();
        let client = database.client().await;
        let admin = cluster().unwrap().admin().await;
        let allow = |is_allowed: bool| {
            let name = &database.name;
            format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {is_allowed}")
        };
        admin.batch_execute(&allow(false)).await.unwrap();
        disconnect(&client).await;
        for _ in 0..2 {
            let gone = store.get("A", 1).await;
            assert!(matches!(gone, Err(StoreError::Unavailable(_))), "{gone:?}");
        }
        admin.batch_execute(&allow(true)).await.unwrap();
        assert!(store.get("A", 1).await.unwrap().is_some());
    });
}

#[test]
fn statements_time_out() {
    with_database(async |database| {
        let options = database.options();
        let options = options.statement_timeout(Duration::from_secs(1));
        let store = Postgres::open(options).await.unwrap();
        let client = database.client().await;
        client
            .batch_execute("BEGIN; LOCK TABLE webhook_agent.record")
            .await
            .unwrap();
        let late = store.commit(put(1, "a")).await.unwrap_err().to_string();
        assert!(late.contains("57014"), "query_canceled: {late}");
        client.batch_execute("ROLLBACK").await.unwrap();
        assert_eq!(store.get("A", 1).await, Ok(None));
        store.commit(put(1, "a")).await.unwrap();
    });
}

#[test]
fn errors_do_not_contain_the_password() {
    with_database(async |database| {
        let wrong = database.options().password("not the password");
        let refused = Postgres::open(wrong).await.unwrap_err();
        assert!(refused.to_string().contains("28P01"), "{refused}");
        let port = PostgresOptions::parse("postgres://hooks:word@127.0.0.1:1/a").unwrap();
        let closed = Postgres::open(port.password(PASSWORD)).await.unwrap_err();
        for error in [refused, closed] {
            assert!(
                !format!("{error} {error:?}").contains("word\""),
                "{error:?}"
            );
            assert!(!error.to_string().contains(PASSWORD), "{error}");
        }
    });
}

#[test]
fn processes_get_different_ids_and_messages() {
    with_database(async |database| {
        let stores = [database.store().await, database.store().await].map(Arc::new);
        let mut ids = Vec::new();
        for owner in 0..100 {
            let store = &stores[usize::from(owner % 2 == 0)];
            store.commit(send(owner % 7, 1000)).await.unwrap();
            let store = Arc::clone(store);
            ids.push(tokio::spawn(async move { store.next_id("A").await }));
        }
        let mut seen = BTreeSet::new();
        for id in ids {
            assert!(seen.insert(id.await.unwrap().unwrap()));
        }
        assert_eq!(
            seen.into_iter().collect::<Vec<_>>(),
            (1..=100).collect::<Vec<_>>()
        );
        let takers = [0, 1, 0, 1, 0, 1].map(|store| {
            let store: Arc<Postgres> = Arc::clone(&stores[store]);
            tokio::spawn(async move {
                let mut all = Vec::new();
                loop {
                    let taken = store.take(take(9)).await.unwrap();
                    if taken.is_empty() && store.waiting().await.unwrap().next == Some(9) {
                        return all;
                    }
                    all.extend(taken.into_iter().map(|message| message.id));
                }
            })
        });
        let mut messages = Vec::new();
        for taker in takers {
            messages.extend(taker.await.unwrap());
        }
        messages.sort_unstable();
        let unique: BTreeSet<i64> = messages.iter().copied().collect();
        assert_eq!((messages.len(), unique.len()), (100, 100));
    });
}

#[test]
fn messages_locked_by_another_process_are_skipped() {
    with_database(async |database| {
        let store = database.store().await;
        for _ in 0..3 {
            store.commit(send(1, 10)).await.unwrap();
        }
        let client = database.client().await;
        let lock = "BEGIN; SELECT FROM webhook_agent.outbox WHERE id = 1 FOR UPDATE";
        client.batch_execute(lock).await.unwrap();
        let taken = store.take(take(10)).await.unwrap();
        let ids: Vec<i64> = taken.iter().map(|message| message.id).collect();
        assert_eq!(ids, [2, 3], "without waiting");
    });
}

#[test]
fn the_outbox_is_bounded_for_all_processes_together() {
    with_database(async |database| {
        let stores = [database.store().await, database.store().await].map(Arc::new);
        let sends: Vec<_> = (0..40)
            .map(|number| {
                let store = Arc::clone(&stores[number % 2]);
                tokio::spawn(async move { store.commit(send(1, 10)).await })
            })
            .collect();
        let mut sent = 0;
        for send in sends {
            match send.await.unwrap() {
                Ok(()) => sent += 1,
                error => assert_eq!(error, Err(StoreError::Full)),
            }
        }
        assert_eq!(sent, 10);
        assert_eq!(stores[0].waiting().await.unwrap().count, 10);
    });
}

#[test]
fn concurrent_changes_of_the_same_records_do_not_deadlock() {
    with_database(async |database| {
        let store = Arc::new(database.store().await);
        let changes: Vec<_> = (0..60)
            .map(|number| {
                let store = Arc::clone(&store);
                let batch = match number % 3 {
                    0 => put(1, "a").and(put(2, "a")).and(send(1, 100)),
                    1 => put(2, "b").and(send(1, 100)).and(put(1, "b")),
                    _ => send(1, 100).and(put(1, "c")),
                };
                tokio::spawn(async move { store.commit(batch).await })
            })
            .collect();
        for change in changes {
            assert_eq!(change.await.unwrap(), Ok(()));
        }
        let record = store.get("A", 1).await.unwrap().unwrap();
        assert_eq!(record.version, 60);
    });
}

#[test]
fn payloads_are_deleted_with_their_last_reference() {
    with_database(async |database| {
        let client = database.client().await;
        let payloads = async || number(&client, "SELECT count(*) FROM webhook_agent.payload").await;
        let store = database.store().await;
        let both = Change::Send {
            owners: vec![1, 2],
            due: 0,
            created: 0,
            payload: b"event"[..].into(),
            capacity: 10,
        };
        store.commit(Batch::new().with(both)).await.unwrap();
        assert_eq!(payloads().await, 1);
        let forget = |owner| Batch::new().with(Change::Forget { owner });
        store.commit(forget(1)).await.unwrap();
        assert_eq!(payloads().await, 1);
        store.commit(forget(2)).await.unwrap();
        assert_eq!(payloads().await, 0);
        // A payload as two concurrent transactions leave it behind.
        let left = "INSERT INTO webhook_agent.payload(body) VALUES('left')";
        client.batch_execute(left).await.unwrap();
        store.commit(send(1, 10)).await.unwrap();
        drop(database.store().await);
        assert_eq!(payloads().await, 1);
    });
}
