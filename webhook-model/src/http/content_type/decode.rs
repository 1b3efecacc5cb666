//! Decodes the bytes of a body as text.

use std::borrow::Cow;
use std::fmt;

use http::StatusCode;

use super::{Charset, RequestType};
use crate::format::xml::reader::without_encoding;

impl RequestType {
    /// The body as a [`Decoder`](crate::Decoder) of the media type takes it: JSON as UTF-8 without a byte order mark,
    /// XML in an encoding that its declaration does not contradict.
    ///
    /// The `charset` parameter takes precedence over the encoding in the XML declaration (RFC 7303
    /// section 3.2), and a byte order mark over both. XML without the parameter is returned unchanged.
    ///
    /// ```
    /// use webhook_model::Webhook;
    /// use webhook_model::http::content_type::RequestType;
    ///
    /// let request = RequestType::parse(b"text/xml; charset=utf-8")?;
    /// let body = b"<?xml version='1.0' encoding='utf-16'?><Webhook/>";
    /// assert!(Webhook::decode(request.media, body).is_err());
    /// assert!(Webhook::decode(request.media, &request.decodable(body)?).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`DecodeError`], as [`decode_charset`].
    pub fn decodable(self, body: &[u8]) -> Result<Cow<'_, [u8]>, DecodeError> {
        let text = decode_charset(body, self.charset)?;
        if !self.media.is_xml() {
            return Ok(match text {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(text.into_bytes()),
            });
        }
        if self.charset == Charset::Unlabelled {
            return Ok(Cow::Borrowed(body));
        }
        match (without_encoding(&text), &text) {
            (None, Cow::Borrowed(_)) => Ok(Cow::Borrowed(body)),
            // The reader removes one mark: a second mark must not take its place.
            (None, Cow::Owned(text)) => Ok(Cow::Owned(["\u{feff}", text].concat().into_bytes())),
            (Some(text), _) => Ok(Cow::Owned(["\u{feff}", &text].concat().into_bytes())),
        }
    }
}

/// The text of a body, without its byte order mark. UTF-8 is checked and borrowed, UTF-16 is converted.
///
/// A byte order mark takes precedence over the label (RFC 7303 3). Without a mark the label counts, and
/// without a label the body is UTF-8.
///
/// ```
/// use webhook_model::http::content_type::{Charset, decode_charset};
///
/// assert_eq!(decode_charset(b"\xEF\xBB\xBF{}", Charset::Unlabelled)?, "{}");
/// assert_eq!(decode_charset(b"\xFF\xFE{\0}\0", Charset::Unlabelled)?, "{}");
/// assert_eq!(decode_charset(b"\0{\0}", Charset::Utf16Be)?, "{}");
/// # Ok::<(), webhook_model::http::content_type::DecodeError>(())
/// ```
///
/// # Errors
///
/// [`DecodeError`]: a sequence that is invalid in the character set (400), the label `utf-16` without a byte order mark
/// (415), or a byte order mark of UTF-32 (415).
pub fn decode_charset(body: &[u8], charset: Charset) -> Result<Cow<'_, str>, DecodeError> {
    let (order, text) = match body {
        // The mark of little-endian UTF-32 starts like that of UTF-16. JSON and XML never start with
        // U+0000, so this cannot be UTF-16.
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => return Err(DecodeError::Utf32),
        [0xEF, 0xBB, 0xBF, text @ ..] => (None, text),
        [0xFF, 0xFE, text @ ..] => (Some(ByteOrder::LowFirst), text),
        [0xFE, 0xFF, text @ ..] => (Some(ByteOrder::HighFirst), text),
        text => match charset {
            Charset::Unlabelled | Charset::Utf8 => (None, text),
            Charset::Utf16 if text.is_empty() => (None, text),
            Charset::Utf16 => return Err(DecodeError::NoByteOrderMark),
            Charset::Utf16Le => (Some(ByteOrder::LowFirst), text),
            Charset::Utf16Be => (Some(ByteOrder::HighFirst), text),
        },
    };
    let mark = body.len().saturating_sub(text.len());
    let invalid = |offset: usize| DecodeError::Invalid {
        offset: mark.saturating_add(offset),
    };
    match order {
        None => str::from_utf8(text)
            .map(Cow::Borrowed)
            .map_err(|error| invalid(error.valid_up_to())),
        Some(order) => from_utf16(text, order).map(Cow::Owned).map_err(invalid),
    }
}

/// Which byte of a UTF-16 unit comes first.
#[derive(Clone, Copy)]
enum ByteOrder {
    LowFirst,
    HighFirst,
}

