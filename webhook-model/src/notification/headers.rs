//! The request headers of a notification.

use std::fmt;

use http::header::{HeaderMap, HeaderValue, USER_AGENT};

use super::EventName;

/// The name of the header with the event's name, in lower case.
///
/// ```
/// use webhook_model::notification::X_SUPEROFFICE_EVENT;
///
/// assert!("X-SuperOffice-Event".eq_ignore_ascii_case(X_SUPEROFFICE_EVENT));
/// ```
pub const X_SUPEROFFICE_EVENT: &str = "x-superoffice-event";

/// The name of the header with the event's id, in lower case.
///
/// ```
/// use webhook_model::notification::X_SUPEROFFICE_EVENT_ID;
///
/// assert!("X-SuperOffice-EventId".eq_ignore_ascii_case(X_SUPEROFFICE_EVENT_ID));
/// ```
pub const X_SUPEROFFICE_EVENT_ID: &str = "x-superoffice-eventid";

/// The name of the header that counts attempts, in lower case.
///
/// ```
/// use webhook_model::notification::X_SUPEROFFICE_RETRY;
///
/// assert!("X-SuperOffice-Retry".eq_ignore_ascii_case(X_SUPEROFFICE_RETRY));
/// ```
pub const X_SUPEROFFICE_RETRY: &str = "x-superoffice-retry";

/// The name of the header with the signature; also here for receivers without the feature `signature`.
const SIGNATURE: &str = "x-superoffice-signature";

/// The longest event id, in bytes; a GUID has 36.
const MAX_ID: usize = 100;

/// The name of the sending server in `User-Agent`, before its version.
const AGENT: &[u8] = b"NetServer-Webhook/";

/// The headers that a server puts on a notification (vendor documentation).
///
/// They let a receiver route a request before reading its body. They are not signed: only the verified
/// body is trustworthy. Do not base important decisions on the headers, and give the
/// [`ReplayGuard`](super::ReplayGuard) the body's id.
///
/// ```
/// use http::header::{HeaderMap, HeaderValue};
/// use webhook_model::notification::NotificationHeaders;
///
/// let mut headers = HeaderMap::new();
/// headers.insert("X-SuperOffice-Event", HeaderValue::from_static("contact.changed"));
/// headers.insert("X-SuperOffice-EventId", HeaderValue::from_static("88f91933-edce-4c1a-8ded-ade8e2f72434"));
/// headers.insert("User-Agent", HeaderValue::from_static("NetServer-Webhook/8.2.123.456"));
///
/// let given = NotificationHeaders::from_headers(&headers)?;
/// assert_eq!(given.event.action(), Some("changed"));
/// assert_eq!(given.retry, 0);
/// assert_eq!(given.server_version, Some("8.2.123.456"));
/// assert_eq!(given.signature, None);
/// # Ok::<(), webhook_model::notification::NotificationHeaderError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotificationHeaders<'h> {
    /// The event's name, from `X-SuperOffice-Event`.
    pub event: EventName<'h>,
    /// The event's id, from `X-SuperOffice-EventId`: visible ASCII, 1 to 100 bytes.
    pub event_id: &'h str,
    /// How often the notification was sent before, from `X-SuperOffice-Retry`; 0 without it.
    pub retry: u32,
    /// The unchecked value of `X-SuperOffice-Signature`, present if the webhook has a secret.
    pub signature: Option<&'h [u8]>,
    /// The server's version, from `User-Agent`; `None` if that names another program.
    pub server_version: Option<&'h str>,
}

