//! Error responses.

use std::borrow::Cow;
use std::fmt;

use http::header::{ACCEPT, CONTENT_TYPE, HeaderName};
use http::{HeaderValue, StatusCode};
use webhook_model::http::context::ContextError;
use webhook_model::validation::Violations;
use webhook_model::{Encoder, Error, MediaType, NetServerEntity};

use crate::body::{Body, Response};

/// The body of every error response, in the format of the vendor's servers.
///
/// ```
/// use webhook_agent::ErrorInfo;
/// use webhook_model::MediaType;
///
/// let body = br#"{"Error": true, "Message": "no such webhook"}"#;
/// let info = ErrorInfo::decode(MediaType::ApplicationJson, body)?;
/// assert_eq!(info.message, "no such webhook");
/// # Ok::<(), webhook_model::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct ErrorInfo {
    /// Always true: distinguishes the body of an error from an entity.
    #[netserver(default = true)]
    pub error: bool,
    /// The kind of error, named like the .NET exception of the vendor's servers.
    pub error_type: String,
    /// What is wrong and how to fix it.
    pub message: String,
    /// The program that sends the response.
    pub error_source: String,
}

/// The body of error responses of REST resources: like [`ErrorInfo`], except for the name of the
/// message.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(entity = "ErrorInfo")]
pub(crate) struct RestErrorInfo {
    #[netserver(default = true)]
    error: bool,
    error_type: String,
    error_message: String,
    error_source: String,
}

/// An error response: a status, a message, and the header fields that the status requires.
///
/// Returned by handlers; the agent writes it in an accepted media type. The message is sent to the
/// client, so it must not contain secrets or internal details.
///
/// ```
/// use http::StatusCode;
/// use webhook_agent::Fault;
///
/// let fault = Fault::new(StatusCode::CONFLICT, "the webhook was changed by another user");
/// assert_eq!(fault.status(), 409);
/// assert_eq!(fault.info().error_type, "InvalidOperationException");
/// ```
#[derive(Debug, Clone)]
pub struct Fault {
    status: StatusCode,
    error_type: &'static str,
    message: Cow<'static, str>,
    fields: Vec<(HeaderName, HeaderValue)>,
    in_rest: bool,
}

impl Fault {
    /// An error response. The kind of error follows from the status.
    #[must_use]
    pub fn new(status: StatusCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            status,
            error_type: error_type(status),
            message: message.into(),
            fields: Vec::new(),
            in_rest: false,
        }
    }

    /// Uses the format of REST resources.
    pub(crate) fn in_rest(mut self) -> Self {
        self.in_rest = true;
        self
    }

    /// The status 400: an invalid argument or body.
    #[must_use]
    pub fn bad_request(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// The status 404: an unknown key.
    #[must_use]
    pub fn not_found(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// The status 500. The reason belongs in the log.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal error; the log of the agent has it under this x-request-id",
        )
    }

    /// The response to an unsupported body, with the supported media types (RFC 9110 section 15.5.16).
    pub(crate) fn unsupported(status: StatusCode, message: String) -> Self {
        let known: Vec<&str> = MediaType::ALL.iter().map(|known| known.as_str()).collect();
        let fault = Self::new(status, message);
        match HeaderValue::try_from(known.join(", ")) {
            Ok(known) => fault.header(ACCEPT, known),
            Err(_) => fault,
        }
    }

    /// Names the kind of error, such as `SoEntityNotFoundException`, instead of the status's own.
    #[must_use]
    pub fn error_type(mut self, error_type: &'static str) -> Self {
        self.error_type = error_type;
        self
    }

    /// Adds a header field to the response.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.fields.push((name, value));
        self
    }

    /// The status of the response.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// What is wrong.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// The header fields that the status requires.
    pub(crate) fn fields(&self) -> &[(HeaderName, HeaderValue)] {
        &self.fields
    }

    /// The body of the response.
    #[must_use]
    pub fn info(&self) -> ErrorInfo {
        ErrorInfo {
            error: true,
            error_type: self.error_type.to_owned(),
            message: self.message.clone().into_owned(),
            error_source: env!("CARGO_PKG_NAME").to_owned(),
        }
    }

    /// Converts to a response in JSON, for a service of your own.
    #[must_use]
    pub fn into_response(self) -> http::Response<Body> {
        let json = MediaType::ApplicationJson;
        let mut response = self.render(&Encoder::new(json), json);
        response.extensions_mut().insert(self);
        response
    }

    /// The response in a media type. The patch types get JSON, and so does a message that XML cannot
    /// represent.
    pub(crate) fn render(&self, encoder: &Encoder<'_>, media_type: MediaType) -> Response {
        let info = self.info();
        let encode = |encoder: &Encoder<'_>| {
            if !self.in_rest {
                return encoder.encode(&info);
            }
            encoder.encode(&RestErrorInfo {
                error: info.error,
                error_type: info.error_type.clone(),
                error_message: info.message.clone(),
                error_source: info.error_source.clone(),
            })
        };
        let written = if media_type.is_patch() {
            None
        } else {
            encode(encoder).ok().map(|body| (media_type, body))
        };
        let (media_type, body) = written.unwrap_or_else(|| {
            let json = MediaType::ApplicationJson;
            (json, encode(&Encoder::new(json)).unwrap_or_default())
        });
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        let content_type = HeaderValue::from_static(media_type.content_type());
        headers.insert(CONTENT_TYPE, content_type);
        for (name, value) in &self.fields {
            headers.append(name.clone(), value.clone());
        }
        response
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.status.as_u16(), self.message)
    }
}

