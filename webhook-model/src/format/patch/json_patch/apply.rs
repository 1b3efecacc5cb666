//! Applies the operations one after the other to a tree, which its owner drops if one fails.

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use super::PatchProfile;
use super::document::{Operation, Operations};
use super::path::{Target, no_path, pointer, steps, target};
use crate::error::{Error, ErrorKind};
use crate::format::bounds::{MAX_COPIED, MAX_DEPTH, MAX_SHIFTED, levels};
use crate::format::holder::Holder;
use crate::format::json::exact_numbers::ExactNumbers;
use crate::format::patch::unknown_names::UnknownNames;
use crate::format::patch::values::Values;
use crate::format::tree::{blank_of, canonical, default_of, equal, put_over};
use crate::property::{Entity, Property, Type};

/// Applies operations to a tree of a type.
pub(crate) fn apply(
    operations: Operations,
    declared: Type,
    tree: &mut Json,
    profile: PatchProfile,
    names: UnknownNames,
    values: Values,
) -> Result<(), Error> {
    // To the letter of RFC 6902 a document is JSON and nothing else.
    let ty = match profile {
        PatchProfile::NetServer => declared,
        PatchProfile::Rfc6902 => Type::Any,
    };
    let mut patch = Patch {
        ty,
        declared,
        numbers: &operations.numbers,
        tree,
        profile,
        names,
        values,
        copied: 0,
        shifted: 0,
    };
    operations
        .all
        .into_iter()
        .try_for_each(|operation| patch.run(operation))
}

struct Patch<'t> {
    /// The type that paths and values are read by.
    ty: Type,
    /// The type that the document has.
    declared: Type,
    /// The numbers that the values of operations do not hold.
    numbers: &'t ExactNumbers,
    tree: &'t mut Json,
    profile: PatchProfile,
    names: UnknownNames,
    values: Values,
    /// Values copied and moved so far: `copy` could otherwise double a document each time.
    copied: usize,
    /// Items pushed aside so far.
    shifted: usize,
}

/// What is done at the end of a path.
enum Action {
    Add(Json),
    Replace(Json),
    Remove,
    Test(Json),
}

impl Action {
    /// Checks the names in a new value.
    fn check(&mut self, ty: Type, names: UnknownNames) -> Result<(), Error> {
        match self {
            Self::Add(value) | Self::Replace(value) => names.check(ty, value),
            Self::Remove | Self::Test(_) => Ok(()),
        }
    }
}

