//! The ids of recent events.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// A bounded set of ids; the oldest id is dropped first.
pub(super) struct RecentIds {
    capacity: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    ids: HashSet<Arc<str>>,
    order: VecDeque<Arc<str>>,
}

/// A new id. It is removed again unless it is [kept](Self::keep): a request that is cancelled was
/// not handled.
pub(super) struct Claim<'s> {
    ids: &'s RecentIds,
    id: Option<Arc<str>>,
}

impl RecentIds {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            state: Mutex::default(),
        }
    }

    pub(super) fn capacity(&self) -> usize {
        self.capacity
    }

    /// Adds an id; `None` if it is already known.
    pub(super) fn claim(&self, id: &str) -> Option<Claim<'_>> {
        // The state is consistent after every call.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let id: Arc<str> = id.into();
        if !state.ids.insert(Arc::clone(&id)) {
            return None;
        }
        state.order.push_back(Arc::clone(&id));
        if state.order.len() > self.capacity
            && let Some(oldest) = state.order.pop_front()
        {
            state.ids.remove(&oldest);
        }
        drop(state);
        Some(Claim {
            ids: self,
            id: Some(id),
        })
    }

    fn remove(&self, id: &str) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.ids.remove(id);
        // The id is one of the newest.
        if let Some(at) = state.order.iter().rposition(|known| &**known == id) {
            state.order.remove(at);
        }
    }
}

impl Claim<'_> {
    /// Keeps the id.
    pub(super) fn keep(mut self) {
        self.id = None;
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        if let Some(id) = &self.id {
            self.ids.remove(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RecentIds;

    fn add(recent: &RecentIds, id: &str) -> bool {
        let claim = recent.claim(id);
        let is_new = claim.is_some();
        if let Some(claim) = claim {
            claim.keep();
        }
        is_new
    }

    #[test]
    fn the_oldest_id_is_dropped_first() {
        let recent = RecentIds::new(2);
        assert!(add(&recent, "a") && add(&recent, "b") && !add(&recent, "a"));
        assert!(add(&recent, "c"), "the third id replaces the first");
        assert!(!add(&recent, "b") && !add(&recent, "c"));
    }

    #[test]
    fn ids_that_are_not_kept_are_removed() {
        let recent = RecentIds::new(2);
        let claim = recent.claim("a");
        assert!(recent.claim("a").is_none());
        drop(claim);
        assert!(add(&recent, "a"));
    }
}
