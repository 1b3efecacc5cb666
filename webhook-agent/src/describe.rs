//! Descriptions of the operations. They are entities, so they are available in JSON and in XML.

use webhook_model::entity::{Entity, Property};
use webhook_model::property::{KeyType, Type};
use webhook_model::{MediaType, NetServerEntity};

use crate::route::Route;

/// The response to `GET /api/v1/Agents`: every operation of every agent.
///
/// ```
/// let directory = webhook_agent::describe::Directory::create_default();
/// assert!(directory.agents.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct Directory {
    /// The agents, ordered by name.
    pub agents: Vec<AgentInfo>,
    /// The media types of requests and responses.
    pub media_types: Vec<String>,
}

/// One agent of a [`Directory`].
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct AgentInfo {
    /// The agent's name.
    pub name: String,
    /// The names of the entities that its operations return.
    pub entities: Vec<String>,
    /// Its operations, ordered by name.
    pub operations: Vec<OperationInfo>,
}

/// One operation of an [`AgentInfo`].
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct OperationInfo {
    /// The name, such as `CreateDefaultWebhook`.
    pub name: String,
    /// The method that runs it: always POST.
    pub method: String,
    /// The path; it is matched in any case.
    pub path: String,
    /// The type of the request body; null for none.
    pub request: Option<String>,
    /// The type of the response body; null for none.
    pub response: Option<String>,
}

/// The response to GET on an operation: a description of its POST.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct OperationDescription {
    /// The name, such as `CreateDefaultWebhook`.
    pub name: String,
    /// The agent of the operation.
    pub agent: String,
    /// The method that runs it: always POST.
    pub method: String,
    /// The path; it is matched in any case.
    pub path: String,
    /// The type of the request body; null for none.
    pub request: Option<String>,
    /// The type of the response body; null for none.
    pub response: Option<String>,
    /// The entity of the response, alone or in a list.
    pub entity: Option<String>,
    /// The media types of the request and the response.
    pub media_types: Vec<String>,
    /// The properties of the entity, in the order of its JSON.
    pub properties: Vec<PropertyInfo>,
}

/// One property of an [`OperationDescription`].
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
pub struct PropertyInfo {
    /// The name on the wire.
    pub name: String,
    /// The type in words, such as `int32` or `array of string`.
    pub r#type: String,
    /// Whether it may be null.
    pub nullable: bool,
    /// Whether it is the primary key.
    pub primary_key: bool,
    /// The maximum number of characters; 0 for no limit.
    pub max_length: i32,
    /// The names of an enum.
    pub values: Option<Vec<String>>,
}

/// Lists operations, which are sorted by agent and name.
pub(crate) fn directory(routes: &[&Route]) -> Directory {
    let mut agents: Vec<AgentInfo> = Vec::new();
    for route in routes {
        if route.info.is_rest() {
            continue;
        }
        let name = route.agent();
        if agents.last().is_none_or(|last| last.name != name) {
            agents.push(AgentInfo {
                name: name.to_owned(),
                entities: Vec::new(),
                operations: Vec::new(),
            });
        }
        let Some(agent) = agents.last_mut() else {
            continue;
        };
        if let Some(entity) = answered(route)
            && agent.entities.iter().all(|known| known != entity.name)
        {
            agent.entities.push(entity.name.to_owned());
        }
        agent.operations.push(OperationInfo {
            name: route.name().to_owned(),
            method: "POST".to_owned(),
            path: route.info.path.to_owned(),
            request: route.info.request.map(in_words),
            response: response(route),
        });
    }
    Directory {
        agents,
        media_types: media_types(),
    }
}

fn response(route: &Route) -> Option<String> {
    if route.info.binary {
        return Some("file".to_owned());
    }
    route.info.response.map(in_words)
}

/// Describes one operation.
pub(crate) fn operation(route: &Route) -> OperationDescription {
    let entity = answered(route);
    let properties = entity.map_or(&[][..], |entity| entity.properties);
    OperationDescription {
        name: route.name().to_owned(),
        agent: route.agent().to_owned(),
        method: "POST".to_owned(),
        path: route.info.path.to_owned(),
        request: route.info.request.map(in_words),
        response: response(route),
        entity: entity.map(|entity| entity.name.to_owned()),
        media_types: media_types(),
        properties: properties.iter().map(property).collect(),
    }
}

/// The request and the response of an operation, as a sentence.
pub(crate) fn in_a_sentence(route: &Route) -> String {
    let response = response(route).unwrap_or_else(|| "nothing".to_owned());
    match route.info.request.map(in_words) {
        Some(request) => format!("Takes {request} and returns {response}."),
        None => format!("Returns {response}."),
    }
}

/// The entity that an operation returns, alone or in a list.
fn answered(route: &Route) -> Option<&'static Entity> {
    entity_of(route.info.response?)
}

/// The entity of a type, alone or in a list.
pub(crate) fn entity_of(mut ty: Type) -> Option<&'static Entity> {
    loop {
        ty = match ty {
            Type::Entity(of) => return Some(of()),
            Type::Nullable(inner) | Type::List(inner) => *inner,
            _ => return None,
        };
    }
}

fn media_types() -> Vec<String> {
    MediaType::ALL
        .iter()
        .map(|media_type| media_type.as_str().to_owned())
        .collect()
}

fn property(property: &Property) -> PropertyInfo {
    let values = match property.ty.required() {
        Type::Enum(of) | Type::Flags(of) => {
            let names = of.variants.iter();
            Some(names.map(|variant| variant.name.to_owned()).collect())
        }
        _ => None,
    };
    PropertyInfo {
        name: property.name().to_owned(),
        r#type: in_words(property.ty),
        nullable: property.ty.is_nullable(),
        primary_key: property.primary_key,
        max_length: property
            .max_length
            .and_then(|length| i32::try_from(length).ok())
            .unwrap_or(0),
        values,
    }
}

/// The type in the words of the vendor's documentation.
fn in_words(ty: Type) -> String {
    let word = match ty {
        Type::Bool => "bool",
        Type::Int16 => "int16",
        Type::Int32 => "int32",
        Type::UInt32 => "uint32",
        Type::Int64 => "int64",
        Type::Double => "double",
        Type::Decimal => "decimal",
        Type::Text => "string",
        Type::Bytes => "base64",
        Type::DateTime => "date-time",
        Type::Duration => "duration",
        Type::Enum(of) | Type::Flags(of) => of.name,
        Type::Entity(of) => of().name,
        Type::Family(of) => of().name,
        Type::List(item) => return format!("array of {}", in_words(*item)),
        Type::Dictionary(key, value) => {
            let key = match key {
                KeyType::Text => "string",
                KeyType::Int32 => "int32",
                KeyType::DateTime => "date-time",
            };
            return format!("dictionary of {key} to {}", in_words(*value));
        }
        Type::Nullable(inner) => return in_words(*inner),
        // Any JSON, and types that a later version adds.
        _ => "any",
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use webhook_model::Webhook;

    #[test]
    fn types_in_words() {
        let words: Vec<String> = Webhook::ENTITY
            .properties
            .iter()
            .map(|property| in_words(property.ty))
            .collect();
        assert_eq!(
            words.join("|"),
            "int32|string|array of string|string|string|WebhookState|string|\
             dictionary of string to string|dictionary of string to any|date-time|Associate|\
             date-time|Associate|string"
        );
    }
}
