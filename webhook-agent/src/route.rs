//! Type-erased operations: a description, and a function that runs the handler.

use std::any::TypeId;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode};
use webhook_model::http::context::RequestContext;
use webhook_model::http::negotiation::Acceptable;
use webhook_model::operation::Operation;
use webhook_model::property::{PropertyType, Slot, Value};
use webhook_model::schema::OperationInfo;
use webhook_model::{Error, ErrorKind, MediaType, Projection};

use crate::auth::Caller;
use crate::body::{Body, Response};
use crate::call::{Call, has_no_members};
use crate::fault::Fault;
use crate::future::BoxFuture;
use crate::key::key_of;
use crate::listing::base;
use crate::options::Options;
use crate::path::query_value;
use crate::received::Received;
use crate::template::Arguments;
use crate::zone;

type Answer = BoxFuture<'static, Result<Response, Fault>>;

/// The header field with the time zone of the dates in a response.
const ZONE: HeaderName = HeaderName::from_static("so-timezone");

/// The initial capacity of a response body, enough for an entity without long texts.
const ROOM: usize = 1024;

/// The number of header fields in most responses, excluding those that hyper adds.
const FIELDS: usize = 6;

/// A call with an authenticated caller and a complete body.
pub(crate) struct Ready {
    pub(crate) parts: Box<Parts>,
    pub(crate) caller: Caller,
    pub(crate) context: Arc<RequestContext>,
    pub(crate) body: Option<Received>,
    pub(crate) arguments: Arguments,
    /// The acceptable media types of the response.
    pub(crate) acceptable: Acceptable,
    pub(crate) options: Arc<Options>,
}

/// An operation and its handler.
#[derive(Clone)]
pub(crate) struct Route {
    /// The published path, and the types of both bodies.
    pub(crate) info: OperationInfo,
    run: Arc<dyn Fn(Ready) -> Answer + Send + Sync>,
}

impl Route {
    pub(crate) fn new<O, F>(handler: impl Fn(Call<O>) -> F + Send + Sync + 'static) -> Self
    where
        O: Operation,
        F: Future<Output = Result<O::Response, Fault>> + Send + 'static,
    {
        let handler = Arc::new(handler);
        let run = move |ready: Ready| -> Answer {
            let handler = Arc::clone(&handler);
            Box::pin(async move {
                let Ready {
                    parts,
                    caller,
                    context,
                    body,
                    arguments,
                    acceptable,
                    options,
                } = ready;
                let select = selection::<O::Response>(parts.uri.query())?;
                let links = O::LINKS.then(|| base(&parts));
                let call = Call::<O>::new(parts, caller, Arc::clone(&context), body, arguments)
                    .validating(options.validate);
                // A Get or a Delete may have its key in the body.
                if is_nothing::<O::Request>() && O::QUERY.is_empty() && O::METHOD != "GET" {
                    call.expect_no_body()?;
                }
                let value = handler(call).await?;
                if OperationInfo::of::<O>().binary {
                    return Ok(file(value));
                }
                let shape = Shape {
                    select: select.as_ref(),
                    links: links.as_deref(),
                };
                reply::<O>(value, &shape, acceptable, &context, &options)
            })
        };
        Self {
            info: OperationInfo::of::<O>(),
            run: Arc::new(run),
        }
    }

    pub(crate) fn run(&self, ready: Ready) -> Answer {
        (self.run)(ready)
    }

    /// Whether the operation has arguments in the request body.
    pub(crate) fn takes_arguments(&self) -> bool {
        let request = self.info.request;
        request.is_some_and(|request| !has_no_members(request))
    }

    /// The operation's name.
    pub(crate) fn name(&self) -> &'static str {
        self.info.name
    }

    /// The name of the agent, or of a resource's entity.
    pub(crate) fn agent(&self) -> &'static str {
        self.info.agent()
    }

    /// Whether a request could match both operations.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.info.method == other.info.method
            && self.info.path.eq_ignore_ascii_case(other.info.path)
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Route").field(&self.info.path).finish()
    }
}

/// Parses `$select` in a query; `None` if the response has no properties.
fn selection<T: PropertyType>(query: Option<&str>) -> Result<Option<Projection>, Fault> {
    let select = query.and_then(|query| query_value(query, "$select"));
    let select = select.filter(|_| Projection::concerns(T::TYPE));
    let projection = select.map(|select| Projection::parse::<T>(&select));
    Ok(projection.transpose()?)
}

/// How to write a response.
struct Shape<'r> {
    select: Option<&'r Projection>,
    /// Scheme and host, for links to the entity.
    links: Option<&'r str>,
}

