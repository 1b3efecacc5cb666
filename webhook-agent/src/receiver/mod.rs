//! Receives notifications of webhooks: verifies them, ignores repeated ones, and calls your
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
//! let client = Client::new(receiver.into_service());
//! let unsigned = client.post("/").body("application/json", "{}").send().await;
//! assert_eq!(unsigned.status(), 401);
//! # }
//! ```
//!
//! A server accepts only the status 200, and stops a webhook after nine consecutive failures. The
//! receiver therefore responds as follows:
//!
//! | notification | response |
//! |---|---|
//! | handled or queued | 200 |
//! | repeated | 200; the handler does not run again |
//! | late, even by hours | 200; [`Event::is_late`] is true |
//! | test event | 200; no handler runs |
//! | an event without a handler | 200 |
//! | missing or invalid signature | 401 |
//! | signed, but not a notification | 400 |
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

use http::{Method, Request, Response, StatusCode};
use http_body::Body as _;
use webhook_model::signature::verify_headers;
use webhook_model::{MediaType, Secret, WebhookPayload};

use self::handlers::Handlers;
use self::kept::Kept;
use self::recent_ids::RecentIds;
use crate::body::Body;
use crate::clock::{Clock, SharedClock};
use crate::service::HttpService;
use crate::store::Store;
use crate::task;

pub use self::event::{Event, FieldError};
pub use self::handlers::HandlerError;

/// The maximum size of a notification.
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
    /// A receiver for the webhook with this `Secret`. With an empty secret, every notification is
    /// rejected; see [`unsigned`](Self::unsigned).
    #[must_use]
    pub fn new(secret: impl Into<Secret>) -> Self {
        let mut receiver = Self::unsigned();
        receiver.secrets.push(secret.into());
        receiver.is_signed = true;
        receiver
    }

    /// A receiver for webhooks without a secret: everyone who knows its URL can send events.
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

    /// Also accepts a second secret, while the webhook's secret is being changed.
    #[must_use]
    pub fn or_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// Adds a handler for an event, such as `contact.changed`. Names are compared in any case.
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

    /// Adds a handler for all events without a handler of their own.
    #[must_use]
    pub fn on_any<F>(mut self, handler: impl Fn(Event) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), HandlerError>> + Send + 'static,
    {
        self.handlers.add(None, handler);
        self
    }

    /// Responds before the handler runs, and queues at most this many events. Queued events are
    /// lost when the process ends, and a handler's error is only logged.
    ///
    /// Without a queue, the handler runs before the response: if it fails, the server sends the
    /// event again.
    #[must_use]
    pub fn queue(mut self, events: usize) -> Self {
        self.queue = Some(events.max(1));
        self
    }

    /// Sets the timeout of a handler; 10 seconds by default.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets the age from which [`Event::is_late`] is true; 5 minutes by default.
    #[must_use]
    pub fn late_after(mut self, age: Duration) -> Self {
        self.late = age;
        self
    }

    /// Sets how many events are remembered, so that each is handled once; 100,000 by default, about
    /// 100 bytes each. They are kept in memory; see [`remember_in`](Self::remember_in).
    #[must_use]
    pub fn remember(mut self, events: usize) -> Self {
        self.recent = RecentIds::new(events.max(1));
        self
    }

    /// Also remembers the handled events in a store, so that an event is not handled again after a
    /// restart. The name identifies the records; receivers that get the same events need different
    /// names.
    ///
    /// The store keeps about as many events as [`remember`](Self::remember) sets, and at most twice
    /// as many. Changing that number discards the stored events. An event is stored after its
    /// handler has succeeded, so an event whose handler was interrupted is handled again. If two
    /// processes get an event at the same moment, both handle it.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use webhook_agent::receiver::Receiver;
    /// use webhook_agent::store::Memory;
    ///
    /// // `Sqlite` and `Postgres` keep their data when the process ends.
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

    /// Converts to a service that accepts notifications at every path; route the path of the
    /// webhook's `TargetUrl` to it.
    ///
    /// With a [`queue`](Self::queue), this must be called inside a tokio runtime.
    pub fn into_service(self) -> HttpService {
        let receiver = Arc::new(Running::new(self));
        HttpService::new(move |request| {
            let receiver = Arc::clone(&receiver);
            async move {
                let (status, text) = match receiver.receive(request).await {
                    Ok(text) => (StatusCode::OK, text),
                    Err((status, text)) => (status, text),
                };
                let mut response = Response::new(Body::from(text));
                *response.status_mut() = status;
                response
            }
        })
    }
}

/// A running receiver, with the queue of events for the handlers.
struct Running {
    receiver: Arc<Receiver>,
    queue: Option<tokio::sync::mpsc::Sender<Event>>,
}

/// Why a notification is rejected. The text contains no secrets.
type Refused = (StatusCode, &'static str);

impl Running {
    fn new(receiver: Receiver) -> Self {
        let receiver = Arc::new(receiver);
        let queue = receiver.queue.map(|events| {
            let (sender, mut events) = tokio::sync::mpsc::channel::<Event>(events);
            let receiver = Arc::clone(&receiver);
            task::spawn(async move {
                while let Some(event) = events.recv().await {
                    let id = event.id().to_owned();
                    match receiver.handle(event).await {
                        Ok(()) => receiver.keep(&id).await,
                        Err(error) => tracing::error!(event = id, %error, "event handler failed"),
                    }
                }
            });
            sender
        });
        Self { receiver, queue }
    }

    /// Verifies, decodes, deduplicates and handles a notification, in this order.
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
        let body = body.collect(MAX_BODY).await.ok_or(too_large)?;
        // The signature covers the raw bytes: nothing is parsed before it is verified.
        let is_signed = |secret: &Secret| verify_headers(secret, &body, &parts.headers).is_ok();
        // All secrets are tried, so that the time does not depend on which one matches.
        let fits = receiver
            .secrets
            .iter()
            .map(is_signed)
            .fold(false, |any, one| any | one);
        if receiver.is_signed && !fits {
            return Err((StatusCode::UNAUTHORIZED, "missing or invalid signature"));
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
        // The claim is dropped without `keep` on failure, so that the server's next attempt is
        // handled.
        let Some(claim) = receiver.recent.claim(&id) else {
            return Ok("already received");
        };
        if receiver.is_kept(&id).await? {
            claim.keep();
            return Ok("already received");
        }
        if let Some(queue) = &self.queue {
            if queue.try_send(event).is_err() {
                return Err((StatusCode::SERVICE_UNAVAILABLE, "the queue is full"));
            }
            claim.keep();
            return Ok("queued");
        }
        if let Err(error) = receiver.handle(event).await {
            tracing::error!(event = id, %error, "event handler failed");
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
        limited.unwrap_or_else(|_| Err("the handler timed out".into()))
    }

    /// Whether the store contains an event.
    async fn is_kept(&self, id: &str) -> Result<bool, Refused> {
        let Some(kept) = &self.kept else {
            return Ok(false);
        };
        kept.contains(id, self.recent.capacity())
            .await
            .map_err(|error| {
                tracing::error!(%error, "cannot read the store of handled events");
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    "the store is not available",
                )
            })
    }

    /// Stores that an event was handled. Errors are only logged, because the event has been
    /// handled.
    async fn keep(&self, id: &str) {
        if let Some(kept) = &self.kept
            && let Err(error) = kept.add(id, self.recent.capacity()).await
        {
            tracing::error!(event = id, %error, "cannot store a handled event");
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
