//! Counts the values that a patch creates, by the rules for whole documents.

use serde_json::Value as Json;

use crate::error::Error;
use crate::format::bounds::too_many_values;
use crate::format::tree::known;
use crate::format::tree::walk::walk;
use crate::property::Type;

/// How many values may still be created.
#[derive(Debug)]
pub(crate) struct Values {
    left: usize,
    most: usize,
}

impl Values {
    pub(crate) const fn new(most: usize) -> Self {
        Self { left: most, most }
    }

    /// Counts the values that a value of a patch creates for a type.
    ///
    /// # Errors
    /// More values than allowed.
    pub(crate) fn spend(&mut self, ty: Type, value: &mut Json) -> Result<(), Error> {
        walk(ty, value, &mut |ty, value| {
            let count = match (known(ty, value), &*value) {
                (Type::Entity(of), Json::Object(_)) => of().properties.len() + 1,
                // A lone object becomes an item.
                (Type::List(_), Json::Object(_)) => 1,
                (_, Json::Array(items)) => items.len(),
                (_, Json::Object(members)) => members.len(),
                _ => return Ok(false),
            };
            let left = self.left.checked_sub(count);
            self.left = left.ok_or_else(|| too_many_values(self.most))?;
            Ok(true)
        })
    }
}
