//! Schemas: what a JSON Schema, in either dialect, is as a type.

use std::collections::{BTreeSet, VecDeque};

use super::document::{Dialect, Document};
use super::json::{Json, token};
use super::operation::is_segment;
use crate::error::Error;
use crate::facts::{Entity, Family, Key, Marks, Note, Property, Shape, Type, short_name};

/// How deep a schema may be nested.
const MOST_DEPTH: usize = 64;

/// Definitions that have been referred to, and those of them that are still to be read.
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

/// What a definition is.
pub(super) fn definition(
    document: &Document<'_>,
    json: &Json,
    at: &str,
    name: &str,
    reached: &mut Reached,
) -> Result<Shape, Error> {
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
    collect(document, json, at, 0, &mut properties, reached)?;
    Ok(Shape::Entity(Entity {
        properties,
        ..Entity::default()
    }))
}

/// Types of .NET's own that have a definition, with whatever properties the class has.
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

/// The members of a family that a discriminator tells apart, as our own schema writes it.
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

/// The properties of an object, also of those that it is made of.
fn collect(
    document: &Document<'_>,
    json: &Json,
    at: &str,
    depth: usize,
    properties: &mut Vec<Property>,
    reached: &mut Reached,
) -> Result<(), Error> {
    if depth > MOST_DEPTH {
        return Err(document.error(at, "`allOf` leads to itself"));
    }
    for (index, part) in json.get("allOf").items().iter().enumerate() {
        let pointer = format!("{at}/allOf/{index}");
        let (part, pointer) = document.resolve(part, &pointer)?;
        collect(document, part, &pointer, depth + 1, properties, reached)?;
    }
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

/// What the derive takes as the name of a property.
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
        // What is beside a `$ref` is words for people.
        return Ok(Type::Named(named(document, reference, at, reached)?));
    }
    for combination in ["allOf", "anyOf", "oneOf"] {
        if let Some(index) = only(json.get(combination)) {
            let part = &json.get(combination).items()[index];
            let pointer = format!("{at}/{combination}/{index}");
            return nested(document, part, &pointer, depth + 1, reached);
        }
    }
    let mut inner = |name: &str| {
        let pointer = format!("{at}/{name}");
        nested(document, json.get(name), &pointer, depth + 1, reached)
    };
    match kind(json) {
        Some("array") => Ok(Type::List(Box::new(inner("items")?))),
        Some("boolean") => Ok(Type::Bool),
        Some("integer") => Ok(integer(document.dialect, json)),
        Some("number") => Ok(number(json)),
        Some("string") => Ok(text(json)),
        Some("file") => Ok(Type::Binary),
        Some("object") | None => {
            if matches!(json.get("additionalProperties"), Json::Object(_)) {
                let of = inner("additionalProperties")?;
                return Ok(Type::Dictionary(key(json), Box::new(of)));
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

/// The position of the only alternative, null aside; of an open enum the one with its names.
fn only(combination: &Json) -> Option<usize> {
    let mut parts = combination
        .items()
        .iter()
        .enumerate()
        .filter(|(_, part)| part.get("type").text() != Some("null"));
    let (index, _) = parts.next()?;
    if parts.next().is_none() {
        return Some(index);
    }
    // An enum, or what is newer than the document: our own schema's way to leave enums open.
    let items = combination.items();
    items
        .iter()
        .position(|part| matches!(text(part), Type::Names(_)))
}

/// The type's name; of several the first that is not null, of number and string the number.
fn kind(json: &Json) -> Option<&str> {
    match json.get("type") {
        Json::Array(kinds) => kinds
            .iter()
            .filter_map(Json::text)
            .find(|kind| *kind != "null"),
        kind => kind.text(),
    }
}

fn integer(dialect: Dialect, json: &Json) -> Type {
    let bound = |name: &str| match json.get(name) {
        Json::Number(number) => Some(*number),
        _ => None,
    };
    let (least, most) = (bound("minimum"), bound("maximum"));
    let is_short = least == Some(f64::from(i16::MIN)) && most == Some(f64::from(i16::MAX));
    match json.get("format").text() {
        Some("int16") => Type::Int16,
        Some("uint32") => Type::UInt32,
        Some("int64") if dialect == Dialect::OpenApi3 && most == Some(f64::from(u32::MAX)) => {
            Type::UInt32
        }
        Some("int64" | "uint64") => Type::Int64,
        _ if is_short => Type::Int16,
        _ => Type::Int32,
    }
}

fn number(json: &Json) -> Type {
    match json.get("format").text() {
        Some("decimal") => Type::Decimal,
        _ => Type::Double,
    }
}

fn text(json: &Json) -> Type {
    let names = json.get("enum").items();
    if !names.is_empty() {
        return Type::Names(
            names
                .iter()
                .filter_map(Json::text)
                .map(str::to_owned)
                .collect(),
        );
    }
    if json.get("contentEncoding").text() == Some("base64") {
        return Type::Bytes;
    }
    match json.get("format").text() {
        Some("byte") => Type::Bytes,
        Some("binary") => Type::Binary,
        Some("date-time" | "date") => Type::DateTime,
        Some("time-span" | "timespan" | "duration") => Type::Duration,
        Some("password") => Type::Secret,
        _ if is_time_span(json) => Type::Duration,
        _ => flags(json).map_or(Type::Text, Type::Names),
    }
}

/// The pattern by which our own schema describes a duration.
fn is_time_span(json: &Json) -> bool {
    json.get("pattern").text() == Some(r"^-?(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$")
}

/// The names of a pattern by which our own schema describes flags: `^((A|B)(, (A|B))*|-?\\d+)$`.
fn flags(json: &Json) -> Option<Vec<String>> {
    let pattern = json.get("pattern").text()?;
    let names = pattern.strip_prefix("^((")?.strip_suffix(r"))*|-?\d+)$")?;
    let (names, again) = names.split_once(")(, (")?;
    let is_plain = |letter: char| letter.is_alphanumeric() || "_|".contains(letter);
    (names == again && names.chars().all(is_plain))
        .then(|| names.split('|').map(str::to_owned).collect())
}

/// The keys of a dictionary, as our own schema describes them.
fn key(json: &Json) -> Key {
    let names = json.get("propertyNames");
    if names.get("format").text() == Some("date-time") {
        Key::DateTime
    } else if names.get("pattern").text() == Some(r"^-?\d+$") {
        Key::Int32
    } else {
        Key::Text
    }
}

/// The full name of the definition that a reference means, which there has to be.
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
            format!("`$ref` to nothing: the file has no `{reference}`"),
        ));
    }
    reached.add(&name);
    Ok(name)
}
