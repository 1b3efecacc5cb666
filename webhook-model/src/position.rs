//! Positions in a text by line and column, counted in the same way for every format.

use std::fmt;

/// A position in a text: line and column, both counted from 1.
///
/// Lines end at CR LF, at LF or at CR alone (XML 1.0 section 2.11, and as in editors). A column is one
/// character (Unicode scalar value); a byte-order mark does not count.
///
/// ```
/// use webhook_model::{MediaType, Webhook};
///
/// let body = "{\n \"Name\": \"\u{e5}\", \"WebhookId\": true}";
/// let error = Webhook::decode(MediaType::ApplicationJson, body.as_bytes()).unwrap_err();
/// assert_eq!(error.position().unwrap().to_string(), "line 2, column 28");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Position {
    /// The position after `before`, the text before it.
    pub(crate) fn after(before: &str) -> Self {
        let bytes = before.as_bytes();
        let mut line = 1;
        let mut line_start = 0;
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            // For CR LF, the LF ends the line.
            if bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            line += 1;
            line_start = at + 1;
        }
        let column = before
            .get(line_start..)
            .map_or(0, |tail| tail.chars().count());
        Self {
            line,
            column: column + 1,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::Position;

    fn after(before: &str) -> (usize, usize) {
        let place = Position::after(before);
        (place.line, place.column)
    }

    #[test]
    fn counts_lines_and_characters() {
        assert_eq!(after(""), (1, 1));
        assert_eq!(after("å𝄞"), (1, 3));
        assert_eq!(after("a\nb"), (2, 2));
        assert_eq!(after("a\r\nb"), (2, 2));
        assert_eq!(after("a\rb\r\r"), (4, 1));
        assert_eq!(after("a\n\r\n"), (3, 1));
    }
}