/// The response 200 with a value, or 204 for an operation without a response (vendor's API
/// description).
fn reply<O: Operation>(
    mut value: O::Response,
    shape: &Shape<'_>,
    acceptable: Acceptable,
    context: &RequestContext,
    options: &Options,
) -> Result<Response, Fault> {
    if is_nothing::<O::Response>() {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        return Ok(response);
    }
    let resources = &*options.resources.0;
    let prepare = |value: &mut O::Response| -> Result<(), Error> {
        if let Some(select) = shape.select {
            select.apply(value)?;
        }
        context.outgoing(value, resources);
        Ok(())
    };
    let link = shape.links.and_then(|base| {
        let id = *key_of(value.slot())?;
        Some(format!(
            "{base}/api/v1/{}/{id}",
            OperationInfo::of::<O>().agent()
        ))
    });
    prepare(&mut value)?;
    let encode = |media_type: MediaType| -> Result<Vec<u8>, Error> {
        let encoder = options.encoder(media_type);
        let encoder = O::ENTRY.map_or(encoder, |entry| encoder.entry(entry));
        if media_type.is_patch() && !options.compat {
            // The patch starts from the default entity in the same zone, language and selection.
            let mut from = O::Response::blank();
            if !matches!(value.value(), Value::Null)
                && let Slot::Nullable(entity) = from.slot()
            {
                entity.fill();
            }
            prepare(&mut from)?;
            return encoder.diff(&from, &value);
        }
        let mut body = Vec::with_capacity(ROOM);
        encoder.encode_to(&value, &mut body)?;
        if media_type == MediaType::ApplicationJson
            && let Some(link) = &link
        {
            add_link(&mut body, link);
        }
        Ok(body)
    };
    let mut media_type = acceptable.first();
    let body = match encode(media_type) {
        Ok(body) => body,
        Err(error) => {
            let body;
            (media_type, body) = fall_back(error, acceptable, &encode)?;
            body
        }
    };
    let mut response = respond(media_type, body);
    if let Some(zone) = zone::of_response(context, options) {
        response.headers_mut().insert(ZONE, zone);
    }
    Ok(response)
}

/// Adds the link to an entity as the last member of its JSON.
fn add_link(body: &mut Vec<u8>, link: &str) {
    if body.last() == Some(&b'}') {
        body.pop();
        // Host and path contain no characters that JSON escapes.
        body.extend_from_slice(br#","_Links":{"Self":""#);
        body.extend_from_slice(link.as_bytes());
        body.extend_from_slice(br#""}}"#);
    }
}

/// Writes the response in the next acceptable media type that can represent it.
///
/// # Errors
/// 406 with the error of the first type if no other acceptable type can represent it.
#[cold]
fn fall_back(
    error: Error,
    acceptable: Acceptable,
    encode: &dyn Fn(MediaType) -> Result<Vec<u8>, Error>,
) -> Result<(MediaType, Vec<u8>), Fault> {
    if error.kind() != ErrorKind::Unrepresentable {
        return Err(error.into());
    }
    let others = acceptable.as_slice().iter().skip(1);
    let mut bodies = others.map(|other| Some((*other, encode(*other).ok()?)));
    bodies.find_map(|body| body).ok_or_else(|| {
        let first = acceptable.first();
        let message = format!(
            "the response cannot be written as {first}: {error}; accept another media type as well"
        );
        Fault::new(StatusCode::NOT_ACCEPTABLE, message)
    })
}

/// The response 200 with the bytes of a file, or 204 without a file.
fn file<T: PropertyType>(mut value: T) -> Response {
    let mut found = None;
    let mut take = |slot: Slot<'_>| {
        if let Slot::Bytes(bytes) = slot {
            found = Some(std::mem::take(bytes));
        }
    };
    match value.slot() {
        Slot::Nullable(file) => file.visit(&mut take),
        file => take(file),
    }
    let mut response = Response::new(Body::empty());
    let Some(bytes) = found else {
        *response.status_mut() = StatusCode::NO_CONTENT;
        return response;
    };
    *response.body_mut() = Body::from(bytes);
    let content_type = HeaderValue::from_static("application/octet-stream");
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}

fn is_nothing<T: PropertyType>() -> bool {
    TypeId::of::<T>() == TypeId::of::<()>()
}

/// The response 200 with a body of a media type.
pub(crate) fn respond(media_type: MediaType, body: impl Into<Bytes>) -> Response {
    let mut response = Response::new(Body::from(body.into()));
    // Room for the header fields that the outermost layer adds.
    response.headers_mut().reserve(FIELDS);
    let content_type = HeaderValue::from_static(media_type.content_type());
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}
