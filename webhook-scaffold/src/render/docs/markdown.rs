//! Text as Markdown that means nothing but itself.

use super::markup::Piece;

/// One paragraph on one line.
pub(super) fn paragraph(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Code(code) => push_code(code, &mut text),
            Piece::Text(plain) => spans(plain, &mut text),
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = without_headings(&text);
    escape_start(&text)
}

/// Whether a word at the beginning of a line would begin a list, heading, quote or table.
pub(super) fn begins_a_block(word: &str) -> bool {
    let ordinal = word.trim_end_matches(['.', ')']);
    let is_ordinal =
        ordinal.len() < word.len() && ordinal.chars().all(|letter| letter.is_ascii_digit());
    matches!(word, "-" | "+" | "*" | "=" | ">" | "#")
        || is_ordinal
        || word.chars().all(|letter| "-=#+".contains(letter))
}

/// Code spans that are closed stay; a backtick without a second one is a backtick.
fn spans(plain: &str, out: &mut String) {
    let mut rest = plain;
    while let Some((before, after)) = rest.split_once('`') {
        words(before, out);
        if let Some((code, behind)) = after
            .split_once('`')
            .filter(|(code, _)| !code.trim().is_empty())
        {
            push_code(code, out);
            rest = behind;
        } else {
            out.push_str("\\`");
            rest = after;
        }
    }
    words(rest, out);
}

/// A code span, without backticks inside.
fn push_code(code: &str, out: &mut String) {
    let code: String = code.chars().filter(|letter| *letter != '`').collect();
    let code = code.trim();
    if code.is_empty() {
        return;
    }
    // A span that touches another one would be part of it.
    if out.ends_with('`') && !out.ends_with("\\`") {
        out.push(' ');
    }
    out.push('`');
    out.push_str(code);
    out.push('`');
}

fn words(plain: &str, out: &mut String) {
    for word in plain.split_inclusive(char::is_whitespace) {
        let (word, space) = match word.strip_suffix(char::is_whitespace) {
            Some(word) => (word, " "),
            None => (word, ""),
        };
        self::word(word, out);
        out.push_str(space);
    }
}

fn word(word: &str, out: &mut String) {
    if let Some((before, name, after)) = braced(word) {
        escaped(before, out);
        push_code(&name, out);
        return self::word(after, out);
    }
    if let Some(at) = word.find("http://").or_else(|| word.find("https://")) {
        let (before, address) = word.split_at(at);
        escaped(before, out);
        return link(address, out);
    }
    let mut rest = word;
    while !rest.is_empty() {
        let is_name = |letter: char| letter.is_alphanumeric() || "_:.".contains(letter);
        let start = rest.find(|letter: char| letter.is_alphanumeric() || letter == '_');
        let (before, from) = rest.split_at(start.unwrap_or(rest.len()));
        escaped(before, out);
        let end = from
            .find(|letter: char| !is_name(letter))
            .unwrap_or(from.len());
        let (name, after) = from.split_at(end);
        let trimmed = name.trim_end_matches([':', '.']);
        if is_code(trimmed) {
            push_code(trimmed, out);
        } else {
            escaped(trimmed, out);
        }
        escaped(name.get(trimmed.len()..).unwrap_or_default(), out);
        rest = after;
    }
}

/// `{SuperOffice.CRM.Services.Contact.Name}`, the vendor's way to refer to a property: what is
/// before it, its last two segments, what is behind it.
fn braced(word: &str) -> Option<(&str, String, &str)> {
    let (before, rest) = word.split_once('{')?;
    let (inside, after) = rest.split_once('}')?;
    let segments: Vec<&str> = inside.split('.').collect();
    match segments.as_slice() {
        [_, .., entity, property] => Some((before, format!("{entity}.{property}"), after)),
        _ => None,
    }
}

/// An address; what cannot be in one is text.
fn link(address: &str, out: &mut String) {
    let end = address
        .find(['<', '>', '"', '`', '\\', ')', ']'])
        .unwrap_or(address.len());
    let end = address.get(..end).map_or(end, |address| {
        address
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '\''])
            .len()
    });
    let (address, rest) = address.split_at(end);
    if address.ends_with("//") {
        return escaped(address, out);
    }
    out.push('<');
    out.push_str(address);
    out.push('>');
    escaped(rest, out);
}

/// What Clippy takes for code: a path, an underscore, or capitals inside.
fn is_code(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let humps = letters.windows(2).any(|pair| match pair {
        [first, second] => (first.is_lowercase() || first.is_numeric()) && second.is_uppercase(),
        _ => false,
    });
    humps || word.contains('_') || word.contains("::")
}

fn escaped(text: &str, out: &mut String) {
    for letter in text.chars() {
        if "\\`*_[]<>|~$".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
}

/// The vendor's `## Heading: ## text`.
fn without_headings(text: &str) -> String {
    if !text.contains("##") {
        return text.to_owned();
    }
    let words = text
        .split(' ')
        .filter(|word| !word.chars().all(|letter| letter == '#'));
    words.collect::<Vec<_>>().join(" ")
}

/// Text that would begin a block is escaped.
fn escape_start(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    let digits = first.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && first.len() == digits + 1 && first.ends_with(['.', ')']) {
        let (number, rest) = text.split_at(digits);
        return format!("{number}\\{rest}");
    }
    if text.starts_with(['-', '+', '#', '=', ':', '!']) {
        return format!("\\{text}");
    }
    text.to_owned()
}
