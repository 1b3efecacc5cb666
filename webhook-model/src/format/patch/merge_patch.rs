//! JSON Merge Patch (RFC 7396), with the names of properties in any case.
//!
//! The RFC removes a member that the patch sets to null. An entity always has all its properties, so
//! null makes a nullable property null and resets another to its default; in a dictionary and in a JSON
//! value it removes the key, as in the RFC. An object where an array is expected is appended to it, as
//! the vendor documents it.

use serde_json::{Map, Value as Json};

use super::unknown_names::UnknownNames;
use super::values::Values;
use crate::error::{Error, ErrorKind, duplicate, step_of};
use crate::format::json;
use crate::format::json::exact_numbers::ExactNumbers;
use crate::format::serde::default_tree;
use crate::format::tree::{known, put_over};
use crate::property::Entity;
use crate::property::{Slot, Type};

/// Reads a merge patch for a value of a type.
pub(crate) fn parse(body: &[u8], ty: Type) -> Result<MergePatch, Error> {
    let mut patch = Json::Null;
    let numbers = json::read_patch(Slot::Any(&mut patch), body, usize::MAX)?;
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
    Ok(MergePatch { patch, numbers })
}

/// A merge patch that has been read.
pub(crate) struct MergePatch {
    patch: Json,
    numbers: ExactNumbers,
}

impl MergePatch {
    /// The members of the document, if it is an object.
    pub(crate) fn members(&self) -> Option<&Map<String, Json>> {
        self.patch.as_object()
    }

    /// Applies the patch to a tree of a type.
    pub(crate) fn apply(
        mut self,
        ty: Type,
        tree: &mut Json,
        names: UnknownNames,
        mut values: Values,
    ) -> Result<(), Error> {
        values.spend(ty, &mut self.patch)?;
        let current = std::mem::take(tree);
        let merged = Merge {
            numbers: &self.numbers,
            names,
        }
        .value(ty, current, self.patch);
        *tree = merged.map_err(Error::unprocessable)?;
        Ok(())
    }
}

/// Merges values.
struct Merge<'n> {
    /// The numbers that the trees of the patch cannot hold exactly.
    numbers: &'n ExactNumbers,
    names: UnknownNames,
}

impl Merge<'_> {
    fn value(&self, ty: Type, current: Json, patch: Json) -> Result<Json, Error> {
        match (member(ty, &current, &patch), patch) {
            (_, Json::Null) if ty.is_nullable() => Ok(Json::Null),
            (Type::Entity(of), Json::Object(patch)) => self.entity(of(), current, patch),
            (Type::Dictionary(_, of), Json::Object(patch)) => self.members(*of, current, patch),
            (Type::Any, Json::Object(patch)) => self.members(Type::Any, current, patch),
            (_, mut patch) => {
                self.numbers.resolve(ty, &mut patch)?;
                self.names.check(ty, &mut patch)?;
                put_over(ty, current, patch)
            }
        }
    }

    fn entity(
        &self,
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
            // An unknown name is ignored, as in a whole body.
            let Some(index) = of.position(&name) else {
                continue;
            };
            let Some((property, seen)) = of.properties.get(index).zip(seen.get_mut(index)) else {
                continue;
            };
            let name = property.name();
            if std::mem::replace(seen, true) {
                return Err(duplicate("property").inside(name));
            }
            let place = match members.get_mut(name) {
                Some(place) => place,
                None => members.entry(name).or_insert(Json::Null),
            };
            *place = if value.is_null() && !property.ty.is_nullable() {
                let defaults = match &mut defaults {
                    Some(defaults) => defaults,
                    none => none.insert(default_tree(of)?),
                };
                defaults.get(name).cloned().unwrap_or_default()
            } else {
                // The patch itself is valid JSON, so a value that does not fit is 422.
                self.value(property.ty, place.take(), value)
                    .map_err(|error| error.inside(name).unprocessable())?
            };
        }
        Ok(Json::Object(members))
    }

    fn members(&self, ty: Type, current: Json, patch: Map<String, Json>) -> Result<Json, Error> {
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
            let merged = self
                .value(ty, current, value)
                .map_err(|error| error.inside(&step_of(&key)))?;
            members.insert(key, merged);
        }
        Ok(Json::Object(members))
    }
}

/// The type that a value is merged as: for a member of a family its entity, unless the patch changes
/// the tag.
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
