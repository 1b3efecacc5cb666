//! JSON strings: the escapes of RFC 8259 section 7, found while runs of plain bytes are copied.

use crate::format::output::Output;

/// Writes a string with its quotes. Only what must be escaped is.
pub(crate) fn write_string(text: &str, out: &mut Output<'_>) {
    out.push(b'"');
    write_content(text, out);
    out.push(b'"');
}

/// Writes what stands between the quotes of a string.
#[inline]
pub(super) fn write_content(text: &str, out: &mut Output<'_>) {
    let bytes = text.as_bytes();
    if !out.extend_if_plain(bytes, special_in_word, |byte| {
        LENGTHS[usize::from(byte)] > 1
    }) {
        write_escaped(bytes, out);
    }
}

/// Where one byte must be escaped, others often follow: eight bytes at once where none is among
/// them, else byte by byte, without a branch for each.
#[inline(never)]
fn write_escaped(bytes: &[u8], out: &mut Output<'_>) {
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        if special_in_word(u64::from_le_bytes(*word)) == 0 {
            out.put(*word, 8);
        } else {
            write_bytes(word, out);
        }
    }
    write_bytes(rest, out);
}

#[inline]
fn write_bytes(bytes: &[u8], out: &mut Output<'_>) {
    for byte in bytes {
        let byte = usize::from(*byte);
        out.put(TEXTS[byte], usize::from(LENGTHS[byte]));
    }
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
        None => rest.iter().position(|byte| LENGTHS[usize::from(*byte)] > 1),
    }
}

/// The position in eight bytes.
#[inline]
fn find_in_word(word: [u8; 8]) -> Option<usize> {
    let found = special_in_word(u64::from_le_bytes(word));
    (found != 0).then(|| found.trailing_zeros() as usize / 8)
}

/// A byte below space, a quote and a backslash each leave the high bit of their byte; a borrow can
/// mark a byte too much only behind a true one, and the first counts (Mycroft's test for a byte of
/// zero in a word). With its second bit turned a quote is a space, and with what is below space
/// everything up to that.
#[inline]
const fn special_in_word(word: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let quote_or_control = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * 0x5C)).wrapping_sub(ONES);
    (quote_or_control | backslash) & !word & HIGH
}

/// What each byte is written as, before what does not count (RFC 8259 section 7).
static TEXTS: [[u8; 8]; 256] = {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut table = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let (high, low) = (HEX[byte >> 4], HEX[byte & 15]);
        table[byte] = match LENGTHS[byte] {
            1 => (byte as u64).to_le_bytes(),
            2 => [b'\\', letter_of(byte), 0, 0, 0, 0, 0, 0],
            _ => [b'\\', b'u', b'0', b'0', high, low, 0, 0],
        };
        byte += 1;
    }
    table
};

/// How many bytes of that count.
static LENGTHS: [u8; 256] = {
    let mut table = [1; 256];
    let mut byte = 0;
    while byte < 256 {
        if byte < 0x20 || byte == 0x22 || byte == 0x5C {
            table[byte] = if letter_of(byte) == 0 { 6 } else { 2 };
        }
        byte += 1;
    }
    table
};

/// The letter behind the backslash; 0 for a byte that has none.
const fn letter_of(byte: usize) -> u8 {
    match byte {
        0x22 => b'"',
        0x5C => b'\\',
        0x08 => b'b',
        0x09 => b't',
        0x0A => b'n',
        0x0C => b'f',
        0x0D => b'r',
        _ => 0,
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
