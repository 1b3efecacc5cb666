//! Names of XML 1.0 (fifth edition, section 2.3) without and with a prefix
//! (Namespaces in XML 1.0, section 4).

/// A name with its prefix, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct QName<'a> {
    pub(super) prefix: Option<&'a str>,
    pub(super) local: &'a str,
}

impl<'a> QName<'a> {
    /// Reads all of `text` as a name.
    ///
    /// # Errors
    /// The offset of the first character that does not belong to a qualified name.
    pub(super) fn parse(text: &'a str) -> Result<Self, usize> {
        let (name, rest) = Self::split_off(text)?;
        if rest.is_empty() {
            Ok(name)
        } else {
            Err(text.len() - rest.len())
        }
    }

    /// Reads the name at the start of `text`, and returns the text after it.
    ///
    /// # Errors
    /// The offset where a name was expected.
    pub(super) fn split_off(text: &'a str) -> Result<(Self, &'a str), usize> {
        let first = ncname_length(text);
        let (head, rest) = text.split_at(first);
        if head.is_empty() {
            return Err(0);
        }
        let Some(tail) = rest.strip_prefix(':') else {
            let name = Self {
                prefix: None,
                local: head,
            };
            return Ok((name, rest));
        };
        let second = ncname_length(tail);
        let (local, rest) = tail.split_at(second);
        if local.is_empty() {
            return Err(first + 1);
        }
        let name = Self {
            prefix: Some(head),
            local,
        };
        Ok((name, rest))
    }
}

/// Whether `text` is a name without colon.
pub(crate) fn is_ncname(text: &str) -> bool {
    !text.is_empty() && ncname_length(text) == text.len()
}

/// Length in bytes of the name without colon at the start of `text`, or 0.
fn ncname_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ascii = bytes
        .iter()
        .position(|&byte| !ASCII_NAME[usize::from(byte)])
        .unwrap_or(bytes.len());
    match (bytes.get(ascii), bytes.first()) {
        // Letters outside ASCII: start again, character by character.
        (Some(byte), _) if !byte.is_ascii() => {
            if !text.starts_with(is_name_start) {
                return 0;
            }
            text.char_indices()
                .find(|&(_, character)| !is_name_char(character))
                .map_or(text.len(), |(at, _)| at)
        }
        (_, Some(b'0'..=b'9' | b'-' | b'.')) => 0,
        _ => ascii,
    }
}

/// The ASCII characters of a name, by byte; most names have no others.
const ASCII_NAME: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte as usize] = is_name_char(byte as char);
        byte += 1_u8;
    }
    table
};

/// Production 4 without the colon.
const fn is_name_start(character: char) -> bool {
    matches!(character,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}' | '\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// Production 4a without the colon.
const fn is_name_char(character: char) -> bool {
    is_name_start(character)
        || matches!(character,
            '0'..='9' | '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}' | '\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::{QName, is_ncname};

    #[test]
    fn names() {
        for name in [
            "a", "_", "A-1.b_", "Å", "日本", "a\u{B7}", "x\u{300}", "𐀀", "aÅ9",
        ] {
            assert!(is_ncname(name), "{name}");
        }
        let bad = [
            "",
            "1",
            "-a",
            ".a",
            "a b",
            "a:b",
            ":",
            "\u{B7}",
            "\u{300}a",
            "a\u{37E}",
            "\u{D7}",
            "a\u{F7}",
            "a\u{2190}",
            "a\u{F0000}",
            "a!",
            "a=",
            "å!",
        ];
        for name in bad {
            assert!(!is_ncname(name), "{name}");
        }
    }

    #[test]
    fn qualified_names() {
        let name = QName::parse("p:l").unwrap();
        assert_eq!((name.prefix, name.local), (Some("p"), "l"));
        assert_eq!(QName::parse("l").unwrap().prefix, None);
        for (text, at) in [
            ("", 0),
            (":a", 0),
            ("a:", 2),
            ("a:b:c", 3),
            ("a:1", 2),
            ("a/b", 1),
        ] {
            assert_eq!(QName::parse(text), Err(at), "{text}");
        }
    }
}
