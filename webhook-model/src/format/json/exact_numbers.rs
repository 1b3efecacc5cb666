//! Numbers of a patch that a double does not hold exactly.
//!
//! A patch is read as untyped JSON, whose numbers are int64, uint64 or double. Whether a number belongs
//! to a decimal or an int64 is known only when the patch is applied. So the text of a number that could
//! lose digits is kept here, and the tree contains a subnormal double instead, whose bits are the index
//! of the text. A subnormal number in the patch itself is kept in the same way, so the two cannot be
//! confused.

use serde_json::Value as Json;

/// The texts of the numbers, in the order in which they were read.
#[derive(Debug, Default)]
pub(crate) struct ExactNumbers(Vec<Box<str>>);

impl ExactNumbers {
    /// Every double keeps at least this many digits.
    const SAFE_DIGITS: usize = 15;

    /// The tree of a JSON number, whose grammar has been checked.
    #[inline(never)]
    pub(crate) fn keep(&mut self, text: &str) -> Json {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let safe = digits <= Self::SAFE_DIGITS && !text.contains(['e', 'E']);
        if safe && let Ok(number) = text.parse::<f64>() {
            return number.into();
        }
        self.0.push(text.into());
        // The bits of the first subnormal number are 1; there are more of them than fit in memory.
        f64::from_bits(self.0.len() as u64).into()
    }

    /// Whether the trees hold all numbers exactly.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of a number in a tree, if it is kept here.
    pub(crate) fn text(&self, number: &serde_json::Number) -> Option<&str> {
        let number = number.as_f64().filter(|_| number.is_f64())?;
        let index = usize::try_from(number.to_bits()).ok()?.checked_sub(1)?;
        self.0.get(index).map(AsRef::as_ref)
    }
}
