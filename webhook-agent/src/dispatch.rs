//! Checks and dispatches requests.
//!
//! A request from a page of another origin is refused first (403). A private listing requires
//! credentials next (401). Then come the path (404) and the method (405), which are public. GET
//! describes an operation and does not run it. POST requires credentials (401, 403) before the
//! media type of the response (406), the body (413, 408, 415) and its content (400) are checked.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode};
use webhook_model::http::context::RequestContext;
use webhook_model::http::negotiation::Acceptable;
use webhook_model::property::PropertyType;
use webhook_model::{Encoder, MediaType};

use crate::auth::{Authenticator, Caller};
use crate::background::Background;
use crate::body::{Body, Response};
use crate::call::Ready;
use crate::cross_origin::{self, preflight};
use crate::describe;
use crate::fault::Fault;
use crate::listing;
use crate::metrics::{self, Metrics};
use crate::observe::LoggedCaller;
use crate::options::Options;
use crate::page;
use crate::pages::{PageRequest, Pages};
use crate::peer::Peer;
use crate::received::receive;
use crate::route::{Route, respond};
use crate::table::{Endpoint, Found, Table, wrong_method};
use crate::template::Arguments;
use crate::zone;

/// The state that all requests share.
pub(crate) struct State {
    table: Table,
    /// The metrics of unmatched paths.
    other: Metrics,
    authenticator: Arc<dyn Authenticator>,
    pub(crate) options: Arc<Options>,
    /// Background work, whose counters are in `/metrics`.
    background: Option<Arc<dyn Background>>,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("table", &self.table)
            .finish_non_exhaustive()
    }
}

impl State {
    pub(crate) fn new(
        table: Table,
        authenticator: Arc<dyn Authenticator>,
        options: Options,
        background: Option<Arc<dyn Background>>,
    ) -> Self {
        Self {
            table,
            other: Metrics::new("", "none"),
            authenticator,
            options: Arc::new(options),
            background,
        }
    }

