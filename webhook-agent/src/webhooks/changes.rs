//! Tells who watches that a webhook or its deliveries have changed in this process.

use std::fmt;

use tokio::sync::broadcast;

/// How many changes wait for a watcher. One that is slower learns that it has missed some.
const WAITING: usize = 64;

/// The changes of webhooks, by id. Clones share them.
#[derive(Clone)]
pub(crate) struct Changes(broadcast::Sender<i32>);

impl Default for Changes {
    fn default() -> Self {
        Self(broadcast::Sender::new(WAITING))
    }
}

impl Changes {
    /// Tells that a webhook has changed.
    pub(super) fn of(&self, id: i32) {
        // An error means that nobody watches.
        let _ = self.0.send(id);
    }

    /// The ids of webhooks that change from now on.
    pub(crate) fn watch(&self) -> broadcast::Receiver<i32> {
        self.0.subscribe()
    }
}

impl fmt::Debug for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Changes")
    }
}
