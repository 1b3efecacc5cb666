//! Reads a value of any type, by its `i:type` or else by its children.

use serde_json::{Map, Value as Json};

use super::any_simple::Simple;
use super::entry::fill_entry;
use super::read::refuse_reference;
use super::reader::{Element, Event, XmlReader};
use super::{ARRAYS, SCHEMA, SERIALIZATION};
use crate::error::{Error, ErrorKind, duplicate, step_of};

/// The kind of a value, known before its content is read.
enum Kind {
    Simple(Simple),
    /// An array; its type may name the simple type of its items.
    Array(Option<Simple>),
    Dictionary,
    /// A type of another name, such as an entity or an enum.
    Named,
    /// XML Schema's type for any value, or no type at all.
    Unknown {
        /// The value of an empty element: .NET's `new object()`, or text.
        object: bool,
    },
}

/// Reads the content of an element with any value, and its end tag.
pub(super) fn read_any(element: &Element<'_>, reader: &mut XmlReader<'_>) -> Result<Json, Error> {
    read_value(element, None, reader)
}

/// The same for an item of an array, whose type may name the type of the items.
fn read_value(
    element: &Element<'_>,
    item: Option<Simple>,
    reader: &mut XmlReader<'_>,
) -> Result<Json, Error> {
    refuse_reference(element, reader)?;
    reader.spend(1)?;
    if element.is_nil() {
        reader.expect_end()?;
        return Ok(Json::Null);
    }
    match kind_of(element, item) {
        Kind::Simple(simple) => {
            let name = element.xsi_type().map_or(element.local(), |ty| ty.local());
            let text = reader.text_content()?;
            simple
                .read(name, &text)
                .map_err(|error| error.at(reader.position()))
        }
        Kind::Array(items) => read_array(items, reader),
        Kind::Dictionary => read_dictionary(reader),
        Kind::Named => read_content(true, true, reader),
        Kind::Unknown { object } => read_content(false, object, reader),
    }
}

fn kind_of(element: &Element<'_>, item: Option<Simple>) -> Kind {
    let Some(ty) = element.xsi_type() else {
        // An item of an array is named after its type.
        let is_item = matches!(element.namespace(), None | Some(ARRAYS));
        return match Simple::of_item(element.local())
            .filter(|_| is_item)
            .or(item)
        {
            Some(simple) => Kind::Simple(simple),
            None if is_item => array_of(element.local()).unwrap_or(Kind::Unknown { object: false }),
            None => Kind::Unknown { object: false },
        };
    };
    let name = ty.local();
    match ty.namespace() {
        Some(SCHEMA) if name == "anyType" => Kind::Unknown { object: true },
        Some(SCHEMA) => Kind::Simple(Simple::of_schema(name)),
        Some(SERIALIZATION) if Simple::of_serialization(name).is_some() => {
            Kind::Simple(Simple::of_serialization(name).unwrap_or(Simple::Text))
        }
        _ if name.ends_with("Dictionary") => Kind::Dictionary,
        _ => array_of(name).unwrap_or(Kind::Named),
    }
}

/// The kind of array that a name means, or a dictionary: .NET's own name for one begins like an
/// array's.
fn array_of(name: &str) -> Option<Kind> {
    let items = name.strip_prefix("ArrayOf")?;
    Some(if items.starts_with("KeyValueOf") {
        Kind::Dictionary
    } else {
        Kind::Array(Simple::of_item(items))
    })
}

fn read_array(items: Option<Simple>, reader: &mut XmlReader<'_>) -> Result<Json, Error> {
    let mut values = Vec::new();
    while let Some(item) = reader.next_child()? {
        let value = read_value(&item, items, reader);
        values.push(value.map_err(|error| error.inside(&values.len().to_string()))?);
    }
    Ok(Json::Array(values))
}

fn read_dictionary(reader: &mut XmlReader<'_>) -> Result<Json, Error> {
    let mut object = crate::property::set_slot::Object::new(true);
    while reader.next_child()?.is_some() {
        fill_entry(&mut object, reader)?;
    }
    Ok(Json::Object(object.members))
}