/// The text, or the offset of the first invalid unit in bytes.
fn from_utf16(bytes: &[u8], order: ByteOrder) -> Result<String, usize> {
    let (units, rest) = bytes.as_chunks::<2>();
    let units = units.iter().map(|&unit| match order {
        ByteOrder::LowFirst => u16::from_le_bytes(unit),
        ByteOrder::HighFirst => u16::from_be_bytes(unit),
    });
    // Text that is mostly ASCII, as JSON and XML are, takes half the bytes in UTF-8.
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut offset: usize = 0;
    for character in char::decode_utf16(units) {
        let character = character.map_err(|_| offset)?;
        text.push(character);
        offset = offset.saturating_add(character.len_utf16().saturating_mul(2));
    }
    if rest.is_empty() {
        Ok(text)
    } else {
        Err(offset)
    }
}

/// Why the bytes of a body cannot be decoded as text.
///
/// ```
/// use webhook_model::http::content_type::{Charset, DecodeError, decode_charset};
///
/// let error = decode_charset(b"ab\xFF", Charset::Utf8).unwrap_err();
/// assert_eq!(error, DecodeError::Invalid { offset: 2 });
/// assert_eq!(error.status(), 400);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// A byte sequence that the character set doesn't have. Status 400.
    Invalid {
        /// Where it starts, in bytes from the start of the body.
        offset: usize,
    },
    /// The label is `utf-16`, which needs a byte order mark, and there is none. Status 415.
    NoByteOrderMark,
    /// The body is in UTF-32. Status 415.
    Utf32,
}

impl DecodeError {
    /// The status to answer with: 400 for invalid bytes, 415 for an unsupported character set.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Invalid { .. } => StatusCode::BAD_REQUEST,
            Self::NoByteOrderMark | Self::Utf32 => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid { offset } => {
                write!(
                    f,
                    "the body is not valid in its character set at byte {offset}; send UTF-8"
                )
            }
            Self::NoByteOrderMark => {
                f.write_str("a body in utf-16 must start with a byte order mark; or send UTF-8")
            }
            Self::Utf32 => f.write_str("UTF-32 is not read; send UTF-8"),
        }
    }
}

