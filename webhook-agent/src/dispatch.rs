//! The order in which a request is judged.
//!
//! First what is public anyway: does the path exist (404), does it know the method (405). GET
//! describes and runs nothing. A POST then needs credentials (401, 403) before anything that it
//! asks for is looked at: the media type of the answer (406), the body (413, 408, 415), and last
//! what the body says (400).

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State as Extracted};
use axum::http::header::ALLOW;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use webhook_model::http::negotiation::negotiate;
use webhook_model::property::PropertyType;
use webhook_model::{Encoder, MediaType};

use crate::auth::{Authenticator, Caller, Refusal};
use crate::body::receive;
use crate::describe;
use crate::fault::Fault;
use crate::options::Options;
use crate::path::normalise;
use crate::route::{Ready, Route, respond};
use crate::suggest::closest;

/// What stands at a path.
#[derive(Debug)]
pub(crate) enum Endpoint {
    Directory,
    Health,
    Operation(Route),
}

/// What all requests share.
pub(crate) struct State {
    /// By normalised path.
    pub(crate) endpoints: HashMap<String, Endpoint>,
    pub(crate) authenticator: Arc<dyn Authenticator>,
    pub(crate) options: Arc<Options>,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("endpoints", &self.endpoints)
            .finish_non_exhaustive()
    }
}

/// Answers every request that the agent gets.
pub(crate) async fn dispatch(
    Extracted(state): Extracted<Arc<State>>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    match state.answer(parts, body).await {
        Ok(response) => response,
        Err(fault) => fault.into_response(),
    }
}

impl State {
    async fn answer(&self, parts: Parts, body: Body) -> Result<Response, Fault> {
        let path = normalise(parts.uri.path())
            .ok_or_else(|| Fault::bad_request("the path is malformed"))?;
        let endpoint = self
            .endpoints
            .get(&path)
            .ok_or_else(|| self.unknown(&path))?;
        let reads = matches!(parts.method, Method::GET | Method::HEAD);
        match endpoint {
            Endpoint::Operation(route) if parts.method == Method::POST => {
                self.call(route, parts, body).await
            }
            Endpoint::Operation(route) if reads => {
                self.describe(&parts, &describe::operation(route)).await
            }
            Endpoint::Operation(_) => Err(wrong_method("GET, HEAD, POST")),
            Endpoint::Directory if reads => {
                let directory = describe::directory(self.routes());
                self.describe(&parts, &directory).await
            }
            Endpoint::Health if reads => Ok(respond(
                MediaType::ApplicationJson,
                br#"{"Status":"ok"}"#.to_vec(),
            )),
            Endpoint::Directory | Endpoint::Health => Err(wrong_method("GET, HEAD")),
        }
    }

    async fn call(&self, route: &Route, parts: Parts, body: Body) -> Result<Response, Fault> {
        let caller = self.authenticate(&parts).await?;
        if self.options.is_restricted(route.agent()) && !caller.is_cleared() {
            let message = "this agent is restricted: the application may not use it";
            return Err(Fault::new(StatusCode::FORBIDDEN, message));
        }
        let media_type = self.negotiate(&parts)?;
        let body = receive(&parts.headers, body, &self.options).await?;
        route
            .run(Ready {
                parts,
                caller,
                body,
                media_type,
                options: Arc::clone(&self.options),
            })
            .await
    }

    /// Answers a description. It is no entity that somebody changes, so that the patch types get
    /// it as JSON.
    async fn describe<T: PropertyType>(&self, parts: &Parts, value: &T) -> Result<Response, Fault> {
        if self.options.private_listing {
            self.authenticate(parts).await?;
        }
        let media_type = match self.negotiate(parts)? {
            patch if patch.is_patch() => MediaType::ApplicationJson,
            other => other,
        };
        let body = Encoder::new(media_type).encode(value)?;
        Ok(respond(media_type, body))
    }

    async fn authenticate(&self, parts: &Parts) -> Result<Caller, Fault> {
        let verdict = self.authenticator.authenticate(parts).await;
        verdict.map_err(|refusal: Refusal| refusal.into_fault(self.authenticator.challenge()))
    }

    fn negotiate(&self, parts: &Parts) -> Result<MediaType, Fault> {
        negotiate(&parts.headers, self.options.no_match)
            .map_err(|error| Fault::new(error.status(), error.to_string()))
    }

    fn routes(&self) -> impl Iterator<Item = &Route> {
        self.endpoints
            .values()
            .filter_map(|endpoint| match endpoint {
                Endpoint::Operation(route) => Some(route),
                _ => None,
            })
    }

    /// The path is not repeated: it comes from outside and may be long.
    fn unknown(&self, path: &str) -> Fault {
        let asked = path.rsplit('/').next().unwrap_or_default();
        let names = self.routes().map(Route::name);
        let message = match closest(asked, names) {
            Some(name) => {
                format!("there is nothing at this path; did you mean {name}? GET /api/v1 lists all")
            }
            None => "there is nothing at this path; GET /api/v1 lists what there is".to_owned(),
        };
        Fault::new(StatusCode::NOT_FOUND, message)
    }
}

fn wrong_method(allowed: &'static str) -> Fault {
    Fault::new(
        StatusCode::METHOD_NOT_ALLOWED,
        format!("the method is not known here; known are {allowed}"),
    )
    .header(ALLOW, HeaderValue::from_static(allowed))
}
