//! A store in memory.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fmt;
use std::future::ready;
use std::sync::{Arc, Mutex, PoisonError};

use super::batch::{Batch, Change};
use super::{Entry, Message, Millis, Pending, Record, Store, StoreError, Take, Version, Waiting};

/// A store in memory, for tests and for data that does not have to survive the process.
///
/// ```
/// use webhook_agent::store::{Memory, Store};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), webhook_agent::store::StoreError> {
/// let store = Memory::new();
/// assert_eq!((store.next_id("Sale").await?, store.next_id("Sale").await?), (1, 2));
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
pub struct Memory {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    tables: HashMap<String, Table>,
    outbox: BTreeMap<i64, Queued>,
    /// When each message is due, in order, so that taking messages does not scan the whole outbox.
    due: BTreeSet<(Millis, i64)>,
    last_message: i64,
    journals: HashMap<i32, VecDeque<Entry>>,
    last_entry: i64,
}

#[derive(Default)]
struct Table {
    last: i32,
    /// Ordered by id. Most new records have the highest id, so they are added at the end.
    rows: Vec<Record>,
}

impl Table {
    /// The position of a record, or where it would have to be inserted.
    fn position(&self, id: i32) -> Result<usize, usize> {
        self.rows.binary_search_by_key(&id, |record| record.id)
    }
}

/// A message in the outbox.
struct Queued {
    due: Millis,
    message: Message,
}

impl Memory {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut State) -> Result<T, StoreError>,
    ) -> Pending<'_, T> {
        // A batch is checked before it changes anything, so the state is consistent after every
        // call.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        Box::pin(ready(work(&mut state)))
    }
}

impl Store for Memory {
    fn next_id<'a>(&'a self, kind: &'a str) -> Pending<'a, i32> {
        self.with(|state| {
            let table = state.tables.entry(kind.to_owned()).or_default();
            table.last = table.last.checked_add(1).ok_or(StoreError::Full)?;
            Ok(table.last)
        })
    }

    fn get<'a>(&'a self, kind: &'a str, id: i32) -> Pending<'a, Option<Record>> {
        self.with(|state| Ok(state.row(kind, id).cloned()))
    }

    fn list<'a>(&'a self, kind: &'a str, after: i32, limit: usize) -> Pending<'a, Vec<Record>> {
        self.with(|state| {
            let Some(table) = state.tables.get(kind) else {
                return Ok(Vec::new());
            };
            let start = table.rows.partition_point(|record| record.id <= after);
            let rows = table.rows.get(start..).unwrap_or_default();
            Ok(rows.get(..limit).unwrap_or(rows).to_vec())
        })
    }

    fn versions<'a>(&'a self, kind: &'a str) -> Pending<'a, Vec<Version>> {
        self.with(|state| {
            let Some(table) = state.tables.get(kind) else {
                return Ok(Vec::new());
            };
            Ok(table.rows.iter().map(Record::as_version).collect())
        })
    }

    fn commit(&self, batch: Batch) -> Pending<'_, ()> {
        self.with(|state| {
            let changes = batch.into_changes();
            changes.iter().try_for_each(|change| state.check(change))?;
            for change in changes {
                state.make(change);
            }
            Ok(())
        })
    }

    fn take(&self, take: Take) -> Pending<'_, Vec<Message>> {
        self.with(|state| Ok(state.take(&take)))
    }

    fn waiting(&self) -> Pending<'_, Waiting> {
        self.with(|state| {
            // Ids are assigned in the order of the events.
            let oldest = state.outbox.first_key_value();
            Ok(Waiting {
                count: state.outbox.len(),
                oldest: oldest.map(|(_, queued)| queued.message.created),
                next: state.due.first().map(|(due, _)| *due),
            })
        })
    }

    fn journal(&self, owner: i32, limit: usize) -> Pending<'_, Vec<Entry>> {
        self.with(|state| {
            let Some(journal) = state.journals.get(&owner) else {
                return Ok(Vec::new());
            };
            Ok(journal.iter().rev().take(limit).cloned().collect())
        })
    }

    fn entry(&self, owner: i32, id: i64) -> Pending<'_, Option<Entry>> {
        self.with(|state| {
            let Some(journal) = state.journals.get(&owner) else {
                return Ok(None);
            };
            Ok(journal.iter().find(|entry| entry.id == id).cloned())
        })
    }
}

