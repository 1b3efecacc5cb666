//! The system user, for calls without a signed-in user.

mod key;
mod token;

use std::fmt;
use std::time::{Duration, SystemTime};

use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use serde_json::json;
use webhook_model::{MediaType, NetServerEntity, Secret};

pub use self::key::{KeyError, PrivateKey};
use crate::credentials::Credentials;
use crate::environment::Environment;
use crate::error::Error;
use crate::redact::Redactor;
use crate::source::{Channel, CredentialSource, Obtained};
use crate::transport::BoxFuture;

/// The lifetime of an unused ticket.
const TICKET_LIFE: Duration = Duration::from_secs(6 * 3_600);

/// The system user of a tenant. Its token, signed by the application, is exchanged for a ticket.
///
/// The login server responds with a JSON Web Token. The ticket is accepted only if the algorithm is
/// RS256, the key is the server's, and the issuer, the audience, the time and the tenant are
/// correct.
///
/// ```
/// use webhook_client::{Client, Credentials, Environment, PrivateKey, Site, SystemUser};
///
/// # fn client(xml: &str) -> Result<Client, Box<dyn std::error::Error>> {
/// let user = SystemUser::new(
///     Environment::Online,
///     "Cust12345",
///     "Application-abcdef", // the system user token
///     "0123456789abcdef",   // the client secret
///     PrivateKey::read(xml)?,
/// );
/// let site = Site::new("https://online3.superoffice.com/Cust12345")?;
/// let so = Client::new(site, Credentials::from_source(user));
/// # Ok(so)
/// # }
/// ```
///
/// The example [`system_user.rs`](https://docs.rs/crate/webhook-client/latest/source/examples/system_user.rs)
/// is a complete program.
pub struct SystemUser {
    environment: Environment,
    context: String,
    system_token: Secret,
    client_secret: Secret,
    key: PrivateKey,
}

/// The response of the exchange.
#[derive(NetServerEntity)]
struct Exchanged {
    is_successful: bool,
    token: Option<Secret>,
    error_message: Option<String>,
}

impl SystemUser {
    /// The system user of a tenant, such as `Cust12345`.
    #[must_use]
    pub fn new(
        environment: Environment,
        context: impl Into<String>,
        system_token: impl Into<Secret>,
        client_secret: impl Into<Secret>,
        key: PrivateKey,
    ) -> Self {
        Self {
            environment,
            context: context.into(),
            system_token: system_token.into(),
            client_secret: client_secret.into(),
            key,
        }
    }

    /// The system user token, the minute in UTC, and the signature of both:
    /// `{token}.{yyyyMMddHHmm}.{base64}`.
    ///
    /// # Errors
    /// If the key cannot sign.
    pub fn signed_token(&self, now: SystemTime) -> Result<Secret, KeyError> {
        let text = format!("{}.{}", self.system_token.expose(), minute(now));
        let signature = self.key.sign(&text)?;
        Ok(format!("{text}.{signature}").into())
    }

    async fn exchange(&self, channel: Channel<'_>) -> Result<Obtained, Error> {
        let now = channel.now();
        let signed = self.signed_token(now).map_err(Error::credentials)?;
        let login = self.environment.login();
        let body = json!({
            "SignedSystemToken": signed.expose(),
            "ApplicationToken": self.client_secret.expose(),
            "ContextIdentifier": self.context,
            "ReturnTokenType": "JWT",
        });
        let request =
            http::Request::post(format!("{login}/Login/api/PartnerSystemUser/Authenticate"))
                .header(CONTENT_TYPE, MediaType::ApplicationJson.content_type())
                .header(
                    ACCEPT,
                    HeaderValue::from_static(MediaType::ApplicationJson.as_str()),
                )
                .body(body.to_string().into_bytes())
                .map_err(Error::credentials)?;
        let answer = channel.send(request).await?;
        let exchanged = Exchanged::decode(MediaType::ApplicationJson, answer.body());
        let token = match exchanged {
            Ok(Exchanged {
                is_successful: true,
                token: Some(token),
                ..
            }) => token,
            Ok(exchanged) => {
                let reason = exchanged.error_message.unwrap_or_default();
                return Err(refused(answer.status(), reason.trim()));
            }
            Err(_) => return Err(refused(answer.status(), "")),
        };
        let keys = http::Request::get(format!("{login}/login/.well-known/jwks"))
            .body(Vec::new())
            .map_err(Error::credentials)?;
        let keys = channel.send(keys).await?;
        if !keys.status().is_success() {
            let status = keys.status().as_u16();
            return Err(Error::credentials(format!(
                "the keys of the login server cannot be read: {status}"
            )));
        }
        let ticket =
            token::ticket(token.expose(), keys.body(), &self.context, now).map_err(|reason| {
                Error::credentials(format!(
                    "the token of the login server is refused: {reason}"
                ))
            })?;
        let credentials = Credentials::ticket(ticket).app_token(self.client_secret.clone());
        Ok(Obtained::new(credentials).expires(now + TICKET_LIFE))
    }
}

fn refused(status: http::StatusCode, reason: &str) -> Error {
    let reason = if reason.is_empty() {
        "without a reason"
    } else {
        reason
    };
    let status = status.as_u16();
    Error::credentials(format!(
        "the login server refused the system user: {status}, {reason}"
    ))
}

/// `yyyyMMddHHmm` in UTC.
fn minute(now: SystemTime) -> String {
    chrono::DateTime::<chrono::Utc>::from(now)
        .format("%Y%m%d%H%M")
        .to_string()
}

impl CredentialSource for SystemUser {
    fn obtain<'a>(&'a self, channel: Channel<'a>) -> BoxFuture<'a, Result<Obtained, Error>> {
        Box::pin(async move {
            self.exchange(channel).await.map_err(|error| {
                let secrets = [self.system_token.expose(), self.client_secret.expose()];
                error.redacted(&Redactor::new(secrets))
            })
        })
    }
}

impl fmt::Debug for SystemUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SystemUser")
            .field("environment", &self.environment)
            .field("context", &self.context)
            .finish_non_exhaustive()
    }
}
