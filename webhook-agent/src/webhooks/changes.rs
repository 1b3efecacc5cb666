//! Notifies subscribers in this process that a webhook or its deliveries have changed.

use std::fmt;

use tokio::sync::broadcast;

/// How many changes are buffered for a subscriber. A slower subscriber is notified that it has missed
/// some.
const WAITING: usize = 64;

/// A channel with the ids of changed webhooks. Clones share it.
#[derive(Clone)]
pub(crate) struct Changes(broadcast::Sender<i32>);

impl Default for Changes {
    fn default() -> Self {
        Self(broadcast::Sender::new(WAITING))
    }
}

impl Changes {
    /// Publishes a change of a webhook.
    pub(super) fn of(&self, id: i32) {
        // Fails only without subscribers.
        let _ = self.0.send(id);
    }

    /// Subscribes to the ids of changed webhooks.
    pub(crate) fn watch(&self) -> broadcast::Receiver<i32> {
        self.0.subscribe()
    }
}

impl fmt::Debug for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Changes")
    }
}
