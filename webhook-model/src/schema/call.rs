//! Descriptions of operations for documents, wherever the operations are declared.

use std::any::TypeId;
use std::borrow::Cow;

use super::definitions::{Builder, Defined};
use super::node::Object;
use super::responses::Patches;
use crate::entity::{Endpoint, Entity, OperationKind};
use crate::operation::Operation;
use crate::projection::Projection;
use crate::property::Type;

/// The description of an operation, for [`document_with`](super::document_with).
///
/// ```
/// use webhook_model::NetServerEntity;
/// use webhook_model::schema::OperationInfo;
///
/// /// Asks for the error that stopped a webhook.
/// #[derive(NetServerEntity)]
/// #[netserver(agent = "Webhook", operation = "GetLastError", response = Option<String>)]
/// struct GetLastError {
///     webhook_id: i32,
/// }
///
/// let operation = OperationInfo::of::<GetLastError>();
/// assert_eq!(operation.path, "/api/v1/Agents/Webhook/GetLastError");
/// assert!(operation.request.is_some());
/// ```
// Exhaustive: servers can describe operations that are not declared as types.
#[derive(Debug, Clone, Copy)]
pub struct OperationInfo {
    /// The HTTP method in capitals.
    pub method: &'static str,
    /// The path, without a query, as in [`Operation::PATH`].
    pub path: &'static str,
    /// The operation's name, such as `GetWebhook`.
    pub name: &'static str,
    /// The names of the query's parameters that are primary keys.
    pub query: &'static [&'static str],
    /// The names of optional parameters of the query that are text.
    pub filters: &'static [&'static str],
    /// The body of the request; none if it has no body.
    pub request: Option<Type>,
    /// The body of the response; none if it has no body.
    pub response: Option<Type>,
    /// Whether the response in JSON has a member `_Links`.
    pub links: bool,
    /// Whether the response is a file: raw bytes as `application/octet-stream`.
    pub binary: bool,
    /// Whether the response under the two patch types is the plain body, as from servers in
    /// compatibility mode, rather than a patch.
    pub plain_patches: bool,
}

impl OperationInfo {
    /// The operation of a type.
    #[must_use]
    pub fn of<O: Operation>() -> Self {
        use crate::property::{PropertyType, is_binary};
        Self {
            method: O::METHOD,
            path: O::PATH,
            name: O::NAME.unwrap_or(last_segment(O::PATH)),
            query: O::QUERY,
            filters: O::FILTERS,
            request: body::<O::Request>(O::Request::TYPE),
            response: body::<O::Response>(O::Response::TYPE),
            links: O::LINKS,
            binary: is_binary::<O::Response>(),
            plain_patches: false,
        }
    }

    /// The agent, or the entity of a resource: the segment of the path after `/api/v1/Agents/` or
    /// `/api/v1/`.
    ///
    /// ```
    /// use webhook_model::Webhook;
    /// use webhook_model::operation::{CreateDefault, rest};
    /// use webhook_model::schema::OperationInfo;
    ///
    /// assert_eq!(OperationInfo::of::<CreateDefault<Webhook>>().agent(), "Webhook");
    /// assert_eq!(OperationInfo::of::<rest::Get<Webhook>>().agent(), "Webhook");
    /// ```
    #[must_use]
    pub fn agent(&self) -> &'static str {
        let rest = self.path.strip_prefix("/api/v1/").unwrap_or(self.path);
        let rest = rest.strip_prefix("Agents/").unwrap_or(rest);
        rest.split('/').next().unwrap_or_default()
    }

    /// Whether the operation belongs to a resource rather than to an agent.
    #[must_use]
    pub fn is_rest(&self) -> bool {
        !self.path.starts_with("/api/v1/Agents/")
    }

    /// The path in OpenAPI's notation: arguments without their types.
    ///
    /// ```
    /// use webhook_model::Webhook;
    /// use webhook_model::operation::rest;
    /// use webhook_model::schema::OperationInfo;
    ///
    /// assert_eq!(OperationInfo::of::<rest::Get<Webhook>>().plain_path(), "/api/v1/Webhook/{id}");
    /// ```
    #[must_use]
    pub fn plain_path(&self) -> Cow<'static, str> {
        if self.path.contains(":int}") {
            Cow::Owned(self.path.replace(":int}", "}"))
        } else {
            Cow::Borrowed(self.path)
        }
    }
}

/// The part of a path after its last slash.
fn last_segment(path: &'static str) -> &'static str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The type of a body, or none for `()`.
fn body<T: 'static>(ty: Type) -> Option<Type> {
    (TypeId::of::<T>() != TypeId::of::<()>()).then_some(ty)
}

/// Whether the body may be omitted: null is allowed, or it has no members.
fn is_optional(request: Type) -> bool {
    match request {
        Type::Nullable(_) => true,
        Type::Entity(of) => of().properties.is_empty(),
        _ => false,
    }
}

/// The body of a request.
#[derive(Debug)]
pub(super) struct RequestBody {
    /// The name of a body for Swagger.
    pub(super) name: String,
    pub(super) schema: Object,
    /// The request must have a body.
    pub(super) required: bool,
    /// The body under the two patch types.
    pub(super) patches: Patches,
}

/// A schema with the member that has the entity's address.
fn with_links(schema: Object) -> Object {
    let address = Object::new().with("type", "string");
    let links = Object::new()
        .with("type", "object")
        .with("additionalProperties", address);
    let links = Object::new()
        .with("type", "object")
        .with("properties", Object::new().with("_Links", links));
    Object::new().with("allOf", vec![schema, links])
}

fn patches(body: Option<Type>) -> Patches {
    match body {
        Some(Type::Entity(_) | Type::Family(_)) => Patches::OfEntity,
        _ => Patches::OfOther,
    }
}

