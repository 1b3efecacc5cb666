//! Decodes an HTTP response to the result of an operation.

use std::borrow::{Borrow, Cow};

use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION};
use http::response::Parts;
use url::Url;
use webhook_model::http::content_type::{RequestType, check_content_encoding, decode_charset};
use webhook_model::operation::Operation;
use webhook_model::property::{PropertyType, Type};
use webhook_model::{Decoder, MediaType};

use crate::error::{Error, ErrorKind};
use crate::fault::{ErrorObject, Expected};

/// The default maximum size of a response in bytes: 32 MiB.
pub const DEFAULT_BODY_LIMIT: usize = 32 * 1024 * 1024;

/// Decodes responses of operations from any HTTP stack.
///
/// ```
/// use webhook_client::{ErrorKind, Response};
/// use webhook_model::Webhook;
/// use webhook_model::operation::Get;
///
/// let (parts, body) = http::Response::new(&b"null"[..]).into_parts();
/// assert_eq!(Response::read::<Get<Webhook>>(parts, body)?, None);
///
/// // A failed call may have status 200.
/// let body = br#"{"Error": true, "ErrorType": "ArgumentException", "Message": "no"}"#;
/// let (parts, body) = http::Response::new(&body[..]).into_parts();
/// let error = Response::read::<Get<Webhook>>(parts, body).unwrap_err();
/// assert_eq!((error.kind(), error.error_type()), (ErrorKind::Server, Some("ArgumentException")));
/// assert_eq!(error.to_string(), "Webhook/GetWebhook: 200 ArgumentException: no");
/// # Ok::<(), webhook_client::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Response(());

impl Response {
    /// Decodes a response of at most [`DEFAULT_BODY_LIMIT`] bytes. The body must be decompressed.
    ///
    /// An empty body, as with status 204, is null. `Content-Type` determines the format; the
    /// default is JSON.
    ///
    /// # Errors
    /// [`ErrorKind::Server`] for a status outside 2xx and for an error object with any status,
    /// [`ErrorKind::Redirect`], [`ErrorKind::TooLarge`], [`ErrorKind::Answer`].
    pub fn read<O: Operation>(
        parts: impl Borrow<Parts>,
        body: impl AsRef<[u8]>,
    ) -> Result<O::Response, Error> {
        Self::read_within::<O>(parts, body, DEFAULT_BODY_LIMIT)
    }

    /// As [`read`](Self::read), with another limit in bytes.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_within<O: Operation>(
        parts: impl Borrow<Parts>,
        body: impl AsRef<[u8]>,
        limit: usize,
    ) -> Result<O::Response, Error> {
        let read = Self::read_whole::<O::Response>(parts.borrow(), body.as_ref(), limit);
        read.map_err(|error| error.of(O::PATH).bounded())
    }

    /// As [`read_within`](Self::read_within), with errors that contain the complete text of the
    /// server, but not the operation.
    pub(crate) fn read_whole<T: PropertyType>(
        parts: &Parts,
        body: &[u8],
        limit: usize,
    ) -> Result<T, Error> {
        let is_nothing = std::any::TypeId::of::<T>() == std::any::TypeId::of::<()>();
        let wanted = Wanted {
            expected: Expected::of::<T>(),
            ty: T::TYPE,
            is_nothing,
            limit,
        };
        let content = content(parts, body, wanted).map_err(|error| {
            let error = error.with_request_id(request_id(&parts.headers));
            error.with_status(parts.status)
        })?;
        let Some((media_type, body)) = content else {
            return Ok(T::blank());
        };
        let decoded = Decoder::new(media_type).decode(&body);
        decoded.map_err(|error| {
            let message = format!("unexpected response: {error}");
            Error::new(ErrorKind::Answer, message)
                .with_request_id(request_id(&parts.headers))
                .with_status(parts.status)
                .with_source(error)
        })
    }
}

/// A body in the form that the decoder expects, and its media type.
type Text<'b> = (MediaType, Cow<'b, [u8]>);

/// The requirements on the body.
#[derive(Clone, Copy)]
struct Wanted {
    expected: Expected,
    ty: Type,
    is_nothing: bool,
    limit: usize,
}

/// As [`Response::read`], without decoding, for a type that is known only at run time.
pub(crate) fn text_for(
    ty: Type,
    parts: &Parts,
    body: &[u8],
) -> Result<Option<(MediaType, Vec<u8>)>, Error> {
    let wanted = Wanted {
        expected: Expected::of_type(ty),
        ty,
        is_nothing: false,
        limit: DEFAULT_BODY_LIMIT,
    };
    let text = content(parts, body, wanted)?;
    Ok(text.map(|(media_type, text)| (media_type, text.into_owned())))
}

