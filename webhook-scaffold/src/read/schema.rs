//! Converts the JSON schemas of both dialects to types.

use std::collections::{BTreeSet, VecDeque};

use super::combination::{self, Combination};
use super::document::Document;
use super::json::{Json, token};
use super::operation::is_segment;
use super::scalar;
use crate::error::Error;
use crate::facts::{Entity, Family, Marks, Note, Property, Shape, Type, short_name};

/// The maximum length of the name of a definition. Names are parsed recursively.
const MOST_NAME: usize = 512;

/// The maximum nesting depth of a schema.
const MOST_DEPTH: usize = 64;

/// The referenced definitions, and those that are still to be read.
#[derive(Debug, Default)]
pub(super) struct Reached {
    known: BTreeSet<String>,
    next: VecDeque<String>,
}

impl Reached {
    pub(super) fn add(&mut self, name: &str) {
        if self.known.insert(name.to_owned()) {
            self.next.push_back(name.to_owned());
        }
    }

    pub(super) fn next(&mut self) -> Option<String> {
        self.next.pop_front()
    }
}

/// Converts a definition.
pub(super) fn definition(
    document: &Document<'_>,
    json: &Json,
    at: &str,
    name: &str,
    reached: &mut Reached,
) -> Result<Shape, Error> {
    if name.len() > MOST_NAME {
        return Err(document.error(at, "the name of a definition is longer than 512 bytes"));
    }
    let short = short_name(name);
    if !is_segment(&short) {
        return Err(document.error(
            at,
            format!(
                "`{name}` does not end in a name of letters and digits that begins with a letter"
            ),
        ));
    }
    if let Some(family) = family(document, json, at, &short, reached)? {
        return Ok(Shape::Family(family));
    }
    if let Some(ty) = of_system(name) {
        return Ok(Shape::Alias(ty));
    }
    let has = |member: &str| !json.get(member).is_null();
    let is_dictionary = matches!(json.get("additionalProperties"), Json::Object(_));
    let is_object = has("properties")
        || has("allOf")
        || (json.get("type").text() == Some("object") && !is_dictionary);
    if !is_object {
        return Ok(Shape::Alias(schema(document, json, at, reached)?));
    }
    let mut properties = Vec::new();
    let mut bases = Bases::default();
    collect(document, json, at, &mut bases, &mut properties, reached)?;
    if has("properties") && is_dictionary {
        document.note(Note::Guessed(format!(
            "{at}: `additionalProperties` beside properties; left out"
        )));
    }
    Ok(Shape::Entity(Entity {
        properties,
        ..Entity::default()
    }))
}

/// Definitions of .NET types, whatever properties they list.
fn of_system(name: &str) -> Option<Type> {
    match name {
        "System.Object" | "Newtonsoft.Json.Linq.JToken" | "Newtonsoft.Json.Linq.JObject" => {
            Some(Type::Any)
        }
        "System.TimeSpan" => Some(Type::Duration),
        "System.DateTime" => Some(Type::DateTime),
        "System.Guid" => Some(Type::Text),
        "System.IO.Stream" => Some(Type::Binary),
        _ => None,
    }
}

/// The members of a polymorphic family, from the discriminator of our own OpenAPI documents.
fn family(
    document: &Document<'_>,
    json: &Json,
    at: &str,
    short: &str,
    reached: &mut Reached,
) -> Result<Option<Family>, Error> {
    let discriminator = json.get("discriminator");
    let Some(tag) = discriminator.get("propertyName").text() else {
        return Ok(None);
    };
    let mut members = Vec::new();
    for (value, target) in discriminator.get("mapping").members() {
        let target = target.text().unwrap_or_default();
        let pointer = format!("{at}/discriminator/mapping/{}", token(value));
        members.push((value.clone(), named(document, target, &pointer, reached)?));
    }
    Ok((!members.is_empty()).then(|| Family {
        tag: tag.to_owned(),
        wire: short.to_owned(),
        members,
    }))
}

/// The schemas in `allOf`, by pointer.
#[derive(Debug, Default)]
struct Bases {
    /// The schemas being collected.
    open: Vec<String>,
    /// The collected schemas.
    done: BTreeSet<String>,
}

