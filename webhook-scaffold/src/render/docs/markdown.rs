//! Escapes text, so that Markdown shows it unchanged.

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

/// Keeps closed code spans, and escapes a single backtick.
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
    // Two adjacent spans would become one.
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
        self::word(before, out);
        push_code(&name, out);
        return self::word(after, out);
    }
    let lower = word.to_ascii_lowercase();
    if let Some(at) = lower.find("http://").or_else(|| lower.find("https://")) {
        let (before, address) = word.split_at(at);
        self::word(before, out);
        return link(address, out);
    }
    if word.contains("://") {
        return push_code(word.trim_matches(is_outside), out);
    }
    let mut rest = word;
    while !rest.is_empty() {
        let is_name = |letter: char| letter.is_alphanumeric() || "_:.".contains(letter);
        let start = rest.find(is_name).unwrap_or(rest.len());
        let (before, from) = rest.split_at(start);
        escaped(before, out);
        let end = from
            .find(|letter: char| !is_name(letter))
            .unwrap_or(from.len());
        let (run, after) = from.split_at(end);
        let (lead, name, tail) = without_points(run);
        escaped(lead, out);
        rest = after;
        if let Some(after) = after
            .strip_prefix("()")
            .filter(|_| tail.is_empty() && !name.is_empty())
        {
            push_code(&format!("{name}()"), out);
            rest = after;
        } else if is_code(name) {
            push_code(name, out);
        } else {
            escaped(name, out);
        }
        escaped(tail, out);
    }
}

/// Punctuation around a word.
fn is_outside(letter: char) -> bool {
    !letter.is_alphanumeric() && letter != '/'
}

/// Splits at a run of letters, digits, `_`, `:` and `.`: returns the text before the name, the
/// name, and the text after it. Two colons belong to the name, a single one is punctuation.
fn without_points(run: &str) -> (&str, &str, &str) {
    if run.chars().all(|letter| ":.".contains(letter)) {
        return (run, "", "");
    }
    let start = run.find(|letter| !":.".contains(letter)).unwrap_or(0);
    let start = if run.get(..start).is_some_and(|lead| lead.ends_with("::")) {
        start - 2
    } else {
        start
    };
    let (lead, rest) = run.split_at(start);
    let end = rest.trim_end_matches([':', '.']).len();
    let end = if rest.get(end..).is_some_and(|tail| tail.starts_with("::")) {
        end + 2
    } else {
        end
    };
    let (name, tail) = rest.split_at(end);
    (lead, name, tail)
}

/// Splits at `{SuperOffice.CRM.Services.Contact.Name}`, the vendor's way to refer to a property:
/// returns the text before it, its last two segments, and the text after it.
fn braced(word: &str) -> Option<(&str, String, &str)> {
    let (before, rest) = word.split_once('{')?;
    let (inside, after) = rest.split_once('}')?;
    let segments: Vec<&str> = inside.split('.').collect();
    match segments.as_slice() {
        [_, .., entity, property] => Some((before, format!("{entity}.{property}"), after)),
        _ => None,
    }
}

/// An address, up to the first character that cannot be part of it.
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
    word(rest, out);
}

/// Whether `clippy::doc_markdown` expects backticks: a path, an underscore, inner capitals, an address.
fn is_code(word: &str) -> bool {
    const SCHEMES: [&str; 6] = ["file", "ftp", "http", "https", "ws", "wss"];
    let letters: Vec<char> = word.chars().collect();
    let humps = letters.windows(2).any(|pair| match pair {
        [first, second] => (first.is_lowercase() || first.is_numeric()) && second.is_uppercase(),
        _ => false,
    });
    let capitals = letters
        .iter()
        .filter(|letter| letter.is_uppercase())
        .count();
    let singular = word.strip_suffix('s').unwrap_or(word);
    let is_mixed = capitals > 1 && singular.chars().any(char::is_lowercase);
    let is_address = word
        .split_once(':')
        .is_some_and(|(scheme, _)| SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()));
    humps || is_mixed || is_address || word.contains('_') || word.contains("::")
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

/// Escapes the beginning of a text that would begin a block.
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
