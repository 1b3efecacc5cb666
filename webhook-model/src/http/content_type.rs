//! The description of a request body: media type, character set, content coding.

mod decode;

use std::fmt;

use http::StatusCode;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};

pub use self::decode::{DecodeError, decode_charset};
use super::syntax::{self, Value};
use crate::format::MediaType;
use crate::format::media_type::write_known;

/// The longest `Content-Type` that is read, in bytes.
const MAX_LENGTH: usize = 1024;

/// The media type and character set in the `Content-Type` header of a request (RFC 9110 section 8.3).
///
/// ```
/// use webhook_model::format::MediaType;
/// use webhook_model::http::content_type::{Charset, RequestType};
///
/// let request = RequestType::parse(b"Text/XML; charset=\"utf-16\"")?;
/// assert_eq!(request.media, MediaType::TextXml);
/// assert_eq!(request.charset, Charset::Utf16);
/// # Ok::<(), webhook_model::http::content_type::UnsupportedType>(())
/// ```
// Exhaustive: a server may choose the type of a body without the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestType {
    /// The media type of the body.
    pub media: MediaType,
    /// The character set that the header names.
    pub charset: Charset,
}

/// The character sets that bodies are read in.
///
/// ```
/// # use webhook_model::http::content_type::Charset;
/// assert_eq!(Charset::default(), Charset::Unlabelled);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Charset {
    /// The header names none: UTF-8, unless the body starts with another byte order mark.
    #[default]
    Unlabelled,
    /// `utf-8`, or `utf8` as some write it.
    Utf8,
    /// `utf-16`: the body has to start with a byte order mark, which tells the order (RFC 7303 3.2).
    Utf16,
    /// `utf-16le`: UTF-16, low byte first.
    Utf16Le,
    /// `utf-16be`: UTF-16, high byte first.
    Utf16Be,
}

impl RequestType {
    /// Reads the `Content-Type` of a request that has a body. A request without a body needs none.
    ///
    /// ```
    /// use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
    /// use webhook_model::format::MediaType;
    /// use webhook_model::http::content_type::{RequestType, UnsupportedType};
    ///
    /// let mut headers = HeaderMap::new();
    /// assert_eq!(RequestType::from_headers(&headers), Err(UnsupportedType::Missing));
    /// headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    /// assert_eq!(RequestType::from_headers(&headers)?.media, MediaType::ApplicationJson);
    /// # Ok::<(), UnsupportedType>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`UnsupportedType`]: no such header, more than one, one of more than 1,024 bytes, or as
    /// [`parse`](Self::parse).
    pub fn from_headers(headers: &HeaderMap) -> Result<Self, UnsupportedType> {
        let mut lines = headers.get_all(CONTENT_TYPE).iter();
        let line = lines.next().ok_or(UnsupportedType::Missing)?;
        if lines.next().is_some() || line.len() > MAX_LENGTH {
            return Err(UnsupportedType::Malformed);
        }
        Self::parse(line.as_bytes())
    }

    /// Reads the value of a `Content-Type` header. Parameters other than `charset` are checked and ignored.
    ///
    /// The JSON types take no UTF-16 label: JSON that travels is UTF-8 (RFC 8259 8.1).
    ///
    /// # Errors
    ///
    /// [`UnsupportedType`]: empty, malformed, another media type than [`MediaType::ALL`], an unknown character set, or
    /// two that differ.
    pub fn parse(value: &[u8]) -> Result<Self, UnsupportedType> {
        let value = syntax::trim(value);
        if value.is_empty() {
            return Err(UnsupportedType::Missing);
        }
        let semicolon = value
            .iter()
            .position(|&byte| byte == b';')
            .unwrap_or(value.len());
        let (essence, parameters) = value
            .split_at_checked(semicolon)
            .ok_or(UnsupportedType::Malformed)?;
        let media = MediaType::from_essence(syntax::trim(essence)).ok_or(UnsupportedType::Media)?;

        let mut charset = Charset::Unlabelled;
        for parameter in syntax::parameters(parameters.get(1..).unwrap_or_default()) {
            let parameter = parameter.map_err(|_| UnsupportedType::Malformed)?;
            if !parameter.is("charset") {
                continue;
            }
            let named = Charset::from_label(parameter.value).ok_or(UnsupportedType::Charset)?;
            if charset != Charset::Unlabelled && charset != named {
                return Err(UnsupportedType::Charset);
            }
            charset = named;
        }
        if !media.is_xml() && !matches!(charset, Charset::Unlabelled | Charset::Utf8) {
            return Err(UnsupportedType::Charset);
        }
        Ok(Self { media, charset })
    }
}

impl Charset {
    fn from_label(value: Value<'_>) -> Option<Self> {
        let known = [
            ("utf-8", Self::Utf8),
            ("utf8", Self::Utf8),
            ("utf-16", Self::Utf16),
            ("utf-16le", Self::Utf16Le),
            ("utf-16be", Self::Utf16Be),
        ];
        known
            .into_iter()
            .find(|(name, _)| value.same_ignoring_case(name))
            .map(|(_, charset)| charset)
    }
}

