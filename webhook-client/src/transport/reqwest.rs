//! The transport for tokio, with reqwest.

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use reqwest::Url;
use reqwest::redirect::Policy;

use super::{BoxFuture, Limits, Transport, TransportError, tls};

/// Sends by [`reqwest`] in tokio's runtime. Connections are kept alive and shared, TLS is rustls,
/// and responses may use gzip.
///
/// ```
/// use webhook_client::transport::Reqwest;
/// use webhook_client::{Client, Credentials, Site};
///
/// // The default of `Client::new`. Another client of reqwest can be used instead.
/// let site = Site::new("https://crm.example")?;
/// let so = Client::new(site, Credentials::anonymous()).transport(Reqwest::new());
/// # Ok::<(), webhook_client::SiteError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Reqwest {
    /// Created for the first request, because loading the system's certificates is slow.
    client: Arc<OnceLock<Result<reqwest::Client, String>>>,
    /// The server of the last request.
    last: Arc<RwLock<Option<Server>>>,
}

/// A parsed server name. Parsing it takes longer than parsing the rest of a URL.
#[derive(Debug)]
struct Server {
    scheme: http::uri::Scheme,
    authority: http::uri::Authority,
    url: Url,
}

impl Reqwest {
    /// A transport with its own connections.
    #[must_use]
    pub fn new() -> Self {
        Self {
            client: Arc::default(),
            last: Arc::default(),
        }
    }

    /// A transport over your own reqwest client, with its proxies and certificates.
    ///
    /// Build it with `redirect(reqwest::redirect::Policy::none())`: otherwise a redirect sends
    /// header fields such as `SO-AppToken` to another host. Build it with
    /// `retry(reqwest::retry::never())`, because the client retries calls itself.
    #[must_use]
    pub fn from_client(client: reqwest::Client) -> Self {
        Self {
            client: Arc::new(OnceLock::from(Ok(client))),
            last: Arc::default(),
        }
    }

    fn client(&self) -> Result<&reqwest::Client, TransportError> {
        let client = self.client.get_or_init(|| {
            let builder = reqwest::Client::builder()
                .tls_backend_preconfigured(tls::config().map_err(|error| error.to_string())?)
                .redirect(Policy::none())
                // Requests are sent once. The default retry policy would copy each request.
                .retry(reqwest::retry::never().max_retries_per_request(0))
                .referer(false);
            builder
                .build()
                .map_err(|error| error.without_url().to_string())
        });
        let client = client.as_ref();
        client.map_err(|error| TransportError::NotSent(error.clone().into()))
    }

    fn written(
        &self,
        request: http::Request<Vec<u8>>,
        limits: Limits,
    ) -> Result<reqwest::Request, TransportError> {
        let (parts, body) = request.into_parts();
        let mut request = reqwest::Request::new(parts.method, self.url(&parts.uri)?);
        *request.headers_mut() = parts.headers;
        *request.body_mut() = Some(body.into());
        *request.timeout_mut() = Some(limits.timeout);
        Ok(request)
    }

    /// Parses an address; the server is reused if it is the same as before.
    fn url(&self, uri: &http::Uri) -> Result<Url, TransportError> {
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = &*last
            && Some(&last.scheme) == uri.scheme()
            && Some(&last.authority) == uri.authority()
        {
            let mut url = last.url.clone();
            url.set_path(uri.path());
            url.set_query(uri.query());
            return Ok(url);
        }
        drop(last);
        let url = Url::parse(&uri.to_string());
        let url = url.map_err(|error| TransportError::NotSent(error.into()))?;
        if let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) {
            let mut last = self.last.write().unwrap_or_else(PoisonError::into_inner);
            *last = Some(Server {
                scheme: scheme.clone(),
                authority: authority.clone(),
                url: url.clone(),
            });
        }
        Ok(url)
    }

    /// Starts a request.
    fn start(
        &self,
        request: http::Request<Vec<u8>>,
        limits: Limits,
    ) -> Result<impl Future<Output = reqwest::Result<reqwest::Response>> + use<>, TransportError>
    {
        let request = self.written(request, limits)?;
        Ok(self.client()?.execute(request))
    }
}

/// Reads a whole response.
async fn read(
    mut response: reqwest::Response,
    limit: usize,
) -> Result<http::Response<Vec<u8>>, TransportError> {
    let declared = response.content_length().unwrap_or_default();
    if usize::try_from(declared).map_or(true, |declared| declared > limit) {
        return Err(TransportError::TooLarge);
    }
    let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
    let mut body = Vec::with_capacity(usize::try_from(declared).unwrap_or_default());
    while let Some(chunk) = response.chunk().await.map_err(interrupted)? {
        if chunk.len() > limit - body.len() {
            return Err(TransportError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    let mut answer = http::Response::new(body);
    *answer.status_mut() = status;
    *answer.headers_mut() = headers;
    Ok(answer)
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
        // Created before the future, so that the future does not contain the request and stays
        // small.
        let started = self.start(request, limits);
        Box::pin(async move {
            let response = started?.await.map_err(failed)?;
            read(response, limits.body_limit).await
        })
    }
}

/// The error before a response has arrived.
fn failed(error: reqwest::Error) -> TransportError {
    if error.is_connect() || error.is_builder() {
        return TransportError::NotSent(error.without_url().into());
    }
    interrupted(error)
}

/// The error while a response arrives.
fn interrupted(error: reqwest::Error) -> TransportError {
    if error.is_timeout() {
        return TransportError::Timeout;
    }
    TransportError::Interrupted(error.without_url().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_equal_completely_parsed_ones() {
        let transport = Reqwest::new();
        for text in [
            "https://crm.example/Cust1/api/v1/Agents/Webhook/GetWebhook?webhookId=5&$select=name%2Cid",
            "https://crm.example/Cust1/api/v1/Contact?$filter=name%20is%20%27x%27%27%27&a='b'",
            "https://crm.example/a/./b/../c/%2e%2e/d|e~f?x",
            "https://crm.example",
            "https://crm.example/?",
            "https://CRM.example:443/x",
            "http://crm.example/x",
            "https://crm.example:8443/x",
            "https://user:hunter2@crm.example/x",
            "http://127.0.0.1:8080/x",
            "http://[::1]:8080/x?y",
            "https://crm.example/x",
        ] {
            let uri: http::Uri = text.parse().expect("an address");
            // The second time, the server is cached.
            for _ in 0..2 {
                let url = transport.url(&uri).expect("a URL");
                assert_eq!(Ok(url), Url::parse(&uri.to_string()), "{text}");
            }
        }
    }
}
