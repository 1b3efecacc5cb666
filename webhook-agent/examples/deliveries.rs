//! Measures the delivery: one event for 1,000 webhooks, beside hyper's client that posts the same bytes.
//!
//! ```sh
//! cargo run --release -p webhook-agent --example deliveries
//! ```
//!
//! Ten targets of the second run never answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::Request;
use axum::routing::post;
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::sync::Notify;
use tokio::task::JoinSet;
use webhook_agent::server::Server;
use webhook_agent::store::Memory;
use webhook_agent::testing::Client as AgentClient;
use webhook_agent::webhooks::{DeliveryOptions, Webhooks};
use webhook_agent::{Agent, auth::Anyone};
use webhook_model::operation::Operation as _;
use webhook_model::target_url::TargetPolicy;
use webhook_model::{SignalEvent, Webhook};

const WEBHOOKS: usize = 1000;

/// Attempts at a time, of the agent and of the loop.
const CONCURRENCY: usize = 64;

/// Counts what it gets.
struct Target {
    url: String,
    count: Arc<AtomicUsize>,
    changed: Arc<Notify>,
}

impl Target {
    async fn start() -> Result<Self, Box<dyn std::error::Error>> {
        let (count, changed) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
        let (counter, notify) = (Arc::clone(&count), Arc::clone(&changed));
        let handler = post(move |body: Bytes| {
            drop(body);
            counter.fetch_add(1, Ordering::Relaxed);
            notify.notify_one();
            std::future::ready("")
        });
        let server = Server::bind(([127, 0, 0, 1], 0).into()).await?;
        let url = format!("http://{}/hook", server.local_addr());
        let router = Router::new().route("/hook", handler);
        tokio::spawn(server.run(router, std::future::pending()));
        Ok(Self {
            url,
            count,
            changed,
        })
    }

    async fn wait_for(&self, count: usize) {
        while self.count.load(Ordering::Relaxed) < count {
            self.changed.notified().await;
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let silent = format!("http://{}/", silent.local_addr()?);
    println!(
        "| run | 204 after | delivered after | per second | the same bytes by hyper | ratio |"
    );
    println!("|---|--:|--:|--:|--:|--:|");
    for (name, dead) in [("1,000 good targets", 0), ("990 good, 10 silent", 10)] {
        let target = Target::start().await?;
        let (answered, delivered) = deliver(&target, dead, &silent).await?;
        let good = WEBHOOKS - dead;
        let peer = post_in_a_loop(&Target::start().await?, good).await?;
        let count = f64::from(u32::try_from(good)?);
        let per_second = |took: Duration| count / took.as_secs_f64();
        println!(
            "| {name} | {answered:.1?} | {delivered:.0?} | {:.0} | {:.0} | {:.2} |",
            per_second(delivered),
            per_second(peer),
            per_second(delivered) / per_second(peer)
        );
    }
    Ok(())
}

/// The time to the 204, and until all good targets have the event.
async fn deliver(
    target: &Target,
    dead: usize,
    silent: &str,
) -> Result<(Duration, Duration), Box<dyn std::error::Error>> {
    let policy = TargetPolicy::new()
        .allow_http(true)
        .allow_subnet("127.0.0.0/8".parse()?);
    let webhooks = Webhooks::new(Arc::new(Memory::new()))
        .policy(policy)
        .ping(false)
        .delivery(DeliveryOptions::new().concurrency(CONCURRENCY));
    let agent = Agent::new(Anyone).serve_webhooks(&webhooks);
    let client = AgentClient::new(agent.into_router());
    for number in 0..WEBHOOKS {
        let url = if number < dead { silent } else { &target.url };
        let body = format!(
            r#"{{"Events":["sale.sold"],"State":"Active","TargetUrl":"{url}","Secret":"key"}}"#
        );
        let reply = client
            .post(Webhook::SAVE_PATH)
            .body("application/json", body)
            .send()
            .await;
        assert_eq!(reply.status(), 200, "{}", reply.text());
    }
    tokio::spawn(async move { webhooks.deliver(std::future::pending()).await });
    let started = Instant::now();
    let body = r#"{"EventName":"sale.sold","PrimaryKey":7,"Data":{"amount":99.5}}"#;
    let reply = client
        .post(SignalEvent::PATH)
        .body("application/json", body)
        .send()
        .await;
    let answered = started.elapsed();
    assert_eq!(reply.status(), 204, "{}", reply.text());
    target.wait_for(WEBHOOKS - dead).await;
    Ok((answered, started.elapsed()))
}

/// The time of hyper's client for so many requests of the same size.
async fn post_in_a_loop(
    target: &Target,
    count: usize,
) -> Result<Duration, Box<dyn std::error::Error>> {
    let client: Client<HttpConnector, Full<Bytes>> =
        Client::builder(TokioExecutor::new()).build_http();
    let body = Bytes::from(vec![b'x'; 300]);
    let started = Instant::now();
    let mut jobs = JoinSet::new();
    for _ in 0..count {
        if jobs.len() >= CONCURRENCY {
            jobs.join_next().await;
        }
        let request = Request::post(&target.url).body(Full::new(body.clone()))?;
        let client = client.clone();
        jobs.spawn(async move {
            if let Ok(response) = client.request(request).await {
                let _ = Body::new(response.into_body()).collect().await;
            }
        });
    }
    target.wait_for(count).await;
    Ok(started.elapsed())
}
