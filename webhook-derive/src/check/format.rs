//! The formats of text, for defaults in source code; pure.

/// What is wrong with a text that has a format.
pub(super) fn fault(format: &str, text: &str) -> Option<&'static str> {
    match format {
        "email" if !is_email(text) => {
            Some("the text is no e-mail address; write one such as `\"person@example.com\"`")
        }
        "https_url" if !is_https_url(text) => {
            Some("the text is no https address; write one such as `\"https://example.com/path\"`")
        }
        "event_name" if !is_event_name(text) => Some(
            "the text is no event: small letters, a point, and what happened, such as `\"contact.created\"`",
        ),
        _ => None,
    }
}

/// A dot-atom and a domain (RFC 5321 section 4.1.2, without quoted names and address literals);
/// lengths of its section 4.5.3.1.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let atom = |atom: &str| !atom.is_empty() && atom.chars().all(is_atom_letter);
    local.len() <= 64 && local.split('.').all(atom) && is_domain(domain)
}

/// RFC 5322 section 3.2.3, and beyond ASCII all that is visible (RFC 6531 section 3.3).
fn is_atom_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || "!#$%&'*+-/=?^_`{|}~".contains(letter)
        || (!letter.is_ascii() && !letter.is_whitespace() && !letter.is_control())
}

/// Labels of at most 63 letters, digits and inner hyphens (RFC 1123 section 2.1).
fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        let inner = |letter: char| letter.is_alphanumeric() || letter == '-';
        (1..=63).contains(&label.len())
            && label.chars().all(inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 255 && text.split('.').all(label)
}

/// Scheme, `//`, a host (RFC 3986 sections 3.1 and 3.2), and no character that an address cannot
/// have.
fn is_https_url(text: &str) -> bool {
    let (Some(scheme), Some(rest)) = (text.get(..8), text.get(8..)) else {
        return false;
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = rest.get(..end).unwrap_or_default();
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if !host.ends_with(':') && !port.ends_with(']') => (host, port),
        _ => (host, ""),
    };
    let address = |host: &str| host.starts_with('[') && host.ends_with(']') && host.len() > 2;
    scheme.eq_ignore_ascii_case("https://")
        && (is_domain(host) || address(host))
        && port.bytes().all(|digit| digit.is_ascii_digit())
        && !text.chars().any(|letter| {
            letter.is_whitespace() || letter.is_control() || "\"<>\\^`{|}".contains(letter)
        })
}

/// Two or more parts of small letters, digits and underscores, with points between them (vendor
/// documentation of webhooks).
fn is_event_name(text: &str) -> bool {
    let part = |part: &str| {
        let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        !part.is_empty() && part.bytes().all(letter)
    };
    text.contains('.') && text.split('.').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_people() {
        for good in [
            "a@b",
            "first.last+tag@mail.example.com",
            "\u{e9}t\u{e9}@example.com",
        ] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "", "a", "@b", "a@", "a@b@c d", "a..b@c", "a b@c", "a@-b", "a@b..c", "a@b_c",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn addresses_of_servers() {
        for good in [
            "https://a",
            "HTTPS://a.b/c?d#e",
            "https://u:p@a:8443/",
            "https://[::1]:80/x",
        ] {
            assert!(is_https_url(good), "{good}");
        }
        for bad in [
            "",
            "http://a",
            "https:/a",
            "https://",
            "https:///x",
            "https://a b",
            "https://a:x",
            "\u{e9}\u{e9}\u{e9}\u{e9}://a",
            "ftps://a",
        ] {
            assert!(!is_https_url(bad), "{bad}");
        }
    }

    #[test]
    fn events() {
        for good in ["contact.created", "y_table.changed", "a.b.c1"] {
            assert!(is_event_name(good), "{good}");
        }
        for bad in [
            "",
            "contact",
            "contact.",
            ".created",
            "Contact.Created",
            "a b.c",
        ] {
            assert!(!is_event_name(bad), "{bad}");
        }
    }
}
