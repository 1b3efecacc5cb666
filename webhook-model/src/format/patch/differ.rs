//! Compares two values and reports the differences to a sink, which writes the patch from one to the
//! other.
//!
//! Values are compared directly if possible, and else as trees.

use serde_json::{Map, Value as Json};

use super::difference::{
    self, Found, differing, entries_of, fits, items_of, pairs, same_plain, same_plain_lists,
};
use crate::error::{Error, step_of};
use crate::format::bounds::MAX_DEPTH;
use crate::format::tree::{known, same};
use crate::property::{Property, Type, Value};

/// A container that a sink may compare by its parts, or replace as a whole.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    List,
    /// A dictionary, or an object of any JSON.
    Dictionary,
    /// Members of a family that are unknown on both sides.
    UnknownMember,
}

/// Writes a patch.
pub(super) trait Sink: Sized {
    /// Whether the members of an object are in the order of their names.
    const SORTED: bool;

    /// Whether the parts of a container are compared.
    fn opens(&self, container: Container) -> bool;

    /// The value that a new object of a type is compared with; `None` if it is written as a whole.
    fn base(&self, of: Type) -> Result<Option<Json>, Error>;

    /// Writes the differences within an object. A new object is written even without differences.
    fn object(
        &mut self,
        is_new: bool,
        inner: impl FnOnce(&mut Self) -> Result<bool, Error>,
    ) -> Result<bool, Error>;

    /// Writes the differences of a property.
    fn property(
        &mut self,
        property: &'static Property,
        inner: impl FnOnce(&mut Self) -> Result<bool, Error>,
    ) -> Result<bool, Error>;

    /// Writes the differences at a key of a dictionary or an index of a list.
    fn entry(
        &mut self,
        key: &str,
        inner: impl FnOnce(&mut Self) -> Result<bool, Error>,
    ) -> Result<bool, Error>;

    /// Replaces the value here.
    fn replace(&mut self, ty: Type, value: Found<'_>) -> Result<(), Error>;

    /// Adds the key here. The value may have `depth` levels.
    fn add(&mut self, ty: Type, value: Found<'_>, depth: usize) -> Result<(), Error>;

    /// Removes the key here.
    fn remove(&mut self) -> Result<(), Error>;

    /// Sets the value of the key here to null, which it was not before.
    fn becomes_null(&mut self) -> Result<(), Error>;
}

/// Reports the differences to the sink; returns whether there are any.
pub(super) fn compare(
    sink: &mut impl Sink,
    ty: Type,
    from: Value<'_>,
    to: Value<'_>,
) -> Result<bool, Error> {
    values(sink, ty, from, to, MAX_DEPTH)
}

/// The same for values that may have `depth` levels.
fn values(
    sink: &mut impl Sink,
    ty: Type,
    from: Value<'_>,
    to: Value<'_>,
    depth: usize,
) -> Result<bool, Error> {
    let inner = depth.checked_sub(1);
    let equal = match (ty.required(), from, to, inner) {
        (Type::Entity(_), Value::Entity(from), Value::Entity(to), Some(depth)) => {
            let found = differing(from, to);
            return sink.object(false, |sink| properties_in(sink, found, depth));
        }
        (Type::List(of), Value::List(from), Value::List(to), Some(depth)) => {
            let (from, to) = (items_of(from), items_of(to));
            if sink.opens(Container::List) {
                let [from, to] = [&from, &to].map(|items| items.iter().map(|item| (*item).into()));
                return items(sink, *of, from, to, depth);
            }
            same_plain_lists(&from, &to)
        }
        (Type::Dictionary(_, of), Value::Dictionary(from), Value::Dictionary(to), Some(depth))
            if sink.opens(Container::Dictionary) =>
        {
            let (from, to) = (entries_of(from, depth)?, entries_of(to, depth)?);
            if let (Some(from), Some(to)) = (from, to) {
                let entries = pairs(&from, &to)
                    .map(|(key, from, to)| (key, from.map(Found::from), to.map(Found::from)));
                return sink.object(false, |sink| entries_in(sink, *of, entries, depth));
            }
            None
        }
        (Type::Any, Value::Any(from), Value::Any(to), _) => {
            if same(from, to) {
                return Ok(false);
            }
            fits(from, depth)?;
            fits(to, depth)?;
            return trees(sink, Type::Any, from, to);
        }
        _ => same_plain(from, to),
    };
    match equal {
        Some(true) => Ok(false),
        Some(false) => sink.replace(ty, to.into()).map(|()| true),
        None => {
            let (from, to) = difference::trees(ty, from, to, depth)?;
            trees(sink, ty, &from, &to)
        }
    }
}

/// The same for trees, whose depth is known to fit.
pub(super) fn trees(sink: &mut impl Sink, ty: Type, from: &Json, to: &Json) -> Result<bool, Error> {
    if same(from, to) {
        return Ok(false);
    }
    let of = known(ty, to);
    let comparable = match (ty.required(), known(ty, from), of) {
        (Type::Family(_), Type::Entity(from), Type::Entity(to)) => from().name == to().name,
        (Type::Family(_), Type::Any, Type::Any) => {
            from.is_object() && sink.opens(Container::UnknownMember)
        }
        (Type::Family(_), ..) => false,
        _ if to.is_array() => sink.opens(Container::List),
        (_, _, Type::Entity(_)) => true,
        _ => sink.opens(Container::Dictionary),
    };
    let base;
    let (from, is_new) = if comparable && to.is_object() && !from.is_object() {
        base = sink.base(of)?;
        (base.as_ref().unwrap_or(from), base.is_some())
    } else {
        (from, false)
    };
    match (of, from, to) {
        (Type::Entity(of), Json::Object(from), Json::Object(to)) if comparable => {
            let properties = of().properties.iter().map(|property| {
                let name = property.name();
                (
                    property,
                    at(from, name).unwrap_or(NULL),
                    at(to, name).unwrap_or(NULL),
                )
            });
            sink.object(is_new, |sink| {
                properties_in(sink, properties.collect(), MAX_DEPTH)
            })
        }
        (Type::Dictionary(..) | Type::Any, Json::Object(from), Json::Object(to)) if comparable => {
            let gone = from.keys().filter(|key| !to.contains_key(*key));
            let mut keys: Vec<&String> = gone.chain(to.keys()).collect();
            keys.sort_unstable();
            let entries = keys
                .into_iter()
                .map(|key| (key.as_str(), at(from, key), at(to, key)));
            sink.object(is_new, |sink| {
                entries_in(sink, part_of(of), entries, MAX_DEPTH)
            })
        }
        (Type::List(_) | Type::Any, Json::Array(from), Json::Array(to)) if comparable => {
            let [from, to] = [from, to].map(|items| items.iter().map(Found::Tree));
            items(sink, part_of(of), from, to, MAX_DEPTH)
        }
        _ => sink.replace(ty, Found::Tree(to)).map(|()| true),
    }
}

/// The type of the values inside a container of a type.
const fn part_of(of: Type) -> Type {
    match of {
        Type::List(of) | Type::Dictionary(_, of) => *of,
        _ => Type::Any,
    }
}

const NULL: Found<'_> = Found::Tree(&Json::Null);

fn at<'t>(members: &'t Map<String, Json>, name: &str) -> Option<Found<'t>> {
    members.get(name).map(Found::Tree)
}

