//! Makes the patch that turns one value into another, property by property.
//!
//! An operation is written as soon as it is found, without a tree of it. If they become more than a
//! patch may have, each list, dictionary and JSON value that differs is replaced as a whole.

use serde_json::{Map, Value as Json};

use crate::error::{Error, ErrorKind, push_step};
use crate::format::bounds::{MAX_DEPTH, MAX_PATCH_OPERATIONS};
use crate::format::json;
use crate::format::patch::difference::{
    self, Pair, each_differing, entries_of, fits, is_plain, items_of, pairs, told,
};
use crate::format::serde::to_tree_within;
use crate::format::tree::write::{close, write_tree};
use crate::format::tree::{known, same};
use crate::property::DynEntity;
use crate::property::{Type, Value};

/// The levels that a value in a patch may have: an operation and the array of all are around it.
const LEVELS: usize = MAX_DEPTH - 2;

/// Writes the operations: an array that applies in both profiles.
pub(crate) fn diff(
    ty: Type,
    from: Value<'_>,
    to: Value<'_>,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    let start = out.len();
    let mut written = operations(ty, from, to, false, out);
    if written
        .as_ref()
        .is_err_and(|error| error.kind() == ErrorKind::Limit)
    {
        out.truncate(start);
        written = operations(ty, from, to, true, out);
    }
    // The comma before the first operation becomes the bracket.
    close(start, *b"[]", out);
    written
}

fn operations(
    ty: Type,
    from: Value<'_>,
    to: Value<'_>,
    whole: bool,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    let mut operations = Operations {
        path: String::new(),
        count: 0,
        whole,
        out,
    };
    operations.compare(ty, from, to, MAX_DEPTH)
}

struct Operations<'o> {
    path: String,
    count: usize,
    /// Replaces lists, dictionaries and JSON values that differ, and looks no further into them.
    whole: bool,
    out: &'o mut Vec<u8>,
}

