//! Events that were handled before a restart of the receiver.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Semaphore;
use webhook_agent::receiver::Receiver;
use webhook_agent::store::{
    Batch, Entry, Memory, Message, Pending, Record, Store, StoreError, Take, Waiting,
};
use webhook_agent::testing::{Client, TurnedClock};

use crate::{Handled, NOW, body, send};

/// A receiver after a restart.
fn started(store: &Arc<dyn Store>, name: &'static str, handled: &Handled) -> Client {
    let receiver = Receiver::new("key")
        .clock(Arc::new(TurnedClock::new(NOW.parse().unwrap())))
        .remember(100)
        .remember_in(Arc::clone(store), name)
        .on_any(handled.by(name));
    Client::new(receiver.into_service())
}

async fn event(client: &Client, id: &str, event: &str) -> u16 {
    send(client, "key", &body(id, event, NOW)).await
}

async fn once(open: impl AsyncFn() -> Arc<dyn Store>) {
    let handled = Handled::default();
    {
        let client = started(&open().await, "first", &handled);
        assert_eq!(event(&client, "a", "sale.sold").await, 200);
        assert_eq!(event(&client, "b", "sale.lost").await, 500);
        assert_eq!(handled.take(), ["first: sale.sold", "first: sale.lost"]);
    }
    let store = open().await;
    let client = started(&store, "first", &handled);
    for id in ["a", "a", "c"] {
        assert_eq!(event(&client, id, "sale.sold").await, 200);
    }
    assert_eq!(handled.take(), ["first: sale.sold"], "only `c` is new");
    assert_eq!(event(&client, "b", "sale.sold").await, 200);
    assert_eq!(handled.take(), ["first: sale.sold"], "`b` had failed");
    let other = started(&store, "second", &handled);
    assert_eq!(event(&other, "a", "sale.sold").await, 200);
    assert_eq!(handled.take(), ["second: sale.sold"]);
}

#[tokio::test]
async fn an_event_is_handled_once_over_restarts() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    once(async || Arc::clone(&store)).await;
    #[cfg(feature = "sqlite")]
    {
        let name = format!("webhook-agent-received-{}.db", std::process::id());
        let file = std::env::temp_dir().join(name);
        let open = async || {
            let store: Arc<dyn Store> =
                Arc::new(webhook_agent::store::Sqlite::open(&file).unwrap());
            store
        };
        once(open).await;
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", file.display()));
        }
    }
}

#[tokio::test]
async fn a_queued_event_is_stored_after_it_is_handled() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let (gate, done) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let (gates, dones) = (Arc::clone(&gate), Arc::clone(&done));
    let receiver = Receiver::new("key")
        .queue(8)
        .remember_in(Arc::clone(&store), "queued")
        .on_any(move |_| {
            let (gate, done) = (Arc::clone(&gates), Arc::clone(&dones));
            async move {
                gate.acquire().await?.forget();
                done.add_permits(1);
                Ok(())
            }
        });
    let client = Client::new(receiver.into_service());
    assert_eq!(event(&client, "a", "sale.sold").await, 200);
    assert_eq!(kept(&store, "queued").await, 0);
    gate.add_permits(2);
    // Handling of the second event starts after the first one is stored.
    assert_eq!(event(&client, "b", "sale.sold").await, 200);
    done.acquire_many(2).await.unwrap().forget();
    assert!(kept(&store, "queued").await >= 1);
}

/// The number of ids in the store.
async fn kept(store: &Arc<dyn Store>, name: &str) -> usize {
    let records = store.list(name, i32::MIN, usize::MAX).await.unwrap();
    let ids = records.iter().map(|record| {
        let ids: Vec<String> = serde_json::from_slice(&record.body).unwrap();
        ids.len()
    });
    ids.sum()
}

#[tokio::test]
async fn the_stored_ids_are_bounded_and_include_the_last_events() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let handled = Handled::default();
    let client = started(&store, "first", &handled);
    for number in 0..1000 {
        assert_eq!(event(&client, &number.to_string(), "sale.sold").await, 200);
    }
    assert_eq!(handled.take().len(), 1000);
    let count = kept(&store, "first").await;
    assert!((100..=200).contains(&count), "{count}");
    let client = started(&store, "first", &handled);
    for number in 900..1000 {
        assert_eq!(event(&client, &number.to_string(), "sale.sold").await, 200);
    }
    assert!(handled.take().is_empty());
    assert_eq!(event(&client, "0", "sale.sold").await, 200);
    assert_eq!(handled.take().len(), 1, "the oldest id is dropped");
}

/// A store that can be made unavailable.
#[derive(Default)]
struct Switched {
    store: Memory,
    is_off: AtomicBool,
}

impl Switched {
    fn check(&self) -> Result<(), StoreError> {
        if self.is_off.load(Ordering::Relaxed) {
            return Err(StoreError::Unavailable("switched off".to_owned()));
        }
        Ok(())
    }
}

impl Store for Switched {
    fn next_id<'a>(&'a self, kind: &'a str) -> Pending<'a, i32> {
        self.store.next_id(kind)
    }

    fn get<'a>(&'a self, kind: &'a str, id: i32) -> Pending<'a, Option<Record>> {
        Box::pin(async move {
            self.check()?;
            self.store.get(kind, id).await
        })
    }

    fn list<'a>(&'a self, kind: &'a str, after: i32, limit: usize) -> Pending<'a, Vec<Record>> {
        self.store.list(kind, after, limit)
    }

    fn commit(&self, batch: Batch) -> Pending<'_, ()> {
        Box::pin(async move {
            self.check()?;
            self.store.commit(batch).await
        })
    }

    fn take(&self, take: Take) -> Pending<'_, Vec<Message>> {
        self.store.take(take)
    }

    fn waiting(&self) -> Pending<'_, Waiting> {
        self.store.waiting()
    }

    fn journal(&self, owner: i32, limit: usize) -> Pending<'_, Vec<Entry>> {
        self.store.journal(owner, limit)
    }

    fn entry(&self, owner: i32, id: i64) -> Pending<'_, Option<Entry>> {
        self.store.entry(owner, id)
    }
}

#[tokio::test]
async fn a_store_that_fails_makes_the_server_try_again() {
    let switched = Arc::new(Switched::default());
    let handled = Handled::default();
    let store: Arc<dyn Store> = switched.clone();
    let client = started(&store, "first", &handled);
    switched.is_off.store(true, Ordering::Relaxed);
    assert_eq!(event(&client, "a", "sale.sold").await, 503);
    assert!(handled.take().is_empty());
    switched.is_off.store(false, Ordering::Relaxed);
    assert_eq!(event(&client, "a", "sale.sold").await, 200);
    assert_eq!(handled.take().len(), 1);
}

#[tokio::test]
async fn a_cancelled_request_is_handled_when_repeated() {
    let started = Arc::new(Semaphore::new(0));
    let gate = Arc::new(Semaphore::new(0));
    let (starts, gates) = (Arc::clone(&started), Arc::clone(&gate));
    let receiver = Receiver::new("key").on_any(move |_| {
        let (started, gate) = (Arc::clone(&starts), Arc::clone(&gates));
        async move {
            started.add_permits(1);
            gate.acquire().await?.forget();
            Ok(())
        }
    });
    let client = Arc::new(Client::new(receiver.into_service()));
    let first = Arc::clone(&client);
    let first = tokio::spawn(async move { event(&first, "a", "sale.sold").await });
    started.acquire().await.unwrap().forget();
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    gate.add_permits(1);
    assert_eq!(event(&client, "a", "sale.sold").await, 200);
    assert_eq!(started.available_permits(), 1, "it was handled again");
}
