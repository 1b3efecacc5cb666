//! The building blocks that header fields share (RFC 9110 section 5.6): tokens, quoted strings, lists, parameters.
//!
//! Everything works on bytes: a header value may hold any byte from 0x80 up, and such a byte makes only
//! its member invalid, not the whole header. Nothing here allocates, and every function reads its input
//! once.

use std::fmt;

/// A part of a header field that does not follow its grammar.
///
/// ```
/// use webhook_model::http::quality::Quality;
///
/// assert!(Quality::parse(b"half").is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this part of the header field does not follow its grammar")
    }
}

impl std::error::Error for Malformed {}

/// Whether a byte may occur in a token (RFC 9110 5.6.2).
const fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'
                | b'_'
                | b'`'
                | b'|'
                | b'~'
        )
}

/// The bytes as a token, if they are one: at least one byte, and only those that a token may hold.
pub(crate) fn token(bytes: &[u8]) -> Option<&str> {
    if bytes.is_empty() || !bytes.iter().copied().all(is_token_byte) {
        return None;
    }
    str::from_utf8(bytes).ok()
}

/// Without the spaces and tabs at both ends (optional white space, RFC 9110 5.6.3).
pub(crate) fn trim(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = bytes {
        bytes = rest;
    }
    bytes
}

/// The members of a list field (RFC 9110 5.6.1), trimmed, empty ones left out, over all lines of the field.
///
/// Each line is split on its own, so that a quote left open in one line can't swallow the members of the next.
pub(crate) fn members<'h>(
    lines: impl IntoIterator<Item = &'h [u8]>,
) -> impl Iterator<Item = &'h [u8]> {
    lines.into_iter().flat_map(|line| pieces(line, b','))
}

/// The parameters of `;name=value;name=value` (RFC 9110 5.6.6), given without the first semicolon.
pub(crate) fn parameters(bytes: &[u8]) -> impl Iterator<Item = Result<Parameter<'_>, Malformed>> {
    pieces(bytes, b';').map(Parameter::parse)
}

/// The trimmed, non-empty pieces between separators outside quoted strings.
pub(crate) fn pieces(bytes: &[u8], separator: u8) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let bytes = rest.take()?;
        let end = unquoted_position(bytes, separator).unwrap_or(bytes.len());
        let (piece, tail) = bytes.split_at_checked(end)?;
        rest = tail.split_first().map(|(_, after)| after);
        Some(trim(piece))
    })
    .filter(|piece| !piece.is_empty())
}

/// The position of the first `separator` outside a quoted string. An unclosed quote reaches to the end.
fn unquoted_position(bytes: &[u8], separator: u8) -> Option<usize> {
    let mut quoted = false;
    let mut escaped = false;
    bytes.iter().position(|&byte| {
        if escaped {
            escaped = false;
        } else if byte == b'"' {
            quoted = !quoted;
        } else if quoted {
            escaped = byte == b'\\';
        } else {
            return byte == separator;
        }
        false
    })
}

/// `name=value`; the name is compared without regard to case.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parameter<'h> {
    pub(crate) name: &'h str,
    pub(crate) value: Value<'h>,
}

impl<'h> Parameter<'h> {
    /// Reads one parameter. No white space is allowed around the equals sign.
    pub(crate) fn parse(bytes: &'h [u8]) -> Result<Self, Malformed> {
        let equals = bytes
            .iter()
            .position(|&byte| byte == b'=')
            .ok_or(Malformed)?;
        let (name, rest) = bytes.split_at_checked(equals).ok_or(Malformed)?;
        let value = rest.get(1..).ok_or(Malformed)?;
        Ok(Self {
            name: token(name).ok_or(Malformed)?,
            value: Value::parse(value)?,
        })
    }

    /// Whether the name is this one, given in lower case.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The value of a parameter. A quoted string means the same as the token inside the quotes (RFC 9110 5.6.6).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'h> {
    /// The token, or the text between the quotes with its backslashes. A token holds no backslash.
    raw: &'h [u8],
}

