//! Builds an agent: which operations it has, who may call them, how it answers.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::response::IntoResponse as _;
use tower_http::catch_panic::CatchPanicLayer;
use webhook_model::operation::{CreateDefault, Operation, Serves};

use crate::auth::Authenticator;
use crate::call::Call;
use crate::dispatch::{Endpoint, State, dispatch};
use crate::fault::Fault;
use crate::observe::observe;
use crate::options::Options;
use crate::path::normalise;
use crate::registry::{Registered, Registry};
use crate::route::Route;

/// An agent under construction: entities and operations in, an [`axum::Router`] out.
///
/// One line serves an entity's CreateDefault operation:
///
/// ```
/// use webhook_agent::{Agent, auth::StaticCredentials};
/// use webhook_model::Webhook;
///
/// let credentials = StaticCredentials::new().basic("tje0", "hunter2");
/// let router = Agent::new(credentials).serve_entity::<Webhook>().into_router();
/// # drop(router);
/// ```
pub struct Agent {
    authenticator: Arc<dyn Authenticator>,
    options: Options,
    registry: Registry,
    routes: Vec<Route>,
}

impl Agent {
    /// An agent without operations. Whom it lets in has to be said: see
    /// [`StaticCredentials`](crate::auth::StaticCredentials) and [`Anyone`](crate::auth::Anyone).
    #[must_use]
    pub fn new(authenticator: impl Authenticator) -> Self {
        Self {
            authenticator: Arc::new(authenticator),
            options: Options::new(),
            registry: Registry::new(),
            routes: Vec::new(),
        }
    }

    /// Serves an entity's CreateDefault operation at the path that the derive gave it.
    ///
    /// An entity without that operation does not compile here:
    ///
    /// ```compile_fail,E0277
    /// # use webhook_agent::{Agent, auth::Anyone};
    /// Agent::new(Anyone).serve_entity::<webhook_model::TableRight>();
    /// ```
    #[must_use]
    pub fn serve_entity<T: Serves<CreateDefault>>(mut self) -> Self {
        self.registry = self.registry.with(Registered::of::<T>());
        self.serve::<CreateDefault<T>, _>(|_| async { Ok(T::create_default()) })
    }

    /// Serves an operation by a handler of the application's own. Of two on one path the later one
    /// counts.
    ///
    /// By the time the handler runs, the caller has been let in, the answer's media type chosen
    /// and the body received. See [`Call`] for an example.
    #[must_use]
    pub fn serve<O, F>(mut self, handler: impl Fn(Call<O>) -> F + Send + Sync + 'static) -> Self
    where
        O: Operation,
        F: Future<Output = Result<O::Response, Fault>> + Send + 'static,
    {
        self.routes.push(Route::new(handler));
        self
    }

    /// Sets how the agent answers.
    #[must_use]
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// The entities that are served.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The service. Routes may be added to it; [`Server`](crate::server::Server) runs it, and so
    /// does every other server for axum.
    pub fn into_router(self) -> Router {
        let options = Arc::new(self.options);
        let mut endpoints = HashMap::new();
        for path in ["/api", "/api/v1", "/api/v1/agents"] {
            endpoints.insert(path.to_owned(), Endpoint::Directory);
        }
        endpoints.insert("/health".to_owned(), Endpoint::Health);
        for route in self.routes {
            // A path that is malformed can never be asked for.
            if let Some(path) = normalise(route.path) {
                endpoints.insert(path, Endpoint::Operation(route));
            }
        }
        let state = State {
            endpoints,
            authenticator: self.authenticator,
            options: Arc::clone(&options),
        };
        Router::new()
            .fallback(dispatch)
            .with_state(Arc::new(state))
            // A panic ends one request, not the connection. What it said stays in the log: the
            // panic hook has written it.
            .layer(CatchPanicLayer::custom(|_| {
                Fault::internal().into_response()
            }))
            .layer(axum::middleware::from_fn_with_state(options, observe))
    }
}

impl fmt::Debug for Agent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Agent")
            .field("routes", &self.routes)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
