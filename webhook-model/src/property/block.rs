//! Values that are lent together.

use super::Value;

/// Properties or items that are lent together: one dynamic call serves sixteen of them.
pub type Block<'a> = [Value<'a>; BLOCK];

/// How many values a [`Block`] holds.
pub const BLOCK: usize = 16;

/// Lends the first values of a block, for the derive; the others are left alone.
#[inline]
pub fn lend<'a>(out: &mut Block<'a>, values: &[Value<'a>]) {
    if let Some(out) = out.get_mut(..values.len()) {
        out.copy_from_slice(values);
    }
}
