//! Limits of the delivery.

use std::time::Duration;

/// Limits of the delivery: concurrent attempts, timeouts, and the sizes of queue and journal.
///
/// ```
/// use std::time::Duration;
/// use webhook_agent::webhooks::DeliveryOptions;
///
/// let options = DeliveryOptions::new().timeout(Duration::from_secs(5));
/// # drop(options);
/// ```
#[derive(Debug, Clone)]
pub struct DeliveryOptions {
    pub(crate) concurrency: usize,
    pub(crate) per_webhook: usize,
    pub(crate) queue: usize,
    pub(crate) kept: usize,
    pub(crate) connect_timeout: Duration,
    pub(crate) timeout: Duration,
}

impl Default for DeliveryOptions {
    fn default() -> Self {
        Self {
            concurrency: 256,
            per_webhook: 4,
            queue: 100_000,
            kept: 100,
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(15),
        }
    }
}

impl DeliveryOptions {
    /// The defaults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the maximum number of concurrent attempts; 256 by default, at least 1.
    #[must_use]
    pub fn concurrency(mut self, attempts: usize) -> Self {
        self.concurrency = attempts.max(1);
        self
    }

    /// Sets the maximum number of concurrent attempts for one webhook, so that a slow target does
    /// not delay others; 4 by default, at least 1.
    #[must_use]
    pub fn per_webhook(mut self, attempts: usize) -> Self {
        self.per_webhook = attempts.max(1);
        self
    }

    /// Sets the maximum number of queued notifications; 100,000 by default. An event that would
    /// exceed it is answered with 503.
    #[must_use]
    pub fn queue(mut self, notifications: usize) -> Self {
        self.queue = notifications;
        self
    }

    /// Sets how many attempts are kept for each webhook; 100 by default.
    #[must_use]
    pub fn kept(mut self, attempts: usize) -> Self {
        self.kept = attempts;
        self
    }

    /// Sets the connect timeout; 5 seconds by default.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets the timeout of an attempt, from resolving the target's name to receiving its response;
    /// 15 seconds by default.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }
}
