//! The agent as a tower service.

use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::http::{Request, Response};
use tower::Service;

use crate::dispatch::State;
use crate::future::BoxFuture;
use crate::observe::handle;

/// An agent as a [`tower::Service`] that never fails and is always ready. Clones share their state.
///
/// ```
/// use axum::body::Body;
/// use axum::http::{Request, StatusCode};
/// use tower::ServiceExt as _;
/// use webhook_agent::{Agent, auth::Anyone};
/// use webhook_model::Webhook;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), std::convert::Infallible> {
/// let agent = Agent::new(Anyone).serve_entity::<Webhook>().into_service();
/// let mut request = Request::new(Body::empty());
/// *request.uri_mut() = "/health".parse().expect("a path");
/// assert_eq!(agent.oneshot(request).await?.status(), StatusCode::OK);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct AgentService {
    state: Arc<State>,
}

impl AgentService {
    pub(crate) fn new(state: State) -> Self {
        Self {
            state: Arc::new(state),
        }
    }
}

impl Service<Request<Body>> for AgentService {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let state = Arc::clone(&self.state);
        let (parts, body) = request.into_parts();
        // Boxed, because each of several nested futures would reserve space for it.
        let parts = Box::new(parts);
        Box::pin(async move { Ok(handle(&state, parts, body).await) })
    }
}
