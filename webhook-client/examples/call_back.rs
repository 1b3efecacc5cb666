//! Receives notifications and calls the server back: restarts webhooks that have stopped.
//!
//! ```text
//! cargo run -p webhook-client --features reqwest --example call_back -- http://127.0.0.1:8080 tje0
//! ```
//!
//! The password is read from the environment variable `NETSERVER_PASSWORD`, and the secret of the
//! webhook from `WEBHOOK_SECRET`. The program listens on `127.0.0.1:8081`. Put a proxy with TLS in
//! front of it, because servers require https targets.

use std::env;
use std::error::Error;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use http::{HeaderMap, StatusCode};
use tokio::sync::mpsc;
use webhook_agent::server::Server;
use webhook_client::{Client, Credentials, Site};
use webhook_model::chrono::TimeDelta;
use webhook_model::notification::{ReplayError, ReplayGuard};
use webhook_model::signature::verify_headers;
use webhook_model::{MediaType, Secret, Webhook, WebhookPayload, WebhookState};

/// Remembers the events of five minutes.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(10_000).unwrap();

struct Receiver {
    secret: Secret,
    guard: Mutex<ReplayGuard>,
    /// The queue of webhooks to restart. The response does not wait for it.
    stopped: mpsc::Sender<i32>,
}

impl Receiver {
    fn router(secret: Secret, stopped: mpsc::Sender<i32>) -> Router {
        let receiver = Self {
            secret,
            guard: Mutex::new(ReplayGuard::new(TimeDelta::minutes(5), REMEMBERED)),
            stopped,
        };
        Router::new()
            .route("/superoffice", post(receive))
            .with_state(Arc::new(receiver))
    }

    fn receive(&self, headers: &HeaderMap, body: &[u8]) -> StatusCode {
        if verify_headers(&self.secret, body, headers).is_err() {
            return StatusCode::UNAUTHORIZED;
        }
        let Ok(payload) = WebhookPayload::decode(MediaType::ApplicationJson, body) else {
            return StatusCode::BAD_REQUEST;
        };
        let id = payload.event_id.as_deref().unwrap_or_default();
        let now = SystemTime::now().into();
        let mut guard = self.guard.lock().unwrap_or_else(PoisonError::into_inner);
        match guard.admit(id, payload.timestamp, now) {
            Ok(()) => {}
            // The event was handled before, or is too old to check. With any other status the
            // server would send it again, and would stop the webhook after nine failures.
            Err(ReplayError::Seen | ReplayError::Old) => return StatusCode::OK,
            Err(_) => return StatusCode::BAD_REQUEST,
        }
        let stopped = matches!(
            payload.event.as_deref(),
            Some("webhook.stopped" | "webhook.errors")
        );
        if stopped && self.stopped.try_send(payload.primary_key).is_err() {
            guard.release(id);
            return StatusCode::SERVICE_UNAVAILABLE;
        }
        StatusCode::OK
    }
}

async fn receive(
    State(receiver): State<Arc<Receiver>>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    receiver.receive(&headers, &body)
}

