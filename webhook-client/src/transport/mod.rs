//! Transports, which send requests.

#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod tls;
#[cfg(feature = "tower")]
mod tower;
#[cfg(feature = "ureq")]
mod ureq;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
#[cfg(feature = "tower")]
pub use self::tower::Tower;
#[cfg(feature = "ureq")]
pub use self::ureq::Ureq;

/// A boxed future that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends HTTP requests. The features `reqwest`, `ureq` and `tower` have implementations; implement
/// it for another HTTP stack or for a test.
///
/// ```
/// use webhook_client::transport::{BoxFuture, Limits, Transport, TransportError};
/// use webhook_client::{Client, Credentials, Site};
/// use webhook_model::Webhook;
///
/// /// Responds with null.
/// struct Null;
///
/// impl Transport for Null {
///     fn send(
///         &self,
///         _: http::Request<Vec<u8>>,
///         _: Limits,
///     ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
///         Box::pin(async { Ok(http::Response::new(b"null".to_vec())) })
///     }
/// }
///
/// # pollster::block_on(async {
/// let site = Site::new("https://crm.example")?;
/// let so = Client::new(site, Credentials::anonymous()).transport(Null);
/// assert_eq!(so.get::<Webhook>(99_999).send().await?, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # }).unwrap();
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends one request once, and receives the complete, decompressed response.
    ///
    /// A redirect is returned like any other response: following it could send credentials to
    /// another host. The transport must enforce the limits.
    ///
    /// # Errors
    /// [`TransportError`], which says whether the server may have received the request.
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>>;
}

/// Limits of one exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The maximum time, from connecting to the last byte of the response.
    pub timeout: Duration,
    /// The maximum size of the response body in bytes, after decompression.
    pub body_limit: usize,
}

impl Limits {
    /// Creates the limits of an exchange: its time, and the size of the response body in bytes.
    #[must_use]
    pub const fn new(timeout: Duration, body_limit: usize) -> Self {
        Self {
            timeout,
            body_limit,
        }
    }
}

/// Why no response was received.
#[derive(Debug)]
#[non_exhaustive]
pub enum TransportError {
    /// No connection; the server did not receive the request.
    NotSent(Box<dyn std::error::Error + Send + Sync>),
    /// The connection was lost; the server may have received the request.
    Interrupted(Box<dyn std::error::Error + Send + Sync>),
    /// Timeout; the server may have received the request.
    Timeout,
    /// The response body is longer than the limit.
    TooLarge,
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotSent(_) => "no connection to the server",
            Self::Interrupted(_) => "the connection to the server was lost",
            Self::Timeout => "the server took too long",
            Self::TooLarge => "the response is longer than the limit",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotSent(source) | Self::Interrupted(source) => Some(&**source),
            Self::Timeout | Self::TooLarge => None,
        }
    }
}