impl std::error::Error for DecodeError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::xml::reader::{XmlDocument, XmlLimits};
    use proptest::prelude::*;

    fn utf16(text: &str, order: ByteOrder) -> Vec<u8> {
        let bytes = |unit: u16| match order {
            ByteOrder::LowFirst => unit.to_le_bytes(),
            ByteOrder::HighFirst => unit.to_be_bytes(),
        };
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn read(body: &[u8], charset: Charset) -> Option<String> {
        decode_charset(body, charset).ok().map(Cow::into_owned)
    }

    #[test]
    fn utf8_is_borrowed() {
        assert!(matches!(
            decode_charset("\u{e9}".as_bytes(), Charset::Utf8),
            Ok(Cow::Borrowed("\u{e9}"))
        ));
        assert!(matches!(
            decode_charset(b"\xEF\xBB\xBFa", Charset::Utf8),
            Ok(Cow::Borrowed("a"))
        ));
    }

    #[test]
    fn one_mark_is_removed_and_no_more() {
        assert_eq!(
            decode_charset(b"\xEF\xBB\xBF\xEF\xBB\xBFa", Charset::Utf8).as_deref(),
            Ok("\u{feff}a")
        );
    }

    #[test]
    fn a_byte_order_mark_takes_precedence_over_the_label() {
        assert_eq!(
            decode_charset(b"\xFE\xFF\0a", Charset::Utf16Le).as_deref(),
            Ok("a")
        );
        assert_eq!(
            decode_charset(b"\xEF\xBB\xBFa", Charset::Utf16).as_deref(),
            Ok("a")
        );
        assert_eq!(
            decode_charset(b"\xFF\xFEa\0", Charset::Utf8).as_deref(),
            Ok("a")
        );
    }

    #[test]
    fn other_encodings_are_refused() {
        assert_eq!(
            decode_charset(b"a\0", Charset::Utf16),
            Err(DecodeError::NoByteOrderMark)
        );
        assert_eq!(
            decode_charset(b"\xFF\xFE\0\0a\0\0\0", Charset::Unlabelled),
            Err(DecodeError::Utf32)
        );
        assert_eq!(
            decode_charset(b"\0\0\xFE\xFF\0\0\0a", Charset::Utf8),
            Err(DecodeError::Utf32)
        );
    }

    #[test]
    fn the_first_invalid_unit_is_reported() {
        let at = |body: &[u8], charset| match decode_charset(body, charset) {
            Err(DecodeError::Invalid { offset }) => Some(offset),
            _ => None,
        };
        assert_eq!(at(b"\xEF\xBB\xBFab\xC3", Charset::Utf8), Some(5));
        assert_eq!(at(b"\xED\xA0\x80", Charset::Utf8), Some(0), "a surrogate");
        assert_eq!(at(b"\xC0\x80", Charset::Utf8), Some(0), "too long");
        assert_eq!(
            at(b"\xFF\xFEa\0b", Charset::Unlabelled),
            Some(4),
            "half a unit"
        );
        assert_eq!(
            at(b"\xFF\xFEa\0\x00\xD8a\0", Charset::Unlabelled),
            Some(4),
            "half a pair"
        );
        assert_eq!(
            at(b"a\0\x00\xDC", Charset::Utf16Le),
            Some(2),
            "the second half alone"
        );
    }

    #[test]
    fn the_parameter_takes_precedence_over_the_declaration_and_a_mark_over_both() {
        let declared = |name: &str| format!("<?xml version='1.0' encoding='{name}'?><a>\u{e9}</a>");
        let bytes = |text: &str, kind: &str| match kind {
            "utf-8" => text.as_bytes().to_vec(),
            "utf-8 mark" => ["\u{feff}", text].concat().into_bytes(),
            "le" => utf16(text, ByteOrder::LowFirst),
            "be" => utf16(text, ByteOrder::HighFirst),
            "le mark" => utf16(&["\u{feff}", text].concat(), ByteOrder::LowFirst),
            _ => utf16(&["\u{feff}", text].concat(), ByteOrder::HighFirst),
        };
        let names = [
            "utf-8",
            "UTF-16",
            "utf-16le",
            "utf-16be",
            "us-ascii",
            "iso-8859-1",
            "x-any",
        ];
        let labelled = [
            ("utf-8", "utf-8"),
            ("utf-16le", "le"),
            ("utf-16be", "be"),
            ("utf-8", "le mark"),
            ("utf-16", "le mark"),
            ("utf-16", "be mark"),
            ("utf-16", "utf-8 mark"),
            ("utf-16le", "be mark"),
            ("utf-16be", "utf-8 mark"),
        ];
        for name in names {
            for (label, kind) in labelled {
                for media in ["text/xml", "application/xml"] {
                    let header = format!("{media}; charset={label}");
                    let request = RequestType::parse(header.as_bytes()).unwrap();
                    let body = bytes(&declared(name), kind);
                    let body = request.decodable(&body).unwrap();
                    let document = XmlDocument::decode(&body, XmlLimits::default());
                    let document = document.unwrap_or_else(|error| {
                        panic!("{label}, {kind}, declared {name}: {error}");
                    });
                    let mut reader = document.reader();
                    reader.next_child().unwrap();
                    assert_eq!(reader.text_content().unwrap(), "\u{e9}");
                }
            }
            // Without the parameter the declaration must be right.
            let request = RequestType::parse(b"text/xml").unwrap();
            let body = bytes(&declared(name), "utf-8");
            let body = request.decodable(&body).unwrap();
            let read = XmlDocument::decode(&body, XmlLimits::default());
            assert_eq!(read.is_ok(), name == "utf-8", "{name}");
        }
    }

    #[test]
    fn a_label_makes_no_second_mark_and_no_bad_declaration_good() {
        let request = RequestType::parse(b"text/xml; charset=utf-8").unwrap();
        for body in [
            "\u{feff}\u{feff}<a/>",
            "\u{feff}\u{feff}<?xml version='1.0' encoding='x'?><a/>",
            "<?xml encoding='x' version='1.0'?><a/>",
            "<?xml version='1.0' encoding='8'?><a/>",
        ] {
            let body = request.decodable(body.as_bytes()).unwrap();
            let read = XmlDocument::decode(&body, XmlLimits::default())
                .and_then(|document| document.reader().finish());
            assert!(read.is_err(), "{}", String::from_utf8_lossy(&body));
        }
    }

    proptest! {
        #[test]
        fn text_comes_back(text in "[a-z\u{e9}\u{1f600}]{1,20}") {
            for (order, charset, mark) in [
                (ByteOrder::LowFirst, Charset::Utf16Le, b"\xFF\xFE"),
                (ByteOrder::HighFirst, Charset::Utf16Be, b"\xFE\xFF"),
            ] {
                let mut body = utf16(&text, order);
                prop_assert_eq!(read(&body, charset), Some(text.clone()));
                body.splice(0..0, *mark);
                prop_assert_eq!(read(&body, Charset::Unlabelled), Some(text.clone()));
                prop_assert_eq!(read(&body, Charset::Utf16), Some(text.clone()));
            }
            prop_assert_eq!(read(text.as_bytes(), Charset::Unlabelled), Some(text.clone()));
        }

        #[test]
        fn any_bytes_are_answered(body in prop::collection::vec(any::<u8>(), 0..32)) {
            for charset in [Charset::Unlabelled, Charset::Utf8, Charset::Utf16, Charset::Utf16Le, Charset::Utf16Be] {
                let _ = decode_charset(&body, charset);
            }
        }
    }
}
