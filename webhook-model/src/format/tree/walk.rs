//! A walk through a tree and its type together.

use serde_json::Value as Json;

use super::known;
use crate::error::{Error, step_of};
use crate::property::Type;

/// What is done with each value on the way, from the outside in; whether to go into it.
pub(crate) type Visit<'v> = dyn FnMut(Type, &mut Json) -> Result<bool, Error> + 'v;

/// Shows a value that is to become one of a type, and all values in it. Members that an entity does
/// not have are left out, and so is what does not fit its type: the former are not read, and the
/// latter is an error where it is read.
pub(crate) fn walk(ty: Type, tree: &mut Json, visit: &mut Visit<'_>) -> Result<(), Error> {
    if !visit(ty, tree)? {
        return Ok(());
    }
    match (known(ty, tree), tree) {
        (Type::List(of), Json::Array(items)) => walk_items(*of, items, visit),
        // A lone object is to be an item.
        (Type::List(of), tree @ Json::Object(_)) => walk(*of, tree, visit),
        (Type::Any, Json::Array(items)) => walk_items(Type::Any, items, visit),
        (Type::Dictionary(_, of), Json::Object(members)) => {
            members.iter_mut().try_for_each(|(key, member)| {
                walk(*of, member, visit).map_err(|error| error.inside(&step_of(key)))
            })
        }
        (Type::Any, Json::Object(members)) => members.iter_mut().try_for_each(|(key, member)| {
            walk(Type::Any, member, visit).map_err(|error| error.inside(&step_of(key)))
        }),
        (Type::Entity(of), Json::Object(members)) => {
            let of = of();
            members.iter_mut().try_for_each(|(name, member)| {
                let property = of.position(name).and_then(|index| of.properties.get(index));
                property.map_or(Ok(()), |property| {
                    walk(property.ty, member, visit).map_err(|error| error.inside(property.name()))
                })
            })
        }
        _ => Ok(()),
    }
}

fn walk_items(of: Type, items: &mut [Json], visit: &mut Visit<'_>) -> Result<(), Error> {
    let mut items = items.iter_mut().enumerate();
    items.try_for_each(|(index, item)| {
        walk(of, item, visit).map_err(|error| error.inside(&index.to_string()))
    })
}
