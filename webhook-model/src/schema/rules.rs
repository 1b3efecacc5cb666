//! Adds the rules of a property to the schema of its type.

use super::node::{Node, Object};
use crate::entity::{Entity, Property};
use crate::property::Type;
use crate::property::number_range::Bound;
use crate::property::text_format::TextFormat;
use crate::validation::validate_entity;

/// Adds the length, the format and the range. JSON Schema counts characters where .NET counts UTF-16 code
/// units, which are never fewer: no valid text is too long for the schema.
pub(super) fn add(property: &Property, schema: &mut Object) {
    if let Some(most) = property.max_length {
        schema.add("maxLength", i64::from(most));
    }
    of_content(property, property.ty, schema);
}

/// Adds rules for a text or a number, or for each item of a list.
fn of_content(property: &Property, ty: Type, schema: &mut Object) {
    if let Type::List(of) = ty.required() {
        if let Some(Node::Object(items)) = schema.member_mut("items") {
            of_content(property, *of, items);
        }
        return;
    }
    if let Some(format) = property.format {
        // The schema of a secret has the format `password` already.
        let name = name_of(format).filter(|_| schema.member("format").is_none());
        if let Some(name) = name {
            schema.add("format", name);
        }
        if let Some(pattern) = pattern_of(format) {
            schema.add("pattern", pattern);
        }
    }
    if let Some(range) = property.range {
        for (name, end) in [("minimum", range.least), ("maximum", range.most)] {
            if let Some(end) = end.and_then(node) {
                schema.replace(name, end);
            }
        }
    }
}

/// The names of the properties that are required in a body.
pub(super) fn required(entity: &Entity) -> Vec<&'static str> {
    let required = entity
        .properties
        .iter()
        .filter(|property| property.required);
    required.map(Property::name).collect()
}

/// The names of the properties whose default breaks a rule, or contains a value that does: it would not
/// be valid against its own schema.
pub(super) fn broken_by_default(entity: &Entity) -> Vec<String> {
    let Err(violations) = validate_entity(&*(entity.new)()) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for violation in violations.as_slice() {
        if let Some(name) = violation.pointer().split('/').nth(1) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The name of a text format in JSON Schema 2020-12, if it has one; Swagger 2.0 accepts any name.
const fn name_of(format: TextFormat) -> Option<&'static str> {
    match format {
        TextFormat::Email => Some("email"),
        TextFormat::HttpsUrl => Some("uri"),
        TextFormat::EventName => None,
    }
}

/// A pattern for the format, in addition to its name.
const fn pattern_of(format: TextFormat) -> Option<&'static str> {
    match format {
        TextFormat::Email => None,
        TextFormat::HttpsUrl => Some("^[Hh][Tt][Tt][Pp][Ss]://"),
        TextFormat::EventName => Some(r"^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$"),
    }
}

fn node(end: Bound) -> Option<Node> {
    match end {
        Bound::Whole(end) => Some(Node::Int(end)),
        Bound::Fraction(end) => serde_json::Number::from_f64(end).map(|end| Node::Json(end.into())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::schema::{Dialect, definitions};
    use crate::{NetServerEntity, Secret};

    #[derive(NetServerEntity)]
    struct Sale {
        #[netserver(required, max_length = 9, format = event_name)]
        name: Option<String>,
        #[netserver(range = 1..=100)]
        rank: Option<i32>,
        #[netserver(range = -1..)]
        small: i16,
        #[netserver(range = ..=0.5)]
        part: f64,
        #[netserver(format = https_url)]
        pages: Option<Vec<Option<String>>>,
        #[netserver(required, range = 0..=7)]
        numbers: Vec<Vec<i64>>,
        #[netserver(format = https_url)]
        secret: Secret,
    }

    fn tree(dialect: Dialect) -> Value {
        serde_json::to_value(definitions(&[Sale::ENTITY], dialect)).unwrap()["Sale"].clone()
    }

    #[test]
    fn rules_are_in_the_openapi_document() {
        let sale = tree(Dialect::OpenApi31);
        assert_eq!(sale["required"], json!(["Name", "Numbers"]));
        let of = |name: &str| {
            let mut property = sale["properties"][name].clone();
            property.as_object_mut().unwrap().remove("default");
            property
        };
        let event = r"^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$";
        let https = "^[Hh][Tt][Tt][Pp][Ss]://";
        assert_eq!(
            of("Name"),
            json!({"type": ["string", "null"], "maxLength": 9, "pattern": event})
        );
        assert_eq!(
            of("Rank"),
            json!({"type": ["integer", "null"], "format": "int32", "minimum": 1, "maximum": 100})
        );
        assert_eq!(
            of("Small"),
            json!({"type": "integer", "format": "int32", "minimum": -1, "maximum": 32767})
        );
        assert_eq!(of("Part")["maximum"], json!(0.5));
        assert_eq!(
            of("Pages"),
            json!({
                "type": ["array", "null"],
                "items": {"type": ["string", "null"], "format": "uri", "pattern": https},
            })
        );
        assert_eq!(
            of("Numbers")["items"]["items"],
            json!({"type": "integer", "format": "int64", "minimum": 0, "maximum": 7})
        );
        assert_eq!(
            of("Secret"),
            json!({"type": "string", "format": "password", "pattern": https})
        );
    }

    #[test]
    fn a_default_that_breaks_a_rule_is_not_shown() {
        #[derive(NetServerEntity)]
        struct Rank {
            #[netserver(range = 1..)]
            own: i32,
            #[netserver(range = 0..)]
            other: i32,
            #[netserver(required)]
            name: String,
        }
        let all = serde_json::to_value(definitions(&[Rank::ENTITY], Dialect::OpenApi31)).unwrap();
        let properties = &all["Rank"]["properties"];
        let shown = |name: &str| properties[name].get("default").cloned();
        assert_eq!(
            ["Own", "Other", "Name"].map(shown),
            [None, Some(json!(0)), None]
        );
    }

    #[test]
    fn rules_are_in_the_swagger_document() {
        let sale = tree(Dialect::Swagger2);
        assert_eq!(sale["required"], json!(["Name", "Numbers"]));
        let properties = &sale["properties"];
        assert_eq!(properties["Rank"]["maximum"], json!(100));
        assert_eq!(properties["Pages"]["items"]["format"], json!("uri"));
        assert_eq!(properties["Name"]["maxLength"], json!(9));
    }
}
