//! Credentials that are fixed when the agent starts.

use http::request::Parts;
use subtle::ConstantTimeEq as _;
use webhook_model::Secret;
use webhook_model::http::authorization::{Credentials, Scheme};
use webhook_model::http::challenge::Challenge;
use webhook_model::http::context::RequestContext;

use super::hashed::HashedUsers;
use super::password::PasswordHash;
use super::session::{self, Session};
use super::{Authenticator, Caller, Refusal, Verdict};
use crate::peer::Peer;

/// The default name of the session cookie.
const SESSION_COOKIE: &str = "NetServerSession";

/// The `Retry-After` of a login that found the queue full: by then, the whole queue has been
/// processed.
const RETRY_AFTER: u32 = 2;

/// The realm in a 401.
const REALM: &str = "NetServer";

/// A fixed set of users, tickets, tokens and sessions, compared in constant time. `Debug` shows no
/// secrets.
///
/// ```
/// use webhook_agent::auth::StaticCredentials;
///
/// let credentials = StaticCredentials::new().basic("tje0", "hunter2").bearer("token-of-a-robot");
/// assert!(!format!("{credentials:?}").contains("hunter2"));
/// ```
#[derive(Debug, Clone)]
pub struct StaticCredentials {
    users: Vec<(String, Secret)>,
    hashed: HashedUsers,
    tickets: Vec<Secret>,
    tokens: Vec<Secret>,
    app_tokens: Vec<Secret>,
    sessions: Vec<Session>,
    session_cookie: String,
    schemes: Vec<Scheme>,
    challenge: Option<Challenge>,
}

impl Default for StaticCredentials {
    fn default() -> Self {
        Self {
            users: Vec::new(),
            hashed: HashedUsers::default(),
            tickets: Vec::new(),
            tokens: Vec::new(),
            app_tokens: Vec::new(),
            sessions: Vec::new(),
            session_cookie: SESSION_COOKIE.to_owned(),
            schemes: Vec::new(),
            challenge: None,
        }
    }
}

impl StaticCredentials {
    /// No credentials: every request is rejected.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a user for the scheme Basic. Replaces a user of the same name, whether with a password
    /// or a hash.
    #[must_use]
    pub fn basic(mut self, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        let user = user.into();
        self.users.retain(|(name, _)| *name != user);
        self.hashed.remove(&user);
        self.users.push((user, password.into()));
        self.takes(Scheme::Basic)
    }

    /// Adds a user for the scheme Basic with a password hash. Replaces a user of the same name,
    /// whether with a password or a hash.
    ///
    /// Verifying a hash takes tens of milliseconds by design. A verified password is remembered
    /// until the agent stops, as a digest with its own key, so a client that sends it with each
    /// request waits only once. A wrong password and an unknown user take the same time and get the
    /// same response. At most 32 requests wait for a hash. Further requests get 503 with
    /// `Retry-After`, as does a waiting request whose client has closed its side of the connection.
    #[must_use]
    pub fn basic_hashed(mut self, user: impl Into<String>, hash: PasswordHash) -> Self {
        let user = user.into();
        self.users.retain(|(name, _)| *name != user);
        self.hashed.add(user, hash);
        self.takes(Scheme::Basic)
    }

    /// Adds a ticket for the scheme `SoTicket`.
    #[must_use]
    pub fn ticket(mut self, ticket: impl Into<Secret>) -> Self {
        self.tickets.push(ticket.into());
        self.takes(Scheme::SoTicket)
    }

    /// Adds a token for the scheme Bearer.
    #[must_use]
    pub fn bearer(mut self, token: impl Into<Secret>) -> Self {
        self.tokens.push(token.into());
        self.takes(Scheme::Bearer)
    }

    /// Adds the token of an application, sent as `SO-AppToken`, that may use restricted agents.
    #[must_use]
    pub fn app_token(mut self, token: impl Into<Secret>) -> Self {
        self.app_tokens.push(token.into());
        self
    }