impl std::error::Error for Fault {}

impl From<Error> for Fault {
    /// The error for a body that cannot be decoded or applied. Messages contain names and
    /// positions, not values.
    fn from(error: Error) -> Self {
        Self::new(error.status(), error.to_string())
    }
}

impl From<Violations> for Fault {
    /// The error 422 with all violations. Messages contain no values.
    fn from(violations: Violations) -> Self {
        Self::new(violations.status(), violations.to_string())
    }
}

impl From<ContextError> for Fault {
    /// The response to an invalid header field.
    fn from(error: ContextError) -> Self {
        match error {
            ContextError::ContentType(_) => Self::unsupported(error.status(), error.to_string()),
            _ => Self::new(error.status(), error.to_string()),
        }
    }
}

/// The .NET exception for a status.
fn error_type(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 => "AuthenticationException",
        403 => "UnauthorizedAccessException",
        404 => "KeyNotFoundException",
        405 | 406 | 415 | 417 | 501 => "NotSupportedException",
        408 | 504 => "TimeoutException",
        409 | 412 => "InvalidOperationException",
        500..=599 => "Exception",
        _ => "ArgumentException",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(media_type: MediaType) -> (Response, Encoder<'static>) {
        let encoder = Encoder::new(media_type);
        let fault = Fault::bad_request("no");
        (fault.render(&encoder, media_type), encoder)
    }

    #[test]
    fn patch_types_are_answered_in_json() {
        let (response, _) = text(MediaType::ApplicationMergePatch);
        assert_eq!(
            response
                .headers()
                .get(CONTENT_TYPE)
                .map(HeaderValue::as_bytes),
            Some(b"application/json; charset=utf-8".as_slice())
        );
        let (response, _) = text(MediaType::TextXml);
        assert_eq!(
            response
                .headers()
                .get(CONTENT_TYPE)
                .map(HeaderValue::as_bytes),
            Some(b"text/xml; charset=utf-8".as_slice())
        );
    }

    #[test]
    fn errors_that_xml_cannot_represent_are_json() {
        let fault = Fault::bad_request("a\0b");
        let response = fault.render(&Encoder::new(MediaType::TextXml), MediaType::TextXml);
        assert_eq!(
            response
                .headers()
                .get(CONTENT_TYPE)
                .map(HeaderValue::as_bytes),
            Some(b"application/json; charset=utf-8".as_slice())
        );
    }
}
