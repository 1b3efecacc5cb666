//! Decodes bytes to text: UTF-8 and UTF-16 (XML 1.0 section 4.3.3 and appendix F).

use std::borrow::Cow;

use super::error::{XmlError, XmlErrorKind, quoted};
use crate::position::Position;

/// The encoding of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16Be,
    Utf16Le,
}

/// The text of a document, without byte-order mark, and its encoding.
///
/// UTF-16 is recognized by its mark. UTF-16 without a mark is recognized by the zero byte next to the
/// `<` at its start, and refused.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), XmlError> {
    match bytes {
        [0xFE, 0xFF, units @ ..] => {
            let text = utf16(units, u16::from_be_bytes)?;
            Ok((Cow::Owned(text), Encoding::Utf16Be))
        }
        [0xFF, 0xFE, units @ ..] => {
            let text = utf16(units, u16::from_le_bytes)?;
            Ok((Cow::Owned(text), Encoding::Utf16Le))
        }
        [0, b'<', ..] | [b'<', 0, ..] => Err(XmlError::new(
            XmlErrorKind::Utf16WithoutMark,
            Position::after(""),
        )),
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            let text = simdutf8::compat::from_utf8(bytes).map_err(|error| {
                let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let before = str::from_utf8(valid).unwrap_or_default();
                XmlError::new(XmlErrorKind::InvalidUtf8, Position::after(before))
            })?;
            Ok((Cow::Borrowed(text), Encoding::Utf8))
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, XmlError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let Ok(character) = decoded else {
            return Err(invalid_utf16(&text));
        };
        text.push(character);
    }
    if rest.is_empty() {
        Ok(text)
    } else {
        Err(invalid_utf16(&text))
    }
}

fn invalid_utf16(before: &str) -> XmlError {
    XmlError::new(XmlErrorKind::InvalidUtf16, Position::after(before))
}

impl Encoding {
    /// Checks the encoding in the declaration of `text` against the encoding of the bytes.
    ///
    /// Names are compared without case. A UTF-16 document may name its byte order, and an ASCII
    /// document is valid UTF-8.
    pub(super) fn check_declared(self, name: &str, text: &str) -> Result<(), XmlErrorKind> {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        let agrees = match self {
            Self::Utf8 => is("utf-8") || ((is("us-ascii") || is("ascii")) && text.is_ascii()),
            Self::Utf16Be => is("utf-16") || is("utf-16be"),
            Self::Utf16Le => is("utf-16") || is("utf-16le"),
        };
        let known = [
            "utf-8", "us-ascii", "ascii", "utf-16", "utf-16be", "utf-16le",
        ];
        if agrees {
            Ok(())
        } else if known.into_iter().any(is) {
            Err(XmlErrorKind::EncodingMismatch {
                declared: quoted(name),
                found: self.name(),
            })
        } else {
            Err(XmlErrorKind::UnsupportedEncoding { name: quoted(name) })
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Be => "UTF-16, big-endian",
            Self::Utf16Le => "UTF-16, little-endian",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, XmlErrorKind, decode};

    fn text(bytes: &[u8]) -> Result<String, XmlErrorKind> {
        decode(bytes)
            .map(|(text, _)| text.into_owned())
            .map_err(|error| error.kind().clone())
    }

    #[test]
    fn marks() {
        assert_eq!(text(b"\xEF\xBB\xBF<a/>"), Ok("<a/>".into()));
        assert_eq!(text(b"\xFF\xFE<\0\xE5\0=\xD8\0\xDE"), Ok("<å😀".into()));
        assert_eq!(text(b"\xFE\xFF\0<\0\xE5\xD8=\xDE\0"), Ok("<å😀".into()));
        assert_eq!(text(b"<\0a\0"), Err(XmlErrorKind::Utf16WithoutMark));
        assert_eq!(text(b"\0<\0a"), Err(XmlErrorKind::Utf16WithoutMark));
        assert_eq!(text(b""), Ok(String::new()));
    }

    #[test]
    fn broken_bytes() {
        for bytes in [
            &b"<a>\xC0\xAF"[..],
            b"\xED\xA0\x80",
            b"\xE9<",
            b"\xF4\x90\x80\x80",
            b"a\xE2\x82",
        ] {
            assert_eq!(text(bytes), Err(XmlErrorKind::InvalidUtf8), "{bytes:?}");
        }
        for bytes in [
            &b"\xFF\xFE<"[..],
            b"\xFF\xFE\0\xD8a\0",
            b"\xFE\xFF\xDC\0",
            b"\xFE\xFF\xD8\0",
        ] {
            assert_eq!(text(bytes), Err(XmlErrorKind::InvalidUtf16), "{bytes:?}");
        }
        let place = decode(b"<a>\n\xC3\xA5\xFF").unwrap_err().position();
        assert_eq!((place.line, place.column), (2, 2));
    }

    #[test]
    fn declared_names() {
        let good = [
            (Encoding::Utf8, "UTF-8"),
            (Encoding::Utf8, "utf-8"),
            (Encoding::Utf8, "US-ASCII"),
            (Encoding::Utf16Be, "UTF-16"),
            (Encoding::Utf16Le, "utf-16le"),
            (Encoding::Utf16Be, "utf-16be"),
        ];
        for (encoding, name) in good {
            assert_eq!(encoding.check_declared(name, "<a/>"), Ok(()), "{name}");
        }
        let contradicted = [
            (Encoding::Utf8, "UTF-16"),
            (Encoding::Utf16Le, "UTF-8"),
            (Encoding::Utf16Le, "UTF-16BE"),
        ];
        for (encoding, name) in contradicted {
            let result = encoding.check_declared(name, "<a/>");
            assert!(
                matches!(result, Err(XmlErrorKind::EncodingMismatch { .. })),
                "{name}"
            );
        }
        let result = Encoding::Utf8.check_declared("us-ascii", "<å/>");
        assert!(matches!(result, Err(XmlErrorKind::EncodingMismatch { .. })));
        let result = Encoding::Utf8.check_declared("ISO-8859-1", "<a/>");
        assert!(matches!(
            result,
            Err(XmlErrorKind::UnsupportedEncoding { .. })
        ));
    }
}
