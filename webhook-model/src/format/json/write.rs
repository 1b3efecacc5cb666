//! The JSON writer: one function over any value, not generic over the entity.

use super::escape::{write_content, write_member, write_string};
use crate::error::{Error, ErrorKind, step_of};
use crate::format::bounds::{MAX_DEPTH, too_deep};
use crate::format::number::{not_finite, write_finite};
use crate::output::Output;
use crate::property::DynEntity;
use crate::property::bytes::write_base64;
use crate::property::date_time::DateTime;
use crate::property::family::UnknownEntity;
use crate::property::{BLOCK, Dictionary, Key, List, Value};

/// Writes a value as JSON.
pub(crate) fn write(value: Value<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
    write_value(&value, &mut Output::new(out), MAX_DEPTH)
}

fn write_value(value: &Value<'_>, out: &mut Output<'_>, depth: usize) -> Result<(), Error> {
    match *value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Int(number) => out.int(number),
        Value::Number(number) => out.int(number.into()),
        Value::Double(number) => write_double(number, out),
        Value::Decimal(number) => out.extend_from_slice(number.text().as_bytes()),
        Value::Text(text) | Value::Name(text) => write_string(text, out),
        Value::Bytes(bytes) => write_bytes(bytes, out),
        Value::DateTime(date) => write_date(b"", date, out),
        Value::Duration(duration) => quoted(out, |out| duration.write(out)),
        Value::Flags(set, of) => {
            out.push(b'"');
            set.write_names(of, ", ", true, &mut |text| {
                write_content(text, out);
                Ok::<_, Error>(())
            })?;
            out.push(b'"');
        }
        Value::Any(any) => write_any(any, out, depth)?,
        Value::Entity(entity) => write_entity(entity, out, inner(depth)?)?,
        Value::Unknown(unknown) => write_unknown(unknown, out, inner(depth)?)?,
        Value::List(list) => write_list(list, out, inner(depth)?)?,
        Value::Dictionary(dictionary) => write_dictionary(dictionary, out, inner(depth)?)?,
    }
    Ok(())
}

/// One level less, or the error with the limit.
fn inner(depth: usize) -> Result<usize, Error> {
    let inner = depth.checked_sub(1);
    inner.ok_or_else(|| too_deep(ErrorKind::Unrepresentable))
}

#[inline(never)]
fn write_entity(entity: &dyn DynEntity, out: &mut Output<'_>, depth: usize) -> Result<(), Error> {
    let properties = entity.entity().properties;
    let start = out.len();
    let mut block = [Value::Null; BLOCK];
    for (number, chunk) in properties.chunks(BLOCK).enumerate() {
        entity.read(number, &mut block);
        for (property, value) in chunk.iter().zip(&block) {
            let key = property.key();
            match *value {
                Value::Null => out.extend_from_slice(property.null.null()),
                Value::Text(text) | Value::Name(text) => write_member(key, text, out),
                Value::Int(number) => {
                    out.extend_from_slice(key);
                    out.int(number);
                }
                Value::DateTime(date) => write_date(key, date, out),
                Value::Bool(true) => out.enclose([], key, *b"true"),
                Value::Bool(false) => out.enclose([], key, *b"false"),
                _ => {
                    out.extend_from_slice(key);
                    write_value(value, out, depth)
                        .map_err(|error| error.inside(property.name()))?;
                }
            }
        }
    }
    close(start, *b"{}", out);
    Ok(())
}

/// Writes a key and the date after it, with a fast path for the default date, the most frequent one.
#[inline]
fn write_date(key: &[u8], date: DateTime, out: &mut Output<'_>) {
    if date == DateTime::MIN {
        out.enclose([], key, *b"\"0001-01-01T00:00:00\"");
    } else {
        out.extend_from_slice(key);
        quoted(out, |out| date.write(out));
    }
}

