//! The clock of an agent. Tests use their own clock, which they set.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::future::BoxFuture;

/// Returns the current time and waits for a time.
///
/// [`SystemClock`] is the clock of the machine. `testing::TurnedClock`, with the feature `testing`,
/// advances only when a test calls `turn`.
///
/// ```
/// use webhook_agent::{Clock, SystemClock};
///
/// assert!(SystemClock.now().timestamp() > 1_700_000_000);
/// ```
pub trait Clock: Send + Sync + 'static {
    /// The current time.
    fn now(&self) -> DateTime<Utc>;

    /// Waits until a time; returns at once if it has passed.
    fn wait_until(&self, time: DateTime<Utc>) -> BoxFuture<'_, ()>;
}

/// The clock of the machine. Waiting needs a tokio runtime.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        std::time::SystemTime::now().into()
    }

    fn wait_until(&self, time: DateTime<Utc>) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            if let Ok(rest) = (time - self.now()).to_std() {
                tokio::time::sleep(rest).await;
            }
        })
    }
}

/// A shared clock.
#[derive(Clone)]
pub(crate) struct SharedClock(pub(crate) Arc<dyn Clock>);

impl Default for SharedClock {
    fn default() -> Self {
        Self(Arc::new(SystemClock))
    }
}

impl fmt::Debug for SharedClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
