//! Responses: entities in six media types, and errors.

use super::definitions::{Builder, Defined};
use super::dialect::Dialect;
use super::fixed::Fixed;
use super::node::Object;
use crate::format::MediaType;

/// An error response of an operation.
struct Failure {
    status: &'static str,
    name: &'static str,
    meaning: &'static str,
    /// The kind of requests that can fail with it.
    of: Of,
}

/// The requests that can fail in a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// All.
    All,
    /// Those with a body.
    Body,
    /// Those with the key of an entity, in the path or in a body.
    Entity,
}

const FAILURES: [Failure; 12] = [
    Failure {
        status: "400",
        name: "BadRequest",
        meaning: "An argument, a header or the body is invalid.",
        of: Of::All,
    },
    Failure {
        status: "401",
        name: "Unauthorized",
        meaning: "Authentication is missing or invalid.",
        of: Of::All,
    },
    Failure {
        status: "403",
        name: "Forbidden",
        meaning: "The caller is not allowed to use this agent.",
        of: Of::All,
    },
    Failure {
        status: "404",
        name: "NotFound",
        meaning: "No entity has this id.",
        of: Of::Entity,
    },
    Failure {
        status: "406",
        name: "NotAcceptable",
        meaning: "The response cannot be encoded in any of the accepted media types.",
        of: Of::All,
    },
    Failure {
        status: "408",
        name: "RequestTimeout",
        meaning: "The body took too long to arrive.",
        of: Of::All,
    },
    Failure {
        status: "409",
        name: "Conflict",
        meaning: "A `test` of the JSON Patch failed.",
        of: Of::Body,
    },
    Failure {
        status: "412",
        name: "PreconditionFailed",
        meaning: "The entity was changed after the time in If-Unmodified-Since.",
        of: Of::Body,
    },
    Failure {
        status: "413",
        name: "ContentTooLarge",
        meaning: "The body is larger than the server accepts.",
        of: Of::All,
    },
    Failure {
        status: "415",
        name: "UnsupportedMediaType",
        meaning: "The media type or charset of the body is not supported.",
        of: Of::All,
    },
    Failure {
        status: "422",
        name: "UnprocessableContent",
        meaning: "The patch cannot be applied.",
        of: Of::Body,
    },
    Failure {
        status: "500",
        name: "InternalServerError",
        meaning: "Internal error; the server's log has the details.",
        of: Of::All,
    },
];

/// The error responses by name, for references from operations.
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
                // An error is not a change to an entity: under a patch type it is JSON.
                for media_type in MediaType::ALL.iter().copied().filter(|ty| !ty.is_patch()) {
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

/// A 401 response has `WWW-Authenticate` (RFC 9110 section 15.5.2).
fn challenge(dialect: Dialect) -> Object {
    let header = Object::new().with("description", "The accepted schemes.");
    Object::new().with(
        "WWW-Authenticate",
        super::headers::typed(header, dialect, "string", None),
    )
}

/// Adds references to the error responses of an operation.
pub(super) fn add_failures(
    responses: &mut Object,
    dialect: Dialect,
    with_body: bool,
    with_argument: bool,
) {
    let prefix = match dialect {
        Dialect::Swagger2 => "#/responses/",
        Dialect::OpenApi31 => "#/components/responses/",
    };
    for failure in FAILURES.iter().filter(|failure| match failure.of {
        Of::All => true,
        Of::Body => with_body,
        Of::Entity => with_argument || with_body,
    }) {
        responses.add(
            failure.status,
            Object::new().with("$ref", format!("{prefix}{}", failure.name)),
        );
    }
}

/// The content of a body under the two patch types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Patches {
    /// A patch of an entity.
    OfEntity,
    /// A patch of another value, such as a list: a merge patch is then the whole value (RFC 7396).
    OfOther,
    /// The body itself, as from servers in compatibility mode.
    Plain,
}

/// A body in each of the media types (OpenAPI 3.1).
pub(super) fn content(schema: &Object, patches: Patches, builder: &mut Builder) -> Object {
    let mut content = Object::new();
    for &media_type in MediaType::ALL {
        let schema = match (media_type, patches) {
            (MediaType::ApplicationJsonPatch, Patches::OfEntity | Patches::OfOther) => {
                builder.reference(&Defined::Fixed(Fixed::JsonPatch))
            }
            (MediaType::ApplicationMergePatch, Patches::OfEntity) => {
                builder.reference(&Defined::Fixed(Fixed::MergePatch))
            }
            (MediaType::ApplicationMergePatch, Patches::OfOther) => Object::new(),
            _ => schema.clone(),
        };
        content.add(media_type.as_str(), Object::new().with("schema", schema));
    }
    content
}
