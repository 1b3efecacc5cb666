//! The events that were handled, in a store.

use std::sync::Arc;

use crate::store::{Batch, Expected, Store, StoreError};

/// How many ids a record has on average when the store is full, and at most. A record of Poisson's
/// distribution around 16 has more than 32 in one of 10,000 cases.
const USUAL: usize = 16;
const MOST: usize = 2 * USUAL;

/// How often a change is tried while others change the same record.
const ATTEMPTS: usize = 50;

/// A bounded set of ids in records of a store, each id in the record of its hash. The oldest id of a
/// full record is dropped.
pub(super) struct Kept {
    store: Arc<dyn Store>,
    name: &'static str,
}

impl Kept {
    pub(super) fn new(store: Arc<dyn Store>, name: &'static str) -> Self {
        Self { store, name }
    }

    /// Whether an id is known.
    pub(super) async fn contains(&self, id: &str, capacity: usize) -> Result<bool, StoreError> {
        let (ids, _) = self.read(place(id, capacity)).await?;
        Ok(ids.iter().any(|known| known == id))
    }

    /// Adds an id.
    pub(super) async fn add(&self, id: &str, capacity: usize) -> Result<(), StoreError> {
        let place = place(id, capacity);
        for _ in 0..ATTEMPTS {
            let (mut ids, expected) = self.read(place).await?;
            if ids.iter().any(|known| known == id) {
                return Ok(());
            }
            ids.push(id.to_owned());
            let most = MOST.min(capacity.saturating_mul(2));
            let old = ids.len().saturating_sub(most);
            ids.drain(..old);
            let body = serde_json::to_vec(&ids)
                .map_err(|error| StoreError::Unavailable(error.to_string()))?;
            let batch = Batch::new().put(self.name, place, body, expected);
            match self.store.commit(batch).await {
                Err(StoreError::Conflict) => {}
                other => return other,
            }
        }
        Err(StoreError::Conflict)
    }

    /// The ids of a record. One that cannot be read is written anew.
    async fn read(&self, place: i32) -> Result<(Vec<String>, Expected), StoreError> {
        Ok(match self.store.get(self.name, place).await? {
            Some(record) => (
                serde_json::from_slice(&record.body).unwrap_or_default(),
                Expected::Version(record.version),
            ),
            None => (Vec::new(), Expected::Missing),
        })
    }
}

/// The record of an id.
fn place(id: &str, capacity: usize) -> i32 {
    let hash = hmac_sha256::Hash::hash(id.as_bytes());
    let [first, second, third, fourth, ..] = hash;
    let hash = u32::from_le_bytes([first, second, third, fourth]);
    let records = u32::try_from((capacity / USUAL).max(1)).unwrap_or(u32::MAX);
    // Half of all numbers are enough for `i32`.
    i32::try_from(hash % records).unwrap_or(i32::MAX)
}
