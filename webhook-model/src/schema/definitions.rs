//! The schemas of entities, and of all types that they refer to.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use super::dialect::Dialect;
use super::fixed::Fixed;
use super::node::Object;
use super::registry::{Definition, Registry, same_entity, same_enumeration, same_family};
use super::{rules, text, types};
use crate::entity::Entity;
use crate::format::serde::default_tree;
use crate::property::enumeration::Enumeration;
use crate::property::family::Family;

/// The schemas of some entities and of every entity and enum that they refer to, by name.
///
/// It is a JSON object: serialize it, or print it with `{}` on one line or `{:#}` on many. It can be
/// the `definitions` of a Swagger document, or `components.schemas` of an OpenAPI one.
///
/// ```
/// use webhook_model::schema::{self, Dialect};
/// use webhook_model::{FieldRight, NetServerEntity};
///
/// let definitions = schema::definitions(&[FieldRight::ENTITY], Dialect::Swagger2);
/// assert_eq!(definitions.names().collect::<Vec<_>>(), ["FieldRight"]);
/// assert!(definitions.to_string().starts_with(r#"{"FieldRight":{"type":"object","properties":{"#));
/// ```
#[derive(Debug, Clone)]
pub struct Definitions(pub(super) Object);

impl Definitions {
    /// The names, those of the requested entities first.
    ///
    /// If two different entities or enums have the same name, the second one gets a number after it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.names()
    }

    /// Whether a name is defined.
    ///
    /// ```
    /// use webhook_model::schema::{self, Dialect};
    /// use webhook_model::{NetServerEntity, Webhook};
    ///
    /// let definitions = schema::definitions(&[Webhook::ENTITY], Dialect::OpenApi31);
    /// assert!(definitions.contains("Associate") && definitions.contains("WebhookState"));
    /// ```
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.0.member(name).is_some()
    }
}

impl Serialize for Definitions {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl fmt::Display for Definitions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text(&self.0, f.alternate()))
    }
}