/// An operation, its bodies as schemas.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    /// The group of the operation.
    pub(super) tag: String,
    pub(super) id: String,
    pub(super) summary: Option<String>,
    pub(super) query: Vec<String>,
    pub(super) filters: &'static [&'static str],
    pub(super) request: Option<RequestBody>,
    pub(super) response: Option<Object>,
    /// The response is a file.
    pub(super) binary: bool,
    /// The response to an unknown key is null, or 204 for a missing file.
    pub(super) or_null: bool,
    /// Properties of the response can be selected.
    pub(super) selects: bool,
    /// The response under the two patch types.
    pub(super) response_patches: Patches,
}

impl Call {
    /// The operation at an entity's endpoint.
    pub(super) fn of_endpoint(
        entity: &'static Entity,
        endpoint: &Endpoint,
        builder: &mut Builder,
    ) -> Self {
        let kind = endpoint.kind;
        let keyed = matches!(kind, OperationKind::Get | OperationKind::Delete);
        let argument = camel(entity.name);
        let schema = builder.reference(&Defined::Entity(entity));
        let mut segments = endpoint.path.rsplit('/');
        let name = segments.next().unwrap_or_default();
        let (tag, id) = of_agent(segments.next().unwrap_or_default(), name);
        Self {
            method: "POST",
            path: endpoint.path,
            tag,
            id,
            filters: &[],
            summary: Some(summary(kind, entity.name)),
            query: keyed
                .then(|| {
                    let given = entity.query.map(str::to_owned);
                    given.unwrap_or_else(|| format!("{argument}Id"))
                })
                .into_iter()
                .collect(),
            request: (kind == OperationKind::Save).then(|| RequestBody {
                name: argument,
                schema: schema.clone(),
                required: true,
                patches: Patches::OfEntity,
            }),
            selects: kind != OperationKind::Delete,
            // Null for an unknown key.
            response_patches: if kind == OperationKind::Get {
                Patches::OfOther
            } else {
                Patches::OfEntity
            },
            response: (kind != OperationKind::Delete).then_some(schema),
            binary: false,
            or_null: kind == OperationKind::Get,
        }
    }

    /// The operation of a type.
    pub(super) fn of_info(info: &OperationInfo, builder: &mut Builder) -> Self {
        let request = info.request.map(|ty| RequestBody {
            name: "request".to_owned(),
            schema: builder.schema(ty),
            required: !is_optional(ty),
            patches: patches(info.request),
        });
        let (agent, name) = (info.agent(), info.name);
        let (tag, id) = if info.is_rest() {
            (agent.to_owned(), format!("v1{agent}_{name}"))
        } else {
            of_agent(agent, name)
        };
        Self {
            method: info.method,
            path: info.path,
            tag,
            id,
            filters: info.filters,
            summary: None,
            query: info.query.iter().map(|&name| name.to_owned()).collect(),
            request,
            response_patches: if info.plain_patches {
                Patches::Plain
            } else {
                patches(info.response)
            },
            response: info.response.map(|ty| {
                let schema = builder.schema(ty);
                if info.links {
                    with_links(schema)
                } else {
                    schema
                }
            }),
            selects: info.response.is_some_and(Projection::concerns),
            binary: info.binary,
            or_null: info.binary && info.response.is_some_and(Type::is_nullable),
        }
    }
}

/// The tag and the id of an agent's operation.
fn of_agent(agent: &str, name: &str) -> (String, String) {
    (format!("{agent}_Agent"), format!("v1{agent}Agent_{name}"))
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

/// An entity's name as the name of an argument: `contactEntity`, `urlEntity`. The last of several
/// leading capitals begins the next word.
fn camel(name: &str) -> String {
    let capitals = name.chars().take_while(char::is_ascii_uppercase).count();
    let word_follows = name.chars().nth(capitals).is_some_and(char::is_lowercase);
    let small = if word_follows && capitals > 1 {
        capitals - 1
    } else {
        capitals
    };
    name.chars()
        .enumerate()
        .map(|(index, letter)| {
            if index < small {
                letter.to_ascii_lowercase()
            } else {
                letter
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::{CreateDefault, Delete, Get, Save};
    use crate::schema::Dialect;
    use crate::{NetServerEntity, Webhook};

    #[test]
    fn arguments_begin_in_lower_case() {
        for (entity, argument) in [
            ("Webhook", "webhook"),
            ("ContactEntity", "contactEntity"),
            ("URLEntity", "urlEntity"),
            ("MDO", "mdo"),
            ("", ""),
        ] {
            assert_eq!(camel(entity), argument);
        }
    }

    #[test]
    fn an_endpoint_is_its_operation() {
        let mut builder = Builder::new(Dialect::Swagger2);
        let infos = [
            OperationInfo::of::<CreateDefault<Webhook>>(),
            OperationInfo::of::<Get<Webhook>>(),
            OperationInfo::of::<Save<Webhook>>(),
            OperationInfo::of::<Delete<Webhook>>(),
        ];
        for (endpoint, info) in Webhook::ENTITY.endpoints.iter().zip(&infos) {
            let by_endpoint = Call::of_endpoint(Webhook::ENTITY, endpoint, &mut builder);
            let by_type = Call::of_info(info, &mut builder);
            assert_eq!(by_endpoint.path, by_type.path);
            assert_eq!(by_endpoint.id, by_type.id);
            assert_eq!(by_endpoint.query, by_type.query);
            assert_eq!(by_endpoint.request.is_some(), by_type.request.is_some());
            assert_eq!(by_endpoint.response.is_some(), by_type.response.is_some());
            assert_eq!(by_endpoint.tag, "Webhook_Agent");
        }
    }
}
