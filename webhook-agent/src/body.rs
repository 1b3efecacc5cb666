//! The body of requests and responses.

use std::any::Any;
use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use hyper::body::Incoming;
use pin_project_lite::pin_project;

/// A response of this crate.
pub(crate) type Response = http::Response<Body>;

/// Why the rest of a body cannot be read.
pub type BodyError = Box<dyn Error + Send + Sync>;

/// The body of a request or a response.
///
/// It implements the trait `Body` of the crate `http-body`, as the bodies of hyper and axum do.
///
/// ```
/// use webhook_agent::Body;
/// use webhook_agent::http::Response;
///
/// let response = Response::new(Body::from("text"));
/// # drop(response);
/// ```
#[derive(Default)]
pub struct Body(Kind);

enum Kind {
    Whole(Option<Bytes>),
    Incoming(Incoming),
    Other(Pin<Box<dyn HttpBody<Data = Bytes, Error = BodyError> + Send>>),
}

impl Default for Kind {
    fn default() -> Self {
        Self::Whole(None)
    }
}

impl Body {
    /// A body without content.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Converts a body of another type, such as `hyper::body::Incoming` or `axum::body::Body`.
    pub fn new<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BodyError>,
    {
        // The two most frequent types need no allocation.
        let mut body = Some(body);
        let any: &mut dyn Any = &mut body;
        if let Some(body) = any.downcast_mut::<Option<Self>>() {
            return body.take().unwrap_or_default();
        }
        if let Some(body) = any.downcast_mut::<Option<Incoming>>() {
            return body.take().map(Self::incoming).unwrap_or_default();
        }
        match body {
            Some(body) => Self(Kind::Other(Box::pin(Erased { body }))),
            None => Self::empty(),
        }
    }

    fn incoming(body: Incoming) -> Self {
        if body.is_end_stream() {
            Self::empty()
        } else {
            Self(Kind::Incoming(body))
        }
    }

    /// The next frame; `None` at the end.
    pub(crate) async fn frame(&mut self) -> Option<Result<Frame<Bytes>, BodyError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_frame(context)).await
    }

    /// The whole content of a body that was made from one.
    pub(crate) fn into_whole(self) -> Option<Bytes> {
        match self.0 {
            Kind::Whole(content) => Some(content.unwrap_or_default()),
            Kind::Incoming(_) | Kind::Other(_) => None,
        }
    }

    /// Reads the whole body; `None` if it is longer than the limit or ends with an error.
    pub(crate) async fn collect(mut self, limit: usize) -> Option<Bytes> {
        let mut whole = Vec::new();
        while let Some(frame) = self.frame().await {
            // Trailers are ignored.
            let Ok(data) = frame.ok()?.into_data() else {
                continue;
            };
            if data.len() > limit - whole.len() {
                return None;
            }
            whole.extend_from_slice(&data);
        }
        Some(whole.into())
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        match &mut self.0 {
            Kind::Whole(content) => Poll::Ready(content.take().map(|data| Ok(Frame::data(data)))),
            Kind::Incoming(body) => Pin::new(body).poll_frame(cx).map_err(Into::into),
            Kind::Other(body) => body.as_mut().poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Whole(content) => content.is_none(),
            Kind::Incoming(body) => body.is_end_stream(),
            Kind::Other(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Whole(content) => {
                SizeHint::with_exact(content.as_ref().map_or(0, Bytes::len) as u64)
            }
            Kind::Incoming(body) => body.size_hint(),
            Kind::Other(body) => body.size_hint(),
        }
    }
}

impl From<Bytes> for Body {
    fn from(content: Bytes) -> Self {
        Self(Kind::Whole(Some(content).filter(|it| !it.is_empty())))
    }
}

impl From<Vec<u8>> for Body {
    fn from(content: Vec<u8>) -> Self {
        Bytes::from(content).into()
    }
}

impl From<String> for Body {
    fn from(content: String) -> Self {
        Bytes::from(content).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(content: &'static [u8]) -> Self {
        Bytes::from_static(content).into()
    }
}

impl From<&'static str> for Body {
    fn from(content: &'static str) -> Self {
        content.as_bytes().into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").finish_non_exhaustive()
    }
}

pin_project! {
    /// Erases the type of a body's error.
    struct Erased<B> {
        #[pin]
        body: B,
    }
}

impl<B> HttpBody for Erased<B>
where
    B: HttpBody<Data = Bytes>,
    B::Error: Into<BodyError>,
{
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let frame = self.project().body.poll_frame(context);
        frame.map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
