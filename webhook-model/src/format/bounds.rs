//! What input may be at most, so that no input is worse than its length.

use crate::error::{Error, ErrorKind};

/// Levels of nesting, in and out: arrays and objects that are open at one time.
///
/// serde_json stops at the 128th by itself. XML counts elements, of which a level takes up to
/// three; there [`XmlLimits::DEPTH`](super::xml::reader::XmlLimits::DEPTH) is the bound, in and
/// out as well.
pub const MAX_DEPTH: usize = 127;

/// Values that are made of one document, unless [`Decoder::max_values`](crate::Decoder::max_values)
/// says otherwise. An entity counts as many as it has properties and one more, whichever of them the
/// document has; an item of an array, a member of a dictionary and a value inside `Any` count one
/// each. So a few bytes cannot make any number of large entities.
pub const MAX_VALUES: usize = 1_000_000;

/// What is wrong with a document of more values than may be made of it.
#[cold]
pub(crate) fn too_many_values(most: usize) -> Error {
    Error::new(
        ErrorKind::Limit,
        format!("more than {most} values in one document"),
    )
}

/// Operations in one JSON Patch document.
pub const MAX_PATCH_OPERATIONS: usize = 10_000;

/// Values that the `copy` and `move` operations of one patch may take together.
pub const MAX_COPIED: usize = 100_000;

/// Items that the operations of one patch may push aside in arrays together: an array shifts all
/// after the place where one comes or goes.
pub const MAX_SHIFTED: usize = 20_000_000;

/// The levels of nesting of a tree; `None` if there are more than `most`, which are not counted.
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

/// The error for what is nested too deep.
pub(crate) fn too_deep() -> Error {
    Error::new(
        ErrorKind::Depth,
        format!("nested deeper than {MAX_DEPTH} levels"),
    )
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