impl Patch<'_> {
    fn run(&mut self, operation: Operation) -> Result<(), Error> {
        match operation {
            Operation::Add { path, value } => self.at(&path, Action::Add(value)),
            Operation::Replace { path, value } => self.at(&path, Action::Replace(value)),
            Operation::Test { path, value } => self.at(&path, Action::Test(value)),
            Operation::Remove { path } => self.at(&path, Action::Remove),
            Operation::Move { .. } | Operation::Copy { .. }
                if self.profile == PatchProfile::NetServer =>
            {
                Err(Error::new(
                    ErrorKind::PatchUnsupported,
                    "`move` and `copy` are not supported by NetServer",
                ))
            }
            Operation::Move { from, path } => self.relocate(&from, &path),
            Operation::Copy { from, path } => {
                let value = self.found(&from)?.clone();
                self.spend(&value)?;
                self.at(&path, Action::Add(value))
            }
        }
    }

    fn relocate(&mut self, from: &str, path: &str) -> Result<(), Error> {
        self.found(from)?;
        if from == path {
            return Ok(());
        }
        if path
            .strip_prefix(from)
            .is_some_and(|rest| rest.starts_with('/'))
        {
            return Err(no_path(
                "a value cannot move into itself (RFC 6902 section 4.4)",
            ));
        }
        // Whoever drops the tree after a failure need not have it whole.
        let value = self.tree.pointer_mut(from).map(Json::take);
        let value = value.unwrap_or_default();
        self.spend(&value)?;
        self.at(from, Action::Remove)?;
        self.at(path, Action::Add(value))
    }

    /// Counts the values that are copied or moved.
    fn spend(&mut self, value: &Json) -> Result<(), Error> {
        self.copied = self.copied.saturating_add(count(value));
        if self.copied > MAX_COPIED {
            return Err(Error::new(
                ErrorKind::Limit,
                format!("more than {MAX_COPIED} values copied or moved by one patch"),
            ));
        }
        Ok(())
    }

    /// The value at an exact pointer.
    fn found(&self, path: &str) -> Result<&Json, Error> {
        steps(path, self.profile)?;
        self.tree
            .pointer(path)
            .ok_or_else(|| no_path("nothing is found there"))
    }

    fn at(&mut self, path: &str, mut action: Action) -> Result<(), Error> {
        let steps = steps(path, self.profile)?;
        self.check_value(&mut action, &steps)?;
        let Some((last, way)) = steps.split_last() else {
            return self.whole(action);
        };
        let (mut ty, mut holder) = (self.ty, &mut *self.tree);
        for (depth, step) in way.iter().enumerate() {
            let walked = || pointer(steps.get(..=depth).unwrap_or_default());
            let adding = matches!(action, Action::Add(_));
            (holder, ty) =
                enter(ty, holder, step, adding).map_err(|error| error.with_pointer(walked()))?;
        }
        if let (Json::Array(items), Action::Add(_) | Action::Remove) = (&*holder, &action) {
            let index = last.parse().unwrap_or(items.len());
            self.shifted += items.len().saturating_sub(index);
            if self.shifted > MAX_SHIFTED {
                return Err(Error::new(
                    ErrorKind::Limit,
                    format!("more than {MAX_SHIFTED} items pushed aside by one patch"),
                ));
            }
        }
        // The document was read; what does not fit is its value.
        perform(ty, holder, last, action, self.names)
            .map_err(|error| self.below(&steps, error).unprocessable())
    }

    /// Checks the value of an operation within its bounds, and gives its numbers all their digits.
    fn check_value(&mut self, action: &mut Action, steps: &[Cow<'_, str>]) -> Result<(), Error> {
        let is_test = matches!(action, Action::Test(_));
        let (Action::Add(value) | Action::Replace(value) | Action::Test(value)) = action else {
            return Ok(());
        };
        let holds_others = value.is_array() || value.is_object();
        if holds_others || !self.numbers.is_empty() {
            let ty = type_at(self.declared, self.tree, steps);
            if holds_others {
                self.values.spend(ty, value)?;
            }
            if !self.numbers.is_empty() {
                let resolved = self.numbers.resolve(ty, value);
                resolved.map_err(|error| self.below(steps, error).unprocessable())?;
            }
        }
        // Operation by operation a document could grow deeper than any body may be; one whose path
        // alone is that deep finds nothing.
        let most = MAX_DEPTH.checked_sub(steps.len());
        if !is_test && most.is_some_and(|most| levels(value, most).is_none()) {
            return Err(Error::new(
                ErrorKind::Depth,
                format!("nested deeper than {MAX_DEPTH} levels"),
            ));
        }
        Ok(())
    }

    /// The error of a value at a path.
    fn below(&self, steps: &[Cow<'_, str>], error: Error) -> Error {
        let pointer = declared_pointer(self.ty, steps) + error.pointer();
        error.with_pointer(pointer)
    }

    /// The empty path: the document itself, which an entity stays. A body of another type, such as
    /// an operation's number or one that may be null, changes in no other way.
    fn whole(&mut self, mut action: Action) -> Result<(), Error> {
        action
            .check(self.ty, self.names)
            .map_err(Error::unprocessable)?;
        let stays = matches!(self.ty, Type::Entity(_));
        match action {
            Action::Test(value) => test(self.ty, self.tree, value),
            Action::Add(value) | Action::Replace(value) if !stays => {
                let current = std::mem::take(self.tree);
                *self.tree = put_over(self.ty, current, value).map_err(Error::unprocessable)?;
                Ok(())
            }
            // A family has no blank: which of its members would it be?
            Action::Remove if !matches!(self.ty, Type::Entity(_) | Type::Family(_)) => {
                *self.tree = blank_of(self.ty);
                Ok(())
            }
            _ => Err(no_path(
                "a patch changes properties; the entity itself stays",
            )),
        }
    }
}

/// The type of what a path leads to; where that is not there, it does not matter.
fn type_at(mut ty: Type, mut holder: &Json, steps: &[Cow<'_, str>]) -> Type {
    for step in steps {
        let Ok((found, next)) = target(ty, holder, step) else {
            return Type::Any;
        };
        let inner = match found {
            Target::Property(of, index) => of
                .properties
                .get(index)
                .and_then(|property| holder.get(property.name())),
            Target::Key(key) => holder.get(key),
            Target::Item(index) => index.and_then(|index| holder.get(index)),
        };
        holder = inner.unwrap_or(&Json::Null);
        ty = next;
    }
    ty
}

/// The pointer with the declared names of the properties.
fn declared_pointer(mut ty: Type, steps: &[Cow<'_, str>]) -> String {
    let mut names = Vec::new();
    for step in steps {
        let holder = Json::Object(Map::new());
        match target(ty, &holder, step) {
            Ok((Target::Property(of, index), next)) => {
                names.push(
                    of.properties
                        .get(index)
                        .map_or(step.clone(), |property| property.name().into()),
                );
                ty = next;
            }
            Ok((_, next)) => {
                names.push(step.clone());
                ty = next;
            }
            Err(_) => names.push(step.clone()),
        }
    }
    pointer(&names)
}

/// Goes one step further; creates an unset array or dictionary when something is added to it.
fn enter<'t>(
    ty: Type,
    holder: &'t mut Json,
    step: &str,
    adding: bool,
) -> Result<(&'t mut Json, Type), Error> {
    let (found, ty) = target(ty, holder, step)?;
    let inner = match (found, holder) {
        (Target::Property(of, index), Json::Object(members)) => of
            .properties
            .get(index)
            .and_then(|property| members.get_mut(property.name())),
        (Target::Key(key), Json::Object(members)) => members.get_mut(&key),
        (Target::Item(Some(index)), Json::Array(items)) => items.get_mut(index),
        _ => None,
    };
    let inner = inner.ok_or_else(|| no_path("nothing is found there"))?;
    if adding && inner.is_null() && matches!(ty.required(), Type::List(_) | Type::Dictionary(..)) {
        *inner = default_of(ty.required());
    }
    Ok((inner, ty))
}

fn perform(
    ty: Type,
    holder: &mut Json,
    step: &str,
    mut action: Action,
    names: UnknownNames,
) -> Result<(), Error> {
    let (found, ty) = target(ty, holder, step)?;
    action.check(ty, names)?;
    match (found, holder) {
        (Target::Property(of, index), Json::Object(members)) => {
            at_property(ty, members, of, index, action)
        }
        (Target::Key(key), Json::Object(members)) => {
            at_key(ty, members, key, action).map_err(|error| Holder::Dictionary.advise(error))
        }
        (Target::Item(index), Json::Array(items)) => {
            at_item(ty, items, index, action).map_err(|error| Holder::List.advise(error))
        }
        _ => Err(no_path("nothing is found there")),
    }
}

fn at_property(
    ty: Type,
    members: &mut Map<String, Json>,
    of: &Entity,
    index: usize,
    action: Action,
) -> Result<(), Error> {
    let name = of.properties.get(index).map_or("", Property::name);
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

/// An unset array takes an added item as its first.
fn added(ty: Type, current: Json, value: Json) -> Result<Json, Error> {
    if let Type::List(of) = ty.required()
        && current.is_null()
        && !matches!(value, Json::Array(_) | Json::Object(_) | Json::Null)
    {
        return Ok(Json::Array(vec![put_over(*of, Json::Null, value)?]));
    }
    put_over(ty, current, value)
}

/// An entity has all its properties always: one that is removed goes back to its default.
fn default_property(of: &Entity, name: &str) -> Json {
    let tree = crate::format::serde::default_tree(of).unwrap_or_default();
    tree.get(name).cloned().unwrap_or_default()
}

/// What was found is never said: a test must not be a way to read a secret.
fn test(ty: Type, current: &Json, value: Json) -> Result<(), Error> {
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

/// How many values a tree holds, counted no further than matters.
fn count(tree: &Json) -> usize {
    let mut total = 0_usize;
    let mut open = vec![tree];
    while let Some(value) = open.pop() {
        total += 1 + value.as_str().map_or(0, str::len) / 64;
        if total > MAX_COPIED {
            break;
        }
        match value {
            Json::Array(items) => open.extend(items),
            Json::Object(members) => {
                total += members.keys().map(|key| key.len() / 64).sum::<usize>();
                open.extend(members.values());
            }
            _ => {}
        }
    }
    total
}
