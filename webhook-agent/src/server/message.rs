//! Checks of HTTP/1.1 that hyper leaves to its user.

use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Context, Poll};

use axum::body::{Body, HttpBody as _};
use axum::http::header::{CONNECTION, HOST, TRANSFER_ENCODING};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, Version};
use futures_util::future::Either;
use hyper::body::Incoming;
use pin_project_lite::pin_project;
use tower::util::Oneshot;
use tower::{Service, ServiceExt as _};

use crate::fault::Fault;
use crate::observe::refuse;
use crate::peer::{Peer, Socket};

/// A service behind the checks of this file.
#[derive(Debug, Clone)]
pub(super) struct Checked<S> {
    service: S,
    max_header_bytes: usize,
    socket: Arc<Socket>,
}

impl<S> Checked<S> {
    pub(super) fn new(service: S, max_header_bytes: usize, socket: Arc<Socket>) -> Self {
        Self {
            service,
            max_header_bytes,
            socket,
        }
    }
}

impl<S> hyper::service::Service<Request<Incoming>> for Checked<S>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Clone,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Either<Ready<Result<Response<Body>, Infallible>>, Answer<S>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        if let Err(fault) = check(&request, self.max_header_bytes) {
            let response = refuse(&fault, request.headers(), self.socket.address());
            self.socket.answered();
            return Either::Left(ready(Ok(closing(response))));
        }
        // HTTP/1.0 has no persistent connections, and hyper closes them without `Connection:
        // close`.
        let is_old = request.version() < Version::HTTP_11;
        let close = is_old || request.headers().contains_key(TRANSFER_ENCODING);
        let mut request = request.map(|body| {
            if body.is_end_stream() {
                Body::empty()
            } else {
                Body::new(body)
            }
        });
        request.extensions_mut().insert(Peer::of(&self.socket));
        Either::Right(Answer {
            response: self.service.clone().oneshot(request),
            close,
            socket: Arc::clone(&self.socket),
        })
    }
}

pin_project! {
    /// The service's response, which may be the last one of its connection.
    pub(super) struct Answer<S: Service<Request<Body>>> {
        #[pin]
        response: Oneshot<S, Request<Body>>,
        close: bool,
        socket: Arc<Socket>,
    }
}

impl<S> Future for Answer<S>
where
    S: Service<Request<Body>, Response = Response<Body>>,
{
    type Output = Result<Response<Body>, S::Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let response = task::ready!(this.response.poll(context))?;
        this.socket.answered();
        // hyper drops the Content-Length of a chunked request, so the agent cannot tell whether
        // there was one; in that case the connection must end (RFC 9112 section 6.1). It must
        // also end after an unread body, because the next request cannot be found.
        let unread = matches!(
            response.status(),
            StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT
        );
        Poll::Ready(Ok(if *this.close || unread {
            closing(response)
        } else {
            response
        }))
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

/// hyper limits its read buffer, but a header that arrives at once may be longer.
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
    // Name and value are separated by a colon, and a field ends with CR LF.
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

/// Requires exactly one valid Host (RFC 9112 section 3.2); HTTP/1.0 may omit it.
fn check_host(headers: &HeaderMap, version: Version) -> Result<(), Fault> {
    let mut lines = headers.get_all(HOST).iter();
    let Some(line) = lines.next() else {
        return if version < Version::HTTP_11 {
            Ok(())
        } else {
            Err(Fault::bad_request("the header field Host is missing"))
        };
    };
    if lines.next().is_some() {
        return Err(Fault::bad_request("duplicate header field Host; send one"));
    }
    let is_host = line.is_empty()
        || Authority::try_from(line.as_bytes()).is_ok_and(|host| !host.as_str().contains('@'));
    if is_host {
        Ok(())
    } else {
        Err(Fault::bad_request(
            "Host must be a host with an optional port",
        ))
    }
}

/// Accepts only `chunked`: hyper checks only the last coding, and a second coding allows request
/// smuggling through a proxy (RFC 9112 section 6.1).
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
