//! Posts notifications without following redirects or using a proxy. Connects only to addresses
//! that the policy allows.

use std::error::Error;
use std::fmt;

use http::{Request, Response, Uri};
use hyper::body::Incoming;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use webhook_model::target_url::{TargetPolicy, TargetUrlError};

use super::notification::Prepared;
use super::options::DeliveryOptions;
use super::outcome::{Failure, Outcome};
use super::resolver::{Lookup, NoAddress, Resolver};
use crate::body::Body;

/// The maximum number of bytes read from a response.
const MAX_ANSWER: usize = 64 * 1024;

/// Sends notifications. Clones share a connection pool.
#[derive(Clone)]
pub(crate) struct Sender {
    client: Client<Connector, Body>,
    policy: TargetPolicy,
    timeout: std::time::Duration,
}

#[cfg(feature = "tls")]
type Connector = hyper_rustls::HttpsConnector<HttpConnector<Resolver>>;

#[cfg(not(feature = "tls"))]
type Connector = HttpConnector<Resolver>;

impl Sender {
    pub(crate) fn new(policy: TargetPolicy, lookup: Lookup, options: &DeliveryOptions) -> Self {
        let resolver = Resolver {
            lookup,
            policy: policy.clone(),
        };
        let mut http = HttpConnector::new_with_resolver(resolver);
        http.set_connect_timeout(Some(options.connect_timeout));
        http.set_nodelay(true);
        http.enforce_http(cfg!(not(feature = "tls")));
        let client = Client::builder(TokioExecutor::new())
            // Idle connections are kept for a short time, for the next event.
            .pool_max_idle_per_host(options.per_webhook)
            .build(connector(http));
        Self {
            client,
            policy,
            timeout: options.timeout,
        }
    }

    /// Posts a notification.
    pub(crate) async fn post(&self, request: Prepared) -> Outcome {
        let attempt = tokio::time::timeout(self.timeout, self.exchange(request));
        match attempt.await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(failure)) => Outcome::Failed(failure),
            Err(_) => Outcome::Failed(Failure::TimedOut),
        }
    }

    async fn exchange(&self, request: Prepared) -> Result<Outcome, Failure> {
        // Checked again, since the URL may have been saved under another policy.
        let checked = self.policy.check_url(&request.url);
        let checked = checked.map_err(|_| Failure::Refused)?;
        let uri: Uri = checked.as_str().parse().map_err(|_| Failure::Refused)?;
        if cfg!(not(feature = "tls")) && uri.scheme_str() != Some("http") {
            return Err(Failure::NoTls);
        }
        let mut http = Request::new(Body::from(request.body));
        *http.method_mut() = http::Method::POST;
        *http.uri_mut() = uri;
        *http.headers_mut() = request.headers;
        let response = self.client.request(http).await;
        let response = response.map_err(|error| failure(&error))?;
        read(response).await
    }
}

#[cfg(feature = "tls")]
fn connector(http: HttpConnector<Resolver>) -> Connector {
    let builder = hyper_rustls::HttpsConnectorBuilder::new();
    builder
        .with_tls_config(crate::tls::config())
        .https_or_http()
        .enable_http1()
        .wrap_connector(http)
}

#[cfg(not(feature = "tls"))]
fn connector(http: HttpConnector<Resolver>) -> Connector {
    http
}

/// Reads the response, up to the maximum size.
async fn read(response: Response<Incoming>) -> Result<Outcome, Failure> {
    let (parts, body) = response.into_parts();
    let mut body = Body::new(body);
    let mut read = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Failure::Broken)?;
        let data = frame.data_ref().map_or(&[][..], |data| data);
        if data.len() > MAX_ANSWER - read.len() {
            break;
        }
        read.extend_from_slice(data);
    }
    Ok(Outcome::answered(parts.status, &parts.headers, &read))
}

/// Determines why no response was received.
fn failure(error: &hyper_util::client::legacy::Error) -> Failure {
    let mut source: Option<&(dyn Error + 'static)> = error.source();
    while let Some(error) = source {
        if let Some(NoAddress(error)) = error.downcast_ref() {
            return match error {
                TargetUrlError::Unresolved => Failure::Unresolved,
                _ => Failure::Refused,
            };
        }
        source = error.source();
    }
    if error.is_connect() {
        Failure::Unconnected
    } else {
        Failure::Broken
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender")
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}
