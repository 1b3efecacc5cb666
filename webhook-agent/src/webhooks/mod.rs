//! The Webhook agent: stores webhooks, checks their targets, and delivers notifications.
//!
//! ```
//! use std::sync::Arc;
//! use webhook_agent::store::Memory;
//! use webhook_agent::webhooks::Webhooks;
//! use webhook_agent::{Agent, auth::Anyone, testing::Client};
//! use webhook_model::operation::Operation as _;
//! use webhook_model::{SignalEvent, Webhook};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), webhook_model::Error> {
//! let webhooks = Webhooks::new(Arc::new(Memory::new())).ping(false);
//! let client = Client::new(Agent::new(Anyone).serve_webhooks(&webhooks).into_service());
//!
//! let hook = r#"{"Name":"orders","Events":["sale.sold"],"TargetUrl":"https://example.com/hook","State":"Active"}"#;
//! let saved = client.post(Webhook::SAVE_PATH).body("application/json", hook).send().await;
//! assert_eq!(saved.entity::<Webhook>()?.webhook_id, 1);
//!
//! let signal = client.post(SignalEvent::PATH).body("application/json", r#"{"EventName":"sale.sold"}"#);
//! assert_eq!(signal.send().await.status(), 204);
//! // `webhooks.deliver(..)` sends the queued notifications.
//! assert_eq!(webhooks.waiting().await.map(|waiting| waiting.count), Ok(1));
//! # Ok(())
//! # }
//! ```

mod changes;
mod deliveries;
mod event;
mod for_console;
mod hooks;
mod limits;
mod listeners;
mod operations;
mod release;
mod rest;
mod usage;
mod worker;

use std::fmt;
use std::future::Future;
#[cfg(feature = "cli")]
use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::Notify;
use webhook_model::entities::Webhook12;
use webhook_model::target_url::TargetPolicy;
use webhook_model::{NetServerEntity as _, Webhook};

use crate::agent::Agent;
use crate::background::Background;
use crate::clock::{Clock, SharedClock};
use crate::delivery::{self, DeliveryMetrics, Sender};
use crate::fault::Fault;
use crate::store::{Store, StoreError, Waiting};
use crate::stored::{Stored, all, decode};

use self::listeners::Listeners;
use self::release::Released;

use self::changes::Changes;
pub use self::deliveries::Delivery;
pub use self::release::Release;
pub(crate) use self::worker::MAX_ERRORS;
pub use crate::delivery::{DeliveryOptions, Looking, Lookup};

/// The webhooks in a store, and the delivery of their notifications. Clones share both.
///
/// See the example of the [module](self).
#[derive(Clone)]
pub struct Webhooks {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: SharedClock,
    pub(crate) policy: TargetPolicy,
    pub(crate) ping: bool,
    release: Release,
    pub(crate) context: String,
    pub(crate) options: DeliveryOptions,
    lookup: Lookup,
    listeners: Arc<Listeners>,
    /// Created on first use, because it reads the system's certificates.
    sender: Arc<std::sync::OnceLock<Sender>>,
    /// Wakes the delivery worker.
    pub(crate) wake: Arc<Notify>,
    pub(crate) metrics: Arc<DeliveryMetrics>,
    pub(crate) changes: Changes,
    console: bool,
}

