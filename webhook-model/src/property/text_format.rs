//! Formats of text, checked at compile time for defaults in source code, and at run time by
//! [`validate`](crate::NetServerEntity::validate).

use crate::uri;

/// The format of a text property. The schema contains it. Defaults in source code are checked at
/// compile time, and other values by [`validate`](crate::NetServerEntity::validate). Decoding does not
/// check it: the server has the last word.
///
/// ```
/// use webhook_model::NetServerEntity;
/// use webhook_model::property::text_format::TextFormat;
///
/// #[derive(NetServerEntity)]
/// struct Person {
///     #[netserver(format = email)]
///     email: Option<String>,
/// }
/// assert_eq!(Person::ENTITY.properties[0].format, Some(TextFormat::Email));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TextFormat {
    /// An address as in RFC 5321 section 4.1.2, without quotes: `person@example.com`.
    Email,
    /// An address of the scheme `https`, as in RFC 3986: `https://example.com/path`.
    HttpsUrl,
    /// An entity and an event: `contact.created` (vendor documentation of webhooks).
    EventName,
}

impl TextFormat {
    /// Whether a text has the format. Only the text is checked: not whether an address exists, and not
    /// whether a webhook may send there; see [`target_url`](crate::target_url).
    ///
    /// ```
    /// use webhook_model::property::text_format::TextFormat;
    ///
    /// const { assert!(TextFormat::EventName.matches("contact.created")) };
    /// assert!(!TextFormat::Email.matches("nobody"));
    /// assert!(!TextFormat::HttpsUrl.matches("http://example.com"));
    /// ```
    #[must_use]
    pub const fn matches(self, text: &str) -> bool {
        match self {
            Self::Email => is_email(text),
            Self::HttpsUrl => is_https_url(text),
            Self::EventName => is_event_name(text),
        }
    }
}

/// A dot-atom and a domain (RFC 5321 section 4.1.2, without quoted names and address literals);
/// lengths of its section 4.5.3.1.
const fn is_email(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = bytes.len();
    while at > 0 && bytes[at - 1] != b'@' {
        at -= 1;
    }
    if at == 0 {
        return false;
    }
    let (local, domain) = (text.split_at(at - 1).0, text.split_at(at).1);
    local.len() <= 64 && is_dot_atom(local) && is_mail_domain(domain)
}

/// RFC 5322 section 3.2.3, and beyond ASCII all visible characters (RFC 6531 section 3.3).
const fn is_dot_atom(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'.' if at == 0 || at + 1 == bytes.len() || bytes[at + 1] == b'.' => return false,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b':' | b';' | b'@' | b'\\' | b',' | b'"' => {
                return false;
            }
            byte if byte.is_ascii() && !byte.is_ascii_graphic() => return false,
            _ => {}
        }
        at += 1;
    }
    !bytes.is_empty() && !has_unseen_letter(bytes)
}

/// A host's name, whose letters may be beyond ASCII.
const fn is_mail_domain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut start) = (0, 0);
    while at <= bytes.len() {
        if at == bytes.len() || bytes[at] == b'.' {
            if at == start || at - start > 63 || bytes[start] == b'-' || bytes[at - 1] == b'-' {
                return false;
            }
            start = at + 1;
        } else if bytes[at].is_ascii() && !bytes[at].is_ascii_alphanumeric() && bytes[at] != b'-' {
            return false;
        }
        at += 1;
    }
    bytes.len() <= 255 && !has_unseen_letter(bytes)
}

/// Whether UTF-8 contains white space or a control character beyond ASCII.
const fn has_unseen_letter(bytes: &[u8]) -> bool {
    let mut at = 0;
    while at + 1 < bytes.len() {
        let third = if at + 2 < bytes.len() {
            bytes[at + 2]
        } else {
            0
        };
        match (bytes[at], bytes[at + 1], third) {
            (0xC2, 0x80..=0xA0, _)
            | (0xE1, 0x9A, 0x80)
            | (0xE2, 0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF)
            | (0xE2, 0x81, 0x9F)
            | (0xE3, 0x80, 0x80) => return true,
            _ => {}
        }
        at += 1;
    }
    false
}

