//! Makes the JSON Merge Patch (RFC 7396) that turns one value into another.
//!
//! A member is written as soon as it is found to differ, without a tree of it. The members of each
//! object stand in the order of their names.

use serde_json::{Map, Value as Json};

use super::difference::{
    self, Entry, Pair, each_differing, entries_of, fits, items_of, pairs, told, told_of_lists,
};
use crate::error::{Error, ErrorKind, step_of};
use crate::format::bounds::MAX_DEPTH;
use crate::format::json;
use crate::format::serde::{default_tree, to_tree};
use crate::format::tree::write::write_tree;
use crate::format::tree::{known, same};
use crate::property::DynEntity;
use crate::property::{Type, Value};

/// Writes the patch.
///
/// # Errors
/// A null inside a dictionary or any JSON: a merge patch has no way to say it.
pub(crate) fn diff(
    ty: Type,
    from: Value<'_>,
    to: Value<'_>,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    if change(ty, from, to, MAX_DEPTH, out)? {
        return Ok(());
    }
    let to = to_tree(ty, to)?;
    if to.is_object() {
        out.extend_from_slice(b"{}");
        return Ok(());
    }
    // An object would make one of what is none (RFC 7396 section 2).
    json::write(Value::Any(&to), out)
}

/// Writes what turns one value into another, which may be nested so deep; false and nothing if they
/// are the same.
fn change(
    ty: Type,
    from: Value<'_>,
    to: Value<'_>,
    depth: usize,
    out: &mut Vec<u8>,
) -> Result<bool, Error> {
    let inner = depth.checked_sub(1);
    let told = match (ty.required(), from, to, inner) {
        (Type::Entity(_), Value::Entity(from), Value::Entity(to), Some(depth)) => {
            return entities(from, to, depth, out);
        }
        (Type::Dictionary(_, of), Value::Dictionary(from), Value::Dictionary(to), Some(depth)) => {
            let (from, to) = (entries_of(from, depth)?, entries_of(to, depth)?);
            if let (Some(from), Some(to)) = (from, to) {
                return entries(*of, &from, &to, out);
            }
            None
        }
        (Type::Any, Value::Any(from), Value::Any(to), _) => {
            if same(from, to) {
                return Ok(false);
            }
            fits(from, depth)?;
            fits(to, depth)?;
            return change_of_trees(Type::Any, from, to, out);
        }
        (Type::List(_), Value::List(from), Value::List(to), Some(_)) => {
            told_of_lists(&items_of(from), &items_of(to))
        }
        _ => told(from, to),
    };
    match told {
        Some(true) => Ok(false),
        Some(false) => json::write(to, out).map(|()| true),
        None => {
            let (from, to) = difference::trees(ty, from, to, depth)?;
            change_of_trees(ty, &from, &to, out)
        }
    }
}

fn change_of_trees(ty: Type, from: &Json, to: &Json, out: &mut Vec<u8>) -> Result<bool, Error> {
    match changes(ty, from, to)? {
        Some(change) => write_tree(ty, &change, out).map(|()| true),
        None => Ok(false),
    }
}

fn entities(
    from: &dyn DynEntity,
    to: &dyn DynEntity,
    depth: usize,
    out: &mut Vec<u8>,
) -> Result<bool, Error> {
    let mut differing = Vec::new();
    each_differing(from, to, |property, old, new| {
        differing.push((property, old, new));
        Ok(())
    })?;
    differing.sort_unstable_by_key(|(property, _, _)| property.name());
    let start = out.len();
    for (property, old, new) in differing {
        let mark = out.len();
        out.extend_from_slice(property.key());
        let changed = change(property.ty, old, new, depth, out)
            .map_err(|error| error.inside(property.name()))?;
        if !changed {
            out.truncate(mark);
        }
    }
    Ok(close(out, start))
}

