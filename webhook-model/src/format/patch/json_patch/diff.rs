//! Generates the JSON Patch that turns one value into another, property by property.
//!
//! An operation is written as soon as a difference is found, without a tree. If there are more
//! operations than a patch may have, each changed list, dictionary and JSON value is replaced as a
//! whole.

use serde_json::Value as Json;

use crate::error::{Error, ErrorKind, push_step};
use crate::format::bounds::{MAX_DEPTH, MAX_PATCH_OPERATIONS};
use crate::format::json;
use crate::format::patch::differ::{Container, Sink, compare};
use crate::format::patch::difference::{Found, fits, is_plain};
use crate::format::serde::to_tree_within;
use crate::format::tree::write::{close, write_tree};
use crate::property::{Property, Type, Value};

/// The levels that a value in a patch may have, inside an operation and the array of operations.
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
    compare(&mut operations, ty, from, to).map(drop)
}

struct Operations<'o> {
    path: String,
    count: usize,
    /// Replaces changed lists, dictionaries and JSON values as a whole.
    whole: bool,
    out: &'o mut Vec<u8>,
}

impl Sink for Operations<'_> {
    const SORTED: bool = false;

    fn opens(&self, container: Container) -> bool {
        !self.whole && container != Container::UnknownMember
    }

    fn base(&self, _: Type) -> Result<Option<Json>, Error> {
        Ok(None)
    }

    fn object(
        &mut self,
        _: bool,
        inner: impl FnOnce(&mut Self) -> Result<bool, Error>,
    ) -> Result<bool, Error> {
        inner(self)
    }

    fn property(
        &mut self,
        property: &'static Property,
        inner: impl FnOnce(&mut Self) -> Result<bool, Error>,
    ) -> Result<bool, Error> {
        self.entry(property.name(), inner)
    }

    fn entry(
        &mut self,
        key: &str,
        inner: impl FnOnce(&mut Self) -> Result<bool, Error>,
    ) -> Result<bool, Error> {
        let length = self.path.len();
        push_step(&mut self.path, key);
        let written = inner(self);
        self.path.truncate(length);
        written
    }

    fn replace(&mut self, ty: Type, value: Found<'_>) -> Result<(), Error> {
        match value {
            Found::Value(value) => self.put("replace", |out| json::write(value, out)),
            Found::Tree(tree) => self.put_tree("replace", ty, tree),
        }
    }

    fn add(&mut self, ty: Type, value: Found<'_>, depth: usize) -> Result<(), Error> {
        match value {
            Found::Tree(tree) => self.put_tree("add", ty, tree),
            Found::Value(Value::Any(any)) => {
                fits(any, depth)?;
                self.put_tree("add", ty, any)
            }
            Found::Value(value) if is_plain(value) => {
                self.put("add", |out| json::write(value, out))
            }
            Found::Value(value) => self.put_tree("add", ty, &to_tree_within(ty, value, depth)?),
        }
    }

    fn remove(&mut self) -> Result<(), Error> {
        self.begin("remove")?;
        self.out.push(b'}');
        Ok(())
    }

    fn becomes_null(&mut self) -> Result<(), Error> {
        Ok(())
    }
}

impl Operations<'_> {
    fn put_tree(&mut self, op: &str, ty: Type, tree: &Json) -> Result<(), Error> {
        fits(tree, LEVELS)?;
        self.put(op, |out| write_tree(ty, tree, out))
    }

    fn put(
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
