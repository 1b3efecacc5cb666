//! XML text: characters that must be escaped, and characters that XML 1.0 does not allow.

use crate::bytes::{all, below, copy_blocks, copy_ends, equal, find_in_words, least};
use crate::error::{Error, ErrorKind};
use crate::output::Output;

/// Writes text as element content.
///
/// A carriage return is written as a reference, since readers turn a bare one into a line feed
/// (XML 1.0 section 2.11).
///
/// # Errors
/// A character that is not a `Char` of XML 1.0 (section 2.2): a document cannot contain it, escaped
/// or not.
pub(super) fn write_text(text: &str, out: &mut Output<'_>) -> Result<(), Error> {
    let bytes = text.as_bytes();
    // The text is copied before it is tested: special characters are rare.
    if out
        .room(bytes.len())
        .is_some_and(|room| copy_plain(bytes, room))
    {
        out.advance(bytes.len());
        return Ok(());
    }
    write_escaped(bytes, out)
}

/// Copies text to a place of its length; false if a byte of it must be escaped or refused.
// A call for each member costs more than to copy a short text.
#[allow(clippy::inline_always)]
#[inline(always)]
pub(super) fn copy_plain(text: &[u8], place: &mut [u8]) -> bool {
    if let Some(least) = copy_blocks(text, place, distances) {
        return least > 0;
    }
    if let Some([first, last]) = copy_ends::<8>(text, place) {
        let [first, last] = [first, last].map(u64::from_le_bytes).map(u128::from);
        return least(distances(&(first | last << 64).to_le_bytes())) > 0;
    }
    if let Some([first, last]) = copy_ends::<4>(text, place) {
        let [first, last] = [first, last].map(u32::from_le_bytes).map(u64::from);
        return special_in_word(first | last << 32) == 0;
    }
    let mut special = false;
    for (to, byte) in place.iter_mut().zip(text) {
        *to = *byte;
        special |= is_special(*byte);
    }
    !special
}

/// How far each byte is from a special one; 0 for a special byte. The compiler needs neither branches
/// nor wider comparisons for this form. With `map` encoding XML takes 4% more instructions.
#[inline]
fn distances(block: &[u8; 16]) -> [u8; 16] {
    let mut distances = [0; 16];
    for (distance, byte) in distances.iter_mut().zip(block) {
        let ampersand = byte ^ b'&';
        // `<` and `>` differ by one bit.
        let angle = (byte | 0x02) ^ b'>';
        let control = byte.saturating_sub(0x1F);
        *distance = ampersand.min(angle).min(byte ^ 0xEF).min(control);
    }
    distances
}

#[inline(never)]
fn write_escaped(bytes: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    let (mut start, mut at) = (0, 0);
    while let Some((index, byte)) = next_special(bytes, at) {
        at = index + 1;
        let escape: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'\r' => b"&#xD;",
            b'\t' | b'\n' => continue,
            0x00..=0x1F => return Err(no_character(u32::from(byte))),
            // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
            0xEF if matches!(bytes.get(index..index + 3), Some([_, 0xBF, 0xBE | 0xBF])) => {
                return Err(no_character(0xFF00 | (0x40 + u32::from(bytes[index + 2]))));
            }
            _ => continue,
        };
        out.extend_from_slice(bytes.get(start..index).unwrap_or_default());
        out.extend_from_slice(escape);
        start = index + 1;
    }
    out.extend_from_slice(bytes.get(start..).unwrap_or_default());
    Ok(())
}

/// The first byte from a position on that may have to be escaped or refused, eight at a time.
#[inline]
fn next_special(bytes: &[u8], from: usize) -> Option<(usize, u8)> {
    let text = bytes.get(from..)?;
    let (words, rest) = text.as_chunks::<8>();
    let found = find_in_words(words, special_in_word).or_else(|| {
        let position = rest.iter().position(|byte| is_special(*byte))?;
        Some(text.len() - rest.len() + position)
    })?;
    Some((from + found, *text.get(found)?))
}

const fn is_special(byte: u8) -> bool {
    matches!(byte, 0x00..=0x1F | b'&' | b'<' | b'>' | 0xEF)
}

/// Marks the special bytes of a word. `<` and `>` differ by one bit.
#[inline]
const fn special_in_word(word: u64) -> u64 {
    let angle = equal(word | all(0x02), b'>');
    below(word, 0x20) | angle | equal(word, b'&') | equal(word, 0xEF)
}

fn no_character(code: u32) -> Error {
    Error::new(
        ErrorKind::Unrepresentable,
        format!("XML 1.0 cannot hold the character U+{code:04X}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Result<String, Error> {
        let mut out = Vec::new();
        write_text(text, &mut Output::new(&mut out))?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn special_bytes_are_found_at_every_position() {
        for length in 0..40 {
            for position in 0..length {
                for byte in 0..=0xFF {
                    let mut text = vec![b'x'; length];
                    text[position] = byte;
                    let expected = is_special(byte).then_some((position, byte));
                    assert_eq!(next_special(&text, 0), expected, "{byte} at {position}");
                    let mut copy = vec![0; length];
                    let plain = copy_plain(&text, &mut copy);
                    assert_eq!(plain, expected.is_none(), "{byte} at {position}");
                    assert_eq!(copy, text);
                }
            }
        }
    }

    #[test]
    fn markup_is_escaped_and_the_rest_is_not() {
        assert_eq!(
            written("a<b>&\"'\r\n\t\u{1F600}").unwrap(),
            "a&lt;b&gt;&amp;\"'&#xD;\n\t\u{1F600}"
        );
    }

    #[test]
    fn characters_outside_xml_are_refused() {
        for (text, code) in [
            ("\0", "U+0000"),
            ("a\u{1}", "U+0001"),
            ("\u{FFFE}", "U+FFFE"),
            ("x\u{FFFF}", "U+FFFF"),
        ] {
            assert!(
                written(text).unwrap_err().to_string().contains(code),
                "{code}"
            );
        }
        assert!(written("\u{FFFD}\u{F8FF}\u{FEFF}").is_ok());
    }
}
