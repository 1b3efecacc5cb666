//! The client for blocking code: `send` blocks until the response has arrived.
//!
//! ```no_run
//! use webhook_client::{Credentials, Site, blocking::Client};
//! use webhook_model::Webhook;
//!
//! let site = Site::new("https://crm.example")?;
//! let so = Client::new(site, Credentials::basic("tje0", "hunter2"));
//! let mut hook = so.create_default::<Webhook>().send()?;
//! hook.name = Some("orders".into());
//! let hook = so.save(&hook).send()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::sync::Arc;

use webhook_model::operation::Operation;

use crate::client::ClientOf;
use crate::clock::ThreadClock;
use crate::credentials::Credentials;
use crate::error::Error;
use crate::request::RequestOf;
use crate::site::Site;
use crate::transport::Ureq;

/// Marks the clients whose requests block.
#[derive(Debug, Clone, Copy)]
pub struct Blocking(());

/// A client whose requests block.
pub type Client = ClientOf<Blocking>;

/// A request whose `send` blocks.
pub type Request<O> = RequestOf<O, Blocking>;

impl ClientOf<Blocking> {
    /// Creates a client of a site that sends by [`Ureq`].
    #[must_use]
    pub fn new(site: Site, credentials: Credentials) -> Self {
        Self::with(
            site,
            credentials,
            Some(Arc::new(Ureq::new())),
            Some(Arc::new(ThreadClock)),
        )
    }
}

impl<O> RequestOf<O, Blocking> {
    /// Sends the request, waits for the response and decodes it. Failures are retried according to
    /// [`Repeats`](crate::Repeats).
    ///
    /// # Errors
    /// Every [`ErrorKind`](crate::ErrorKind).
    pub fn send(self) -> Result<O::Response, Error>
    where
        O: Operation,
    {
        pollster::block_on(self.client.inner.call::<O>(&self.draft))
    }
}
