//! Builds an agent from operations, an authenticator and options.

use std::fmt;
use std::sync::Arc;

use webhook_model::NetServerEntity;
#[cfg(feature = "cli")]
use webhook_model::entity::Entity;
use webhook_model::operation::{CreateDefault, Operation, Serves};
use webhook_model::schema::{Dialect, DocumentInfo, OperationInfo, document_with};

use crate::auth::Authenticator;
use crate::background::Background;
use crate::call::Call;
#[cfg(feature = "cli")]
use crate::describe;
use crate::dispatch::State;
use crate::fault::Fault;
use crate::metrics::Metrics;
use crate::observe::handle;
use crate::options::Options;
use crate::pages::Pages;
use crate::registry::{Registered, Registry};
use crate::route::Route;
use crate::service::HttpService;
use crate::table::{Endpoint, Table};

/// An agent under construction.
///
/// One call serves an entity's CreateDefault operation:
///
/// ```
/// use webhook_agent::{Agent, auth::StaticCredentials};
/// use webhook_model::Webhook;
///
/// let credentials = StaticCredentials::new().basic("tje0", "hunter2");
/// let service = Agent::new(credentials).serve_entity::<Webhook>().into_service();
/// # drop(service);
/// ```
///
/// The example [`own_agent.rs`](https://docs.rs/crate/webhook-agent/latest/source/examples/own_agent.rs) is a
/// complete agent.
pub struct Agent {
    authenticator: Arc<dyn Authenticator>,
    options: Options,
    registry: Registry,
    routes: Vec<Route>,
    /// Runs beside the server, and adds its counters to `/metrics`.
    background: Option<Arc<dyn Background>>,
    pages: Option<Arc<dyn Pages>>,
    /// Whether the credentials come from the options of the command.
    #[cfg(feature = "cli")]
    configured_by_command: bool,
}

impl Agent {
    /// An agent without operations. Its authenticator decides who may call: see
    /// [`StaticCredentials`](crate::auth::StaticCredentials) and [`Anyone`](crate::auth::Anyone).
    #[must_use]
    pub fn new(authenticator: impl Authenticator) -> Self {
        Self {
            authenticator: Arc::new(authenticator),
            options: Options::new(),
            registry: Registry::new(),
            routes: Vec::new(),
            background: None,
            pages: None,
            #[cfg(feature = "cli")]
            configured_by_command: false,
        }
    }

    /// Serves an entity's CreateDefault operation.
    ///
    /// An entity without that operation does not compile:
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

    /// Adds an entity to the [`registry`](Self::registry) without serving an operation: the command
    /// line can write its default value and convert it.
    ///
    /// ```
    /// use webhook_agent::{Agent, auth::Anyone};
    ///
    /// let agent = Agent::new(Anyone).with_entity::<webhook_model::Associate>();
    /// assert!(agent.registry().get("Associate").is_some());
    /// ```
    #[must_use]
    pub fn with_entity<T: NetServerEntity>(mut self) -> Self {
        self.registry = self.registry.with(Registered::of::<T>());
        self
    }

    /// Serves an operation with a handler. The last handler for a path is used.
    ///
    /// When the handler runs, the caller is authenticated, the media type of the response is chosen
    /// and the body is received. See [`Call`] for an example.
    #[must_use]
    pub fn serve<O, F>(mut self, handler: impl Fn(Call<O>) -> F + Send + Sync + 'static) -> Self
    where
        O: Operation,
        F: Future<Output = Result<O::Response, Fault>> + Send + 'static,
    {
        self.routes.push(Route::new(handler));
        self
    }

    /// Adds work that runs beside the server, with its counters for `/metrics`.
    pub(crate) fn background(mut self, background: Arc<dyn Background>) -> Self {
        self.background = Some(background);
        self
    }

    /// Serves pages that render themselves.
    pub(crate) fn pages(mut self, pages: Arc<dyn Pages>) -> Self {
        self.pages = Some(pages);
        self
    }

    /// Sets the options.
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

    /// The names of the agents whose operations are served, one for each operation.
    pub fn agents(&self) -> impl Iterator<Item = &'static str> {
        self.routes.iter().map(Route::agent)
    }

