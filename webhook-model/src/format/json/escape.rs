//! JSON strings: the escapes of RFC 8259 section 7, found while runs of plain bytes are copied.

/// Writes a string with its quotes. Only what must be escaped is.
pub(crate) fn write_string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut start = 0;
    for (index, byte) in bytes.iter().enumerate() {
        let Some(escape) = escape_of(*byte) else {
            continue;
        };
        out.extend_from_slice(bytes.get(start..index).unwrap_or_default());
        match escape {
            b'u' => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.extend_from_slice(b"\\u00");
                out.push(HEX[usize::from(byte >> 4)]);
                out.push(HEX[usize::from(byte & 15)]);
            }
            letter => out.extend_from_slice(&[b'\\', letter]),
        }
        start = index + 1;
    }
    out.extend_from_slice(bytes.get(start..).unwrap_or_default());
    out.push(b'"');
}

/// The letter behind the backslash, `u` for a control character without one of its own.
const fn escape_of(byte: u8) -> Option<u8> {
    match byte {
        b'"' | b'\\' => Some(byte),
        0x08 => Some(b'b'),
        0x09 => Some(b't'),
        0x0A => Some(b'n'),
        0x0C => Some(b'f'),
        0x0D => Some(b'r'),
        0x00..=0x1F => Some(b'u'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_below_space_and_the_two_others_are_escaped() {
        let text: String = (0..0x80).map(char::from).collect::<String>() + "\u{e6}\u{1F600}";
        let mut out = Vec::new();
        write_string(&text, &mut out);
        // serde_json is the reference for what a JSON string is.
        assert_eq!(serde_json::from_slice::<String>(&out).unwrap(), text);
        assert_eq!(out, serde_json::to_vec(&text).unwrap());
    }
}
