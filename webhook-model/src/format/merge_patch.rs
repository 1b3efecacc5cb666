//! JSON Merge Patch (RFC 7396), with the names of properties in any case.
//!
//! The RFC removes a member that the patch sets to null. An entity has all its properties always,
//! so that null makes a nullable property null and puts another back to its default; in a
//! dictionary and in any JSON it removes the key, as the RFC says.

use serde_json::{Map, Value as Json};

use super::json;
use super::serde_bridge::default_tree;
use super::tree::{canonical, known, same};
use crate::entity::Entity;
use crate::error::{Error, ErrorKind, step_of};
use crate::property::Type;

/// Reads a merge patch for a value of a type.
pub(crate) fn parse(body: &[u8], ty: Type) -> Result<Json, Error> {
    let mut patch = Json::Null;
    json::read_patch(&mut patch, body, usize::MAX)?;
    let has_members = matches!(
        ty.required(),
        Type::Entity(_) | Type::Family(_) | Type::Dictionary(..)
    );
    let to_null = patch.is_null() && ty.is_nullable();
    if has_members && !patch.is_object() && !to_null {
        return Err(Error::new(
            ErrorKind::Type,
            "a merge patch for an entity is an object",
        ));
    }
    Ok(patch)
}

/// Applies a merge patch to a tree of a type.
pub(crate) fn apply(patch: Json, ty: Type, tree: &mut Json) -> Result<(), Error> {
    let current = std::mem::take(tree);
    *tree = merge(ty, current, patch).map_err(Error::unprocessable)?;
    Ok(())
}

fn merge(ty: Type, current: Json, patch: Json) -> Result<Json, Error> {
    match (member(ty, &current, &patch), patch) {
        (_, Json::Null) if ty.is_nullable() => Ok(Json::Null),
        (Type::Entity(of), Json::Object(patch)) => merge_entity(of(), current, patch),
        (Type::Dictionary(_, of), Json::Object(patch)) => merge_members(*of, current, patch),
        (Type::Any, Json::Object(patch)) => merge_members(Type::Any, current, patch),
        (_, patch) => canonical(ty, &patch),
    }
}

/// What a value is merged as: a member of a family as the entity that it is, unless the patch makes
/// it another.
fn member(ty: Type, current: &Json, patch: &Json) -> Type {
    let Type::Family(of) = ty.required() else {
        return ty.required();
    };
    let patched = of().entity_of(patch).map(|entity| entity.name);
    match known(ty, current) {
        Type::Entity(entity) if patched.is_none_or(|name| name == entity().name) => {
            Type::Entity(entity)
        }
        Type::Any if patched.is_none() && current.is_object() => Type::Any,
        _ => ty.required(),
    }
}

fn merge_entity(
    of: &'static Entity,
    current: Json,
    patch: Map<String, Json>,
) -> Result<Json, Error> {
    let mut defaults = None;
    let mut members = match current {
        Json::Object(members) => members,
        _ => match defaults.insert(default_tree(of)?) {
            Json::Object(members) => members.clone(),
            _ => Map::new(),
        },
    };
    let mut seen = vec![false; of.properties.len()];
    for (name, value) in patch {
        // A name that the entity does not have is passed over, as in a whole body.
        let Some(index) = of.position(&name) else {
            continue;
        };
        let Some((property, seen)) = of.properties.get(index).zip(seen.get_mut(index)) else {
            continue;
        };
        let name = property.name();
        if std::mem::replace(seen, true) {
            return Err(
                Error::new(ErrorKind::Duplicate, "this property stands twice").inside(name),
            );
        }
        let merged = if value.is_null() && !property.ty.is_nullable() {
            let defaults = match &mut defaults {
                Some(defaults) => defaults,
                none => none.insert(default_tree(of)?),
            };
            defaults.get(name).cloned().unwrap_or_default()
        } else {
            let current = members.remove(name).unwrap_or_default();
            // What is applied to the tree is a patch that was read: a misfit is 422.
            merge(property.ty, current, value)
                .map_err(|error| error.inside(name).unprocessable())?
        };
        members.insert(name.to_owned(), merged);
    }
    Ok(Json::Object(members))
}

fn merge_members(ty: Type, current: Json, patch: Map<String, Json>) -> Result<Json, Error> {
    let mut members = match current {
        Json::Object(members) => members,
        _ => Map::new(),
    };
    for (key, value) in patch {
        if value.is_null() {
            members.remove(&key);
            continue;
        }
        let current = members.remove(&key).unwrap_or_default();
        let merged = merge(ty, current, value).map_err(|error| error.inside(&step_of(&key)))?;
        members.insert(key, merged);
    }
    Ok(Json::Object(members))
}

/// Makes the patch that turns one tree into another.
///
/// # Errors
/// A null inside a dictionary or any JSON: a merge patch has no way to say it.
pub(crate) fn diff(ty: Type, from: &Json, to: &Json) -> Result<Json, Error> {
    let unchanged = || {
        if to.is_object() {
            Json::Object(Map::new())
        } else {
            // An object would make one of what is none (RFC 7396 section 2).
            to.clone()
        }
    };
    Ok(changes(ty, from, to)?.unwrap_or_else(unchanged))
}

/// `None` where nothing changed.
fn changes(ty: Type, from: &Json, to: &Json) -> Result<Option<Json>, Error> {
    if same(from, to) {
        return Ok(None);
    }
    if let Type::Family(of) = ty.required() {
        let (before, after) = (of().entity_of(from), of().entity_of(to));
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
            let message = "a merge patch cannot say null here: it would remove the key (RFC 7396)";
            return Err(Error::new(ErrorKind::Unrepresentable, message).inside(&step_of(key)));
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
