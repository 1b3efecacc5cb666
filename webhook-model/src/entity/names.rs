//! Names in any case: what tells one of an entity's properties from the others.

use super::Property;

/// How many bytes of a name are compared at once.
const WORDS: usize = 16;

/// How a name begins, with the quote behind it if it is short.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    letters: u128,
    /// The bits that count: not the one that is the case of a letter.
    mask: u128,
}

impl Head {
    /// Of the name in `,"Name":null`. All bytes at once: the compiler computes this for every property
    /// of a crate, and takes its time for each step.
    pub(super) const fn of_member(null: &str) -> Self {
        let null = null.as_bytes();
        let mut bytes = [0; WORDS];
        let mut count = 0;
        // What follows the quote, `:null`, is no part of the name.
        while count < WORDS && count + 7 < null.len() {
            bytes[count] = null[count + 2];
            count += 1;
        }
        let word = u128::from_le_bytes(bytes);
        let counted = if count < WORDS {
            (1 << (8 * count)) - 1
        } else {
            u128::MAX
        };
        let mask = counted & !cases(word);
        Self {
            letters: word & mask,
            mask,
        }
    }

    #[inline]
    fn fits(&self, word: u128) -> bool {
        word & self.mask == self.letters
    }
}

/// The bit that is the case, of each byte that is an ASCII letter.
const fn cases(word: u128) -> u128 {
    const EACH: u128 = u128::MAX / 0xFF;
    // Without the eighth bit no sum carries into the next byte; it is where each sum shows.
    let small = (word | (EACH * 0x20)) & (EACH * 0x7F);
    let from_a = small + EACH * (0x80 - b'a' as u128);
    let past_z = small + EACH * (0x7F - b'z' as u128);
    (from_a & !past_z & !word & (EACH * 0x80)) >> 2
}

/// Finds the property whose name stands at the beginning of a text, with a quote behind it: first
/// the one that is expected, then among all.
#[inline]
pub(crate) fn find(properties: &[Property], expected: usize, text: &[u8]) -> Option<usize> {
    let word = u128::from_le_bytes(*text.first_chunk()?);
    if let Some(property) = properties.get(expected)
        && property.head.fits(word)
        && goes_on(property, text)
    {
        return Some(expected);
    }
    for (index, property) in properties.iter().enumerate() {
        if property.head.fits(word) && goes_on(property, text) {
            return Some(index);
        }
    }
    None
}

/// Whether the name whose head fits stands there whole.
#[inline]
fn goes_on(property: &Property, text: &[u8]) -> bool {
    let name = property.name().as_bytes();
    let Some(rest) = name.get(WORDS..) else {
        return true;
    };
    let text = text.get(WORDS..name.len()).zip(text.get(name.len()));
    text.is_some_and(|(text, quote)| *quote == b'"' && text.eq_ignore_ascii_case(rest))
}

/// The position of a name, in any case.
#[inline]
pub(super) fn position(properties: &[Property], name: &str) -> Option<usize> {
    properties.iter().position(|property| {
        property.name().len() == name.len() && property.name().eq_ignore_ascii_case(name)
    })
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::entity::{NetServerEntity, Property};

    #[test]
    fn a_name_stands_there_in_any_case_of_ascii_and_no_other() {
        let properties = [
            Property::new::<i32>(",\"Rank_1\":null"),
            Property::new::<i32>(",\"UpdatedAssociate_1\":null"),
        ];
        for (index, property) in properties.iter().enumerate() {
            for at in 0..property.name().len() {
                for byte in 0..=0xFF {
                    let mut text = format!("{}\":                ", property.name()).into_bytes();
                    let same = text[at].eq_ignore_ascii_case(&byte);
                    text[at] = byte;
                    assert_eq!(
                        find(&properties, 0, &text),
                        same.then_some(index),
                        "{byte} at {at}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_name_is_found_where_it_stands_whole() {
        let properties = crate::Webhook::ENTITY.properties;
        for (index, property) in properties.iter().enumerate() {
            for name in [
                property.name().to_owned(),
                property.name().to_ascii_lowercase(),
            ] {
                for expected in [0, index, properties.len()] {
                    let text = format!("{name}\":               ");
                    assert_eq!(find(properties, expected, text.as_bytes()), Some(index));
                }
                for wrong in [
                    "x\":               ",
                    " \":               ",
                    "                ",
                    "\\\":      ",
                ] {
                    let text = format!("{name}{wrong}");
                    assert_eq!(find(properties, index, text.as_bytes()), None, "{text}");
                }
            }
        }
        assert_eq!(
            find(properties, 0, b"Name\":"),
            None,
            "shorter than a word is left to others"
        );
    }
}
