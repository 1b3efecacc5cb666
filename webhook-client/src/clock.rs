//! Time, as the client sees it.

use std::time::{Duration, SystemTime};

use crate::transport::BoxFuture;

/// Tells the time and waits. Tests turn one of their own.
///
/// ```
/// use std::sync::Mutex;
/// use std::time::{Duration, SystemTime};
/// use webhook_client::Clock;
/// use webhook_client::transport::BoxFuture;
///
/// /// Waits by moving on.
/// struct Turned(Mutex<SystemTime>);
///
/// impl Clock for Turned {
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
    /// The time of day.
    fn now(&self) -> SystemTime;
    /// Completes after the duration `length`.
    fn sleep(&self, length: Duration) -> BoxFuture<'_, ()>;
}

/// The time of a client without a clock: the system's, or no time where Rust has no clock.
pub(crate) fn system() -> SystemTime {
    // `SystemTime::now` panics there.
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

/// The thread's timer, which blocks it.
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
