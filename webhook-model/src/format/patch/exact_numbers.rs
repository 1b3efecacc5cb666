//! Restores the numbers of a patch that a double cannot hold exactly. Only when the patch is applied is
//! it known which of them is a decimal or an int64.

use serde_json::Value as Json;

use crate::error::{Error, ErrorKind};
use crate::format::json::exact_numbers::ExactNumbers;
use crate::format::tree::decimal_tree;
use crate::format::tree::walk::walk;
use crate::property::Type;
use crate::property::digits::Digits;

impl ExactNumbers {
    /// Puts the numbers back into a value of a type: with all digits if the type holds them, else as
    /// doubles.
    ///
    /// # Errors
    /// A number that the type does not hold.
    pub(crate) fn resolve(&self, ty: Type, tree: &mut Json) -> Result<(), Error> {
        if self.is_empty() {
            return Ok(());
        }
        walk(ty, tree, &mut |ty, tree| {
            if let Json::Number(number) = tree
                && let Some(text) = self.text(number)
            {
                *tree = resolved(ty.required(), text)?;
            }
            Ok(true)
        })
    }
}

/// The tree of a number for a type.
fn resolved(ty: Type, text: &str) -> Result<Json, Error> {
    let is_whole = matches!(ty, Type::Int16 | Type::Int32 | Type::UInt32 | Type::Int64);
    if is_whole {
        if let Some(Ok(whole)) = Digits::parse(text).map(|digits| digits.whole()) {
            return Ok(whole.into());
        }
        // As text it is refused by the slot, with the reason.
        return Ok(text.into());
    }
    if matches!(ty, Type::Decimal) {
        return decimal_tree(text);
    }
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number
        .map(Json::from)
        .ok_or_else(|| Error::new(ErrorKind::Range, "the number is beyond what a double holds"))
}