    /// Converts the agent to a service, for a [`Server`](crate::server::Server) or a router of your
    /// own.
    #[must_use]
    pub fn into_service(self) -> HttpService {
        for name in &self.options.restricted {
            if !self.agents().any(|known| known.eq_ignore_ascii_case(name)) {
                tracing::error!(name, "unknown agent; nothing is restricted");
            }
        }
        let document = self.document(Dialect::OpenApi31);
        let mut table = Table::default();
        for (paths, endpoint, name) in [
            (&["/api/v1/Agents"][..], Endpoint::Directory, "directory"),
            (&["/"], Endpoint::Start, "start"),
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
            table.put(paths, endpoint, Metrics::new("", name));
        }
        for route in self.routes {
            if route.info.is_rest() {
                table.put_rest(route);
                continue;
            }
            let metrics = Metrics::new(route.agent(), route.name());
            table.put(&[route.info.path], Endpoint::Operation(route), metrics);
        }
        if let Some(pages) = self.pages {
            let metrics = Metrics::new("", pages.name());
            table.put_pages(pages, metrics);
        }
        let state = State::new(table, self.authenticator, self.options, self.background);
        let state = Arc::new(state);
        HttpService::new(move |request| {
            let state = Arc::clone(&state);
            let (parts, body) = request.into_parts();
            // Boxed, because each of several nested futures would reserve space for it.
            let parts = Box::new(parts);
            async move { handle(&state, parts, body).await }
        })
    }

    /// The served operations as a document.
    pub(crate) fn document(&self, dialect: Dialect) -> String {
        // If two operations have the same path, the later one is served.
        let mut operations: Vec<OperationInfo> = Vec::new();
        for route in &self.routes {
            operations.retain(|other| {
                other.method != route.info.method
                    || !other.path.eq_ignore_ascii_case(route.info.path)
            });
            operations.push(OperationInfo {
                plain_patches: self.options.compat,
                ..route.info
            });
        }
        document_with(&[], &operations, dialect, &document_info())
    }
}

/// The data that the command line uses.
#[cfg(feature = "cli")]
impl Agent {
    pub(crate) fn configured_by_command(mut self) -> Self {
        self.configured_by_command = true;
        self
    }

    pub(crate) fn work(&self) -> Option<Arc<dyn Background>> {
        self.background.clone()
    }

    pub(crate) fn is_configured_by_command(&self) -> bool {
        self.configured_by_command
    }

    pub(crate) fn set_authenticator(&mut self, authenticator: impl Authenticator) {
        self.authenticator = Arc::new(authenticator);
    }

    pub(crate) fn take_options(&mut self) -> Options {
        std::mem::take(&mut self.options)
    }

    /// The path of the pages.
    pub(crate) fn pages_path(&self) -> Option<&'static str> {
        self.pages.as_ref().map(|pages| pages.path())
    }

    /// The path of the first operation.
    pub(crate) fn first_path(&self) -> Option<&'static str> {
        self.routes.first().map(|route| route.info.path)
    }

    /// The entities in requests and responses of the served operations.
    pub(crate) fn entities(&self) -> Vec<&'static Entity> {
        let mut entities: Vec<&'static Entity> = Vec::new();
        let bodies = |route: &Route| [route.info.response, route.info.request];
        let types = self.routes.iter().flat_map(bodies).flatten();
        for entity in types.filter_map(describe::entity_of) {
            if entities.iter().all(|known| known.name != entity.name) {
                entities.push(entity);
            }
        }
        entities
    }
}

/// The metadata of the OpenAPI document.
pub(crate) fn document_info() -> DocumentInfo<'static> {
    DocumentInfo {
        title: "NetServer agents",
        version: env!("CARGO_PKG_VERSION"),
        server: None,
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
