//! Finds the endpoint of a request.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use http::header::ALLOW;
use http::{HeaderValue, Method, StatusCode};
use webhook_model::suggest::closest;

use crate::fault::Fault;
use crate::metrics::Metrics;
use crate::pages::Pages;
use crate::path::normalise;
use crate::route::Route;
use crate::template::{Arguments, Template};

/// The endpoint of a path, or of a method and a path.
#[derive(Debug)]
pub(crate) enum Endpoint {
    Directory,
    /// A page for browsers; the addresses for other clients.
    Start,
    Version,
    Addresses,
    Health,
    Metrics,
    /// The OpenAPI document.
    Document(Bytes),
    /// An operation of an agent.
    Operation(Route),
    /// An operation of a resource.
    Rest(Route),
    /// Pages that handle their own requests.
    Pages(Arc<dyn Pages>),
}

impl Endpoint {
    /// The operation that a request with this method runs. A resource has a separate endpoint for
    /// each method.
    pub(crate) fn runs(&self, method: &Method) -> Option<&Route> {
        match self {
            Self::Operation(route) if *method == Method::POST => Some(route),
            Self::Rest(route) => Some(route),
            _ => None,
        }
    }
}

/// An endpoint and its metrics.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) endpoint: Endpoint,
    pub(crate) metrics: Metrics,
    /// False if a later endpoint replaces it.
    is_reached: bool,
}

/// The endpoint of a request, with the arguments in its path.
#[derive(Debug)]
pub(crate) struct Found<'s> {
    pub(crate) entry: &'s Entry,
    pub(crate) arguments: Arguments,
}

impl<'s> From<&'s Entry> for Found<'s> {
    fn from(entry: &'s Entry) -> Self {
        Self {
            entry,
            arguments: Arguments::new(),
        }
    }
}

/// All endpoints.
#[derive(Debug, Default)]
pub(crate) struct Table {
    entries: Vec<Entry>,
    /// Indexes by normalized path, and by published path.
    by_path: HashMap<String, usize>,
    /// Operations of REST resources with their paths, those with more literal segments first.
    resources: Vec<(Template, usize)>,
    /// The path of the pages, with their index.
    pages: Option<(&'static str, usize)>,
}

impl Table {
    /// Adds an endpoint. The last endpoint for a path is used; a malformed path is unreachable.
    pub(crate) fn put(&mut self, paths: &[&str], endpoint: Endpoint, metrics: Metrics) {
        let index = self.entries.len();
        self.entries.push(Entry {
            endpoint,
            metrics,
            is_reached: true,
        });
        for path in paths {
            if let Some(normal) = normalise(path) {
                if let Some(old) = self.by_path.insert(normal, index) {
                    self.by_path.retain(|_, other| *other != old);
                    if let Some(old) = self.entries.get_mut(old) {
                        old.is_reached = false;
                    }
                }
                // Most clients send the published path, which does not have to be normalized.
                self.by_path.insert((*path).to_owned(), index);
            }
        }
    }

    /// Adds pages at their path and below it.
    pub(crate) fn put_pages(&mut self, pages: Arc<dyn Pages>, metrics: Metrics) {
        self.pages = Some((pages.path(), self.entries.len()));
        self.entries.push(Entry {
            endpoint: Endpoint::Pages(pages),
            metrics,
            is_reached: true,
        });
    }

    /// Adds an operation of a REST resource. The last one for a method and a path is used.
    pub(crate) fn put_rest(&mut self, route: Route) {
        for entry in &mut self.entries {
            if matches!(&entry.endpoint, Endpoint::Rest(other) if other.is_like(&route)) {
                entry.is_reached = false;
            }
        }
        let entries = &self.entries;
        self.resources
            .retain(|(_, entry)| entries.get(*entry).is_some_and(|entry| entry.is_reached));
        let template = Template::parse(route.info.path);
        let metrics = Metrics::new(route.agent(), route.name());
        let literals = template.literals();
        let place = self
            .resources
            .partition_point(|(other, _)| other.literals() >= literals);
        self.resources.insert(place, (template, self.entries.len()));
        self.entries.push(Entry {
            endpoint: Endpoint::Rest(route),
            metrics,
            is_reached: true,
        });
    }