/// Writes the entries that differ, whose values are plain or any JSON.
fn entries(
    ty: Type,
    from: &[Entry<'_>],
    to: &[Entry<'_>],
    out: &mut Vec<u8>,
) -> Result<bool, Error> {
    let start = out.len();
    for pair in pairs(from, to) {
        let mark = out.len();
        let (Pair::Removed(key) | Pair::Added(key, _) | Pair::Both(key, _, _)) = pair;
        out.push(b',');
        json::write(Value::Text(key), out)?;
        out.push(b':');
        let changed = match pair {
            Pair::Removed(_) => json::write(Value::Null, out).map(|()| true),
            Pair::Added(_, new) if is_null(new) => Err(no_null()),
            Pair::Added(_, Value::Any(new)) => change_of_trees(ty, &Json::Null, new, out),
            Pair::Added(_, new) => change(ty, Value::Null, new, MAX_DEPTH, out),
            Pair::Both(_, old, new) if is_null(new) && !is_null(old) => Err(no_null()),
            Pair::Both(_, old, new) => change(ty, old, new, MAX_DEPTH, out),
        };
        if !changed.map_err(|error| error.inside(&step_of(key)))? {
            out.truncate(mark);
        }
    }
    Ok(close(out, start))
}

/// Ends an object, whose members each begin with a comma; false if it has none.
fn close(out: &mut Vec<u8>, start: usize) -> bool {
    let Some(comma) = out.get_mut(start) else {
        return false;
    };
    *comma = b'{';
    out.push(b'}');
    true
}

/// What turns one tree into another; `None` where nothing changed.
///
/// # Errors
/// A null inside a dictionary or any JSON: a merge patch has no way to say it.
fn changes(ty: Type, from: &Json, to: &Json) -> Result<Option<Json>, Error> {
    if same(from, to) {
        return Ok(None);
    }
    if let Type::Family(of) = ty.required() {
        let (before, after) = (of().entity_of(from), of().entity_of(to));
        if before.is_none()
            && after.is_none()
            && from.is_object()
            && let Json::Object(to) = to
        {
            // Of what is not known the patch is that of any JSON.
            return members(Type::Any, from, to).map(Some);
        }
        if before.map(|entity| entity.name) != after.map(|entity| entity.name) || after.is_none() {
            // One member becomes another: the patch says it whole.
            return Ok(Some(to.clone()));
        }
    }
    match (known(ty, to), to) {
        (Type::Entity(of), Json::Object(to)) => {
            let of = of();
            let defaults;
            let from = if from.is_object() {
                from
            } else {
                defaults = default_tree(of)?;
                &defaults
            };
            let mut patch = Map::new();
            for property in of.properties {
                let (from, to) = (from.get(property.name()), to.get(property.name()));
                let (from, to) = (from.unwrap_or(&Json::Null), to.unwrap_or(&Json::Null));
                let change = changes(property.ty, from, to)
                    .map_err(|error| error.inside(property.name()))?;
                if let Some(change) = change {
                    patch.insert(property.name().to_owned(), change);
                }
            }
            Ok(Some(Json::Object(patch)))
        }
        (Type::Dictionary(_, of), Json::Object(to)) => members(*of, from, to).map(Some),
        (Type::Any, Json::Object(to)) => members(Type::Any, from, to).map(Some),
        _ => Ok(Some(to.clone())),
    }
}

fn members(ty: Type, from: &Json, to: &Map<String, Json>) -> Result<Json, Error> {
    let none = Map::new();
    let from = from.as_object().unwrap_or(&none);
    let mut patch = Map::new();
    for key in from.keys().filter(|key| !to.contains_key(*key)) {
        patch.insert(key.clone(), Json::Null);
    }
    for (key, to) in to {
        if to.is_null() && from.get(key) != Some(&Json::Null) {
            return Err(no_null().inside(&step_of(key)));
        }
        let absent = from.get(key).is_none();
        let change = changes(ty, from.get(key).unwrap_or(&Json::Null), to)
            .map_err(|error| error.inside(&step_of(key)))?;
        if let Some(change) = change {
            patch.insert(key.clone(), change);
        } else if absent {
            patch.insert(key.clone(), to.clone());
        }
    }
    Ok(Json::Object(patch))
}

fn no_null() -> Error {
    let message = "a merge patch cannot say null here: it would remove the key (RFC 7396)";
    Error::new(ErrorKind::Unrepresentable, message)
}

const fn is_null(value: Value<'_>) -> bool {
    matches!(value, Value::Null | Value::Any(Json::Null))
}
