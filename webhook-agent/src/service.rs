//! Agents and receivers as tower services.

use std::any::Any;
use std::convert::Infallible;
use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body as HttpBody;
use tower_service::Service;

use crate::body::{Body, BodyError};
use crate::future::BoxFuture;

type Answer = BoxFuture<'static, Result<Response<Body>, Infallible>>;

/// An agent or a receiver as a [`Service`] of tower that never fails and is always ready. Clones
/// share their state.
///
/// [`Server`](crate::server::Server) runs it. Routers and layers of other crates take it too, such
/// as those of axum:
///
/// ```
/// use axum::Router;
/// use axum::routing::get;
/// use webhook_agent::{Agent, auth::Anyone, testing::Client};
/// use webhook_model::Webhook;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let agent = Agent::new(Anyone).serve_entity::<Webhook>();
/// let router = Router::new()
///     .route("/hello", get(|| async { "Hello!" }))
///     .fallback_service(agent.into_service());
///
/// let client = Client::new(router);
/// assert_eq!(client.get("/hello").send().await.text(), "Hello!");
/// assert_eq!(client.get("/health").send().await.status(), 200);
/// # }
/// ```
#[derive(Clone)]
pub struct HttpService {
    answer: Arc<dyn Fn(Request<Body>) -> Answer + Send + Sync>,
}

impl HttpService {
    pub(crate) fn new<F>(answer: impl Fn(Request<Body>) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Response<Body>> + Send + 'static,
    {
        Self {
            answer: Arc::new(move |request| {
                let answer = answer(request);
                Box::pin(async move { Ok(answer.await) })
            }),
        }
    }

    /// Converts any service, so that code for services is compiled once.
    pub(crate) fn of<S, B>(service: S) -> Self
    where
        S: Service<Request<Body>, Response = Response<B>, Error = Infallible>,
        S: Clone + Send + Sync + 'static,
        S::Future: Send,
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BodyError>,
    {
        let any: &dyn Any = &service;
        if let Some(own) = any.downcast_ref::<Self>() {
            return own.clone();
        }
        Self {
            answer: Arc::new(move |request| {
                let mut service = service.clone();
                Box::pin(async move {
                    poll_fn(|context| service.poll_ready(context)).await?;
                    Ok(service.call(request).await?.map(Body::new))
                })
            }),
        }
    }

    /// The response to a request.
    pub(crate) fn answer(&self, request: Request<Body>) -> Answer {
        (self.answer)(request)
    }
}

impl<B> Service<Request<B>> for HttpService
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BodyError>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Answer {
        self.answer(request.map(Body::new))
    }
}

impl fmt::Debug for HttpService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpService").finish_non_exhaustive()
    }
}
