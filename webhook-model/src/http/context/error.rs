//! The errors of a request's headers.

use std::fmt;

use http::StatusCode;

use crate::http::authorization::AuthorizationError;
use crate::http::content_type::UnsupportedType;
use crate::http::negotiation::NotAcceptable;
#[cfg(feature = "time-zones")]
use crate::http::time_zone::TimeZoneError;
use crate::http::xsrf::XsrfError;

/// The error for one of a request's headers, with a variant for each. Never holds a secret.
///
/// ```
/// use http::header::{AUTHORIZATION, HeaderMap, HeaderValue};
/// use webhook_model::http::context::{RequestContext, Settings};
///
/// let mut headers = HeaderMap::new();
/// headers.insert(AUTHORIZATION, HeaderValue::from_static("Basic hunter2"));
/// let error = RequestContext::new(&headers, &Settings::new()).check().unwrap_err();
/// assert_eq!((error.header(), error.status().as_u16()), ("Authorization", 401));
/// assert!(!error.to_string().contains("hunter2"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContextError {
    /// Invalid credentials in `Authorization`: 401.
    Authorization(AuthorizationError),
    /// An invalid token in `SO-AppToken`: 401.
    AppToken(AuthorizationError),
    /// `X-XSRF-TOKEN` is not the session's token: 401.
    XsrfToken(XsrfError),
    /// `Accept` covers no type of the server: 406.
    Accept(NotAcceptable),
    /// `Content-Type` is not supported: 415.
    ContentType(UnsupportedType),
    /// `SO-TimeZone` is not a time zone: 400.
    #[cfg(feature = "time-zones")]
    TimeZone(TimeZoneError),
}

impl ContextError {
    /// The name of the header, as it is documented.
    #[must_use]
    pub const fn header(&self) -> &'static str {
        match self {
            Self::Authorization(_) => "Authorization",
            Self::AppToken(_) => "SO-AppToken",
            Self::XsrfToken(_) => "X-XSRF-TOKEN",
            Self::Accept(_) => "Accept",
            Self::ContentType(_) => "Content-Type",
            #[cfg(feature = "time-zones")]
            Self::TimeZone(_) => "SO-TimeZone",
        }
    }

    /// The status to answer with.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Authorization(error) | Self::AppToken(error) => error.status(),
            Self::XsrfToken(error) => error.status(),
            Self::Accept(error) => error.status(),
            Self::ContentType(error) => error.status(),
            #[cfg(feature = "time-zones")]
            Self::TimeZone(_) => StatusCode::BAD_REQUEST,
        }
    }

    fn inner(&self) -> &(dyn std::error::Error + 'static) {
        match self {
            Self::Authorization(error) | Self::AppToken(error) => error,
            Self::XsrfToken(error) => error,
            Self::Accept(error) => error,
            Self::ContentType(error) => error,
            #[cfg(feature = "time-zones")]
            Self::TimeZone(error) => error,
        }
    }
}

impl fmt::Display for ContextError {
    /// The message of the header's own error, which names the header.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.inner(), f)
    }
}

impl std::error::Error for ContextError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.inner())
    }
}
