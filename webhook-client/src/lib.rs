//! A typed client for SuperOffice NetServer.
//!
//! Each [`Operation`](webhook_model::operation::Operation) has a typed request and response. The
//! core does no I/O and needs no runtime: [`RequestOf::into_http`] returns an [`http::Request`],
//! and [`Response::read`] decodes the response.
//!
//! ```
//! use webhook_client::{Client, Credentials, Response, Site};
//! use webhook_model::Webhook;
//! use webhook_model::operation::Get;
//!
//! let site = Site::new("https://online3.superoffice.com/Cust12345")?;
//! let so = Client::new(site, Credentials::ticket("7T:abc").app_token("0123456789abcdef"));
//! let request: http::Request<Vec<u8>> = so.get::<Webhook>(99_999).into_http()?;
//!
//! // Any HTTP stack can send the request; here is a response.
//! let (parts, body) = http::Response::new(b"null".to_vec()).into_parts();
//! let none: Option<Webhook> = Response::read::<Get<Webhook>>(parts, body)?;
//! assert_eq!(none, None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod archive;
#[cfg(feature = "ureq")]
pub mod blocking;
mod client;
mod clock;
mod credentials;
mod draft;
mod environment;
mod error;
mod fault;
mod kept;
mod redact;
#[cfg(feature = "refresh-token")]
mod refresh_token;
mod repeat;
mod request;
mod response;
mod send;
mod site;
mod slow;
mod source;
#[cfg(feature = "system-user")]
mod system_user;
mod tenant;
pub mod transport;

// Their types are part of this crate's interface, so users need exactly these versions.
pub use http;
#[cfg(feature = "reqwest")]
pub use reqwest;
#[cfg(feature = "ureq")]
pub use ureq;

pub use client::{Async, ClientOf, DEFAULT_TIMEOUT};
pub use clock::Clock;
pub use credentials::Credentials;
pub use environment::Environment;
pub use error::{Error, ErrorKind};
#[cfg(feature = "refresh-token")]
pub use refresh_token::{RefreshToken, Tokens};
pub use repeat::Repeats;
pub use request::RequestOf;
pub use response::{DEFAULT_BODY_LIMIT, Response};
pub use site::{Site, SiteError};
pub use source::{Channel, CredentialSource, Obtained};
#[cfg(feature = "system-user")]
pub use system_user::{KeyError, PrivateKey, SystemUser};
pub use tenant::TenantState;

/// A client whose requests are futures.
///
/// The examples [`first_call.rs`](https://docs.rs/crate/webhook-client/latest/source/examples/first_call.rs) and
/// [`password.rs`](https://docs.rs/crate/webhook-client/latest/source/examples/password.rs) are complete programs.
pub type Client = ClientOf<Async>;

/// A request whose `send` is a future.
pub type Request<O> = RequestOf<O, Async>;

/// A response in the form that the decoder of a type expects, and its media type; for tests of
/// types that are known only at run time.
///
/// # Errors
/// As [`Response::read`].
#[doc(hidden)]
pub fn text_of_response(
    ty: webhook_model::property::Type,
    parts: &http::response::Parts,
    body: &[u8],
) -> Result<Option<(webhook_model::MediaType, Vec<u8>)>, Error> {
    response::text_for(ty, parts, body)
}

/// Runs the example of the package's README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Runs the examples of the guide's pages.
#[cfg(doctest)]
#[doc = include_str!("../guide/calling.md")]
struct Calling;

#[cfg(doctest)]
#[doc = include_str!("../guide/migrating.md")]
struct Migrating;
