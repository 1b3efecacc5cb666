//! The schema of each property type, in each dialect.

use super::definitions::{Builder, Defined};
use super::dialect::Dialect;
use super::node::{Node, Object};
use super::rules;
use crate::entity::Property;
use crate::property::enumeration::Enumeration;
use crate::property::{KeyType, Type};

/// A date and time of 100 ns ticks, with an offset, `Z` or neither.
const DATE_TIME: &str = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?(Z|[+-]\d{2}:\d{2})?$";

/// .NET's `TimeSpan` in JSON: `[-][d.]hh:mm:ss[.fffffff]`.
const TIME_SPAN: &str = r"^-?(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$";

impl Builder {
    /// The schema of a property: of its type, with its attributes.
    pub(super) fn property(&mut self, property: &Property) -> Object {
        let mut schema = self.schema(property.ty);
        if property.null_as_default && self.dialect == Dialect::OpenApi31 {
            schema = schema.or_null();
        }
        if property.secret && self.dialect == Dialect::OpenApi31 {
            schema.add("format", "password");
        }
        rules::add(property, &mut schema);
        if property.deprecated && self.dialect == Dialect::OpenApi31 {
            schema.add("deprecated", true);
        }
        schema
    }

    /// The schema of a type.
    pub(super) fn schema(&mut self, ty: Type) -> Object {
        match ty {
            Type::Bool => Object::new().with("type", "boolean"),
            Type::Int16 => integer("int32")
                .with("minimum", i64::from(i16::MIN))
                .with("maximum", i64::from(i16::MAX)),
            Type::Int32 => integer("int32"),
            Type::UInt32 => self.unsigned(),
            Type::Int64 => integer("int64"),
            Type::Double => self.double(),
            Type::Decimal => self.decimal(),
            Type::Text => string(),
            Type::Bytes => match self.dialect {
                Dialect::Swagger2 => string().with("format", "byte"),
                Dialect::OpenApi31 => string().with("contentEncoding", "base64"),
            },
            Type::DateTime => self.date_time(),
            Type::Duration => match self.dialect {
                Dialect::Swagger2 => string(),
                Dialect::OpenApi31 => string().with("pattern", TIME_SPAN),
            },
            Type::Any => match self.dialect {
                // As in the vendor's documents; some tools for Swagger 2.0 cannot read an empty schema.
                Dialect::Swagger2 => Object::new().with("type", "object"),
                Dialect::OpenApi31 => Object::new(),
            },
            Type::Enum(of) | Type::Flags(of) => match self.dialect {
                Dialect::Swagger2 => names(of),
                Dialect::OpenApi31 => self.reference(&Defined::Enum(of)),
            },
            Type::Entity(of) => self.reference(&Defined::Entity(of())),
            Type::Family(of) => self.family_reference(of()),
            Type::List(of) => Object::new()
                .with("type", "array")
                .with("items", self.schema(*of)),
            Type::Dictionary(key, of) => self.dictionary(key, *of),
            Type::Nullable(of) => self.nullable(*of),
        }
    }

    /// A number, or a string for values that are not JSON numbers.
    fn double(&self) -> Object {
        let number = Object::new()
            .with("type", "number")
            .with("format", "double");
        match self.dialect {
            Dialect::Swagger2 => number,
            Dialect::OpenApi31 => {
                let others = Object::new().with("enum", vec!["NaN", "Infinity", "-Infinity"]);
                Object::new().with("anyOf", vec![number, others])
            }
        }
    }

    /// A date with or without an offset; the format `date-time` requires one (RFC 3339 section 5.6).
    fn date_time(&self) -> Object {
        match self.dialect {
            Dialect::Swagger2 => string().with("format", "date-time"),
            Dialect::OpenApi31 => string().with("pattern", DATE_TIME),
        }
    }

    fn unsigned(&self) -> Object {
        match self.dialect {
            Dialect::Swagger2 => integer("int32").with("minimum", 0_i64),
            Dialect::OpenApi31 => integer("int64")
                .with("minimum", 0_i64)
                .with("maximum", i64::from(u32::MAX)),
        }
    }

