//! Receives notifications of webhooks, verifies them, and handles each event once.
//!
//! ```sh
//! WEBHOOK_SECRET='a long random text' cargo run -p webhook-agent --example receiver
//! ```
//!
//! It listens on `127.0.0.1:8081`; a proxy in front of it adds TLS, which servers require.

use std::process::ExitCode;

use webhook_agent::receiver::{HandlerError, Receiver};
use webhook_agent::server::Server;

/// The handlers of this program. Work that takes longer than the server's timeout belongs in a
/// queue: see `Receiver::queue`.
fn receiver(secret: String) -> Receiver {
    Receiver::new(secret)
        .on("contact.created", |event| async move {
            println!("a new contact, {}", event.payload().primary_key);
            Ok(())
        })
        .on("contact.changed", |event| async move {
            let changes = event.payload().changes.as_deref().unwrap_or_default();
            let id = event.payload().primary_key;
            println!("contact {id} has a new {}", changes.join(", "));
            let country: Option<i32> = event.field("country_id")?;
            if let Some(country) = country {
                println!("  it is in country {country}");
            }
            Ok::<(), HandlerError>(())
        })
        .on_any(|event| async move {
            let late = if event.is_late() { " (late)" } else { "" };
            println!("{} {}{late}", event.name(), event.payload().primary_key);
            Ok(())
        })
}

#[tokio::main]
async fn main() -> ExitCode {
    let secret = std::env::var("WEBHOOK_SECRET").unwrap_or_default();
    if secret.is_empty() {
        eprintln!("set WEBHOOK_SECRET to the secret of the webhook");
        return ExitCode::FAILURE;
    }
    let service = receiver(secret).into_service();
    match Server::bind(([127, 0, 0, 1], 8081).into()).await {
        Ok(server) => {
            println!("listening on http://{}/", server.local_addr());
            server
                .run(service, async {
                    // If the signal cannot be handled, the program has to be killed.
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

    use super::receiver;

    #[tokio::test]
    async fn a_signed_notification_is_answered_with_200() {
        let client = Client::new(receiver("key".into()).into_service());
        let body = r#"{"EventId":"a","Event":"contact.changed","PrimaryKey":7,"FieldValues":{"country_id":"[I:578]"}}"#;
        let signature = sign(&"key".into(), body.as_bytes()).expect("a signature");
        for (signature, status) in [(signature.to_string(), 200), ("other".to_owned(), 401)] {
            let request = client.post("/superoffice").body("application/json", body);
            let request = request.header(X_SUPEROFFICE_SIGNATURE, signature);
            assert_eq!(request.send().await.status(), status);
        }
    }
}
