//! Writes any value.

use serde_json::{Number, Value as Json};

use crate::error::{Error, step_of};
use crate::format::xml::escape::write_text;
use crate::format::xml::write::{NULL, Prefix, Writer};
use crate::format::xml::{ARRAYS, SCHEMA};
use crate::property::Value;

/// The entry of an object.
const ENTRY: &str = "StringObjectKeyValuePair";

/// Writes the rest of an element whose name is written; `prefix` says whether the one for arrays
/// is in scope. Declared at each level, a deep value would have more of them than a reader takes.
pub(in crate::format::xml) fn write_any(
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
