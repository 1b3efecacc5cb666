//! Entities with a base: their own properties and those of the base, which are combined at compile time
//! because the derive of one struct does not see the other.

use crate::bytes::folded_order_within;
use crate::member::Member;
use crate::property::{BLOCK, Block, DynEntity, Property, Slot, Value};

/// Names the first properties, as JSON members that are null. One call for all properties compiles faster
/// than one for each.
#[must_use]
pub const fn named<const N: usize, const M: usize>(
    mut properties: [Property; N],
    names: [&'static str; M],
) -> [Property; N] {
    let mut index = 0;
    while index < M {
        properties[index].null = Member::new(names[index]);
        index += 1;
    }
    properties
}

/// The entity's own properties and those of the base, in one array of `N`.
#[must_use]
pub const fn concat<const N: usize>(own: &[Property], base: &[Property]) -> [Property; N] {
    let mut all = [Property::new::<i32>(",\"\":null"); N];
    let mut index = 0;
    while index < N {
        all[index] = if index < own.len() {
            own[index]
        } else {
            base[index - own.len()]
        };
        index += 1;
    }
    all
}

/// The positions ordered by name without regard to ASCII case. Both inputs have that order and are merged,
/// because the compiler limits the number of steps for a constant.
#[must_use]
pub const fn positions_by_name<const N: usize>(
    all: &[Property],
    own: &[u16],
    base: &[u16],
) -> [u16; N] {
    let mut positions = [0; N];
    let (mut left, mut right) = (0, 0);
    while left + right < N {
        let place = left + right;
        let is_own = right == base.len()
            || (left < own.len() && {
                let (own, base) = (own[left] as usize, own.len() + base[right] as usize);
                folded_order_within(all[own].null.bounds(), all[base].null.bounds()).is_lt()
            });
        positions[place] = if is_own {
            left += 1;
            own[left - 1]
        } else {
            right += 1;
            moved(base[right - 1], own.len())
        };
    }
    positions
}

/// The positions in data contract order: the base's first.
#[must_use]
pub const fn positions_by_contract<const N: usize>(own: &[u16], base: &[u16]) -> [u16; N] {
    let mut positions = [0; N];
    let mut index = 0;
    while index < N {
        positions[index] = if index < base.len() {
            moved(base[index], own.len())
        } else {
            own[index - base.len()]
        };
        index += 1;
    }
    positions
}

#[allow(clippy::cast_possible_truncation)] // The derive bounds properties by u16.
const fn moved(position: u16, by: usize) -> u16 {
    position + by as u16
}

/// Writes the properties of the base in a block into `out`. They begin after `own` other properties.
pub fn read_base<'a>(base: &'a dyn DynEntity, own: usize, block: usize, out: &mut Block<'a>) {
    let start = block.saturating_mul(BLOCK);
    let end = own + base.entity().properties.len();
    let mut lent = [Value::Null; BLOCK];
    let mut current = None;
    for (offset, place) in out.iter_mut().enumerate() {
        let position = start + offset;
        if position < own || position >= end {
            continue;
        }
        let index = position - own;
        if current != Some(index / BLOCK) {
            current = Some(index / BLOCK);
            base.read(index / BLOCK, &mut lent);
        }
        *place = lent[index % BLOCK];
    }
}

/// The slot of a property of the base.
pub fn write_base(base: &mut dyn DynEntity, own: usize, index: usize) -> Option<Slot<'_>> {
    base.write(index.checked_sub(own)?)
}
