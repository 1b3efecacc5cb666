//! Credentials of a client.

use std::fmt;
use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue};
use webhook_model::Secret;
use webhook_model::http::authorization::SO_APP_TOKEN;
use webhook_model::http::xsrf::{X_XSRF_TOKEN, XSRF_COOKIE};

use crate::error::{Error, ErrorKind};
use crate::redact::Redactor;
use crate::source::{CredentialSource, Renewal};

/// The credentials of a client. They are sent with each call and never shown.
///
/// ```
/// use webhook_client::Credentials;
///
/// let credentials = Credentials::ticket("7T:abc").app_token("0123456789abcdef");
/// assert!(!format!("{credentials:?}").contains("abc"));
/// ```
#[derive(Clone)]
pub struct Credentials {
    kind: Kind,
    app_token: Option<Secret>,
    /// The value of `Authorization`, written for the first request.
    authorization: OnceLock<HeaderValue>,
}

#[derive(Clone)]
enum Kind {
    Anonymous,
    Basic { user: String, password: Secret },
    Ticket(Secret),
    Bearer(Secret),
    Session { cookie: Secret, xsrf_token: Secret },
    Source(Arc<Renewal>),
}

impl Credentials {
    /// No credentials.
    #[must_use]
    pub const fn anonymous() -> Self {
        Self::of(Kind::Anonymous)
    }

    /// A user name and a password, for on-premises servers. Both may be empty.
    #[must_use]
    pub fn basic(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::of(Kind::Basic {
            user: user.into(),
            password: password.into(),
        })
    }

    /// A session ticket, such as `7T:..`. The online service also requires an
    /// [`app_token`](Self::app_token).
    #[must_use]
    pub fn ticket(ticket: impl Into<Secret>) -> Self {
        Self::of(Kind::Ticket(ticket.into()))
    }

