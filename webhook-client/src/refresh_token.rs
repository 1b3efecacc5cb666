//! Refresh tokens of the online login.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use url::form_urlencoded::Serializer;
use webhook_model::{MediaType, Secret};

use crate::credentials::Credentials;
use crate::environment::Environment;
use crate::error::Error;
use crate::fault::ErrorObject;
use crate::redact::Redactor;
use crate::source::{Channel, CredentialSource, Obtained};
use crate::transport::BoxFuture;

/// The tokens from the login server, for the hook of [`RefreshToken::store`]. `Debug` does not show
/// the tokens.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Tokens {
    /// The access token, sent as `Bearer`.
    pub access_token: Secret,
    /// The refresh token to use from now on; it is unchanged unless the server sent a new one.
    pub refresh_token: Secret,
    /// The lifetime of the access token.
    pub expires_in: Duration,
}

/// A refresh token of the online login, which is exchanged for access tokens.
///
/// ```
/// use webhook_client::{Client, Credentials, Environment, RefreshToken, Site};
///
/// let token = RefreshToken::new(Environment::Online, "client-id", "client-secret", "refresh")
///     .redirect_uri("https://app.example/callback")
///     .store(|tokens| println!("the new token expires in {:?}", tokens.expires_in));
/// let site = Site::new("https://online3.superoffice.com/Cust12345")?;
/// let so = Client::new(site, Credentials::from_source(token));
/// # Ok::<(), webhook_client::SiteError>(())
/// ```
pub struct RefreshToken {
    environment: Environment,
    client_id: String,
    client_secret: Secret,
    redirect_uri: Option<String>,
    /// The refresh token for the next exchange.
    next: Mutex<Secret>,
    store: Option<Store>,
}

/// A function that stores the tokens.
type Store = Box<dyn Fn(&Tokens) + Send + Sync>;

/// The response of the token endpoint (RFC 6749 section 5.1).
struct Answer {
    access_token: Secret,
    refresh_token: Option<Secret>,
    expires_in: u64,
}

impl Answer {
    fn read(body: &[u8]) -> Option<Self> {
        let mut body: serde_json::Value = serde_json::from_slice(body).ok()?;
        let mut text = |name: &str| match body.get_mut(name).map(serde_json::Value::take) {
            Some(serde_json::Value::String(text)) if !text.is_empty() => Some(Secret::from(text)),
            _ => None,
        };
        let (access_token, refresh_token) = (text("access_token")?, text("refresh_token"));
        // Some servers send the number as text.
        let expires_in = match body.get("expires_in") {
            Some(serde_json::Value::String(text)) => text.parse().ok(),
            Some(number) => number.as_u64(),
            None => None,
        };
        Some(Self {
            access_token,
            refresh_token,
            // The default in the vendor's documentation.
            expires_in: expires_in.unwrap_or(3_600),
        })
    }
}

impl RefreshToken {
    /// Creates a refresh token with the id and the secret of its application.
    #[must_use]
    pub fn new(
        environment: Environment,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        refresh_token: impl Into<Secret>,
    ) -> Self {
        Self {
            environment,
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            redirect_uri: None,
            next: Mutex::new(refresh_token.into()),
            store: None,
        }
    }

    /// Sets the redirect address that is registered for the application.
    #[must_use]
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(uri.into());
        self
    }

    /// Sets a function that stores the tokens of each response of the login server. Calls wait for
    /// it, so it should be fast.
    #[must_use]
    pub fn store(mut self, store: impl Fn(&Tokens) + Send + Sync + 'static) -> Self {
        self.store = Some(Box::new(store));
        self
    }

    fn current(&self) -> Secret {
        self.next
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The body of the request (RFC 6749 section 6).
    fn form(&self, refresh_token: &Secret) -> String {
        let mut form = Serializer::new(String::new());
        form.append_pair("grant_type", "refresh_token")
            .append_pair("client_id", &self.client_id)
            .append_pair("client_secret", self.client_secret.expose())
            .append_pair("refresh_token", refresh_token.expose());
        if let Some(uri) = &self.redirect_uri {
            form.append_pair("redirect_uri", uri);
        }
        form.finish()
    }

    async fn exchange(
        &self,
        channel: Channel<'_>,
        refresh_token: Secret,
    ) -> Result<Obtained, Error> {
        let form = self.form(&refresh_token);
        let login = self.environment.login();
        let request = http::Request::post(format!("{login}/login/common/oauth/tokens"))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(
                ACCEPT,
                HeaderValue::from_static(MediaType::ApplicationJson.as_str()),
            )
            .body(form.into_bytes())
            .map_err(Error::credentials)?;
        let now = channel.now();
        let answer = channel.send(request).await?;
        let read = Answer::read(answer.body()).filter(|_| answer.status().is_success());
        let Some(read) = read else {
            return Err(refused(&answer));
        };
        let tokens = Tokens {
            access_token: read.access_token,
            refresh_token: read.refresh_token.unwrap_or(refresh_token),
            expires_in: Duration::from_secs(read.expires_in),
        };
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = tokens.refresh_token.clone();
        if let Some(store) = &self.store {
            store(&tokens);
        }
        let obtained = Obtained::new(Credentials::bearer(tokens.access_token));
        Ok(match now.checked_add(tokens.expires_in) {
            Some(ends) => obtained.expires(ends),
            None => obtained,
        })
    }
}

fn refused(answer: &http::Response<Vec<u8>>) -> Error {
    let object = ErrorObject::read(MediaType::ApplicationJson, answer.body());
    let reason = object.map_or_else(|| "without a reason".to_owned(), |object| object.message());
    let status = answer.status().as_u16();
    Error::credentials(format!(
        "the login server refused the refresh token: {status}, {reason}"
    ))
}

impl CredentialSource for RefreshToken {
    fn obtain<'a>(&'a self, channel: Channel<'a>) -> BoxFuture<'a, Result<Obtained, Error>> {
        Box::pin(async move {
            let refresh_token = self.current();
            let obtained = self.exchange(channel, refresh_token.clone()).await;
            obtained.map_err(|error| {
                let secrets = [self.client_secret.expose(), refresh_token.expose()];
                error.redacted(&Redactor::new(secrets))
            })
        })
    }
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshToken")
            .field("environment", &self.environment)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}
