//! All request headers that concern entities, read once.

mod apply;
mod error;
mod rewrite;

use std::sync::OnceLock;

use http::header::HeaderMap;

pub use self::error::ContextError;
use super::authorization::{AuthorizationError, Credentials, app_token};
use super::content_type::{RequestType, UnsupportedType};
use super::language::{LanguageFields, Languages};
use super::negotiation::{Acceptable, NoMatch, NotAcceptable, acceptable};
#[cfg(feature = "time-zones")]
use super::time_zone::{self, TimeZone, TimeZoneError};
use super::xsrf::{self, XsrfError};
use crate::format::MediaType;
use crate::property::Secret;

/// The settings of a server for reading headers.
///
/// ```
/// use webhook_model::http::context::Settings;
/// use webhook_model::http::negotiation::NoMatch;
///
/// let settings = Settings::new().no_match(NoMatch::NotAcceptable);
/// # drop(settings);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    no_match: NoMatch,
    #[cfg(feature = "time-zones")]
    base_zone: TimeZone,
}

#[cfg_attr(not(feature = "time-zones"), allow(clippy::derivable_impls))]
impl Default for Settings {
    fn default() -> Self {
        Self {
            no_match: NoMatch::default(),
            #[cfg(feature = "time-zones")]
            base_zone: TimeZone::from(chrono_tz::Tz::UTC),
        }
    }
}

impl Settings {
    /// JSON if `Accept` covers no type, and the base zone UTC.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the response if `Accept` covers no type.
    #[must_use]
    pub fn no_match(mut self, no_match: NoMatch) -> Self {
        self.no_match = no_match;
        self
    }

    /// Sets the zone in which the server stores dates. Its option `includeTZOffset` is ignored: only a
    /// request can turn on offsets.
    #[cfg(feature = "time-zones")]
    #[must_use]
    pub fn base_zone(mut self, zone: TimeZone) -> Self {
        self.base_zone = zone.with_include_offset(false);
        self
    }

    /// The zone in which the server stores dates.
    #[cfg(feature = "time-zones")]
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.base_zone
    }
}

/// The headers of one request: credentials, media types, language, culture and time zone.
///
/// An invalid header is an error of the method that returns it, not of the whole request. A server can
/// thus check credentials first, so that a client without them gets 401 even if other headers are invalid.
/// [`check`](Self::check) returns the first error in the order in which a server checks the
/// headers. `Debug` shows no secret.
///
/// | value | header | overridden by |
/// |---|---|---|
/// | credentials | `Authorization` | |
/// | the session's token | `X-XSRF-TOKEN` | `Authorization`, which makes it unnecessary |
/// | the application | `SO-AppToken` | |
/// | the response's type | `Accept` | |
/// | the body's type | `Content-Type` | |
/// | the language | `Accept-Language` | `SO-Language`, unless it is not a language tag |
/// | the culture | `SO-Culture`, else the language | ignored without a language |
/// | the time zone | `SO-TimeZone`, else the base zone | |
///
/// ```
/// use http::header::{ACCEPT, HeaderMap, HeaderValue};
/// use webhook_model::MediaType;
/// use webhook_model::http::context::{RequestContext, Settings};
///
/// let mut headers = HeaderMap::new();
/// headers.insert(ACCEPT, HeaderValue::from_static("text/xml"));
/// headers.insert("so-language", HeaderValue::from_static("nb-no"));
/// let context = RequestContext::new(&headers, &Settings::new());
/// assert_eq!(context.accept()?, MediaType::TextXml);
/// assert_eq!(context.languages().vendor_code(), Some("NO"));
/// assert!(context.credentials()?.is_none());
/// # Ok::<(), webhook_model::http::context::ContextError>(())
/// ```
#[derive(Debug, Clone)]
pub struct RequestContext {
    credentials: Result<Option<Credentials>, AuthorizationError>,
    app_token: Result<Option<Secret>, AuthorizationError>,
    xsrf_token: Result<Secret, XsrfError>,
    accept: Result<Acceptable, NotAcceptable>,
    content_type: Result<RequestType, UnsupportedType>,
    /// Read on demand: most entities have no text in several languages.
    languages: OnceLock<Languages>,
    language_fields: LanguageFields,
    #[cfg(feature = "time-zones")]
    time_zone: Result<Option<TimeZone>, TimeZoneError>,
    #[cfg(feature = "time-zones")]
    base_zone: TimeZone,
}

impl RequestContext {
    /// Reads the headers of a request.
    #[must_use]
    pub fn new(headers: &HeaderMap, settings: &Settings) -> Self {
        Self {
            credentials: Credentials::from_headers(headers),
            app_token: app_token(headers),
            xsrf_token: xsrf::token(headers),
            accept: acceptable(headers, settings.no_match),
            content_type: RequestType::from_headers(headers),
            languages: OnceLock::new(),
            language_fields: LanguageFields::of(headers),
            #[cfg(feature = "time-zones")]
            time_zone: time_zone(headers, &settings.base_zone),
            #[cfg(feature = "time-zones")]
            base_zone: settings.base_zone.clone(),
        }
    }

