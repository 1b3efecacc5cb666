//! The parts of RFC 3986 for https addresses, at compile time and at run time.

use crate::bytes::same_name;

/// The text after `https://`, in any case (RFC 3986 section 3.1).
pub(crate) const fn after_https(url: &str) -> Option<&str> {
    after(url, "https://")
}

/// The text after `http://`, in any case.
pub(crate) const fn after_http(url: &str) -> Option<&str> {
    after(url, "http://")
}

const fn after<'t>(url: &'t str, scheme: &str) -> Option<&'t str> {
    match url.split_at_checked(scheme.len()) {
        Some((start, rest)) if same_name(start, scheme) => Some(rest),
        _ => None,
    }
}

/// The position of the first byte that RFC 3986 section 2 does not allow.
pub(crate) const fn strange_byte(url: &str) -> Option<usize> {
    let bytes = url.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let allowed = match bytes[at] {
            b'%' => {
                at + 2 < bytes.len()
                    && bytes[at + 1].is_ascii_hexdigit()
                    && bytes[at + 2].is_ascii_hexdigit()
            }
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => false,
            byte => byte.is_ascii_graphic(),
        };
        if !allowed {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The authority at the beginning of a text, after `//`, and the rest (RFC 3986 section 3.2).
pub(crate) const fn authority(rest: &str) -> (&str, &str) {
    match split_at_first(rest, b"/?#") {
        Some(parts) => parts,
        None => (rest, ""),
    }
}

/// Host and port of an authority without credentials; IPv6 addresses keep their brackets. `None` if the
/// host is followed by other text.
pub(crate) const fn host_and_port(authority: &str) -> Option<(&str, Option<&str>)> {
    let (host, rest) = match split_at_first(authority, b"]") {
        Some((host, _)) => authority.split_at(host.len() + 1),
        None if matches!(authority.as_bytes(), [b'[', ..]) => return None,
        None => match split_at_first(authority, b":") {
            Some(parts) => parts,
            None => (authority, ""),
        },
    };
    match rest.as_bytes() {
        [] => Some((host, None)),
        [b':', ..] => Some((host, Some(rest.split_at(1).1))),
        _ => None,
    }
}

/// Whether a text is a host's name: labels of at most 63 ASCII letters, digits and inner hyphens (RFC
/// 1123 section 2.1), at most 253 bytes in total (RFC 1035 section 2.3.4).
pub(crate) const fn is_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut start) = (0, 0);
    while at <= bytes.len() {
        if at == bytes.len() || bytes[at] == b'.' {
            let empty_or_long = at == start || at - start > 63;
            if empty_or_long || bytes[start] == b'-' || bytes[at - 1] == b'-' {
                return false;
            }
            start = at + 1;
        } else if !bytes[at].is_ascii_alphanumeric() && bytes[at] != b'-' {
            return false;
        }
        at += 1;
    }
    bytes.len() <= 253
}

/// Splits a text before the first of some ASCII bytes; `None` without any of them.
pub(crate) const fn split_at_first<'t>(text: &'t str, ends: &[u8]) -> Option<(&'t str, &'t str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let mut end = 0;
        while end < ends.len() {
            if bytes[at] == ends[end] {
                return Some(text.split_at(at));
            }
            end += 1;
        }
        at += 1;
    }
    None
}
