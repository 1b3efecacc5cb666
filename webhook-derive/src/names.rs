//! Names that are allowed on the wire: XML element names and path segments.

/// Whether a text is a name without a colon: `NCName` of Namespaces in XML 1.0, section 3.
pub(crate) fn is_xml_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(is_start)
        && letters.all(|letter| is_start(letter) || is_rest(letter))
}

const fn is_start(letter: char) -> bool {
    matches!(letter,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

const fn is_rest(letter: char) -> bool {
    matches!(letter, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Whether a text is a segment of an agent's path: letters, digits and underscores.
pub(crate) fn is_segment(text: &str) -> bool {
    text.bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn element_names() {
        for good in ["URL", "_id", "Wgs84", "\u{540d}\u{524d}", "a-b.c", "xmlns"] {
            assert!(is_xml_name(good), "{good}");
        }
        for bad in [
            "", "1a", "a b", "a/b", "a~b", "a<b", "a:b", "a\"b", "-a", ".a",
        ] {
            assert!(!is_xml_name(bad), "{bad}");
        }
    }

    #[test]
    fn segments() {
        assert!(is_segment("Contact"));
        for bad in ["", "Con/tact", "Con tact", "..", "a?b", "9"] {
            assert!(!is_segment(bad), "{bad}");
        }
    }
}
