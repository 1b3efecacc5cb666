//! Phrases of a description that change the header of a request.

use super::draft::{AUTHORIZATION, Draft};
use super::words::Words;

/// Applies all phrases in the description; false if there are none.
pub(crate) fn apply(draft: &mut Draft, words: &Words) -> bool {
    let parts = [
        whole(draft, words),
        line_ends(draft, words),
        odd_byte(draft, words),
        shapes(draft, words),
        repeated(draft, words),
        many(draft, words),
        long(draft, words),
    ];
    parts.contains(&true)
}

/// An ordinary request, and a request whose handler panics.
fn whole(draft: &mut Draft, words: &Words) -> bool {
    if words.has("panic") {
        "/api/v1/Agents/Webhook/GetWebhook".clone_into(&mut draft.target);
        return true;
    }
    let plain = [
        "any negotiated",
        "any 200",
        "plain request",
        "valid request",
        "normal request",
        "any request",
        "sending side",
    ];
    plain.iter().any(|phrase| words.has(phrase))
}

fn line_ends(draft: &mut Draft, words: &Words) -> bool {
    if words.has_word("chunk") {
        return false;
    }
    let only_lf = [
        "lf only",
        "only lf",
        "bare lf",
        "\\n only",
        "lf instead of",
        "lf without cr",
    ];
    if only_lf.iter().any(|phrase| words.has(phrase)) {
        draft.line_end = "\n";
    } else if words.has("cr without lf") || words.has("bare cr") || words.has("lone cr") {
        draft.field("X: a\rb");
    } else if words.has("continuation line") || words.has("obs-fold") || words.has_word("folded") {
        draft.field("X: a\r\n b");
    } else if [
        "before the request line",
        "before request line",
        "leading crlf",
        "leading empty line",
    ]
    .iter()
    .any(|phrase| words.has(phrase))
    {
        draft.before = b"\r\n".to_vec();
    } else {
        return false;
    }
    true
}

/// The byte that a description puts in a wrong place.
fn named_byte(words: &Words) -> Option<u8> {
    if let Some(hex) = words.lower.split("0x").nth(1).filter(|_| words.has(" in ")) {
        return u8::from_str_radix(hex.get(..2)?, 16).ok();
    }
    let names = [
        ("nul", 0),
        ("del", 0x7F),
        ("control character", 1),
        ("control char", 1),
        ("non-ascii", 0xFF),
        ("latin-1", 0xE9),
        ("high byte", 0xFF),
        ("vertical tab", 0x0B),
        ("tab", b'\t'),
        ("space", b' '),
    ];
    let found = names
        .iter()
        .find(|(name, _)| words.has(&format!("{name} in ")));
    found.map(|(_, byte)| *byte)
}

fn odd_byte(draft: &mut Draft, words: &Words) -> bool {
    let Some(byte) = named_byte(words) else {
        return false;
    };
    let place = words.lower.rsplit(" in ").next().unwrap_or_default();
    // The parts of the request line are text here, so Latin-1 bytes go only into header fields.
    let letter = char::from(byte);
    if place.contains("name") {
        draft.field([b"X", &[byte][..], b"Y: a"].concat());
    } else if place.contains("method") {
        draft.method.push(letter);
    } else if ["path", "target", "url", "uri"]
        .iter()
        .any(|word| place.contains(word))
    {
        draft.target.push(letter);
        draft.target.push('x');
    } else if place.contains("query") {
        draft.target.push_str("?a=");
        draft.target.push(letter);
        draft.target.push('x');
    } else if place.contains("request line") {
        draft.target.insert(0, letter);
    } else {
        draft.field([b"X: a", &[byte][..], b"b"].concat());
    }
    true
}

/// Malformed lines, and headers without an end.
fn shapes(draft: &mut Draft, words: &Words) -> bool {
    if words.has("without a colon") || words.has("without colon") || words.has("no colon") {
        draft.field("X");
    } else if words.has("spaces in the request line") || words.has("extra space") {
        draft.target.insert(0, ' ');
    } else if words.has("tls") || words.has("client hello") || words.has("clienthello") {
        draft.before = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec();
    } else if words.has("garbage") || words.has("random bytes") {
        draft.before = (0x80..=0xFF).collect();
    } else {
        return false;
    }
    true
}

