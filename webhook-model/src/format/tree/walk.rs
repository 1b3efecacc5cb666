//! Visits a tree together with its type.

use serde_json::Value as Json;

use super::known;
use crate::error::{Error, step_of};
use crate::property::Type;

/// Called for each value, from the outside in; returns whether to visit the values inside.
pub(crate) type Visit<'v> = dyn FnMut(Type, &mut Json) -> Result<bool, Error> + 'v;

/// Visits a value for a type, and all values inside it. Unknown members of an entity are skipped
/// because they are never read, and values of a wrong type because reading them is an error.
pub(crate) fn walk(ty: Type, tree: &mut Json, visit: &mut Visit<'_>) -> Result<(), Error> {
    if !visit(ty, tree)? {
        return Ok(());
    }
    match (known(ty, tree), tree) {
        (Type::List(of), Json::Array(items)) => walk_items(*of, items, visit),
        // A lone object becomes an item.
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
