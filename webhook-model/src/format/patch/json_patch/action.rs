//! The effect of one operation at the end of its path: on a property, a key or an item.

use serde_json::{Map, Value as Json};

use super::path::{Target, no_path, nothing_there, target};
use crate::error::{Error, ErrorKind};
use crate::format::holder::Holder;
use crate::format::patch::unknown_names::UnknownNames;
use crate::format::serde::default_tree;
use crate::format::tree::{canonical, equal, put_over};
use crate::property::{Entity, Property, Type};

/// What an operation does at the end of its path.
pub(super) enum Action {
    Add(Json),
    Replace(Json),
    Remove,
    Test(Json),
}

impl Action {
    /// Checks the names in a new value.
    pub(super) fn check_names(&mut self, ty: Type, names: UnknownNames) -> Result<(), Error> {
        match self {
            Self::Add(value) | Self::Replace(value) => names.check(ty, value),
            Self::Remove | Self::Test(_) => Ok(()),
        }
    }

    /// Performs the action on the child at `step` of a value of type `ty`.
    pub(super) fn perform(
        mut self,
        ty: Type,
        holder: &mut Json,
        step: &str,
        names: UnknownNames,
    ) -> Result<(), Error> {
        let (found, ty) = target(ty, holder, step)?;
        self.check_names(ty, names)?;
        match (found, holder) {
            (Target::Property(of, property), Json::Object(members)) => {
                at_property(members, of, property, self)
            }
            (Target::Key(key), Json::Object(members)) => {
                at_key(ty, members, key, self).map_err(|error| Holder::Dictionary.advise(error))
            }
            (Target::Item(index), Json::Array(items)) => {
                at_item(ty, items, index, self).map_err(|error| Holder::List.advise(error))
            }
            _ => Err(nothing_there()),
        }
    }
}

fn at_property(
    members: &mut Map<String, Json>,
    of: &Entity,
    property: &Property,
    action: Action,
) -> Result<(), Error> {
    let (name, ty) = (property.name(), property.ty);
    let current = members.entry(name).or_insert(Json::Null);
    *current = match action {
        Action::Test(value) => return test(ty, current, value),
        Action::Remove => default_property(of, name),
        Action::Add(value) => added(ty, current.take(), value)?,
        Action::Replace(value) => put_over(ty, current.take(), value)?,
    };
    Ok(())
}

fn at_key(
    ty: Type,
    members: &mut Map<String, Json>,
    key: String,
    action: Action,
) -> Result<(), Error> {
    match (action, members.get_mut(&key)) {
        (Action::Add(value) | Action::Replace(value), Some(current)) => {
            *current = put_over(ty, current.take(), value)?;
        }
        (Action::Add(value), None) => {
            members.insert(key, put_over(ty, Json::Null, value)?);
        }
        (Action::Test(value), Some(current)) => test(ty, current, value)?,
        (Action::Remove, Some(_)) => {
            members.remove(&key);
        }
        _ => return Err(no_path("the dictionary has no such key")),
    }
    Ok(())
}

fn at_item(
    ty: Type,
    items: &mut Vec<Json>,
    index: Option<usize>,
    action: Action,
) -> Result<(), Error> {
    let missing = || no_path("the array has no such item");
    match (action, index) {
        (Action::Add(value), index) => {
            let index = index.unwrap_or(items.len());
            if index > items.len() {
                return Err(missing());
            }
            items.insert(index, put_over(ty, Json::Null, value)?);
        }
        (Action::Remove, Some(index)) if index < items.len() => {
            items.remove(index);
        }
        (Action::Replace(value), Some(index)) => {
            let current = items.get_mut(index).ok_or_else(missing)?;
            *current = put_over(ty, current.take(), value)?;
        }
        (Action::Test(value), Some(index)) => {
            test(ty, items.get(index).ok_or_else(missing)?, value)?;
        }
        _ => return Err(missing()),
    }
    Ok(())
}

/// A value added to an unset array becomes its first item.
fn added(ty: Type, current: Json, value: Json) -> Result<Json, Error> {
    if let Type::List(of) = ty.required()
        && current.is_null()
        && !matches!(value, Json::Array(_) | Json::Object(_) | Json::Null)
    {
        return Ok(Json::Array(vec![put_over(*of, Json::Null, value)?]));
    }
    put_over(ty, current, value)
}

/// An entity always has all its properties: removing one resets it to its default.
fn default_property(of: &Entity, name: &str) -> Json {
    let tree = default_tree(of).unwrap_or_default();
    tree.get(name).cloned().unwrap_or_default()
}

/// The message does not contain the current value: a test must not be a way to read a secret.
pub(super) fn test(ty: Type, current: &Json, value: Json) -> Result<(), Error> {
    let same = canonical(ty, value).is_ok_and(|value| equal(current, &value));
    if same {
        Ok(())
    } else {
        Err(Error::new(
            ErrorKind::PatchTest,
            "the value is not the one tested for",
        ))
    }
}
