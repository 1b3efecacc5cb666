//! Counts and durations of requests, in the text format of Prometheus (version 0.0.4).
//!
//! Labels contain only operation names and statuses, never data from clients, so their number is
//! fixed when the agent starts.

use std::fmt::Write as _;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http::StatusCode;

/// The `Content-Type` of the text.
pub(crate) const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The upper bounds of the buckets, in microseconds, and as text in seconds. Most responses take
/// microseconds; a password hash, a database or a slow body takes milliseconds or more.
const BUCKETS: [(u64, &str); 10] = [
    (50, "0.00005"),
    (100, "0.0001"),
    (250, "0.00025"),
    (1_000, "0.001"),
    (5_000, "0.005"),
    (25_000, "0.025"),
    (100_000, "0.1"),
    (500_000, "0.5"),
    (2_500_000, "2.5"),
    (10_000_000, "10"),
];

/// The counters of statuses: 100 to 599, and one for all others.
const STATUSES: usize = 501;

/// Malformed requests that did not reach an agent, on all ports of the process.
pub(crate) static MALFORMED: LazyLock<Metrics> = LazyLock::new(|| Metrics::new("", "malformed"));

/// The requests of one operation.
#[derive(Debug)]
pub(crate) struct Metrics {
    agent: String,
    operation: String,
    statuses: Box<[AtomicU64]>,
    buckets: [AtomicU64; BUCKETS.len() + 1],
    nanoseconds: AtomicU64,
}

impl Metrics {
    pub(crate) fn new(agent: &str, operation: &str) -> Self {
        Self {
            agent: escaped(agent),
            operation: escaped(operation),
            statuses: (0..STATUSES).map(|_| AtomicU64::new(0)).collect(),
            buckets: [const { AtomicU64::new(0) }; BUCKETS.len() + 1],
            nanoseconds: AtomicU64::new(0),
        }
    }

    /// Counts one response.
    pub(crate) fn count(&self, status: StatusCode, took: Duration) {
        let index = usize::from(status.as_u16()).wrapping_sub(100);
        let index = index.min(STATUSES - 1);
        let microseconds = took.as_micros();
        let bucket = BUCKETS.partition_point(|&(bound, _)| u128::from(bound) < microseconds);
        for (counters, index) in [(&*self.statuses, index), (&self.buckets, bucket)] {
            if let Some(counter) = counters.get(index) {
                counter.fetch_add(1, Ordering::Relaxed);
            }
        }
        let nanoseconds = u64::try_from(took.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(nanoseconds, Ordering::Relaxed);
    }

    fn labels(&self) -> String {
        format!("agent=\"{}\",operation=\"{}\"", self.agent, self.operation)
    }
}

/// The metrics as text. Operations without requests are omitted.
pub(crate) fn text<'m>(metrics: impl Iterator<Item = &'m Metrics>) -> String {
    let mut counts = String::from(
        "# HELP webhook_agent_requests_total Answered requests.\n\
         # TYPE webhook_agent_requests_total counter\n",
    );
    let mut durations = String::from(
        "# HELP webhook_agent_request_duration_seconds Time from the arrival of the header to the response.\n\
         # TYPE webhook_agent_request_duration_seconds histogram\n",
    );
    for metrics in metrics {
        let labels = metrics.labels();
        for (status, counter) in (100_u16..).zip(&metrics.statuses) {
            let count = counter.load(Ordering::Relaxed);
            if count > 0 {
                // Writing to a string cannot fail.
                let _ = writeln!(
                    counts,
                    "webhook_agent_requests_total{{{labels},status=\"{status}\"}} {count}"
                );
            }
        }
        write_histogram(metrics, &labels, &mut durations);
    }
    counts + &durations
}

fn write_histogram(metrics: &Metrics, labels: &str, out: &mut String) {
    let name = "webhook_agent_request_duration_seconds";
    let counts = metrics
        .buckets
        .each_ref()
        .map(|c| c.load(Ordering::Relaxed));
    let all: u64 = counts.iter().sum();
    if all == 0 {
        return;
    }
    let bounds = BUCKETS.iter().map(|&(_, bound)| bound);
    let sum = Duration::from_nanos(metrics.nanoseconds.load(Ordering::Relaxed));
    histogram(out, name, labels, bounds.zip(counts), all, sum);
}

/// Writes the samples of a histogram: its buckets, the sum and the count. Labels may be empty.
pub(crate) fn histogram<'b>(
    out: &mut String,
    name: &str,
    labels: &str,
    buckets: impl Iterator<Item = (&'b str, u64)>,
    all: u64,
    sum: Duration,
) {
    let comma = if labels.is_empty() { "" } else { "," };
    let mut below = 0;
    let buckets = buckets.map(|(bound, count)| {
        below += count;
        (bound, below)
    });
    for (bound, below) in buckets.chain([("+Inf", all)]) {
        let _ = writeln!(
            out,
            "{name}_bucket{{{labels}{comma}le=\"{bound}\"}} {below}"
        );
    }
    let labels = if labels.is_empty() {
        String::new()
    } else {
        format!("{{{labels}}}")
    };
    let (seconds, rest) = (sum.as_secs(), sum.subsec_nanos());
    let _ = writeln!(out, "{name}_sum{labels} {seconds}.{rest:09}");
    let _ = writeln!(out, "{name}_count{labels} {all}");
}

/// A label's value, escaped as the format requires.
fn escaped(text: &str) -> String {
    text.replace('\\', r"\\")
        .replace('"', "\\\"")
        .replace('\n', r"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_status_and_cumulative_buckets() {
        let metrics = Metrics::new("Web\"hook", "Get");
        metrics.count(StatusCode::OK, Duration::from_micros(50));
        metrics.count(StatusCode::OK, Duration::from_millis(2));
        metrics.count(StatusCode::NOT_FOUND, Duration::from_secs(60));
        let text = text([&metrics, &Metrics::new("", "unused")].into_iter());
        let labels = r#"agent="Web\"hook",operation="Get""#;
        for line in [
            format!("webhook_agent_requests_total{{{labels},status=\"200\"}} 2"),
            format!("webhook_agent_requests_total{{{labels},status=\"404\"}} 1"),
            format!("webhook_agent_request_duration_seconds_bucket{{{labels},le=\"0.00005\"}} 1"),
            format!("webhook_agent_request_duration_seconds_bucket{{{labels},le=\"0.001\"}} 1"),
            format!("webhook_agent_request_duration_seconds_bucket{{{labels},le=\"0.005\"}} 2"),
            format!("webhook_agent_request_duration_seconds_bucket{{{labels},le=\"10\"}} 2"),
            format!("webhook_agent_request_duration_seconds_bucket{{{labels},le=\"+Inf\"}} 3"),
            format!("webhook_agent_request_duration_seconds_sum{{{labels}}} 60.002050000"),
            format!("webhook_agent_request_duration_seconds_count{{{labels}}} 3"),
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
        assert!(!text.contains("unused"));
    }
}