impl<'h> Value<'h> {
    fn parse(bytes: &'h [u8]) -> Result<Self, Malformed> {
        if let [b'"', raw @ .., b'"'] = bytes {
            return is_quoted_text(raw).then_some(Self { raw }).ok_or(Malformed);
        }
        token(bytes).map(|_| Self { raw: bytes }).ok_or(Malformed)
    }

    /// The bytes of the value, with backslashes resolved.
    pub(crate) fn bytes(self) -> impl Iterator<Item = u8> + 'h {
        let mut raw = self.raw.iter().copied();
        std::iter::from_fn(move || match raw.next()? {
            b'\\' => raw.next(),
            byte => Some(byte),
        })
    }

    /// Whether both values are the same bytes.
    pub(crate) fn same_as(self, other: Value<'_>) -> bool {
        self.bytes().eq(other.bytes())
    }

    /// Whether both values are the same text, without regard to ASCII case.
    pub(crate) fn same_ignoring_case(self, text: &str) -> bool {
        let lower = |byte: u8| byte.to_ascii_lowercase();
        self.bytes().map(lower).eq(text.bytes().map(lower))
    }
}

/// Whether these bytes may occur between the quotes of a quoted string (RFC 9110 5.6.4).
fn is_quoted_text(raw: &[u8]) -> bool {
    let mut escaped = false;
    let allowed = raw.iter().all(|&byte| {
        let was_escaped = std::mem::take(&mut escaped);
        match byte {
            b'\\' => {
                escaped = !was_escaped;
                true
            }
            b'"' => was_escaped,
            b'\t' | b' '..=b'~' | 0x80.. => true,
            _ => false,
        }
    });
    allowed && !escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(lines: &[&'static str]) -> Vec<&'static str> {
        let bytes = lines.iter().map(|line| line.as_bytes());
        members(bytes)
            .filter_map(|member| str::from_utf8(member).ok())
            .collect()
    }

    #[test]
    fn lists_skip_empty_members_and_keep_quoted_commas() {
        assert_eq!(list(&[" a ,, \t,b\t"]), ["a", "b"]);
        assert_eq!(list(&["a;x=\"1,2\\\",3\",b"]), ["a;x=\"1,2\\\",3\"", "b"]);
        assert_eq!(list(&["", ",", "a", "b,c"]), ["a", "b", "c"]);
    }

    #[test]
    fn an_open_quote_ends_with_its_line() {
        assert_eq!(list(&["a;x=\"1, b", "c"]), ["a;x=\"1, b", "c"]);
    }

    #[test]
    fn a_backslash_outside_quotes_escapes_nothing() {
        assert_eq!(list(&["a\\,b"]), ["a\\", "b"]);
    }

    fn value(text: &str) -> Option<Vec<u8>> {
        let parameter = Parameter::parse(text.as_bytes()).ok()?;
        Some(parameter.value.bytes().collect())
    }

    #[test]
    fn values_are_tokens_or_quoted_strings() {
        assert_eq!(value("a=b"), Some(b"b".to_vec()));
        assert_eq!(value("a=\"b\""), Some(b"b".to_vec()));
        assert_eq!(value("a=\"\""), Some(Vec::new()));
        assert_eq!(value(r#"a="b\"\\c""#), Some(br#"b"\c"#.to_vec()));
        assert_eq!(value("a=\"\u{e9}\""), Some("\u{e9}".as_bytes().to_vec()));
    }

    #[test]
    fn malformed_parameters() {
        for text in [
            "",
            "a",
            "=b",
            "a=",
            "a =b",
            "a= b",
            "a=b c",
            "a=\"b",
            "a=b\"",
            "a=\"",
            "a=\"\\\"",
            "a=\"b\"c\"",
            "a=\"\0\"",
            "a=\u{e9}",
            "\u{e9}=a",
            "a=b=c",
        ] {
            assert_eq!(value(text), None, "{text:?}");
        }
    }
}
