//! The time, as the application has it: tests turn their own clock.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::future::BoxFuture;

/// Tells the time and waits for it.
///
/// [`SystemClock`] is that of the machine; `testing::TurnedClock`, with the feature `testing`, stands still
/// until a test turns it.
///
/// ```
/// use webhook_agent::{Clock, SystemClock};
///
/// assert!(SystemClock.now().timestamp() > 1_700_000_000);
/// ```
pub trait Clock: Send + Sync + 'static {
    /// The time.
    fn now(&self) -> DateTime<Utc>;

    /// Waits until a time; not at all for one that has passed.
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

/// A clock that is shared.
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
