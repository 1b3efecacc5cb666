//! JSON values inside XML, without loss.
//!
//! Simple values carry the xsd type that they have. What the vendor does not define is defined
//! here: an object is a `StringObjectDictionary`, as a dictionary property would be; one without
//! members is a bare `anyType`, .NET's `new object()`; an array holds `anyType` items in .NET's
//! namespace for arrays; one without items says that it is an `ArrayOfstring`, which every schema has.

use serde_json::{Map, Number, Value as Json};

use super::reader::{Element, Event, XmlReader};
use super::write::{NULL, Prefix, Writer};
use super::{ARRAYS, SCHEMA};
use crate::error::{Error, ErrorKind, step_of};
use crate::format::xml::escape::write_text;
use crate::property::Value;

/// The entry of an object, and the type that says it is one.
const OBJECT: &str = "StringObjectDictionary";
const ENTRY: &str = "StringObjectKeyValuePair";

/// Writes the rest of an element whose name is written; `prefix` says whether the one for arrays
/// is in scope. Declared at each level, a deep value would have more of them than a reader takes.
pub(super) fn write_any(
    writer: &mut Writer<'_>,
    name: &str,
    any: &Json,
    prefix: Prefix,
) -> Result<(), Error> {
    match any {
        Json::Null => {
            writer.out.extend_from_slice(&NULL);
            return Ok(());
        }
        Json::Bool(flag) => {
            start(writer, "boolean")?;
            writer.simple(Value::Bool(*flag))?;
        }
        Json::String(text) => {
            start(writer, "string")?;
            writer.simple(Value::Text(text))?;
        }
        Json::Number(number) => write_number(writer, number)?,
        Json::Array(items) => {
            if prefix != Prefix::InScope {
                writer.attribute("xmlns:a", ARRAYS)?;
            }
            if items.is_empty() {
                writer.out.extend_from_slice(b" i:type=\"a:ArrayOfstring\"");
            }
            writer.out.push(b'>');
            for (index, item) in items.iter().enumerate() {
                let written = writer.child(|writer| {
                    writer.open("a:anyType");
                    write_any(writer, "a:anyType", item, Prefix::InScope)
                });
                written.map_err(|error| error.inside(&index.to_string()))?;
            }
        }
        Json::Object(members) if members.is_empty() => start(writer, "anyType")?,
        Json::Object(members) => {
            writer
                .out
                .extend_from_slice(b" i:type=\"StringObjectDictionary\">");
            for (key, member) in members {
                writer
                    .child(|writer| write_entry(writer, key, member, prefix))
                    .map_err(|error| error.inside(&step_of(key)))?;
            }
        }
    }
    writer.close(name);
    Ok(())
}

fn write_entry(
    writer: &mut Writer<'_>,
    key: &str,
    member: &Json,
    prefix: Prefix,
) -> Result<(), Error> {
    writer.open(ENTRY);
    writer.out.push(b'>');
    writer.child(|writer| {
        writer.out.extend_from_slice(b"<Key>");
        write_text(key, &mut writer.out)?;
        writer.out.extend_from_slice(b"</Key><Value");
        write_any(writer, "Value", member, prefix)
    })?;
    writer.close(ENTRY);
    Ok(())
}

fn start(writer: &mut Writer<'_>, ty: &str) -> Result<(), Error> {
    writer.attribute("xmlns:b", SCHEMA)?;
    writer.out.extend_from_slice(b" i:type=\"b:");
    writer.out.extend_from_slice(ty.as_bytes());
    writer.out.extend_from_slice(b"\">");
    Ok(())
}

fn write_number(writer: &mut Writer<'_>, number: &Number) -> Result<(), Error> {
    if let Some(whole) = number.as_i64() {
        start(
            writer,
            if i32::try_from(whole).is_ok() {
                "int"
            } else {
                "long"
            },
        )?;
        writer.simple(Value::Int(whole))?;
    } else if let Some(whole) = number.as_u64() {
        start(writer, "unsignedLong")?;
        writer
            .out
            .extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
    } else {
        start(writer, "double")?;
        writer.double(number.as_f64().unwrap_or_default());
    }
    Ok(())
}