/// The body of a successful response and its media type; `None` for null.
fn content<'b>(parts: &Parts, body: &'b [u8], wanted: Wanted) -> Result<Option<Text<'b>>, Error> {
    if body.len() > wanted.limit {
        return Err(too_large(wanted.limit));
    }
    check_content_encoding(&parts.headers).map_err(|_| {
        let message =
            "the response is compressed: pass the decompressed body and remove Content-Encoding";
        Error::new(ErrorKind::Answer, message)
    })?;
    if parts.status.is_redirection() {
        return Err(redirect(&parts.headers));
    }
    if !parts.status.is_success() {
        return Err(refusal(parts, body));
    }
    if body.trim_ascii().is_empty() {
        if wanted.is_nothing || wanted.ty.is_nullable() {
            return Ok(None);
        }
        let message = "the response is empty, but the operation returns a value";
        return Err(Error::new(ErrorKind::Answer, message));
    }
    let (media_type, text) = text(&parts.headers, body, wanted.is_nothing)?;
    if let Some(object) = ErrorObject::instead_of(wanted.expected, media_type, &text) {
        return Err(of_object(&object));
    }
    Ok((!wanted.is_nothing).then_some((media_type, text)))
}

/// The body in the form that the decoder expects, and its media type.
fn text<'b>(headers: &HeaderMap, body: &'b [u8], is_nothing: bool) -> Result<Text<'b>, Error> {
    let Some(field) = headers.get(CONTENT_TYPE) else {
        return Ok((MediaType::ApplicationJson, body.into()));
    };
    let named = match RequestType::parse(field.as_bytes()) {
        Ok(named) => named,
        // The body is ignored if the operation has no result.
        Err(_) if is_nothing => return Ok((MediaType::ApplicationJson, body.into())),
        Err(_) => {
            let field = String::from_utf8_lossy(field.as_bytes());
            let named = field.split(';').next().unwrap_or_default().trim();
            // A longer value is not a media type.
            let found = if named.len() <= 100 {
                format!("`{named}`")
            } else {
                "another type".to_owned()
            };
            let message =
                format!("expected a response in JSON or XML but found {found}: check the base URL");
            return Err(Error::new(ErrorKind::Answer, message));
        }
    };
    if named.media.is_xml() {
        // The XML decoder evaluates the byte order mark and the declaration itself.
        return Ok((named.media, body.into()));
    }
    let text = match decode_charset(body, named.charset) {
        Ok(Cow::Borrowed(text)) => text.as_bytes().into(),
        Ok(Cow::Owned(text)) => text.into_bytes().into(),
        Err(error) => {
            let message = format!("the response is not text: {error}");
            return Err(Error::new(ErrorKind::Answer, message).with_source(error));
        }
    };
    Ok((named.media, text))
}

/// The error for a status outside 2xx.
#[cold]
fn refusal(parts: &Parts, body: &[u8]) -> Error {
    let field = parts.headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    let named = field.and_then(|field| RequestType::parse(field).ok());
    let sniffed = match body.trim_ascii_start().first() {
        Some(b'{') => Some(MediaType::ApplicationJson),
        Some(b'<') => Some(MediaType::ApplicationXml),
        _ => None,
    };
    let media_type = named
        .map(|named| named.media)
        .filter(|named| !named.is_patch());
    let object = media_type.or(sniffed).and_then(|media_type| {
        let text = text(&parts.headers, body, true).ok()?.1;
        ErrorObject::read(media_type, &text)
    });
    if let Some(object) = object {
        return of_object(&object);
    }
    let plain = field.is_some_and(|field| field.starts_with(b"text/plain"));
    let message = if plain && !body.trim_ascii().is_empty() {
        String::from_utf8_lossy(body).into_owned()
    } else {
        let reason = parts
            .status
            .canonical_reason()
            .unwrap_or("the request failed");
        reason.to_ascii_lowercase()
    };
    Error::new(ErrorKind::Server, message)
}

#[cold]
fn of_object(object: &ErrorObject) -> Error {
    Error::new(ErrorKind::Server, object.message()).with_type(object.error_type())
}

#[cold]
fn redirect(headers: &HeaderMap) -> Error {
    // The path and the query may contain credentials from a login.
    let origin = headers
        .get(LOCATION)
        .and_then(|to| Url::parse(to.to_str().ok()?).ok())
        .map(|to| format!(" to `{}`", to.origin().ascii_serialization()));
    let origin = origin.unwrap_or_default();
    let message = format!(
        "the server redirects{origin}; redirects are not followed, because they could send credentials to another host: correct the base URL"
    );
    Error::new(ErrorKind::Redirect, message)
}

pub(crate) fn too_large(limit: usize) -> Error {
    let message = format!(
        "the response is longer than {limit} bytes: raise the limit, or select fewer properties"
    );
    Error::new(ErrorKind::TooLarge, message)
}

/// The id under which the server logs the request.
fn request_id(headers: &HeaderMap) -> Option<String> {
    let id = headers.get("x-request-id")?.to_str().ok()?.trim();
    (!id.is_empty()).then(|| id.to_owned())
}
