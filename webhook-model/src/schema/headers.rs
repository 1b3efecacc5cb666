//! The request headers of NetServer.
//!
//! `Accept`, `Content-Type` and `Authorization` are not parameters (OpenAPI 3.1 section
//! 4.8.12): the media types and the security schemes describe them.

use super::dialect::Dialect;
use super::node::Object;

/// A request header: its name and its effect.
struct Header {
    name: &'static str,
    meaning: &'static str,
    /// Whether it affects how an entity is written, so that operations without entities do not have it.
    shapes_body: bool,
}

const HEADERS: [Header; 6] = [
    Header {
        name: "Accept-Language",
        meaning: "The languages for multi-language texts and string references; `*` leaves them unchanged.",
        shapes_body: true,
    },
    Header {
        name: "SO-Language",
        meaning: "The same, with precedence over Accept-Language.",
        shapes_body: true,
    },
    Header {
        name: "SO-Culture",
        meaning: "The culture for numbers and dates inside texts; requires a language.",
        shapes_body: true,
    },
    Header {
        name: "SO-TimeZone",
        meaning: "The time zone of dates in the request and the response: a code, and `,includeTZOffset` for dates with an offset.",
        shapes_body: true,
    },
    Header {
        name: "SO-AppToken",
        meaning: "The token of the partner's application; required with SoTicket for online installations.",
        shapes_body: false,
    },
    Header {
        name: "X-XSRF-TOKEN",
        meaning: "The session's token; required if the session's cookie replaces Authorization.",
        shapes_body: false,
    },
];

/// All headers, for operations to refer to.
pub(super) fn all(dialect: Dialect) -> Object {
    let mut all = Object::new();
    for header in &HEADERS {
        let parameter = Object::new()
            .with("name", header.name)
            .with("in", "header")
            .with("description", header.meaning)
            .with("required", false);
        all.add(header.name, typed(parameter, dialect, "string", None));
    }
    all
}

/// A parameter with its type, which OpenAPI 3.1 has inside a schema.
pub(super) fn typed(
    mut parameter: Object,
    dialect: Dialect,
    ty: &'static str,
    format: Option<&'static str>,
) -> Object {
    let mut schema = Object::new();
    let target = match dialect {
        Dialect::Swagger2 => &mut parameter,
        Dialect::OpenApi31 => &mut schema,
    };
    target.add("type", ty);
    if let Some(format) = format {
        target.add("format", format);
    }
    if !schema.is_empty() {
        parameter.add("schema", schema);
    }
    parameter
}

/// References to the headers of an operation.
pub(super) fn references(dialect: Dialect, with_body: bool) -> impl Iterator<Item = Object> {
    let prefix = match dialect {
        Dialect::Swagger2 => "#/parameters/",
        Dialect::OpenApi31 => "#/components/parameters/",
    };
    HEADERS
        .iter()
        .filter(move |header| with_body || !header.shapes_body)
        .map(move |header| Object::new().with("$ref", format!("{prefix}{}", header.name)))
}
