//! Blocks of values, which are read with one call.

use super::Value;

/// Values of sixteen properties or items: one dynamic call reads them all.
pub type Block<'a> = [Value<'a>; BLOCK];

/// The number of values in a [`Block`].
pub const BLOCK: usize = 16;

/// Writes `values` to the start of `out`, for the derive; the rest of `out` stays unchanged.
#[inline]
pub fn fill<'a>(out: &mut Block<'a>, values: &[Value<'a>]) {
    if let Some(out) = out.get_mut(..values.len()) {
        out.copy_from_slice(values);
    }
}
