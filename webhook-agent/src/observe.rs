//! The outermost layer: request ids, log, metrics, panics, and header fields of all responses.

use std::any::Any;
use std::fmt;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use http::header::{CACHE_CONTROL, CONTENT_LENGTH, VARY, X_CONTENT_TYPE_OPTIONS};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use http_body::Body as _;
use webhook_model::http::context::RequestContext;
use webhook_model::{Encoder, MediaType};

use crate::auth::Caller;
use crate::body::{Body, Response};
use crate::cross_origin::{allow, allowed_origin};
use crate::dispatch::State;
use crate::fault::Fault;
use crate::future::catch_panic;
use crate::metrics;
use crate::peer::Peer;
use crate::table::Endpoint;

/// The header field with the id of a request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The maximum length of a user name in the log, in characters.
const MAX_LOGGED_NAME: usize = 80;

/// The request header fields that affect a response.
const VARIES: HeaderValue =
    HeaderValue::from_static("Accept, Accept-Language, SO-Language, SO-Culture, SO-TimeZone");

/// Handles every request to the agent.
pub(crate) async fn handle(state: &State, parts: Box<Parts>, body: Body) -> Response {
    let started = Instant::now();
    let id = request_id(&parts.headers);
    let method = parts.method.clone();
    // The query and header fields are not logged, since they may contain secrets.
    let uri = tracing::enabled!(tracing::Level::ERROR).then(|| parts.uri.clone());
    let peer = parts.extensions.get::<Peer>().map(Peer::address);
    let context = Arc::new(RequestContext::new(&parts.headers, &state.options.settings));
    // Errors are also written in the accepted media type.
    let wanted = context.accept().unwrap_or(MediaType::ApplicationJson);

    let origin = allowed_origin(&parts.headers, &state.options.origins);
    let mut logged = LoggedCaller {
        user: None,
        is_wanted: uri.is_some(),
    };

    let found = state.find(&parts.method, parts.uri.path());
    let entry = found.as_ref().ok().map(|found| found.entry);
    let metrics = entry.map_or(state.other(), |entry| &entry.metrics);
    let is_rest = entry.is_some_and(|entry| matches!(entry.endpoint, Endpoint::Rest(_)));
    // Pages must not be readable by other origins.
    let is_page = entry.is_some_and(|entry| matches!(entry.endpoint, Endpoint::Pages(_)));
    let origin = origin.filter(|_| !is_page);
    let answer = state.answer(found, parts, &context, body, &mut logged);
    // A panic fails only its request, not the connection.
    let answer = catch_panic(answer).await.unwrap_or_else(|panic| {
        log_panic(&id, &*panic);
        Err(Fault::internal())
    });
    let mut response = answer.unwrap_or_else(|fault| {
        let fault = if is_rest { fault.in_rest() } else { fault };
        fault.render(&state.options.encoder(wanted), wanted)
    });

    let (status, took) = (response.status(), started.elapsed());
    metrics.count(status, took);
    if let Some(uri) = uri {
        let line = Line {
            id: &id,
            method: &method,
            path: uri.path(),
            status,
            took,
            peer,
            user: logged.user.as_deref(),
        };
        line.write();
    }

    let fields = response.headers_mut();
    add_fields(fields, id);
    if !state.options.origins.is_empty() {
        fields.append(VARY, HeaderValue::from_static("Origin"));
    }
    if let Some(origin) = origin {
        allow(origin, fields);
    }
    if method == Method::HEAD {
        response = without_body(response);
    }
    response
}

/// The data in the log besides the header of a request.
#[derive(Debug)]
pub(crate) struct LoggedCaller {
    /// The caller's name, if it is logged.
    user: Option<String>,
    is_wanted: bool,
}

impl LoggedCaller {
    /// Records the caller.
    pub(crate) fn set(&mut self, caller: &Caller) {
        if self.is_wanted {
            let name = caller.name().unwrap_or_default();
            // A name is untrusted: it is escaped and truncated.
            let user = self.user.insert(String::new());
            for letter in name.escape_debug().take(MAX_LOGGED_NAME) {
                user.push(letter);
            }
        }
    }
}

