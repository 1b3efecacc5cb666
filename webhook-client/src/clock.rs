//! The clock of a client.

use std::time::{Duration, SystemTime};

use crate::transport::BoxFuture;

/// Tells the time and waits. Tests can replace it.
///
/// ```
/// use std::sync::Mutex;
/// use std::time::{Duration, SystemTime};
/// use webhook_client::Clock;
/// use webhook_client::transport::BoxFuture;
///
/// /// Advances instead of waiting.
/// struct Manual(Mutex<SystemTime>);
///
/// impl Clock for Manual {
///     fn now(&self) -> SystemTime {
///         *self.0.lock().expect("a time")
///     }
///     fn sleep(&self, length: Duration) -> BoxFuture<'_, ()> {
///         *self.0.lock().expect("a time") += length;
///         Box::pin(async {})
///     }
/// }
/// ```
pub trait Clock: Send + Sync + 'static {
    /// The current time.
    fn now(&self) -> SystemTime;
    /// Waits for the duration `length`.
    fn sleep(&self, length: Duration) -> BoxFuture<'_, ()>;
}

/// The time without a clock: the system time, if the target has one.
pub(crate) fn system() -> SystemTime {
    // `SystemTime::now` panics on this target.
    if cfg!(all(target_family = "wasm", target_os = "unknown")) {
        return SystemTime::UNIX_EPOCH;
    }
    SystemTime::now()
}

/// tokio's timer.
#[cfg(any(feature = "reqwest", feature = "tower"))]
#[derive(Debug)]
pub(crate) struct TokioClock;

#[cfg(any(feature = "reqwest", feature = "tower"))]
impl Clock for TokioClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, length: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(length))
    }
}

/// Blocks the thread.
#[cfg(feature = "ureq")]
#[derive(Debug)]
pub(crate) struct ThreadClock;

#[cfg(feature = "ureq")]
impl Clock for ThreadClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, length: Duration) -> BoxFuture<'_, ()> {
        std::thread::sleep(length);
        Box::pin(std::future::ready(()))
    }
}
