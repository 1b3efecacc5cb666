//! Header fields in a description: `Content-Length: 3 and Content-Length: 4`.

/// The header fields in a description, as lines.
pub(crate) fn spelled(text: &str) -> Vec<String> {
    let starts: Vec<(usize, usize)> = text
        .match_indices(':')
        .filter_map(|(colon, _)| Some((name_start(text, colon)?, colon)))
        .collect();
    let mut lines = Vec::new();
    for (index, (start, colon)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(text.len(), |next| next.0);
        let (name, value) = (&text[*start..*colon], &text[colon + 1..end]);
        lines.push(format!("{name}:{}", value_of(value)));
    }
    lines
}

/// The start of the field name before a colon; `None` if the text before it is not a field name.
fn name_start(text: &str, colon: usize) -> Option<usize> {
    let before = text[..colon].trim_end();
    let letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, found)| letter(*found))
        .last()
        .map_or(before.len(), |(at, _)| at);
    let name = &before[start..];
    let boundary = before[..start].chars().next_back();
    let is_apart = boundary.is_none_or(|found| found.is_whitespace() || "(,\"'`;".contains(found));
    let is_name = if name.is_empty() {
        start == 0
    } else {
        name.starts_with(|first: char| first.is_ascii_uppercase())
            || (name.contains('-') && name.starts_with(|first: char| first.is_ascii_lowercase()))
    };
    (is_apart && is_name).then_some(start)
}

/// The value, without the following words of the description.
fn value_of(text: &str) -> String {
    let mut end = text.len();
    for word in [
        " and ",
        " with ",
        " then ",
        " (",
        " on ",
        " in ",
        " both",
        " but ",
        " without ",
        " -> ",
        "; no ",
        ", no ",
        " before ",
        " after ",
        " plus ",
    ] {
        // `(empty)` denotes an empty value.
        if let Some(at) = text.find(word) {
            end = end.min(at);
        }
    }
    if text.trim() == "(empty)" || text.trim() == "<empty>" {
        end = 0;
    }
    let mut value = &text[..end];
    // `, 1 MB` is the size of the body.
    if let Some((head, tail)) = value.split_once(", ")
        && tail.starts_with(|first: char| first.is_ascii_digit())
        && tail.contains('B')
    {
        value = head;
    }
    let value = value.trim_end_matches([' ', ',', ';', '"', '\'', '`']);
    let value = value.strip_prefix(' ').unwrap_or(value);
    let value = value.trim_start_matches(['"', '\'', '`']);
    let unescaped = value
        .replace("\\t", "\t")
        .replace("\\r", "\r")
        .replace("\\n", "\n")
        .replace("\\0", "\0")
        .replace("\\x0b", "\u{b}");
    if unescaped.is_empty() {
        unescaped
    } else {
        format!(" {unescaped}")
    }
}

#[test]
fn fields_are_found_in_words() {
    for (text, wanted) in [
        (
            "Content-Length: 3 and Content-Length: 4",
            &["Content-Length: 3", "Content-Length: 4"][..],
        ),
        ("Content-Length: 3, 3", &["Content-Length: 3, 3"]),
        ("Content-Length : 3", &["Content-Length : 3"]),
        ("X-XSRF-TOKEN: (empty)", &["X-XSRF-TOKEN:"]),
        (
            "Content-Encoding: gzip, 1 MB -> 1 GB",
            &["Content-Encoding: gzip"],
        ),
        (
            "Expect: 100-continue with 3 GB declared",
            &["Expect: 100-continue"],
        ),
        (
            "Content-Length and Transfer-Encoding: chunked both",
            &["Transfer-Encoding: chunked"],
        ),
        ("SO-Language: en%0d%0aX: y", &["SO-Language: en%0d%0aX: y"]),
        ("Host: a b", &["Host: a b"]),
        (": x", &[": x"]),
        ("POST http://x/ and a note: nothing", &[]),
    ] {
        assert_eq!(spelled(text), wanted, "{text}");
    }
}
