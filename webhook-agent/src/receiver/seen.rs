//! The events that were seen before.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// A bounded memory of ids: the oldest is forgotten first.
pub(super) struct Seen {
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
    seen: &'s Seen,
    id: Option<Arc<str>>,
}

impl Seen {
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
            seen: self,
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
            self.seen.remove(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    fn add(seen: &Seen, id: &str) -> bool {
        let claim = seen.claim(id);
        let is_new = claim.is_some();
        if let Some(claim) = claim {
            claim.keep();
        }
        is_new
    }

    #[test]
    fn the_oldest_is_forgotten_first() {
        let seen = Seen::new(2);
        assert!(add(&seen, "a") && add(&seen, "b") && !add(&seen, "a"));
        assert!(add(&seen, "c"), "the third makes room");
        assert!(!add(&seen, "b") && !add(&seen, "c"));
    }

    #[test]
    fn what_is_not_kept_is_forgotten() {
        let seen = Seen::new(2);
        let claim = seen.claim("a");
        assert!(seen.claim("a").is_none());
        drop(claim);
        assert!(add(&seen, "a"));
    }
}
