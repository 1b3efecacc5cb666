//! Measures the delivery of one event to 1,000 webhooks, compared with hyper's client posting the
//! same header fields and bodies, and the memory of queued notifications.
//!
//! ```sh
//! cargo run --release -p webhook-agent --example deliveries
//! ```
//!
//! In the second run, ten targets never respond.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::post;
use http::{HeaderMap, Request};
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

/// The number of concurrent attempts, of the agent and of the loop.
const CONCURRENCY: usize = 64;

/// The event that all webhooks listen to.
const EVENT: &str = "sale.sold";

/// How many times the event is signalled while nothing is delivered.
const WAITING_EVENTS: usize = 90;

/// A request: header fields and body.
type Posted = (HeaderMap, Bytes);

/// Counts requests, and keeps the first one.
struct Target {
    url: String,
    first: Arc<OnceLock<Posted>>,
    count: Arc<AtomicUsize>,
    changed: Arc<Notify>,
}

impl Target {
    async fn start() -> Result<Self, Box<dyn std::error::Error>> {
        let (count, changed) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
        let (counter, notify) = (Arc::clone(&count), Arc::clone(&changed));
        let first = Arc::new(OnceLock::new());
        let kept = Arc::clone(&first);
        let handler = post(move |headers: HeaderMap, body: Bytes| {
            kept.get_or_init(|| (headers, body));
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
            first,
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
    // Measured first, because memory freed by other runs would be reused.
    let waiting = waiting().await?;
    println!("| run | delivered after | per second | the same bytes by hyper | ratio |");
    println!("|---|--:|--:|--:|--:|");
    for (name, dead) in [("1,000 good targets", 0), ("990 good, 10 silent", 10)] {
        let target = Target::start().await?;
        let delivered = deliver(&target, dead, &silent).await?;
        let good = WEBHOOKS - dead;
        let posted = target.first.get().ok_or("nothing was posted")?;
        let peer = post_in_a_loop(&Target::start().await?, posted, good).await?;
        let count = f64::from(u32::try_from(good)?);
        let per_second = |took: Duration| count / took.as_secs_f64();
        println!(
            "| {name} | {delivered:.0?} | {:.0} | {:.0} | {:.2} |",
            per_second(delivered),
            per_second(peer),
            per_second(delivered) / per_second(peer)
        );
    }
    let Waiting {
        first,
        later,
        memory,
    } = waiting;
    println!(
        "\nresponse to an event for 1,000 webhooks: after {later:.0?}; the first one after {first:.1?}"
    );
    println!("1,000 queued notifications: {memory} KiB");
    Ok(())
}

/// The cost of events without deliveries.
struct Waiting {
    /// The time until the first event's 204, which includes building the index of listeners.
    first: Duration,
    /// The median time of later events.
    later: Duration,
    /// The growth of the resident memory for 1,000 notifications, in KiB.
    memory: usize,
}

async fn waiting() -> Result<Waiting, Box<dyn std::error::Error>> {
    let (_, client) = agent(0, "", "http://127.0.0.1:9999/").await?;
    let first = signal(&client).await;
    let before = resident()?;
    let mut times = Vec::with_capacity(WAITING_EVENTS);
    for _ in 0..WAITING_EVENTS {
        times.push(signal(&client).await);
    }
    let memory = resident()?.saturating_sub(before) / WAITING_EVENTS;
    times.sort_unstable();
    let later = *times.get(times.len() / 2).ok_or("no events")?;
    Ok(Waiting {
        first,
        later,
        memory,
    })
}

/// The resident memory of this process in KiB.
fn resident() -> Result<usize, Box<dyn std::error::Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(number.ok_or("no VmRSS")?.trim().parse()?)
}

/// The time until all good targets have received an event.
async fn deliver(
    target: &Target,
    dead: usize,
    silent: &str,
) -> Result<Duration, Box<dyn std::error::Error>> {
    let (webhooks, client) = agent(dead, silent, &target.url).await?;
    tokio::spawn(async move { webhooks.deliver(std::future::pending()).await });
    let started = Instant::now();
    signal(&client).await;
    target.wait_for(WEBHOOKS - dead).await;
    Ok(started.elapsed())
}

/// An agent with 1,000 webhooks, the first of which have a silent target.
async fn agent(
    dead: usize,
    silent: &str,
    url: &str,
) -> Result<(Webhooks, AgentClient), Box<dyn std::error::Error>> {
    let policy = TargetPolicy::new()
        .allow_http(true)
        .allow_subnet("127.0.0.0/8".parse()?);
    let webhooks = Webhooks::new(Arc::new(Memory::new()))
        .policy(policy)
        .ping(false)
        .delivery(DeliveryOptions::new().concurrency(CONCURRENCY));
    let agent = Agent::new(Anyone).serve_webhooks(&webhooks);
    let client = AgentClient::new(agent.into_service());
    for number in 0..WEBHOOKS {
        let url = if number < dead { silent } else { url };
        let body = format!(
            r#"{{"Events":["{EVENT}"],"State":"Active","TargetUrl":"{url}","Secret":"key"}}"#
        );
        let reply = client
            .post(Webhook::SAVE_PATH)
            .body("application/json", body)
            .send()
            .await;
        assert_eq!(reply.status(), 200, "{}", reply.text());
    }
    Ok((webhooks, client))
}

/// The time until the 204 of an event.
async fn signal(client: &AgentClient) -> Duration {
    let body = format!(r#"{{"EventName":"{EVENT}","PrimaryKey":7,"Data":{{"amount":99.5}}}}"#);
    let started = Instant::now();
    let reply = client
        .post(SignalEvent::PATH)
        .body("application/json", body)
        .send()
        .await;
    let took = started.elapsed();
    assert_eq!(reply.status(), 204, "{}", reply.text());
    took
}

/// The time that hyper's client takes to send the same request this many times.
async fn post_in_a_loop(
    target: &Target,
    (headers, body): &Posted,
    count: usize,
) -> Result<Duration, Box<dyn std::error::Error>> {
    let client: Client<HttpConnector, Full<Bytes>> =
        Client::builder(TokioExecutor::new()).build_http();
    let mut headers = headers.clone();
    // The client sets the header field for the new target itself.
    headers.remove("host");
    let started = Instant::now();
    let mut jobs = JoinSet::new();
    for _ in 0..count {
        if jobs.len() >= CONCURRENCY {
            jobs.join_next().await;
        }
        let mut request = Request::post(&target.url).body(Full::new(body.clone()))?;
        request.headers_mut().extend(headers.clone());
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
