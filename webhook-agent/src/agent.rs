//! Builds an agent: which operations it has, who may call them, how it answers.

use std::fmt;
use std::sync::Arc;

use axum::Router;
use webhook_model::operation::{CreateDefault, Operation, Serves};
use webhook_model::schema::{Dialect, DocumentInfo, OperationInfo, document_with};

use crate::auth::Authenticator;
use crate::call::Call;
use crate::dispatch::{Endpoint, State};
use crate::fault::Fault;
use crate::metrics::Metrics;
use crate::options::Options;
use crate::registry::{Registered, Registry};
use crate::route::Route;
use crate::service::AgentService;

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

    /// The names of the agents whose operations are served; one stands here for each operation.
    pub fn agents(&self) -> impl Iterator<Item = &'static str> {
        self.routes.iter().map(Route::agent)
    }

    /// An `axum::Router` that leads everything to the agent: for routes and layers of one's own,
    /// and for every server that takes a router.
    pub fn into_router(self) -> Router {
        Router::new().fallback_service(self.into_service())
    }

    /// The agent alone. [`Server`](crate::server::Server) runs it a little faster than a router.
    #[must_use]
    pub fn into_service(self) -> AgentService {
        for name in &self.options.restricted {
            if !self.agents().any(|known| known.eq_ignore_ascii_case(name)) {
                tracing::error!(
                    name,
                    "no agent of this name is served: nothing is restricted"
                );
            }
        }
        let document = self.document();
        let mut state = State::new(self.authenticator, self.options);
        for (paths, endpoint, name) in [
            (&["/api/v1/Agents"][..], Endpoint::Directory, "directory"),
            (&["/api"], Endpoint::Version, "version"),
            (&["/api/v1"], Endpoint::Addresses, "addresses"),
            (
                &["/api/v1/openapi.json"],
                Endpoint::Document(document.into()),
                "openapi",
            ),
            (&["/health"], Endpoint::Health, "health"),
            (&["/metrics"], Endpoint::Metrics, "metrics"),
        ] {
            state.put(paths, endpoint, Metrics::new("", name));
        }
        for route in self.routes {
            let metrics = Metrics::new(route.agent(), route.name());
            state.put(&[route.info.path], Endpoint::Operation(route), metrics);
        }
        AgentService::new(state)
    }

    /// What is served, as an OpenAPI document.
    fn document(&self) -> String {
        let info = DocumentInfo {
            title: "NetServer agents",
            version: env!("CARGO_PKG_VERSION"),
            server: None,
        };
        // Of two operations on one path the later one is served.
        let mut operations: Vec<OperationInfo> = Vec::new();
        for route in &self.routes {
            operations.retain(|other| !other.path.eq_ignore_ascii_case(route.info.path));
            operations.push(OperationInfo {
                plain_patches: self.options.compat,
                ..route.info
            });
        }
        document_with(&[], &operations, Dialect::OpenApi31, &info)
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
