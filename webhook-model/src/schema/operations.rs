//! One operation of an agent.

use super::definitions::{Builder, Defined};
use super::dialect::Dialect;
use super::document::media_types;
use super::headers::{self, typed};
use super::node::{Node, Object};
use super::responses::{add_failures, content};
use crate::entity::{Entity, Operation, OperationKind};

/// The operation object of an operation.
pub(super) fn operation(
    entity: &'static Entity,
    operation: &Operation,
    builder: &mut Builder,
) -> Object {
    let dialect = builder.dialect;
    let kind = operation.kind;
    let agent = entity.agent.unwrap_or_default();
    let verb = operation.path.rsplit('/').next().unwrap_or_default();
    let mut object = Object::new()
        .with("tags", vec![format!("{agent}_Agent")])
        .with("summary", summary(kind, entity.name))
        .with("operationId", format!("v1{agent}Agent_{verb}"));
    let with_body = kind == OperationKind::Save;
    let answers = kind != OperationKind::Delete;
    if dialect == Dialect::Swagger2 {
        // Where there is no body, the types of the whole document must not hold.
        let none = Vec::<&'static str>::new;
        let some = |there: bool| if there { media_types() } else { none() };
        object.add("consumes", some(with_body));
        object.add("produces", some(answers));
    }
    let mut parameters: Vec<Node> = Vec::new();
    if matches!(kind, OperationKind::Get | OperationKind::Delete) {
        parameters.push(key(entity, dialect).into());
    }
    if with_body && dialect == Dialect::Swagger2 {
        parameters.push(body_parameter(entity, builder).into());
    }
    parameters.extend(headers::references(dialect, answers).map(Into::into));
    object.add("parameters", parameters);
    if with_body && dialect == Dialect::OpenApi31 {
        let schema = builder.reference(&Defined::Entity(entity));
        let body = Object::new()
            .with("required", true)
            .with("content", content(&schema, builder));
        object.add("requestBody", body);
    }
    let mut responses = success(entity, kind, builder);
    add_failures(&mut responses, dialect, with_body);
    object.with("responses", responses)
}

fn summary(kind: OperationKind, entity: &str) -> String {
    match kind {
        OperationKind::CreateDefault => format!("A new {entity} with its default values."),
        OperationKind::Get => format!("The {entity} with an id, or null."),
        OperationKind::Save => {
            format!("Stores a {entity}, and answers it as stored; id 0 makes a new one.")
        }
        OperationKind::Delete => format!("Removes the {entity} with an id."),
    }
}

/// An entity's name as .NET names arguments: its first letter small.
fn argument(entity: &Entity) -> String {
    let mut letters = entity.name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

fn key(entity: &Entity, dialect: Dialect) -> Object {
    let parameter = Object::new()
        .with("name", format!("{}Id", argument(entity)))
        .with("in", "query")
        .with("description", "The primary key.")
        .with("required", true);
    typed(parameter, dialect, "integer", Some("int32"))
}

fn body_parameter(entity: &'static Entity, builder: &mut Builder) -> Object {
    Object::new()
        .with("name", argument(entity))
        .with("in", "body")
        .with("required", true)
        .with("schema", builder.reference(&Defined::Entity(entity)))
}

fn success(entity: &'static Entity, kind: OperationKind, builder: &mut Builder) -> Object {
    if kind == OperationKind::Delete {
        let response = Object::new().with("description", "Removed.");
        return Object::new().with("204", response);
    }
    let mut schema = builder.reference(&Defined::Entity(entity));
    let mut response = Object::new().with("description", "The entity.");
    match builder.dialect {
        Dialect::Swagger2 => response.add("schema", schema),
        Dialect::OpenApi31 => {
            if kind == OperationKind::Get {
                // An unknown id is no error.
                schema = schema.or_null();
            }
            response.add("content", content(&schema, builder));
        }
    }
    Object::new().with("200", response)
}
