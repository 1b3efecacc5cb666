//! Bounds of the delivery.

use std::time::Duration;

/// How many notifications are sent at a time, how long an attempt may take, and how much is kept.
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

    /// Sets how many attempts are made at a time; 256 by default, at least 1.
    #[must_use]
    pub fn concurrency(mut self, attempts: usize) -> Self {
        self.concurrency = attempts.max(1);
        self
    }

    /// Sets how many of them may be of one webhook, so that a slow target delays no other; 4 by
    /// default, at least 1.
    #[must_use]
    pub fn per_webhook(mut self, attempts: usize) -> Self {
        self.per_webhook = attempts.max(1);
        self
    }

    /// Sets how many notifications may wait; 100,000 by default. An event that does not fit is
    /// answered with 503.
    #[must_use]
    pub fn queue(mut self, notifications: usize) -> Self {
        self.queue = notifications;
        self
    }

    /// Sets how many attempts of each webhook are kept to look at; 100 by default.
    #[must_use]
    pub fn kept(mut self, attempts: usize) -> Self {
        self.kept = attempts;
        self
    }

    /// Sets the time to connect; 5 seconds by default.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets the time for a whole attempt, from the name of the target to its answer; 15 seconds by
    /// default.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }
}