impl<'h> NotificationHeaders<'h> {
    /// Reads the headers.
    ///
    /// # Errors
    /// [`NotificationHeaderError`] names the header that is missing, repeated or malformed. A
    /// `User-Agent` is never an error.
    pub fn from_headers(headers: &'h HeaderMap) -> Result<Self, NotificationHeaderError> {
        use NotificationHeaderError::{Malformed, Missing};

        let event = text(headers, X_SUPEROFFICE_EVENT)?.ok_or(Missing(X_SUPEROFFICE_EVENT))?;
        let event = EventName::parse(event).map_err(|_| Malformed(X_SUPEROFFICE_EVENT))?;
        let event_id =
            text(headers, X_SUPEROFFICE_EVENT_ID)?.ok_or(Missing(X_SUPEROFFICE_EVENT_ID))?;
        if event_id.is_empty() || event_id.len() > MAX_ID {
            return Err(Malformed(X_SUPEROFFICE_EVENT_ID));
        }
        let retry = match text(headers, X_SUPEROFFICE_RETRY)? {
            Some(digits) => number(digits).ok_or(Malformed(X_SUPEROFFICE_RETRY))?,
            None => 0,
        };
        Ok(Self {
            event,
            event_id,
            retry,
            signature: single(headers, SIGNATURE)?.map(HeaderValue::as_bytes),
            server_version: server_version(headers),
        })
    }
}

/// The one line of a header.
fn single<'h>(
    headers: &'h HeaderMap,
    name: &'static str,
) -> Result<Option<&'h HeaderValue>, NotificationHeaderError> {
    let mut lines = headers.get_all(name).iter();
    let first = lines.next();
    match lines.next() {
        Some(_) => Err(NotificationHeaderError::Repeated(name)),
        None => Ok(first),
    }
}

/// The one line of a header, of visible ASCII without spaces.
fn text<'h>(
    headers: &'h HeaderMap,
    name: &'static str,
) -> Result<Option<&'h str>, NotificationHeaderError> {
    let Some(line) = single(headers, name)? else {
        return Ok(None);
    };
    let bytes = line.as_bytes();
    str::from_utf8(bytes)
        .ok()
        .filter(|_| bytes.iter().all(u8::is_ascii_graphic))
        .map(Some)
        .ok_or(NotificationHeaderError::Malformed(name))
}

/// Only digits: `parse` would accept a sign.
fn number(digits: &str) -> Option<u32> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// The version after the server's name, up to a space.
fn server_version(headers: &HeaderMap) -> Option<&str> {
    let agent = headers.get(USER_AGENT)?.as_bytes();
    let (name, rest) = agent.split_at_checked(AGENT.len())?;
    let version = str::from_utf8(rest).ok()?.split(' ').next()?;
    (name.eq_ignore_ascii_case(AGENT) && !version.is_empty()).then_some(version)
}

/// The error for invalid headers of a notification: status 400. It contains the header's name only.
///
/// ```
/// use webhook_model::notification::{NotificationHeaders, NotificationHeaderError};
///
/// let error = NotificationHeaders::from_headers(&http::HeaderMap::new()).unwrap_err();
/// assert_eq!(error, NotificationHeaderError::Missing("x-superoffice-event"));
/// assert_eq!(error.status(), 400);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotificationHeaderError {
    /// The header is missing.
    Missing(&'static str),
    /// The header is repeated.
    Repeated(&'static str),
    /// The value is invalid.
    Malformed(&'static str),
}

impl NotificationHeaderError {
    /// The HTTP status of the response to such a request: always 400.
    #[must_use]
    pub const fn status(self) -> http::StatusCode {
        http::StatusCode::BAD_REQUEST
    }
}

impl fmt::Display for NotificationHeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Missing(name) => write!(f, "a notification has the header {name}"),
            Self::Repeated(name) => write!(f, "duplicate header {name}; send it once"),
            Self::Malformed(name) => write!(f, "{name} must be {}", expected(name)),
        }
    }
}

fn expected(name: &str) -> &'static str {
    match name {
        X_SUPEROFFICE_EVENT => "the name of an event, such as contact.created",
        X_SUPEROFFICE_RETRY => "a number from 0 to 4294967295",
        _ => "1 to 100 bytes of visible ASCII",
    }
}

impl std::error::Error for NotificationHeaderError {}
