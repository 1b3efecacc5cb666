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
    let (first, rest) = all.split_at_mut(own.len());
    first.copy_from_slice(own);
    rest.copy_from_slice(base);
    all
}

/// The positions ordered by name without regard to ASCII case. Both inputs have that order. Each own name is
/// searched among those of the base: the compiler evaluates the steps of a constant slowly, and limits their
/// number.
#[must_use]
pub const fn positions_by_name<const N: usize>(
    all: &[Property],
    own: &[u16],
    base: &[u16],
) -> [u16; N] {
    let mut positions = [0; N];
    let (mut left, mut right) = (0, 0);
    loop {
        let end = if left < own.len() {
            place_among(all, own[left], own.len(), base, right)
        } else {
            base.len()
        };
        while right < end {
            positions[left + right] = moved(base[right], own.len());
            right += 1;
        }
        if left == own.len() {
            return positions;
        }
        positions[left + right] = own[left];
        left += 1;
    }
}

/// How many names of the base, of which `from` are known to, come before an own one.
const fn place_among(
    all: &[Property],
    own: u16,
    count: usize,
    base: &[u16],
    mut from: usize,
) -> usize {
    let name = all[own as usize].null.bounds();
    let mut to = base.len();
    while from < to {
        let middle = usize::midpoint(from, to);
        let other = all[count + base[middle] as usize].null.bounds();
        if folded_order_within(name, other).is_lt() {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    from
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
