//! Records and ids.

use webhook_agent::store::{Batch, Expected, StoreError};

use crate::kinds::over_all;

#[test]
fn ids_count_up_per_kind_and_never_repeat() {
    over_all(|store| async move {
        for expected in 1..=3 {
            assert_eq!(store.next_id("A").await, Ok(expected));
        }
        let batch = Batch::new().put("A", 3, "{}", Expected::Missing);
        store.commit(batch).await.unwrap();
        let batch = Batch::new().delete("A", 3, Expected::Any);
        store.commit(batch).await.unwrap();
        assert_eq!(store.next_id("A").await, Ok(4));
        assert_eq!(store.next_id("B").await, Ok(1));
    });
}

#[test]
fn a_record_is_written_only_over_the_expected_version() {
    over_all(|store| async move {
        let put = |body: &str, expected| store.commit(Batch::new().put("A", 7, body, expected));
        assert_eq!(store.get("A", 7).await, Ok(None));
        for (body, expected, result) in [
            ("x", Expected::Version(1), Err(StoreError::Conflict)),
            ("one", Expected::Missing, Ok(())),
            ("x", Expected::Missing, Err(StoreError::Conflict)),
            ("two", Expected::Version(1), Ok(())),
            ("x", Expected::Version(1), Err(StoreError::Conflict)),
            ("three", Expected::Any, Ok(())),
        ] {
            assert_eq!(put(body, expected).await, result, "{body} {expected:?}");
        }
        let record = store.get("A", 7).await.unwrap().unwrap();
        assert_eq!(
            (record.id, record.version, record.body.as_slice()),
            (7, 3, &b"three"[..])
        );
        assert_eq!(store.get("B", 7).await, Ok(None));
        let delete = |expected| store.commit(Batch::new().delete("A", 7, expected));
        assert_eq!(
            delete(Expected::Version(2)).await,
            Err(StoreError::Conflict)
        );
        assert_eq!(delete(Expected::Version(3)).await, Ok(()));
        assert_eq!(
            delete(Expected::Version(3)).await,
            Err(StoreError::Conflict)
        );
        assert_eq!(delete(Expected::Any).await, Ok(()));
    });
}

#[test]
fn a_batch_is_atomic() {
    over_all(|store| async move {
        let first = Batch::new().put("A", 1, "a", Expected::Missing);
        store.commit(first).await.unwrap();
        let batch = Batch::new()
            .put("A", 2, "b", Expected::Missing)
            .delete("A", 1, Expected::Any)
            .put("A", 3, "c", Expected::Version(9));
        assert_eq!(store.commit(batch).await, Err(StoreError::Conflict));
        assert_eq!(store.get("A", 2).await, Ok(None));
        assert!(store.get("A", 1).await.unwrap().is_some());
    });
}

#[test]
fn lists_are_ordered_and_paged_by_id() {
    over_all(|store| async move {
        for id in [5, 1, 10, -2, 3] {
            let batch = Batch::new().put("A", id, id.to_string(), Expected::Missing);
            store.commit(batch).await.unwrap();
        }
        for (after, limit, expected) in [
            (0, 10, vec![1, 3, 5, 10]),
            (0, 2, vec![1, 3]),
            (3, 2, vec![5, 10]),
            (10, 2, vec![]),
            (i32::MIN, 1, vec![-2]),
            (0, 0, vec![]),
        ] {
            let found = store.list("A", after, limit).await.unwrap();
            let ids: Vec<i32> = found.iter().map(|record| record.id).collect();
            assert_eq!(ids, expected, "after {after}, {limit} of them");
        }
        assert_eq!(store.list("B", 0, 10).await, Ok(Vec::new()));
    });
}

#[test]
fn bodies_may_be_any_bytes() {
    over_all(|store| async move {
        let long = vec![b'x'; 100_000];
        let bodies: [&[u8]; 4] = [b"", b"\0\xff\x80", "\u{1f600}'\"".as_bytes(), &long];
        for (id, body) in (1..).zip(bodies) {
            let batch = Batch::new().put("A", id, body, Expected::Missing);
            store.commit(batch).await.unwrap();
            let record = store.get("A", id).await.unwrap().unwrap();
            assert_eq!(record.body, body);
        }
    });
}
