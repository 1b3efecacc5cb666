//! The outer layer: request ids, the log, errors in the negotiated type, fields of every answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::body::{Body, HttpBody as _};
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, VARY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use webhook_model::MediaType;
use webhook_model::http::negotiation::{NoMatch, negotiate};

use crate::fault::Fault;
use crate::options::Options;

/// The field that names a request in the log and in the answer.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Runs a request and looks after its answer.
pub(crate) async fn observe(
    State(options): State<Arc<Options>>,
    request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let id = request_id(request.headers());
    let method = request.method().clone();
    // Without the query, and no header field is logged: either may hold a secret.
    let path = request.uri().path().to_owned();
    let wanted = negotiate(request.headers(), NoMatch::Json).unwrap_or(MediaType::ApplicationJson);

    let mut response = next.run(request).await;
    if let Some(fault) = response.extensions_mut().remove::<Fault>() {
        response = fault.render(&options.encoder(wanted), wanted);
    }
    let status = response.status();
    let microseconds = started.elapsed().as_micros();
    tracing::info!(
        id = id.to_str().unwrap_or_default(),
        method = method.as_str(),
        path = %path.escape_debug(),
        status = status.as_u16(),
        microseconds,
        "request"
    );

    let headers = response.headers_mut();
    headers.insert(REQUEST_ID, id);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static("Accept"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if method == Method::HEAD {
        response = without_body(response);
    }
    response
}

/// The client's own id where it is one word of visible ASCII, else a new one.
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

/// Ids count up from a start that differs with each run, so that two logs do not share them.
fn new_id() -> HeaderValue {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    static RUN: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
    let run = RUN.get_or_init(|| getrandom::u32().unwrap_or_else(|_| std::process::id()));
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    HeaderValue::try_from(format!("{run:08x}-{number}"))
        .unwrap_or_else(|_| HeaderValue::from_static("none"))
}

/// The answer to HEAD: the fields that GET would have, and no body (RFC 9110 section 9.3.2).
fn without_body(mut response: Response) -> Response {
    if let Some(length) = response.body().size_hint().exact() {
        response
            .headers_mut()
            .insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    *response.body_mut() = Body::empty();
    response
}
