//! A transport over any tower service.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::pin;

use bytes::Buf as _;
use http_body::Body;
use tower_service::Service;

use super::{BoxFuture, Limits, Transport, TransportError};

/// Sends requests with a tower [`Service`], such as hyper-util's client with layers of tower-http,
/// or an `axum::Router` in a test. `B` is its request body.
///
/// The service must not follow redirects, and must decompress responses if it requests compression.
/// After an error of the service the server may have received the request, unless the error is a
/// [`TransportError`]. Timeouts need tokio's runtime.
///
/// ```
/// use std::convert::Infallible;
///
/// use bytes::Bytes;
/// use http_body_util::Full;
/// use webhook_client::transport::Tower;
/// use webhook_client::{Client, Credentials, Site};
/// use webhook_model::Webhook;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let service = tower::service_fn(|request: http::Request<Full<Bytes>>| async move {
///     assert_eq!(request.uri().query(), Some("webhookId=99999"));
///     Ok::<_, Infallible>(http::Response::new("null".to_owned()))
/// });
/// let site = Site::new("https://crm.example")?;
/// let so = Client::new(site, Credentials::anonymous()).transport(Tower::new(service));
/// assert_eq!(so.get::<Webhook>(99_999).send().await?, None);
/// # Ok(())
/// # }
/// ```
pub struct Tower<S, B> {
    service: S,
    body: PhantomData<fn() -> B>,
}

impl<S, B> Tower<S, B> {
    /// A transport over a service, which is cloned for each request.
    #[must_use]
    pub const fn new(service: S) -> Self {
        Self {
            service,
            body: PhantomData,
        }
    }
}

impl<S, B, A> Transport for Tower<S, B>
where
    S: Service<http::Request<B>, Response = http::Response<A>> + Clone + Send + Sync + 'static,
    S::Future: Send,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
    B: From<Vec<u8>> + Send + 'static,
    A: Body + Send,
    A::Data: Send,
    A::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        let mut service = self.service.clone();
        Box::pin(async move {
            let exchange = async {
                poll_fn(|context| service.poll_ready(context))
                    .await
                    .map_err(failed)?;
                let answer = service.call(request.map(B::from)).await.map_err(failed)?;
                let (parts, body) = answer.into_parts();
                let body = collect(body, limits.body_limit).await?;
                Ok(http::Response::from_parts(parts, body))
            };
            let within = tokio::time::timeout(limits.timeout, exchange).await;
            within.unwrap_or(Err(TransportError::Timeout))
        })
    }
}

/// Reads the whole body within the limit.
async fn collect<A>(body: A, limit: usize) -> Result<Vec<u8>, TransportError>
where
    A: Body,
    A::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    let mut body = pin!(body);
    let declared = body.size_hint().lower();
    let declared = usize::try_from(declared).unwrap_or(usize::MAX);
    if declared > limit {
        return Err(TransportError::TooLarge);
    }
    let mut whole = Vec::with_capacity(declared);
    while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
        let frame = frame.map_err(|error| TransportError::Interrupted(error.into()))?;
        // Trailers are ignored.
        let Ok(mut data) = frame.into_data() else {
            continue;
        };
        if data.remaining() > limit - whole.len() {
            return Err(TransportError::TooLarge);
        }
        while data.has_remaining() {
            let chunk = data.chunk();
            whole.extend_from_slice(chunk);
            let length = chunk.len();
            data.advance(length);
        }
    }
    Ok(whole)
}

fn failed(error: impl Into<Box<dyn StdError + Send + Sync>>) -> TransportError {
    match error.into().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::Interrupted(error),
    }
}

impl<S: Clone, B> Clone for Tower<S, B> {
    fn clone(&self) -> Self {
        Self::new(self.service.clone())
    }
}

impl<S, B> fmt::Debug for Tower<S, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tower").finish_non_exhaustive()
    }
}
