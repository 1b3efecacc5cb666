//! Tests of the web console.

mod browser;
mod driver;
mod forms;
mod hostile;
mod live;
mod pages;
mod parsed;
mod protection;

use webhook_agent::auth::StaticCredentials;
use webhook_agent::testing::{Client, Reply, Request};
use webhook_agent::{Agent, Options};

use self::parsed::Parsed;
use crate::fixture::Fixture;

/// The agent of a fixture for two users.
fn agent(all: &Fixture, options: Options) -> Agent {
    let credentials = StaticCredentials::new()
        .basic("tje0", "hunter2")
        .basic("anna", "hunter3")
        .bearer("robot")
        .app_token("of-a-restricted-app");
    let agent = Agent::new(credentials).options(options);
    agent.serve_webhooks(&all.webhooks)
}

/// A user of the console.
struct Visitor {
    client: Client,
    user: &'static str,
    password: &'static str,
}

impl Visitor {
    fn of(all: &Fixture) -> Self {
        Self::with(all, Options::new())
    }

    fn with(all: &Fixture, options: Options) -> Self {
        Self {
            client: Client::new(agent(all, options).into_service()),
            user: "tje0",
            password: "hunter2",
        }
    }

    fn request(&self, method: &str, path: &str) -> Request {
        let request = self.client.request(method.parse().unwrap(), path);
        let request = request.header("host", "agent.example");
        request.basic(self.user, self.password)
    }

    async fn get(&self, path: &str) -> Reply {
        self.request("GET", path).send().await
    }

    /// Gets a page, and expects success.
    async fn page(&self, path: &str) -> Parsed {
        let reply = self.get(path).await;
        assert_eq!(reply.status(), 200, "{path}: {}", reply.text());
        Parsed::of(&reply.text())
    }

    /// The token of this visitor's forms.
    async fn token(&self) -> String {
        self.page("/console/new").await.token()
    }

    /// Submits a form as a browser would.
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.token().await;
        let mut all = vec![("token", token.as_str())];
        all.extend(fields);
        let request = self.request("POST", path);
        let request = request.header("sec-fetch-site", "same-origin");
        request.body(FORM, encoded(&all)).send().await
    }

    /// Submits a form, and follows the redirect.
    async fn follow(&self, path: &str, fields: &[(&str, &str)]) -> Parsed {
        let reply = self.post(path, fields).await;
        assert_eq!(reply.status(), 303, "{path}: {}", reply.text());
        self.page(reply.header("location")).await
    }
}

/// The media type of forms.
const FORM: &str = "application/x-www-form-urlencoded";

/// Fields as a browser sends them.
fn encoded(fields: &[(&str, &str)]) -> String {
    let encode = |text: &str| -> String {
        let byte = |byte: u8| match byte {
            b' ' => "+".to_owned(),
            other if other.is_ascii_alphanumeric() => char::from(other).to_string(),
            other => format!("%{other:02X}"),
        };
        text.bytes().map(byte).collect()
    };
    let pairs = fields.iter();
    let pairs: Vec<String> = pairs
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    pairs.join("&")
}

/// An agent that delivers, with the console.
async fn started() -> Fixture {
    let all = Fixture::with(|webhooks| webhooks.console(true)).await;
    let webhooks = all.webhooks.clone();
    tokio::spawn(async move { webhooks.deliver(std::future::pending()).await });
    all
}
