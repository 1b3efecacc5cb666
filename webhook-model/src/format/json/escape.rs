//! JSON strings: the escapes of RFC 8259 section 7, found while plain bytes are copied.

use crate::bytes::{all, below, copy, copy_blocks, copy_ends, equal, find_in_words};
use crate::output::Output;

/// Writes a string with its quotes. Only characters that must be escaped are.
#[inline]
pub(crate) fn write_string(text: &str, out: &mut Output<'_>) {
    write_member(b"", text, out);
}

/// Writes a key and the string after it, with one check for room.
///
/// Most keys and texts are short and need no escapes. The others are written by another function, so that this one
/// calls nothing that it returns from, and saves few registers.
#[inline(never)]
pub(super) fn write_member(key: &[u8], text: &str, out: &mut Output<'_>) {
    let count = key.len() + text.len() + 2;
    if key.len() <= SHORT
        && text.len() <= SHORT
        && let Some(room) = out.free(count)
        && let Some((place, rest)) = room.split_at_mut_checked(key.len())
        && let [open, content @ .., close] = rest
    {
        copy(key, place);
        *open = b'"';
        *close = b'"';
        if copy_short(text.as_bytes(), content) {
            return out.advance(count);
        }
    }
    write_any_member(key, text, out);
}

/// The greatest length of a text that is two overlapping pieces.
const SHORT: usize = 32;

/// Copies a short text and returns whether it needs no escapes. Its first and its last bytes may overlap: copying
/// and testing some bytes twice is faster than the rest one by one.
#[inline]
fn copy_short(text: &[u8], to: &mut [u8]) -> bool {
    match text.len() {
        0..4 => {
            copy(text, to);
            text.iter().all(|byte| LENGTHS[usize::from(*byte)] == 1)
        }
        4..8 => copy_ends::<4>(text, to).is_some_and(|ends| {
            let [first, last] = ends.map(|half| u64::from(u32::from_le_bytes(half)));
            special_in_word(first | last << 32) == 0
        }),
        8..16 => copy_ends::<8>(text, to).is_some_and(are_plain),
        16..=SHORT => copy_ends::<16>(text, to).is_some_and(are_plain),
        _ => false,
    }
}

/// The same for a key and a text of any length and content, which may need more room.
#[inline(never)]
fn write_any_member(key: &[u8], text: &str, out: &mut Output<'_>) {
    let bytes = text.as_bytes();
    out.extend_from_slice(key);
    out.push(b'"');
    let least = out
        .room(bytes.len())
        .and_then(|room| copy_blocks(bytes, room, |block| block.map(distance)));
    if least.is_some_and(|least| least > SPECIAL) {
        out.advance(bytes.len());
    } else {
        write_content(text, out);
    }
    out.push(b'"');
}

/// Whether no byte of two arrays must be escaped, without a branch for each.
#[inline]
fn are_plain<const N: usize>([first, last]: [[u8; N]; 2]) -> bool {
    let pairs = first.iter().zip(last);
    !pairs.fold(false, |special, (first, last)| {
        special | (distance(*first).min(distance(last)) <= SPECIAL)
    })
}

/// A number that is at most [`SPECIAL`] for a byte that must be escaped. With its second bit inverted a quote
/// becomes a space, and control characters stay below it.
#[inline]
const fn distance(byte: u8) -> u8 {
    let (quote, backslash) = (byte ^ 2, (byte ^ b'\\').saturating_add(SPECIAL));
    if quote < backslash { quote } else { backslash }
}

/// The most that [`distance`] is for a byte that must be escaped.
const SPECIAL: u8 = 0x20;

/// Writes the text between the quotes of a string: eight bytes at once if none of them must be escaped,
/// else byte by byte without a branch for each.
#[inline(never)]
pub(super) fn write_content(text: &str, out: &mut Output<'_>) {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
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

/// The position of the first byte that must be escaped, eight bytes at a time.
#[inline]
pub(super) fn find_escape(bytes: &[u8]) -> Option<usize> {
    let (words, _) = bytes.as_chunks::<8>();
    find_in_words(words, special_in_word).or_else(|| find_in_rest(bytes))
}

/// The same after the last whole word: rare, because a string ends before its document does.
#[cold]
#[inline(never)]
fn find_in_rest(bytes: &[u8]) -> Option<usize> {
    let (words, rest) = bytes.as_chunks::<8>();
    let found = rest
        .iter()
        .position(|byte| LENGTHS[usize::from(*byte)] > 1)?;
    Some(words.as_flattened().len() + found)
}

/// Marks control characters, quotes and backslashes. With its second bit inverted a quote becomes a space,
/// and control characters stay below it.
#[inline]
const fn special_in_word(word: u64) -> u64 {
    below(word ^ all(0x02), 0x21) | equal(word, b'\\')
}

/// The escape of each byte (RFC 8259 section 7), padded to eight bytes.
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

/// The length of each escape.
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

/// The letter after the backslash; 0 for a byte without a short escape.
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
    fn a_character_to_escape_is_seen_at_every_position() {
        let characters = ('\0'..='\u{ff}').chain(['\u{7ff}', '\u{ffff}', '\u{10ffff}']);
        let pieces: Vec<String> = characters
            .map(String::from)
            .chain([String::new()])
            .collect();
        for length in 0..70 {
            for position in 0..=length {
                for piece in &pieces {
                    let (before, after) = ("x".repeat(position), "x".repeat(length - position));
                    let text = format!("{before}{piece}{after}");
                    let mut bytes = Vec::new();
                    let mut out = Output::new(&mut bytes);
                    // Without room, and with it.
                    write_member(b",", &text, &mut out);
                    write_member(b",", &text, &mut out);
                    drop(out);
                    let json = serde_json::to_string(&text).unwrap();
                    assert_eq!(
                        bytes,
                        format!(",{json},{json}").as_bytes(),
                        "{piece:?} at {position} of {length}"
                    );
                }
            }
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