impl State {
    fn row(&self, kind: &str, id: i32) -> Option<&Record> {
        let table = self.tables.get(kind)?;
        table.rows.get(table.position(id).ok()?)
    }

    fn check(&self, change: &Change) -> Result<(), StoreError> {
        let is_as_expected = match change {
            Change::Put {
                kind, id, expected, ..
            }
            | Change::Delete { kind, id, expected } => {
                expected.admits(self.row(kind, *id).map(|record| record.version))
            }
            Change::Settle { message, lease } | Change::Postpone { message, lease, .. } => {
                let found = self.outbox.get(message);
                found.is_some_and(|queued| queued.message.lease == *lease)
            }
            Change::Send {
                owners, capacity, ..
            } => {
                if self.outbox.len().saturating_add(owners.len()) > *capacity {
                    return Err(StoreError::Full);
                }
                true
            }
            Change::Log { .. } | Change::Forget { .. } => true,
        };
        is_as_expected.then_some(()).ok_or(StoreError::Conflict)
    }

    fn make(&mut self, change: Change) {
        match change {
            Change::Put { kind, id, body, .. } => {
                let table = self.tables.entry(kind.to_owned()).or_default();
                match table.position(id) {
                    Ok(index) => {
                        if let Some(record) = table.rows.get_mut(index) {
                            record.version += 1;
                            record.body = body;
                        }
                    }
                    Err(index) => {
                        let version = 1;
                        table.rows.insert(index, Record { id, version, body });
                    }
                }
            }
            Change::Delete { kind, id, .. } => {
                if let Some(table) = self.tables.get_mut(kind)
                    && let Ok(index) = table.position(id)
                {
                    table.rows.remove(index);
                }
            }
            Change::Send {
                owners,
                due,
                created,
                payload,
                ..
            } => {
                for owner in owners {
                    self.last_message += 1;
                    let message = Message {
                        id: self.last_message,
                        owner,
                        attempts: 0,
                        created,
                        lease: 0,
                        payload: Arc::clone(&payload),
                    };
                    self.due.insert((due, message.id));
                    self.outbox.insert(message.id, Queued { due, message });
                }
            }
            Change::Settle { message, .. } => {
                if let Some(queued) = self.outbox.remove(&message) {
                    self.due.remove(&(queued.due, message));
                }
            }
            Change::Postpone { message, due, .. } => {
                if let Some(queued) = self.outbox.get_mut(&message) {
                    self.due.remove(&(queued.due, message));
                    self.due.insert((due, message));
                    queued.due = due;
                    queued.message.attempts += 1;
                }
            }
            Change::Log {
                owner,
                body,
                payload,
                keep,
            } => {
                self.last_entry += 1;
                let journal = self.journals.entry(owner).or_default();
                journal.push_back(Entry {
                    id: self.last_entry,
                    owner,
                    body,
                    payload,
                });
                while journal.len() > keep {
                    journal.pop_front();
                }
            }
            Change::Forget { owner } => {
                let (outbox, due) = (&mut self.outbox, &mut self.due);
                outbox.retain(|id, queued| {
                    let stays = queued.message.owner != owner;
                    if !stays {
                        due.remove(&(queued.due, *id));
                    }
                    stays
                });
                self.journals.remove(&owner);
            }
        }
    }

    fn take(&mut self, take: &Take) -> Vec<Message> {
        let mut ids = Vec::new();
        let mut of_owner: HashMap<i32, usize> = HashMap::new();
        for (_, id) in self.due.range(..=(take.now, i64::MAX)) {
            if ids.len() >= take.limit {
                break;
            }
            let Some(queued) = self.outbox.get(id) else {
                continue;
            };
            let owner = queued.message.owner;
            let count = of_owner.entry(owner).or_default();
            if *count < take.per_owner && !take.skip.contains(&owner) {
                *count += 1;
                ids.push(*id);
            }
        }
        let mut taken = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(queued) = self.outbox.get_mut(&id) {
                self.due.remove(&(queued.due, id));
                self.due.insert((take.until, id));
                queued.due = take.until;
                queued.message.lease += 1;
                taken.push(queued.message.clone());
            }
        }
        taken
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memory")
    }
}
