//! Limits of input, so that the cost of any input is proportional to its length.

use crate::error::{Error, ErrorKind};

/// Levels of nesting, for reading and writing: arrays and objects that are open at one time.
///
/// serde_json itself refuses the 128th level. XML counts elements, of which a level takes up to three:
/// its limit, for reading and writing, is [`XmlLimits::DEPTH`](super::xml::reader::XmlLimits::DEPTH).
pub const MAX_DEPTH: usize = 127;

/// Values that one document may create, unless [`Decoder::max_values`](crate::Decoder::max_values) sets
/// another limit. An entity counts as many as it has properties and one more, whichever of them the
/// document contains; an item of an array, a member of a dictionary and a value inside `Any` count one
/// each. So a few bytes cannot create any number of large entities.
pub const MAX_VALUES: usize = 1_000_000;

/// The error for a document with more values than allowed.
#[cold]
pub(crate) fn too_many_values(most: usize) -> Error {
    Error::new(
        ErrorKind::Limit,
        format!("more than {most} values in one document"),
    )
}

/// Operations in one JSON Patch document.
pub const MAX_PATCH_OPERATIONS: usize = 10_000;

/// Values that the `copy` and `move` operations of one patch may affect in total.
pub const MAX_COPIED: usize = 100_000;

/// Array items that the operations of one patch may shift in total: inserting and removing an item
/// shifts all items after it.
pub const MAX_SHIFTED: usize = 20_000_000;

/// The levels of nesting of a tree; `None` if there are more than `most`. Deeper levels are not
/// counted.
pub(crate) fn levels(tree: &serde_json::Value, most: usize) -> Option<usize> {
    let values: Box<dyn Iterator<Item = &serde_json::Value>> = match tree {
        serde_json::Value::Array(items) => Box::new(items.iter()),
        serde_json::Value::Object(members) => Box::new(members.values()),
        _ => return Some(0),
    };
    let most = most.checked_sub(1)?;
    let mut deepest = 0;
    for value in values {
        deepest = deepest.max(levels(value, most)?);
    }
    Some(deepest + 1)
}

/// The error for a value that is nested too deep.
#[cold]
pub(crate) fn too_deep(kind: ErrorKind) -> Error {
    Error::new(kind, format!("nested deeper than {MAX_DEPTH} levels"))
}

#[cfg(test)]
mod tests {
    use super::levels;
    use serde_json::json;

    #[test]
    fn levels_are_arrays_and_objects_within_each_other() {
        assert_eq!(levels(&json!(1), 0), Some(0));
        assert_eq!(levels(&json!([]), 0), None);
        assert_eq!(levels(&json!([{}, [[1], 2]]), 3), Some(3));
        assert_eq!(levels(&json!({"a": [[1]]}), 2), None);
    }
}
