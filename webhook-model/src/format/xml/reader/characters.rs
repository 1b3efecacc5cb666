//! Single characters: the allowed ones, and line ends.

use std::borrow::Cow;

/// Bytes that are tested at once, without a branch for each.
const BLOCK: usize = 128;

/// White space of XML 1.0 section 2.3.
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// `text` without leading white space.
pub(super) fn trim_start(text: &str) -> &str {
    let spaces = text.bytes().take_while(|&byte| is_space(byte)).count();
    text.get(spaces..).unwrap_or_default()
}

/// `text` without white space around it.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\n', '\r'])
}

/// Whether `text` contains only white space.
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(is_space)
}

/// The characters that XML 1.0 section 2.2, production 2, allows.
pub(super) const fn is_legal(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The offset of the first character that XML 1.0 does not allow.
///
/// A string has no surrogates, so only control characters, U+FFFE and U+FFFF have to be tested. In
/// UTF-8 the last two are the bytes EF BF BE and EF BF BF.
pub(super) fn first_illegal(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    for (index, block) in bytes.chunks(BLOCK).enumerate() {
        if block.first_chunk().is_some_and(is_plain) {
            continue;
        }
        let suspects = block.iter().fold(0, |suspects, &byte| {
            suspects | u8::from(is_control(byte)) | u8::from(byte == 0xEF)
        });
        if suspects == 0 {
            continue;
        }
        let start = index * BLOCK;
        for (at, &byte) in (start..).zip(block) {
            let noncharacter =
                byte == 0xEF && matches!(bytes.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF]));
            if noncharacter || is_control(byte) {
                return Some(at);
            }
        }
    }
    None
}

/// Whether all characters are allowed and none ends a line. It computes only the least distance of a
/// byte from one of these, which compilers do for sixteen bytes at once.
#[inline]
fn is_plain(block: &[u8; BLOCK]) -> bool {
    let mut least = [u8::MAX; 16];
    let (parts, _) = block.as_chunks::<16>();
    for part in parts {
        for (least, byte) in least.iter_mut().zip(part) {
            *least = byte.saturating_sub(0x1F).min(byte ^ 0xEF).min(*least);
        }
    }
    least.iter().all(|distance| *distance > 0)
}

const fn is_control(byte: u8) -> bool {
    byte < 0x20 && byte != b'\t' && byte != b'\n' && byte != b'\r'
}

/// CR LF and CR alone become LF (XML 1.0 section 2.11).
pub(super) fn normalize_line_ends(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'\r', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let (head, mut rest) = text.split_at(first);
    let mut normalized = String::with_capacity(text.len());
    normalized.push_str(head);
    while let Some(tail) = rest.strip_prefix('\r') {
        normalized.push('\n');
        let tail = tail.strip_prefix('\n').unwrap_or(tail);
        let next = memchr::memchr(b'\r', tail.as_bytes()).unwrap_or(tail.len());
        let (plain, after) = tail.split_at(next);
        normalized.push_str(plain);
        rest = after;
    }
    Cow::Owned(normalized)
}

#[cfg(test)]
mod tests {
    use super::{first_illegal, is_legal, normalize_line_ends};

    #[test]
    fn the_scan_agrees_with_the_production_for_every_character() {
        for character in '\0'..=char::MAX {
            for padding in [0, 126, 127, 128, 130] {
                let text = format!("{}{character}", "x".repeat(padding));
                let expected = (!is_legal(character)).then_some(padding);
                assert_eq!(
                    first_illegal(&text),
                    expected,
                    "{character:?} after {padding}"
                );
                if character > '\u{11000}' {
                    break;
                }
            }
        }
    }

    #[test]
    fn line_ends() {
        assert_eq!(
            normalize_line_ends("a\r\nb\rc\r\r\n\nd\r"),
            "a\nb\nc\n\n\nd\n"
        );
        assert_eq!(normalize_line_ends("a\nb"), "a\nb");
    }
}
