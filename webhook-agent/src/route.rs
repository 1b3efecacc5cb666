//! Type-erased operations: a description, and a function that runs the handler.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, StatusCode};
use pin_project_lite::pin_project;
use webhook_model::http::context::RequestContext;
use webhook_model::http::negotiation::Acceptable;
use webhook_model::http::translate::Resources;
use webhook_model::operation::Operation;
use webhook_model::property::{PropertyType, Slot, Type, Value};
use webhook_model::schema::OperationInfo;
use webhook_model::{Encoder, Error, ErrorKind, MediaType, Projection};

use crate::body::{Body, Response};
use crate::call::{Call, Ready, has_no_members};
use crate::fault::Fault;
use crate::future::BoxFuture;
use crate::key::key_of;
use crate::listing::base;
use crate::options::Options;
use crate::path::query_value;
use crate::zone;

type Answer = BoxFuture<'static, Result<Response, Fault>>;

/// The header field with the time zone of the dates in a response.
const ZONE: HeaderName = HeaderName::from_static("so-timezone");

/// The initial capacity of a response body, enough for an entity without long texts.
const ROOM: usize = 1024;

/// The number of header fields in most responses, excluding those that hyper adds.
const FIELDS: usize = 6;

/// An operation and its handler.
pub(crate) struct Route {
    /// The published path, and the types of both bodies.
    pub(crate) info: OperationInfo,
    /// The name of the entries, if the response is a dictionary.
    entry: Option<&'static str>,
    run: Box<dyn Fn(Ready, Reply) -> Answer + Send + Sync>,
}

