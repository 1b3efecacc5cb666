//! The blocking transport, with ureq.

use std::future;
use std::io::{self, Read as _};

use ureq::tls::{RootCerts, TlsConfig};

use super::{BoxFuture, Limits, Transport, TransportError, tls};

/// Sends by [`ureq`] and blocks the thread, for [`blocking::Client`](crate::blocking).
///
/// ```
/// use webhook_client::transport::Ureq;
/// use webhook_client::{Credentials, Site, blocking};
///
/// // The default of `blocking::Client::new`.
/// let site = Site::new("https://crm.example")?;
/// let so = blocking::Client::new(site, Credentials::anonymous()).transport(Ureq::new());
/// # Ok::<(), webhook_client::SiteError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Ureq {
    agent: ureq::Agent,
}

impl Ureq {
    /// A transport with its own connections. It uses the proxies set in the environment.
    #[must_use]
    pub fn new() -> Self {
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(tls::provider())
            .build();
        Self::from_agent(&ureq::Agent::config_builder().tls_config(tls).build().into())
    }

    /// A transport over your own ureq agent, with its proxies and certificates. Redirects and the
    /// timeout are set for each request.
    #[must_use]
    pub fn from_agent(agent: &ureq::Agent) -> Self {
        Self {
            agent: agent.clone(),
        }
    }

    fn exchange(
        &self,
        request: http::Request<Vec<u8>>,
        limits: Limits,
    ) -> Result<http::Response<Vec<u8>>, TransportError> {
        let request = self
            .agent
            .configure_request(request)
            .timeout_global(Some(limits.timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build();
        let (parts, mut body) = self.agent.run(request).map_err(failed)?.into_parts();
        let declared = body.content_length().unwrap_or_default();
        if usize::try_from(declared).map_or(true, |declared| declared > limits.body_limit) {
            return Err(TransportError::TooLarge);
        }
        let mut whole = Vec::with_capacity(usize::try_from(declared).unwrap_or_default());
        let limit = u64::try_from(limits.body_limit).unwrap_or(u64::MAX);
        let mut reader = body.as_reader().take(limit.saturating_add(1));
        reader.read_to_end(&mut whole).map_err(cut)?;
        if whole.len() > limits.body_limit {
            return Err(TransportError::TooLarge);
        }
        let mut answer = http::Response::new(whole);
        *answer.status_mut() = parts.status;
        *answer.headers_mut() = parts.headers;
        Ok(answer)
    }
}

impl Default for Ureq {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for Ureq {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        Box::pin(future::ready(self.exchange(request, limits)))
    }
}

/// The error before a response has arrived.
fn failed(error: ureq::Error) -> TransportError {
    use ureq::{Error, Timeout};

    match error {
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            TransportError::NotSent(error.into())
        }
        Error::Timeout(_) => TransportError::Timeout,
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::InvalidProxyUrl
        | Error::BadUri(_)
        | Error::Http(_)
        | Error::Tls(_)
        | Error::Rustls(_) => TransportError::NotSent(error.into()),
        Error::Io(source) if source.kind() == io::ErrorKind::ConnectionRefused => {
            TransportError::NotSent(source.into())
        }
        error => TransportError::Interrupted(error.into()),
    }
}

/// The error while a response arrives.
fn cut(error: io::Error) -> TransportError {
    match ureq::Error::from(error) {
        ureq::Error::Timeout(_) => TransportError::Timeout,
        error => TransportError::Interrupted(error.into()),
    }
}
