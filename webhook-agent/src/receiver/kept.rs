//! The handled events in a store.

use std::sync::Arc;

use crate::store::{Batch, Expected, Store, StoreError};

/// The average number of ids per record when the store is full; the maximum is twice that. With a
/// Poisson distribution around 16, one record in 10,000 would exceed 32.
const USUAL: usize = 16;
const MOST: usize = 2 * USUAL;

/// How many times a change is tried while other processes change the same record.
const ATTEMPTS: usize = 50;

/// A bounded set of ids in records of a store. The hash of an id selects its record. When a record
/// is full, its oldest id is dropped.
pub(super) struct Kept {
    store: Arc<dyn Store>,
    name: &'static str,
}

impl Kept {
    pub(super) fn new(store: Arc<dyn Store>, name: &'static str) -> Self {
        Self { store, name }
    }

    /// Whether the set contains an id.
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

    /// The ids in a record. A record that cannot be decoded is replaced.
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

/// The record for an id.
fn place(id: &str, capacity: usize) -> i32 {
    let hash = hmac_sha256::Hash::hash(id.as_bytes());
    let [first, second, third, fourth, ..] = hash;
    let hash = u32::from_le_bytes([first, second, third, fourth]);
    let records = u32::try_from((capacity / USUAL).max(1)).unwrap_or(u32::MAX);
    // More than 2^31 records would need a capacity of more than 2^35 ids.
    i32::try_from(hash % records).unwrap_or(i32::MAX)
}
