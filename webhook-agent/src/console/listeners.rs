//! Who listens to changes, and how many at most.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use crate::peer::Peer;

/// The most listeners. Each is an open page, and takes a connection of the server.
const MAX: usize = 32;

/// The listeners.
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
    /// Dropped to end the listener.
    _end: oneshot::Sender<()>,
}

/// A place among the listeners, which is free again when this is dropped.
pub(super) struct Listener {
    id: u64,
    of: Arc<Listeners>,
    /// Ready when the place was given to somebody else.
    pub(super) ended: oneshot::Receiver<()>,
}

impl Listeners {
    /// A place for one more listener; `None` if all are taken. Those whose clients have left lose
    /// theirs, since the server learns that a client has left only when it writes to it.
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
        // The list is whole after every change.
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
    fn listeners_are_bounded_and_their_places_become_free() {
        let listeners = Arc::new(Listeners::default());
        let mut all: Vec<Listener> = (0..MAX).filter_map(|_| listeners.add(None)).collect();
        assert_eq!(all.len(), MAX);
        assert!(listeners.add(None).is_none());
        all.pop();
        assert!(listeners.add(None).is_some(), "a place was left");
    }
}
