//! Applies the operations in order to a tree. If one fails, the caller discards the tree.

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use super::PatchProfile;
use super::action::{Action, test};
use super::document::{Operation, Operations};
use super::path::{Target, no_path, nothing_there, pointer, steps, target};
use crate::error::{Error, ErrorKind};
use crate::format::bounds::{MAX_COPIED, MAX_DEPTH, MAX_SHIFTED, levels, too_deep};
use crate::format::json::exact_numbers::ExactNumbers;
use crate::format::patch::unknown_names::UnknownNames;
use crate::format::patch::values::Values;
use crate::format::tree::{blank_of, default_of, put_over};
use crate::property::Type;

/// Applies operations to a tree of a type.
pub(crate) fn apply(
    operations: Operations,
    declared: Type,
    tree: &mut Json,
    profile: PatchProfile,
    names: UnknownNames,
    values: Values,
) -> Result<(), Error> {
    // Strictly by RFC 6902 a document is plain JSON.
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
    for operation in operations.all {
        patch.run(operation)?;
    }
    Ok(())
}

struct Patch<'t> {
    /// The type that paths and values are read by.
    ty: Type,
    /// The type that the document has.
    declared: Type,
    /// The numbers that the values of the operations cannot hold exactly.
    numbers: &'t ExactNumbers,
    tree: &'t mut Json,
    profile: PatchProfile,
    names: UnknownNames,
    values: Values,
    /// Values copied and moved so far.
    copied: usize,
    /// Items shifted by insertions and removals so far.
    shifted: usize,
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
                self.count_copied(&value)?;
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
        // After a failure the tree is discarded, so it may stay incomplete.
        let value = self.tree.pointer_mut(from).map(Json::take);
        let value = value.unwrap_or_default();
        self.count_copied(&value)?;
        self.at(from, Action::Remove)?;
        self.at(path, Action::Add(value))
    }

    /// Counts the values that are copied or moved: `copy` could otherwise double a document each time.
    fn count_copied(&mut self, value: &Json) -> Result<(), Error> {
        let what = "values copied or moved";
        count(&mut self.copied, values_in(value), MAX_COPIED, what)
    }

    /// The value at an exact pointer.
    fn found(&self, path: &str) -> Result<&Json, Error> {
        steps(path, self.profile)?;
        self.tree.pointer(path).ok_or_else(nothing_there)
    }

    fn at(&mut self, path: &str, mut action: Action) -> Result<(), Error> {
        let steps = steps(path, self.profile)?;
        self.check_value(&mut action, &steps)?;
        let Some((last, way)) = steps.split_last() else {
            return self.whole(action);
        };
        let is_add = matches!(action, Action::Add(_));
        let (mut ty, mut holder) = (self.ty, &mut *self.tree);
        for (depth, step) in way.iter().enumerate() {
            let so_far = || pointer(steps.get(..=depth).unwrap_or_default());
            (holder, ty) =
                enter(ty, holder, step, is_add).map_err(|error| error.with_pointer(so_far()))?;
        }
        if let (Json::Array(items), Action::Add(_) | Action::Remove) = (&*holder, &action) {
            let index = last.parse().unwrap_or(items.len());
            let after = items.len().saturating_sub(index);
            count(&mut self.shifted, after, MAX_SHIFTED, "items pushed aside")?;
        }
        // The document itself was valid, so an error here is about the new value.
        action
            .perform(ty, holder, last, self.names)
            .map_err(|error| self.below(&steps, error).unprocessable())
    }

    /// Checks the value of an operation against the limits, and restores all digits of its numbers.
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
        // Without this check a document could grow deeper, operation by operation, than a body may be. A
        // path that is that deep by itself finds nothing.
        let most = MAX_DEPTH.checked_sub(steps.len());
        if !is_test && most.is_some_and(|most| levels(value, most).is_none()) {
            return Err(too_deep(ErrorKind::Depth));
        }
        Ok(())
    }

    /// Puts the path in front of the pointer of an error.
    fn below(&self, steps: &[Cow<'_, str>], error: Error) -> Error {
        let pointer = declared_pointer(self.ty, steps) + error.pointer();
        error.with_pointer(pointer)
    }

    /// The empty path: the document itself. An entity cannot be replaced as a whole. For a body of another
    /// type, such as a number or a nullable value, this is the only path.
    fn whole(&mut self, mut action: Action) -> Result<(), Error> {
        action
            .check_names(self.ty, self.names)
            .map_err(Error::unprocessable)?;
        let stays = matches!(self.ty, Type::Entity(_));
        match action {
            Action::Test(value) => test(self.ty, self.tree, value),
            Action::Add(value) | Action::Replace(value) if !stays => {
                let current = std::mem::take(self.tree);
                *self.tree = put_over(self.ty, current, value).map_err(Error::unprocessable)?;
                Ok(())
            }
            // A family has no blank value: it would have to be one of the members.
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

/// The type of the value at a path, or any type if the path does not exist.
fn type_at(mut ty: Type, mut holder: &Json, steps: &[Cow<'_, str>]) -> Type {
    for step in steps {
        let Ok((found, next)) = target(ty, holder, step) else {
            return Type::Any;
        };
        let inner = match found {
            Target::Property(_, property) => holder.get(property.name()),
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
        let mut name = step.clone();
        if let Ok((found, next)) = target(ty, &holder, step) {
            if let Target::Property(_, property) = found {
                name = property.name().into();
            }
            ty = next;
        }
        names.push(name);
    }
    pointer(&names)
}

/// Goes to the child at `step`. Creates an unset array or dictionary if something is added to it.
fn enter<'t>(
    ty: Type,
    holder: &'t mut Json,
    step: &str,
    adding: bool,
) -> Result<(&'t mut Json, Type), Error> {
    let (found, ty) = target(ty, holder, step)?;
    let inner = match (found, holder) {
        (Target::Property(_, property), Json::Object(members)) => members.get_mut(property.name()),
        (Target::Key(key), Json::Object(members)) => members.get_mut(&key),
        (Target::Item(Some(index)), Json::Array(items)) => items.get_mut(index),
        _ => None,
    };
    let inner = inner.ok_or_else(nothing_there)?;
    if adding && inner.is_null() && matches!(ty.required(), Type::List(_) | Type::Dictionary(..)) {
        *inner = default_of(ty.required());
    }
    Ok((inner, ty))
}

/// Adds to a count that is limited for each patch.
fn count(so_far: &mut usize, more: usize, most: usize, what: &str) -> Result<(), Error> {
    *so_far = so_far.saturating_add(more);
    if *so_far > most {
        let message = format!("more than {most} {what} by one patch");
        return Err(Error::new(ErrorKind::Limit, message));
    }
    Ok(())
}

/// How many values a tree holds; the count stops above [`MAX_COPIED`].
fn values_in(tree: &Json) -> usize {
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
