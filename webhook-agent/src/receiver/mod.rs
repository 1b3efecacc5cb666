//! Receives the notifications of webhooks: verifies them, ignores repeated ones, and calls your
//! handlers.
//!
//! ```
//! use webhook_agent::receiver::Receiver;
//! use webhook_agent::testing::Client;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let receiver = Receiver::new("a long random text")
//!     .on("contact.changed", |event| async move {
//!         let country: Option<i32> = event.field("country_id")?;
//!         println!("contact {} is in {country:?}", event.payload().primary_key);
//!         Ok(())
//!     })
//!     .on_any(|event| async move {
//!         println!("{}", event.name());
//!         Ok(())
//!     });
//! let client = Client::new(receiver.into_router());
//! let unsigned = client.post("/").body("application/json", "{}").send().await;
//! assert_eq!(unsigned.status(), 401);
//! # }
//! ```
//!
//! A server accepts exactly 200, and stops a webhook after nine failures in a row. So the answers are:
//!
//! | notification | answer |
//! |---|---|
//! | handled, or put into the queue | 200 |
//! | seen before | 200; the handler does not run again |
//! | late, even by hours | 200; [`Event::is_late`] says so |
//! | test of the webhook | 200; no handler runs |
//! | an event without a handler | 200 |
//! | signature is missing or wrong | 401 |
//! | signed, and not a notification | 400 |
//! | the handler fails or takes too long | 500; the server's next attempt is handled |
//! | the queue is full, or the store of [`Receiver::remember_in`] fails | 503 |
//!
//! The examples [`receiver.rs`](https://docs.rs/crate/webhook-agent/latest/source/examples/receiver.rs)
//! and, with calls to the server, [`call_back.rs`](https://docs.rs/crate/webhook-client/latest/source/examples/call_back.rs)
//! are complete programs.

mod event;
mod handlers;
mod kept;
mod recent_ids;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody as _};
use axum::http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use tower::service_fn;
use webhook_model::signature::verify_headers;
use webhook_model::{MediaType, Secret, WebhookPayload};

use self::handlers::Handlers;
use self::kept::Kept;
use self::recent_ids::RecentIds;
use crate::clock::{Clock, SharedClock};
use crate::store::Store;

pub use self::event::{Event, FieldError};
pub use self::handlers::HandlerError;

/// The most bytes of a notification.
const MAX_BODY: usize = 1024 * 1024;

/// Receives notifications; see the [module](self).
pub struct Receiver {
    secrets: Vec<Secret>,
    is_signed: bool,
    handlers: Handlers,
    recent: RecentIds,
    kept: Option<Kept>,
    late: Duration,
    timeout: Duration,
    queue: Option<usize>,
    clock: SharedClock,
}

impl Receiver {
    /// A receiver for the webhook with this `Secret`. An empty secret verifies nothing, so it refuses
    /// every notification; see [`unsigned`](Self::unsigned).
    #[must_use]
    pub fn new(secret: impl Into<Secret>) -> Self {
        let mut receiver = Self::unsigned();
        receiver.secrets.push(secret.into());
        receiver.is_signed = true;
        receiver
    }

    /// A receiver for webhooks without a secret: everyone who knows its address can send events.
    #[must_use]
    pub fn unsigned() -> Self {
        Self {
            secrets: Vec::new(),
            is_signed: false,
            handlers: Handlers::default(),
            recent: RecentIds::new(100_000),
            kept: None,
            late: Duration::from_secs(300),
            timeout: Duration::from_secs(10),
            queue: None,
            clock: SharedClock::default(),
        }
    }

    /// Accepts a second secret as well, while the secret of the webhook changes.
    #[must_use]
    pub fn or_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// Calls a handler for an event, such as `contact.changed`. Names are compared in any case.
    #[must_use]
    pub fn on<F>(
        mut self,
        event: impl Into<String>,
        handler: impl Fn(Event) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), HandlerError>> + Send + 'static,
    {
        self.handlers.add(Some(event.into()), handler);
        self
    }

    /// Calls a handler for the events without a handler of their own.
    #[must_use]
    pub fn on_any<F>(mut self, handler: impl Fn(Event) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), HandlerError>> + Send + 'static,
    {
        self.handlers.add(None, handler);
        self
    }

    /// Answers before the handler runs, and keeps at most this many events that wait for it. What
    /// waits is lost when the process ends, and a handler that fails is only logged.
    ///
    /// Without it the handler runs first: an event that it fails on is sent again by the server.
    #[must_use]
    pub fn queue(mut self, events: usize) -> Self {
        self.queue = Some(events.max(1));
        self
    }

    /// Sets the time that a handler may take; 10 seconds by default.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets how old an event is that [`Event::is_late`] reports; 5 minutes by default.
    #[must_use]
    pub fn late_after(mut self, age: Duration) -> Self {
        self.late = age;
        self
    }

    /// Sets how many events are remembered, so that each is handled once; 100,000 by default, about
    /// 100 bytes each. The memory belongs to the process; see [`remember_in`](Self::remember_in).
    #[must_use]
    pub fn remember(mut self, events: usize) -> Self {
        self.recent = RecentIds::new(events.max(1));
        self
    }

    /// Remembers the handled events in a store as well: one that comes again after a restart is not
    /// handled again. The name is that of the records; receivers that get the same events need names of
    /// their own.
    ///
    /// The store keeps about as many events as [`remember`](Self::remember) says, and at most twice as
    /// many; another number forgets what is kept. An event is written down when its handler has
    /// succeeded, so one whose handler was interrupted is handled when it comes again. Two processes
    /// that get an event at the same moment both handle it.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use webhook_agent::receiver::Receiver;
    /// use webhook_agent::store::Memory;
    ///
    /// // `Sqlite` and `Postgres` outlive the process.
    /// let receiver = Receiver::new("a long random text").remember_in(Arc::new(Memory::new()), "orders");
    /// # drop(receiver);
    /// ```
    #[must_use]
    pub fn remember_in(mut self, store: Arc<dyn Store>, name: &'static str) -> Self {
        self.kept = Some(Kept::new(store, name));
        self
    }