    /// The endpoint of a request.
    pub(crate) fn find(&self, method: &Method, path: &str) -> Result<Found<'_>, Fault> {
        self.table.find(method, path)
    }

    /// The metrics of unmatched paths.
    pub(crate) fn other(&self) -> &Metrics {
        &self.other
    }

    pub(crate) async fn answer(
        &self,
        found: Result<Found<'_>, Fault>,
        parts: Box<Parts>,
        context: &Arc<RequestContext>,
        body: Body,
        logged: &mut LoggedCaller,
    ) -> Result<Response, Fault> {
        if let Ok(found) = &found
            && let Endpoint::Pages(pages) = &found.entry.endpoint
        {
            return Ok(self.page(&**pages, parts, context, body, logged).await);
        }
        let origins = &self.options.origins;
        let methods = self.table.methods();
        if let Some(response) = preflight(&parts.method, &parts.headers, origins, methods) {
            return Ok(response);
        }
        cross_origin::check(&parts.method, &parts.headers, origins)?;
        let is_health = found
            .as_ref()
            .is_ok_and(|found| matches!(found.entry.endpoint, Endpoint::Health));
        let caller = if self.options.private_listing && !is_health {
            // Before any other response, so that unauthenticated callers cannot find out which
            // paths exist.
            Some(self.authenticate(&parts, context, logged).await?)
        } else {
            None
        };
        if parts.method == Method::OPTIONS && parts.uri.path() == "*" {
            // The server as a whole (RFC 9110 section 9.3.7).
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NO_CONTENT;
            let allowed = HeaderValue::from_static(if self.table.has_resources() {
                "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"
            } else {
                "GET, HEAD, OPTIONS, POST"
            });
            response.headers_mut().insert(ALLOW, allowed);
            return Ok(response);
        }
        let Found { entry, arguments } = found?;
        let reads = matches!(parts.method, Method::GET | Method::HEAD);
        if let Some(route) = entry.endpoint.runs(&parts.method) {
            let caller = match caller {
                Some(caller) => caller,
                None => self.authenticate(&parts, context, logged).await?,
            };
            return self
                .call(route, caller, parts, context, body, arguments)
                .await;
        }
        match &entry.endpoint {
            Endpoint::Operation(route) if reads => {
                let description = describe::operation(route);
                describe_in(context, &description)
            }
            Endpoint::Operation(_) => Err(wrong_method("GET, HEAD, POST")),
            Endpoint::Directory if reads => {
                let directory = describe::directory(&self.table.sorted_routes());
                describe_in(context, &directory)
            }
            Endpoint::Version if reads => {
                let version = listing::version(&parts);
                if listing::wants_page(&parts.headers) {
                    return Ok(page::versions(&version));
                }
                describe_in(context, &version)
            }
            Endpoint::Start if reads && listing::wants_page(&parts.headers) => {
                let routes = self.table.sorted_routes();
                let challenge = self.authenticator.challenge();
                Ok(page::start(&listing::base(&parts), &routes, challenge))
            }
            Endpoint::Start | Endpoint::Addresses if reads => {
                let addresses = listing::addresses(&parts, &self.table.routes());
                if listing::wants_page(&parts.headers) {
                    return Ok(page::addresses(&addresses));
                }
                describe_in(context, &addresses)
            }
            Endpoint::Document(document) if reads => {
                Ok(respond(MediaType::ApplicationJson, document.clone()))
            }
            Endpoint::Metrics if reads => {
                if caller.is_none() && !self.options.open_metrics && !is_local(&parts) {
                    self.authenticate(&parts, context, logged).await?;
                }
                Ok(self.metrics())
            }
            Endpoint::Health if reads => Ok(respond(
                MediaType::ApplicationJson,
                Bytes::from_static(br#"{"Status":"ok"}"#),
            )),
            _ => Err(wrong_method("GET, HEAD")),
        }
    }

    fn metrics(&self) -> Response {
        let places = self.table.metrics();
        let other = [&self.other, &*metrics::MALFORMED];
        let mut text = metrics::text(places.chain(other));
        if let Some(background) = &self.background {
            text.push_str(&background.metrics());
        }
        let mut response = Response::new(text.into());
        let content_type = HeaderValue::from_static(metrics::CONTENT_TYPE);
        response.headers_mut().insert(CONTENT_TYPE, content_type);
        response
    }

    async fn call(
        &self,
        route: &Route,
        caller: Caller,
        parts: Box<Parts>,
        context: &Arc<RequestContext>,
        body: Body,
        arguments: Arguments,
    ) -> Result<Response, Fault> {
        if self.options.is_restricted(route.agent()) && !caller.may_use_restricted() {
            return Err(restricted());
        }
        // A file has only one media type, whatever the client accepts (RFC 9110 section 12.5.1).
        let acceptable = match context.acceptable() {
            Err(_) if route.info.binary => Acceptable::ALL,
            acceptable => acceptable?,
        };
        zone::check(&parts.headers, context)?;
        let takes = route.takes_arguments();
        let body = receive(&parts.headers, context, body, &self.options, takes).await?;
        route
            .run(Ready {
                parts,
                caller,
                context: Arc::clone(context),
                body,
                arguments,
                acceptable,
                options: Arc::clone(&self.options),
            })?
            .await
    }

    /// Responds with a page. Errors are pages as well. Pages check the origin of a request
    /// themselves.
    async fn page(
        &self,
        pages: &dyn Pages,
        parts: Box<Parts>,
        context: &RequestContext,
        body: Body,
        logged: &mut LoggedCaller,
    ) -> Response {
        let caller = match self.authenticate(&parts, context, logged).await {
            Ok(caller) => caller,
            Err(fault) => return pages.refuse(&fault),
        };
        if self.options.is_restricted(pages.agent()) && !caller.may_use_restricted() {
            return pages.refuse(&restricted());
        }
        let request = PageRequest {
            parts,
            caller,
            body,
            options: Arc::clone(&self.options),
        };
        pages.answer(request).await
    }

    async fn authenticate(
        &self,
        parts: &Parts,
        context: &RequestContext,
        logged: &mut LoggedCaller,
    ) -> Result<Caller, Fault> {
        match self.authenticator.authenticate(parts, context).await {
            Ok(caller) => {
                logged.set(&caller);
                Ok(caller)
            }
            Err(refusal) => Err(refusal.into_fault(self.authenticator.challenge())),
        }
    }
}

/// The error for applications that may not use restricted agents.
fn restricted() -> Fault {
    let message = "this agent is restricted; the application is not allowed to use it";
    Fault::new(StatusCode::FORBIDDEN, message)
}

/// Responds with a description. It cannot be patched, so the patch types get JSON.
fn describe_in<T: PropertyType>(context: &RequestContext, value: &T) -> Result<Response, Fault> {
    let media_type = match context.accept()? {
        patch if patch.is_patch() => MediaType::ApplicationJson,
        other => other,
    };
    let body = Encoder::new(media_type).encode(value)?;
    Ok(respond(media_type, body))
}

/// Whether a request comes from this machine without a proxy.
fn is_local(parts: &Parts) -> bool {
    let forwarded = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];
    let peer = parts.extensions.get::<Peer>();
    peer.is_some_and(|peer| peer.address().ip().to_canonical().is_loopback())
        && !forwarded
            .iter()
            .any(|name| parts.headers.contains_key(*name))
}
