//! Credentials that are obtained from a server and renewed.

use std::fmt;
use std::time::{Duration, SystemTime};

use crate::client::Inner;
use crate::credentials::Credentials;
use crate::draft::Terms;
use crate::error::Error;
use crate::kept::Kept;
use crate::transport::BoxFuture;

/// Obtains credentials that expire.
///
/// The client calls the source before the first call, before the credentials expire, and once after
/// a 401. It sends one request at a time, even if many calls wait for it.
///
/// ```
/// use webhook_client::transport::BoxFuture;
/// use webhook_client::{Channel, CredentialSource, Credentials, Error, Obtained};
///
/// /// Reads a ticket that another program keeps up to date.
/// struct File(std::path::PathBuf);
///
/// impl CredentialSource for File {
///     fn obtain<'a>(&'a self, _: Channel<'a>) -> BoxFuture<'a, Result<Obtained, Error>> {
///         Box::pin(async {
///             let ticket = std::fs::read_to_string(&self.0).map_err(Error::credentials)?;
///             Ok(Obtained::new(Credentials::ticket(ticket.trim())))
///         })
///     }
/// }
///
/// let credentials = Credentials::from_source(File("/run/ticket".into()));
/// ```
pub trait CredentialSource: Send + Sync + 'static {
    /// Obtains credentials. `channel` sends the requests for them.
    ///
    /// # Errors
    /// [`Error::credentials`] and those of the channel.
    fn obtain<'a>(&'a self, channel: Channel<'a>) -> BoxFuture<'a, Result<Obtained, Error>>;
}

/// Credentials and their expiry.
#[derive(Debug, Clone)]
pub struct Obtained {
    credentials: Credentials,
    expires: Option<SystemTime>,
}

impl Obtained {
    /// Credentials without an expiry; they are used until a server rejects them.
    #[must_use]
    pub const fn new(credentials: Credentials) -> Self {
        Self {
            credentials,
            expires: None,
        }
    }

    /// Sets the expiry. The credentials are renewed one minute earlier.
    #[must_use]
    pub const fn expires(mut self, at: SystemTime) -> Self {
        self.expires = Some(at);
        self
    }
}

/// Sends the requests of a [`CredentialSource`] with the client's transport, limits, clock and
/// retries.
#[derive(Clone, Copy)]
pub struct Channel<'a>(&'a Inner);

impl Channel<'_> {
    /// Sends a request and returns the response with any status.
    ///
    /// # Errors
    /// If no response was received.
    pub async fn send(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> Result<http::Response<Vec<u8>>, Error> {
        let write = || Ok(request.clone());
        self.0.repeatedly(Terms::READ, write).await
    }

    /// The time of the client's clock.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.0.now()
    }
}

impl fmt::Debug for Channel<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel").finish_non_exhaustive()
    }
}

/// How long before their expiry credentials are renewed.
const MARGIN: Duration = Duration::from_secs(60);

/// A source and its current credentials, which all clones of a client share.
pub(crate) struct Renewal {
    source: Box<dyn CredentialSource>,
    kept: Kept<Credentials>,
}

impl Renewal {
    pub(crate) fn new(source: impl CredentialSource) -> Self {
        Self {
            source: Box::new(source),
            kept: Kept::new(),
        }
    }

    /// The last credentials of the source.
    pub(crate) fn held(&self) -> Option<Credentials> {
        self.kept.last()
    }

    /// Returns the current credentials and their number. Credentials whose number a server has
    /// rejected are renewed.
    ///
    /// # Errors
    /// Those of the source. All calls that wait for the same request fail with its error.
    pub(crate) async fn current(
        &self,
        client: &Inner,
        refused: Option<u64>,
    ) -> Result<(u64, Credentials), Error> {
        let ask = async {
            let obtained = self.source.obtain(Channel(client)).await?;
            let until = obtained.expires.and_then(|at| at.checked_sub(MARGIN));
            Ok((obtained.credentials, until))
        };
        self.kept.get(|| client.now(), refused, ask).await
    }
}
