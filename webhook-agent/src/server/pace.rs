//! Limits the time that a client takes to read a response.

use std::future::Future as _;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Instant, Sleep};

/// A deadline that starts when the client stops reading, and restarts only when it has read enough,
/// so that reading one byte at a time does not keep a connection open.
#[derive(Debug)]
pub(super) struct Pace {
    timeout: Duration,
    /// The bytes that the client must read within the timeout.
    least: usize,
    window: Option<Window>,
}

#[derive(Debug)]
struct Window {
    deadline: Pin<Box<Sleep>>,
    taken: usize,
}

impl Pace {
    /// Requires `rate` bytes per second, and at least one byte within the timeout.
    pub(super) fn new(timeout: Duration, rate: u32) -> Self {
        let least = timeout.as_millis().saturating_mul(u128::from(rate)) / 1000;
        Self {
            timeout,
            least: usize::try_from(least).unwrap_or(usize::MAX).max(1),
            window: None,
        }
    }

    /// Records that the client read bytes.
    pub(super) fn took(&mut self, bytes: usize) {
        if let Some(window) = &mut self.window {
            window.taken = window.taken.saturating_add(bytes);
            if window.taken >= self.least {
                window.taken = 0;
                window
                    .deadline
                    .as_mut()
                    .reset(Instant::now() + self.timeout);
            }
        }
    }

    /// Records that the client is not reading; ready when the deadline has passed.
    pub(super) fn poll_stalled(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let timeout = self.timeout;
        let window = self.window.get_or_insert_with(|| Window {
            deadline: Box::pin(tokio::time::sleep(timeout)),
            taken: 0,
        });
        window.deadline.as_mut().poll(context)
    }

    /// Records that everything was written: the next response gets the full time.
    pub(super) fn finish(&mut self) {
        self.window = None;
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use super::*;

    /// Simulates a client that reads `bytes` every `every`, and returns whether it is still
    /// connected after ten minutes.
    async fn survives(bytes: usize, every: Duration) -> bool {
        let mut pace = Pace::new(Duration::from_secs(10), 1024);
        let end = Instant::now() + Duration::from_secs(600);
        while Instant::now() < end {
            let stalled = poll_fn(|context| pace.poll_stalled(context));
            if tokio::time::timeout(every, stalled).await.is_ok() {
                return false;
            }
            pace.took(bytes);
        }
        true
    }

    #[tokio::test(start_paused = true)]
    async fn only_clients_that_read_fast_enough_keep_their_connection() {
        for (bytes, every, expected) in [
            (0, 1, false),
            (1, 1, false),
            (1000, 1, false),
            (1200, 1, true),
            (10 * 1024, 9, true),
            (10 * 1024, 11, false),
            (1 << 30, 11, false),
        ] {
            let survives = survives(bytes, Duration::from_secs(every)).await;
            assert_eq!(survives, expected, "{bytes} bytes every {every} s");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_finished_response_ends_the_deadline() {
        let mut pace = Pace::new(Duration::from_secs(10), 1024);
        for _ in 0..5 {
            let stalled = poll_fn(|context| pace.poll_stalled(context));
            let nine = Duration::from_secs(9);
            assert!(tokio::time::timeout(nine, stalled).await.is_err());
            pace.finish();
        }
    }
}