fn either(
    sink: &mut impl Sink,
    ty: Type,
    from: Found<'_>,
    to: Found<'_>,
    depth: usize,
) -> Result<bool, Error> {
    match (from, to) {
        (Found::Value(from), Found::Value(to)) => values(sink, ty, from, to, depth),
        (Found::Tree(from), Found::Tree(to)) => trees(sink, ty, from, to),
        (_, to) => sink.replace(ty, to).map(|()| true),
    }
}

fn properties_in<S: Sink>(
    sink: &mut S,
    mut properties: Vec<(&'static Property, Found<'_>, Found<'_>)>,
    depth: usize,
) -> Result<bool, Error> {
    if S::SORTED {
        properties.sort_unstable_by_key(|(property, ..)| property.name());
    }
    properties
        .into_iter()
        .try_fold(false, |any, (property, from, to)| {
            let written =
                sink.property(property, |sink| either(sink, property.ty, from, to, depth));
            Ok(any | written.map_err(|error| error.inside(property.name()))?)
        })
}

fn entries_in<'e>(
    sink: &mut impl Sink,
    ty: Type,
    mut entries: impl Iterator<Item = (&'e str, Option<Found<'e>>, Option<Found<'e>>)>,
    depth: usize,
) -> Result<bool, Error> {
    entries.try_fold(false, |any, (key, from, to)| {
        let written = sink.entry(key, |sink| match (from, to) {
            (_, None) => sink.remove().map(|()| true),
            (None, Some(to)) => sink.add(ty, to, depth).map(|()| true),
            (Some(from), Some(to)) => {
                if to.is_null() && !from.is_null() {
                    sink.becomes_null()?;
                }
                either(sink, ty, from, to, depth)
            }
        });
        Ok(any | written.map_err(|error| error.inside(&step_of(key)))?)
    })
}

/// Compares items at the same index; removes superfluous items at the end, and adds missing ones.
fn items<'v>(
    sink: &mut impl Sink,
    ty: Type,
    from: impl ExactSizeIterator<Item = Found<'v>>,
    mut to: impl ExactSizeIterator<Item = Found<'v>>,
    depth: usize,
) -> Result<bool, Error> {
    let gone = to.len()..from.len();
    let mut any = !gone.is_empty();
    for (index, (from, to)) in from.zip(to.by_ref()).enumerate() {
        if let (Found::Value(from), Found::Value(to)) = (from, to)
            && same_plain(from, to) == Some(true)
        {
            continue;
        }
        let step = index.to_string();
        let written = sink.entry(&step, |sink| either(sink, ty, from, to, depth));
        any |= written.map_err(|error| error.inside(&step))?;
    }
    for index in gone.rev() {
        sink.entry(&index.to_string(), |sink| sink.remove().map(|()| true))?;
    }
    for item in to {
        any |= sink.entry("-", |sink| sink.add(ty, item, depth).map(|()| true))?;
    }
    Ok(any)
}
