//! Answers: entities in six media types, and errors.

use super::definitions::{Builder, Defined};
use super::dialect::Dialect;
use super::fixed::Fixed;
use super::node::Object;
use crate::format::MediaType;

/// An error that an operation can answer.
struct Failure {
    status: &'static str,
    name: &'static str,
    meaning: &'static str,
    /// Whether only a request with a body can fail so.
    of_body: bool,
}

const FAILURES: [Failure; 7] = [
    Failure {
        status: "400",
        name: "BadRequest",
        meaning: "An argument, a header or the body is wrong.",
        of_body: false,
    },
    Failure {
        status: "401",
        name: "Unauthorized",
        meaning: "The request does not say who asks, or not truly.",
        of_body: false,
    },
    Failure {
        status: "403",
        name: "Forbidden",
        meaning: "The agent is not there for who asks.",
        of_body: false,
    },
    Failure {
        status: "406",
        name: "NotAcceptable",
        meaning: "None of the accepted media types can be written.",
        of_body: false,
    },
    Failure {
        status: "409",
        name: "Conflict",
        meaning: "A `test` of the JSON Patch failed.",
        of_body: true,
    },
    Failure {
        status: "413",
        name: "ContentTooLarge",
        meaning: "The body is larger than the server takes.",
        of_body: true,
    },
    Failure {
        status: "415",
        name: "UnsupportedMediaType",
        meaning: "The body is of a media type or charset that is not read.",
        of_body: true,
    },
];

/// The errors by name, for operations to refer to.
pub(super) fn errors(builder: &mut Builder) -> Object {
    let mut errors = Object::new();
    for failure in &FAILURES {
        let mut response = Object::new().with("description", failure.meaning);
        if failure.status == "401" {
            response.add("headers", challenge(builder.dialect));
        }
        let schema = builder.reference(&Defined::Fixed(Fixed::Error));
        match builder.dialect {
            Dialect::Swagger2 => response.add("schema", schema),
            Dialect::OpenApi31 => {
                let mut content = Object::new();
                for media_type in MediaType::ALL {
                    content.add(
                        media_type.as_str(),
                        Object::new().with("schema", schema.clone()),
                    );
                }
                response.add("content", content);
            }
        }
        errors.add(failure.name, response);
    }
    errors
}

/// `WWW-Authenticate` goes with 401 (RFC 9110 section 15.5.2).
fn challenge(dialect: Dialect) -> Object {
    let header = Object::new().with("description", "The schemes that the server takes.");
    Object::new().with(
        "WWW-Authenticate",
        super::headers::typed(header, dialect, "string", None),
    )
}

/// Adds references to the errors that an operation can answer.
pub(super) fn add_failures(responses: &mut Object, dialect: Dialect, with_body: bool) {
    let prefix = match dialect {
        Dialect::Swagger2 => "#/responses/",
        Dialect::OpenApi31 => "#/components/responses/",
    };
    for failure in FAILURES
        .iter()
        .filter(|failure| with_body || !failure.of_body)
    {
        responses.add(
            failure.status,
            Object::new().with("$ref", format!("{prefix}{}", failure.name)),
        );
    }
}

/// An entity in each of the media types (OpenAPI 3.1): the patch types have shapes of their own.
pub(super) fn content(schema: &Object, builder: &mut Builder) -> Object {
    let mut content = Object::new();
    for media_type in MediaType::ALL {
        let schema = match media_type {
            MediaType::ApplicationJsonPatch => builder.reference(&Defined::Fixed(Fixed::JsonPatch)),
            MediaType::ApplicationMergePatch => {
                builder.reference(&Defined::Fixed(Fixed::MergePatch))
            }
            _ => schema.clone(),
        };
        content.add(media_type.as_str(), Object::new().with("schema", schema));
    }
    content
}
