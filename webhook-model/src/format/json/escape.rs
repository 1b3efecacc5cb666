//! JSON strings: the escapes of RFC 8259 section 7, found while runs of plain bytes are copied.

use crate::format::output::Output;

/// Writes a string with its quotes. Only what must be escaped is.
pub(crate) fn write_string(text: &str, out: &mut Output<'_>) {
    out.push(b'"');
    write_content(text, out);
    out.push(b'"');
}

/// Writes what stands between the quotes of a string.
pub(super) fn write_content(text: &str, out: &mut Output<'_>) {
    let mut rest = text.as_bytes();
    while let Some((plain, escape, after)) = next_escape(rest) {
        out.extend_from_slice(plain);
        write_escape(escape, out);
        rest = after;
    }
    out.extend_from_slice(rest);
}

/// What stands before the next byte to be escaped, the byte, and what follows it.
fn next_escape(bytes: &[u8]) -> Option<(&[u8], u8, &[u8])> {
    let (plain, rest) = bytes.split_at_checked(find_escape(bytes)?)?;
    let (escape, after) = rest.split_first()?;
    Some((plain, *escape, after))
}

/// The position of the first byte to be escaped, eight bytes at a time.
#[inline]
pub(super) fn find_escape(bytes: &[u8]) -> Option<usize> {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        if let Some(position) = find_in_word(*word) {
            return Some(index * 8 + position);
        }
    }
    // The last eight bytes once more, rather than the rest one by one.
    match bytes.last_chunk::<8>() {
        Some(_) if rest.is_empty() => None,
        Some(word) => find_in_word(*word).map(|position| bytes.len() - 8 + position),
        None => rest.iter().position(|byte| must_escape(*byte)),
    }
}

const fn must_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// The position in eight bytes. A byte below space, a quote and a backslash each leave the high
/// bit of their byte; a borrow can mark a byte too much only behind a true one, and the first
/// counts (Mycroft's test for a byte of zero in a word).
#[inline]
fn find_in_word(word: [u8; 8]) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let word = u64::from_le_bytes(word);
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let zero_of = |word: u64| word.wrapping_sub(ONES) & !word;
    let found = control | zero_of(word ^ (ONES * 0x22)) | zero_of(word ^ (ONES * 0x5C));
    let found = found & HIGH;
    (found != 0).then(|| found.trailing_zeros() as usize / 8)
}

fn write_escape(byte: u8, out: &mut Output<'_>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    if let Some(letter) = letter_of(byte) {
        out.extend_from_slice(&[b'\\', letter]);
    } else {
        let (high, low) = (HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]);
        out.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
    }
}

/// The letter behind the backslash, where the byte has one.
const fn letter_of(byte: u8) -> Option<u8> {
    match byte {
        b'"' | b'\\' => Some(byte),
        0x08 => Some(b'b'),
        0x09 => Some(b't'),
        0x0A => Some(b'n'),
        0x0C => Some(b'f'),
        0x0D => Some(b'r'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_below_space_and_the_two_others_are_escaped() {
        let all = (0..0x80).map(char::from).collect::<String>() + "\u{e6}\u{1F600}";
        for start in 0..16 {
            let text: String = all.chars().skip(start).collect();
            let mut out = Vec::new();
            write_string(&text, &mut Output::new(&mut out));
            // serde_json is the reference for what a JSON string is.
            assert_eq!(out, serde_json::to_vec(&text).unwrap());
        }
    }

    #[test]
    fn the_first_byte_to_escape_is_found_at_every_position() {
        for length in 0..20 {
            for position in 0..length {
                for byte in 0..=0xFF {
                    let mut text = vec![b'x'; length];
                    text[position] = byte;
                    let escaped = byte < 0x20 || byte == b'"' || byte == b'\\';
                    assert_eq!(
                        find_escape(&text),
                        escaped.then_some(position),
                        "{byte} at {position}"
                    );
                }
            }
        }
    }
}
