//! An agent of your own: entities, operations, authentication, and a command line.
//!
//! ```text
//! cargo run -p webhook-agent --example own_agent -- serve --listen 8081
//! curl -H 'Authorization: SoTicket 7T:example' -H 'Content-Type: application/json' \
//!     -d '{"name": "Tea"}' http://127.0.0.1:8081/api/v1/Agents/Shop/SaveArticle
//! curl -H 'Authorization: SoTicket 7T:example' -X POST \
//!     'http://127.0.0.1:8081/api/v1/Agents/Shop/GetArticle?articleId=1'
//!
//! cargo run -p webhook-agent --example own_agent -- default Article --accept text/xml
//! cargo run -p webhook-agent --example own_agent -- schema
//! ```

// NetServer names a key after its entity.
#![allow(clippy::struct_field_names)]

use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use webhook_agent::auth::{Authenticator, Caller, Refusal, Verdict};
use webhook_agent::http::StatusCode;
use webhook_agent::http::request::Parts;
use webhook_agent::{Agent, Fault, Options, cli};
use webhook_model::http::authorization::{Credentials, Scheme};
use webhook_model::http::challenge::Challenge;
use webhook_model::http::context::RequestContext;
use webhook_model::operation::{Get, Save};
use webhook_model::{DateTime, NetServerEntity, NetServerEnum};

// 1. Entities
//
// A struct with the derive is an entity: fields become properties, `price_each` is `PriceEach` on
// the wire. `agent` names the agent that serves it, `operations` lists which of the four common
// operations it has. CreateDefault returns the default values.

/// A thing that can be ordered.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Shop", operations(create_default, get, save))]
struct Article {
    /// The primary key; 0 until the article is saved.
    #[netserver(key)]
    article_id: i32,
    /// The name that customers see.
    #[netserver(max_length = 80)]
    name: Option<String>,
    /// In euro.
    #[netserver(default = 9.95)]
    price_each: f64,
    /// Whether it can be ordered.
    #[netserver(default = Planned)]
    state: ArticleState,
}

/// Whether an article can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, NetServerEnum)]
enum ArticleState {
    /// It cannot be ordered yet.
    Planned = 1,
    /// It can be ordered.
    OnSale = 2,
}

/// An order. A second entity of the same agent is a second struct.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Shop", entity = "OrderEntity")]
struct Order {
    /// The primary key.
    #[netserver(key)]
    order_id: i32,
    /// When the order was received.
    #[netserver(date = utc)]
    ordered: DateTime,
    /// The ordered articles: properties may be entities.
    articles: Vec<Article>,
}

// 2. A custom operation
//
// It is declared on its request body, with its name and its response.

/// Raises the price of an article.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Shop", operation = "RaisePrice", response = Article)]
struct RaisePrice {
    /// Which article.
    article_id: i32,
    /// By how many per cent.
    #[netserver(default = 10.0)]
    percent: f64,
}

// 3. Authentication
//
// `StaticCredentials` is enough for fixed passwords and tokens. Your own authenticator gets the
// request. It is asynchronous, so it may query a database.

/// Accepts one ticket.
struct DoorKeeper {
    challenge: Challenge,
    ticket: Credentials,
}

impl DoorKeeper {
    fn new(ticket: &str) -> Result<Self, Box<dyn Error>> {
        Ok(Self {
            challenge: Challenge::new(&[Scheme::SoTicket], "Shop")?,
            ticket: Credentials::SoTicket(ticket.into()),
        })
    }
}

impl Authenticator for DoorKeeper {
    /// The value of `WWW-Authenticate` in a 401.
    fn challenge(&self) -> Option<&Challenge> {
        Some(&self.challenge)
    }

    fn authenticate<'a>(&'a self, _: &'a Parts, context: &'a RequestContext) -> Verdict<'a> {
        Box::pin(async move {
            match context.credentials()? {
                // Secrets are compared in constant time.
                Some(given) if *given == self.ticket => Ok(Caller::user("shopkeeper")),
                Some(_) => Err(Refusal::unauthenticated("unknown ticket")),
                None => Err(Refusal::unauthenticated("send a ticket")),
            }
        })
    }
}

// 4. Storage
//
// In memory here. Your agent may use a database.

#[derive(Default)]
struct Store {
    articles: Mutex<BTreeMap<i32, Article>>,
}

