//! Metrics of deliveries, in the text format of Prometheus (version 0.0.4).

use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use super::outcome::Outcome;
use crate::metrics::histogram;

/// The upper bounds of the buckets, in milliseconds, and as text in seconds.
const BUCKETS: [(u64, &str); 8] = [
    (5, "0.005"),
    (25, "0.025"),
    (100, "0.1"),
    (500, "0.5"),
    (1_000, "1"),
    (2_500, "2.5"),
    (5_000, "5"),
    (15_000, "15"),
];

/// The results of attempts: a fixed number of labels.
const RESULTS: [&str; 8] = [
    "success",
    "status",
    "refused",
    "unresolved",
    "unconnected",
    "broken",
    "timed_out",
    "no_tls",
];

/// The attempts of this process, and the queue in the store.
#[derive(Debug, Default)]
pub(crate) struct DeliveryMetrics {
    results: [AtomicU64; RESULTS.len()],
    buckets: [AtomicU64; BUCKETS.len() + 1],
    milliseconds: AtomicU64,
    waiting: AtomicU64,
    /// The time of the oldest queued event, in milliseconds; 0 if the queue is empty.
    oldest: AtomicI64,
}

impl DeliveryMetrics {
    /// Counts an attempt.
    pub(crate) fn count(&self, outcome: &Outcome, took: Duration) {
        let word = outcome.failure().unwrap_or("success");
        let result = RESULTS.iter().position(|known| *known == word);
        let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let bucket = BUCKETS.partition_point(|&(bound, _)| bound < milliseconds);
        let counters = [
            result.and_then(|result| self.results.get(result)),
            self.buckets.get(bucket),
        ];
        for counter in counters.into_iter().flatten() {
            counter.fetch_add(1, Ordering::Relaxed);
        }
        self.milliseconds.fetch_add(milliseconds, Ordering::Relaxed);
    }

    /// Sets the state of the queue.
    pub(crate) fn waiting(&self, count: usize, oldest: Option<i64>) {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        self.waiting.store(count, Ordering::Relaxed);
        self.oldest.store(oldest.unwrap_or(0), Ordering::Relaxed);
    }

    /// The metrics at a time, in milliseconds.
    pub(crate) fn text(&self, now: i64) -> String {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "# HELP webhook_deliveries_total Attempts to send a notification, by result.\n\
             # TYPE webhook_deliveries_total counter\n"
        );
        for (word, counter) in RESULTS.iter().zip(&self.results) {
            let count = read(counter);
            let _ = writeln!(
                text,
                "webhook_deliveries_total{{result=\"{word}\"}} {count}"
            );
        }
        let oldest = self.oldest.load(Ordering::Relaxed);
        let age = if oldest == 0 {
            0
        } else {
            (now - oldest).max(0) / 1000
        };
        let _ = write!(
            text,
            "# HELP webhook_queue_length Queued notifications.\n\
             # TYPE webhook_queue_length gauge\n\
             webhook_queue_length {}\n\
             # HELP webhook_queue_oldest_seconds Age of the oldest queued event.\n\
             # TYPE webhook_queue_oldest_seconds gauge\n\
             webhook_queue_oldest_seconds {age}\n\
             # HELP webhook_delivery_duration_seconds Duration of attempts.\n\
             # TYPE webhook_delivery_duration_seconds histogram\n",
            read(&self.waiting)
        );
        let counts = self.buckets.each_ref().map(read);
        histogram(
            &mut text,
            "webhook_delivery_duration_seconds",
            "",
            BUCKETS.iter().map(|(_, bound)| *bound).zip(counts),
            counts.iter().sum(),
            Duration::from_millis(read(&self.milliseconds)),
        );
        text
    }
}
