//! reqwest, for tokio.

use std::sync::{Arc, OnceLock};

use reqwest::redirect::Policy;

use super::{BoxFuture, Limits, Transport, TransportError, tls};

/// Sends by [`reqwest`] in tokio's runtime: connections are kept and shared, TLS is rustls, answers
/// may be gzip.
///
/// ```
/// use webhook_client::transport::Reqwest;
/// use webhook_client::{Client, Credentials, Site};
///
/// // What `Client::new` does by itself; a client of reqwest's own can be given instead.
/// let site = Site::new("https://crm.example")?;
/// let so = Client::new(site, Credentials::anonymous()).transport(Reqwest::new());
/// # Ok::<(), webhook_client::SiteError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Reqwest {
    /// Made for the first request: the certificates of the system take a while to read.
    client: Arc<OnceLock<Result<reqwest::Client, String>>>,
}

impl Reqwest {
    /// A transport with connections of its own.
    #[must_use]
    pub fn new() -> Self {
        Self {
            client: Arc::default(),
        }
    }

    /// A transport over a client of reqwest's own, with its proxies and certificates.
    ///
    /// Build it with `redirect(reqwest::redirect::Policy::none())`: a redirect that is followed
    /// sends header fields such as `SO-AppToken` to another host.
    #[must_use]
    pub fn from_client(client: reqwest::Client) -> Self {
        Self {
            client: Arc::new(OnceLock::from(Ok(client))),
        }
    }

    fn client(&self) -> Result<&reqwest::Client, TransportError> {
        let client = self.client.get_or_init(|| {
            let builder = reqwest::Client::builder()
                .tls_backend_preconfigured(tls::config().map_err(|error| error.to_string())?)
                .redirect(Policy::none())
                .referer(false);
            builder
                .build()
                .map_err(|error| error.without_url().to_string())
        });
        let client = client.as_ref();
        client.map_err(|error| TransportError::NotSent(error.clone().into()))
    }

    async fn exchange(
        &self,
        request: http::Request<Vec<u8>>,
        limits: Limits,
    ) -> Result<http::Response<Vec<u8>>, TransportError> {
        let mut request = reqwest::Request::try_from(request).map_err(failed)?;
        *request.timeout_mut() = Some(limits.timeout);
        let mut response = self.client()?.execute(request).await.map_err(failed)?;
        let declared = response.content_length().unwrap_or_default();
        if usize::try_from(declared).map_or(true, |declared| declared > limits.body_limit) {
            return Err(TransportError::TooLarge);
        }
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let mut body = Vec::with_capacity(usize::try_from(declared).unwrap_or_default());
        while let Some(chunk) = response.chunk().await.map_err(interrupted)? {
            if chunk.len() > limits.body_limit - body.len() {
                return Err(TransportError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        let mut answer = http::Response::new(body);
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        Ok(answer)
    }
}

impl Default for Reqwest {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        Box::pin(self.exchange(request, limits))
    }
}

/// A failure before there is an answer.
fn failed(error: reqwest::Error) -> TransportError {
    if error.is_connect() || error.is_builder() {
        return TransportError::NotSent(error.without_url().into());
    }
    interrupted(error)
}

/// A failure while an answer arrives.
fn interrupted(error: reqwest::Error) -> TransportError {
    if error.is_timeout() {
        return TransportError::Timeout;
    }
    TransportError::Interrupted(error.without_url().into())
}