    /// An access token of the online login (RFC 6750), such as `8A:Cust12345..`.
    #[must_use]
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self::of(Kind::Bearer(token.into()))
    }

    /// A browser session: the value of its `Cookie` header field, and the token against cross-site
    /// request forgery.
    ///
    /// The token is sent as `X-XSRF-TOKEN`, and as the cookie `XSRF-TOKEN` unless `cookie` already
    /// contains one.
    #[must_use]
    pub fn session(cookie: impl Into<Secret>, xsrf_token: impl Into<Secret>) -> Self {
        Self::of(Kind::Session {
            cookie: cookie.into(),
            xsrf_token: xsrf_token.into(),
        })
    }

    /// Credentials from a source, which obtains them for the first call and renews them: a
    /// [`SystemUser`], a [`RefreshToken`], or your own type. All clones of a client share them.
    ///
    /// [`SystemUser`]: https://docs.rs/webhook-client/latest/webhook_client/struct.SystemUser.html
    /// [`RefreshToken`]: https://docs.rs/webhook-client/latest/webhook_client/struct.RefreshToken.html
    #[must_use]
    pub fn from_source(source: impl CredentialSource) -> Self {
        Self::of(Kind::Source(Arc::new(Renewal::new(source))))
    }

    /// The source, if the credentials are not fixed.
    pub(crate) fn renewal(&self) -> Option<&Renewal> {
        match &self.kind {
            Kind::Source(renewal) => Some(renewal),
            _ => None,
        }
    }

    /// The credentials from a source, with the client secret that was added to the source.
    pub(crate) fn renewed(&self, held: Self) -> Self {
        match &self.app_token {
            Some(token) => held.app_token(token.clone()),
            None => held,
        }
    }

    /// Adds the client secret of the application, which is sent as `SO-AppToken`.
    #[must_use]
    pub fn app_token(mut self, token: impl Into<Secret>) -> Self {
        self.app_token = Some(token.into());
        self
    }

    const fn of(kind: Kind) -> Self {
        Self {
            kind,
            app_token: None,
            authorization: OnceLock::new(),
        }
    }

    /// The header fields, each marked as sensitive.
    ///
    /// # Errors
    /// [`ErrorKind::Credentials`] for a user name with a colon, and for characters that a header
    /// field cannot contain.
    pub(crate) fn add_to(&self, headers: &mut HeaderMap) -> Result<(), Error> {
        match &self.kind {
            Kind::Anonymous => {}
            Kind::Basic { user, password } => {
                self.authorize(headers, || basic(user, password))?;
            }
            Kind::Ticket(ticket) => self.authorize(headers, || scheme("SOTicket", ticket))?,
            Kind::Bearer(token) => self.authorize(headers, || scheme("Bearer", token))?,
            Kind::Source(renewal) => {
                let held = renewal.held();
                let held = held.ok_or_else(|| {
                    invalid("no credentials have been obtained yet: send a request first")
                })?;
                held.add_to(headers)?;
            }
            Kind::Session { cookie, xsrf_token } => {
                if xsrf_token.is_empty() {
                    return Err(invalid("the XSRF token is empty"));
                }
                let token = xsrf_token.expose();
                insert(headers, X_XSRF_TOKEN, token)?;
                insert(headers, COOKIE, &with_token(cookie.expose(), token))?;
            }
        }
        if let Some(token) = &self.app_token {
            insert(headers, SO_APP_TOKEN, token.expose())?;
        }
        Ok(())
    }

    /// Adds `Authorization`, whose value is computed once.
    fn authorize(
        &self,
        headers: &mut HeaderMap,
        write: impl FnOnce() -> Result<String, Error>,
    ) -> Result<(), Error> {
        let field = if let Some(field) = self.authorization.get() {
            field.clone()
        } else {
            let field = sensitive(&write()?)?;
            self.authorization.get_or_init(|| field).clone()
        };
        headers.insert(AUTHORIZATION, field);
        Ok(())
    }

    /// Removes these credentials from texts.
    pub(crate) fn redactor(&self) -> Redactor {
        if let Kind::Source(renewal) = &self.kind {
            return match renewal.held() {
                Some(held) => self.renewed(held).redactor(),
                None => Redactor::new(self.app_token.iter().map(Secret::expose)),
            };
        }
        let mut secrets: Vec<&str> = Vec::new();
        let pair;
        match &self.kind {
            Kind::Anonymous | Kind::Source(_) => {}
            Kind::Basic { user, password } => {
                pair = format!("{user}:{}", password.expose());
                secrets.extend([&pair, password.expose()]);
            }
            Kind::Ticket(secret) | Kind::Bearer(secret) => secrets.push(secret.expose()),
            Kind::Session { cookie, xsrf_token } => {
                let values = cookie.expose().split(';');
                secrets.extend(values.filter_map(|pair| Some(pair.split_once('=')?.1)));
                secrets.push(xsrf_token.expose());
            }
        }
        secrets.extend(self.app_token.iter().map(Secret::expose));
        Redactor::new(secrets)
    }
}

fn basic(user: &str, password: &Secret) -> Result<String, Error> {
    if user.contains(':') {
        return Err(invalid(
            "the user name contains a colon, which Basic does not allow",
        ));
    }
    let mut letters = user.chars().chain(password.expose().chars());
    if letters.any(char::is_control) {
        return Err(invalid(
            "the user name or the password contains a control character",
        ));
    }
    let pair = BASE64.encode(format!("{user}:{}", password.expose()));
    Ok(format!("Basic {pair}"))
}

fn scheme(scheme: &str, secret: &Secret) -> Result<String, Error> {
    if secret.is_empty() {
        return Err(invalid("the ticket or token is empty"));
    }
    Ok(format!("{scheme} {}", secret.expose()))
}

/// The cookies, including the one with the token.
fn with_token(cookie: &str, token: &str) -> String {
    let named = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default();
        name.trim() == XSRF_COOKIE
    };
    if cookie.split(';').any(named) {
        return cookie.to_owned();
    }
    let separator = if cookie.trim().is_empty() { "" } else { "; " };
    format!("{cookie}{separator}{XSRF_COOKIE}={token}")
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) -> Result<(), Error> {
    headers.insert(name, sensitive(value)?);
    Ok(())
}