    /// A number, or a string for numbers that a double would round.
    fn decimal(&self) -> Object {
        match self.dialect {
            Dialect::Swagger2 => Object::new()
                .with("type", "number")
                .with("format", "double"),
            Dialect::OpenApi31 => Object::new()
                .with("type", vec!["number", "string"])
                .with("format", "decimal"),
        }
    }

    /// JSON's keys are strings; only OpenAPI 3.1 can describe their form.
    fn dictionary(&mut self, key: KeyType, of: Type) -> Object {
        let mut schema = Object::new().with("type", "object");
        if self.dialect == Dialect::OpenApi31 {
            match key {
                KeyType::Text => {}
                KeyType::Int32 => {
                    schema.add("propertyNames", Object::new().with("pattern", r"^-?\d+$"));
                }
                KeyType::DateTime => {
                    schema.add("propertyNames", Object::new().with("pattern", DATE_TIME));
                }
            }
        }
        schema.with("additionalProperties", self.schema(of))
    }

    fn nullable(&mut self, of: Type) -> Object {
        let schema = self.schema(of);
        if self.dialect == Dialect::Swagger2 || schema.is_empty() {
            return schema;
        }
        schema.or_null()
    }
}

impl Object {
    /// The schema, or null (OpenAPI 3.1).
    pub(super) fn or_null(mut self) -> Self {
        let null = || Self::new().with("type", "null");
        let mut types = match (self.member("type"), self.member("anyOf")) {
            (Some(Node::List(types)), _) => types.clone(),
            (Some(ty), _) => vec![ty.clone()],
            (None, Some(Node::List(schemas))) => {
                let mut schemas = schemas.clone();
                schemas.push(null().into());
                self.replace("anyOf", schemas);
                return self;
            }
            (None, _) => return Self::new().with("anyOf", vec![self, null()]),
        };
        types.push("null".into());
        self.replace("type", types);
        self
    }
}

fn string() -> Object {
    Object::new().with("type", "string")
}

fn integer(format: &'static str) -> Object {
    Object::new().with("type", "integer").with("format", format)
}

/// The schema of an enum in OpenAPI 3.1: one of its names, or for flags any number of them, and unknown
/// values of newer servers if they are kept.
///
/// It describes values as they are written. Readers also accept names in any case, and numbers.
pub(super) fn enumeration(of: &Enumeration) -> Object {
    let known = names(of);
    let newer = if of.flags {
        // Flags keep unknown values, whatever their enum does.
        string()
    } else if of.open {
        Object::new().with("type", vec!["string", "integer"])
    } else {
        return known;
    };
    let newer = newer.with(
        "description",
        "A name or number that is newer than this document.",
    );
    Object::new().with("anyOf", vec![known, newer])
}

/// One of the names of an enum, or for flags any number of them.
fn names(of: &Enumeration) -> Object {
    let names = of.variants.iter().map(|variant| variant.name);
    if !of.flags {
        return string().with("enum", names.collect::<Vec<_>>());
    }
    // A list of names separated by commas, which `enum` cannot describe, or a number if some bits have
    // no name.
    let names: Vec<String> = names.map(escape).collect();
    let one = names.join("|");
    string().with("pattern", format!("^(({one})(, ({one}))*|-?\\d+)$"))
}

