//! Finds the property of a name in any case.

use crate::bytes::all;
use crate::format::word_table::WordTable;
use crate::property::Property;

/// Finds the property whose name a text starts with, before a quote: in the table of names, if there is
/// one, else the expected property first, then all of them.
///
/// Computing a table at compile time for every entity would take longer than all look-ups of most
/// programs.
#[inline]
pub(crate) fn find(
    properties: &[Property],
    expected: usize,
    words: Option<&WordTable>,
    text: &[u8],
) -> Option<usize> {
    let word = u64::from_le_bytes(*text.first_chunk()?);
    let is_it = |index: usize| {
        let property = properties.get(index);
        property.is_some_and(|property| matches(property, word, text))
    };
    if let Some(words) = words {
        return words.find(word, is_it);
    }
    if is_it(expected) {
        return Some(expected);
    }
    properties
        .iter()
        .position(|property| may_match(property, word) && matches(property, word, text))
}

/// Whether a text may start with a property's name, judged by three letters: few others match. For a
/// name of one letter the third byte is the colon after the quote.
#[inline]
fn may_match(property: &Property, word: u64) -> bool {
    const LETTERS: u64 = 0x00DF_DFDF;
    let name = property.null.name_and_rest();
    let name = name.and_then(|(name, _)| name.first_chunk());
    name.is_some_and(|name| (u64::from(u32::from_le_bytes(*name)) ^ word) & LETTERS == 0)
}

/// Whether a text starts with a property's name and a quote. `word` is its first eight bytes.
///
/// `eq_ignore_ascii_case` on the whole name would take 2% more instructions to decode an entity, and 8%
/// more if its members come in another order each time.
#[inline]
fn matches(property: &Property, word: u64, text: &[u8]) -> bool {
    // Bytes after the second quote are not compared.
    let Some((name, count)) = property.null.name_and_rest() else {
        return false;
    };
    let begin = match (name.first_chunk(), property.null.null().last_chunk()) {
        (Some(begin), _) => u64::from_le_bytes(*begin),
        // Seven bytes after a name of one letter; the byte before them is its quote.
        (None, Some(quoted)) => u64::from_le_bytes(*quoted) >> 8,
        (None, None) => return false,
    };
    let differs = word ^ begin;
    if let Some(not_compared) = 7_usize.checked_sub(count) {
        return same_but_case(differs << (8 * not_compared), begin << (8 * not_compared));
    }
    if !same_but_case(differs, begin) {
        return false;
    }
    let Some((text, after)) = text.split_at_checked(count) else {
        return false;
    };
    if after.first() != Some(&b'"') {
        return false;
    }
    let name = name.get(..count).unwrap_or_default();
    // The last eight bytes may overlap the first.
    if let (..=16, Some(name), Some(text)) = (count, name.last_chunk(), text.last_chunk()) {
        let name = u64::from_le_bytes(*name);
        return same_but_case(name ^ u64::from_le_bytes(*text), name);
    }
    text == name || text.eq_ignore_ascii_case(name)
}

/// Whether two words differ only in the case of ASCII letters, by their difference and one of them.
#[inline]
const fn same_but_case(differs: u64, word: u64) -> bool {
    const CASE: u64 = all(0x20);
    if differs & !CASE != 0 {
        return false;
    }
    if differs == 0 {
        return true;
    }
    // Without the eighth bit no sum carries into the next byte; the eighth bit shows each result.
    let small = (word | CASE) & all(0x7F);
    let from_a = small + all(0x80 - b'a');
    let past_z = small + all(0x7F - b'z');
    let letters = from_a & !past_z & !word & all(0x80);
    differs & !(letters >> 2) == 0
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::entity::NetServerEntity;
    use crate::format::word_table::WordTable;
    use crate::property::Property;

    #[test]
    fn names_match_in_any_case_of_ascii_letters_only() {
        let properties = [
            Property::new::<i32>(",\"Rank_1\":null"),
            Property::new::<i32>(",\"X\":null"),
            Property::new::<i32>(",\"Id\":null"),
            Property::new::<i32>(",\"UpdatedAssociate_1\":null"),
        ];
        let table = WordTable::of(&properties);
        for (index, property) in properties.iter().enumerate() {
            for at in 0..property.name().len() {
                for byte in 0..=0xFF {
                    let mut text = format!("{}\":                ", property.name()).into_bytes();
                    let same = text[at].eq_ignore_ascii_case(&byte);
                    text[at] = byte;
                    for words in [None, Some(&table)] {
                        let found = find(&properties, 3, words, &text);
                        assert_eq!(found, same.then_some(index), "{byte} at {at}");
                    }
                }
            }
        }
    }

    #[test]
    fn only_whole_names_are_found() {
        let properties = crate::Webhook::ENTITY.properties;
        let table = WordTable::of(properties);
        for (index, property) in properties.iter().enumerate() {
            let name = property.name();
            for name in [name.to_owned(), name.to_ascii_lowercase()] {
                for (expected, words) in [
                    (0, None),
                    (index, None),
                    (properties.len(), None),
                    (0, Some(&table)),
                ] {
                    let find = |text: &str| find(properties, expected, words, text.as_bytes());
                    let text = format!("{name}\":               ");
                    assert_eq!(find(&text), Some(index));
                    for wrong in [
                        "x\":               ",
                        " \":               ",
                        "                ",
                        "\\\":      ",
                    ] {
                        let text = format!("{name}{wrong}");
                        assert_eq!(find(&text), None, "{text}");
                    }
                }
            }
        }
        assert_eq!(
            find(properties, 0, None, b"Name\":"),
            None,
            "shorter than a word is left to others"
        );
    }
}