/// Reads the content of an element that holds any value, up to and with its end tag.
pub(super) fn read_any(element: &Element<'_>, reader: &mut XmlReader<'_>) -> Result<Json, Error> {
    super::read::refuse_reference(element, reader)?;
    if element.is_nil() {
        reader.expect_end()?;
        return Ok(Json::Null);
    }
    let (known, name) = match element.xsi_type() {
        Some(ty) if ty.namespace() == Some(SCHEMA) => (true, ty.local().to_owned()),
        Some(ty) => (false, ty.local().to_owned()),
        // An item of a typed array is named after its type; an entry's value is not.
        None if element.namespace() == Some(ARRAYS)
            && !matches!(element.local(), "anyType" | "Value") =>
        {
            let simple = !element.local().starts_with("ArrayOf");
            (simple, element.local().to_owned())
        }
        None => (false, String::new()),
    };
    match name.as_str() {
        "anyType" if known => read_content(reader, true),
        _ if known => {
            simple(&name, &reader.text_content()?).map_err(|error| error.at(reader.position()))
        }
        OBJECT => read_object(reader),
        _ if name.starts_with("ArrayOf") => read_array(Vec::new(), reader),
        _ => read_content(reader, false),
    }
}

/// Content without a telling type: items, entries or text, whichever is there.
fn read_content(reader: &mut XmlReader<'_>, object: bool) -> Result<Json, Error> {
    let mut text = String::new();
    loop {
        match reader.next_event()? {
            Event::Text(part) => text.push_str(&part),
            Event::Start(_) if !text.trim_ascii().is_empty() => {
                let message = "text and elements stand side by side: expected either";
                return Err(Error::new(ErrorKind::Type, message).at(reader.position()));
            }
            Event::Start(child) if child.local() == ENTRY => {
                let mut members = Map::new();
                read_entry(&mut members, reader)?;
                return read_members(members, reader);
            }
            Event::Start(child) => {
                let first = read_any(&child, reader)?;
                return read_array(vec![first], reader);
            }
            Event::End | Event::Eof if object && text.trim_ascii().is_empty() => {
                return Ok(Json::Object(Map::new()));
            }
            Event::End | Event::Eof => return Ok(Json::String(text)),
        }
    }
}

fn read_array(mut items: Vec<Json>, reader: &mut XmlReader<'_>) -> Result<Json, Error> {
    while let Some(item) = reader.next_child()? {
        items
            .push(read_any(&item, reader).map_err(|error| error.inside(&items.len().to_string()))?);
    }
    Ok(Json::Array(items))
}

fn read_object(reader: &mut XmlReader<'_>) -> Result<Json, Error> {
    read_members(Map::new(), reader)
}

fn read_members(mut members: Map<String, Json>, reader: &mut XmlReader<'_>) -> Result<Json, Error> {
    while reader.next_child()?.is_some() {
        read_entry(&mut members, reader)?;
    }
    Ok(Json::Object(members))
}

fn read_entry(members: &mut Map<String, Json>, reader: &mut XmlReader<'_>) -> Result<(), Error> {
    let mut object = crate::format::assign::Object::new(true);
    std::mem::swap(members, &mut object.members);
    let read = super::read::fill_entry(&mut object, reader);
    *members = object.members;
    read
}

/// A value of a simple type of XML Schema; what JSON has no type for is its text.
fn simple(ty: &str, text: &str) -> Result<Json, Error> {
    let trimmed = text.trim_ascii();
    let wrong = || {
        Error::new(
            ErrorKind::Type,
            format!("the text is no xsd:{}", crate::error::shorten(ty)),
        )
    };
    match ty {
        "boolean" => match trimmed {
            "true" | "1" => Ok(Json::Bool(true)),
            "false" | "0" => Ok(Json::Bool(false)),
            _ => Err(wrong()),
        },
        "byte" | "short" | "int" | "long" | "integer" => {
            trimmed.parse::<i64>().map(Into::into).map_err(|_| wrong())
        }
        "unsignedByte" | "unsignedShort" | "unsignedInt" | "unsignedLong" => {
            trimmed.parse::<u64>().map(Into::into).map_err(|_| wrong())
        }
        "double" | "float" | "decimal" => super::parse::double(trimmed)
            .and_then(Number::from_f64)
            .map(Into::into)
            .ok_or_else(wrong),
        "string" => Ok(text.into()),
        _ => Ok(trimmed.into()),
    }
}
