//! Reads request bodies, with limits on size and time.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use http_body::Body as _;
use webhook_model::format::xml::reader::{XmlDocument, XmlLimits};
use webhook_model::http::content_type::{Charset, RequestType, check_content_encoding};
use webhook_model::http::context::RequestContext;
use webhook_model::{Decoder, Error, MediaType};

use crate::body::Body;
use crate::fault::Fault;
use crate::options::Options;

/// The maximum number of chunks in a body. A body in one-byte chunks costs a hundred times its
/// length; ordinary clients send far fewer chunks.
const MAX_FRAMES: usize = 100_000;

/// The body of a request.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) media_type: MediaType,
    /// UTF-8 without a byte order mark for JSON, the original bytes for XML.
    pub(crate) bytes: Bytes,
}

impl Received {
    /// Whether the body is JSON's null, an object without members, or an XML root of any name that
    /// is nil. The vendor's TypeScript client posts `null` to operations without arguments.
    pub(crate) fn is_nothing(&self) -> bool {
        if self.is_null() {
            return true;
        }
        let object = match self.media_type {
            MediaType::ApplicationJsonPatch => None,
            media_type if media_type.is_xml() => None,
            _ => self.bytes.trim_ascii().strip_prefix(b"{"),
        };
        object.is_some_and(|rest| rest.trim_ascii() == b"}")
    }

    /// Whether the body is JSON's null or an XML root that is nil.
    pub(crate) fn is_null(&self) -> bool {
        if self.media_type.is_xml() {
            xml_is_nil(&self.bytes)
        } else {
            self.bytes.trim_ascii() == b"null"
        }
    }

    /// The decoder of its media type.
    pub(crate) fn decoder(&self) -> Decoder {
        Decoder::new(self.media_type)
    }
}

fn xml_is_nil(body: &[u8]) -> bool {
    let nil = || -> Result<bool, Error> {
        let document = XmlDocument::decode(body, XmlLimits::default())?;
        let mut reader = document.reader();
        let Some(root) = reader.next_child()? else {
            return Ok(false);
        };
        if !root.is_nil() {
            return Ok(false);
        }
        reader.expect_end()?;
        reader.finish()?;
        Ok(true)
    };
    nil().unwrap_or(false)
}

/// Reads the body; `None` if it is missing, empty or white space.
///
/// If the operation takes no arguments, a body without a `Content-Type` is read as JSON, because
/// clients send `null` or `{}` without one.
///
/// # Errors
/// 413 beyond the limit, before reading if the length is declared; 408 for a slow body; 415 for an
/// unsupported media type, character set or coding; 400 for a truncated body or invalid bytes for
/// the character set.
pub(crate) async fn receive(
    headers: &HeaderMap,
    context: &RequestContext,
    body: Body,
    options: &Options,
    takes_arguments: bool,
) -> Result<Option<Received>, Fault> {
    check_content_encoding(headers).map_err(|error| {
        Fault::new(error.status(), error.to_string())
            .header(ACCEPT_ENCODING, HeaderValue::from_static("identity"))
    })?;
    if body.is_end_stream() {
        return Ok(None);
    }
    let bytes = read(body, options).await?;
    if bytes.trim_ascii().is_empty() {
        return Ok(None);
    }
    let request = if takes_arguments || headers.contains_key(CONTENT_TYPE) {
        context.content_type()?
    } else {
        RequestType {
            media: MediaType::ApplicationJson,
            charset: Charset::Unlabelled,
        }
    };
    let bytes = to_readable(&bytes.into(), request)?;
    Ok(Some(Received {
        media_type: request.media,
        bytes,
    }))
}

/// Reads the whole body.
///
/// # Errors
/// 413 beyond the limit, before reading if the length is declared; 408 for a slow body; 400 for a
/// truncated one.
pub(crate) async fn read(body: Body, options: &Options) -> Result<Vec<u8>, Fault> {
    let limit = options.body_limit;
    // The declared length: `Expect: 100-continue` does not get 100 for a body that is too large.
    if usize::try_from(body.size_hint().lower()).map_or(true, |declared| declared > limit) {
        return Err(too_large(limit));
    }
    let whole = tokio::time::timeout(options.body_timeout, collect(body, limit));
    whole.await.unwrap_or_else(|_| {
        let message = "the body took too long to arrive";
        Err(Fault::new(StatusCode::REQUEST_TIMEOUT, message))
    })
}

/// Joins the frames: a list of one-byte chunks would take forty times the length of the body.
async fn collect(mut body: Body, limit: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut frames = 0_usize;
    while let Some(frame) = body.frame().await {
        frames += 1;
        if frames > MAX_FRAMES {
            let message = "the body has too many chunks; send larger ones";
            return Err(Fault::new(StatusCode::PAYLOAD_TOO_LARGE, message));
        }
        let frame = frame.map_err(|_| Fault::bad_request("the body is truncated or malformed"))?;
        // Trailers are ignored.
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if data.len() > limit.saturating_sub(bytes.len()) {
            return Err(too_large(limit));
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes)
}

fn too_large(limit: usize) -> Fault {
    Fault::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!("the body may be at most {limit} bytes long"),
    )
}

/// Converts the bytes to the form that the decoders take.
fn to_readable(bytes: &Bytes, request: RequestType) -> Result<Bytes, Fault> {
    let readable = request
        .decodable(bytes)
        .map_err(|error| Fault::unsupported(error.status(), error.to_string()))?;
    Ok(match readable {
        Cow::Borrowed(part) => bytes.slice_ref(part),
        Cow::Owned(readable) => readable.into(),
    })
}
