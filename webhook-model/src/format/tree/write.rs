//! Writes trees as JSON by their types: a decimal with too many digits for a tree's number is text in
//! the tree, but a number in JSON.

use serde_json::Value as Json;

use super::known;
use crate::error::Error;
use crate::format::json;
use crate::property::{Type, Value};

/// Writes the tree of a value of a type.
pub(crate) fn write_tree(ty: Type, tree: &Json, out: &mut Vec<u8>) -> Result<(), Error> {
    match (known(ty, tree), tree) {
        (Type::Decimal, Json::String(digits)) => out.extend_from_slice(digits.as_bytes()),
        (Type::List(of), Json::Array(items)) => {
            let start = out.len();
            for item in items {
                out.push(b',');
                write_tree(*of, item, out)?;
            }
            close(start, *b"[]", out);
        }
        (Type::Dictionary(_, of), Json::Object(members)) => {
            let start = out.len();
            for (key, member) in members {
                write_member(*of, key, member, out)?;
            }
            close(start, *b"{}", out);
        }
        (Type::Entity(of), Json::Object(members)) => {
            let of = of();
            let start = out.len();
            for (name, member) in members {
                let property = of.position(name).and_then(|index| of.properties.get(index));
                let ty = property.map_or(Type::Any, |property| property.ty);
                write_member(ty, name, member, out)?;
            }
            close(start, *b"{}", out);
        }
        (_, tree) => json::write(Value::Any(tree), out)?,
    }
    Ok(())
}

fn write_member(ty: Type, name: &str, member: &Json, out: &mut Vec<u8>) -> Result<(), Error> {
    out.push(b',');
    json::write(Value::Text(name), out)?;
    out.push(b':');
    write_tree(ty, member, out)
}

/// Closes a list or object: replaces the comma of its first member or item, if it has one.
pub(crate) fn close(start: usize, [first, last]: [u8; 2], out: &mut Vec<u8>) {
    match out.get_mut(start) {
        Some(comma) => *comma = first,
        None => out.push(first),
    }
    out.push(last);
}