    /// Sets the clock.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = SharedClock(clock);
        self
    }

    /// The receiver at every path of a router: nest it where the webhook's `TargetUrl` leads.
    ///
    /// With a [`queue`](Self::queue) it must be called inside a tokio runtime.
    pub fn into_router(self) -> Router {
        let receiver = Arc::new(Running::new(self));
        Router::new().fallback_service(service_fn(move |request: Request<Body>| {
            let receiver = Arc::clone(&receiver);
            async move {
                let (status, text) = match receiver.receive(request).await {
                    Ok(text) => (StatusCode::OK, text),
                    Err((status, text)) => (status, text),
                };
                let mut response = Response::new(Body::from(text));
                *response.status_mut() = status;
                Ok::<_, std::convert::Infallible>(response)
            }
        }))
    }
}

/// A receiver, and the queue of events that wait for their handlers.
struct Running {
    receiver: Arc<Receiver>,
    queue: Option<tokio::sync::mpsc::Sender<Event>>,
}

/// Why a notification is rejected. The text does not contain secrets.
type Refused = (StatusCode, &'static str);

impl Running {
    fn new(receiver: Receiver) -> Self {
        let receiver = Arc::new(receiver);
        let queue = receiver.queue.map(|events| {
            let (sender, mut events) = tokio::sync::mpsc::channel::<Event>(events);
            let receiver = Arc::clone(&receiver);
            tokio::spawn(async move {
                while let Some(event) = events.recv().await {
                    let id = event.id().to_owned();
                    match receiver.handle(event).await {
                        Ok(()) => receiver.keep(&id).await,
                        Err(error) => tracing::error!(event = id, %error, "a handler failed"),
                    }
                }
            });
            sender
        });
        Self { receiver, queue }
    }

    /// Verifies, reads, remembers, handles: in this order.
    async fn receive(&self, request: Request<Body>) -> Result<&'static str, Refused> {
        let receiver = &*self.receiver;
        let (parts, body) = request.into_parts();
        if parts.method != Method::POST {
            return Err((StatusCode::METHOD_NOT_ALLOWED, "send POST"));
        }
        let too_large = (StatusCode::PAYLOAD_TOO_LARGE, "the body is too large");
        if body.size_hint().lower() > MAX_BODY as u64 {
            return Err(too_large);
        }
        let body = Limited::new(body, MAX_BODY).collect().await;
        let body = body.map_err(|_| too_large)?.to_bytes();
        // Over the bytes as they came: nothing is parsed before somebody vouches for it.
        let is_signed = |secret: &Secret| verify_headers(secret, &body, &parts.headers).is_ok();
        // All are compared, so that the time does not tell which one fits.
        let fits = receiver
            .secrets
            .iter()
            .map(is_signed)
            .fold(false, |any, one| any | one);
        if receiver.is_signed && !fits {
            return Err((
                StatusCode::UNAUTHORIZED,
                "the signature is missing or wrong",
            ));
        }
        let invalid = (StatusCode::BAD_REQUEST, "the body is not a notification");
        let payload = WebhookPayload::decode(MediaType::ApplicationJson, &body);
        let payload = payload.map_err(|_| invalid)?;
        let injected = WebhookPayload::injected(&body).map_err(|_| invalid)?;
        let now = receiver.clock.0.now();
        let event = Event::new(payload, injected, now, receiver.late).ok_or(invalid)?;
        if event.name() == "test" {
            return Ok("test received");
        }
        let id = event.id().to_owned();
        // Dropped without `keep`, so that the server's next attempt is handled.
        let Some(claim) = receiver.recent.claim(&id) else {
            return Ok("seen before");
        };
        if receiver.is_kept(&id).await? {
            claim.keep();
            return Ok("seen before");
        }
        if let Some(queue) = &self.queue {
            if queue.try_send(event).is_err() {
                return Err((StatusCode::SERVICE_UNAVAILABLE, "the queue is full"));
            }
            claim.keep();
            return Ok("queued");
        }
        if let Err(error) = receiver.handle(event).await {
            tracing::error!(event = id, %error, "a handler failed");
            return Err((
                StatusCode::INTERNAL_SERVER_ERROR,
                "the event was not handled",
            ));
        }
        claim.keep();
        receiver.keep(&id).await;
        Ok("handled")
    }
}

impl Receiver {
    async fn handle(&self, event: Event) -> Result<(), HandlerError> {
        let Some(handling) = self.handlers.call(event) else {
            return Ok(());
        };
        let limited = tokio::time::timeout(self.timeout, handling).await;
        limited.unwrap_or_else(|_| Err("the handler took too long".into()))
    }

    /// Whether the store has an event.
    async fn is_kept(&self, id: &str) -> Result<bool, Refused> {
        let Some(kept) = &self.kept else {
            return Ok(false);
        };
        kept.contains(id, self.recent.capacity())
            .await
            .map_err(|error| {
                tracing::error!(%error, "the store of handled events cannot be read");
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    "the store is not available",
                )
            })
    }

    /// Writes down that an event was handled. It was handled whether this succeeds or not.
    async fn keep(&self, id: &str) {
        if let Some(kept) = &self.kept
            && let Err(error) = kept.add(id, self.recent.capacity()).await
        {
            tracing::error!(event = id, %error, "a handled event cannot be written down");
        }
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("is_signed", &self.is_signed)
            .field("queue", &self.queue)
            .finish_non_exhaustive()
    }
}
