//! Paths and queries: percent-decoding, and a normal form for comparing paths.

/// Percent-decodes a text (RFC 3986 section 2.1); `None` for a malformed escape or invalid UTF-8.
pub(crate) fn decode(text: &str, plus_is_space: bool) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let high = char::from(bytes.next()?).to_digit(16)?;
                let low = char::from(bytes.next()?).to_digit(16)?;
                u8::try_from(high * 16 + low).ok()?
            }
            b'+' if plus_is_space => b' ',
            other => other,
        });
    }
    String::from_utf8(decoded).ok()
}

/// Normalizes a path: percent-decodes it, converts ASCII to lower case, and removes one trailing
/// slash. Empty segments are kept and dots are not resolved. `None` for a malformed path.
///
/// .NET's routing also ignores case and the trailing slash.
pub(crate) fn normalise(path: &str) -> Option<String> {
    let path = path.strip_suffix('/').unwrap_or(path);
    let mut normal = String::with_capacity(path.len());
    for segment in path.split('/').skip(1) {
        let segment = decode(segment, false)?;
        // An escaped slash is not a separator (RFC 3986 section 2.2), and names contain no control
        // characters.
        if segment.contains(|character: char| character == '/' || character.is_control()) {
            return None;
        }
        normal.push('/');
        normal.push_str(&segment);
    }
    normal.make_ascii_lowercase();
    Some(normal)
}

/// The first value of a query parameter; names are compared in any case, as .NET does.
pub(crate) fn query_value(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let key = decode(key, true)?;
        if key.eq_ignore_ascii_case(name) {
            decode(value, true)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_escapes_and_one_last_slash_are_ignored() {
        for path in ["/api/V1", "/%61pi/v1", "/API/v1/"] {
            assert_eq!(normalise(path).as_deref(), Some("/api/v1"), "{path}");
        }
        assert_eq!(normalise("/").as_deref(), Some(""));
        assert_eq!(normalise("").as_deref(), Some(""));
        assert_eq!(normalise("*").as_deref(), Some(""));
    }

    #[test]
    fn other_differences_count() {
        for path in [
            "/api//v1",
            "//api/v1",
            "/api/v1//",
            "/api/./v1",
            "/x/../api/v1",
        ] {
            assert_ne!(normalise(path).as_deref(), Some("/api/v1"), "{path}");
        }
    }

    #[test]
    fn malformed_paths() {
        for path in [
            "/a%", "/a%4", "/a%zz", "/%c3", "/a%00", "/a%2fb", "/%0d%0a", "/%+1",
        ] {
            assert_eq!(normalise(path), None, "{path}");
        }
    }

    #[test]
    fn query_values() {
        let query = "a=1&webhookid=5%20%2b+x&b";
        assert_eq!(query_value(query, "webhookId").as_deref(), Some("5 + x"));
        assert_eq!(query_value(query, "b").as_deref(), Some(""));
        assert_eq!(query_value(query, "c"), None);
        assert_eq!(query_value("a=%", "a"), None);
    }
}
