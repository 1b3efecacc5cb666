//! A target for an agent in another process.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::routing::post;
use http::StatusCode;
use webhook_agent::server::Server;
use webhook_model::{MediaType, WebhookPayload};

/// The timeout for notifications to arrive.
const PATIENCE: Duration = Duration::from_secs(120);

/// The ids of received events, by primary key.
type Arrived = BTreeMap<i32, BTreeSet<String>>;

/// A server that records notifications.
pub(crate) struct Target {
    url: String,
    arrived: Arc<(Mutex<Arrived>, Condvar)>,
    _runtime: tokio::runtime::Runtime,
}

impl Target {
    pub(crate) fn start() -> Self {
        let arrived = Arc::new((Mutex::new(Arrived::new()), Condvar::new()));
        let shared = Arc::clone(&arrived);
        let handler = post(move |body: Bytes| {
            let payload = WebhookPayload::decode(MediaType::ApplicationJson, &body);
            let payload = payload.expect("a notification");
            let id = payload.event_id.expect("an id");
            let mut arrived = shared.0.lock().unwrap();
            arrived.entry(payload.primary_key).or_default().insert(id);
            shared.1.notify_all();
            async { StatusCode::OK }
        });
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let server = runtime.block_on(Server::bind(([127, 0, 0, 1], 0).into()));
        let server = server.expect("a port");
        let url = format!("http://{}/", server.local_addr());
        let router = Router::new().route("/", handler);
        runtime.spawn(server.run(router, std::future::pending()));
        Self {
            url,
            arrived,
            _runtime: runtime,
        }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Waits until events with all these keys have arrived.
    pub(crate) fn wait_for(&self, keys: &BTreeSet<i32>) -> Arrived {
        let missing = |arrived: &Arrived| {
            let missing = keys.iter().filter(|key| !arrived.contains_key(key));
            missing.copied().collect::<Vec<_>>()
        };
        let arrived = self.arrived.0.lock().unwrap();
        let waiting = (self.arrived.1)
            .wait_timeout_while(arrived, PATIENCE, |arrived| !missing(arrived).is_empty());
        let (arrived, _) = waiting.unwrap();
        let missing = missing(&arrived);
        assert!(missing.is_empty(), "missing events: {missing:?}");
        arrived.clone()
    }
}
