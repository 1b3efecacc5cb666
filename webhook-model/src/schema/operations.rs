//! One operation of an agent in a document.

use super::call::{Call, RequestBody};
use super::definitions::Builder;
use super::dialect::Dialect;
use super::document::media_types;
use super::headers::{self, typed};
use super::node::{Node, Object};
use super::responses::{Patches, add_failures, content};

/// The media type of a file.
const FILE: &str = "application/octet-stream";

/// The operation object of an operation.
pub(super) fn operation(call: Call, builder: &mut Builder) -> Object {
    let dialect = builder.dialect;
    let mut object = Object::new().with("tags", vec![call.tag]);
    let (with_body, answers) = (call.request.is_some(), call.response.is_some());
    if let Some(summary) = call.summary {
        object.add("summary", summary);
    }
    object.add("operationId", call.id);
    if dialect == Dialect::Swagger2 {
        // An operation without a body must override the types of the whole document.
        let types = |there: bool| if there { media_types() } else { Vec::new() };
        object.add("consumes", types(with_body));
        object.add(
            "produces",
            if call.binary {
                vec![FILE]
            } else {
                types(answers)
            },
        );
    }
    let mut parameters: Vec<Node> = Vec::new();
    parameters.extend(arguments(call.path, dialect).map(Into::into));
    parameters.extend(call.query.into_iter().map(|name| key(name, dialect).into()));
    let filters = call.filters.iter();
    parameters.extend(filters.map(|name| filter(name, dialect).into()));
    if call.selects {
        parameters.push(select(dialect).into());
    }
    let mut body = None;
    if let Some(request) = call.request {
        let RequestBody {
            name,
            schema,
            required,
            patches,
        } = request;
        match dialect {
            Dialect::Swagger2 => {
                parameters.push(body_parameter(name, schema, required).into());
            }
            Dialect::OpenApi31 => {
                body = Some(
                    Object::new()
                        .with("required", required)
                        .with("content", content(&schema, patches, builder)),
                );
            }
        }
    }
    parameters.extend(headers::references(dialect, answers).map(Into::into));
    object.add("parameters", parameters);
    if let Some(body) = body {
        object.add("requestBody", body);
    }
    let mut responses = if call.binary {
        file(call.or_null, dialect)
    } else {
        success(call.response, call.or_null, call.response_patches, builder)
    };
    add_failures(&mut responses, dialect, with_body, call.path.contains('{'));
    object.with("responses", responses)
}

fn key(name: String, dialect: Dialect) -> Object {
    let parameter = Object::new()
        .with("name", name)
        .with("in", "query")
        .with("description", "The primary key.")
        .with("required", true);
    typed(parameter, dialect, "integer", Some("int32"))
}

/// The arguments in a path.
fn arguments(path: &'static str, dialect: Dialect) -> impl Iterator<Item = Object> {
    let segments = path.split('/');
    let arguments = segments.filter_map(|segment| {
        segment
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
    });
    arguments.map(move |argument| {
        let (name, ty) = argument.split_once(':').unwrap_or((argument, "string"));
        let parameter = Object::new()
            .with("name", name.to_owned())
            .with("in", "path")
            .with("required", true);
        if ty == "int" {
            typed(parameter, dialect, "integer", Some("int32"))
        } else {
            typed(parameter, dialect, "string", None)
        }
    })
}

fn filter(name: &'static str, dialect: Dialect) -> Object {
    let parameter = Object::new()
        .with("name", name)
        .with("in", "query")
        .with(
            "description",
            "Answers only what matches; without it, everything.",
        )
        .with("required", false);
    typed(parameter, dialect, "string", None)
}

fn select(dialect: Dialect) -> Object {
    let parameter = Object::new()
        .with("name", "$select")
        .with("in", "query")
        .with(
            "description",
            "The properties to answer, with commas between; `/` leads into a nested entity. The others are null, or blank where they have no null.",
        )
        .with("required", false);
    typed(parameter, dialect, "string", None)
}

fn body_parameter(name: String, schema: Object, required: bool) -> Object {
    Object::new()
        .with("name", name)
        .with("in", "body")
        .with("required", required)
        .with("schema", schema)
}

/// A file, and for an optional file also the response without one.
fn file(or_none: bool, dialect: Dialect) -> Object {
    let schema = Object::new()
        .with("type", "string")
        .with("format", "binary");
    let response = Object::new().with("description", "The file.");
    let response = match dialect {
        Dialect::Swagger2 => response.with("schema", schema),
        Dialect::OpenApi31 => {
            let content = Object::new().with("schema", schema);
            response.with("content", Object::new().with(FILE, content))
        }
    };
    let mut responses = Object::new().with("200", response);
    if or_none {
        let none = Object::new().with("description", "The file does not exist.");
        responses.add("204", none);
    }
    responses
}

fn success(
    schema: Option<Object>,
    or_null: bool,
    patches: Patches,
    builder: &mut Builder,
) -> Object {
    let Some(mut schema) = schema else {
        let response = Object::new().with("description", "Success without content.");
        return Object::new().with("204", response);
    };
    let mut response = Object::new().with("description", "The response.");
    match builder.dialect {
        Dialect::Swagger2 => response.add("schema", schema),
        Dialect::OpenApi31 => {
            if or_null {
                schema = schema.or_null();
            }
            response.add("content", content(&schema, patches, builder));
        }
    }
    Object::new().with("200", response)
}
