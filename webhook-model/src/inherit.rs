//! Entities that inherit from another: the base's properties after the own ones, computed at
//! compile time, since the derive of one struct does not see the other.

use crate::entity::{DynEntity, Property};
use crate::property::{BLOCK, Block, Slot, Value};

/// The own properties and the base's, in one array of `N`.
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

/// The positions by name without regard to ASCII case, as the derive computes them elsewhere.
#[must_use]
pub const fn positions_by_name<const N: usize>(all: &[Property]) -> [u16; N] {
    sort(all, 0, N, true, count::<N>())
}

/// The positions in data contract order: the base's first, in its own order.
#[must_use]
pub const fn positions_by_contract<const N: usize>(all: &[Property], base: &[u16]) -> [u16; N] {
    let own = N - base.len();
    let sorted: [u16; N] = sort(all, 0, own, false, count::<N>());
    let mut positions = [0; N];
    let mut index = 0;
    while index < N {
        positions[index] = if index < base.len() {
            #[allow(clippy::cast_possible_truncation)] // The derive bounds properties by u16.
            let offset = own as u16;
            base[index] + offset
        } else {
            sorted[index - base.len()]
        };
        index += 1;
    }
    positions
}

#[allow(clippy::cast_possible_truncation)] // The derive bounds properties by u16.
const fn count<const N: usize>() -> [u16; N] {
    let mut positions = [0; N];
    let mut index = 0;
    while index < N {
        positions[index] = index as u16;
        index += 1;
    }
    positions
}

/// Sorts a range by insertion: entities that inherit have tens of properties.
const fn sort<const N: usize>(
    all: &[Property],
    from: usize,
    to: usize,
    fold: bool,
    mut positions: [u16; N],
) -> [u16; N] {
    let mut next = from + 1;
    while next < to {
        let mut place = next;
        while place > from && is_before(all, positions[place], positions[place - 1], fold) {
            (positions[place], positions[place - 1]) = (positions[place - 1], positions[place]);
            place -= 1;
        }
        next += 1;
    }
    positions
}

const fn is_before(all: &[Property], left: u16, right: u16, fold: bool) -> bool {
    let left = all[left as usize].name().as_bytes();
    let right = all[right as usize].name().as_bytes();
    let mut index = 0;
    while index < left.len() && index < right.len() {
        let (mut a, mut b) = (left[index], right[index]);
        if fold {
            (a, b) = (a.to_ascii_lowercase(), b.to_ascii_lowercase());
        }
        if a != b {
            return a < b;
        }
        index += 1;
    }
    left.len() < right.len()
}

/// Lends what falls into a block from the base, whose properties begin after `own` others.
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