/// Refuses a body in any content coding other than `identity` (RFC 9110 section 8.4).
///
/// ```
/// use http::header::{CONTENT_ENCODING, HeaderMap, HeaderValue};
/// use webhook_model::http::content_type::check_content_encoding;
///
/// let mut headers = HeaderMap::new();
/// assert!(check_content_encoding(&headers).is_ok());
/// headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
/// assert!(check_content_encoding(&headers).is_err());
/// ```
///
/// # Errors
///
/// [`UnsupportedType::Encoding`]; the response may say `Accept-Encoding: identity` (RFC 9110 15.5.16).
pub fn check_content_encoding(headers: &HeaderMap) -> Result<(), UnsupportedType> {
    let lines = headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .map(HeaderValue::as_bytes);
    if syntax::members(lines).all(|coding| coding.eq_ignore_ascii_case(b"identity")) {
        Ok(())
    } else {
        Err(UnsupportedType::Encoding)
    }
}

/// The error for a body that is not supported: status 415 (RFC 9110 15.5.16).
///
/// ```
/// use webhook_model::http::content_type::UnsupportedType;
///
/// assert_eq!(UnsupportedType::Charset.status(), 415);
/// assert!(UnsupportedType::Charset.to_string().contains("UTF-8"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnsupportedType {
    /// The request has a body but no `Content-Type`.
    Missing,
    /// The header doesn't follow the grammar, or there is more than one.
    Malformed,
    /// The media type is not one of [`MediaType::ALL`].
    Media,
    /// The character set is not supported, or not for this media type.
    Charset,
    /// The body is compressed or otherwise encoded.
    Encoding,
}

impl UnsupportedType {
    /// The status to answer with: always 415.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    }
}

impl fmt::Display for UnsupportedType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Missing => "the body needs a Content-Type, one of ",
            Self::Malformed => "Content-Type must be one well-formed media type out of ",
            Self::Media => "Content-Type must be one of ",
            Self::Charset => {
                return f.write_str(
                    "the body must be in UTF-8, or, for XML, in UTF-16 with a byte order mark",
                );
            }
            Self::Encoding => {
                return f.write_str("Content-Encoding must be identity: send the body as it is");
            }
        };
        f.write_str(text)?;
        write_known(f)
    }
}

impl std::error::Error for UnsupportedType {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn charset(text: &str) -> Result<Charset, UnsupportedType> {
        RequestType::parse(text.as_bytes()).map(|request| request.charset)
    }

    #[test]
    fn charset_labels() {
        assert_eq!(charset("text/xml"), Ok(Charset::Unlabelled));
        assert_eq!(charset("text/xml; CHARSET=\"UTF-\\8\""), Ok(Charset::Utf8));
        assert_eq!(
            charset("text/xml; charset=utf-8; charset=UTF8"),
            Ok(Charset::Utf8)
        );
        assert_eq!(charset("text/xml;charset=UTF-16BE"), Ok(Charset::Utf16Be));
        for bad in [
            "\"\"",
            "iso-8859-1",
            "utf-7",
            "utf-32",
            "utf-8; charset=utf-16",
            "\" utf-8\"",
            "utf-16; charset=x",
        ] {
            assert_eq!(
                charset(&format!("text/xml;charset={bad}")),
                Err(UnsupportedType::Charset),
                "{bad}"
            );
        }
        for json in [
            "application/json",
            "text/json",
            "application/json-patch+json",
        ] {
            for utf16 in ["utf-16", "utf-16le", "utf-16be"] {
                assert_eq!(
                    charset(&format!("{json};charset={utf16}")),
                    Err(UnsupportedType::Charset)
                );
            }
        }
    }

    #[test]
    fn malformed_values() {
        for bad in [
            "text/xml;charset",
            "text/xml;charset=",
            "text/xml;charset = utf-8",
            "text/xml;x=\"",
            "text/xml; x",
        ] {
            assert_eq!(charset(bad), Err(UnsupportedType::Malformed), "{bad}");
        }
        assert_eq!(charset("text/xml;; x=\"a;b\" ;"), Ok(Charset::Unlabelled));
        assert_eq!(charset(" \t"), Err(UnsupportedType::Missing));
        assert_eq!(charset("text/xml\u{e9}"), Err(UnsupportedType::Media));
    }

    #[test]
    fn two_headers_are_refused_even_if_equal() {
        let mut headers = HeaderMap::new();
        headers.append(CONTENT_TYPE, HeaderValue::from_static("text/xml"));
        headers.append(CONTENT_TYPE, HeaderValue::from_static("text/xml"));
        assert_eq!(
            RequestType::from_headers(&headers),
            Err(UnsupportedType::Malformed)
        );
    }

    #[test]
    fn only_the_identity_coding_is_read() {
        for (value, fine) in [
            ("", true),
            ("Identity", true),
            ("identity, identity", true),
            ("foo", false),
            ("identity, gzip", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.append(CONTENT_ENCODING, HeaderValue::from_static(value));
            assert_eq!(check_content_encoding(&headers).is_ok(), fine, "{value}");
        }
        let mut headers = HeaderMap::new();
        headers.append(CONTENT_ENCODING, HeaderValue::from_static("identity"));
        headers.append(
            CONTENT_ENCODING,
            HeaderValue::from_bytes(b"\xff").expect("a header value"),
        );
        assert_eq!(
            check_content_encoding(&headers),
            Err(UnsupportedType::Encoding)
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(value in prop::collection::vec(any::<u8>(), 0..64)) {
            let _ = RequestType::parse(&value);
        }
    }
}
