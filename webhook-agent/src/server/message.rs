//! Checks of HTTP/1.1 that hyper leaves to its user.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Context, Poll};

use http::header::{CONNECTION, HOST, TRANSFER_ENCODING};
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, Version};
use hyper::body::Incoming;

use crate::body::Body;
use crate::fault::Fault;
use crate::future::BoxFuture;
use crate::observe::refuse;
use crate::peer::{Peer, Socket};
use crate::service::HttpService;

/// A service behind the checks of this file.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    service: HttpService,
    max_header_bytes: usize,
    socket: Arc<Socket>,
}

impl Checked {
    pub(super) fn new(service: HttpService, max_header_bytes: usize, socket: Arc<Socket>) -> Self {
        Self {
            service,
            max_header_bytes,
            socket,
        }
    }
}

impl hyper::service::Service<Request<Incoming>> for Checked {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answer;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        if let Err(fault) = check(&request, self.max_header_bytes) {
            let response = refuse(&fault, request.headers(), self.socket.address());
            self.socket.answered();
            return Answer::Refused(Some(closing(response)));
        }
        // HTTP/1.0 has no persistent connections, and hyper closes them without `Connection:
        // close`.
        let is_old = request.version() < Version::HTTP_11;
        let close = is_old || request.headers().contains_key(TRANSFER_ENCODING);
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer::of(&self.socket));
        Answer::Awaited {
            response: self.service.answer(request),
            close,
            socket: Arc::clone(&self.socket),
        }
    }
}

/// A response, which may be the last one of its connection.
pub(super) enum Answer {
    /// `None` after it is taken.
    Refused(Option<Response<Body>>),
    Awaited {
        response: BoxFuture<'static, Result<Response<Body>, Infallible>>,
        close: bool,
        socket: Arc<Socket>,
    },
}

impl Future for Answer {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (response, close, socket) = match &mut *self {
            Self::Refused(response) => {
                return response
                    .take()
                    .map_or(Poll::Pending, |it| Poll::Ready(Ok(it)));
            }
            Self::Awaited {
                response,
                close,
                socket,
            } => (response, *close, socket),
        };
        let response = task::ready!(response.as_mut().poll(context))?;
        socket.answered();
        // hyper drops the Content-Length of a chunked request, so the agent cannot tell whether
        // there was one; in that case the connection must end (RFC 9112 section 6.1). It must
        // also end after an unread body, because the next request cannot be found.
        let unread = matches!(
            response.status(),
            StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT
        );
        Poll::Ready(Ok(if close || unread {
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
