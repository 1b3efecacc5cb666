//! Pages for browsers: the data of `/api` and `/api/v1` as HTML, and a start page that explains how
//! to call the agent.
//!
//! They use neither scripts nor style sheets, and load nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{HeaderValue, Uri};
use webhook_model::MediaType;
use webhook_model::http::challenge::Challenge;

use crate::body::{Body, Response};
use crate::describe::in_a_sentence;
use crate::html::Escaped;
use crate::listing::{Methods, VersionInfo};
use crate::route::Route;

/// The paths of the agent's descriptions, with their link texts.
const LINKS: [(&str, &str); 6] = [
    ("/", "start page"),
    ("/api", "versions"),
    ("/api/v1", "addresses and their methods"),
    ("/api/v1/Agents", "agents, entities and operations"),
    ("/api/v1/openapi.json", "OpenAPI description"),
    ("/health", "health"),
];

/// The page at `/`: the operations, and how to call them.
pub(crate) fn start(base: &str, routes: &[&Route], challenge: Option<&Challenge>) -> Response {
    let mut page = Page::new("NetServer agents");
    page.paragraph("This server implements operations of SuperOffice NetServer agents.");
    page.heading("Operations");
    page.start_table(&["Agent", "Operation", "Request and response"]);
    for route in routes {
        let operation = if route.info.is_rest() {
            let path = route.info.plain_path();
            Cell::Owned(format!("{} {path}", route.info.method))
        } else {
            Cell::Link(route.info.path, route.name())
        };
        let bodies = Cell::Owned(in_a_sentence(route));
        page.row(&[Cell::Text(route.agent()), operation, bodies]);
    }
    page.end_table();
    page.paragraph("Follow a link for the properties of the response. GET describes an operation of an agent, POST runs it:");
    if let Some(route) = routes.iter().find(|route| !route.info.is_rest()) {
        let credentials = challenge.map_or("", |_| " -H 'Authorization: ...'");
        page.code(&format!(
            "curl -X POST{credentials} {base}{}",
            route.info.path
        ));
    }
    if let Some(challenge) = challenge.and_then(|it| it.header_value().to_str().ok()) {
        page.paragraph(
            "POST needs credentials in the header field Authorization. Accepted schemes:",
        );
        page.code(challenge);
    }
    page.paragraph("The header field Accept selects the media type of the response:");
    page.list(MediaType::ALL.iter().map(|media_type| media_type.as_str()));
    page.finish()
}

/// The page at `/api`.
pub(crate) fn versions(info: &VersionInfo) -> Response {
    let mut page = Page::new("API");
    let v1 = match info.v1.parse::<Uri>() {
        Ok(_) => Cell::Link(&info.v1, &info.v1),
        Err(_) => Cell::Text(&info.v1),
    };
    let date = info.net_server_date.as_deref().unwrap_or_default();
    page.start_table(&["Name", "Value"]);
    page.row(&[Cell::Text("v1"), v1]);
    for (name, value) in [
        ("NetServerVersion", info.net_server_version.as_str()),
        ("NetServerAssembly", &info.net_server_assembly),
        ("NetServerDate", date),
        ("NetServerLabel", &info.net_server_label),
        ("NetServer", &info.net_server),
        ("Services", &info.services),
        ("ServicesCurrent", &info.services_current),
        ("Version", &info.version),
    ] {
        page.row(&[Cell::Text(name), Cell::Text(value)]);
    }
    page.end_table();
    page.finish()
}

/// The page at `/api/v1`.
pub(crate) fn addresses(addresses: &BTreeMap<String, Methods>) -> Response {
    let mut page = Page::new("API v1");
    page.start_table(&["Method", "Address", "Description"]);
    for (address, methods) in addresses {
        for (method, text) in methods {
            let address = Cell::Link(address, address);
            page.row(&[Cell::Text(method), address, Cell::Text(text)]);
        }
    }
    page.end_table();
    page.finish()
}

/// A cell of a table.
enum Cell<'t> {
    Text(&'t str),
    Owned(String),
    /// An address and the text of its link.
    Link(&'t str, &'t str),
}

/// A page under construction. Writing to a string cannot fail, so results are ignored.
struct Page(String);

impl Page {
    fn new(title: &str) -> Self {
        let title = Escaped(title);
        Self(format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n"
        ))
    }

    fn heading(&mut self, text: &str) {
        let _ = writeln!(self.0, "<h2>{}</h2>", Escaped(text));
    }

    fn paragraph(&mut self, text: &str) {
        let _ = writeln!(self.0, "<p>{}</p>", Escaped(text));
    }

    fn code(&mut self, text: &str) {
        let _ = writeln!(self.0, "<pre>{}</pre>", Escaped(text));
    }

    fn list<'t>(&mut self, items: impl Iterator<Item = &'t str>) {
        self.0.push_str("<ul>\n");
        for item in items {
            let _ = writeln!(self.0, "<li>{}</li>", Escaped(item));
        }
        self.0.push_str("</ul>\n");
    }

    fn start_table(&mut self, head: &[&str]) {
        self.0.push_str("<table>\n<tr>");
        for name in head {
            let _ = write!(self.0, "<th>{}</th>", Escaped(name));
        }
        self.0.push_str("</tr>\n");
    }

    fn row(&mut self, cells: &[Cell<'_>]) {
        self.0.push_str("<tr>");
        for cell in cells {
            let _ = match cell {
                Cell::Text(text) => write!(self.0, "<td>{}</td>", Escaped(text)),
                Cell::Owned(text) => write!(self.0, "<td>{}</td>", Escaped(text)),
                Cell::Link(to, text) => write!(
                    self.0,
                    "<td><a href=\"{}\">{}</a></td>",
                    Escaped(to),
                    Escaped(text)
                ),
            };
        }
        self.0.push_str("</tr>\n");
    }

    fn end_table(&mut self) {
        self.0.push_str("</table>\n");
    }

    fn finish(mut self) -> Response {
        self.heading("Descriptions");
        self.0.push_str("<ul>\n");
        for (path, text) in LINKS {
            let _ = writeln!(self.0, "<li><a href=\"{path}\">{text}</a></li>");
        }
        self.0.push_str("</ul>\n</body>\n</html>\n");
        let mut response = Response::new(Body::from(self.0));
        let headers = response.headers_mut();
        let content_type = HeaderValue::from_static("text/html; charset=utf-8");
        headers.insert(CONTENT_TYPE, content_type);
        // Nothing may be loaded or run.
        let policy = HeaderValue::from_static("default-src 'none'");
        headers.insert(CONTENT_SECURITY_POLICY, policy);
        response
    }
}
