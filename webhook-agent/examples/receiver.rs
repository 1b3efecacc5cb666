//! The other side of a webhook: receives notifications, verifies them, takes each once, and handles
//! them by their events.
//!
//! ```sh
//! WEBHOOK_SECRET='a long random text' cargo run -p webhook-agent --example receiver
//! ```
//!
//! It listens on `127.0.0.1:8081`; a proxy in front of it adds TLS, which servers demand.

use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use chrono::{DateTime, TimeDelta, Utc};
use webhook_agent::server::Server;
use webhook_model::notification::{ReplayError, ReplayGuard};
use webhook_model::signature::{BadSignature, verify_headers};
use webhook_model::{MediaType, Secret, WebhookPayload};

/// Events of five minutes, up to this many, are remembered.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(100_000).unwrap();

struct Receiver {
    /// The `Secret` of the webhook.
    secret: Secret,
    guard: Mutex<ReplayGuard>,
}

impl Receiver {
    fn new(secret: Secret) -> Self {
        Self {
            secret,
            guard: Mutex::new(ReplayGuard::new(TimeDelta::minutes(5), REMEMBERED)),
        }
    }

    fn into_router(self) -> Router {
        Router::new()
            .route("/superoffice", post(receive))
            .with_state(Arc::new(self))
    }

    /// Verifies, reads, takes once, handles: in this order.
    fn receive(&self, headers: &HeaderMap, body: &[u8], now: DateTime<Utc>) -> Result<(), u16> {
        // Over the bytes as they came: nothing is parsed before somebody vouches for it.
        verify_headers(&self.secret, body, headers).map_err(BadSignature::status)?;
        let payload = WebhookPayload::decode(MediaType::ApplicationJson, body)
            .map_err(|error| error.status())?;
        // The body's id, since the one in the header is not signed.
        let id = payload.event_id.as_deref().unwrap_or_default();
        self.with_guard(|guard| guard.admit(id, payload.timestamp, now))
            .map_err(ReplayError::status)?;
        handle(&payload).map_err(|reason| {
            eprintln!("{reason}");
            // The server's next attempt is to be taken again.
            self.with_guard(|guard| guard.release(id));
            500
        })
    }

    fn with_guard<T>(&self, work: impl FnOnce(&mut ReplayGuard) -> T) -> T {
        // The guard is whole after every call, whatever happened to the thread that made it.
        work(&mut self.guard.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn receive(
    State(receiver): State<Arc<Receiver>>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    match receiver.receive(&headers, &body, SystemTime::now().into()) {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(status) => StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// What this program does about events. It has to be quick: long work belongs in a queue.
fn handle(payload: &WebhookPayload) -> Result<(), String> {
    let event = payload.event_name().map_err(|error| error.to_string())?;
    let id = payload.primary_key;
    match (event.entity(), event.action()) {
        ("contact", Some("created")) => println!("a new contact, {id}"),
        ("contact", Some("changed")) => {
            let changes = payload.changes.as_deref().unwrap_or_default();
            println!("contact {id} has a new {}", changes.join(", "));
        }
        ("webhook", Some("stopped")) => println!("webhook {id} was stopped"),
        (entity, Some(action)) => println!("{entity} {id}: {action}"),
        (about, None) => println!("{about}"),
    }
    Ok(())
}

#[tokio::main]
async fn main() -> ExitCode {
    let secret = std::env::var("WEBHOOK_SECRET").unwrap_or_default();
    if secret.is_empty() {
        eprintln!("set WEBHOOK_SECRET to the secret of the webhook");
        return ExitCode::FAILURE;
    }
    let router = Receiver::new(secret.into()).into_router();
    match Server::bind(([127, 0, 0, 1], 8081).into()).await {
        Ok(server) => {
            println!("listening on http://{}/superoffice", server.local_addr());
            server
                .run(router, async {
                    // Where the signal cannot be had, the program is ended in another way.
                    if tokio::signal::ctrl_c().await.is_err() {
                        std::future::pending::<()>().await;
                    }
                })
                .await;
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use webhook_agent::testing::Client;
    use webhook_model::signature::{X_SUPEROFFICE_SIGNATURE, sign};

    use super::*;

    fn body(id: &str, event: &str) -> Vec<u8> {
        let now = DateTime::<Utc>::from(SystemTime::now()).format("%Y-%m-%dT%H:%M:%SZ");
        format!(r#"{{"EventId": "{id}", "Timestamp": "{now}", "Event": "{event}"}}"#).into_bytes()
    }

    async fn send(client: &Client, secret: &str, body: &[u8]) -> StatusCode {
        let signature = sign(&secret.into(), body).map_or_else(String::new, |it| it.to_string());
        client
            .post("/superoffice")
            .header(X_SUPEROFFICE_SIGNATURE, signature)
            .body("application/json", body.to_vec())
            .send()
            .await
            .status()
    }

    #[tokio::test]
    async fn a_notification_is_taken_once() {
        let client = Client::new(Receiver::new("key".into()).into_router());
        let first = body("a", "contact.created");
        assert_eq!(send(&client, "key", &first).await, 204);
        assert_eq!(send(&client, "key", &first).await, 200);
        assert_eq!(
            send(&client, "key", &body("b", "contact.created")).await,
            204
        );
    }

    #[tokio::test]
    async fn what_nobody_vouches_for_is_not_read() {
        let client = Client::new(Receiver::new("key".into()).into_router());
        assert_eq!(send(&client, "other", b"not even JSON").await, 401);
        assert_eq!(send(&client, "", &body("a", "contact.created")).await, 401);
        assert_eq!(send(&client, "key", b"not even JSON").await, 400);
    }

    #[tokio::test]
    async fn what_cannot_be_handled_is_taken_again() {
        let client = Client::new(Receiver::new("key".into()).into_router());
        let nameless = body("a", "");
        assert_eq!(send(&client, "key", &nameless).await, 500);
        assert_eq!(send(&client, "key", &nameless).await, 500);
    }
}
