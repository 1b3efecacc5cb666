//! What HTTP/1.1 asks of a message and hyper leaves to its user.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONNECTION, HOST, TRANSFER_ENCODING};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, Version};
use axum::response::IntoResponse as _;
use hyper::body::Incoming;
use tower::Service;

use crate::fault::Fault;

/// A router behind the checks of this file.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    router: Router,
    max_header_bytes: usize,
}

impl Checked {
    pub(super) fn new(router: Router, max_header_bytes: usize) -> Self {
        Self {
            router,
            max_header_bytes,
        }
    }
}

impl Service<Request<Incoming>> for Checked {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // A router is always ready.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Incoming>) -> Self::Future {
        // HTTP/1.0 does not know connections that stay, and hyper closes without saying so.
        let is_old = request.version() < Version::HTTP_11;
        let close = is_old || request.headers().contains_key(TRANSFER_ENCODING);
        if let Err(fault) = check(&request, self.max_header_bytes) {
            tracing::info!(status = fault.status().as_u16(), "malformed request");
            let response = closing(fault.into_response());
            return Box::pin(std::future::ready(Ok(response)));
        }
        let answer = self.router.call(request.map(Body::new));
        Box::pin(async move {
            let response = answer.await?;
            // hyper drops a Content-Length that stands beside chunked, so that nothing here tells
            // whether one did; then the connection must end (RFC 9112 section 6.1). After a body
            // that was not read to its end there is no next request to find either.
            let unread = matches!(
                response.status(),
                StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT
            );
            Ok(if close || unread {
                closing(response)
            } else {
                response
            })
        })
    }
}

fn closing(mut response: Response<Body>) -> Response<Body> {
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(CONNECTION, close);
    response
}

fn check(request: &Request<Incoming>, max_header_bytes: usize) -> Result<(), Fault> {
    check_size(request, max_header_bytes)?;
    check_host(request.headers(), request.version())?;
    check_transfer_encoding(request.headers())
}

/// hyper's bound is on what it keeps waiting for; a header that arrives at once may be longer.
fn check_size(request: &Request<Incoming>, max: usize) -> Result<(), Fault> {
    let target = request
        .uri()
        .path_and_query()
        .map_or(0, |target| target.as_str().len());
    if target > max {
        let message = format!("the request target may be at most {max} bytes long");
        return Err(Fault::new(StatusCode::URI_TOO_LONG, message));
    }
    let fields = request.headers().iter();
    // Beside name and value a field has a colon and the end of its line.
    let sizes = fields.map(|(name, value)| name.as_str().len() + value.len() + 3);
    if sizes.sum::<usize>() + target > max {
        let message = format!("the header may be at most {max} bytes long");
        return Err(Fault::new(
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            message,
        ));
    }
    Ok(())
}

/// One Host that is a host (RFC 9112 section 3.2); HTTP/1.0 may leave it out.
fn check_host(headers: &HeaderMap, version: Version) -> Result<(), Fault> {
    let mut lines = headers.get_all(HOST).iter();
    let Some(line) = lines.next() else {
        return if version < Version::HTTP_11 {
            Ok(())
        } else {
            Err(Fault::bad_request("the field Host is missing"))
        };
    };
    if lines.next().is_some() {
        return Err(Fault::bad_request("send one field Host, not several"));
    }
    let is_host = line.is_empty()
        || Authority::try_from(line.as_bytes()).is_ok_and(|host| !host.as_str().contains('@'));
    if is_host {
        Ok(())
    } else {
        Err(Fault::bad_request(
            "Host must be a host and, if need be, a port",
        ))
    }
}

/// Chunked alone: hyper looks at the last coding only, and a second one is how requests are
/// smuggled past a proxy (RFC 9112 section 6.1).
fn check_transfer_encoding(headers: &HeaderMap) -> Result<(), Fault> {
    let mut lines = headers.get_all(TRANSFER_ENCODING).iter();
    let Some(line) = lines.next() else {
        return Ok(());
    };
    if lines.next().is_none()
        && line
            .as_bytes()
            .trim_ascii()
            .eq_ignore_ascii_case(b"chunked")
    {
        Ok(())
    } else {
        Err(Fault::bad_request(
            "Transfer-Encoding must be chunked, once",
        ))
    }
}