impl Store {
    /// Calls `work` with the articles, also after a handler has panicked.
    fn with<T>(&self, work: impl FnOnce(&mut BTreeMap<i32, Article>) -> T) -> T {
        work(&mut self.articles.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn no_such_article() -> Fault {
    Fault::new(StatusCode::NOT_FOUND, "the article does not exist")
}

// 5. The agent
//
// `serve_entity` serves CreateDefault. `serve` takes a handler for any other operation, whose type
// determines the path, the request and the response. The agent adds media types, errors,
// credentials, limits and descriptions.

fn shop(keeper: DoorKeeper) -> Agent {
    let store = Arc::new(Store::default());
    let (of_get, of_save, of_raise) = (Arc::clone(&store), Arc::clone(&store), store);
    Agent::new(keeper)
        .options(Options::new().namespace("http://shop.example/11"))
        .serve_entity::<Article>()
        .serve_entity::<Order>()
        .serve::<Get<Article>, _>(move |call| {
            let store = Arc::clone(&of_get);
            async move {
                let key = call.key()?;
                // Get returns null for an unknown id.
                Ok(store.with(|articles| articles.get(&key).cloned()))
            }
        })
        .serve::<Save<Article>, _>(move |call| {
            let store = Arc::clone(&of_save);
            async move {
                // A patch changes the default article here; see `Call::apply`.
                let mut article = call.request()?;
                store.with(|articles| {
                    if article.article_id == 0 {
                        article.article_id = articles
                            .keys()
                            .last()
                            .map_or(1, |last| last.saturating_add(1));
                    }
                    articles.insert(article.article_id, article.clone());
                });
                Ok(article)
            }
        })
        .serve::<RaisePrice, _>(move |call| {
            let store = Arc::clone(&of_raise);
            async move {
                let wanted = call.request()?;
                if !(0.0..=100.0).contains(&wanted.percent) {
                    return Err(Fault::bad_request("Percent must be from 0 to 100"));
                }
                store.with(|articles| {
                    let article = articles
                        .get_mut(&wanted.article_id)
                        .ok_or_else(no_such_article)?;
                    article.price_each *= 1.0 + wanted.percent / 100.0;
                    Ok(article.clone())
                })
            }
        })
}

// 6. The command
//
// `cli::run` turns the agent into a command: `serve` with its options and its configuration file,
// and `default`, `convert` and `schema` for these entities.

fn main() -> ExitCode {
    match DoorKeeper::new("7T:example") {
        Ok(keeper) => cli::run(shop(keeper)),
        Err(error) => {
            eprintln!("own_agent: {error}");
            ExitCode::FAILURE
        }
    }
}

// 7. Tests
//
// need no port: `testing::Client` calls the router directly.

#[cfg(test)]
mod tests {
    use super::*;
    use webhook_agent::testing::{Client, Request};
    use webhook_model::MediaType;

    const TICKET: &str = "SoTicket 7T:example";

    fn client() -> Client {
        let keeper = DoorKeeper::new("7T:example").expect("a ticket");
        Client::new(shop(keeper).into_service())
    }

    fn known(request: Request) -> Request {
        request.header("authorization", TICKET)
    }

    #[tokio::test]
    async fn an_article_is_saved_read_and_changed() {
        let client = client();
        let json = MediaType::ApplicationJson.as_str();
        let post = |path: &str| known(client.post(path));

        let fresh = post(Article::CREATE_DEFAULT_PATH).send().await;
        assert_eq!(
            fresh.text(),
            r#"{"ArticleId":0,"Name":null,"PriceEach":9.95,"State":"Planned"}"#
        );
        let saved = post(Article::SAVE_PATH).body(json, r#"{"name":"Tea","priceEach":10}"#);
        let saved: Article = saved.send().await.entity().expect("an article");
        assert_eq!(saved.article_id, 1);

        let raised =
            post("/api/v1/Agents/Shop/RaisePrice").body(json, r#"{"articleId":1,"percent":50}"#);
        let raised: Article = raised.send().await.entity().expect("an article");
        assert!((raised.price_each - 15.0).abs() < 1e-9);
        let got = post(&format!("{}?articleId=1", Article::GET_PATH)).accept(MediaType::TextXml);
        let got: Article = got.send().await.entity().expect("an article in XML");
        assert_eq!(got, raised);
    }

    #[tokio::test]
    async fn only_descriptions_are_open_without_a_ticket() {
        let client = client();
        assert_eq!(client.get("/api/v1").send().await.status(), 200);
        let reply = client.post(Order::CREATE_DEFAULT_PATH).send().await;
        assert_eq!(reply.status(), 401);
        assert_eq!(reply.header("www-authenticate"), "SoTicket realm=\"Shop\"");
    }

    #[tokio::test]
    async fn invalid_requests_are_refused() {
        let client = client();
        let post = |body: &'static str| {
            known(client.post("/api/v1/Agents/Shop/RaisePrice")).body("application/json", body)
        };
        assert_eq!(post(r#"{"articleId":7}"#).send().await.status(), 404);
        assert_eq!(post(r#"{"percent":-1}"#).send().await.status(), 400);
        assert_eq!(post("null").send().await.status(), 400);
    }
}
