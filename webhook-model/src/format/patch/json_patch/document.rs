//! A patch document: an array of operations (RFC 6902 sections 3 and 4).

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use super::PatchProfile;
use super::path::steps;
use crate::error::{Error, ErrorKind};
use crate::format::bounds::MAX_PATCH_OPERATIONS;
use crate::format::json;
use crate::format::json::exact_numbers::ExactNumbers;
use crate::property::{DictionarySlot, ListSlot, Slot, Visitor};

/// One operation. Its members have been checked, its paths have not.
pub(crate) enum Operation {
    Add { path: String, value: Json },
    Replace { path: String, value: Json },
    Test { path: String, value: Json },
    Remove { path: String },
    Move { from: String, path: String },
    Copy { from: String, path: String },
}

/// A patch document that has been read.
pub(crate) struct Operations {
    pub(crate) all: Vec<Operation>,
    /// The numbers that the values cannot hold exactly.
    pub(crate) numbers: ExactNumbers,
}

impl Operation {
    /// The steps of its path in the vendor's profile; the first is a property's name.
    pub(crate) fn steps(&self) -> Result<Vec<Cow<'_, str>>, Error> {
        let (Self::Add { path, .. }
        | Self::Replace { path, .. }
        | Self::Test { path, .. }
        | Self::Remove { path }
        | Self::Move { path, .. }
        | Self::Copy { path, .. }) = self;
        steps(path, PatchProfile::NetServer)
    }
}

/// Reads the document. The reader stops after the largest allowed number of operations.
pub(crate) fn parse(body: &[u8]) -> Result<Operations, Error> {
    let mut operations = Collector::default();
    let read = json::read_patch(Slot::List(&mut operations), body, MAX_PATCH_OPERATIONS);
    match (operations.all(), read) {
        (Some(all), Ok(numbers)) => Ok(Operations { all, numbers }),
        // Read as untyped JSON, the document gives the precise error, such as too many operations.
        _ => parse_tree(body),
    }
}

fn parse_tree(body: &[u8]) -> Result<Operations, Error> {
    let mut tree = Json::Null;
    let numbers = json::read_patch(Slot::Any(&mut tree), body, MAX_PATCH_OPERATIONS)?;
    let Json::Array(operations) = tree else {
        return Err(malformed("a JSON Patch is an array of operations"));
    };
    let mut all = Vec::with_capacity(operations.len());
    for (index, operation) in operations.into_iter().enumerate() {
        let operation = operation_of(operation);
        all.push(operation.map_err(|error| error.inside(&index.to_string()))?);
    }
    Ok(Operations { all, numbers })
}

/// Collects operations in their usual form, without a tree of each.
#[derive(Default)]
struct Collector {
    all: Vec<Operation>,
    /// The members of the last operation.
    last: Option<Members>,
    /// An item was not an operation in the usual form.
    failed: bool,
}

impl Collector {
    fn all(mut self) -> Option<Vec<Operation>> {
        self.close();
        (!self.failed).then_some(self.all)
    }

    fn close(&mut self) {
        if let Some(members) = &mut self.last
            && !self.failed
        {
            match members.take() {
                Some(operation) => self.all.push(operation),
                None => self.failed = true,
            }
        }
    }
}

impl ListSlot for Collector {
    fn clear(&mut self) {}

    fn push(&mut self) -> Slot<'_> {
        self.close();
        Slot::Dictionary(self.last.get_or_insert_default())
    }

    fn visit(&mut self, _: &mut Visitor<'_>) {}
}

/// The members of one operation while it is read.
#[derive(Default)]
struct Members {
    has_op: bool,
    op: String,
    path: Option<String>,
    from: Option<String>,
    value: Option<Json>,
}

impl Members {
    fn take(&mut self) -> Option<Operation> {
        let path = self.path.take()?;
        Some(match self.op.as_str() {
            "add" => Operation::Add {
                path,
                value: self.value.take()?,
            },
            "replace" => Operation::Replace {
                path,
                value: self.value.take()?,
            },
            "test" => Operation::Test {
                path,
                value: self.value.take()?,
            },
            "remove" => Operation::Remove { path },
            "move" => Operation::Move {
                from: self.from.take()?,
                path,
            },
            "copy" => Operation::Copy {
                from: self.from.take()?,
                path,
            },
            _ => return None,
        })
    }
}

impl DictionarySlot for Members {
    fn clear(&mut self) {
        self.has_op = false;
        self.op.clear();
        (self.path, self.from, self.value) = (None, None, None);
    }

    /// Accepts each known member once, and no other.
    fn insert(&mut self, key: &str) -> Result<Option<Slot<'_>>, Error> {
        Ok(match key {
            "op" if !std::mem::replace(&mut self.has_op, true) => Some(Slot::Text(&mut self.op)),
            "path" if self.path.is_none() => Some(Slot::Text(self.path.insert(String::new()))),
            "from" if self.from.is_none() => Some(Slot::Text(self.from.insert(String::new()))),
            "value" if self.value.is_none() => Some(Slot::Any(self.value.insert(Json::Null))),
            _ => None,
        })
    }

    fn visit(&mut self, _: &mut Visitor<'_>) {}
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

/// Tells a null value from a missing one.
fn value(members: &mut Map<String, Json>) -> Result<Json, Error> {
    members
        .remove("value")
        .ok_or_else(|| malformed("the operation lacks `value`"))
}
