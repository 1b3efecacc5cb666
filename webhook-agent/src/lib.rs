//! Serves NetServer entities over HTTP like the vendor's agents: a tower service with the
//! CreateDefault operation of any derived entity, and with the operations that you add.
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
//! let client = Client::new(agent.into_service());
//! let reply = client.post(Webhook::CREATE_DEFAULT_PATH).basic("tje0", "hunter2").send().await;
//! assert_eq!(reply.status(), 200);
//! assert!(reply.text().starts_with(r#"{"WebhookId":0,"#));
//! # }
//! ```
//!
//! | request | response |
//! |---|---|
//! | `POST /api/v1/Agents/{Agent}/CreateDefault{Entity}` | the default entity in an accepted media type |
//! | `GET` on an operation | a description of the operation, which is not run |
//! | `GET /api` | the versions, as data or as a page |
//! | `GET /api/v1` | every address with its methods, as data or as a page |
//! | `GET /api/v1/Agents` | every agent with its entities and operations |
//! | `GET /api/v1/openapi.json` | the OpenAPI document |
//! | `GET /health` | `{"Status":"ok"}` |
//! | `GET /metrics` | metrics for Prometheus, for this machine and for authenticated callers |
//! | `GET /console` | the web console, if [`Webhooks::console`](webhooks::Webhooks::console) is set |
//!
//! [`stored`] stores entities and also serves them as REST resources, [`webhooks`] is the complete
//! Webhook agent with the delivery of notifications, and [`receiver`] receives notifications.
//!
//! Dates in requests and responses are in the time zone of `SO-TimeZone`. Translated properties are
//! in the language and culture of the request. See [`Options::base_zone`] and
//! [`Options::resources`].
//!
//! Paths match in any case. A POST requires credentials; descriptions are public, as the vendor
//! publishes them. With [`Options::private_listing`], every path except `/health` requires
//! credentials. Otherwise an unknown path is 404 and an unknown method 405 for every caller.
//! Authentication (401, 403) comes next, before the rest of the request is checked. Cross-origin
//! requests of browsers are 403 except GET; see [`Options::allow_origin`].

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
mod received;
pub mod receiver;
mod registry;
mod resources;
mod route;
pub mod server;
mod service;
pub mod store;
pub mod stored;
mod table;
mod task;
mod template;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "tls")]
mod tls;
pub mod webhooks;
mod zone;

// These types are part of this crate's interface, so users need the same versions.
pub use bytes;
pub use chrono;
pub use http;

pub use agent::Agent;
pub use body::{Body, BodyError};
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
pub use service::HttpService;

/// Tests the example of the package's README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Tests the examples of the guide.
#[cfg(doctest)]
#[doc = include_str!("../guide/serving.md")]
struct Serving;

#[cfg(doctest)]
#[doc = include_str!("../guide/webhooks.md")]
struct WebhooksPage;