/// Restarts a webhook and returns a description of the result.
async fn restart(so: &Client, id: i32) -> Result<String, webhook_client::Error> {
    let Some(before) = so.get::<Webhook>(id).send().await? else {
        return Ok(format!("webhook {id} is deleted"));
    };
    let after = Webhook {
        state: WebhookState::Active,
        ..before.clone()
    };
    // Send only the state, so that concurrent changes of other properties are preserved.
    let now = so.save_patch(&before, &after).send().await?;
    Ok(format!(
        "webhook {id} was {} and is {}",
        before.state, now.state
    ))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [base, user] = arguments.as_slice() else {
        return Err("write the base URL and the name of the user".into());
    };
    let password = env::var("NETSERVER_PASSWORD").unwrap_or_default();
    let so = Client::new(Site::new(base)?, Credentials::basic(user, password));
    let (stopped, mut queue) = mpsc::channel(100);
    let router = Receiver::router(env::var("WEBHOOK_SECRET")?.into(), stopped);
    let server = Server::bind(([127, 0, 0, 1], 8081).into()).await?;
    println!("listening on http://{}/superoffice", server.local_addr());
    tokio::spawn(server.run(router, std::future::pending()));
    while let Some(id) = queue.recv().await {
        match restart(&so, id).await {
            Ok(done) => println!("{done}"),
            Err(error) => eprintln!("{error}"),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use webhook_agent::testing;
    use webhook_agent::{Agent, auth::StaticCredentials};
    use webhook_client::transport::Tower;
    use webhook_model::DateTime;
    use webhook_model::operation::{Get, Save};
    use webhook_model::signature::{X_SUPEROFFICE_SIGNATURE, sign};

    use super::*;

    async fn send(to: &testing::Client, secret: &str, event: &str) -> u16 {
        let now = DateTime::from(webhook_model::chrono::DateTime::from(SystemTime::now()));
        let body = format!(
            r#"{{"EventId":"{event}","Timestamp":"{now}","Event":"{event}","PrimaryKey":5}}"#
        );
        let signature = sign(&secret.into(), body.as_bytes()).expect("a secret");
        to.post("/superoffice")
            .header(X_SUPEROFFICE_SIGNATURE, signature.to_string())
            .body("application/json", body.into_bytes())
            .send()
            .await
            .status()
            .as_u16()
    }

    /// An agent with one webhook, whose id is 5.
    fn client() -> Client {
        let mut hook = Webhook::create_default();
        (hook.webhook_id, hook.state) = (5, WebhookState::TooManyErrors);
        hook.name = Some("orders".into());
        let hook = Arc::new(Mutex::new(hook));
        let (got, saved) = (Arc::clone(&hook), hook);
        let agent = Agent::new(StaticCredentials::new().basic("tje0", "hunter2"))
            .serve::<Get<Webhook>, _>(move |call| {
                let hook = Arc::clone(&got);
                async move {
                    let wanted = call.key()?;
                    let hook = hook.lock().expect("a webhook").clone();
                    Ok(Some(hook).filter(|hook| hook.webhook_id == wanted))
                }
            })
            .serve::<Save<Webhook>, _>(move |call| {
                let hook = Arc::clone(&saved);
                async move {
                    let mut hook = hook.lock().expect("a webhook");
                    call.apply(&mut hook)?;
                    Ok(hook.clone())
                }
            });
        let transport: Tower<_, webhook_agent::Body> = Tower::new(agent.into_service());
        let site = Site::new("http://agent.example").expect("a site");
        Client::new(site, Credentials::basic("tje0", "hunter2")).transport(transport)
    }

    #[tokio::test]
    async fn a_webhook_that_has_stopped_is_restarted() {
        let (stopped, mut queue) = mpsc::channel(1);
        let to = testing::Client::new(Receiver::router("key".into(), stopped));
        assert_eq!(send(&to, "other", "webhook.stopped").await, 401);
        assert_eq!(send(&to, "key", "test").await, 200);
        assert_eq!(send(&to, "key", "webhook.stopped").await, 200);
        // The event was handled before, so the response is a success.
        assert_eq!(send(&to, "key", "webhook.stopped").await, 200);
        // The queue is full.
        assert_eq!(send(&to, "key", "webhook.errors").await, 503);

        let so = client();
        let id = queue.recv().await.expect("a webhook");
        let done = restart(&so, id).await.expect("a webhook");
        assert_eq!(done, "webhook 5 was TooManyErrors and is Active");
        let hook = so.get::<Webhook>(5).send().await.expect("a webhook");
        assert_eq!(hook.expect("a webhook").name.as_deref(), Some("orders"));
        let done = restart(&so, 6).await.expect("nothing");
        assert_eq!(done, "webhook 6 is deleted");

        // A rejected event may be sent again.
        assert_eq!(send(&to, "key", "webhook.errors").await, 200);
        assert_eq!(queue.recv().await, Some(5));
        assert!(queue.try_recv().is_err());
    }
}