    /// The endpoint of a request.
    pub(crate) fn find(&self, method: &Method, path: &str) -> Result<Found<'_>, Fault> {
        let entry = |path: &str| self.entries.get(*self.by_path.get(path)?);
        if let Some(entry) = entry(path) {
            return Ok(entry.into());
        }
        let normal = normalise(path).ok_or_else(|| Fault::bad_request("the path is malformed"))?;
        // The request target `*` has no path (RFC 9112 section 3.2.4).
        if let Some(entry) = entry(&normal).filter(|_| path.starts_with('/')) {
            return Ok(entry.into());
        }
        if let Some((pages, index)) = self.pages
            && let Some(below) = normal.strip_prefix(pages)
            && (below.is_empty() || below.starts_with('/'))
            && let Some(entry) = self.entries.get(index)
        {
            return Ok(entry.into());
        }
        self.find_rest(method, path)
            .unwrap_or_else(|| Err(self.unknown(&normal)))
    }

    /// The operation of a REST resource; `None` if no resource has the path.
    fn find_rest(&self, method: &Method, path: &str) -> Option<Result<Found<'_>, Fault>> {
        let method = if *method == Method::HEAD {
            &Method::GET
        } else {
            method
        };
        let mut allowed: Vec<&str> = Vec::new();
        for (template, entry) in &self.resources {
            let Some(arguments) = template.find(path) else {
                continue;
            };
            let Some(entry) = self.entries.get(*entry) else {
                continue;
            };
            let Endpoint::Rest(route) = &entry.endpoint else {
                continue;
            };
            if method.as_str() == route.info.method {
                return Some(Ok(Found { entry, arguments }));
            }
            allowed.push(route.info.method);
            if route.info.method == "GET" {
                allowed.push("HEAD");
            }
        }
        (!allowed.is_empty()).then(|| Err(wrong_method(&allowed.join(", ")).in_rest()))
    }

    pub(crate) fn has_resources(&self) -> bool {
        !self.resources.is_empty()
    }

    /// The methods of all endpoints, as in a header field.
    pub(crate) fn methods(&self) -> &'static str {
        if self.has_resources() {
            "DELETE, GET, HEAD, PATCH, POST, PUT"
        } else {
            "GET, HEAD, POST"
        }
    }

    /// The metrics of all endpoints.
    pub(crate) fn metrics(&self) -> impl Iterator<Item = &Metrics> {
        self.entries.iter().map(|entry| &entry.metrics)
    }

    /// The reachable operations.
    pub(crate) fn routes(&self) -> Vec<&Route> {
        let routes = self.entries.iter();
        let routes = routes.filter_map(|entry| match &entry.endpoint {
            Endpoint::Operation(route) | Endpoint::Rest(route) if entry.is_reached => Some(route),
            _ => None,
        });
        routes.collect()
    }

    /// The reachable operations, ordered by agent and name.
    pub(crate) fn sorted_routes(&self) -> Vec<&Route> {
        let mut routes = self.routes();
        routes.sort_by_key(|route| (route.agent(), route.name()));
        routes
    }

    /// The message does not repeat the path, which is untrusted and may be long.
    fn unknown(&self, path: &str) -> Fault {
        let asked = path.rsplit('/').next().unwrap_or_default();
        let routes = self.routes();
        let names = routes.iter().map(|route| route.name());
        let message = match closest(asked, names) {
            Some(name) => {
                format!("unknown path; did you mean {name}? GET /api/v1 lists the available paths")
            }
            None => "unknown path; GET /api/v1 lists the available paths".to_owned(),
        };
        Fault::new(StatusCode::NOT_FOUND, message)
    }
}

/// The response 405 with the methods that are allowed (RFC 9110 section 15.5.6).
pub(crate) fn wrong_method(allowed: &str) -> Fault {
    let message = format!("the method is not allowed; use one of {allowed}");
    let fault = Fault::new(StatusCode::METHOD_NOT_ALLOWED, message);
    match HeaderValue::from_str(allowed) {
        Ok(allowed) => fault.header(ALLOW, allowed),
        Err(_) => fault,
    }
}
