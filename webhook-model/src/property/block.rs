//! Values that are lent together.

use super::Value;

/// Properties or items that are lent together: one dynamic call serves sixteen of them.
pub type Block<'a> = [Value<'a>; BLOCK];

/// How many values a [`Block`] holds.
pub const BLOCK: usize = 16;

/// Writes `values` to the start of `out`, for the derive; the rest of `out` is left unchanged.
#[inline]
pub fn fill<'a>(out: &mut Block<'a>, values: &[Value<'a>]) {
    if let Some(out) = out.get_mut(..values.len()) {
        out.copy_from_slice(values);
    }
}
