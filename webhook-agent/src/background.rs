//! Work that an agent does besides serving requests.

#[cfg(feature = "cli")]
use crate::future::BoxFuture;

/// Background work, such as delivering notifications.
pub(crate) trait Background: Send + Sync + 'static {
    /// Works until `stop` completes, then finishes the work in flight.
    #[cfg(feature = "cli")]
    fn run<'a>(&'a self, stop: BoxFuture<'a, ()>) -> BoxFuture<'a, ()>;

    /// Its counters in the text format of Prometheus.
    fn metrics(&self) -> String;
}
