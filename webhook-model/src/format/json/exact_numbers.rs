//! Numbers of a patch that a double does not hold exactly.
//!
//! A patch is read as any JSON, whose numbers are int64, uint64 or double: which of them belongs to
//! a decimal or to an int64 is known when the patch is applied. So a number that could lose digits
//! is kept as text, and the tree has a subnormal double in its place, whose bits say which text it
//! is. A subnormal number in the patch itself is kept in the same way, so that the two cannot be
//! confused.

use serde_json::Value as Json;

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
    pub(crate) fn text(&self, number: &serde_json::Number) -> Option<&str> {
        let number = number.as_f64().filter(|_| number.is_f64())?;
        let index = usize::try_from(number.to_bits()).ok()?.checked_sub(1)?;
        self.0.get(index).map(AsRef::as_ref)
    }
}
