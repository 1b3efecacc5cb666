//! References to characters and to the five entities of XML, and attribute values with references.

use std::borrow::Cow;

use super::characters::is_legal;
use super::error::{LocatedError, XmlErrorKind};

/// The character that `&name;` refers to (XML 1.0 sections 4.1 and 4.6).
pub(super) fn resolve(name: &str) -> Result<char, XmlErrorKind> {
    if let Some(digits) = name.strip_prefix("#x") {
        return character(digits, 16);
    }
    if let Some(digits) = name.strip_prefix('#') {
        return character(digits, 10);
    }
    match name {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => Err(XmlErrorKind::UndefinedEntity),
    }
}

/// The character of a number; leading zeros are allowed, signs are not.
fn character(digits: &str, radix: u32) -> Result<char, XmlErrorKind> {
    let mut code = (!digits.is_empty()).then_some(0_u32);
    for digit in digits.chars() {
        code = code
            .zip(digit.to_digit(radix))
            .and_then(|(code, digit)| code.checked_mul(radix)?.checked_add(digit));
    }
    code.and_then(char::from_u32)
        .filter(|&character| is_legal(character))
        .ok_or(XmlErrorKind::InvalidCharacterReference)
}

/// Checks an attribute value as written, between its quotes, at offset `at`.
pub(super) fn check_attribute(value: &str, at: usize) -> Result<(), LocatedError> {
    let bytes = value.as_bytes();
    for found in memchr::memchr2_iter(b'<', b'&', bytes) {
        if bytes.get(found) == Some(&b'<') {
            return Err(LocatedError::new(
                XmlErrorKind::LessThanInAttribute,
                at + found,
            ));
        }
        let name = value.get(found + 1..).and_then(reference_name);
        let name = name.ok_or(LocatedError::new(XmlErrorKind::BareAmpersand, at + found))?;
        resolve(name).map_err(|kind| LocatedError::new(kind, at + found))?;
    }
    Ok(())
}

/// The part of `text` before its first `;`, unless another reference or
/// markup begins earlier.
fn reference_name(text: &str) -> Option<&str> {
    let end = memchr::memchr3(b';', b'&', b'<', text.as_bytes())?;
    let (name, rest) = text.split_at(end);
    rest.starts_with(';').then_some(name)
}

/// The value of a checked attribute: white space becomes spaces, and references become characters (XML
/// 1.0 section 3.3.3).
pub(super) fn normalize_attribute(value: &str) -> Cow<'_, str> {
    // Without a branch for each byte.
    let special = |byte| matches!(byte, b'&' | b'\t' | b'\n' | b'\r');
    if !value.bytes().fold(false, |any, byte| any | special(byte)) {
        return Cow::Borrowed(value);
    }
    let mut normalized = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '\r' => {
                normalized.push(' ');
                let tail = rest.get(1..).unwrap_or_default();
                tail.strip_prefix('\n').unwrap_or(tail)
            }
            '\n' | '\t' => {
                normalized.push(' ');
                rest.get(1..).unwrap_or_default()
            }
            '&' => {
                let tail = rest.get(1..).unwrap_or_default();
                let (name, tail) = tail.split_once(';').unwrap_or((tail, ""));
                normalized.extend(resolve(name));
                tail
            }
            other => {
                normalized.push(other);
                rest.get(other.len_utf8()..).unwrap_or_default()
            }
        };
    }
    Cow::Owned(normalized)
}

#[cfg(test)]
mod tests {
    use super::{XmlErrorKind, check_attribute, normalize_attribute, resolve};

    #[test]
    fn entities_and_characters() {
        let good = [
            ("lt", '<'),
            ("gt", '>'),
            ("amp", '&'),
            ("apos", '\''),
            ("quot", '"'),
            ("#65", 'A'),
            ("#x41", 'A'),
            ("#xe5", 'å'),
            ("#xE5", 'å'),
            ("#x1F600", '😀'),
            ("#0000000000000065", 'A'),
            ("#13", '\r'),
            ("#x10FFFF", '\u{10FFFF}'),
        ];
        for (name, character) in good {
            assert_eq!(resolve(name), Ok(character), "{name}");
        }
        let bad = [
            "#",
            "#x",
            "#X41",
            "#-1",
            "#+1",
            "#0",
            "#1",
            "#x1F",
            "#xD800",
            "#xDFFF",
            "#xFFFE",
            "#xFFFF",
            "#x110000",
            "#99999999999999999999",
            "# 65",
            "#65 ",
            "#6a",
            "#xg",
            "#٣",
        ];
        for name in bad {
            assert_eq!(
                resolve(name),
                Err(XmlErrorKind::InvalidCharacterReference),
                "{name}"
            );
        }
        for name in ["", "nbsp", "LT", " lt", "lt ", "x#65"] {
            assert_eq!(resolve(name), Err(XmlErrorKind::UndefinedEntity), "{name}");
        }
    }

    #[test]
    fn attribute_values() {
        assert_eq!(normalize_attribute("a\r\nb\rc\nd\te f"), "a b c d e f");
        assert_eq!(
            normalize_attribute("&#10;&#xD;&#9;&lt;å&amp;amp;"),
            "\n\r\t<å&amp;"
        );
        let kind = |value| check_attribute(value, 0).map_err(|fault| (fault.kind, fault.at));
        assert_eq!(kind("a&lt;>]]>"), Ok(()));
        assert_eq!(kind("a<"), Err((XmlErrorKind::LessThanInAttribute, 1)));
        assert_eq!(kind("&lt;&"), Err((XmlErrorKind::BareAmpersand, 4)));
        assert_eq!(kind("a&b"), Err((XmlErrorKind::BareAmpersand, 1)));
        assert_eq!(kind("a&b&lt;"), Err((XmlErrorKind::BareAmpersand, 1)));
        assert_eq!(kind("a&b;"), Err((XmlErrorKind::UndefinedEntity, 1)));
    }
}
