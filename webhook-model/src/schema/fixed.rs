//! Schemas that do not describe an entity: errors and patches.

use super::dialect::Dialect;
use super::node::Object;

/// A schema that is the same in every document. The patches are only in OpenAPI 3.1: Swagger 2.0 has
/// one schema for all media types of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fixed {
    /// The body of an error.
    Error,
    /// RFC 6902.
    JsonPatch,
    /// RFC 7396.
    MergePatch,
}

impl Fixed {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Error => "ErrorBody",
            Self::JsonPatch => "JsonPatch",
            Self::MergePatch => "MergePatch",
        }
    }

    pub(super) fn schema(self, dialect: Dialect) -> Object {
        match self {
            Self::Error => error(dialect),
            Self::JsonPatch => json_patch(),
            Self::MergePatch => Object::new()
                .with("type", "object")
                .with(
                    "description",
                    "The members that change, with null for those that go back to their default (RFC 7396).",
                )
                .with("additionalProperties", true),
        }
    }
}

fn error(dialect: Dialect) -> Object {
    let text = || match dialect {
        Dialect::Swagger2 => Object::new().with("type", "string"),
        Dialect::OpenApi31 => Object::new().with("type", "string").or_null(),
    };
    let properties = Object::new()
        .with("Error", Object::new().with("type", "boolean"))
        .with("ErrorType", text())
        .with("Message", text())
        .with("ErrorSource", text());
    Object::new()
        .with("type", "object")
        .with("properties", properties)
}

fn json_patch() -> Object {
    let text = || Object::new().with("type", "string");
    let operations = vec!["add", "remove", "replace", "move", "copy", "test"];
    let properties = Object::new()
        .with("op", text().with("enum", operations))
        .with("path", text())
        .with("from", text())
        .with("value", Object::new());
    let operation = Object::new()
        .with("type", "object")
        .with("required", vec!["op", "path"])
        .with("properties", properties);
    Object::new()
        .with("type", "array")
        .with(
            "description",
            "Changes, made in order or not at all (RFC 6902).",
        )
        .with("items", operation)
}
