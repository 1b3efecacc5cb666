//! Serves NetServer entities over HTTP, as the vendor's agents do: an [`axum::Router`] that
//! answers any derived entity's CreateDefault operation, and whatever operations are added.
//!
//! ```
//! use webhook_agent::{Agent, Options, auth::StaticCredentials, testing::Client};
//! use webhook_model::Webhook;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let agent = Agent::new(StaticCredentials::new().basic("tje0", "hunter2"))
//!     .options(Options::new().strict_negotiation(true))
//!     .serve_entity::<Webhook>();
//!
//! // A test needs no port:
//! let client = Client::new(agent.into_router());
//! let reply = client.post(Webhook::CREATE_DEFAULT_PATH).basic("tje0", "hunter2").send().await;
//! assert_eq!(reply.status(), 200);
//! assert!(reply.text().starts_with(r#"{"WebhookId":0,"#));
//! # }
//! ```
//!
//! | request | answer |
//! |---|---|
//! | `POST /api/v1/Agents/{Agent}/CreateDefault{Entity}` | the default entity in the type that `Accept` asks for |
//! | `GET` on an operation | what it is and what it answers; nothing runs |
//! | `GET /api` | the versions, as data or as a page |
//! | `GET /api/v1` | every address with its methods, as data or as a page |
//! | `GET /api/v1/Agents` | every agent with its entities and operations |
//! | `GET /api/v1/openapi.json` | what is served, as an OpenAPI document |
//! | `GET /health` | `{"Status":"ok"}` |
//! | `GET /metrics` | counts and durations for Prometheus, for this machine and for known users |
//! | `GET /console` | a page for people, where [`Webhooks::console`](webhooks::Webhooks::console) is set |
//!
//! [`stored`] keeps entities and serves them as a resource as well, [`webhooks`] is the whole Webhook agent with
//! the delivery of notifications, and [`receiver`] is its other side.
//!
//! Dates come and go in the time zone that `SO-TimeZone` names, texts of properties that opt in go
//! in the language and culture of the request: see [`Options::base_zone`] and
//! [`Options::resources`].
//!
//! Paths match in any case. A POST needs credentials; the descriptions are open, as the vendor
//! publishes them, unless [`Options::private_listing`] closes them; then every path but `/health` is
//! 401 without credentials. Else a path that does not exist is 404 and a method that is not known 405
//! to everyone; only then come 401 and 403, and only after them is the rest of the request looked at.
//! What a browser sends for the page of another origin is 403, except GET:
//! [`Options::allow_origin`].

#![cfg_attr(docsrs, feature(doc_cfg))]

mod agent;
pub mod auth;
mod background;
mod body;
mod call;
#[cfg(feature = "cli")]
pub mod cli;
mod clock;
mod console;
mod conversion;
mod cross_origin;
mod delivery;
pub mod describe;
mod dispatch;
mod fault;
mod future;
mod hex;
mod html;
mod key;
pub mod listing;
mod metrics;
mod observe;
mod options;
mod page;
mod pages;
mod path;
mod peer;
pub mod receiver;
mod registry;
mod resources;
mod route;
pub mod server;
mod service;
pub mod store;
pub mod stored;
mod table;
mod template;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "tls")]
mod tls;
pub mod webhooks;
mod zone;

// Their types are part of this crate's interface, so users need exactly these versions.
pub use axum;
pub use chrono;

pub use agent::Agent;
pub use call::Call;
pub use clock::{Clock, SystemClock};
pub use conversion::{Conversion, ConversionError};
pub use cross_origin::{Origin, OriginError};
pub use fault::{ErrorInfo, Fault};
pub use future::BoxFuture;
pub use options::Options;
pub use peer::Peer;
pub use registry::{Registered, Registry};
pub use resources::{ResourceError, ResourceTable};
pub use service::AgentService;

/// Runs the example of the package's README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Runs the examples of the guide's page.
#[cfg(doctest)]
#[doc = include_str!("../guide/serving.md")]
struct Serving;

#[cfg(doctest)]
#[doc = include_str!("../guide/webhooks.md")]
struct WebhooksPage;
