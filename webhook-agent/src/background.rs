//! What an agent does besides answering requests.

#[cfg(feature = "cli")]
use std::future::Future;
#[cfg(feature = "cli")]
use std::pin::Pin;

/// Work beside the requests: the delivery of notifications.
pub(crate) trait Background: Send + Sync + 'static {
    /// Works until `stop` is ready, and then finishes the work in flight.
    #[cfg(feature = "cli")]
    fn run<'a>(
        &'a self,
        stop: Pin<Box<dyn Future<Output = ()> + Send + 'a>>,
    ) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

    /// Its counters in the text format of Prometheus.
    fn metrics(&self) -> String;
}
