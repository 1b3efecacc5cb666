//! Authentication: the trait that applications implement, and fixed credentials.

mod hashed;
mod hashing;
mod password;
mod session;
mod static_credentials;

use std::borrow::Cow;

use http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use webhook_model::http::authorization::AuthorizationError;
use webhook_model::http::challenge::Challenge;
use webhook_model::http::context::{ContextError, RequestContext};
use webhook_model::http::xsrf::XsrfError;

use crate::fault::Fault;
use crate::future::BoxFuture;

pub use self::password::{PasswordHash, PasswordHashError};
pub use self::static_credentials::StaticCredentials;

/// The future that an [`Authenticator`] returns; it may wait for a database.
pub type Verdict<'a> = BoxFuture<'a, Result<Caller, Refusal>>;

/// Decides who may call the operations.
///
/// Futures are boxed, so that an agent is not generic over its authenticator. The cost of one
/// allocation per request is negligible.
///
/// ```
/// use http::request::Parts;
/// use webhook_agent::auth::{Authenticator, Caller, Refusal, Verdict};
/// use webhook_model::http::challenge::Challenge;
/// use webhook_model::http::context::RequestContext;
///
/// /// Accepts every user that the proxy has authenticated.
/// #[derive(Debug)]
/// struct BehindProxy;
///
/// impl Authenticator for BehindProxy {
///     fn challenge(&self) -> Option<&Challenge> {
///         None
///     }
///
///     fn authenticate<'a>(&'a self, request: &'a Parts, _: &'a RequestContext) -> Verdict<'a> {
///         let user = request.headers.get("x-proxy-user").and_then(|user| user.to_str().ok());
///         let verdict = user.map(Caller::user).ok_or(Refusal::unauthenticated("log in first"));
///         Box::pin(std::future::ready(verdict))
///     }
/// }
/// ```
pub trait Authenticator: Send + Sync + 'static {
    /// The value of `WWW-Authenticate` in a 401 (RFC 9110 section 11.6.1).
    fn challenge(&self) -> Option<&Challenge>;

    /// Returns the caller, or the reason to reject the request. `context` contains the credentials,
    /// `request` all header fields. The body is read later.
    fn authenticate<'a>(&'a self, request: &'a Parts, context: &'a RequestContext) -> Verdict<'a>;
}

/// Accepts every request without credentials: for tests, and for use behind a server that
/// authenticates.
///
/// ```
/// use webhook_agent::{Agent, auth::Anyone};
/// use webhook_model::Webhook;
///
/// let service = Agent::new(Anyone).serve_entity::<Webhook>().into_service();
/// # drop(service);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Anyone;

impl Authenticator for Anyone {
    fn challenge(&self) -> Option<&Challenge> {
        None
    }

    fn authenticate<'a>(&'a self, _: &'a Parts, _: &'a RequestContext) -> Verdict<'a> {
        let caller = Caller::anonymous().allow_restricted(true);
        Box::pin(std::future::ready(Ok(caller)))
    }
}

/// An authenticated caller.
///
/// ```
/// use webhook_agent::auth::Caller;
///
/// let caller = Caller::user("tje0").allow_restricted(true);
/// assert_eq!(caller.name(), Some("tje0"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    name: Option<String>,
    restricted: bool,
}

impl Caller {
    /// A caller with a name.
    #[must_use]
    pub fn user(name: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            restricted: false,
        }
    }

    /// A caller without a name, such as one with a ticket.
    #[must_use]
    pub fn anonymous() -> Self {
        Self {
            name: None,
            restricted: false,
        }
    }

    /// Sets whether the application may use agents that
    /// [`Options::restrict`](crate::Options::restrict) restricts.
    #[must_use]
    pub fn allow_restricted(mut self, may: bool) -> Self {
        self.restricted = may;
        self
    }

    /// The name, if the caller has one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    pub(crate) fn may_use_restricted(&self) -> bool {
        self.restricted
    }
}

/// The reason to reject a request. The text is sent to the client: it must not contain secrets, and
/// must be the same for an unknown user and a wrong password.
///
/// ```
/// use webhook_agent::auth::Refusal;
///
/// assert_eq!(Refusal::forbidden("not today").status(), 403);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    status: StatusCode,
    message: Cow<'static, str>,
    /// In seconds.
    retry_after: Option<u32>,
}

impl Refusal {
    /// The status 401: missing or invalid credentials.
    #[must_use]
    pub fn unauthenticated(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, message)
    }

    /// The status 403: an authenticated caller without the right to do this.
    #[must_use]
    pub fn forbidden(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::FORBIDDEN, message)
    }

    /// The status 503: the user database is not available.
    #[must_use]
    pub fn unavailable(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, message)
    }

    fn new(status: StatusCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            status,
            message: message.into(),
            retry_after: None,
        }
    }

    /// Sets the number of seconds after which to retry (RFC 9110 section 10.2.3).
    ///
    /// ```
    /// use webhook_agent::auth::Refusal;
    ///
    /// let refusal = Refusal::unavailable("the user database does not respond").retry_after(30);
    /// assert_eq!(refusal.status(), 503);
    /// ```
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The status of the response.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// Converts to an error response; a 401 contains the challenge.
    pub(crate) fn into_fault(self, challenge: Option<&Challenge>) -> Fault {
        let mut fault = Fault::new(self.status, self.message);
        if let Some(seconds) = self.retry_after {
            fault = fault.header(RETRY_AFTER, HeaderValue::from(seconds));
        }
        match challenge {
            Some(challenge) if self.status == StatusCode::UNAUTHORIZED => {
                let value: HeaderValue = challenge.header_value().clone();
                fault.header(WWW_AUTHENTICATE, value)
            }
            _ => fault,
        }
    }
}

impl From<AuthorizationError> for Refusal {
    fn from(error: AuthorizationError) -> Self {
        Self::unauthenticated(error.to_string())
    }
}

impl From<ContextError> for Refusal {
    fn from(error: ContextError) -> Self {
        Self::new(error.status(), error.to_string())
    }
}

impl From<XsrfError> for Refusal {
    fn from(error: XsrfError) -> Self {
        Self::unauthenticated(error.to_string())
    }
}
