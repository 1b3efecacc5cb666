//! Boxed futures.

use std::future::Future;
use std::pin::Pin;

/// A future on the heap, which may move between threads. [`Box::pin`] makes one of an `async` block.
///
/// ```
/// use webhook_agent::BoxFuture;
///
/// fn answer() -> BoxFuture<'static, u8> {
///     Box::pin(async { 42 })
/// }
/// # drop(answer());
/// ```
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