/// Phrases for a missing or repeated header field.
fn repeated(draft: &mut Draft, words: &Words) -> bool {
    let mut is_any = false;
    let tokens: Vec<&str> = words
        .text
        .split_whitespace()
        .map(|word| word.trim_matches([',', ';', '.', '(', ')', '"', '`']))
        .collect();
    for pair in tokens.windows(2) {
        let [word, name] = pair else { continue };
        let is_name = name.starts_with(|first: char| first.is_ascii_uppercase())
            && name.contains(|letter: char| letter.is_ascii_lowercase() || letter == '-')
            && !name.contains([':', '/']);
        if !is_name {
            continue;
        }
        let times = match word.to_lowercase().as_str() {
            "no" | "without" | "missing" => 0,
            "two" | "2" | "duplicate" | "repeated" => 2,
            "three" | "3" => 3,
            _ => continue,
        };
        is_any = true;
        let lower = name.to_lowercase();
        draft.remove(&lower);
        for index in 0..times {
            draft.field(match (lower.as_str(), index) {
                ("host", _) => "Host: x".to_owned(),
                ("authorization", _) => AUTHORIZATION.to_owned(),
                ("content-length", _) => format!("Content-Length: {}", 4 + index),
                ("transfer-encoding", _) => "Transfer-Encoding: chunked".to_owned(),
                ("content-type", 0) => "Content-Type: application/json".to_owned(),
                ("content-type", _) => "Content-Type: application/xml".to_owned(),
                ("accept", 0) => "Accept: image/png".to_owned(),
                ("accept", _) => "Accept: application/json".to_owned(),
                _ => format!("{name}: x"),
            });
        }
    }
    is_any
}

/// A number of header fields.
fn many(draft: &mut Draft, words: &Words) -> bool {
    let is_field = |word: &str| {
        let is_it = |start: &&str| word.starts_with(*start);
        ["header", "field", "cookie", "line"].iter().any(is_it)
    };
    let count = words
        .quantities
        .iter()
        .find(|quantity| !quantity.is_size && is_field(&quantity.of));
    let Some(count) = count.filter(|_| !words.has_word("trailer")) else {
        return false;
    };
    let name = if count.of.starts_with("cookie") {
        "Cookie"
    } else {
        "X"
    };
    for index in 0..count.value {
        draft.field(format!("{name}-{index}: x"));
    }
    true
}

/// A part with a size in bytes, or a list with a number of members.
fn long(draft: &mut Draft, words: &Words) -> bool {
    let first = words.text.split(' ').next().unwrap_or_default();
    let is_field = first.starts_with("Accept") || first == "Cookie" || first.contains('-');
    if is_field && let Some(count) = words.count().filter(|_| words.has_word("member")) {
        draft.field(format!("{first}: {}", vec!["*"; count].join(",")));
        return true;
    }
    let Some(size) = words.size().filter(|_| !words.has_word("chunk")) else {
        return false;
    };
    let filler = "x".repeat(size.min(8 << 20));
    if is_field && words.has(" of ") {
        draft.field(format!("{first}: {filler}"));
    } else if words.has("header name") || words.has("field name") {
        draft.field(format!("{filler}: x"));
    } else if words.has_word("header") || words.has_word("field") {
        draft.field(format!("X: {filler}"));
    } else if words.has_word("cookie") {
        draft.field(format!("Cookie: a={filler}"));
    } else if words.has_word("method") {
        draft.method = filler.to_uppercase();
    } else if words.has_word("query") {
        draft.target = format!("{}?{filler}", draft.target);
    } else if ["path", "target", "url", "uri", "request line"]
        .iter()
        .any(|word| words.has(word))
    {
        draft.target.push_str(&filler);
    } else {
        return false;
    }
    true
}
