//! Builds an agent: which operations it has, who may call them, how it answers.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::response::IntoResponse as _;
use tower_http::catch_panic::CatchPanicLayer;
use webhook_model::NetServerEntity;
use webhook_model::entity::{Operation as Described, OperationKind};

use crate::auth::Authenticator;
use crate::dispatch::{Endpoint, State, dispatch};
use crate::fault::Fault;
use crate::observe::observe;
use crate::operation::{Call, Operation};
use crate::options::Options;
use crate::path::normalise;
use crate::registry::{Registered, Registry};

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
    operations: Vec<Operation>,
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
            operations: Vec::new(),
        }
    }

    /// Serves an entity's CreateDefault operation at the path that the derive gave it.
    ///
    /// An entity without that operation does not compile here:
    ///
    /// ```compile_fail
    /// # use webhook_agent::{Agent, auth::Anyone};
    /// Agent::new(Anyone).serve_entity::<webhook_model::TableRight>();
    /// ```
    #[must_use]
    pub fn serve_entity<T: NetServerEntity>(mut self) -> Self {
        const {
            assert!(
                has_create_default(T::ENTITY.operations),
                "this entity has no CreateDefault operation: give it one by `#[netserver(agent = \"..\")]`"
            );
        }
        let entity = T::ENTITY;
        self.registry = self.registry.with(Registered::of::<T>());
        match (entity.agent, entity.operation(OperationKind::CreateDefault)) {
            (Some(agent), Some(described)) => {
                let name = described.path.rsplit('/').next().unwrap_or_default();
                let answer = |call: Call| async move {
                    call.expect_no_body()?;
                    call.reply(&T::create_default())
                };
                self.operation(Operation::new(agent, name, answer).answers::<T>())
            }
            _ => self,
        }
    }

    /// Adds an operation of the application's own. Of two on one path the later one counts.
    #[must_use]
    pub fn operation(mut self, operation: Operation) -> Self {
        self.operations.push(operation);
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
        for operation in self.operations {
            // A name that is no path segment can never be asked for.
            if let Some(path) = normalise(operation.path()) {
                endpoints.insert(path, Endpoint::Operation(operation));
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
            .field("operations", &self.operations)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

const fn has_create_default(operations: &[Described]) -> bool {
    let mut rest = operations;
    while let [first, others @ ..] = rest {
        if matches!(first.kind, OperationKind::CreateDefault) {
            return true;
        }
        rest = others;
    }
    false
}
