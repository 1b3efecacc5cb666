//! Unknown members of a family, kept as JSON. The properties of the family's base keep their types.

use serde_json::{Map, Value as Json};

use super::any_read::read_any;
use super::any_simple::decimal;
use super::any_write::write_any;
use super::entry::no_entry;
use super::escape::write_text;
use super::names::is_item;
use super::parse::set_text;
use super::read::{member_of, refuse_reference};
use super::reader::{Element, TypeName, XmlReader, is_name};
use super::write::Writer;
use crate::error::{Error, ErrorKind, duplicate, step_of};
use crate::format::tree::{canonical, simple_tree};
use crate::property::family::UnknownEntity;
use crate::property::{Entity, Property, Type};

/// Reads the members of an entity with the properties of `of` and unknown ones.
pub(super) fn read_members(
    of: Option<&'static Entity>,
    reader: &mut XmlReader<'_>,
) -> Result<Vec<(String, Json)>, Error> {
    let mut members: Vec<(String, Json)> = Vec::new();
    let mut names = std::collections::HashSet::new();
    while let Some(member) = reader.next_child()? {
        let name = member.local();
        let read = if names.insert(name.to_ascii_lowercase()) {
            match of.and_then(|of| property(of, name)) {
                Some(property) => read_typed(property.ty, &member, reader),
                None => read_any(&member, reader),
            }
        } else {
            Err(duplicate("property").at(reader.position()))
        };
        let value = read.map_err(|error| error.inside(&step_of(name)))?;
        members.push((name.to_owned(), value));
    }
    Ok(members)
}

/// The property of a name; names in XML differ by case.
fn property(of: &'static Entity, name: &str) -> Option<&'static Property> {
    let property = of.properties.get(of.position(name)?)?;
    (property.name() == name).then_some(property)
}

/// How a value is written, so that it is read back unchanged.
enum Said {
    /// A string, as text without a type.
    Nothing,
    /// Any value, with its type.
    Type,
    /// An array with one more type than an array of any values has.
    Array,
}

/// How to write a member if the base `of` is known. Strings are written without a type if possible: a
/// schema may require the name of an enum there.
fn said(of: Option<&'static Entity>, name: &str, member: &Json) -> Said {
    let property = of.and_then(|of| property(of, name));
    match (member, property) {
        (Json::String(_), None) => Said::Nothing,
        (Json::String(text), Some(property)) if is_plain(property, text) => Said::Nothing,
        (Json::Array(items), Some(_)) if !items.is_empty() => Said::Array,
        _ => Said::Type,
    }
}

/// Whether text without a type is read back as this string.
fn is_plain(property: &Property, text: &str) -> bool {
    match property.ty.required() {
        Type::Any | Type::Text => true,
        Type::Enum(_) => text.trim_ascii() == text,
        ty @ (Type::DateTime | Type::Bytes) => {
            canonical(ty, text.into()).is_ok_and(|tree| tree == *text)
        }
        _ => false,
    }
}

impl Writer<'_, '_> {
    /// Writes the members of an unknown member of a family.
    pub(super) fn unknown(&mut self, ty: Type, unknown: &UnknownEntity) -> Result<(), Error> {
        let base = match ty.required() {
            Type::Family(of) => of().base(),
            _ => None,
        };
        for (name, member) in &unknown.members {
            let written = self.child(|writer| {
                if !is_name(name) {
                    let message = "the name of this member is not a valid XML element name";
                    return Err(Error::new(ErrorKind::Unrepresentable, message));
                }
                writer.open(name);
                match (said(base, name, member), member) {
                    (Said::Nothing, Json::String(text)) => {
                        writer.out.push(b'>');
                        write_text(text, &mut writer.out)?;
                        writer.close(name);
                    }
                    (said, _) => {
                        if matches!(said, Said::Array) {
                            writer.declare_arrays();
                            writer.type_name("a:ArrayOfanyType")?;
                        }
                        write_any(writer, name, member)?;
                    }
                }
                Ok(())
            });
            written.map_err(|error| error.inside(&step_of(name)))?;
        }
        Ok(())
    }
}

/// Reads a value of a type, unless its `i:type` names another type.
fn read_typed(ty: Type, element: &Element<'_>, reader: &mut XmlReader<'_>) -> Result<Json, Error> {
    let ty = ty.required();
    let of_another = |name: &TypeName<'_>| match ty {
        Type::Family(of) => {
            let name = name.local();
            !is_item(ty, name) && of().position_of_entity(name).is_none()
        }
        ty => !is_item(ty, name.local()),
    };
    if element.is_nil() || element.xsi_type().is_some_and(of_another) {
        return read_any(element, reader);
    }
    refuse_reference(element, reader)?;
    match ty {
        Type::Any => read_any(element, reader),
        Type::Entity(of) => Ok(object(read_members(Some(of()), reader)?)),
        Type::Family(of) => {
            let family = of();
            let Some(member) = member_of(family, element, reader)? else {
                return Ok(object(read_members(family.base(), reader)?));
            };
            let mut members = read_members(Some((member.entity)()), reader)?;
            if !members.iter().any(|(name, _)| name == family.tag) {
                members.push((family.tag.to_owned(), member.tag.into()));
            }
            Ok(object(members))
        }
        Type::List(of) => {
            let mut items = Vec::new();
            while let Some(item) = reader.next_child()? {
                let read = read_typed(*of, &item, reader);
                items.push(read.map_err(|error| error.inside(&items.len().to_string()))?);
            }
            Ok(Json::Array(items))
        }
        Type::Dictionary(_, of) => {
            let mut entries = Map::new();
            while reader.next_child()?.is_some() {
                let (key, value) = read_entry(*of, reader)?;
                if entries.contains_key(&key) {
                    let error = duplicate("key").at(reader.position());
                    return Err(error.inside(&step_of(&key)));
                }
                entries.insert(key, value);
            }
            Ok(Json::Object(entries))
        }
        simple => {
            let text = reader.text_content()?;
            tree_of(simple, &text).map_err(|error| error.at(reader.position()))
        }
    }
}

/// Reads an entry: its key, and its value of a type, in either order.
fn read_entry(of: Type, reader: &mut XmlReader<'_>) -> Result<(String, Json), Error> {
    let (mut key, mut value) = (None, None);
    while let Some(child) = reader.next_child()? {
        match child.local() {
            "Key" if key.is_none() && !child.is_nil() => {
                key = Some(reader.text_content()?.into_owned());
            }
            "Value" if value.is_none() => {
                let step = key.as_deref().map_or_else(|| "Value".to_owned(), step_of);
                let read = read_typed(of, &child, reader);
                value = Some(read.map_err(|error| error.inside(&step))?);
            }
            _ => return Err(no_entry(reader)),
        }
    }
    key.zip(value).ok_or_else(|| no_entry(reader))
}

/// An object of members.
pub(super) fn object(members: Vec<(String, Json)>) -> Json {
    let mut object = Map::new();
    for (name, value) in members {
        object.insert(name, value);
    }
    Json::Object(object)
}

/// The tree of a simple value.
fn tree_of(ty: Type, text: &str) -> Result<Json, Error> {
    match ty {
        Type::Decimal => decimal(text),
        // A newer server may have more names.
        Type::Enum(_) => Ok(text.trim_ascii().into()),
        Type::Text | Type::Any | Type::Nullable(_) => Ok(text.into()),
        simple => simple_tree(simple, &|mut slot| set_text(&mut slot, text)),
    }
}
