//! What sends requests.

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

/// A future on the heap, which may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends HTTP requests. Implemented for the stacks behind the features `reqwest`, `ureq` and
/// `tower`; implement it for another one, or for a test.
///
/// ```
/// use webhook_client::transport::{BoxFuture, Limits, Transport, TransportError};
/// use webhook_client::{Client, Credentials, Site};
/// use webhook_model::Webhook;
///
/// /// Answers null.
/// struct Nothing;
///
/// impl Transport for Nothing {
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
/// let so = Client::new(site, Credentials::anonymous()).transport(Nothing);
/// assert_eq!(so.get::<Webhook>(99_999).send().await?, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # }).unwrap();
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends one request, once, and receives the whole answer, decompressed.
    ///
    /// A redirect is an answer like any other: following it could carry credentials to another
    /// host. The transport keeps the limits.
    ///
    /// # Errors
    /// [`TransportError`], which tells whether the server may have got the request.
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>>;
}

/// How much one exchange may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How long it may take, from the connection to the last byte of the answer.
    pub timeout: Duration,
    /// The most bytes of the answer's body, after decompression.
    pub body_limit: usize,
}

impl Limits {
    /// Limits of an exchange: its time, and the bytes of the answer's body.
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
    /// There was no connection: the server did not get the request.
    NotSent(Box<dyn std::error::Error + Send + Sync>),
    /// The connection broke: the server may have got the request.
    Interrupted(Box<dyn std::error::Error + Send + Sync>),
    /// The time is over; the server may have got the request.
    Timeout,
    /// The answer's body is longer than the limit.
    TooLarge,
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotSent(_) => "no connection to the server",
            Self::Interrupted(_) => "the connection to the server broke",
            Self::Timeout => "the server took too long",
            Self::TooLarge => "the answer is longer than the limit",
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
