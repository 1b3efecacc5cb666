//! Compares values without building their trees.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde_json::Value as Json;

use crate::error::{Error, ErrorKind};
use crate::format::bounds::{levels, too_deep};
use crate::format::serde::to_tree_within;
use crate::property::{BLOCK, Dictionary, Key, List, Type, Value};
use crate::property::{DynEntity, Property};

/// Whether two values are equal as JSON; `None` if their trees must be compared.
pub(crate) fn same_plain(left: Value<'_>, right: Value<'_>) -> Option<bool> {
    let same = match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Int(left), Value::Int(right)) => left == right,
        (Value::Number(left), Value::Number(right)) => left == right,
        (Value::Text(left), Value::Text(right)) | (Value::Name(left), Value::Name(right)) => {
            left == right
        }
        (Value::Bytes(left), Value::Bytes(right)) => left == right,
        (Value::Decimal(left), Value::Decimal(right)) => left.text() == right.text(),
        (Value::Null, other) | (other, Value::Null) if is_plain(other) => false,
        (Value::Double(left), Value::Double(right)) if left.to_bits() == right.to_bits() => true,
        (Value::DateTime(left), Value::DateTime(right)) if left == right => true,
        (Value::Flags(left, _), Value::Flags(right, _)) if left == right => true,
        _ => return None,
    };
    Some(same)
}

/// A value that differs.
#[derive(Clone, Copy)]
pub(crate) enum Found<'v> {
    Value(Value<'v>),
    Tree(&'v Json),
}

impl<'v> From<Value<'v>> for Found<'v> {
    fn from(value: Value<'v>) -> Self {
        Self::Value(value)
    }
}

impl<'v> From<&'v Json> for Found<'v> {
    fn from(tree: &'v Json) -> Self {
        Self::Tree(tree)
    }
}

impl Found<'_> {
    pub(crate) const fn is_null(self) -> bool {
        matches!(
            self,
            Self::Value(Value::Null | Value::Any(Json::Null)) | Self::Tree(Json::Null)
        )
    }
}

/// The properties whose values are not known to be equal, in declared order.
pub(crate) fn differing<'v>(
    from: &'v dyn DynEntity,
    to: &'v dyn DynEntity,
) -> Vec<(&'static Property, Found<'v>, Found<'v>)> {
    let mut differing = Vec::with_capacity(8);
    let (mut olds, mut news) = ([Value::Null; BLOCK], [Value::Null; BLOCK]);
    for (number, chunk) in to.entity().properties.chunks(BLOCK).enumerate() {
        from.read(number, &mut olds);
        to.read(number, &mut news);
        for (property, (old, new)) in chunk.iter().zip(olds.iter().zip(&news)) {
            if same_plain(*old, *new) != Some(true) {
                differing.push((property, (*old).into(), (*new).into()));
            }
        }
    }
    differing
}

/// Whether a value contains no others and is written like its tree.
pub(crate) const fn is_plain(value: Value<'_>) -> bool {
    matches!(
        value,
        Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::Name(_)
            | Value::Bytes(_)
            | Value::Decimal(_)
    )
}

/// Whether two lists are equal, if all their items are plain.
pub(crate) fn same_plain_lists(left: &[Value<'_>], right: &[Value<'_>]) -> Option<bool> {
    let plain = left.iter().chain(right).all(|item| is_plain(*item));
    let mut pairs = left.iter().zip(right);
    let same = pairs.try_fold(true, |same, (left, right)| {
        same_plain(*left, *right).map(|equal| same && equal)
    })?;
    plain.then_some(same && left.len() == right.len())
}

/// The items of a list.
pub(crate) fn items_of(list: &dyn List) -> Vec<Value<'_>> {
    let count = list.count();
    let mut items = Vec::with_capacity(count);
    let mut block = [Value::Null; BLOCK];
    for number in 0..count.div_ceil(BLOCK) {
        list.read(number, &mut block);
        items.extend(block.iter().take(count - number * BLOCK));
    }
    items
}

/// An entry of a dictionary, with its key as in JSON.
pub(crate) type Entry<'v> = (Cow<'v, str>, Value<'v>);

/// The entries of a dictionary by their keys, each key once; `None` if its values contain others that
/// cannot be used as JSON unchanged.
pub(crate) fn entries_of(
    dictionary: &dyn Dictionary,
    depth: usize,
) -> Result<Option<Vec<Entry<'_>>>, Error> {
    let mut entries: Vec<Entry<'_>> = Vec::with_capacity(dictionary.count());
    let mut simple = true;
    dictionary.each(&mut |key, value| {
        match value {
            Value::Any(any) => fits(any, depth)?,
            value => simple &= is_plain(value),
        }
        let key = match key {
            Key::Text(text) => Cow::Borrowed(text),
            Key::Int(number) => number.to_string().into(),
            Key::DateTime(date) => date.to_string().into(),
        };
        entries.push((key, value));
        Ok(())
    })?;
    if !simple {
        return Ok(None);
    }
    // If two keys are written alike the last counts, as in a tree.
    entries.reverse();
    entries.sort_by(|(left, _), (right, _)| left.cmp(right));
    entries.dedup_by(|(next, _), (kept, _)| next == kept);
    Ok(Some(entries))
}

/// Each key of two dictionaries, with its value in the first and in the second.
pub(crate) fn pairs<'e, 'v>(
    mut from: &'e [Entry<'v>],
    mut to: &'e [Entry<'v>],
) -> impl Iterator<Item = (&'e str, Option<Value<'v>>, Option<Value<'v>>)> {
    std::iter::from_fn(move || {
        let (old, new) = (from.split_first(), to.split_first());
        let order = match (old, new) {
            (Some(((old, _), _)), Some(((new, _), _))) => old.cmp(new),
            (Some(_), None) => Ordering::Less,
            (None, _) => Ordering::Greater,
        };
        Some(match (order, old, new) {
            (Ordering::Less, Some(((key, old), rest)), _) => {
                from = rest;
                (&**key, Some(*old), None)
            }
            (Ordering::Equal, Some(((_, old), olds)), Some(((key, new), news))) => {
                (from, to) = (olds, news);
                (&**key, Some(*old), Some(*new))
            }
            (_, _, Some(((key, new), rest))) => {
                to = rest;
                (&**key, None, Some(*new))
            }
            _ => return None,
        })
    })
}

/// The trees of two values that may have `depth` levels.
pub(crate) fn trees(
    ty: Type,
    from: Value<'_>,
    to: Value<'_>,
    depth: usize,
) -> Result<(Json, Json), Error> {
    Ok((
        to_tree_within(ty, from, depth)?,
        to_tree_within(ty, to, depth)?,
    ))
}

/// Checks that JSON has no more levels than allowed.
pub(crate) fn fits(any: &Json, depth: usize) -> Result<(), Error> {
    let levels = levels(any, depth);
    levels.map_or_else(|| Err(too_deep(ErrorKind::Unrepresentable)), |_| Ok(()))
}
