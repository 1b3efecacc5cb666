//! The ids of the last events.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// A bounded memory of ids: the oldest is forgotten first.
pub(super) struct RecentIds {
    capacity: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    ids: HashSet<Arc<str>>,
    order: VecDeque<Arc<str>>,
}

/// An id that was not known. It is forgotten again, unless it is [kept](Self::keep): a request that is
/// cancelled was not handled.
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

    /// Remembers an id; `None` if it is known.
    pub(super) fn claim(&self, id: &str) -> Option<Claim<'_>> {
        // The state is whole after every call.
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
        // It is one of the last.
        if let Some(at) = state.order.iter().rposition(|known| &**known == id) {
            state.order.remove(at);
        }
    }
}

impl Claim<'_> {
    /// Remembers the id from now on.
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
    fn the_oldest_is_forgotten_first() {
        let recent = RecentIds::new(2);
        assert!(add(&recent, "a") && add(&recent, "b") && !add(&recent, "a"));
        assert!(add(&recent, "c"), "the third makes room");
        assert!(!add(&recent, "b") && !add(&recent, "c"));
    }

    #[test]
    fn what_is_not_kept_is_forgotten() {
        let recent = RecentIds::new(2);
        let claim = recent.claim("a");
        assert!(recent.claim("a").is_none());
        drop(claim);
        assert!(add(&recent, "a"));
    }
}
