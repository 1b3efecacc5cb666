//! The error type of calls.

use std::borrow::Cow;
use std::fmt;

use http::StatusCode;

use crate::fault::bounded;
use crate::redact::Redactor;
use crate::tenant::TenantState;

/// The kind of an error.
///
/// ```
/// use webhook_client::{Client, Credentials, ErrorKind, Site};
/// use webhook_model::Webhook;
///
/// let so = Client::new(Site::new("https://crm.example")?, Credentials::basic("a:b", ""));
/// let error = so.get::<Webhook>(1).into_http().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Credentials);
/// # Ok::<(), webhook_client::SiteError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request cannot be written; nothing was sent.
    Request,
    /// The credentials cannot be sent or obtained; nothing was sent.
    Credentials,
    /// The base URL of the tenant cannot be obtained; nothing was sent.
    Site,
    /// The tenant does not accept calls, for example because it is suspended, deleted or in
    /// maintenance; nothing was sent.
    Tenant(TenantState),
    /// The server responded with an error: see [`Error::status`] and [`Error::error_type`].
    Server,
    /// The server responded with a redirect. Redirects are never followed, because they could send
    /// credentials to another host.
    Redirect,
    /// The response cannot be decoded, for example because of its media type or content.
    Answer,
    /// The response is longer than the limit.
    TooLarge,
    /// The connection could not be established; nothing was sent.
    NotSent,
    /// The connection was lost; the server may have run the request.
    Interrupted,
    /// The request timed out; the server may have run it.
    Timeout,
    /// The client has no transport.
    NoTransport,
}

/// The error of a call, with its kind, the operation and the server's message.
///
/// `Display`, `Debug` and the sources never contain a credential.
pub struct Error(Box<Detail>);

struct Detail {
    kind: ErrorKind,
    operation: Cow<'static, str>,
    status: Option<StatusCode>,
    error_type: Option<String>,
    message: String,
    request_id: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Detail {
            kind,
            operation: Cow::Borrowed(""),
            status: None,
            error_type: None,
            message: message.into(),
            request_id: None,
            source: None,
        }))
    }

    /// Creates the error of a [`CredentialSource`](crate::CredentialSource). The text must not
    /// contain any credentials.
    ///
    /// ```
    /// use webhook_client::{Error, ErrorKind};
    ///
    /// let error = Error::credentials("the vault is closed");
    /// assert_eq!(error.kind(), ErrorKind::Credentials);
    /// ```
    #[must_use]
    pub fn credentials(reason: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Credentials, reason.to_string())
    }

    /// The same error for another call, without its source.
    pub(crate) fn again(&self) -> Self {
        let detail = &self.0;
        Self(Box::new(Detail {
            kind: detail.kind,
            operation: Cow::Borrowed(""),
            status: detail.status,
            error_type: detail.error_type.clone(),
            message: detail.message.clone(),
            request_id: detail.request_id.clone(),
            source: None,
        }))
    }

    /// Sets the operation by its path, unless it is set.
    pub(crate) fn of(mut self, path: impl Into<Cow<'static, str>>) -> Self {
        if self.0.operation.is_empty() {
            self.0.operation = match path.into() {
                Cow::Borrowed(path) => Cow::Borrowed(short(path)),
                Cow::Owned(path) => Cow::Owned(short(&path).to_owned()),
            };
        }
        self
    }

    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = Some(status);
        self
    }

    pub(crate) fn with_type(mut self, error_type: Option<String>) -> Self {
        self.0.error_type = error_type;
        self
    }

    pub(crate) fn with_request_id(mut self, id: Option<String>) -> Self {
        self.0.request_id = id;
        self
    }

    pub(crate) fn with_source(
        mut self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Removes secrets from the server's text, then truncates it: a truncated secret would not be
    /// found. A source that contains a secret is dropped.
    #[cold]
    pub(crate) fn redacted(mut self, secrets: &Redactor) -> Self {
        let detail = &mut *self.0;
        let hidden = |text: String| bounded(&secrets.hide(text));
        detail.error_type = detail.error_type.take().map(hidden);
        detail.message = hidden(std::mem::take(&mut detail.message));
        let id = detail.request_id.take();
        detail.request_id = id.map(|id| secrets.hide(id).chars().take(100).collect());
        if detail.source.as_deref().is_some_and(|source| {
            let mut next = Some(source as &(dyn std::error::Error + 'static));
            let texts = std::iter::from_fn(|| {
                let error = next?;
                next = error.source();
                Some(format!("{error} {error:?}"))
            });
            texts.take(100).any(|text| secrets.finds(&text))
        }) {
            detail.source = None;
        }
        self
    }

    /// Truncates the server's text.
    pub(crate) fn bounded(self) -> Self {
        self.redacted(&Redactor::none())
    }

    /// Drops the decoder's quotes if the response contains a secret, because quotes are truncated.
    pub(crate) fn without_quotes_of(mut self, body: &[u8], secrets: &Redactor) -> Self {
        if self.0.source.is_some() && secrets.finds(&String::from_utf8_lossy(body)) {
            self.0.message =
                "the response cannot be decoded; it contains the credentials and is not shown"
                    .into();
            self.0.source = None;
        }
        self
    }

    /// The kind of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation as `Agent/Operation`, such as `Webhook/SaveWebhook`; the path of a list of REST.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.0.operation
    }

    /// The status of the response; `None` without a response. A failed call may have status 200.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The server's name for the kind of error, such as `SoEntityNotFoundException`.
    #[must_use]
    pub fn error_type(&self) -> Option<&str> {
        self.0.error_type.as_deref()
    }

    /// The description of the error: the server's message, if it sent one. At most 2,000
    /// characters.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The id under which the server has logged the request, if it sent one. At most 100
    /// characters.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }
}

/// The agent and the operation of a path.
pub(crate) fn short(path: &str) -> &str {
    let rest = path.strip_prefix("/api/v1/").unwrap_or(path);
    rest.strip_prefix("Agents/").unwrap_or(rest)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let detail = &self.0;
        if !detail.operation.is_empty() {
            write!(f, "{}: ", detail.operation)?;
        }
        if let Some(status) = detail.status {
            write!(f, "{}", status.as_u16())?;
            if let Some(error_type) = &detail.error_type {
                write!(f, " {error_type}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&detail.message)?;
        if let Some(id) = &detail.request_id {
            write!(f, " (request {id})")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("operation", &self.0.operation)
            .field("status", &self.0.status)
            .field("error_type", &self.0.error_type)
            .field("message", &self.0.message)
            .field("request_id", &self.0.request_id)
            .field("source", &self.0.source)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.0.source.as_deref();
        source.map(|source| source as &(dyn std::error::Error + 'static))
    }
}
