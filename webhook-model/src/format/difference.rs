//! What differs between two values, as trees: all that a patch has to look at.

use serde_json::{Map, Value as Json};

use super::bounds::MAX_DEPTH;
use super::serde_bridge::to_tree_within;
use super::tree;
use crate::entity::DynEntity;
use crate::error::Error;
use crate::property::{BLOCK, List, Type, Value};

/// The trees of two values of a type, of entities only the properties that may differ: most of a
/// changed entity is as it was.
pub(crate) fn trees(ty: Type, from: Value<'_>, to: Value<'_>) -> Result<(Json, Json), Error> {
    within(ty, from, to, MAX_DEPTH)
}

/// The trees of two values that may be nested so deep.
fn within(ty: Type, from: Value<'_>, to: Value<'_>, depth: usize) -> Result<(Json, Json), Error> {
    match (ty.required(), from, to) {
        // At the last level the trees say that it is the last.
        (Type::Entity(_), Value::Entity(from), Value::Entity(to)) if depth > 0 => {
            entities(from, to, depth - 1)
        }
        _ => Ok((
            to_tree_within(ty, from, depth)?,
            to_tree_within(ty, to, depth)?,
        )),
    }
}

fn entities(from: &dyn DynEntity, to: &dyn DynEntity, depth: usize) -> Result<(Json, Json), Error> {
    let (mut before, mut after) = (Map::new(), Map::new());
    let (mut olds, mut news) = ([Value::Null; BLOCK], [Value::Null; BLOCK]);
    for (number, chunk) in to.entity().properties.chunks(BLOCK).enumerate() {
        from.read(number, &mut olds);
        to.read(number, &mut news);
        for (property, (old, new)) in chunk.iter().zip(olds.iter().zip(&news)) {
            if !same(*old, *new) {
                let (old, new) = within(property.ty, *old, *new, depth)
                    .map_err(|error| error.inside(property.name()))?;
                before.insert(property.name().to_owned(), old);
                after.insert(property.name().to_owned(), new);
            }
        }
    }
    Ok((Json::Object(before), Json::Object(after)))
}

/// Whether two values are the same for sure; what takes longer to tell is left to the trees.
fn same(left: Value<'_>, right: Value<'_>) -> bool {
    match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Int(left), Value::Int(right)) => left == right,
        (Value::Number(left), Value::Number(right)) => left == right,
        (Value::Double(left), Value::Double(right)) => left.to_bits() == right.to_bits(),
        (Value::Text(left), Value::Text(right)) | (Value::Name(left), Value::Name(right)) => {
            left == right
        }
        (Value::Bytes(left), Value::Bytes(right)) => left == right,
        (Value::DateTime(left), Value::DateTime(right)) => left == right,
        (Value::Any(left), Value::Any(right)) => tree::same(left, right),
        (Value::Flags(left, _), Value::Flags(right, _)) => left == right,
        (Value::List(left), Value::List(right)) => same_items(left, right),
        _ => false,
    }
}

fn same_items(left: &dyn List, right: &dyn List) -> bool {
    let count = left.count();
    let (mut lefts, mut rights) = ([Value::Null; BLOCK], [Value::Null; BLOCK]);
    count == right.count()
        && (0..count.div_ceil(BLOCK)).all(|number| {
            left.read(number, &mut lefts);
            right.read(number, &mut rights);
            let items = lefts.iter().zip(&rights).take(count - number * BLOCK);
            items.into_iter().all(|(left, right)| same(*left, *right))
        })
}
