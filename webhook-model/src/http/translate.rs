//! Texts that hold several languages, and references to a table of texts (vendor documentation).
//!
//! A multi-language text is a run of blocks, `US:"Customer";NO:"Kunde";`: one of the vendor's codes in capitals, a colon,
//! text in quotes that holds no quote, and semicolons between; the last semicolon may be missing. Text around a run stays.
//! A reference is the name of a text in brackets, `[SR_CUSTOMER]`. Text that is neither is left
//! unchanged. One invalid run leaves all blocks of the text unchanged: half a translation would be
//! worse than none.

use std::borrow::Cow;

use super::language_tag::{DEFAULT_VENDOR_CODE, VENDOR_CODES};

/// The application's table of texts that `[SR_..]` references name.
///
/// Implemented for closures, and for `()` as the empty table.
///
/// ```
/// use std::borrow::Cow;
/// use webhook_model::http::translate::{Resources, translate};
///
/// struct Table;
/// impl Resources for Table {
///     fn text(&self, name: &str, vendor_code: &str) -> Option<Cow<'_, str>> {
///         (name == "SR_CUSTOMER").then(|| Cow::Borrowed(if vendor_code == "NO" { "Kunde" } else { "Customer" }))
///     }
/// }
/// assert_eq!(translate("[SR_CUSTOMER] [SR_OTHER]", "NO", &Table), "Kunde [SR_OTHER]");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` gives no texts for references",
    label = "not a source of texts",
    note = "implement `Resources` for `{Self}`: it answers the text of a name such as `SR_NAME`"
)]
pub trait Resources {
    /// The text of that name, which includes `SR_`, in that language. `None` leaves the reference in place.
    ///
    /// The text goes into the output unchanged; references and blocks in it are not translated.
    fn text(&self, name: &str, vendor_code: &str) -> Option<Cow<'_, str>>;
}

impl Resources for () {
    fn text(&self, _name: &str, _vendor_code: &str) -> Option<Cow<'_, str>> {
        None
    }
}

impl<F: Fn(&str, &str) -> Option<String>> Resources for F {
    fn text(&self, name: &str, vendor_code: &str) -> Option<Cow<'_, str>> {
        self(name, vendor_code).map(Cow::Owned)
    }
}

/// The text in the language of that vendor code; borrowed if nothing in it is replaced.
///
/// A run without a block in that language gives the one in `US`, else its first; of two blocks in one language the first
/// counts. Takes time proportional to the length of the text and of what is put into it.
///
/// ```
/// use webhook_model::http::translate::translate;
///
/// let text = r#"Type: US:"Customer";NO:"Kunde"; (old)"#;
/// assert_eq!(translate(text, "NO", &()), "Type: Kunde (old)");
/// assert_eq!(translate(text, "FR", &()), "Type: Customer (old)");
/// assert_eq!(translate(r#"US:"Customer"#, "NO", &()), r#"US:"Customer"#);
/// ```
#[must_use]
pub fn translate<'t>(
    text: &'t str,
    vendor_code: &str,
    resources: &(impl Resources + ?Sized),
) -> Cow<'t, str> {
    match select_blocks(text, vendor_code).unwrap_or(Cow::Borrowed(text)) {
        Cow::Borrowed(text) => replace_references(text, vendor_code, resources),
        Cow::Owned(text) => {
            Cow::Owned(replace_references(&text, vendor_code, resources).into_owned())
        }
    }
}

/// The text with each run replaced by one of its blocks; `None` if a run is broken.
fn select_blocks<'t>(text: &'t str, vendor_code: &str) -> Option<Cow<'t, str>> {
    let mut output = Output::new(text);
    let mut from = 0;
    // Every block contains `:"`. Searching for that alone makes ordinary text cheap.
    while let Some(colon) = find_from(text, from, ":\"") {
        let Some(start) = colon
            .checked_sub(2)
            .filter(|&start| start >= from && starts_block(text, start))
        else {
            from = colon.checked_add(2)?;
            continue;
        };
        let run = Run::read(text, start, vendor_code)?;
        output.replace(start, run.end, run.chosen);
        from = run.end;
    }
    Some(output.finish())
}

