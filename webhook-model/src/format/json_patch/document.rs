//! A patch document: an array of operations (RFC 6902 sections 3 and 4).

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use super::PatchProfile;
use super::path::steps;
use crate::error::{Error, ErrorKind};
use crate::format::bounds::MAX_PATCH_OPERATIONS;
use crate::format::json;

/// One operation, its members checked and its paths not.
pub(crate) enum Operation {
    Add { path: String, value: Json },
    Replace { path: String, value: Json },
    Test { path: String, value: Json },
    Remove { path: String },
    Move { from: String, path: String },
    Copy { from: String, path: String },
}

impl Operation {
    /// The first step of its path in the vendor's profile, which is a property's name; `None` for
    /// the whole document.
    pub(crate) fn first_step(&self) -> Option<Cow<'_, str>> {
        let (Self::Add { path, .. }
        | Self::Replace { path, .. }
        | Self::Test { path, .. }
        | Self::Remove { path }
        | Self::Move { path, .. }
        | Self::Copy { path, .. }) = self;
        // A path that is wrong is an error when the operation is run, whatever it leads to.
        steps(path, PatchProfile::NetServer)
            .map_or(Some(Cow::Borrowed("")), |steps| steps.into_iter().next())
    }
}

/// Reads the document. The reader counts the operations: what is behind the last that it may hold
/// costs nothing.
pub(crate) fn parse(body: &[u8]) -> Result<Vec<Operation>, Error> {
    let mut tree = Json::Null;
    json::read_patch(&mut tree, body, MAX_PATCH_OPERATIONS)?;
    let Json::Array(operations) = tree else {
        return Err(malformed("a JSON Patch is an array of operations"));
    };
    operations
        .into_iter()
        .enumerate()
        .map(|(index, operation)| {
            operation_of(operation).map_err(|error| error.inside(&index.to_string()))
        })
        .collect()
}

fn malformed(message: &str) -> Error {
    Error::new(ErrorKind::Syntax, message)
}

fn operation_of(tree: Json) -> Result<Operation, Error> {
    let Json::Object(mut members) = tree else {
        return Err(malformed("an operation is an object"));
    };
    let op = text(&mut members, "op")?;
    let path = text(&mut members, "path")?;
    Ok(match op.as_str() {
        "add" => Operation::Add {
            path,
            value: value(&mut members)?,
        },
        "replace" => Operation::Replace {
            path,
            value: value(&mut members)?,
        },
        "test" => Operation::Test {
            path,
            value: value(&mut members)?,
        },
        "remove" => Operation::Remove { path },
        "move" => Operation::Move {
            from: text(&mut members, "from")?,
            path,
        },
        "copy" => Operation::Copy {
            from: text(&mut members, "from")?,
            path,
        },
        _ => {
            return Err(malformed(
                "`op` is one of `add`, `remove`, `replace`, `move`, `copy`, `test`, in lower case",
            ));
        }
    })
}

fn text(members: &mut Map<String, Json>, name: &str) -> Result<String, Error> {
    match members.remove(name) {
        Some(Json::String(text)) => Ok(text),
        Some(_) => Err(malformed(&format!("`{name}` is a string"))),
        None => Err(malformed(&format!("the operation lacks `{name}`"))),
    }
}

/// A value may be null, so that it must be told from one that is not there.
fn value(members: &mut Map<String, Json>) -> Result<Json, Error> {
    members
        .remove("value")
        .ok_or_else(|| malformed("the operation lacks `value`"))
}
