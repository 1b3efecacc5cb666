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

impl Seen {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            state: Mutex::default(),
        }
    }

    /// Remembers an id; false if it is known.
    pub(super) fn add(&self, id: &str) -> bool {
        // The state is whole after every call.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let id: Arc<str> = id.into();
        if !state.ids.insert(Arc::clone(&id)) {
            return false;
        }
        state.order.push_back(id);
        if state.order.len() > self.capacity
            && let Some(oldest) = state.order.pop_front()
        {
            state.ids.remove(&oldest);
        }
        true
    }

    /// Forgets an id.
    pub(super) fn remove(&self, id: &str) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.ids.remove(id);
        // It is one of the last.
        if let Some(at) = state.order.iter().rposition(|known| &**known == id) {
            state.order.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn the_oldest_is_forgotten_first() {
        let seen = Seen::new(2);
        assert!(seen.add("a") && seen.add("b") && !seen.add("a"));
        assert!(seen.add("c"), "the third makes room");
        assert!(!seen.add("b") && !seen.add("c"));
        seen.remove("c");
        assert!(seen.add("c"));
    }
}