    /// Adds a browser session: the value of its cookie, and the token that each request must repeat
    /// in `X-XSRF-TOKEN`. An empty value or token never matches.
    #[must_use]
    pub fn session(mut self, value: impl Into<Secret>, xsrf_token: impl Into<Secret>) -> Self {
        self.sessions.push(Session {
            value: value.into(),
            xsrf: xsrf_token.into(),
        });
        self
    }

    /// Sets the name of the session cookie; `NetServerSession` by default.
    #[must_use]
    pub fn session_cookie(mut self, name: impl Into<String>) -> Self {
        self.session_cookie = name.into();
        self
    }

    /// Whether no credentials are set, so that every request is rejected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.schemes.is_empty() && self.sessions.is_empty()
    }

    fn takes(mut self, scheme: Scheme) -> Self {
        if !self.schemes.contains(&scheme) {
            self.schemes.push(scheme);
        }
        self.challenge = Challenge::new(&self.schemes, REALM).ok();
        self
    }

    async fn check(&self, request: &Parts, context: &RequestContext) -> Result<Caller, Refusal> {
        let caller = match context.credentials()? {
            Some(credentials) => self.known(credentials, request.extensions.get()).await?,
            None if self.sessions.is_empty() => {
                return Err(Refusal::unauthenticated("send Authorization"));
            }
            None => {
                let headers = &request.headers;
                session::check(headers, context, &self.session_cookie, &self.sessions)?
            }
        };
        let application = context.app_token()?;
        let cleared = application.is_some_and(|token| any_equal(&self.app_tokens, token));
        Ok(caller.allow_restricted(cleared))
    }

    async fn known(
        &self,
        credentials: &Credentials,
        peer: Option<&Peer>,
    ) -> Result<Caller, Refusal> {
        if !self.schemes.contains(&credentials.scheme()) {
            let message = format!("the scheme {} is not accepted", credentials.scheme());
            return Err(Refusal::unauthenticated(message));
        }
        let (found, caller, refusal) = match credentials {
            Credentials::Basic { user, password } => (
                self.is_user(user, password) || self.is_hashed_user(user, password, peer).await?,
                Caller::user(user.as_str()),
                "unknown user or wrong password",
            ),
            Credentials::SoTicket(ticket) => (
                any_equal(&self.tickets, ticket),
                Caller::anonymous(),
                "unknown ticket",
            ),
            Credentials::Bearer(token) => (
                any_equal(&self.tokens, token),
                Caller::anonymous(),
                "unknown token",
            ),
        };
        if found {
            Ok(caller)
        } else {
            Err(Refusal::unauthenticated(refusal))
        }
    }

    async fn is_hashed_user(
        &self,
        user: &str,
        password: &Secret,
        peer: Option<&Peer>,
    ) -> Result<bool, Refusal> {
        let has_left = || peer.is_some_and(Peer::has_closed);
        let found = self.hashed.is_user(user, password, has_left).await;
        found.map_err(|_| {
            Refusal::unavailable("too many logins are being checked; try again later")
                .retry_after(RETRY_AFTER)
        })
    }

    /// Compares the name and password of every user, so that the time does not depend on whether a
    /// user exists.
    fn is_user(&self, user: &str, password: &Secret) -> bool {
        let same = self.users.iter().filter(|(name, right)| {
            let same_name = bool::from(name.as_bytes().ct_eq(user.as_bytes()));
            let same_password = right == password;
            same_name && same_password
        });
        // Counted, because a search would stop at the first match.
        same.count() > 0
    }
}

/// Compares all of them; [`Secret`]s are compared in constant time.
fn any_equal(secrets: &[Secret], given: &Secret) -> bool {
    secrets.iter().filter(|secret| *secret == given).count() > 0
}

impl Authenticator for StaticCredentials {
    fn challenge(&self) -> Option<&Challenge> {
        self.challenge.as_ref()
    }

    fn authenticate<'a>(&'a self, request: &'a Parts, context: &'a RequestContext) -> Verdict<'a> {
        Box::pin(self.check(request, context))
    }
}