fn sensitive(value: &str) -> Result<HeaderValue, Error> {
    let mut field = HeaderValue::try_from(value)
        .map_err(|_| invalid("a character of the credentials cannot be sent in a header field"))?;
    field.set_sensitive(true);
    Ok(field)
}

fn invalid(message: &'static str) -> Error {
    Error::new(ErrorKind::Credentials, message)
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.kind {
            Kind::Anonymous => "Credentials::anonymous()",
            Kind::Basic { .. } => "Credentials::basic(***)",
            Kind::Ticket(_) => "Credentials::ticket(***)",
            Kind::Bearer(_) => "Credentials::bearer(***)",
            Kind::Session { .. } => "Credentials::session(***)",
            Kind::Source(_) => "Credentials::from_source(..)",
        })?;
        f.write_str(if self.app_token.is_some() {
            ".app_token(***)"
        } else {
            ""
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(credentials: &Credentials) -> Result<Vec<(String, String)>, String> {
        let mut headers = HeaderMap::new();
        credentials
            .add_to(&mut headers)
            .map_err(|error| error.to_string())?;
        assert!(headers.values().all(HeaderValue::is_sensitive));
        let field = |(name, value): (&HeaderName, &HeaderValue)| {
            (name.to_string(), value.to_str().expect("text").to_owned())
        };
        Ok(headers.iter().map(field).collect())
    }

    #[test]
    fn each_kind_has_its_header_fields() {
        for (credentials, expected) in [
            (Credentials::anonymous(), vec![]),
            (
                Credentials::basic("tje0", "Tje0"),
                vec![("authorization", "Basic dGplMDpUamUw")],
            ),
            (
                Credentials::basic("tje0", ""),
                vec![("authorization", "Basic dGplMDo=")],
            ),
            (
                Credentials::bearer("8A:x"),
                vec![("authorization", "Bearer 8A:x")],
            ),
            (
                Credentials::ticket("7T:x").app_token("app"),
                vec![("authorization", "SOTicket 7T:x"), ("so-apptoken", "app")],
            ),
            (
                Credentials::session("a=b", "t"),
                vec![("x-xsrf-token", "t"), ("cookie", "a=b; XSRF-TOKEN=t")],
            ),
            (
                Credentials::session("a=b; XSRF-TOKEN=t", "t"),
                vec![("x-xsrf-token", "t"), ("cookie", "a=b; XSRF-TOKEN=t")],
            ),
            (
                Credentials::session("", "t"),
                vec![("x-xsrf-token", "t"), ("cookie", "XSRF-TOKEN=t")],
            ),
        ] {
            let expected: Vec<_> = expected
                .iter()
                .map(|(n, v)| ((*n).into(), (*v).into()))
                .collect();
            assert_eq!(fields(&credentials), Ok(expected), "{credentials:?}");
        }
    }

    #[test]
    fn invalid_credentials_are_errors_without_the_secret() {
        for credentials in [
            Credentials::basic("a:b", "hunter2"),
            Credentials::basic("a", "hunter2\n"),
            Credentials::ticket("hunter2\r\nX: y"),
            Credentials::ticket(""),
            Credentials::bearer("hunter2\0"),
            Credentials::session("hunter2=\n", "t"),
            Credentials::session("a=b", ""),
            Credentials::anonymous().app_token("hunter2\n"),
        ] {
            let error = fields(&credentials).expect_err("an error");
            assert!(!error.contains("hunter2"), "{error}");
            assert!(!format!("{credentials:#?}").contains("hunter2"));
        }
    }

    #[test]
    fn secrets_are_removed_from_texts() {
        let text = "session hunter2 and appl1cation are unknown";
        for credentials in [
            Credentials::basic("x", "hunter2"),
            Credentials::ticket("hunter2"),
            Credentials::session("s=hunter2; t=u", "token"),
        ] {
            let redactor = credentials.app_token("appl1cation").redactor();
            let redacted = redactor.hide(text.to_owned());
            assert_eq!(redacted, "session *** and *** are unknown");
        }
        let redactor = Credentials::basic("tje0", "x").redactor();
        let sent = "Basic dGplMDp4 is refused".to_owned();
        assert_eq!(redactor.hide(sent), "Basic *** is refused");
    }
}
