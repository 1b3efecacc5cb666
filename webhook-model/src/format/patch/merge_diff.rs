//! Generates the JSON Merge Patch (RFC 7396) that turns one value into another.
//!
//! A member is written as soon as a difference is found, without a tree. The members of each object are
//! in the order of their names.

use serde_json::{Map, Value as Json};

use super::differ::{Container, Sink, compare, trees};
use super::difference::Found;
use crate::error::{Error, ErrorKind};
use crate::format::json;
use crate::format::serde::{default_tree, to_tree};
use crate::format::tree::write::write_tree;
use crate::property::{Property, Type, Value};

/// Writes the patch.
///
/// # Errors
/// A null inside a dictionary or a JSON value, which a merge patch cannot express.
pub(crate) fn diff(
    ty: Type,
    from: Value<'_>,
    to: Value<'_>,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    if compare(&mut Members { out }, ty, from, to)? {
        return Ok(());
    }
    let to = to_tree(ty, to)?;
    if to.is_object() {
        out.extend_from_slice(b"{}");
        return Ok(());
    }
    // A patch with an object would replace a value that is not an object (RFC 7396 section 2).
    json::write(Value::Any(&to), out)
}

/// The members that differ, each with a comma before its name.
struct Members<'o> {
    out: &'o mut Vec<u8>,
}

impl Sink for Members<'_> {
    const SORTED: bool = true;

    fn opens(&self, container: Container) -> bool {
        container != Container::List
    }

    /// A patch creates a missing object (RFC 7396 section 2); an entity starts with its defaults.
    fn base(&self, of: Type) -> Result<Option<Json>, Error> {
        match of {
            Type::Entity(of) => default_tree(of()).map(Some),
            _ => Ok(Some(Json::Object(Map::new()))),
        }
    }

    fn object(
        &mut self,
        is_new: bool,
        inner: impl FnOnce(&mut Self) -> Result<bool, Error>,
    ) -> Result<bool, Error> {
        let start = self.out.len();
        inner(self)?;
        match self.out.get_mut(start) {
            Some(comma) => *comma = b'{',
            None if is_new => self.out.push(b'{'),
            None => return Ok(false),
        }
        self.out.push(b'}');
        Ok(true)
    }

    fn property(
        &mut self,
        property: &'static Property,
        inner: impl FnOnce(&mut Self) -> Result<bool, Error>,
    ) -> Result<bool, Error> {
        let start = self.out.len();
        self.out.extend_from_slice(property.key());
        self.unless_same(start, inner)
    }

    fn entry(
        &mut self,
        key: &str,
        inner: impl FnOnce(&mut Self) -> Result<bool, Error>,
    ) -> Result<bool, Error> {
        let start = self.out.len();
        self.out.push(b',');
        json::write(Value::Text(key), self.out)?;
        self.out.push(b':');
        self.unless_same(start, inner)
    }

    fn replace(&mut self, ty: Type, value: Found<'_>) -> Result<(), Error> {
        match value {
            Found::Value(value) => json::write(value, self.out),
            Found::Tree(tree) => write_tree(ty, tree, self.out),
        }
    }

    fn add(&mut self, ty: Type, value: Found<'_>, _: usize) -> Result<(), Error> {
        match value {
            value if value.is_null() => Err(no_null()),
            Found::Value(Value::Any(tree)) | Found::Tree(tree) => {
                trees(self, ty, &Json::Null, tree).map(drop)
            }
            Found::Value(value) => json::write(value, self.out),
        }
    }

    fn remove(&mut self) -> Result<(), Error> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn becomes_null(&mut self) -> Result<(), Error> {
        Err(no_null())
    }
}

impl Members<'_> {
    /// Writes a name and its value, and removes the name again if the value is unchanged.
    fn unless_same(
        &mut self,
        start: usize,
        inner: impl FnOnce(&mut Self) -> Result<bool, Error>,
    ) -> Result<bool, Error> {
        let differs = inner(self)?;
        if !differs {
            self.out.truncate(start);
        }
        Ok(differs)
    }
}

fn no_null() -> Error {
    let message = "a merge patch cannot set null here: it would remove the key (RFC 7396)";
    Error::new(ErrorKind::Unrepresentable, message)
}
