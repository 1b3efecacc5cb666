//! The state of one reading through serde: bounds, options, and the first failure with its pointer.

use std::fmt;

use serde_json::Value as Json;

use crate::error::{Error, ErrorKind, push_step};
use crate::format::bounds::{MAX_DEPTH, MAX_VALUES, too_deep, too_many_values};

/// The options and bounds of one document, and its first failure.
#[derive(Debug)]
pub(crate) struct Reader {
    /// Reads an object where an array is expected as an array of one item, as patches may write it.
    pub(super) lone_items: bool,
    /// Arrays and objects that are open.
    depth: usize,
    /// Members of families that are open and were read into trees first.
    pub(super) families: usize,
    /// Values that may be read into trees again.
    again: usize,
    failure: Option<Error>,
    /// Steps to the failure, innermost first.
    trail: Vec<String>,
}

impl Reader {
    /// A reader of a value inside `open` arrays and objects.
    pub(crate) const fn within(open: usize) -> Self {
        Self {
            lone_items: false,
            depth: open,
            families: 0,
            again: MAX_VALUES,
            failure: None,
            trail: Vec::new(),
        }
    }

    /// Reads an object where an array is expected as an array of one item.
    pub(crate) const fn with_lone_items(mut self) -> Self {
        self.lone_items = true;
        self
    }

    /// Records the failure, and makes the serde error that ends the walk.
    pub(super) fn fail<E: serde::de::Error>(&mut self, error: Error) -> E {
        let custom = E::custom(error.message());
        self.failure = Some(error);
        custom
    }

    /// Counts the values of a tree that is built from another one, in a family within a family: deep
    /// values are read again for each family around them.
    pub(super) fn again<E: serde::de::Error>(&mut self, tree: &Json) -> Result<(), E> {
        let mut open = vec![tree];
        while let Some(value) = open.pop() {
            let Some(left) = self.again.checked_sub(1) else {
                return Err(self.fail(too_many_values(MAX_VALUES)));
            };
            self.again = left;
            match value {
                Json::Array(items) => open.extend(items),
                Json::Object(members) => open.extend(members.values()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Enters an array or object. After an error the depth is not used again.
    pub(super) fn enter<E: serde::de::Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.fail(too_deep(ErrorKind::Depth)));
        }
        Ok(())
    }

    /// Leaves an array or object that was read.
    pub(super) const fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Records one step of the pointer to a failure, from the inside out.
    pub(super) fn step(&mut self, step: impl Into<String>) {
        self.trail.push(step.into());
    }

    /// The JSON pointer to the failure.
    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in self.trail.iter().rev() {
            push_step(&mut pointer, step);
        }
        pointer
    }

    /// The typed error of a failed walk through a tree, which has no line numbers.
    pub(crate) fn into_error(mut self, error: &serde_json::Error) -> Error {
        let pointer = self.pointer();
        self.failure
            .take()
            .unwrap_or_else(|| Error::new(ErrorKind::Syntax, error.to_string()))
            .with_pointer(pointer)
    }

    /// The message for another serde format, whose own error adds the position.
    pub(crate) fn describe(&self, error: &impl fmt::Display) -> String {
        let pointer = self.pointer();
        if pointer.is_empty() {
            error.to_string()
        } else {
            format!("{pointer}: {error}")
        }
    }
}