/// A pattern that matches only this name (ECMA-262 section 22.2.1, `SyntaxCharacter`).
fn escape(name: &str) -> String {
    let mut pattern = String::with_capacity(name.len());
    for letter in name.chars() {
        if r"^$\.*+?()[]{}|/".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

/// Whether a property's default belongs into the schema: it is valid against the schema and not
/// trivial.
///
/// Year 1, .NET's default date, has no offset, which `date-time` requires; keys, null, and values
/// inside entities and dictionaries are trivial.
pub(super) fn shows_default(property: &Property, value: &serde_json::Value) -> bool {
    if property.primary_key || value.is_null() {
        return false;
    }
    let mut ty = property.ty.required();
    while let Type::List(of) = ty {
        ty = of.required();
    }
    match ty {
        Type::Enum(of) => value
            .as_str()
            .is_some_and(|name| of.variants.iter().any(|variant| variant.name == name)),
        Type::Double | Type::Decimal => value.is_number(),
        Type::Bool
        | Type::Int16
        | Type::Int32
        | Type::UInt32
        | Type::Int64
        | Type::Text
        | Type::Duration
        | Type::Flags(_) => true,
        Type::Bytes
        | Type::DateTime
        | Type::Any
        | Type::Entity(_)
        | Type::Family(_)
        | Type::List(_)
        | Type::Dictionary(..)
        | Type::Nullable(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use serde_json::json;

    use super::*;
    use crate::property::PropertyType;
    use crate::{DateTime, Duration, ETableRight, Flags};

    fn both<T: PropertyType>() -> [serde_json::Value; 2] {
        [Dialect::Swagger2, Dialect::OpenApi31]
            .map(|dialect| serde_json::to_value(Builder::new(dialect).schema(T::TYPE)).unwrap())
    }

    #[test]
    fn swagger_is_the_vendors_and_openapi_is_exact() {
        assert_eq!(
            both::<i16>()[0],
            json!({"type": "integer", "format": "int32", "minimum": -32768, "maximum": 32767})
        );
        assert_eq!(
            both::<u32>().map(|schema| schema["format"].clone()),
            ["int32", "int64"]
        );
        assert_eq!(
            both::<Vec<u8>>(),
            [
                json!({"type": "string", "format": "byte"}),
                json!({"type": "string", "contentEncoding": "base64"})
            ]
        );
        assert_eq!(both::<Duration>()[0], json!({"type": "string"}));
        assert_eq!(
            both::<Option<serde_json::Value>>(),
            [json!({"type": "object"}), json!({})]
        );
        assert_eq!(
            both::<Vec<Option<String>>>(),
            [
                json!({"type": "array", "items": {"type": "string"}}),
                json!({"type": "array", "items": {"type": ["string", "null"]}})
            ]
        );
        assert_eq!(
            both::<BTreeMap<i32, String>>()[1],
            json!({
                "type": "object",
                "propertyNames": {"pattern": r"^-?\d+$"},
                "additionalProperties": {"type": "string"},
            })
        );
        assert_eq!(
            both::<HashMap<DateTime, bool>>()[1]["propertyNames"]["pattern"],
            DATE_TIME
        );
    }

    #[test]
    fn openapi_has_all_values_of_json_and_of_newer_servers() {
        assert_eq!(
            both::<Option<f64>>(),
            [
                json!({"type": "number", "format": "double"}),
                json!({"anyOf": [
                    {"type": "number", "format": "double"},
                    {"enum": ["NaN", "Infinity", "-Infinity"]},
                    {"type": "null"},
                ]})
            ]
        );
        assert_eq!(
            both::<DateTime>(),
            [
                json!({"type": "string", "format": "date-time"}),
                json!({"type": "string", "pattern": DATE_TIME})
            ]
        );
        let open = |flags, open| {
            let mut of = Enumeration::new("E", &[]);
            (of.flags, of.open) = (flags, open);
            serde_json::to_value(enumeration(&of)).unwrap()
        };
        assert_eq!(open(false, false), json!({"type": "string", "enum": []}));
        let newer = open(false, true);
        assert_eq!(newer["anyOf"][0], open(false, false));
        assert_eq!(newer["anyOf"][1]["type"], json!(["string", "integer"]));
        assert_eq!(open(true, false)["anyOf"][1]["type"], "string");
    }

    #[test]
    fn flags_are_names_with_commas_between() {
        let schema = &both::<Flags<ETableRight>>()[0];
        assert_eq!(schema["type"], "string");
        let pattern = schema["pattern"].as_str().unwrap();
        assert!(
            pattern.starts_with("^((None|Select|Update|UR|"),
            "{pattern}"
        );
        assert_eq!(escape("a.b|c"), r"a\.b\|c");
    }
}
