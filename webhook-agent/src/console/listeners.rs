//! Limits the number of pages that listen to changes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use crate::peer::Peer;

/// The maximum number of listeners. Each is an open page that uses a connection of the server.
const MAX: usize = 32;

/// The current listeners.
#[derive(Default)]
pub(super) struct Listeners(Mutex<State>);

#[derive(Default)]
struct State {
    last: u64,
    all: Vec<Entry>,
}

struct Entry {
    id: u64,
    peer: Option<Peer>,
    /// Dropping it ends the listener.
    _end: oneshot::Sender<()>,
}

/// A registered listener. Dropping it unregisters the listener.
pub(super) struct Listener {
    id: u64,
    of: Arc<Listeners>,
    /// Completes when the listener was replaced by another one.
    pub(super) ended: oneshot::Receiver<()>,
}

impl Listeners {
    /// Registers a listener; `None` if the maximum is reached. Listeners whose clients have
    /// disconnected are removed first, since the server otherwise notices a disconnect only when it
    /// writes.
    pub(super) fn add(self: &Arc<Self>, peer: Option<Peer>) -> Option<Listener> {
        let mut state = self.state();
        let has_left = |peer: &Option<Peer>| peer.as_ref().is_some_and(Peer::has_closed);
        state.all.retain(|entry| !has_left(&entry.peer));
        if state.all.len() >= MAX {
            return None;
        }
        let (end, ended) = oneshot::channel();
        state.last += 1;
        let id = state.last;
        state.all.push(Entry {
            id,
            peer,
            _end: end,
        });
        Some(Listener {
            id,
            of: Arc::clone(self),
            ended,
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The list is consistent after every change.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.of.state().all.retain(|entry| entry.id != self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listeners_are_bounded_and_slots_are_reused() {
        let listeners = Arc::new(Listeners::default());
        let mut all: Vec<Listener> = (0..MAX).filter_map(|_| listeners.add(None)).collect();
        assert_eq!(all.len(), MAX);
        assert!(listeners.add(None).is_none());
        all.pop();
        assert!(
            listeners.add(None).is_some(),
            "a dropped listener frees its slot"
        );
    }
}
