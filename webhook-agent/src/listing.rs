//! What the agent answers at `/api` and `/api/v1`: versions, and which methods its addresses have.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use axum::body::Body;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use webhook_model::http::negotiation::{accept_lines, preferred};
use webhook_model::{MediaType, NetServerEntity};

use crate::describe;
use crate::route::Route;

/// The newest contract of the SOAP services that is written and read.
const SERVICES: &str = "Services88";

/// The longest name of a host with its port (RFC 1035 section 2.3.4).
const MAX_HOST: usize = 262;

/// The answer to `GET /api`: the versions of the API and of what serves it.
///
/// ```
/// let info = webhook_agent::listing::VersionInfo::create_default();
/// assert_eq!((info.version.as_str(), info.services.as_str()), ("v1", "Services88"));
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct VersionInfo {
    /// The address of version 1 of the API.
    #[netserver(rename = "v1")]
    pub v1: String,
    /// The version of the server.
    pub net_server_version: String,
    /// The version of its library.
    pub net_server_assembly: String,
    /// When it was built; null, since builds are reproducible.
    pub net_server_date: Option<String>,
    /// The name of the release.
    pub net_server_label: String,
    /// The product, with its version.
    pub net_server: String,
    /// The contract of the SOAP services that XML can follow.
    #[netserver(default = "Services88")]
    pub services: String,
    /// The newest such contract.
    #[netserver(default = "Services88")]
    pub services_current: String,
    /// The version of the API.
    #[netserver(default = "v1")]
    pub version: String,
}

/// The versions, for a client that has asked at an address.
pub(crate) fn version(parts: &Parts) -> VersionInfo {
    let version = env!("CARGO_PKG_VERSION");
    let product = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    VersionInfo {
        v1: format!("{}/api/v1", base(parts)),
        net_server_version: version.to_owned(),
        net_server_assembly: version.to_owned(),
        net_server_date: None,
        net_server_label: product.to_owned(),
        net_server: product.to_owned(),
        services: SERVICES.to_owned(),
        services_current: SERVICES.to_owned(),
        version: "v1".to_owned(),
    }
}

impl VersionInfo {
    /// The same as a page.
    pub(crate) fn page(&self) -> Response {
        page(
            "API",
            [
                ("v1", self.v1.as_str()),
                ("NetServerVersion", &self.net_server_version),
                ("NetServerAssembly", &self.net_server_assembly),
                (
                    "NetServerDate",
                    self.net_server_date.as_deref().unwrap_or_default(),
                ),
                ("NetServerLabel", &self.net_server_label),
                ("NetServer", &self.net_server),
                ("Services", &self.services),
                ("ServicesCurrent", &self.services_current),
                ("Version", &self.version),
            ],
        )
    }
}

/// What the methods of an address do, by method.
type Methods = BTreeMap<String, String>;

/// The answer to `GET /api/v1`: absolute addresses with their methods.
pub(crate) fn addresses<'r>(
    parts: &Parts,
    routes: impl Iterator<Item = &'r Route>,
) -> BTreeMap<String, Methods> {
    let base = base(parts);
    let listed = [
        ("/api/v1/Agents", "Lists agents, entities and operations."),
        ("/api/v1/openapi.json", "Describes the operations: OpenAPI."),
    ];
    let listed = listed.map(|(path, text)| {
        let methods = Methods::from([("GET".to_owned(), text.to_owned())]);
        (format!("{base}{path}"), methods)
    });
    let operations = routes.map(|route| {
        let methods = [
            ("POST".to_owned(), describe::in_a_sentence(route)),
            ("GET".to_owned(), "Describes the operation.".to_owned()),
        ];
        (format!("{base}{}", route.info.path), Methods::from(methods))
    });
    operations.chain(listed).collect()
}

/// The same as a page.
pub(crate) fn addresses_page(addresses: &BTreeMap<String, Methods>) -> Response {
    let rows: Vec<(String, &str)> = addresses
        .iter()
        .flat_map(|(address, methods)| {
            let row = move |(method, text)| (format!("{method} {address}"), text);
            methods
                .iter()
                .map(move |(method, text)| row((method, text.as_str())))
        })
        .collect();
    let rows = rows.iter().map(|(name, text)| (name.as_str(), *text));
    page("API v1", rows)
}

/// Scheme and host as the client has asked for them; empty where it says none that can stand in
/// an address, so that paths are what is listed.
///
/// What a proxy says of the client's side is not trusted here.
fn base(parts: &Parts) -> String {
    let host = match parts.uri.authority() {
        Some(authority) => Some(authority.as_str()),
        None => parts.headers.get(HOST).and_then(|host| host.to_str().ok()),
    };
    let is_host = |host: &&str| {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
        (1..=MAX_HOST).contains(&host.len()) && host.bytes().all(is_part)
    };
    host.filter(is_host).map_or_else(String::new, |host| {
        format!("{}://{host}", parts.uri.scheme_str().unwrap_or("http"))
    })
}

/// Whether a client wants a page rather than data, as browsers do.
pub(crate) fn wants_page(headers: &HeaderMap) -> bool {
    let data = MediaType::ALL.map(MediaType::as_str);
    let mut offered = data.to_vec();
    offered.push("text/html");
    let best = preferred(accept_lines(headers), &offered);
    best.first().is_some_and(|best| best.index == data.len())
}

/// A page with a table of names and texts.
fn page<'t>(title: &str, rows: impl IntoIterator<Item = (&'t str, &'t str)>) -> Response {
    let title = Escaped(title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <h1>{title}</h1>\n<table>\n"
    );
    for (name, text) in rows {
        let (name, text) = (Escaped(name), Escaped(text));
        // A string takes all that is written.
        let _ = writeln!(page, "<tr><th>{name}</th><td>{text}</td></tr>");
    }
    page.push_str("</table>\n</html>\n");
    let mut response = Response::new(Body::from(page));
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    // Nothing is loaded or run.
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'"),
    );
    response
}

/// A text inside HTML.
struct Escaped<'t>(&'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| match character {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            other => f.write_char(other),
        })
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    #[test]
    fn addresses_begin_with_what_the_client_has_asked() {
        for (uri, host, expected) in [
            (
                "/api",
                Some("crm.example.com:8080"),
                "http://crm.example.com:8080",
            ),
            ("/api", Some("[::1]:80"), "http://[::1]:80"),
            (
                "https://a.example/api",
                Some("b.example"),
                "https://a.example",
            ),
            ("/api", Some("a.example/<script>"), ""),
            ("/api", Some("a@b"), ""),
            ("/api", Some(""), ""),
            ("/api", None, ""),
        ] {
            let mut request = Request::builder().uri(uri);
            if let Some(host) = host {
                request = request.header(HOST, host);
            }
            let (parts, ()) = request.body(()).expect("a request").into_parts();
            assert_eq!(base(&parts), expected, "{uri} {host:?}");
        }
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(
            Escaped("<a b='&\">").to_string(),
            "&lt;a b=&#39;&amp;&quot;&gt;"
        );
    }
}