/// Writes the members of an unknown entity, in their original order.
fn write_unknown(unknown: &UnknownEntity, out: &mut Output<'_>, depth: usize) -> Result<(), Error> {
    let start = out.len();
    for (name, member) in &unknown.members {
        write_member(b",", name, out);
        out.push(b':');
        write_any(member, out, depth).map_err(|error| error.inside(&step_of(name)))?;
    }
    close(start, *b"{}", out);
    Ok(())
}

#[inline(never)]
fn write_list(list: &dyn List, out: &mut Output<'_>, depth: usize) -> Result<(), Error> {
    let count = list.count();
    let start = out.len();
    let mut block = [Value::Null; BLOCK];
    for number in 0..count.div_ceil(BLOCK) {
        list.read(number, &mut block);
        let from = number * BLOCK;
        for (index, value) in (from..count).zip(&block) {
            if let Value::Text(text) = *value {
                write_member(b",", text, out);
                continue;
            }
            out.push(b',');
            write_value(value, out, depth).map_err(|error| error.inside(&index.to_string()))?;
        }
    }
    close(start, *b"[]", out);
    Ok(())
}

/// Closes a list or object: replaces the comma of its first member or item, if it has one.
fn close(start: usize, [first, last]: [u8; 2], out: &mut Output<'_>) {
    if out.len() > start {
        out.set(start, first);
    } else {
        out.push(first);
    }
    out.push(last);
}

fn write_dictionary(
    dictionary: &dyn Dictionary,
    out: &mut Output<'_>,
    depth: usize,
) -> Result<(), Error> {
    let start = out.len();
    dictionary.each(&mut |key, value| {
        out.push(b',');
        match key {
            Key::Text(text) => write_string(text, out),
            Key::Int(number) => quoted(out, |out| out.int(number.into())),
            Key::DateTime(date) => quoted(out, |out| date.write(out)),
        }
        out.push(b':');
        write_value(&value, out, depth).map_err(|error| error.inside(&key.step()))
    })?;
    close(start, *b"{}", out);
    Ok(())
}

fn write_any(any: &serde_json::Value, out: &mut Output<'_>, depth: usize) -> Result<(), Error> {
    match any {
        serde_json::Value::Null => out.extend_from_slice(b"null"),
        serde_json::Value::Bool(flag) => write_value(&Value::Bool(*flag), out, depth)?,
        serde_json::Value::Number(number) => write_number(number, out),
        serde_json::Value::String(text) => write_string(text, out),
        serde_json::Value::Array(items) => {
            let depth = inner(depth)?;
            let start = out.len();
            for item in items {
                out.push(b',');
                write_any(item, out, depth)?;
            }
            close(start, *b"[]", out);
        }
        serde_json::Value::Object(members) => {
            let depth = inner(depth)?;
            let start = out.len();
            for (key, member) in members {
                write_member(b",", key, out);
                out.push(b':');
                write_any(member, out, depth)?;
            }
            close(start, *b"{}", out);
        }
    }
    Ok(())
}

/// A number inside a JSON value keeps its kind: `1.0` is not written as `1`.
fn write_number(number: &serde_json::Number, out: &mut Output<'_>) {
    if let Some(whole) = number.as_i64() {
        out.int(whole);
    } else if let Some(whole) = number.as_u64() {
        out.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
    } else {
        let number = number.as_f64().unwrap_or_default();
        out.extend_from_slice(zmij::Buffer::new().format_finite(number).as_bytes());
    }
}

/// Numbers that JSON cannot express are strings, as written by .NET's serializers.
fn write_double(number: f64, out: &mut Output<'_>) {
    if number.is_finite() {
        write_finite(number, out);
    } else {
        quoted(out, |out| {
            out.extend_from_slice(not_finite(number).as_bytes());
        });
    }
}

fn write_bytes(bytes: &[u8], out: &mut Output<'_>) {
    quoted(out, |out| {
        write_base64(bytes, out);
    });
}

fn quoted(out: &mut Output<'_>, write: impl FnOnce(&mut Output<'_>)) {
    out.push(b'"');
    write(out);
    out.push(b'"');
}
