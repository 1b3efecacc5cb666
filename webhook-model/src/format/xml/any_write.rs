//! Writes any JSON value as XML, without loss.
//!
//! Simple values carry their xsd type. Where the vendor defines nothing, this project does: an object
//! is a `StringObjectDictionary`, like a dictionary property; an empty object is a bare `anyType`,
//! .NET's `new object()`; an array holds `anyType` items in .NET's namespace for arrays; an empty array
//! is an `ArrayOfstring`, which every schema has.

use serde_json::{Number, Value as Json};

use super::escape::write_text;
use super::write::{NULL, Writer};
use crate::error::{Error, step_of};
use crate::property::Value;

/// The entry of an object.
const ENTRY: &str = "StringObjectKeyValuePair";

/// Writes the rest of an element after its name. The prefixes are declared once, on the root: repeated
/// on each value they would be most of the document.
pub(super) fn write_any(writer: &mut Writer<'_, '_>, name: &str, any: &Json) -> Result<(), Error> {
    match any {
        Json::Null => {
            writer.out.extend_from_slice(&NULL);
            return Ok(());
        }
        Json::Bool(flag) => {
            start(writer, "boolean");
            writer.simple(Value::Bool(*flag))?;
        }
        Json::String(text) => {
            start(writer, "string");
            writer.simple(Value::Text(text))?;
        }
        Json::Number(number) => write_number(writer, number)?,
        Json::Array(items) => {
            writer.declare_arrays();
            if items.is_empty() {
                writer.out.extend_from_slice(b" i:type=\"a:ArrayOfstring\"");
            }
            writer.out.push(b'>');
            for (index, item) in items.iter().enumerate() {
                let written = writer.child(|writer| {
                    writer.open("a:anyType");
                    write_any(writer, "a:anyType", item)
                });
                written.map_err(|error| error.inside(&index.to_string()))?;
            }
        }
        Json::Object(members) if members.is_empty() => start(writer, "anyType"),
        Json::Object(members) => {
            let apart = writer.scopes.contract_apart();
            if let Some(namespace) = apart {
                writer.attribute("xmlns:c", namespace)?;
                writer.type_name("c:StringObjectDictionary")?;
                writer.out.push(b'>');
            } else {
                writer
                    .out
                    .extend_from_slice(b" i:type=\"StringObjectDictionary\">");
            }
            for (key, member) in members {
                writer
                    .child(|writer| write_entry(writer, key, member, apart))
                    .map_err(|error| error.inside(&step_of(key)))?;
            }
        }
    }
    writer.close(name);
    Ok(())
}

/// Writes an entry; inside an untyped value it declares the contract's namespace itself.
fn write_entry<'n>(
    writer: &mut Writer<'_, 'n>,
    key: &str,
    member: &Json,
    apart: Option<&'n str>,
) -> Result<(), Error> {
    writer.open(ENTRY);
    if let Some(namespace) = apart {
        writer.attribute("xmlns", namespace)?;
        writer.out.push(b'>');
        writer.within(namespace, |writer| write_pair(writer, key, member))?;
    } else {
        writer.out.push(b'>');
        write_pair(writer, key, member)?;
    }
    writer.close(ENTRY);
    Ok(())
}

fn write_pair(writer: &mut Writer<'_, '_>, key: &str, member: &Json) -> Result<(), Error> {
    writer.child(|writer| {
        writer.out.extend_from_slice(b"<Key>");
        write_text(key, &mut writer.out)?;
        writer.out.extend_from_slice(b"</Key><Value");
        write_any(writer, "Value", member)
    })
}

fn start(writer: &mut Writer<'_, '_>, ty: &str) {
    writer.declare_schema();
    writer.out.extend_from_slice(b" i:type=\"b:");
    writer.out.extend_from_slice(ty.as_bytes());
    writer.out.extend_from_slice(b"\">");
}

fn write_number(writer: &mut Writer<'_, '_>, number: &Number) -> Result<(), Error> {
    if let Some(whole) = number.as_i64() {
        start(
            writer,
            if i32::try_from(whole).is_ok() {
                "int"
            } else {
                "long"
            },
        );
        writer.simple(Value::Int(whole))?;
    } else if let Some(whole) = number.as_u64() {
        start(writer, "unsignedLong");
        writer
            .out
            .extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
    } else {
        start(writer, "double");
        writer.double(number.as_f64().unwrap_or_default());
    }
    Ok(())
}
