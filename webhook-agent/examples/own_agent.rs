//! An agent of your own: entities, operations, and who may call them.
//!
//! Run it, and try the lines that it prints:
//!
//! ```text
//! cargo run -p webhook-agent --example own_agent
//! ```

// NetServer names a key after its entity.
#![allow(clippy::struct_field_names)]

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use axum::http::request::Parts;
use webhook_agent::auth::{Authenticator, Caller, Refusal, Verdict};
use webhook_agent::server::Server;
use webhook_agent::{Agent, Fault, Options};
use webhook_model::http::authorization::{Credentials, Scheme};
use webhook_model::http::challenge::Challenge;
use webhook_model::http::context::RequestContext;
use webhook_model::operation::{Get, Save};
use webhook_model::{DateTime, NetServerEntity, NetServerEnum};

// 1. Entities
//
// A struct with the derive is an entity: fields become properties, `price_each` is `PriceEach` on
// the wire. `agent` says which agent serves it, `operations` which of the four common operations
// it has. The default values are what CreateDefault answers.

/// A thing that can be ordered.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Shop", operations(create_default, get, save))]
struct Article {
    /// The primary key; 0 until the article is saved.
    #[netserver(key)]
    article_id: i32,
    /// What customers read.
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
    /// Not yet.
    Planned = 1,
    /// Yes.
    OnSale = 2,
}

/// What somebody ordered. A second entity of the same agent is a second struct.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Shop", entity = "OrderEntity")]
struct Order {
    /// The primary key.
    #[netserver(key)]
    order_id: i32,
    /// When it came in.
    #[netserver(date = utc)]
    ordered: DateTime,
    /// What was ordered: entities may hold entities.
    articles: Vec<Article>,
}

// 2. An operation that is none of the four
//
// It is declared on its request body: where it is, and what comes back.

/// Raises the price of an article.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Shop", operation = "RaisePrice", response = Article)]
struct RaisePrice {
    /// Which article.
    article_id: i32,
    /// By how much, in per cent.
    #[netserver(default = 10.0)]
    percent: f64,
}

// 3. Who may call
//
// `StaticCredentials` will do for fixed passwords and tokens. Here the answer depends on the
// request: everybody may look, and who sends the right ticket may do all. A real one would ask a
// database, which is why it may take its time.

/// Takes one ticket.
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
    /// What a 401 asks for.
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

// 4. What is stored
//
// Stands in for your database.

#[derive(Default)]
struct Store {
    articles: Mutex<BTreeMap<i32, Article>>,
}

impl Store {
    /// Lends the articles; a handler that has panicked is no reason to stop.
    fn with<T>(&self, work: impl FnOnce(&mut BTreeMap<i32, Article>) -> T) -> T {
        work(&mut self.articles.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn no_such_article() -> Fault {
    Fault::new(StatusCode::NOT_FOUND, "there is no such article")
}

// 5. The agent
//
// `serve_entity` answers CreateDefault. `serve` takes a handler for any other operation; its type
// says where it is, what the call carries, and what it has to answer, so that only the answer is
// left to write. Media types, errors, credentials, bounds and descriptions come with it.

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
                // An id that there is not is no error of a Get, but null.
                Ok(store.with(|articles| articles.get(&key).cloned()))
            }
        })
        .serve::<Save<Article>, _>(move |call| {
            let store = Arc::clone(&of_save);
            async move {
                // A whole article says itself which one it is; a patch is on a new one here.
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

// 6. The server
//
// `into_router` is an axum router: add routes to it, or layers, and run it by whatever you like.
// `Server` bounds what connections may ask for, and stops without breaking off what is under way.

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let router = shop(DoorKeeper::new("7T:example")?).into_router();
    let server = Server::bind("127.0.0.1:8081".parse()?).await?;
    let base = format!("http://{}", server.local_addr());
    println!("Listening on {base}. Ctrl-C stops it.\n\nTry:");
    let ticket = "-H 'Authorization: SoTicket 7T:example'";
    let json = "-H 'Content-Type: application/json'";
    println!("  curl {base}/api/v1");
    println!(
        "  curl {ticket} -X POST {base}{}",
        Article::CREATE_DEFAULT_PATH
    );
    println!(
        "  curl {ticket} {json} -d '{{\"name\": \"Tea\"}}' {base}{}",
        Article::SAVE_PATH
    );
    println!(
        "  curl {ticket} {json} -d '{{\"articleId\": 1}}' {base}/api/v1/Agents/Shop/RaisePrice"
    );
    println!(
        "  curl {ticket} -X POST '{base}{}?articleId=1'",
        Article::GET_PATH
    );
    server
        .run(router, async {
            let _ = tokio::signal::ctrl_c().await;
        })
        .await;
    Ok(())
}

// 7. Tests
//
// need no port: `testing::Client` calls the router itself.

#[cfg(test)]
mod tests {
    use super::*;
    use webhook_agent::testing::{Client, Request};
    use webhook_model::MediaType;

    const TICKET: &str = "SoTicket 7T:example";

    fn client() -> Client {
        let keeper = DoorKeeper::new("7T:example").expect("a ticket");
        Client::new(shop(keeper).into_router())
    }

    fn known(request: Request) -> Request {
        request.header("authorization", TICKET)
    }

    #[tokio::test]
    async fn an_article_is_made_kept_and_changed() {
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
    async fn strangers_may_look_and_do_nothing() {
        let client = client();
        assert_eq!(client.get("/api/v1").send().await.status(), 200);
        let reply = client.post(Order::CREATE_DEFAULT_PATH).send().await;
        assert_eq!(reply.status(), 401);
        assert_eq!(reply.header("www-authenticate"), "SoTicket realm=\"Shop\"");
    }

    #[tokio::test]
    async fn what_cannot_be_done_is_said() {
        let client = client();
        let post = |body: &'static str| {
            known(client.post("/api/v1/Agents/Shop/RaisePrice")).body("application/json", body)
        };
        assert_eq!(post(r#"{"articleId":7}"#).send().await.status(), 404);
        assert_eq!(post(r#"{"percent":-1}"#).send().await.status(), 400);
        assert_eq!(post("null").send().await.status(), 400);
    }
}
