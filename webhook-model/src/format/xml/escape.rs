//! XML text: what must be escaped, and what XML 1.0 cannot hold at all.

use crate::error::{Error, ErrorKind};

/// Writes text as element content.
///
/// A carriage return goes as a reference, since readers turn a bare one into a line feed
/// (XML 1.0 section 2.11).
///
/// # Errors
/// A character that is no `Char` of XML 1.0 (section 2.2): it can be in no document, escaped or
/// not.
pub(super) fn write_text(text: &str, out: &mut Vec<u8>) -> Result<(), Error> {
    let bytes = text.as_bytes();
    let mut start = 0;
    for (index, byte) in bytes.iter().enumerate() {
        let escape: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'\r' => b"&#xD;",
            b'\t' | b'\n' => continue,
            0x00..=0x1F => return Err(no_character(u32::from(*byte))),
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
        write_text(text, &mut out).map(|()| String::from_utf8(out).unwrap())
    }

    #[test]
    fn markup_is_escaped_and_the_rest_is_not() {
        assert_eq!(
            written("a<b>&\"'\r\n\t\u{1F600}").unwrap(),
            "a&lt;b&gt;&amp;\"'&#xD;\n\t\u{1F600}"
        );
    }

    #[test]
    fn what_is_no_xml_character_is_refused() {
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
