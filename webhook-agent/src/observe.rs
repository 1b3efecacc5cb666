//! The outer layer: request ids, the log, metrics, panics, fields of every answer.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use axum::body::{Body, HttpBody as _};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, VARY, X_CONTENT_TYPE_OPTIONS};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::response::Response;
use futures_util::FutureExt as _;
use webhook_model::MediaType;
use webhook_model::http::context::RequestContext;

use crate::dispatch::State;
use crate::fault::Fault;

/// The field that names a request in the log and in the answer.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The header fields that an answer depends on.
const VARIES: HeaderValue =
    HeaderValue::from_static("Accept, Accept-Language, SO-Language, SO-Culture, SO-TimeZone");

/// Answers every request that the agent gets.
pub(crate) async fn handle(state: &State, parts: Box<Parts>, body: Body) -> Response {
    let started = Instant::now();
    let id = request_id(&parts.headers);
    let method = parts.method.clone();
    // Without the query, and no header field is logged: either may hold a secret.
    let path = tracing::enabled!(tracing::Level::INFO).then(|| parts.uri.path().to_owned());
    let context = Arc::new(RequestContext::new(&parts.headers, &state.options.settings));
    // Errors are in the type that was asked for, where there is one.
    let wanted = context.accept().unwrap_or(MediaType::ApplicationJson);

    let found = state.find(parts.uri.path());
    let metrics = found.as_ref().map_or(state.other(), |place| &place.metrics);
    let answer = async {
        let place = found?;
        let answer = state.answer(place, parts, &context, body);
        // A panic ends one request, not the connection. What it said stays in the log: the panic
        // hook has written it.
        AssertUnwindSafe(answer)
            .catch_unwind()
            .await
            .unwrap_or_else(|_| Err(Fault::internal()))
    };
    let mut response = answer
        .await
        .unwrap_or_else(|fault| fault.render(&state.options.encoder(wanted), wanted));

    let (status, took) = (response.status(), started.elapsed());
    metrics.count(status, took);
    if let Some(path) = path {
        tracing::info!(
            id = id.to_str().unwrap_or_default(),
            method = method.as_str(),
            path = %path.escape_debug(),
            status = status.as_u16(),
            microseconds = took.as_micros(),
            "request"
        );
    }

    let headers = response.headers_mut();
    headers.insert(REQUEST_ID, id);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, VARIES);
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
    static RUN: OnceLock<String> = OnceLock::new();
    let run = RUN.get_or_init(|| {
        let run = getrandom::u32().unwrap_or_else(|_| std::process::id());
        format!("{run:08x}-")
    });
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let mut number_text = itoa::Buffer::new();
    let number = number_text.format(number);
    // As much room as it needs: a text with more is put into another allocation.
    let mut id = String::with_capacity(run.len() + number.len());
    id.push_str(run);
    id.push_str(number);
    HeaderValue::try_from(id).unwrap_or_else(|_| HeaderValue::from_static("none"))
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
