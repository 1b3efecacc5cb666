//! Operations as documents describe them, wherever they are declared.

use std::any::TypeId;

use super::definitions::{Builder, Defined};
use super::node::Object;
use super::responses::Patches;
use crate::entity::{Endpoint, Entity, OperationKind};
use crate::operation::Operation;
use crate::projection::Projection;
use crate::property::Type;

/// An operation as data, for [`document_with`](super::document_with).
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
#[derive(Debug, Clone, Copy)]
pub struct OperationInfo {
    /// The path, without a query.
    pub path: &'static str,
    /// The names of the query's parameters, which are primary keys.
    pub query: &'static [&'static str],
    /// The body of the request; none if it has no body.
    pub request: Option<Type>,
    /// The body of the response; none if it has no body.
    pub response: Option<Type>,
    /// Whether the response is a file: raw bytes as `application/octet-stream`.
    pub binary: bool,
    /// Whether the response under the two patch types is the plain body, as servers in
    /// compatibility mode answer, rather than a patch.
    pub plain_patches: bool,
}

impl OperationInfo {
    /// The operation of a type.
    #[must_use]
    pub fn of<O: Operation>() -> Self {
        use crate::property::{PropertyType, is_binary};
        Self {
            path: O::PATH,
            query: O::QUERY,
            request: body::<O::Request>(O::Request::TYPE),
            response: body::<O::Response>(O::Response::TYPE),
            binary: is_binary::<O::Response>(),
            plain_patches: false,
        }
    }
}

/// The type of a body, which `()` is not.
fn body<T: 'static>(ty: Type) -> Option<Type> {
    (TypeId::of::<T>() != TypeId::of::<()>()).then_some(ty)
}

/// Whether a request may come without its body: null will do, or it has no members.
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
    /// The name that Swagger wants of a body.
    pub(super) name: String,
    pub(super) schema: Object,
    /// A request has to have it.
    pub(super) required: bool,
    /// What it is under the two patch types.
    pub(super) patches: Patches,
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
    pub(super) path: &'static str,
    pub(super) summary: Option<String>,
    pub(super) query: Vec<String>,
    pub(super) request: Option<RequestBody>,
    pub(super) response: Option<Object>,
    /// The response is a file.
    pub(super) binary: bool,
    /// An unknown key is answered with null, a missing file with 204.
    pub(super) or_null: bool,
    /// Properties of the response can be selected.
    pub(super) selects: bool,
    /// What the response has under the two patch types.
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
        Self {
            path: endpoint.path,
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
            // That of an unknown key is null.
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
        Self {
            path: info.path,
            summary: None,
            query: info.query.iter().map(|&name| name.to_owned()).collect(),
            request,
            response_patches: if info.plain_patches {
                Patches::Plain
            } else {
                patches(info.response)
            },
            response: info.response.map(|ty| builder.schema(ty)),
            selects: info.response.is_some_and(Projection::concerns),
            binary: info.binary,
            or_null: info.binary && info.response.is_some_and(Type::is_nullable),
        }
    }

    /// The agent and the operation's own name: the last two segments of the path.
    pub(super) fn names(&self) -> (&'static str, &'static str) {
        let mut segments = self.path.rsplit('/');
        let operation = segments.next().unwrap_or_default();
        (segments.next().unwrap_or_default(), operation)
    }
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

/// An entity's name as agents name arguments: `contactEntity`, `urlEntity`. Of capitals in front
/// the last one begins the next word.
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
            assert_eq!(by_endpoint.query, by_type.query);
            assert_eq!(by_endpoint.request.is_some(), by_type.request.is_some());
            assert_eq!(by_endpoint.response.is_some(), by_type.response.is_some());
            assert_eq!(by_endpoint.names().0, "Webhook");
        }
    }
}