/// The schemas of entities, and of every entity and enum that they refer to.
///
/// Entities may contain themselves and each other; each is defined once.
///
/// ```
/// use webhook_model::schema::{self, Dialect};
/// use webhook_model::{NetServerEntity, Webhook};
///
/// let definitions = schema::definitions(&[Webhook::ENTITY], Dialect::Swagger2);
/// assert_eq!(
///     definitions.names().collect::<Vec<_>>(),
///     ["Webhook", "Associate", "TableRight", "FieldProperty", "FieldRight"]
/// );
/// ```
#[must_use]
pub fn definitions(entities: &[&'static Entity], dialect: Dialect) -> Definitions {
    let mut builder = Builder::new(dialect);
    for entity in entities {
        builder.reference(&Defined::Entity(entity));
    }
    Definitions(builder.finish())
}

/// The definitions of a document.
#[derive(Debug, Clone, Copy)]
pub(super) enum Defined {
    Entity(&'static Entity),
    Enum(&'static Enumeration),
    Family(&'static Family),
    Fixed(Fixed),
}

impl Definition for Defined {
    fn name(&self) -> Cow<'static, str> {
        match self {
            Self::Entity(entity) => entity.name.into(),
            Self::Enum(enumeration) => enumeration.name.into(),
            Self::Family(family) => family.name.into(),
            Self::Fixed(fixed) => fixed.name().into(),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Entity(left), Self::Entity(right)) => same_entity(left, right),
            (Self::Enum(left), Self::Enum(right)) => same_enumeration(left, right),
            (Self::Family(left), Self::Family(right)) => same_family(left, right),
            (Self::Fixed(left), Self::Fixed(right)) => left == right,
            _ => false,
        }
    }
}

/// Collects definitions while schemas refer to them.
pub(super) struct Builder {
    pub(super) dialect: Dialect,
    registry: Registry<Defined>,
}

impl Builder {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            registry: Registry::new(),
        }
    }

    /// A reference to a definition, which is added to the document.
    pub(super) fn reference(&mut self, defined: &Defined) -> Object {
        Object::new().with("$ref", self.target(defined))
    }

    /// The target of a reference to a definition.
    pub(super) fn target(&mut self, defined: &Defined) -> String {
        let name = self.registry.name_of(defined);
        format!("{}{name}", self.dialect.prefix())
    }

    /// All definitions, including those that they refer to: a list that grows during the loop, since
    /// entities may contain each other.
    pub(super) fn finish(mut self) -> Object {
        let mut definitions = Object::new();
        let mut next = 0;
        while let Some((name, defined)) = self.registry.get(next) {
            next += 1;
            let schema = match defined {
                Defined::Entity(entity) => self.entity(entity),
                Defined::Enum(enumeration) => types::enumeration(enumeration),
                Defined::Family(family) => self.family(family),
                Defined::Fixed(fixed) => fixed.schema(self.dialect),
            };
            definitions.add(name, schema);
        }
        definitions
    }

    fn entity(&mut self, entity: &'static Entity) -> Object {
        let defaults = match self.dialect {
            Dialect::Swagger2 => None,
            Dialect::OpenApi31 => default_tree(entity).ok(),
        };
        let broken = rules::broken_by_default(entity);
        let mut properties = Object::new();
        for property in entity.properties {
            let mut schema = self.property(property);
            let default = defaults
                .as_ref()
                .filter(|_| !broken.iter().any(|name| name == property.name()))
                .and_then(|defaults| defaults.get(property.name()));
            if let Some(default) = default.filter(|value| types::shows_default(property, value)) {
                schema.add("default", default.clone());
            }
            properties.add(property.name(), schema);
        }
        let schema = Object::new()
            .with("type", "object")
            .with("properties", properties);
        let required = rules::required(entity);
        if required.is_empty() {
            schema
        } else {
            schema.with("required", required)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{NetServerEntity, NetServerEnum, Webhook};

    fn tree(entity: &'static Entity, dialect: Dialect) -> serde_json::Value {
        serde_json::to_value(definitions(&[entity], dialect)).unwrap()
    }

    #[derive(NetServerEntity)]
    struct Tree {
        name: String,
        parent: Option<Box<Tree>>,
        children: Vec<Tree>,
        kind: Kind,
    }

    #[derive(Clone, Copy, NetServerEnum)]
    #[netserver(entity = "Tree")]
    enum Kind {
        Oak = 0,
    }

    #[test]
    fn an_entity_that_contains_itself_is_defined_once() {
        let all = tree(Tree::ENTITY, Dialect::Swagger2);
        assert_eq!(all.as_object().unwrap().len(), 1);
        assert_eq!(
            all["Tree"]["properties"]["Children"]["items"]["$ref"],
            "#/definitions/Tree"
        );
    }

    #[test]
    fn an_enum_of_an_entitys_name_gets_one_of_its_own() {
        let all = tree(Tree::ENTITY, Dialect::OpenApi31);
        assert_eq!(
            all["Tree"]["properties"]["Kind"],
            json!({"$ref": "#/components/schemas/Tree2", "default": "Oak"})
        );
        assert_eq!(all["Tree2"], json!({"type": "string", "enum": ["Oak"]}));
    }

    #[test]
    fn formats_and_deprecation_are_in_the_document() {
        #[derive(NetServerEntity)]
        struct Address {
            #[netserver(format = email, deprecated)]
            mail: String,
            #[netserver(format = https_url)]
            page: Option<String>,
        }
        let all = tree(Address::ENTITY, Dialect::OpenApi31);
        let properties = &all["Address"]["properties"];
        // Empty text is not an address, so the schema cannot show it as the default.
        assert_eq!(
            properties["Mail"],
            json!({"type": "string", "format": "email", "deprecated": true})
        );
        assert_eq!(
            properties["Page"],
            json!({
                "type": ["string", "null"],
                "format": "uri",
                "pattern": "^[Hh][Tt][Tt][Pp][Ss]://",
            })
        );
    }

    #[test]
    fn attributes_are_in_the_document() {
        let all = tree(Webhook::ENTITY, Dialect::OpenApi31);
        let property = |name: &str| all["Webhook"]["properties"][name].clone();
        assert_eq!(
            property("ErrorsEmail"),
            json!({"type": ["string", "null"], "maxLength": 239})
        );
        assert_eq!(
            property("Secret"),
            json!({"type": ["string", "null"], "format": "password", "maxLength": 400})
        );
        assert_eq!(
            property("Events"),
            json!({
                "type": ["array", "null"],
                "items": {"type": "string"},
                "default": ["contact.created", "contact.deleted"],
            })
        );
        assert_eq!(
            property("RegisteredAssociate"),
            json!({"anyOf": [{"$ref": "#/components/schemas/Associate"}, {"type": "null"}]})
        );
    }
}
