//! The call in the README, to the agent started by `cargo run`. The agent prints the password.
//!
//! ```text
//! NETSERVER_PASSWORD=.. cargo run -p webhook-client --features reqwest --example first_call
//! ```

use std::error::Error;

use webhook_client::{Client, Credentials, Site};
use webhook_model::Webhook;

async fn run(site: Site, password: &str) -> Result<(), Box<dyn Error>> {
    let so = Client::new(site, Credentials::basic("developer", password));
    let hook = so.create_default::<Webhook>().send().await?;
    let events = hook.events.unwrap_or_default().join(", ");
    println!("a new webhook is {} and listens to {events}", hook.state);
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let site = Site::new("http://127.0.0.1:8080")?;
    run(site, &std::env::var("NETSERVER_PASSWORD")?).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use webhook_agent::server::Server;
    use webhook_agent::{Agent, auth::StaticCredentials};

    #[tokio::test]
    async fn a_new_webhook_is_created() {
        let credentials = StaticCredentials::new().basic("developer", "hunter2");
        let agent = Agent::new(credentials).serve_entity::<Webhook>();
        let server = Server::bind(([127, 0, 0, 1], 0).into())
            .await
            .expect("a port");
        let site = Site::new(&format!("http://{}", server.local_addr())).expect("a site");
        tokio::spawn(server.run(agent.into_service(), std::future::pending()));
        run(site.clone(), "hunter2").await.expect("a webhook");
        let error = run(site, "hunter3").await.unwrap_err();
        assert!(error.to_string().contains("401"), "{error}");
    }
}
