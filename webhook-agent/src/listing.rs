//! The responses to `GET /api` and `GET /api/v1`: versions, and addresses with their methods.

use std::collections::BTreeMap;

use http::HeaderMap;
use http::header::HOST;
use http::request::Parts;
use webhook_model::http::negotiation::{accept_lines, preferred};
use webhook_model::{MediaType, NetServerEntity};

use crate::describe;
use crate::route::Route;

/// The newest contract of the SOAP services that is supported.
const SERVICES: &str = "Services88";

/// The maximum length of a host name with its port (RFC 1035 section 2.3.4).
const MAX_HOST: usize = 262;

/// The response to `GET /api`: the versions of the API and of the server.
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
    /// The supported contract of the SOAP services for XML documents.
    #[netserver(default = "Services88")]
    pub services: String,
    /// The newest supported contract.
    #[netserver(default = "Services88")]
    pub services_current: String,
    /// The version of the API.
    #[netserver(default = "v1")]
    pub version: String,
}

/// The versions, with the host of the request.
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

/// The effect of each method of an address.
pub(crate) type Methods = BTreeMap<String, String>;

/// The response to `GET /api/v1`: absolute addresses with their methods.
pub(crate) fn addresses(parts: &Parts, routes: &[&Route]) -> BTreeMap<String, Methods> {
    let base = base(parts);
    let mut addresses: BTreeMap<String, Methods> = BTreeMap::new();
    let mut add = |path: &str, method: &str, text: &str| {
        let methods = addresses.entry(format!("{base}{path}")).or_default();
        methods.insert(method.to_owned(), text.to_owned());
    };
    let directory = "Lists agents, entities and operations.";
    add("/api/v1/Agents", "GET", directory);
    let document = "Describes the operations: OpenAPI.";
    add("/api/v1/openapi.json", "GET", document);
    for route in routes {
        let path = route.info.plain_path();
        let text = describe::in_a_sentence(route);
        add(&path, route.info.method, &text);
        if !route.info.is_rest() {
            add(&path, "GET", "Describes the operation.");
        }
    }
    addresses
}

/// Scheme and host as sent by the client. Empty if the host is not valid in a URL; then paths are
/// listed instead.
///
/// The header fields of a proxy are not trusted.
pub(crate) fn base(parts: &Parts) -> String {
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

/// Whether a client prefers HTML, as browsers do.
pub(crate) fn wants_page(headers: &HeaderMap) -> bool {
    let data = MediaType::ALL;
    let mut offered: Vec<&str> = data.iter().map(|known| known.as_str()).collect();
    offered.push("text/html");
    let best = preferred(accept_lines(headers), &offered);
    best.first().is_some_and(|best| best.index == data.len())
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    #[test]
    fn addresses_begin_with_the_scheme_and_host_of_the_request() {
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
}
