//! Builds the body of a request: with a correct or wrong length, chunked, or not sent.

use super::draft::Draft;
use super::words::Words;

/// The requests with each possible body; `known` becomes true if the description mentions a body.
pub(crate) fn bodies(
    draft: &Draft,
    words: &Words,
    trailers: &[String],
    known: &mut bool,
) -> Vec<Draft> {
    let mut draft = draft.clone();
    let codings = draft.values("transfer-encoding");
    let lengths = draft.values("content-length");
    let is_chunked = words.has_word("chunk") || words.has_word("trailer") || !codings.is_empty();
    if is_chunked {
        *known = true;
        draft.chunks(chunked(words, trailers));
        if !lengths.is_empty() || words.has("content-length") {
            return both_lengths(draft);
        }
        // The list may also be sent as two header fields.
        if let [list] = codings.as_slice()
            && let Some((first, second)) = list.split_once(", ")
        {
            let mut lines = draft.clone();
            lines.remove("transfer-encoding");
            lines.field(format!("Transfer-Encoding: {first}"));
            lines.field(format!("Transfer-Encoding: {second}"));
            return vec![draft, lines];
        }
        return vec![draft];
    }
    if let Some(declared) = words.size().filter(|_| words.has("declared")) {
        draft
            .field("Content-Type: application/json")
            .field(format!("Content-Length: {declared}"));
    } else if let Some(length) = lengths.first() {
        draft.body = of_length(length);
        draft.field("Content-Type: application/json");
    } else if words.has("shorter than content-length") || words.has("longer than content-length") {
        *known = true;
        let length = if words.has("shorter") { 5 } else { 3 };
        draft
            .json("null")
            .remove("content-length")
            .field(format!("Content-Length: {length}"));
    } else if !draft.values("content-encoding").is_empty() {
        let size = words.size().unwrap_or(0).min(1_000_000);
        draft.json(if size == 0 {
            "null".to_owned()
        } else {
            "x".repeat(size)
        });
    } else if let Some(size) = words.size().filter(|_| words.has_word("body")) {
        *known = true;
        draft.json(padded("null", size.min(8 << 20)));
    } else if ["disconnect", "abort", "hang"]
        .iter()
        .any(|word| words.has_word(word))
    {
        *known = true;
        draft
            .json("null")
            .remove("content-length")
            .field("Content-Length: 5");
    } else if words.has("a body") || words.has("body null") || words.has("body `null`") {
        *known = true;
        draft.json("null");
    } else if words.has("empty body") || !draft.values("expect").is_empty() {
        *known = true;
        draft.field("Content-Length: 0");
    }
    vec![draft]
}

/// Pads a text with spaces to a size.
fn padded(text: &str, size: usize) -> String {
    text.to_owned() + &" ".repeat(size.saturating_sub(text.len()))
}

/// A body with the declared length.
fn of_length(length: &str) -> Vec<u8> {
    let digits = |found: char| !found.is_ascii_digit();
    let number = length.split(digits).find(|part| !part.is_empty());
    let size = number
        .and_then(|number| number.parse::<usize>().ok())
        .unwrap_or(4);
    let text = match size {
        0 | 1 => "",
        2 | 3 => "{}",
        _ => "null",
    };
    // Bodies beyond every limit are not sent.
    let size = if size > (8 << 20) { 0 } else { size };
    padded(text, size).into_bytes()
}

/// Both lengths in either order, followed by a request that must not be answered.
fn both_lengths(mut draft: Draft) -> Vec<Draft> {
    let smuggled = Draft {
        target: "/smuggled".to_owned(),
        ..Draft::default()
    };
    draft.body.extend(smuggled.bytes());
    if draft.values("content-length").is_empty() {
        draft.field("Content-Length: 4");
    }
    let mut turned = draft.clone();
    turned.fields.reverse();
    vec![draft, turned]
}

/// A chunked body.
fn chunked(words: &Words, trailers: &[String]) -> Vec<u8> {
    let size = words.size();
    let count = words.count();
    let end = if words.has(" lf ") || words.has("lf only") {
        "\n"
    } else {
        "\r\n"
    };
    let named = words
        .after("chunk size ")
        .or_else(|| words.after("chunk-size "));
    let mut first = match (named, words.has("negative chunk")) {
        (_, true) => "-4".to_owned(),
        (Some("(empty)" | "empty"), _) => String::new(),
        (Some(named), _) => named.to_owned(),
        (None, _) if words.has("shorter") => "5".to_owned(),
        (None, _) if words.has("longer") => "3".to_owned(),
        (None, _) => "4".to_owned(),
    };
    let mut data = "null".to_owned();
    let mut chunks = 1;
    if words.has("extension") {
        first.push_str(";x=");
        first.push_str(&"x".repeat(size.unwrap_or(1)));
    } else if let Some(size) = size {
        // One chunk of this size, or so many of them.
        chunks = count.unwrap_or(1);
        first = format!("{size:x}");
        data = padded(if size < 4 { "" } else { "null" }, size);
    }
    let gap = if words.has("without crlf") || words.has("no crlf") || words.has("missing crlf") {
        ""
    } else {
        end
    };
    let mut body = format!("{first}{end}{data}{gap}");
    // The value is in the first chunk; the others contain white space.
    let space = padded("", data.len());
    body.push_str(&format!("{first}{end}{space}{gap}").repeat(chunks.saturating_sub(1)));
    let is_cut = [
        "last chunk",
        "final chunk",
        "zero chunk",
        "truncated",
        "ends early",
        "cut off",
    ];
    if !is_cut.iter().any(|phrase| words.has(phrase)) {
        body.push('0');
        body.push_str(end);
        let is_trailer = words.has_word("trailer") && trailers.is_empty();
        let many = if is_trailer { count.unwrap_or(1) } else { 0 };
        body.push_str(&format!("X: x{end}").repeat(many));
        for trailer in trailers {
            body.push_str(trailer);
            body.push_str(end);
        }
        body.push_str(end);
    }
    body.into_bytes()
}
