//! The outbox and the journal.

use std::sync::Arc;

use webhook_agent::store::{Batch, Change, Message, Store, StoreError, Take, Waiting};

use crate::kinds::over_all;

fn send(owners: &[i32], due: i64) -> Batch {
    Batch::new().with(Change::Send {
        owners: owners.to_vec(),
        due,
        created: due,
        payload: Arc::from(format!("event of {due}").into_bytes()),
        capacity: 10,
    })
}

fn settle(message: &Message) -> Batch {
    Batch::new().with(Change::Settle {
        message: message.id,
        lease: message.lease,
    })
}

fn postpone(message: &Message, due: i64) -> Batch {
    Batch::new().with(Change::Postpone {
        message: message.id,
        lease: message.lease,
        due,
    })
}

fn take(now: i64) -> Take {
    Take {
        now,
        until: now + 1000,
        limit: 100,
        per_owner: 100,
        skip: Vec::new(),
    }
}

async fn owners(store: &dyn Store, take: Take) -> Vec<i32> {
    let taken = store.take(take).await.unwrap();
    taken.iter().map(|message| message.owner).collect()
}

#[test]
fn messages_are_taken_once_when_they_are_due() {
    over_all(|store| async move {
        store.commit(send(&[1, 2], 100)).await.unwrap();
        store.commit(send(&[3], 50)).await.unwrap();
        assert!(owners(&*store, take(49)).await.is_empty());
        let taken = store.take(take(100)).await.unwrap();
        let seen: Vec<_> = taken
            .iter()
            .map(|message| (message.owner, message.attempts, &*message.payload))
            .collect();
        let (first, second) = (&b"event of 50"[..], &b"event of 100"[..]);
        assert_eq!(seen, [(3, 0, first), (1, 0, second), (2, 0, second)]);
        assert!(owners(&*store, take(100)).await.is_empty());
        for message in &taken {
            store.commit(settle(message)).await.unwrap();
        }
        assert_eq!(store.waiting().await, Ok(Waiting::default()));
    });
}

#[test]
fn a_message_is_due_again_when_its_lease_ends() {
    over_all(|store| async move {
        store.commit(send(&[1], 0)).await.unwrap();
        let first = store.take(take(0)).await.unwrap().remove(0);
        assert!(owners(&*store, take(999)).await.is_empty());
        let second = store.take(take(1000)).await.unwrap().remove(0);
        assert_eq!((first.id, first.attempts), (second.id, second.attempts));
        // The first worker is too late.
        for late in [settle(&first), postpone(&first, 0)] {
            assert_eq!(store.commit(late).await, Err(StoreError::Conflict));
        }
        store.commit(settle(&second)).await.unwrap();
        assert_eq!(
            store.commit(settle(&second)).await,
            Err(StoreError::Conflict)
        );
    });
}

#[test]
fn postponed_messages_count_their_attempts() {
    over_all(|store| async move {
        store.commit(send(&[1], 0)).await.unwrap();
        for (now, attempts, due) in [(0, 0, 1000), (1000, 1, 5000), (5000, 2, 9000)] {
            let message = store.take(take(now)).await.unwrap().remove(0);
            assert_eq!(message.attempts, attempts);
            store.commit(postpone(&message, due)).await.unwrap();
            assert!(owners(&*store, take(due - 1)).await.is_empty());
        }
    });
}

#[test]
fn one_owner_does_not_delay_the_others() {
    over_all(|store| async move {
        store.commit(send(&[1, 1, 1, 1, 2, 3], 0)).await.unwrap();
        let few = Take {
            limit: 3,
            per_owner: 2,
            ..take(0)
        };
        assert_eq!(owners(&*store, few.clone()).await, [1, 1, 2]);
        let others = Take {
            skip: vec![1, 2],
            ..few
        };
        assert_eq!(owners(&*store, others).await, [3]);
    });
}

#[test]
fn the_outbox_is_bounded() {
    over_all(|store| async move {
        store.commit(send(&[1; 8], 5)).await.unwrap();
        assert_eq!(store.commit(send(&[2; 3], 7)).await, Err(StoreError::Full));
        store.commit(send(&[3; 2], 6)).await.unwrap();
        let waiting = store.waiting().await.unwrap();
        assert_eq!(
            (waiting.count, waiting.oldest, waiting.next),
            (10, Some(5), Some(5))
        );
    });
}

#[test]
fn a_journal_keeps_the_last_entries() {
    over_all(|store| async move {
        let log = |owner: i32, text: &str| {
            Batch::new().with(Change::Log {
                owner,
                body: text.as_bytes().to_vec(),
                payload: Arc::from(format!("payload {text}").into_bytes()),
                keep: 2,
            })
        };
        for text in ["a", "b", "c"] {
            store.commit(log(1, text)).await.unwrap();
        }
        store.commit(log(2, "d")).await.unwrap();
        let entries = store.journal(1, 10).await.unwrap();
        let texts: Vec<_> = entries
            .iter()
            .map(|entry| (&*entry.body, &*entry.payload))
            .collect();
        assert_eq!(
            texts,
            [(&b"c"[..], &b"payload c"[..]), (b"b", b"payload b")]
        );
        assert_eq!(store.journal(1, 1).await.unwrap().len(), 1);
        let last = entries[0].id;
        assert_eq!(
            store.entry(1, last).await.unwrap().as_ref(),
            entries.first()
        );
        assert_eq!(store.entry(2, last).await, Ok(None));
    });
}

#[test]
fn forgetting_an_owner_deletes_its_messages_and_journal() {
    over_all(|store| async move {
        let log = Change::Log {
            owner: 1,
            body: b"a".to_vec(),
            payload: Arc::from(&b"p"[..]),
            keep: 2,
        };
        store.commit(send(&[1, 2], 0).with(log)).await.unwrap();
        let taken = store.take(take(0)).await.unwrap();
        let forget = Batch::new().with(Change::Forget { owner: 1 });
        store.commit(forget).await.unwrap();
        assert_eq!(store.waiting().await.unwrap().count, 1);
        assert_eq!(store.journal(1, 10).await, Ok(Vec::new()));
        assert_eq!(
            store.commit(settle(&taken[0])).await,
            Err(StoreError::Conflict)
        );
        assert_eq!(store.commit(settle(&taken[1])).await, Ok(()));
    });
}