impl Operations<'_> {
    /// Compares two values that may be nested so deep.
    fn compare(
        &mut self,
        ty: Type,
        from: Value<'_>,
        to: Value<'_>,
        depth: usize,
    ) -> Result<(), Error> {
        let inner = depth.checked_sub(1);
        match (ty.required(), from, to, inner) {
            (Type::Entity(_), Value::Entity(from), Value::Entity(to), Some(depth)) => {
                return self.entities(from, to, depth);
            }
            (Type::List(of), Value::List(from), Value::List(to), Some(depth)) if !self.whole => {
                return self.items(*of, &items_of(from), &items_of(to), depth);
            }
            (
                Type::Dictionary(_, of),
                Value::Dictionary(from),
                Value::Dictionary(to),
                Some(depth),
            ) if !self.whole => {
                let (from, to) = (entries_of(from, depth)?, entries_of(to, depth)?);
                if let (Some(from), Some(to)) = (from, to) {
                    return self.entries(*of, &from, &to, depth);
                }
            }
            (Type::Any, Value::Any(from), Value::Any(to), _) => {
                if same(from, to) {
                    return Ok(());
                }
                fits(from, depth)?;
                fits(to, depth)?;
                return self.compare_trees(Type::Any, from, to);
            }
            _ => match told(from, to) {
                Some(true) => return Ok(()),
                Some(false) => return self.put("replace", to),
                None => {}
            },
        }
        let (from, to) = difference::trees(ty, from, to, depth)?;
        self.compare_trees(ty, &from, &to)
    }

    fn entities(
        &mut self,
        from: &dyn DynEntity,
        to: &dyn DynEntity,
        depth: usize,
    ) -> Result<(), Error> {
        each_differing(from, to, |property, old, new| {
            self.below(property.name(), |patch| {
                patch.compare(property.ty, old, new, depth)
            })
            .map_err(|error| error.inside(property.name()))
        })
    }

    /// Items at the same index are compared; what is over at the end goes, what is missing is
    /// added.
    fn items(
        &mut self,
        ty: Type,
        from: &[Value<'_>],
        to: &[Value<'_>],
        depth: usize,
    ) -> Result<(), Error> {
        for (index, (from, to)) in from.iter().zip(to).enumerate() {
            if told(*from, *to) != Some(true) {
                self.below(&index.to_string(), |patch| {
                    patch.compare(ty, *from, *to, depth)
                })?;
            }
        }
        self.remove_items(from.len(), to.len())?;
        for item in to.iter().skip(from.len()) {
            self.below("-", |patch| patch.add(ty, *item, depth))?;
        }
        Ok(())
    }

    fn entries(
        &mut self,
        ty: Type,
        from: &[difference::Entry<'_>],
        to: &[difference::Entry<'_>],
        depth: usize,
    ) -> Result<(), Error> {
        for pair in pairs(from, to) {
            if let Pair::Removed(key) = pair {
                self.below(key, Self::remove)?;
            }
        }
        for pair in pairs(from, to) {
            match pair {
                Pair::Removed(_) => {}
                Pair::Added(key, value) => {
                    self.below(key, |patch| patch.add(ty, value, depth))?;
                }
                Pair::Both(key, from, to) => {
                    self.below(key, |patch| patch.compare(ty, from, to, depth))?;
                }
            }
        }
        Ok(())
    }

    fn compare_trees(&mut self, ty: Type, from: &Json, to: &Json) -> Result<(), Error> {
        if same(from, to) {
            return Ok(());
        }
        let of = known(ty, from);
        let other = matches!(ty.required(), Type::Family(_)) && !same_member(of, known(ty, to));
        if other || self.whole && !matches!(of, Type::Entity(_)) {
            return self.put_tree(ty, "replace", to);
        }
        match (of, from, to) {
            (Type::Entity(of), Json::Object(from), Json::Object(to)) => {
                for property in of().properties {
                    let (from, to) = (from.get(property.name()), to.get(property.name()));
                    if let Some((from, to)) = from.zip(to) {
                        self.below(property.name(), |patch| {
                            patch.compare_trees(property.ty, from, to)
                        })?;
                    }
                }
                Ok(())
            }
            (Type::Dictionary(_, of), Json::Object(from), Json::Object(to)) => {
                self.members(*of, from, to)
            }
            (Type::Any, Json::Object(from), Json::Object(to)) => self.members(Type::Any, from, to),
            (Type::List(of), Json::Array(from), Json::Array(to)) => self.tree_items(*of, from, to),
            (Type::Any, Json::Array(from), Json::Array(to)) => self.tree_items(Type::Any, from, to),
            _ => self.put_tree(ty, "replace", to),
        }
    }

    fn members(
        &mut self,
        ty: Type,
        from: &Map<String, Json>,
        to: &Map<String, Json>,
    ) -> Result<(), Error> {
        for key in from.keys().filter(|key| !to.contains_key(*key)) {
            self.below(key, Self::remove)?;
        }
        for (key, to) in to {
            self.below(key, |patch| match from.get(key) {
                Some(from) => patch.compare_trees(ty, from, to),
                None => patch.put_tree(ty, "add", to),
            })?;
        }
        Ok(())
    }

    fn tree_items(&mut self, ty: Type, from: &[Json], to: &[Json]) -> Result<(), Error> {
        for (index, (from, to)) in from.iter().zip(to).enumerate() {
            self.below(&index.to_string(), |patch| {
                patch.compare_trees(ty, from, to)
            })?;
        }
        self.remove_items(from.len(), to.len())?;
        for item in to.iter().skip(from.len()) {
            self.below("-", |patch| patch.put_tree(ty, "add", item))?;
        }
        Ok(())
    }

    fn remove_items(&mut self, from: usize, to: usize) -> Result<(), Error> {
        (to..from)
            .rev()
            .try_for_each(|index| self.below(&index.to_string(), Self::remove))
    }

    fn below<T>(&mut self, step: &str, write: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        push_step(&mut self.path, step);
        let written = write(self);
        self.path.truncate(length);
        written
    }

    /// Adds a value that may be nested so deep.
    fn add(&mut self, ty: Type, value: Value<'_>, depth: usize) -> Result<(), Error> {
        match value {
            Value::Any(any) => {
                fits(any, depth)?;
                self.put_tree(ty, "add", any)
            }
            value if is_plain(value) => self.put("add", value),
            value => self.put_tree(ty, "add", &to_tree_within(ty, value, depth)?),
        }
    }

    fn put_tree(&mut self, ty: Type, op: &str, value: &Json) -> Result<(), Error> {
        fits(value, LEVELS)?;
        self.put_with(op, |out| write_tree(ty, value, out))
    }

    fn put(&mut self, op: &str, value: Value<'_>) -> Result<(), Error> {
        self.put_with(op, |out| json::write(value, out))
    }

    fn put_with(
        &mut self,
        op: &str,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.begin(op)?;
        self.out.extend_from_slice(b",\"value\":");
        write(self.out)?;
        self.out.push(b'}');
        Ok(())
    }

    fn remove(&mut self) -> Result<(), Error> {
        self.begin("remove")?;
        self.out.push(b'}');
        Ok(())
    }

    fn begin(&mut self, op: &str) -> Result<(), Error> {
        self.count += 1;
        if self.count > MAX_PATCH_OPERATIONS {
            let message = format!("more than {MAX_PATCH_OPERATIONS} operations in one patch");
            let kind = if self.whole {
                ErrorKind::Unrepresentable
            } else {
                ErrorKind::Limit
            };
            return Err(Error::new(kind, message));
        }
        self.out.extend_from_slice(b",{\"op\":\"");
        self.out.extend_from_slice(op.as_bytes());
        self.out.extend_from_slice(b"\",\"path\":");
        json::write(Value::Text(&self.path), self.out)
    }
}

/// Whether both are the same member of a family, whose properties can be compared.
fn same_member(from: Type, to: Type) -> bool {
    match (from, to) {
        (Type::Entity(from), Type::Entity(to)) => from().name == to().name,
        _ => false,
    }
}
