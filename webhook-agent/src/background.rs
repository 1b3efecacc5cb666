//! What an agent does besides answering requests.

#[cfg(feature = "cli")]
use crate::future::BoxFuture;

/// Work beside the requests: the delivery of notifications.
pub(crate) trait Background: Send + Sync + 'static {
    /// Works until `stop` is ready, and then finishes the work in flight.
    #[cfg(feature = "cli")]
    fn run<'a>(&'a self, stop: BoxFuture<'a, ()>) -> BoxFuture<'a, ()>;

    /// Its counters in the text format of Prometheus.
    fn metrics(&self) -> String;
}