/// Whether a vendor code starts here as a word of its own: `STATUS:"x"` is not a block.
fn starts_block(text: &str, start: usize) -> bool {
    let Some((before, rest)) = text.split_at_checked(start) else {
        return false;
    };
    let inside_word = before
        .chars()
        .next_back()
        .is_some_and(|last| last.is_alphanumeric() || last == '_');
    let code = rest.get(..2).unwrap_or_default();
    !inside_word && VENDOR_CODES.contains(&code)
}

/// A run of blocks, read to its end.
struct Run<'t> {
    chosen: &'t str,
    end: usize,
}

impl<'t> Run<'t> {
    /// Reads the run that starts here; `None` if it is invalid.
    fn read(text: &'t str, start: usize, vendor_code: &str) -> Option<Self> {
        let (mut asked, mut standard, mut first) = (None, None, None);
        let mut at = start;
        loop {
            let code = text.get(at..at.checked_add(2)?)?;
            let opening = at.checked_add(4)?;
            let closing = find_from(text, opening, "\"")?;
            let content = text.get(opening..closing)?;
            if code == vendor_code {
                asked.get_or_insert(content);
            }
            if code == DEFAULT_VENDOR_CODE {
                standard.get_or_insert(content);
            }
            first.get_or_insert(content);

            let end = closing.checked_add(1)?;
            let rest = text.get(end..)?;
            let Some(rest) = rest.strip_prefix(';') else {
                // A quote or a word right after the closing quote means that it did not close the
                // block.
                let broken = rest.starts_with(|next: char| next == '"' || next.is_alphanumeric());
                return if broken {
                    None
                } else {
                    Self::of(asked, standard, first, end)
                };
            };
            at = end.checked_add(1)?;
            if !looks_like_block(rest) {
                return Self::of(asked, standard, first, at);
            }
            if !starts_block(text, at) {
                return None;
            }
        }
    }

    fn of(
        asked: Option<&'t str>,
        standard: Option<&'t str>,
        first: Option<&'t str>,
        end: usize,
    ) -> Option<Self> {
        asked
            .or(standard)
            .or(first)
            .map(|chosen| Self { chosen, end })
    }
}

/// Whether two letters, a colon and a quote start here. After a semicolon these mean a block, of a
/// known code or not.
fn looks_like_block(rest: &str) -> bool {
    matches!(rest.as_bytes(), [a, b, b':', b'"', ..] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
}

/// The text with each known reference replaced.
fn replace_references<'t>(
    text: &'t str,
    vendor_code: &str,
    resources: &(impl Resources + ?Sized),
) -> Cow<'t, str> {
    const PREFIX: &str = "SR_";
    let mut output = Output::new(text);
    let mut from = 0;
    while let Some(bracket) = find_from(text, from, "[SR_") {
        let start = bracket.saturating_add(1);
        let tail = text.get(start..).unwrap_or_default();
        let length = tail
            .bytes()
            .take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'_')
            .count();
        let end = start.saturating_add(length);
        let name = tail.get(..length).unwrap_or_default();
        // A name contains no bracket, so the next reference cannot start before its end.
        from = end;
        if length > PREFIX.len()
            && tail.as_bytes().get(length) == Some(&b']')
            && let Some(replacement) = resources.text(name, vendor_code)
        {
            from = end.saturating_add(1);
            output.replace(bracket, from, &replacement);
        }
    }
    output.finish()
}

fn find_from(text: &str, from: usize, pattern: &str) -> Option<usize> {
    text.get(from..)?.find(pattern)?.checked_add(from)
}

/// A text with some parts replaced, from left to right; borrowed if nothing is replaced.
struct Output<'t> {
    text: &'t str,
    written: Option<String>,
    /// Up to where `written` covers the text.
    covered: usize,
}

impl<'t> Output<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            written: None,
            covered: 0,
        }
    }

    fn replace(&mut self, start: usize, end: usize, replacement: &str) {
        let written = self.written.get_or_insert_default();
        written.push_str(self.text.get(self.covered..start).unwrap_or_default());
        written.push_str(replacement);
        self.covered = end;
    }

    fn finish(self) -> Cow<'t, str> {
        match self.written {
            None => Cow::Borrowed(self.text),
            Some(mut written) => {
                written.push_str(self.text.get(self.covered..).unwrap_or_default());
                Cow::Owned(written)
            }
        }
    }
}

#[cfg(test)]
#[path = "translate_tests.rs"]
mod tests;