/// Scheme, `//` and a host, optionally with credentials and a port (RFC 3986 sections 3.1 and 3.2), and
/// only bytes that are allowed in an address.
const fn is_https_url(text: &str) -> bool {
    let Some(rest) = uri::after_https(text) else {
        return false;
    };
    let (authority, _) = uri::authority(rest);
    let host = match uri::split_at_first(authority, b"@") {
        Some((_, host)) => host.split_at(1).1,
        None => authority,
    };
    let Some((host, port)) = uri::host_and_port(host) else {
        return false;
    };
    let is_host = match host.as_bytes() {
        [b'[', inside @ .., b']'] => !inside.is_empty(),
        _ => uri::is_name(host),
    };
    let has_port = match port {
        Some(port) => are_digits(port.as_bytes()),
        None => true,
    };
    is_host && has_port && uri::strange_byte(text).is_none()
}

const fn are_digits(bytes: &[u8]) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            return false;
        }
        at += 1;
    }
    true
}

/// Words of ASCII letters, digits, `_` and `-`, joined by dots, of at most 200 bytes in total: several
/// times the length of any event that the vendor documents.
pub(crate) const fn is_event_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let allowed = match bytes[at] {
            b'.' => at > 0 && at + 1 < bytes.len() && bytes[at + 1] != b'.',
            byte => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'),
        };
        if !allowed {
            return false;
        }
        at += 1;
    }
    !bytes.is_empty() && bytes.len() <= 200
}

#[cfg(test)]
mod tests {
    use super::TextFormat::{Email, EventName, HttpsUrl};

    #[test]
    fn texts_have_their_format_or_not() {
        let cases = [
            (Email, "a@b", true),
            (Email, "first.last+tag@mail.example.com", true),
            (Email, "\u{e9}t\u{e9}@example.com", true),
            (Email, "a@b\u{fc}cher.example", true),
            (Email, "", false),
            (Email, "a", false),
            (Email, "@b", false),
            (Email, "a@", false),
            (Email, "a@b@c", false),
            (Email, "a..b@c", false),
            (Email, ".a@b", false),
            (Email, "a b@c", false),
            (Email, "a\u{a0}b@c", false),
            (Email, "a\u{2003}b@c", false),
            (Email, "a@-b", false),
            (Email, "a@b..c", false),
            (Email, "a@b_c", false),
            (HttpsUrl, "https://a", true),
            (HttpsUrl, "HTTPS://a.b/c?d#e", true),
            (HttpsUrl, "https://u:p@a:8443/", true),
            (HttpsUrl, "https://[::1]:80/x", true),
            (HttpsUrl, "https://a/%C3%A9", true),
            (HttpsUrl, "", false),
            (HttpsUrl, "http://a", false),
            (HttpsUrl, "https:/a", false),
            (HttpsUrl, "https://", false),
            (HttpsUrl, "https:///x", false),
            (HttpsUrl, "https://[]/", false),
            (HttpsUrl, "https://[::1", false),
            (HttpsUrl, "https://[::1]x/", false),
            (HttpsUrl, "https://a b", false),
            (HttpsUrl, "https://a/\u{e9}", false),
            (HttpsUrl, "https://a/%C", false),
            (HttpsUrl, "https://a:x", false),
            (HttpsUrl, "https://-a/", false),
            (HttpsUrl, "\u{e9}\u{e9}\u{e9}\u{e9}://a", false),
            (HttpsUrl, "ftps://a", false),
            (EventName, "contact.created", true),
            (EventName, "y_table.changed", true),
            (EventName, "list.category.changed", true),
            (EventName, "test", true),
            (EventName, "", false),
            (EventName, "contact.", false),
            (EventName, ".created", false),
            (EventName, "a..b", false),
            (EventName, "Contact Deleted", false),
            (EventName, "a b.c", false),
        ];
        for (format, text, right) in cases {
            assert_eq!(format.matches(text), right, "{format:?} {text}");
        }
        assert!(EventName.matches(&"x".repeat(200)) && !EventName.matches(&"x".repeat(201)));
        let local = |length: usize| format!("{}@b", "x".repeat(length));
        assert!(Email.matches(&local(64)) && !Email.matches(&local(65)));
        let host = |length: usize| format!("https://{}", "x".repeat(length));
        assert!(HttpsUrl.matches(&host(63)) && !HttpsUrl.matches(&host(64)));
    }
}
