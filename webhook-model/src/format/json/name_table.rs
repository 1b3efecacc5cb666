//! Hash tables of the names of entities with many properties.

use crate::bytes::all;
use crate::property::Entity;

/// The tables that a document has needed so far.
#[derive(Default)]
pub(crate) struct NameTables(Vec<NameTable>);

impl NameTables {
    /// The position of a name, which may be an alias.
    pub(crate) fn position(&mut self, of: &'static Entity, name: &str) -> Option<usize> {
        if of.has_few() {
            return of.position(name);
        }
        if let Some(table) = self.0.iter().find(|table| table.is_of(of)) {
            return table.position(name);
        }
        let table = NameTable::of(of);
        let position = table.position(name);
        self.0.push(table);
        position
    }
}

/// The position of each name, in any case. Built when a document has the members of a large entity in
/// another order than the declared one: building it at compile time would be slow for all entities.
///
/// All names in it come from the program, so no sender can choose names with equal hashes.
struct NameTable {
    of: &'static Entity,
    /// Positions, or [`NONE`](Self::NONE) for an empty place; the length is a power of two.
    places: Vec<u16>,
}

impl NameTable {
    const NONE: u16 = u16::MAX;

    fn of(entity: &'static Entity) -> Self {
        let count = entity
            .properties
            .len()
            .saturating_mul(2)
            .next_power_of_two();
        let mut table = Self {
            of: entity,
            places: vec![Self::NONE; count],
        };
        // Entities with more properties use a binary search.
        for (property, index) in entity.properties.iter().zip(0..Self::NONE) {
            let mut place = table.first_place(property.name());
            while let Some(taken) = table.places.get_mut(place) {
                if *taken == Self::NONE {
                    *taken = index;
                    break;
                }
                place = table.next_place(place);
            }
        }
        table
    }

    fn is_of(&self, entity: &'static Entity) -> bool {
        std::ptr::eq(self.of.properties, entity.properties)
    }

    fn position(&self, name: &str) -> Option<usize> {
        let mut place = self.first_place(name);
        while let Some(index) = self.places.get(place).filter(|index| **index != Self::NONE) {
            let index = usize::from(*index);
            let property = self.of.properties.get(index)?;
            if property.letters().eq_ignore_ascii_case(name.as_bytes()) {
                return Some(index);
            }
            place = self.next_place(place);
        }
        self.of.position(name)
    }

    fn first_place(&self, name: &str) -> usize {
        // The upper half of a product is mixed better.
        usize::try_from(hash(name.as_bytes()) >> 32).unwrap_or_default() & (self.places.len() - 1)
    }

    fn next_place(&self, place: usize) -> usize {
        (place + 1) & (self.places.len() - 1)
    }
}

/// The hash of the bytes without the bit for the case of a letter, eight at a time; the last eight
/// bytes may overlap the ones before.
fn hash(name: &[u8]) -> u64 {
    const CASE: u64 = all(0x20);
    // The fraction of the golden ratio, whose bits have no pattern.
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let add = |hash: u64, word: u64| (hash.rotate_left(23) ^ (word | CASE)).wrapping_mul(FACTOR);
    let (words, rest) = name.as_chunks::<8>();
    let hash = words
        .iter()
        .map(|word| u64::from_le_bytes(*word))
        .fold(name.len() as u64, add);
    match name.last_chunk() {
        Some(last) => add(hash, u64::from_le_bytes(*last)),
        None => rest
            .iter()
            .fold(hash, |hash, byte| add(hash, u64::from(*byte))),
    }
}

#[cfg(test)]
mod tests {
    use super::NameTable;
    use crate::entity::NetServerEntity;

    #[test]
    fn each_name_is_found_in_any_case_and_no_other() {
        let of = crate::Webhook::ENTITY;
        let table = NameTable::of(of);
        assert!(table.is_of(of) && !table.is_of(crate::Associate::ENTITY));
        for (index, property) in of.properties.iter().enumerate() {
            let name = property.name();
            for name in [name.to_owned(), name.to_lowercase(), name.to_uppercase()] {
                assert_eq!(table.position(&name), Some(index), "{name}");
            }
            for wrong in ["", "Webhook", &name[1..], &format!("{name}x")] {
                assert_eq!(table.position(wrong), of.position(wrong), "{wrong}");
            }
        }
    }
}
