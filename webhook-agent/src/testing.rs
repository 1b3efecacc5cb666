//! Calls an agent in the same process: tests need neither a port nor a client library.

use std::convert::Infallible;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request as HttpRequest, Response, StatusCode,
};
use http_body::Body as HttpBody;
use tokio::sync::watch;
use tower_service::Service;
use webhook_model::{Error, MediaType, NetServerEntity};

use crate::body::{Body, BodyError};
use crate::clock::Clock;
use crate::future::BoxFuture;
use crate::service::HttpService;

/// A clock that advances only when a test calls [`turn`](Self::turn).
///
/// ```
/// use std::sync::Arc;
/// use std::time::Duration;
/// use webhook_agent::Clock;
/// use webhook_agent::testing::TurnedClock;
///
/// let clock = Arc::new(TurnedClock::new("2024-05-17T08:30:00Z".parse().unwrap()));
/// clock.turn(Duration::from_secs(4));
/// assert_eq!(clock.now().to_rfc3339(), "2024-05-17T08:30:04+00:00");
/// ```
#[derive(Debug)]
pub struct TurnedClock {
    now: watch::Sender<DateTime<Utc>>,
}

impl TurnedClock {
    /// A clock with an initial time.
    #[must_use]
    pub fn new(now: DateTime<Utc>) -> Self {
        Self {
            now: watch::Sender::new(now),
        }
    }

    /// Advances the clock.
    pub fn turn(&self, by: Duration) {
        self.now.send_modify(|now| {
            let by = TimeDelta::from_std(by).unwrap_or(TimeDelta::MAX);
            *now = now.checked_add_signed(by).unwrap_or(*now);
        });
    }
}

impl Clock for TurnedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.now.borrow()
    }

    fn wait_until(&self, time: DateTime<Utc>) -> BoxFuture<'_, ()> {
        let mut turned = self.now.subscribe();
        Box::pin(async move {
            // The sender lives as long as the clock.
            let _ = turned.wait_for(|now| *now >= time).await;
        })
    }
}

/// A client of one service.
///
/// ```
/// use webhook_agent::{Agent, auth::Anyone, testing::Client};
/// use webhook_model::{MediaType, Webhook};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), webhook_model::Error> {
/// let client = Client::new(Agent::new(Anyone).serve_entity::<Webhook>().into_service());
/// let reply = client.post(Webhook::CREATE_DEFAULT_PATH).accept(MediaType::TextXml).send().await;
/// assert_eq!(reply.entity::<Webhook>()?, Webhook::create_default());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Client {
    service: HttpService,
}

impl Client {
    /// A client of a service, such as that of [`Agent::into_service`](crate::Agent::into_service) or
    /// an `axum::Router`.
    #[must_use]
    pub fn new<S, B>(service: S) -> Self
    where
        S: Service<HttpRequest<Body>, Response = Response<B>, Error = Infallible>,
        S: Clone + Send + Sync + 'static,
        S::Future: Send,
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BodyError>,
    {
        Self {
            service: HttpService::of(service),
        }
    }

    /// A POST to a path.
    pub fn post(&self, path: &str) -> Request {
        self.request(Method::POST, path)
    }

    /// A GET of a path.
    pub fn get(&self, path: &str) -> Request {
        self.request(Method::GET, path)
    }

    /// A request of any method.
    pub fn request(&self, method: Method, path: &str) -> Request {
        let mut request = HttpRequest::new(Body::empty());
        *request.method_mut() = method;
        Request {
            service: self.service.clone(),
            uri: path.to_owned(),
            http: request,
        }
    }
}

/// A request that has not been sent yet.
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Request {
    service: HttpService,
    uri: String,
    http: HttpRequest<Body>,
}

impl Request {
    /// Adds a header field. Fields with the same name are kept.
    ///
    /// # Panics
    /// Panics if the name or the value is invalid, which is a mistake in the test.
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        let name: HeaderName = name.parse().expect("the name of a header field");
        let value = HeaderValue::from_bytes(value.as_ref()).expect("the value of a header field");
        self.http.headers_mut().append(name, value);
        self
    }

    /// Sets `Accept` to a media type.
    pub fn accept(self, media_type: MediaType) -> Self {
        self.header(ACCEPT.as_str(), media_type.as_str())
    }

    /// Adds credentials of the scheme Basic.
    pub fn basic(self, user: &str, password: &str) -> Self {
        let value = format!("Basic {}", BASE64.encode(format!("{user}:{password}")));
        self.header(AUTHORIZATION.as_str(), value)
    }

    /// Sets the body and its `Content-Type`.
    pub fn body(mut self, content_type: &str, body: impl Into<Bytes>) -> Self {
        *self.http.body_mut() = Body::from(body.into());
        self.header(CONTENT_TYPE.as_str(), content_type)
    }

    /// Sets the body without a `Content-Type`.
    pub fn untyped_body(mut self, body: impl Into<Bytes>) -> Self {
        *self.http.body_mut() = Body::from(body.into());
        self
    }

    /// Sends the request and waits for the whole response.
    ///
    /// # Panics
    /// Panics if the path is invalid or the response is truncated, which is a mistake in the test.
    pub async fn send(mut self) -> Reply {
        *self.http.uri_mut() = self.uri.parse().expect("a path");
        let response = match self.service.answer(self.http).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        let body = body.collect(usize::MAX).await.expect("a whole body");
        Reply {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

/// A response.
#[derive(Debug, Clone)]
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Reply {
    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The first value of a header field; empty if it is missing or not text.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).map(HeaderValue::to_str);
        value.and_then(Result::ok).unwrap_or_default()
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as text; invalid UTF-8 is replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Decodes the body as an entity, in the media type of the response.
    ///
    /// # Errors
    /// An invalid body. Any other media type than the six is decoded as JSON.
    pub fn entity<T: NetServerEntity>(&self) -> Result<T, Error> {
        let media_type = self.header(CONTENT_TYPE.as_str()).parse();
        T::decode(media_type.unwrap_or(MediaType::ApplicationJson), &self.body)
    }
}