    /// The credentials; `None` without `Authorization`.
    ///
    /// # Errors
    /// [`ContextError::Authorization`].
    pub fn credentials(&self) -> Result<Option<&Credentials>, ContextError> {
        let credentials = self.credentials.as_ref();
        Ok(credentials
            .map_err(|error| ContextError::Authorization(*error))?
            .as_ref())
    }

    /// The token of the partner's application; `None` without `SO-AppToken`.
    ///
    /// # Errors
    /// [`ContextError::AppToken`].
    pub fn app_token(&self) -> Result<Option<&Secret>, ContextError> {
        let token = self.app_token.as_ref();
        Ok(token
            .map_err(|error| ContextError::AppToken(*error))?
            .as_ref())
    }

    /// Compares `X-XSRF-TOKEN` with the token that the server keeps for the session, in constant
    /// time. For requests without credentials.
    ///
    /// # Errors
    /// [`ContextError::XsrfToken`]: no such header, several, or another value. An empty expected
    /// token matches nothing.
    pub fn check_xsrf(&self, expected: &Secret) -> Result<(), ContextError> {
        let given = self.xsrf_token.as_ref();
        let given = given.map_err(|error| ContextError::XsrfToken(*error))?;
        if !expected.is_empty() && given == expected {
            Ok(())
        } else {
            Err(ContextError::XsrfToken(XsrfError::Mismatch))
        }
    }

    /// The media type of the response.
    ///
    /// # Errors
    /// [`ContextError::Accept`], if the settings are strict.
    pub fn accept(&self) -> Result<MediaType, ContextError> {
        self.acceptable().map(|acceptable| acceptable.first())
    }

    /// The acceptable media types of the response, the preferred first.
    ///
    /// # Errors
    /// As [`accept`](Self::accept).
    pub fn acceptable(&self) -> Result<Acceptable, ContextError> {
        self.accept.map_err(ContextError::Accept)
    }

    /// The media type of the body. A request without a body does not need one.
    ///
    /// # Errors
    /// [`ContextError::ContentType`], also if the header is missing.
    pub fn content_type(&self) -> Result<RequestType, ContextError> {
        self.content_type.map_err(ContextError::ContentType)
    }

    /// The language and the culture. Invalid values count as missing.
    #[must_use]
    pub fn languages(&self) -> &Languages {
        self.languages.get_or_init(|| self.language_fields.read())
    }

    /// The time zone of the request; `None` if it names none, and dates are in the base zone.
    ///
    /// # Errors
    /// [`ContextError::TimeZone`].
    #[cfg(feature = "time-zones")]
    pub fn time_zone(&self) -> Result<Option<&TimeZone>, ContextError> {
        let zone = self.time_zone.as_ref();
        Ok(zone
            .map_err(|error| ContextError::TimeZone(error.clone()))?
            .as_ref())
    }

    /// The time zone of dates in the request and the response: the request's or the base zone. As text
    /// it is the value of an `SO-TimeZone` field in the response.
    ///
    /// # Errors
    /// [`ContextError::TimeZone`].
    #[cfg(feature = "time-zones")]
    pub fn effective_zone(&self) -> Result<&TimeZone, ContextError> {
        Ok(self.time_zone()?.unwrap_or(&self.base_zone))
    }

    /// The first error in the headers that every request has: credentials, application, response type
    /// and time zone. `Content-Type` matters only with a body, and `X-XSRF-TOKEN` only with a session.
    ///
    /// # Errors
    /// [`ContextError`] of the first invalid header.
    pub fn check(&self) -> Result<(), ContextError> {
        self.credentials()?;
        self.app_token()?;
        self.accept()?;
        #[cfg(feature = "time-zones")]
        self.time_zone()?;
        Ok(())
    }
}

/// The zone that all `SO-TimeZone` lines name: they are one list.
#[cfg(feature = "time-zones")]
fn time_zone(headers: &HeaderMap, base: &TimeZone) -> Result<Option<TimeZone>, TimeZoneError> {
    let mut lines = headers.get_all(time_zone::HEADER_NAME).iter();
    let Some(first) = lines.next() else {
        return Ok(None);
    };
    let mut value = String::from_utf8_lossy(first.as_bytes());
    for line in lines {
        // A header one byte too long is refused like a longer one.
        if value.len() > time_zone::MAX_LENGTH {
            break;
        }
        let value = value.to_mut();
        value.push(',');
        value.push_str(&String::from_utf8_lossy(line.as_bytes()));
    }
    TimeZone::from_header(&value, base.zone())
}

#[cfg(test)]
mod tests;