/// Collects the properties of an object and of its `allOf`.
fn collect(
    document: &Document<'_>,
    json: &Json,
    at: &str,
    bases: &mut Bases,
    properties: &mut Vec<Property>,
    reached: &mut Reached,
) -> Result<(), Error> {
    if bases.open.len() > MOST_DEPTH || bases.open.iter().any(|open| open == at) {
        return Err(document.error(at, "cyclic `allOf`, or more than 64 levels of it"));
    }
    if !bases.done.insert(at.to_owned()) {
        return Ok(());
    }
    bases.open.push(at.to_owned());
    for (index, part) in json.get("allOf").items().iter().enumerate() {
        let pointer = format!("{at}/allOf/{index}");
        let (part, pointer) = document.resolve(part, &pointer)?;
        collect(document, part, &pointer, bases, properties, reached)?;
    }
    bases.open.pop();
    for (name, schema) in json.get("properties").members() {
        let pointer = format!("{at}/properties/{}", token(name));
        if !is_xml_name(name) {
            return Err(document.error(&pointer, format!("`{name}` is not a name: expected letters, digits, `-`, `.` and `_`, beginning with a letter or `_`")));
        }
        let known = properties
            .iter()
            .find(|known| known.name.eq_ignore_ascii_case(name));
        if let Some(known) = known {
            if known.name != *name {
                document.note(Note::Skipped(format!(
                    "{pointer}: differs from `{}` only in case, which NetServer does not tell apart",
                    known.name
                )));
            }
            continue;
        }
        properties.push(Property {
            name: name.clone(),
            description: schema
                .get("description")
                .text()
                .unwrap_or_default()
                .to_owned(),
            ty: self::schema(document, schema, &pointer, reached)?,
            marks: Marks::default(),
        });
    }
    Ok(())
}

/// Whether the derive accepts the name of a property.
fn is_xml_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || "-._".contains(letter))
}

/// The type that a schema describes.
pub(super) fn schema(
    document: &Document<'_>,
    json: &Json,
    at: &str,
    reached: &mut Reached,
) -> Result<Type, Error> {
    nested(document, json, at, 0, reached)
}

fn nested(
    document: &Document<'_>,
    json: &Json,
    at: &str,
    depth: usize,
    reached: &mut Reached,
) -> Result<Type, Error> {
    if depth > MOST_DEPTH {
        return Err(document.error(at, "nested deeper than 64 schemas"));
    }
    if let Some(reference) = json.get("$ref").text() {
        // Members beside a `$ref` are documentation.
        return Ok(Type::Named(named(document, reference, at, reached)?));
    }
    for name in ["allOf", "anyOf", "oneOf"] {
        match combination::of(json.get(name)) {
            Combination::Nothing => {}
            Combination::One(index) => {
                let part = &json.get(name).items()[index];
                let pointer = format!("{at}/{name}/{index}");
                return nested(document, part, &pointer, depth + 1, reached);
            }
            Combination::Several => {
                document.note(Note::Guessed(format!(
                    "{at}: `{name}` of several schemas; kept as any JSON"
                )));
                return Ok(Type::Any);
            }
        }
    }
    let mut inner = |name: &str| {
        let pointer = format!("{at}/{name}");
        nested(document, json.get(name), &pointer, depth + 1, reached)
    };
    match scalar::kind(json) {
        Some("array") => Ok(Type::List(Box::new(inner("items")?))),
        Some("boolean") => Ok(Type::Bool),
        Some("integer") => Ok(scalar::integer(document.dialect, json)),
        Some("number") => Ok(scalar::number(json)),
        Some("string") => Ok(scalar::text(json)),
        Some("file") => Ok(Type::Binary),
        Some("object") | None => {
            if matches!(json.get("additionalProperties"), Json::Object(_)) {
                let of = inner("additionalProperties")?;
                return Ok(Type::Dictionary(scalar::key(json), Box::new(of)));
            }
            if json.get("properties").members().is_empty() {
                return Ok(Type::Any);
            }
            document.note(Note::Guessed(format!(
                "{at}: an object without a name of its own; kept as any JSON"
            )));
            Ok(Type::Any)
        }
        Some(other) => Err(document.error(at, format!("unknown type `{other}`"))),
    }
}

/// The full name of the definition that a reference refers to; it must exist.
fn named(
    document: &Document<'_>,
    reference: &str,
    at: &str,
    reached: &mut Reached,
) -> Result<String, Error> {
    let target = document.target(reference, at)?;
    let prefix = document.definitions();
    let name = target
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('/'))
        .ok_or_else(|| {
            document.error(
                at,
                format!("`$ref` to `{reference}`: expected `#{prefix}/Name`"),
            )
        })?;
    let name = name.replace("~1", "/").replace("~0", "~");
    let pointer = format!("{prefix}/{}", token(&name));
    if document.json.pointer(&pointer).is_none() {
        return Err(document.error(
            at,
            format!("unresolved `$ref`: the file does not contain `{reference}`"),
        ));
    }
    reached.add(&name);
    Ok(name)
}
