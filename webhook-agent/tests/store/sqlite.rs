//! Tests of the SQLite store only.

use webhook_agent::store::{Batch, Change, Expected, SCHEMA, Sqlite, Store, StoreError, Take};

use crate::folder::Folder;

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(work)
}

#[test]
fn data_survives_reopening_the_file() {
    let folder = Folder::new();
    let file = folder.file("hooks.db");
    block_on(async {
        let store = Sqlite::open(&file).unwrap();
        let id = store.next_id("A").await.unwrap();
        let send = Change::Send {
            owners: vec![id],
            due: 5,
            created: 5,
            payload: b"event"[..].into(),
            capacity: 10,
        };
        let batch = Batch::new().put("A", id, "a", Expected::Missing).with(send);
        store.commit(batch).await.unwrap();
    });
    block_on(async {
        let store = Sqlite::open(&file).unwrap();
        assert_eq!(store.get("A", 1).await.unwrap().unwrap().body, b"a");
        assert_eq!(store.next_id("A").await, Ok(2));
        let take = Take {
            now: 5,
            until: 9,
            limit: 1,
            per_owner: 1,
            skip: Vec::new(),
        };
        assert_eq!(&*store.take(take).await.unwrap()[0].payload, b"event");
    });
}

#[test]
fn newer_schemas_and_foreign_files_are_rejected() {
    let folder = Folder::new();
    let file = folder.file("newer.db");
    drop(Sqlite::open(&file).unwrap());
    let db = rusqlite::Connection::open(&file).unwrap();
    let newer = SCHEMA + 1;
    db.execute_batch(&format!("PRAGMA user_version = {newer}"))
        .unwrap();
    drop(db);
    let found = Sqlite::open(&file).unwrap_err();
    let known = SCHEMA;
    assert_eq!(
        found,
        StoreError::Newer {
            found: newer,
            known
        }
    );

    let file = folder.file("other.db");
    let db = rusqlite::Connection::open(&file).unwrap();
    db.execute_batch("CREATE TABLE t(x)").unwrap();
    drop(db);
    assert_eq!(Sqlite::open(&file).unwrap_err(), StoreError::Foreign);

    let file = folder.file("text.db");
    std::fs::write(
        &file,
        "not a database, and longer than a header is".repeat(9),
    )
    .unwrap();
    assert_eq!(Sqlite::open(&file).unwrap_err(), StoreError::Foreign);

    let missing = folder.file("no/such/folder.db");
    assert!(matches!(
        Sqlite::open(missing).unwrap_err(),
        StoreError::Unavailable(_)
    ));
}

#[cfg(unix)]
#[test]
fn a_new_file_is_accessible_only_to_its_owner() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new();
    let file = folder.file("hooks.db");
    let store = Sqlite::open(&file).unwrap();
    block_on(store.next_id("A")).unwrap();
    for name in ["hooks.db", "hooks.db-wal"] {
        let mode = std::fs::metadata(folder.file(name)).unwrap().permissions();
        assert_eq!(mode.mode() & 0o777, 0o600, "{name}");
    }
}

#[test]
fn payloads_are_deleted_with_their_last_reference() {
    let folder = Folder::new();
    let file = folder.file("hooks.db");
    let store = Sqlite::open(&file).unwrap();
    block_on(async {
        let send = Change::Send {
            owners: vec![1, 2],
            due: 0,
            created: 0,
            payload: b"event"[..].into(),
            capacity: 10,
        };
        store.commit(Batch::new().with(send)).await.unwrap();
        let forget = |owner| Batch::new().with(Change::Forget { owner });
        store.commit(forget(1)).await.unwrap();
        assert_eq!(payloads(&file), 1);
        store.commit(forget(2)).await.unwrap();
        assert_eq!(payloads(&file), 0);
    });
}

fn payloads(file: &std::path::Path) -> i64 {
    let db = rusqlite::Connection::open(file).unwrap();
    db.query_row("SELECT count(*) FROM payload", [], |row| row.get(0))
        .unwrap()
}