impl Webhooks {
    /// Serves the webhooks in `store`.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self {
            store,
            clock: SharedClock::default(),
            policy: TargetPolicy::new(),
            ping: true,
            release: Release::default(),
            context: "Default".to_owned(),
            options: DeliveryOptions::new(),
            lookup: delivery::system(),
            listeners: Arc::default(),
            sender: Arc::default(),
            wake: Arc::default(),
            metrics: Arc::default(),
            changes: Changes::default(),
            console: false,
        }
    }

    /// Sets the policy for targets. By default, only https URLs on the public internet are allowed.
    #[must_use]
    pub fn policy(mut self, policy: TargetPolicy) -> Self {
        self.policy = policy;
        self.sender = Arc::default();
        self
    }

    /// Sets whether saving a webhook requires that its target responds with 200 to a test event;
    /// true by default.
    #[must_use]
    pub fn ping(mut self, ping: bool) -> Self {
        self.ping = ping;
        self
    }

    /// Sets the release of NetServer; release 11 by default.
    #[must_use]
    pub fn release(mut self, release: Release) -> Self {
        self.release = release;
        self
    }

    /// Sets the `ContextIdentifier` of notifications, which names the customer, such as
    /// `Cust12345`; `Default` by default.
    #[must_use]
    pub fn context_identifier(mut self, context: impl Into<String>) -> Self {
        self.context = context.into();
        self
    }

    /// Sets whether [`Agent::serve_webhooks`] also serves a web console at `/console`; false by
    /// default. It shows the webhooks and each delivery with its request and response. It has forms
    /// to create and restart a webhook, to test its target, to resend a notification, and to signal
    /// an event.
    ///
    /// Every request needs credentials that a browser sends automatically: those of the scheme
    /// Basic, or those that a proxy adds.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use webhook_agent::auth::StaticCredentials;
    /// use webhook_agent::store::Memory;
    /// use webhook_agent::webhooks::Webhooks;
    /// use webhook_agent::{Agent, testing::Client};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let webhooks = Webhooks::new(Arc::new(Memory::new())).console(true);
    /// let credentials = StaticCredentials::new().basic("tje0", "hunter2");
    /// let client = Client::new(Agent::new(credentials).serve_webhooks(&webhooks).into_service());
    /// let page = client.get("/console").basic("tje0", "hunter2").send().await;
    /// assert!(page.text().starts_with("<!DOCTYPE html>"));
    /// # }
    /// ```
    #[must_use]
    pub fn console(mut self, console: bool) -> Self {
        self.console = console;
        self
    }

    /// Sets the limits of the delivery.
    #[must_use]
    pub fn delivery(mut self, options: DeliveryOptions) -> Self {
        self.options = options;
        self.sender = Arc::default();
        self
    }

    /// Sets the clock.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = SharedClock(clock);
        self
    }

    /// Sets how host names of targets are resolved; by default with the operating system's
    /// resolver. The policy is applied to the resolved addresses before connecting.
    #[must_use]
    pub fn lookup(mut self, lookup: Lookup) -> Self {
        self.lookup = lookup;
        self.sender = Arc::default();
        self
    }

    /// The state of the outbox.
    ///
    /// # Errors
    /// See [`Store::waiting`].
    pub async fn waiting(&self) -> Result<Waiting, StoreError> {
        self.store.waiting().await
    }

    /// Delivers notifications until `stop` completes, then finishes the attempts in flight.
    ///
    /// Several processes may deliver from one store: each attempt is made by one of them.
    ///
    /// The example [`deliveries.rs`](https://docs.rs/crate/webhook-agent/latest/source/examples/deliveries.rs)
    /// measures the delivery of an event to 1,000 webhooks.
    pub async fn deliver(&self, stop: impl Future<Output = ()>) {
        worker::run(&Arc::new(self.clone()), stop).await;
    }

    /// The webhooks as stored entities, with the checks of this agent. They have the properties of
    /// release 12, whichever release is served; `Webhook::from` converts them to release 11.
    #[must_use]
    pub fn stored(&self) -> Stored<Webhook12> {
        Stored::new(Arc::clone(&self.store))
            .shared_hooks(Arc::new(self.clone()))
            .clock(Arc::clone(&self.clock.0))
    }

    /// The stored webhook with this key.
    pub(crate) async fn hook(&self, id: i32) -> Result<Option<Webhook12>, Fault> {
        let record = self.store.get(Webhook12::ENTITY.name, id).await?;
        record.map(|record| decode(&record)).transpose()
    }

    /// All stored webhooks, ordered by key.
    pub(crate) async fn hooks(&self) -> Result<Vec<Webhook12>, Fault> {
        let all = all(&*self.store).await?;
        Ok(all.into_iter().map(|(_, hook)| hook).collect())
    }

    pub(crate) fn sender(&self) -> &Sender {
        self.sender.get_or_init(|| {
            Sender::new(self.policy.clone(), Arc::clone(&self.lookup), &self.options)
        })
    }
}

impl Background for Webhooks {
    #[cfg(feature = "cli")]
    fn run<'a>(
        &'a self,
        stop: Pin<Box<dyn Future<Output = ()> + Send + 'a>>,
    ) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
        Box::pin(self.deliver(stop))
    }

    fn metrics(&self) -> String {
        self.metrics.text(self.clock.0.now().timestamp_millis())
    }
}

impl Agent {
    /// Serves the eight operations of the Webhook agent and its REST resource.
    /// [`Webhooks::deliver`] sends the notifications; `cli::run_with` calls it.
    #[must_use]
    pub fn serve_webhooks(self, webhooks: &Webhooks) -> Self {
        match webhooks.release {
            Release::R11 => self.serve_released::<Webhook>(webhooks),
            Release::R12 => self.serve_released::<Webhook12>(webhooks),
        }
    }

    fn serve_released<V: Released>(self, webhooks: &Webhooks) -> Self {
        let stored = webhooks.stored();
        let webhooks = Arc::new(webhooks.clone());
        let agent = self.background(Arc::<Webhooks>::clone(&webhooks));
        let agent = agent.serve_stored_as::<V, _>(&stored);
        let agent = agent.serve_rest_as::<V, _>(&stored);
        let agent = operations::serve::<V>(agent, &webhooks);
        let agent = rest::serve::<V>(agent, &webhooks);
        let agent = deliveries::serve(agent, &webhooks);
        if webhooks.console {
            agent.serve_console(&webhooks)
        } else {
            agent
        }
    }
}

impl fmt::Debug for Webhooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhooks")
            .field("policy", &self.policy)
            .field("ping", &self.ping)
            .finish_non_exhaustive()
    }
}
