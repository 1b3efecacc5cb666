//! What goes wrong in a request, and the body that tells the client.

use std::borrow::Cow;
use std::fmt;

use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use webhook_model::http::context::ContextError;
use webhook_model::{Encoder, Error, MediaType, NetServerEntity};

/// The body of every error answer, as the vendor's servers write it.
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
    /// Always true: tells the body of an error from an entity.
    #[netserver(default = true)]
    pub error: bool,
    /// The kind of error, named like the exception of .NET that servers throw for it.
    pub error_type: String,
    /// What is wrong and what would be right, for people.
    pub message: String,
    /// The program that refused.
    pub error_source: String,
}

/// An error answer: a status, a message, and header fields that the status asks for.
///
/// Handlers return it; the agent writes it in the type that the client asked for. The message goes
/// to the client: put neither a secret nor anything internal into it.
///
/// ```
/// use axum::http::StatusCode;
/// use webhook_agent::Fault;
///
/// let fault = Fault::new(StatusCode::CONFLICT, "somebody else has changed this webhook");
/// assert_eq!(fault.status(), 409);
/// assert_eq!(fault.info().error_type, "InvalidOperationException");
/// ```
#[derive(Debug, Clone)]
pub struct Fault {
    status: StatusCode,
    error_type: &'static str,
    message: Cow<'static, str>,
    fields: Vec<(HeaderName, HeaderValue)>,
}

impl Fault {
    /// An error answer; the kind of error follows from the status.
    #[must_use]
    pub fn new(status: StatusCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            status,
            error_type: error_type(status),
            message: message.into(),
            fields: Vec::new(),
        }
    }

    /// The status 400: an argument or a body that cannot be used.
    #[must_use]
    pub fn bad_request(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// The status 500, without saying why: reasons are for the log.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the request could not be answered; the log of the agent has it under this x-request-id",
        )
    }

    /// The answer to a body in a form that is not read; it says what would be (RFC 9110 section
    /// 15.5.16).
    pub(crate) fn unsupported(status: StatusCode, message: String) -> Self {
        let known = MediaType::ALL.map(MediaType::as_str).join(", ");
        let fault = Self::new(status, message);
        match HeaderValue::try_from(known) {
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

    /// Adds a header field to the answer.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.fields.push((name, value));
        self
    }

    /// The status of the answer.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The body of the answer.
    #[must_use]
    pub fn info(&self) -> ErrorInfo {
        ErrorInfo {
            error: true,
            error_type: self.error_type.to_owned(),
            message: self.message.clone().into_owned(),
            error_source: env!("CARGO_PKG_NAME").to_owned(),
        }
    }

    /// The answer in a media type. An error is no change to an entity, so that the patch types get
    /// JSON, and so does a message that the encoder cannot write.
    pub(crate) fn render(&self, encoder: &Encoder<'_>, media_type: MediaType) -> Response {
        let info = self.info();
        let written = if media_type.is_patch() {
            None
        } else {
            encoder.encode(&info).ok().map(|body| (media_type, body))
        };
        let (media_type, body) = written.unwrap_or_else(|| {
            let json = MediaType::ApplicationJson;
            (json, Encoder::new(json).encode(&info).unwrap_or_default())
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

impl IntoResponse for Fault {
    /// The answer in JSON; the agent's outer layer finds the fault beside it and writes it again
    /// where the client asked for XML.
    fn into_response(self) -> Response {
        let json = MediaType::ApplicationJson;
        let mut response = self.render(&Encoder::new(json), json);
        response.extensions_mut().insert(self);
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
    /// The answer to a request whose body cannot be read or applied; the texts of these errors
    /// hold names and places, never values.
    fn from(error: Error) -> Self {
        let status = StatusCode::from_u16(error.status());
        Self::new(
            status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            error.to_string(),
        )
    }
}

impl From<ContextError> for Fault {
    /// The answer to a header that cannot be used.
    fn from(error: ContextError) -> Self {
        match error {
            ContextError::ContentType(_) => Self::unsupported(error.status(), error.to_string()),
            _ => Self::new(error.status(), error.to_string()),
        }
    }
}

/// The exception of .NET that says what the status says.
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
    fn what_xml_cannot_hold_is_answered_in_json() {
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
