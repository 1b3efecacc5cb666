//! Numbers of a patch that a double does not hold exactly.
//!
//! A patch is read as any JSON, whose numbers are int64, uint64 or double: which of them belongs to
//! a decimal or to an int64 is known when the patch is applied. So a number that could lose digits
//! is kept as text, and the tree has a subnormal double in its place, whose bits say which text it
//! is. A subnormal number in the patch itself is kept in the same way, so that the two cannot be
//! confused.

use serde_json::Value as Json;

use super::tree::decimal_tree;
use super::typed_walk::walk;
use crate::error::{Error, ErrorKind};
use crate::property::Type;
use crate::property::digits::Digits;

/// The texts of the numbers, in the order in which they were read.
#[derive(Debug, Default)]
pub(crate) struct ExactNumbers(Vec<Box<str>>);

impl ExactNumbers {
    /// The digits that every double keeps.
    const SAFE_DIGITS: usize = 15;

    /// The number in a tree of a JSON number, whose grammar has been checked.
    #[inline(never)]
    pub(crate) fn keep(&mut self, text: &str) -> Json {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let safe = digits <= Self::SAFE_DIGITS && !text.contains(['e', 'E']);
        if safe && let Ok(number) = text.parse::<f64>() {
            return number.into();
        }
        self.0.push(text.into());
        // The bits of the first subnormal number are 1; there are more of them than memory holds.
        f64::from_bits(self.0.len() as u64).into()
    }

    /// Whether the trees hold all numbers.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text that a number of a tree stands for.
    fn text(&self, number: &serde_json::Number) -> Option<&str> {
        let number = number.as_f64().filter(|_| number.is_f64())?;
        let index = usize::try_from(number.to_bits()).ok()?.checked_sub(1)?;
        self.0.get(index).map(AsRef::as_ref)
    }

    /// Puts the numbers back into a value that is to become one of a type: with all digits where
    /// the type holds them, else as doubles.
    ///
    /// # Errors
    /// A number that the type does not hold.
    pub(crate) fn resolve(&self, ty: Type, tree: &mut Json) -> Result<(), Error> {
        if self.0.is_empty() {
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
        // As text it is refused where it is put, with the reason.
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