impl Route {
    pub(crate) fn new<O, F>(handler: impl Fn(Call<O>) -> F + Send + Sync + 'static) -> Self
    where
        O: Operation,
        F: Future<Output = Result<O::Response, Fault>> + Send + 'static,
    {
        // Compiled for each operation, so everything else is done before and after it.
        let run = move |ready: Ready, reply: Reply| -> Answer {
            let response = handler(Call::new(ready));
            Box::pin(Answering { response, reply })
        };
        Self {
            info: OperationInfo::of::<O>(),
            entry: O::ENTRY,
            run: Box::new(run),
        }
    }

    pub(crate) fn run(&self, ready: Ready) -> Result<Answer, Fault> {
        let projection = selection(ready.parts.uri.query(), self.info.response)?;
        let reply = Reply::to(&ready, self.info, self.entry, projection)?;
        Ok((self.run)(ready, reply))
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
fn selection(query: Option<&str>, response: Option<Type>) -> Result<Option<Projection>, Fault> {
    let select = query.and_then(|query| query_value(query, "$select"));
    let response = response.filter(|ty| Projection::concerns(*ty));
    let projection = select.zip(response);
    let projection = projection.map(|(select, ty)| Projection::parse_type(ty, &select));
    Ok(projection.transpose()?)
}

pin_project! {
    /// Waits for the response of a handler and encodes it. An `async` block would be compiled to more
    /// than twice as much code for each operation.
    struct Answering<F> {
        #[pin]
        response: F,
        reply: Reply,
    }
}

impl<F, T> Future for Answering<F>
where
    F: Future<Output = Result<T, Fault>>,
    T: PropertyType,
{
    type Output = Result<Response, Fault>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        match this.response.poll(context) {
            Poll::Ready(Ok(mut value)) => Poll::Ready(this.reply.write(&mut value)),
            Poll::Ready(Err(fault)) => Poll::Ready(Err(fault)),
            Poll::Pending => Poll::Pending,
        }
    }
}

/// A response of any type. What is written through it is compiled once, not for each operation.
trait Content {
    fn key(&mut self) -> Option<i32>;

    fn select(&mut self, projection: &Projection) -> Result<(), Error>;

    fn localize(&mut self, context: &RequestContext, resources: &dyn Resources);

    fn encode(&self, encoder: &Encoder<'_>, body: &mut Vec<u8>) -> Result<(), Error>;

    /// The patch that makes this value of the default one, which is prepared before.
    fn patch(
        &self,
        encoder: &Encoder<'_>,
        prepare: &dyn Fn(&mut dyn Content) -> Result<(), Error>,
    ) -> Result<Vec<u8>, Error>;

    /// The bytes of a file.
    fn take_bytes(&mut self) -> Option<Vec<u8>>;
}

impl<T: PropertyType> Content for T {
    fn key(&mut self) -> Option<i32> {
        key_of(self.slot()).copied()
    }

    fn select(&mut self, projection: &Projection) -> Result<(), Error> {
        projection.apply(self)
    }

    fn localize(&mut self, context: &RequestContext, resources: &dyn Resources) {
        context.outgoing(self, resources);
    }

    fn encode(&self, encoder: &Encoder<'_>, body: &mut Vec<u8>) -> Result<(), Error> {
        encoder.encode_to(self, body)
    }

    fn patch(
        &self,
        encoder: &Encoder<'_>,
        prepare: &dyn Fn(&mut dyn Content) -> Result<(), Error>,
    ) -> Result<Vec<u8>, Error> {
        let mut from = T::blank();
        if !matches!(self.value(), Value::Null)
            && let Slot::Nullable(entity) = from.slot()
        {
            entity.fill();
        }
        prepare(&mut from)?;
        encoder.diff(&from, self)
    }

    fn take_bytes(&mut self) -> Option<Vec<u8>> {
        bytes_of(self.slot())
    }
}

/// How to write the response to a request.
struct Reply {
    info: OperationInfo,
    /// The name of the entries, if the response is a dictionary.
    entry: Option<&'static str>,
    projection: Option<Projection>,
    /// Scheme and host, for links to the entity.
    links: Option<String>,
    acceptable: Acceptable,
    context: Arc<RequestContext>,
    options: Arc<Options>,
}

impl Reply {
    /// The reply to a request. A Get or a Delete may have its key in the body; other operations
    /// without a request take no body.
    fn to(
        ready: &Ready,
        info: OperationInfo,
        entry: Option<&'static str>,
        projection: Option<Projection>,
    ) -> Result<Self, Fault> {
        if info.request.is_none() && info.query.is_empty() && info.method != "GET" {
            ready.expect_no_body()?;
        }
        Ok(Self {
            info,
            entry,
            projection,
            links: info.links.then(|| base(&ready.parts)),
            acceptable: ready.acceptable,
            context: Arc::clone(&ready.context),
            options: Arc::clone(&ready.options),
        })
    }

    /// The response 200 with a value, or 204 for an operation without a response (vendor's API
    /// description).
    fn write(&self, value: &mut dyn Content) -> Result<Response, Fault> {
        if self.info.binary {
            return Ok(file(value.take_bytes()));
        }
        if self.info.response.is_none() {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NO_CONTENT;
            return Ok(response);
        }
        let key = self.links.as_ref().and_then(|_| value.key());
        let link = self.links.as_ref().zip(key);
        let link = link.map(|(base, key)| format!("{base}/api/v1/{}/{key}", self.info.agent()));
        self.prepare(value)?;
        let encode = |media_type| self.encode(value, media_type, link.as_deref());
        let mut media_type = self.acceptable.first();
        let body = match encode(media_type) {
            Ok(body) => body,
            Err(error) => {
                let body;
                (media_type, body) = fall_back(error, self.acceptable, &encode)?;
                body
            }
        };
        let mut response = respond(media_type, body);
        if let Some(zone) = zone::of_response(&self.context, &self.options) {
            response.headers_mut().insert(ZONE, zone);
        }
        Ok(response)
    }

    fn prepare(&self, value: &mut dyn Content) -> Result<(), Error> {
        if let Some(projection) = &self.projection {
            value.select(projection)?;
        }
        value.localize(&self.context, &*self.options.resources.0);
        Ok(())
    }

    fn encode(
        &self,
        value: &dyn Content,
        media_type: MediaType,
        link: Option<&str>,
    ) -> Result<Vec<u8>, Error> {
        let encoder = self.options.encoder(media_type);
        let encoder = self.entry.map_or(encoder, |entry| encoder.entry(entry));
        if media_type.is_patch() && !self.options.compat {
            // The patch starts from the default entity in the same zone, language and selection.
            return value.patch(&encoder, &|from| self.prepare(from));
        }
        let mut body = Vec::with_capacity(ROOM);
        value.encode(&encoder, &mut body)?;
        if media_type == MediaType::ApplicationJson
            && let Some(link) = link
        {
            add_link(&mut body, link);
        }
        Ok(body)
    }
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

/// The bytes of a slot for a file.
fn bytes_of(slot: Slot<'_>) -> Option<Vec<u8>> {
    let mut found = None;
    let mut take = |slot: Slot<'_>| {
        if let Slot::Bytes(bytes) = slot {
            found = Some(std::mem::take(bytes));
        }
    };
    match slot {
        Slot::Nullable(file) => file.visit(&mut take),
        file => take(file),
    }
    found
}

/// The response 200 with the bytes of a file, or 204 without a file.
fn file(bytes: Option<Vec<u8>>) -> Response {
    let mut response = Response::new(Body::empty());
    let Some(bytes) = bytes else {
        *response.status_mut() = StatusCode::NO_CONTENT;
        return response;
    };
    *response.body_mut() = Body::from(bytes);
    let content_type = HeaderValue::from_static("application/octet-stream");
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
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
