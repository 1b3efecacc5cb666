//! Logs in with a password and stores a webhook.
//!
//! ```text
//! cargo run -p webhook-client --features reqwest --example password -- http://127.0.0.1:8080 tje0
//! ```
//!
//! The password is read from the environment variable `NETSERVER_PASSWORD`.

use std::env;
use std::error::Error;

use webhook_client::{Client, Credentials, Site};
use webhook_model::Webhook;

/// Creates a webhook and returns a description of the stored one.
async fn run(so: &Client) -> Result<String, webhook_client::Error> {
    let mut hook = so.create_default::<Webhook>().send().await?;
    hook.name = Some("orders".into());
    hook.target_url = Some("https://shop.example/hook".into());
    let hook = so.save(&hook).send().await?;
    let name = hook.name.as_deref().unwrap_or_default();
    let none = so.get::<Webhook>(99_999).send().await?;
    Ok(format!(
        "webhook {} is `{name}` and {}; webhook 99999: {none:?}",
        hook.webhook_id, hook.state
    ))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(base), Some(user)) = (arguments.next(), arguments.next()) else {
        return Err("write the base URL and the name of the user".into());
    };
    let password = env::var("NETSERVER_PASSWORD").unwrap_or_default();
    let so = Client::new(Site::new(&base)?, Credentials::basic(user, password));
    println!("{}", run(&so).await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use webhook_agent::{Agent, auth::StaticCredentials};
    use webhook_client::transport::Tower;
    use webhook_model::operation::{Get, Save};

    #[tokio::test]
    async fn a_webhook_is_stored() {
        let agent = Agent::new(StaticCredentials::new().basic("tje0", "hunter2"))
            .serve_entity::<Webhook>()
            .serve::<Get<Webhook>, _>(|_| async { Ok(None) })
            .serve::<Save<Webhook>, _>(|call| async move {
                Ok(Webhook {
                    webhook_id: 1,
                    ..call.request()?
                })
            });
        let site = Site::new("http://agent.example").expect("a site");
        let transport: Tower<_, webhook_agent::Body> = Tower::new(agent.into_service());
        let so = Client::new(site, Credentials::basic("tje0", "hunter2")).transport(transport);
        let said = run(&so).await.expect("answers");
        assert_eq!(
            said,
            "webhook 1 is `orders` and Active; webhook 99999: None"
        );
    }
}
