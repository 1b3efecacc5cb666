//! Two agents that deliver from the same database.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::post;
use http::{HeaderMap, StatusCode, Uri};
use tokio::sync::{Semaphore, mpsc, oneshot};
use webhook_agent::auth::Anyone;
use webhook_agent::server::Server;
use webhook_agent::testing::{Client, TurnedClock};
use webhook_agent::webhooks::{DeliveryOptions, Webhooks};
use webhook_agent::{Agent, Clock};
use webhook_model::Webhook;
use webhook_model::target_url::TargetPolicy;

use crate::cluster::{Database, cluster};
use crate::kinds::runtime;

const HOOKS: usize = 20;
const EVENTS: usize = 10;

/// The timeout for an attempt to arrive.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many concurrent attempts an agent makes.
const AT_A_TIME: usize = 8;

/// An attempt: the webhook, the event, and the number of earlier attempts.
type Attempt = (String, String, String);

/// A target that responds when permits are available. The first attempt of each webhook for the
/// first event fails.
async fn target(answers: Arc<Semaphore>) -> (String, mpsc::UnboundedReceiver<Attempt>) {
    let (sender, attempts) = mpsc::unbounded_channel();
    let handler = post(move |uri: Uri, headers: HeaderMap| {
        let (sender, answers) = (sender.clone(), Arc::clone(&answers));
        async move {
            let header = |name: &str| {
                let value = headers.get(name).expect("a header");
                value.to_str().expect("text").to_owned()
            };
            let (event, retry) = (
                header("x-superoffice-eventid"),
                header("x-superoffice-retry"),
            );
            let is_first = header("x-superoffice-event") == "sale.lost" && retry == "0";
            let attempt = (uri.path().to_owned(), event, retry);
            let _ = sender.send(attempt);
            answers.acquire().await.expect("open").forget();
            if is_first {
                StatusCode::BAD_GATEWAY
            } else {
                StatusCode::OK
            }
        }
    });
    let server = Server::bind(([127, 0, 0, 1], 0).into()).await.unwrap();
    let url = format!("http://{}", server.local_addr());
    let router = Router::new().route("/{*path}", handler);
    tokio::spawn(server.run(router, std::future::pending()));
    (url, attempts)
}

async fn agent(database: &Database<'_>, clock: &Arc<TurnedClock>) -> Webhooks {
    let clock: Arc<dyn Clock> = clock.clone();
    let policy = TargetPolicy::new()
        .allow_http(true)
        .allow_subnet("127.0.0.0/8".parse().unwrap());
    Webhooks::new(Arc::new(database.store().await))
        .policy(policy)
        .ping(false)
        .clock(clock)
        .delivery(DeliveryOptions::new().concurrency(AT_A_TIME))
}

#[test]
fn each_attempt_is_made_by_one_of_two_agents() {
    let Some(cluster) = cluster() else { return };
    runtime().block_on(async {
        let database = cluster.database().await;
        let answers = Arc::new(Semaphore::new(0));
        let (url, mut attempts) = target(Arc::clone(&answers)).await;
        let clock = Arc::new(TurnedClock::new("2026-05-17T08:30:00Z".parse().unwrap()));
        let agents = [agent(&database, &clock).await, agent(&database, &clock).await];

        let service = Agent::new(Anyone).serve_webhooks(&agents[0]).into_service();
        let client = Client::new(service);
        for hook in 0..HOOKS {
            let hook = format!(
                r#"{{"Name":"{hook}","Events":["sale.sold","sale.lost"],"TargetUrl":"{url}/{hook}","State":"Active"}}"#
            );
            let saved = client.post(Webhook::SAVE_PATH).body("application/json", hook);
            assert_eq!(saved.send().await.status(), 200);
        }
        agents[0].signal("sale.lost", 0, None).await.unwrap();
        for event in 1..EVENTS {
            let agent = &agents[event % 2];
            agent.signal("sale.sold", 1, None).await.unwrap();
        }

        let (mut stops, mut deliveries) = (Vec::new(), Vec::new());
        for agent in agents.clone() {
            let (stop, stopped) = oneshot::channel::<()>();
            stops.push(stop);
            deliveries.push(tokio::spawn(async move {
                agent.deliver(async { drop(stopped.await) }).await;
            }));
        }
        // Nothing is answered until both agents have their maximum number of attempts in flight.
        let mut made = BTreeMap::<Attempt, usize>::new();
        let mut next = async |count: usize| {
            for _ in 0..count {
                let attempt = tokio::time::timeout(PATIENCE, attempts.recv()).await;
                let attempt = attempt.expect("in time").expect("an attempt");
                *made.entry(attempt).or_default() += 1;
            }
        };
        next(2 * AT_A_TIME).await;
        answers.add_permits(HOOKS * EVENTS);
        next(HOOKS * EVENTS - 2 * AT_A_TIME).await;

        // The failed attempts are recorded, and repeated after a second.
        let admin = database.client().await;
        let sql = "SELECT count(*), min(attempts) FROM webhook_agent.outbox";
        loop {
            let row = admin.query_one(sql, &[]).await.unwrap();
            if (row.get::<_, i64>(0), row.get::<_, Option<i64>>(1)) == (20, Some(1)) {
                break;
            }
        }
        clock.turn(Duration::from_secs(1));
        answers.add_permits(HOOKS);
        next(HOOKS).await;
        while agents[0].waiting().await.unwrap().count > 0 {}
        drop(stops);
        for delivery in deliveries {
            delivery.await.unwrap();
        }
        assert!(attempts.is_empty());
        assert!(made.values().all(|count| *count == 1), "{made:?}");
        assert_eq!(made.len(), HOOKS * EVENTS + HOOKS);
        let events: BTreeSet<&str> = made.keys().map(|(_, event, _)| event.as_str()).collect();
        assert_eq!(events.len(), EVENTS, "retries have the id of their event");
    });
}
