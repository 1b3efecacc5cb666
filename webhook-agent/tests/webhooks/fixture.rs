//! An agent, a target for its notifications, and a clock that tests control.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::routing::post;
use http::{HeaderMap, StatusCode};
use tokio::sync::mpsc;
use webhook_agent::auth::Anyone;
use webhook_agent::server::Server;
use webhook_agent::store::Memory;
use webhook_agent::testing::{Client, Reply, TurnedClock};
use webhook_agent::webhooks::{Delivery, Webhooks};
use webhook_agent::{Agent, Clock};
use webhook_model::entities::Webhook12;
use webhook_model::operation::Operation as _;
use webhook_model::target_url::TargetPolicy;
use webhook_model::{SignalEvent, Webhook, WebhookPayload};

/// A notification received by a target.
pub(crate) struct Posted {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Posted {
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().expect("text"))
    }

    pub(crate) fn payload(&self) -> WebhookPayload {
        let json = webhook_model::MediaType::ApplicationJson;
        WebhookPayload::decode(json, &self.body).expect("a payload")
    }
}

/// A server that records requests and responds with preset statuses; 200 by default.
pub(crate) struct Target {
    pub(crate) url: String,
    posted: mpsc::UnboundedReceiver<Posted>,
    answers: Arc<Mutex<VecDeque<StatusCode>>>,
}

impl Target {
    pub(crate) async fn start() -> Self {
        let (sender, posted) = mpsc::unbounded_channel();
        let answers = Arc::new(Mutex::new(VecDeque::new()));
        let queue = Arc::clone(&answers);
        let handler = post(move |headers: HeaderMap, body: Bytes| {
            let answer = queue.lock().unwrap().pop_front().unwrap_or(StatusCode::OK);
            let _ = sender.send(Posted { headers, body });
            async move {
                (
                    answer,
                    [("location", "/elsewhere"), ("x-target", "yes")],
                    "the body",
                )
            }
        });
        let server = Server::bind(([127, 0, 0, 1], 0).into())
            .await
            .expect("a port");
        let url = format!("http://{}/hook", server.local_addr());
        let router = Router::new().route("/{*path}", handler);
        tokio::spawn(server.run(router, std::future::pending()));
        Self {
            url,
            posted,
            answers,
        }
    }

    /// Sets the statuses of the next responses.
    pub(crate) fn answer(&self, statuses: &[u16]) {
        let statuses = statuses
            .iter()
            .map(|status| StatusCode::from_u16(*status).unwrap());
        self.answers.lock().unwrap().extend(statuses);
    }

    /// The next notification.
    pub(crate) async fn next(&mut self) -> Posted {
        self.posted.recv().await.expect("a notification")
    }

    /// The number of received notifications that were not read.
    pub(crate) fn unread(&mut self) -> usize {
        self.posted.len()
    }
}

pub(crate) struct Fixture {
    pub(crate) target: Target,
    pub(crate) webhooks: Webhooks,
    pub(crate) client: Client,
    pub(crate) clock: Arc<TurnedClock>,
}

impl Fixture {
    /// An agent that may post to this machine and that delivers.
    pub(crate) async fn start() -> Self {
        let fixture = Self::with(|webhooks| webhooks).await;
        let webhooks = fixture.webhooks.clone();
        tokio::spawn(async move { webhooks.deliver(std::future::pending()).await });
        fixture
    }

    /// An agent that does not deliver.
    pub(crate) async fn with(change: impl FnOnce(Webhooks) -> Webhooks) -> Self {
        let clock = Arc::new(TurnedClock::new("2026-05-17T08:30:00Z".parse().unwrap()));
        let subnet = "127.0.0.0/8".parse().unwrap();
        let policy = TargetPolicy::new().allow_http(true).allow_subnet(subnet);
        let shared: Arc<dyn Clock> = clock.clone();
        let webhooks = Webhooks::new(Arc::new(Memory::new()))
            .policy(policy)
            .clock(shared);
        let webhooks = change(webhooks);
        let agent = Agent::new(Anyone).serve_webhooks(&webhooks);
        Self {
            target: Target::start().await,
            client: Client::new(agent.into_service()),
            webhooks,
            clock,
        }
    }

    /// A webhook that listens to `sale.sold`.
    pub(crate) fn hook(&self) -> Webhook {
        let mut hook = Webhook::create_default();
        hook.name = Some("orders".into());
        hook.events = Some(vec!["sale.sold".into()]);
        hook.target_url = Some(self.target.url.clone());
        hook
    }

    pub(crate) async fn save(&self, hook: &Webhook) -> Reply {
        let body = hook
            .encode(webhook_model::MediaType::ApplicationJson)
            .unwrap();
        self.client
            .post(Webhook::SAVE_PATH)
            .body("application/json", body)
            .send()
            .await
    }

    /// Saves a webhook, expecting its target to accept the test event.
    pub(crate) async fn saved(&mut self, hook: &Webhook) -> Webhook {
        let reply = self.save(hook).await;
        assert_eq!(reply.status(), 200, "{}", reply.text());
        if self.target.unread() > 0 {
            self.target.next().await;
        }
        reply.entity().expect("a webhook")
    }

    pub(crate) async fn signal(&self, event: &str) {
        let body = format!(r#"{{"EventName":"{event}","PrimaryKey":7,"Data":{{"amount":5}}}}"#);
        let reply = self.post(SignalEvent::PATH, &body).await;
        assert_eq!(reply.status(), 204, "{}", reply.text());
    }

    pub(crate) async fn post(&self, path: &str, body: &str) -> Reply {
        let request = self.client.post(path);
        request
            .body("application/json", body.to_owned())
            .send()
            .await
    }

    pub(crate) async fn stored(&self, id: i32) -> Webhook {
        self.kept(id).await.into()
    }

    async fn kept(&self, id: i32) -> Webhook12 {
        self.webhooks
            .stored()
            .get(id)
            .await
            .unwrap()
            .expect("a webhook")
    }

    /// Waits until a webhook has this many recorded attempts, and returns them, the newest first.
    pub(crate) async fn attempts(&self, id: i32, count: usize) -> Vec<Delivery> {
        loop {
            let found = self.webhooks.deliveries(id).await.unwrap();
            if found.len() >= count {
                return found;
            }
            tokio::task::yield_now().await;
        }
    }

    pub(crate) fn turn(&self, seconds: u64) {
        self.clock.turn(Duration::from_secs(seconds));
    }
}
