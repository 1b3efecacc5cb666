//! Messages at compile time, where `panic!` cannot format.

use crate::property::Property;

/// More than the longest message. Text that does not fit is omitted.
const LONGEST: usize = 600;
/// The maximum length of a quoted text from source code.
const QUOTED: usize = 60;

/// The maximum number of names in a message.
const NAMES: usize = 8;

/// A message under construction.
pub(super) struct Message {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Message {
    pub(super) const fn new(text: &str) -> Self {
        let empty = Self {
            bytes: [0; LONGEST],
            length: 0,
        };
        empty.and(text)
    }

    /// Adds a text if all of it fits, so that no character is cut.
    pub(super) const fn and(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        if self.length + text.len() > LONGEST {
            return self;
        }
        let mut index = 0;
        while index < text.len() {
            self.bytes[self.length] = text[index];
            self.length += 1;
            index += 1;
        }
        self
    }

    /// Adds a text from source code in backticks, shortened if it is long.
    pub(super) const fn quote(self, text: &str) -> Self {
        if text.len() <= QUOTED {
            return self.and("`").and(text).and("`");
        }
        let mut end = QUOTED;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let (start, _) = text.split_at(end);
        self.and("`").and(start).and("\u{2026}`")
    }

    /// Adds the first names of properties.
    pub(super) const fn names(self, properties: &[Property]) -> Self {
        let mut message = self;
        let mut index = 0;
        while index < properties.len() && index < NAMES {
            message = message
                .and(if index == 0 { " " } else { ", " })
                .quote(properties[index].name());
            index += 1;
        }
        if properties.len() > NAMES {
            return message.and(" and others");
        }
        message
    }

    /// Adds a whole number.
    pub(super) const fn number(self, number: usize) -> Self {
        let mut digits = [b'0'; 20];
        let mut at = digits.len();
        let mut rest = number;
        loop {
            at -= 1;
            #[allow(clippy::cast_possible_truncation)] // A remainder of ten fits in a byte.
            let digit = (rest % 10) as u8;
            digits[at] = b'0' + digit;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        let (_, digits) = digits.split_at(at);
        self.and(ascii(digits))
    }

    /// Adds a whole number that may be negative.
    pub(super) const fn signed(self, number: i64) -> Self {
        let sign = if number < 0 { "-" } else { "" };
        #[allow(clippy::cast_possible_truncation)] // Compilers have 64 bits.
        let digits = number.unsigned_abs() as usize;
        self.and(sign).number(digits)
    }

    /// Ends the compilation of the constant with the message.
    #[track_caller]
    pub(super) const fn fail(&self) -> ! {
        let (text, _) = self.bytes.split_at(self.length);
        panic!("{}", ascii(text))
    }
}

/// Bytes copied from whole texts.
const fn ascii(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(message: &Message) -> &str {
        ascii(&message.bytes[..message.length])
    }

    #[test]
    fn parts_follow_each_other_and_numbers_are_written_out() {
        let message = Message::new("at ").number(0).and(" and ").number(1230);
        assert_eq!(text(&message), "at 0 and 1230");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let long = "\u{e9}".repeat(50);
        let message = Message::new("").quote(&long);
        assert_eq!(text(&message), format!("`{}\u{2026}`", "\u{e9}".repeat(30)));
        let message = Message::new(&"x".repeat(LONGEST)).and("y");
        assert_eq!(message.length, LONGEST);
    }
}
