//! Families: one of several entities, distinguished by a property.

use super::definitions::{Builder, Defined};
use super::dialect::Dialect;
use super::node::Object;
use super::registry::same_type;
use crate::entity::{Entity, Property};
use crate::property::family::Family;

impl Builder {
    /// A reference to a family.
    ///
    /// The vendor's Swagger documents refer to the base and do not mention members: the values of a
    /// Swagger discriminator are names of definitions, and the tag of a family has other values. The
    /// members are defined nevertheless.
    pub(super) fn family_reference(&mut self, family: &'static Family) -> Object {
        let base = family.base().filter(|_| self.dialect == Dialect::Swagger2);
        let reference = match base {
            Some(base) => self.reference(&Defined::Entity(base)),
            None => self.reference(&Defined::Family(family)),
        };
        if self.dialect == Dialect::Swagger2 {
            for member in family.members {
                self.reference(&Defined::Entity((member.entity)()));
            }
        }
        reference
    }

    /// The schema of a family.
    pub(super) fn family(&mut self, family: &'static Family) -> Object {
        match self.dialect {
            Dialect::Swagger2 => self.common(family),
            Dialect::OpenApi31 => self.any_of(family),
        }
    }

    /// Any of the members, and any object if unknown members are kept. Not `oneOf`: two members may
    /// have the same properties, and none of these is required.
    fn any_of(&mut self, family: &'static Family) -> Object {
        let mut members = Vec::new();
        let mut mapping = Object::new();
        for member in family.members {
            let entity = (member.entity)();
            let target = self.target(&Defined::Entity(entity));
            mapping.add(member.tag, target.clone());
            members.push(Object::new().with("$ref", target));
        }
        if family.open {
            let newer = Object::new()
                .with("type", "object")
                .with("description", "A member that is newer than this document.");
            members.push(newer);
        }
        let discriminator = Object::new()
            .with("propertyName", family.tag)
            .with("mapping", mapping);
        Object::new()
            .with("anyOf", members)
            .with("discriminator", discriminator)
    }

    /// The properties that all members have, for families without a base entity.
    fn common(&mut self, family: &'static Family) -> Object {
        let entities: Vec<&Entity> = family
            .members
            .iter()
            .map(|member| (member.entity)())
            .collect();
        let mut properties = Object::new();
        let first = entities.first().map_or(&[][..], |first| first.properties);
        for property in first {
            if entities.iter().all(|entity| has(entity, property)) {
                properties.add(property.name(), self.property(property));
            }
        }
        Object::new()
            .with("type", "object")
            .with("properties", properties)
    }
}

fn has(entity: &Entity, property: &Property) -> bool {
    entity
        .position(property.name())
        .and_then(|index| entity.properties.get(index))
        .is_some_and(|other| same_type(other.ty, property.ty))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::schema::definitions;
    use crate::{Carrier, NetServerEntity, NetServerEnum, UnknownEntity};

    #[derive(Clone, Copy, NetServerEnum)]
    enum Kind {
        Int = 0,
        Flag = 1,
    }

    #[derive(NetServerEntity)]
    #[netserver(carrier)]
    struct FieldBase {
        kind: Kind,
        carrier: Carrier,
    }

    #[derive(NetServerEntity)]
    struct IntField {
        value: i32,
        #[netserver(base)]
        base: FieldBase,
    }

    #[derive(NetServerEntity)]
    struct FlagField {
        value: bool,
        #[netserver(base)]
        base: FieldBase,
    }

    #[derive(NetServerEntity)]
    #[netserver(tag = "Kind", entity = "FieldBase")]
    enum Field {
        Int(IntField),
        Flag(FlagField),
    }

    #[derive(NetServerEntity)]
    struct Int {
        value: i32,
        kind: Kind,
        rank: i32,
    }

    #[derive(NetServerEntity)]
    struct Flag {
        kind: Kind,
        value: bool,
        rank: i32,
    }

    #[derive(NetServerEntity)]
    #[netserver(tag = "Kind")]
    enum Loose {
        Int(Int),
        Flag(Flag),
    }

    #[derive(NetServerEntity)]
    #[netserver(tag = "Kind", entity = "Open")]
    enum Open {
        Int(Int),
        #[netserver(other)]
        Other(UnknownEntity),
    }

    #[derive(NetServerEntity)]
    struct Form {
        fields: Vec<Field>,
        loose: Option<Loose>,
        open: Open,
    }

    fn tree(dialect: Dialect) -> Value {
        serde_json::to_value(definitions(&[Form::ENTITY], dialect)).unwrap()
    }

    fn names(schema: &Value) -> Vec<&String> {
        schema["properties"].as_object().unwrap().keys().collect()
    }

    #[test]
    fn swagger_has_the_properties_that_all_members_share() {
        let all = tree(Dialect::Swagger2);
        assert_eq!(
            all["Form"]["properties"]["Fields"]["items"],
            json!({"$ref": "#/definitions/FieldBase"})
        );
        let base = ["FieldProperties", "Kind", "TableRight"];
        assert_eq!(names(&all["FieldBase"]), base);
        assert_eq!(names(&all["Loose"]), ["Kind", "Rank"]);
        for member in ["IntField", "FlagField", "Int", "Flag"] {
            assert!(all[member]["properties"]["Value"].is_object(), "{member}");
        }
    }

    #[test]
    fn openapi_has_the_members_by_tag() {
        let all = tree(Dialect::OpenApi31);
        assert_eq!(
            all["FieldBase"],
            json!({
                "anyOf": [
                    {"$ref": "#/components/schemas/IntField"},
                    {"$ref": "#/components/schemas/FlagField"},
                ],
                "discriminator": {
                    "propertyName": "Kind",
                    "mapping": {
                        "Int": "#/components/schemas/IntField",
                        "Flag": "#/components/schemas/FlagField",
                    },
                },
            })
        );
        let open = all["Open"]["anyOf"].as_array().unwrap();
        assert_eq!((open.len(), &open[1]["type"]), (2, &json!("object")));
        assert_eq!(
            all["Form"]["properties"]["Loose"]["anyOf"][1],
            json!({"type": "null"})
        );
    }
}
