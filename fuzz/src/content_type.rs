//! `Content-Type` and character sets: decodes a body as its request declares.

use webhook_model::http::content_type::{Charset, RequestType, decode_charset};

/// Parses the input up to a zero byte as the header, and decodes the rest as a body in every character
/// set.
///
/// # Panics
/// If a body decodes to more text than its bytes allow, or differs from the same text in UTF-8.
pub fn run(input: &[u8]) {
    let (header, body) = crate::halves(input);
    if let Ok(request) = RequestType::parse(header) {
        let _ = format!("{request:?}");
    }
    for charset in [
        Charset::Unlabelled,
        Charset::Utf8,
        Charset::Utf16,
        Charset::Utf16Le,
        Charset::Utf16Be,
    ] {
        if let Ok(text) = decode_charset(body, charset) {
            // Two bytes of UTF-16 are at most three of UTF-8.
            assert!(text.len() <= body.len() / 2 * 3 + body.len() % 2);
        }
    }
    if let Ok(text) = std::str::from_utf8(body) {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        if let Ok(back) = decode_charset(&wide, Charset::Utf16Le) {
            assert_eq!(back, text.strip_prefix('\u{FEFF}').unwrap_or(text));
        }
    }
}
