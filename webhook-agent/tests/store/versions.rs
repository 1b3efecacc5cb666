//! Versions of records.

use std::sync::Arc;

use webhook_agent::store::{
    Batch, Entry, Expected, Message, Pending, Record, Store, Take, Version, Waiting,
};

use crate::kinds::over_all;

/// A store that uses the default of `Store::versions`.
struct Plain(Arc<dyn Store>);

impl Store for Plain {
    fn next_id<'a>(&'a self, kind: &'a str) -> Pending<'a, i32> {
        self.0.next_id(kind)
    }

    fn get<'a>(&'a self, kind: &'a str, id: i32) -> Pending<'a, Option<Record>> {
        self.0.get(kind, id)
    }

    fn list<'a>(&'a self, kind: &'a str, after: i32, limit: usize) -> Pending<'a, Vec<Record>> {
        self.0.list(kind, after, limit)
    }

    fn commit(&self, batch: Batch) -> Pending<'_, ()> {
        self.0.commit(batch)
    }

    fn take(&self, take: Take) -> Pending<'_, Vec<Message>> {
        self.0.take(take)
    }

    fn waiting(&self) -> Pending<'_, Waiting> {
        self.0.waiting()
    }

    fn journal(&self, owner: i32, limit: usize) -> Pending<'_, Vec<Entry>> {
        self.0.journal(owner, limit)
    }

    fn entry(&self, owner: i32, id: i64) -> Pending<'_, Option<Entry>> {
        self.0.entry(owner, id)
    }
}

#[test]
fn versions_match_the_records() {
    over_all(|store| async move {
        let put = |id, expected| Batch::new().put("Sale", id, "{}", expected);
        // More than one page.
        let all = (1..=1200).fold(Batch::new(), |batch, id| {
            batch.and(put(id, Expected::Missing))
        });
        store.commit(all).await.unwrap();
        store.commit(put(7, Expected::Version(1))).await.unwrap();
        let removed = Batch::new().delete("Sale", 9, Expected::Any);
        store.commit(removed).await.unwrap();
        store
            .commit(Batch::new().put("Other", 1, "{}", Expected::Missing))
            .await
            .unwrap();
        let records = store.list("Sale", 0, 10_000).await.unwrap();
        let expected: Vec<Version> = records.iter().map(Record::as_version).collect();
        assert_eq!(expected.len(), 1199);
        assert_eq!(store.versions("Sale").await.unwrap(), expected);
        assert_eq!(store.versions("None").await.unwrap(), []);
        let plain = Plain(store);
        assert_eq!(plain.versions("Sale").await.unwrap(), expected);
    });
}
