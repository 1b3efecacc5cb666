//! Escapes text for HTML.

use std::fmt::{self, Write as _};

/// Text for HTML: in the content of an element, or in a double-quoted attribute value.
///
/// Characters that HTML does not allow are replaced by U+FFFD: control characters except tab and
/// line feed, and noncharacters.
pub(crate) struct Escaped<'t>(pub(crate) &'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = self.0.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\t' => f.write_char(letter)?,
                // CR LF ends a line in HTTP.
                '\r' if letters.peek() == Some(&'\n') => {}
                other if other.is_control() || is_noncharacter(other) => {
                    f.write_char('\u{fffd}')?;
                }
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

fn is_noncharacter(letter: char) -> bool {
    let code = u32::from(letter);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn texts_are_escaped() {
        let escaped = Escaped("<a b='&\">").to_string();
        assert_eq!(escaped, "&lt;a b=&#39;&amp;&quot;&gt;");
    }

    #[test]
    fn characters_that_html_does_not_allow_are_replaced() {
        let escaped = Escaped("a\0b\u{7f}\u{85}\u{1b}[1m\u{ffff}\u{fdd0}\r\n\tc\rd").to_string();
        assert_eq!(
            escaped,
            "a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}[1m\u{fffd}\u{fffd}\n\tc\u{fffd}d"
        );
    }
}