/// The content of an element whose type does not tell what is inside.
fn read_content(named: bool, object: bool, reader: &mut XmlReader<'_>) -> Result<Json, Error> {
    let mut text = String::new();
    let mut children = Vec::new();
    loop {
        match reader.next_event()? {
            Event::Text(part) => text.push_str(&part),
            Event::Start(_) if !text.trim_ascii().is_empty() => {
                let message = "text and elements side by side: expected one or the other";
                return Err(Error::new(ErrorKind::Type, message).at(reader.position()));
            }
            Event::Start(first) => {
                children.push(Child::read(&first, 0, reader)?);
                break;
            }
            Event::End | Event::Eof if object && text.trim_ascii().is_empty() => {
                return Ok(Json::Object(Map::new()));
            }
            Event::End | Event::Eof => return Ok(Json::String(text)),
        }
    }
    while let Some(next) = reader.next_child()? {
        children.push(Child::read(&next, children.len(), reader)?);
    }
    if children
        .iter()
        .all(|child| matches!(child.part, Part::Entry(_)))
    {
        return dictionary(children).map_err(|error| error.at(reader.position()));
    }
    if !named
        && children
            .iter()
            .all(|child| matches!(child.part, Part::Item))
    {
        return Ok(children.into_iter().map(|child| child.value).collect());
    }
    Ok(by_name(
        children.into_iter().map(Child::into_member).collect(),
    ))
}

/// A child of an element of unknown type.
struct Child<'a> {
    name: &'a str,
    part: Part,
    value: Json,
}

/// The kind of a child, judged by its name and content.
enum Part {
    /// A member, by its name.
    Member,
    /// An item of an array: named after a type.
    Item,
    /// An entry of a dictionary, with its key.
    Entry(String),
}

impl<'a> Child<'a> {
    /// Reads a child after `index` others.
    fn read(
        element: &Element<'a>,
        index: usize,
        reader: &mut XmlReader<'a>,
    ) -> Result<Self, Error> {
        let name = element.local();
        if is_entry(name) && element.xsi_type().is_none() && !element.is_nil() {
            refuse_reference(element, reader)?;
            return Self::read_entry(name, reader);
        }
        let (part, step) = if is_item(name) {
            (Part::Item, index.to_string())
        } else {
            (Part::Member, step_of(name))
        };
        let value = read_any(element, reader).map_err(|error| error.inside(&step))?;
        Ok(Self { name, part, value })
    }

    /// Reads an element named like an entry; without a key and a value it is a member.
    fn read_entry(name: &'a str, reader: &mut XmlReader<'a>) -> Result<Self, Error> {
        let mut members: Vec<(&str, Json)> = Vec::new();
        while let Some(child) = reader.next_child()? {
            let step = match members.first() {
                Some(("Key", Json::String(key))) => step_of(key),
                _ => step_of(child.local()),
            };
            let value = read_any(&child, reader).map_err(|error| error.inside(&step))?;
            members.push((child.local(), value));
        }
        // In either order.
        if let [(first, _), ("Key", _)] = members.as_slice()
            && *first != "Key"
        {
            members.reverse();
        }
        let entry = match members.as_mut_slice() {
            [("Key", key), ("Value", value)] => key_text(key).map(|key| (key, value.take())),
            _ => None,
        };
        let (part, value) = match entry {
            Some((key, value)) => (Part::Entry(key), value),
            None => (Part::Member, by_name(members)),
        };
        Ok(Self { name, part, value })
    }

    /// The child as a member of an object.
    fn into_member(self) -> (&'a str, Json) {
        let value = match self.part {
            Part::Entry(key) => by_name(vec![("Key", key.into()), ("Value", self.value)]),
            Part::Member | Part::Item => self.value,
        };
        (self.name, value)
    }
}

/// The JSON key for a key of any simple type.
fn key_text(key: &mut Json) -> Option<String> {
    match key {
        Json::String(text) => Some(std::mem::take(text)),
        Json::Number(_) | Json::Bool(_) => Some(key.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

/// The vendor's entries are called `..KeyValuePair` or `..NameValuePair`, .NET's `KeyValueOf..`.
fn is_entry(name: &str) -> bool {
    name.ends_with("ValuePair") || name.starts_with("KeyValueOf")
}

fn is_item(name: &str) -> bool {
    name == "anyType" || name.starts_with("ArrayOf") || Simple::of_item(name).is_some()
}

/// A dictionary of entries.
///
/// # Errors
/// A duplicate key.
fn dictionary(children: Vec<Child<'_>>) -> Result<Json, Error> {
    let mut members = Map::new();
    for child in children {
        if let Part::Entry(key) = child.part
            && let Some(_) = members.insert(key.clone(), child.value)
        {
            return Err(duplicate("key").inside(&step_of(&key)));
        }
    }
    Ok(Json::Object(members))
}

/// An object of the members; the values of a repeated name become an array under that name.
fn by_name(members: Vec<(&str, Json)>) -> Json {
    let mut object = Map::new();
    for (name, value) in members {
        let values = object.entry(name).or_insert(Json::Array(Vec::new()));
        if let Json::Array(values) = values {
            values.push(value);
        }
    }
    for values in object.values_mut() {
        if let Json::Array(all) = values
            && all.len() == 1
            && let Some(only) = all.pop()
        {
            *values = only;
        }
    }
    Json::Object(object)
}