/// A log line for a request.
struct Line<'a> {
    id: &'a HeaderValue,
    method: &'a Method,
    path: &'a str,
    status: StatusCode,
    took: Duration,
    peer: Option<SocketAddr>,
    user: Option<&'a str>,
}

impl Line<'_> {
    /// Internal errors are logged at the level `ERROR`, all other requests at `INFO`.
    fn write(&self) {
        macro_rules! write {
            ($level:ident) => {
                tracing::$level!(
                    id = self.id.to_str().unwrap_or_default(),
                    method = self.method.as_str(),
                    path = %Escaped(self.path),
                    status = self.status.as_u16(),
                    microseconds = self.took.as_micros(),
                    peer = self.peer.map(tracing::field::display),
                    user = self.user,
                    "request"
                )
            };
        }
        if self.status == StatusCode::INTERNAL_SERVER_ERROR {
            write!(error);
        } else {
            write!(info);
        }
    }
}

/// Escapes text for one log line.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_plain = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'\\');
        if self.0.as_bytes().iter().all(is_plain) {
            f.write_str(self.0)
        } else {
            self.0.escape_debug().fmt(f)
        }
    }
}

/// Logs the panic of a handler with the request id. The client does not get the message.
fn log_panic(id: &HeaderValue, panic: &(dyn Any + Send)) {
    let message = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (None, Some(text)) => text.as_str(),
        (None, None) => "",
    };
    let id = id.to_str().unwrap_or_default();
    tracing::error!(id, panic = ?message, "the handler panicked");
}

/// Responds to a malformed request that does not reach the agent.
pub(crate) fn refuse(fault: &Fault, headers: &HeaderMap, peer: SocketAddr) -> Response {
    let id = request_id(headers);
    let status = fault.status();
    metrics::MALFORMED.count(status, Duration::ZERO);
    tracing::info!(
        id = id.to_str().unwrap_or_default(),
        %peer,
        status = status.as_u16(),
        "malformed request"
    );
    let json = MediaType::ApplicationJson;
    let mut response = fault.render(&Encoder::new(json), json);
    add_fields(response.headers_mut(), id);
    response
}

/// Adds the header fields of every response.
fn add_fields(headers: &mut HeaderMap, id: HeaderValue) {
    headers.insert(REQUEST_ID, id);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, VARIES);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
}

/// The client's id if it is one word of visible ASCII, otherwise a new one.
fn request_id(headers: &HeaderMap) -> HeaderValue {
    let mut given = headers.get_all(REQUEST_ID).iter();
    match (given.next(), given.next()) {
        (Some(id), None)
            if (1..=128).contains(&id.len()) && id.as_bytes().iter().all(u8::is_ascii_graphic) =>
        {
            id.clone()
        }
        _ => new_id(),
    }
}

/// Ids are numbered after a prefix that is random for each run, so ids of different runs differ.
fn new_id() -> HeaderValue {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    static RUN: OnceLock<String> = OnceLock::new();
    let run = RUN.get_or_init(|| {
        let run = getrandom::u32().unwrap_or_else(|_| std::process::id());
        format!("{run:08x}-")
    });
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let mut number_text = itoa::Buffer::new();
    let number = number_text.format(number);
    // An exact capacity avoids another allocation in `HeaderValue`.
    let mut id = String::with_capacity(run.len() + number.len());
    id.push_str(run);
    id.push_str(number);
    HeaderValue::try_from(id).unwrap_or_else(|_| HeaderValue::from_static("none"))
}

/// The response to HEAD: the header fields of GET without a body (RFC 9110 section 9.3.2).
fn without_body(mut response: Response) -> Response {
    if let Some(length) = response.body().size_hint().exact() {
        response
            .headers_mut()
            .insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    *response.body_mut() = Body::empty();
    response
}
