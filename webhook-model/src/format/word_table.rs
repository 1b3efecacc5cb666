//! A table of the names of an entity by their first eight bytes, for members that are not expected.

use crate::bytes::{all, equal};
use crate::property::{Entity, Property};

/// The positions of properties by the first bytes of their names, in any case.
///
/// A word needs no search for the end of a long name, so it is found faster than a whole name. Names
/// with the same first bytes follow each other.
pub(crate) struct WordTable([u8; PLACES]);

/// More than twice the properties of the largest entity that has a table.
const PLACES: usize = 128;
const NONE: u8 = u8::MAX;

impl WordTable {
    /// A table of the first [`FEW`](Entity::FEW) properties.
    pub(crate) fn of(properties: &[Property]) -> Self {
        let mut table = [NONE; PLACES];
        for (property, index) in properties.iter().zip(0..NONE).take(Entity::FEW) {
            let mut word = [b'"'; 8];
            for (to, from) in word.iter_mut().zip(property.letters()) {
                *to = *from;
            }
            let mut place = place(u64::from_le_bytes(word));
            while table.get(place).is_some_and(|index| *index != NONE) {
                place = (place + 1) % PLACES;
            }
            if let Some(free) = table.get_mut(place) {
                *free = index;
            }
        }
        Self(table)
    }

    /// The property that `is_it` accepts, among those whose names may begin with a word: the first eight
    /// bytes of a text, in which a quote ends a name.
    #[inline]
    pub(crate) fn find(&self, word: u64, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mut place = place(word);
        // The table has free places, so this ends.
        loop {
            let index = *self.0.get(place)?;
            if index == NONE {
                return None;
            }
            let index = usize::from(index);
            if is_it(index) {
                return Some(index);
            }
            place = (place + 1) % PLACES;
        }
    }
}

/// The first place for a word, without regard to case and to the bytes from a quote on.
#[inline]
fn place(word: u64) -> usize {
    const CASE: u64 = all(0x20);
    // The fraction of the golden ratio, whose bits have no pattern.
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let quotes = equal(word, b'"');
    let first_quote = quotes & quotes.wrapping_neg();
    // All bytes before the quote, or all if there is none.
    let name = (first_quote >> 7).wrapping_sub(1);
    let hash = ((word | CASE) & name).wrapping_mul(FACTOR);
    // The upper bits of a product are mixed best.
    usize::try_from(hash >> 57).unwrap_or_default() % PLACES
}

#[cfg(test)]
mod tests {
    use super::WordTable;
    use crate::entity::NetServerEntity;

    fn word(text: &str) -> u64 {
        u64::from_le_bytes(*text.as_bytes().first_chunk().unwrap())
    }

    #[test]
    fn each_name_is_among_those_of_its_word_in_any_case() {
        for of in [crate::Webhook::ENTITY, crate::Associate::ENTITY] {
            let table = WordTable::of(of.properties);
            for (index, property) in of.properties.iter().enumerate() {
                let name = property.name();
                for name in [name.to_owned(), name.to_lowercase(), name.to_uppercase()] {
                    for behind in ["\":1234567", "\":\"\"\"\"\"\""] {
                        let word = word(&format!("{name}{behind}"));
                        assert_eq!(table.find(word, |found| found == index), Some(index));
                        assert_eq!(table.find(word, |_| false), None);
                    }
                }
            }
        }
    }

    #[test]
    fn a_full_table_with_equal_words_ends() {
        let properties: Vec<_> = (0..40)
            .map(|_| crate::property::Property::new::<i32>(",\"TheSameName\":null"))
            .collect();
        let table = WordTable::of(&properties);
        let word = word("TheSameName");
        assert_eq!(table.find(word, |index| index == 31), Some(31));
        assert_eq!(
            table.find(word, |index| index == 32),
            None,
            "left to others"
        );
    }
}
