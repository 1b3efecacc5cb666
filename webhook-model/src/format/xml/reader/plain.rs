//! A fast path for nearly all elements: a start tag without attributes, text without markup, and the
//! end tag. Other elements are left to the events.
//!
//! It checks no less: an element without prefix and declarations needs no namespace, and the caller's
//! names are valid XML names, so a text equal to one is valid as well.

use super::characters::is_space;
use super::element::Hints;
use super::names::QName;
use super::{Element, Open, XmlReader};
use crate::bytes::{all, equal, first_marked, same};
use crate::format::xml::{ARRAYS, ARRAYS_DECLARED, INSTANCE};

/// A start tag that comes next and has not been taken.
#[derive(Clone, Copy)]
pub(crate) struct PlainTag {
    /// Offset of its `<`.
    at: usize,
    /// Offset after its name.
    name_end: usize,
    /// Offset after its `>`.
    end: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Without attributes.
    Bare,
    /// Empty, with the single attribute that makes the value null.
    Nil,
    /// With a declaration of the prefix for .NET's arrays, under its usual name.
    Array,
}

/// The bytes after the name in a tag of each kind.
const NIL: &[u8] = b" i:nil=\"true\"/>";
const NIL_SPACED: &[u8] = b" i:nil=\"true\" />";
const PREFIX: &str = "a";

impl PlainTag {
    /// Whether it is the empty tag of a null element.
    pub(crate) fn is_nil(&self) -> bool {
        self.kind == Kind::Nil
    }
}

impl<'a> XmlReader<'a> {
    /// The next start tag, if it has this name and is one of the plain kinds. The name must be a valid
    /// XML name; a name with a prefix must come from [`plain_name`](Self::plain_name).
    #[inline]
    pub(crate) fn plain_tag(&self, name: &[u8]) -> Option<PlainTag> {
        let at = self.behind_space();
        let rest = self.text.as_bytes().get(at..)?.strip_prefix(b"<")?;
        let (found, behind) = rest.split_at_checked(name.len())?;
        if !same(found, name) || !self.may_begin() {
            return None;
        }
        let (length, kind) = match behind.first()? {
            b'>' => (1, Kind::Bare),
            b' ' => self.attribute(behind)?,
            _ => return None,
        };
        let name_end = at + 1 + name.len();
        Some(PlainTag {
            at,
            name_end,
            end: name_end + length,
            kind,
        })
    }

    /// The kind of a tag with one attribute, and its length without the name.
    fn attribute(&self, behind: &[u8]) -> Option<(usize, Kind)> {
        let namespaces = &self.tags.namespaces;
        if self.limits.attributes == 0 {
            return None;
        }
        if matches!(behind, [b' ', b'x', ..]) {
            let rest = behind.strip_prefix(ARRAYS_DECLARED.as_bytes())?;
            let fits = rest.first() == Some(&b'>')
                && namespaces.len() <= self.limits.namespaces
                && ARRAYS.len() <= self.limits.namespace_bytes;
            return fits.then_some((ARRAYS_DECLARED.len() + 1, Kind::Array));
        }
        let nil = [NIL, NIL_SPACED];
        let nil = nil.iter().find(|nil| behind.starts_with(nil))?;
        let bound = namespaces.resolve(Some("i")).ok().flatten()?;
        (bound == INSTANCE).then_some((nil.len(), Kind::Nil))
    }

    /// The offset after white space, which is not content between elements.
    #[inline]
    fn behind_space(&self) -> usize {
        let mut at = self.tokens.offset();
        while self
            .text
            .as_bytes()
            .get(at)
            .is_some_and(|byte| is_space(*byte))
        {
            at += 1;
        }
        at
    }

    /// Whether one more level of elements is allowed.
    #[inline]
    fn may_begin(&self) -> bool {
        #[cfg(test)]
        if without::is_set() {
            return false;
        }
        !self.end_due
            && !self.open.is_empty()
            && self.open.len() < self.limits.depth
            && self.failed.is_none()
    }

    /// The name in the next start tag, with its prefix declared.
    pub(crate) fn plain_name(&self) -> Option<&'a str> {
        let inside = self.text.get(self.behind_space()..)?.strip_prefix('<')?;
        let (name, behind) = QName::split_off(inside).ok()?;
        self.tags.namespaces.resolve(name.prefix).ok()?;
        inside.get(..inside.len() - behind.len())
    }

    /// Takes a start tag, whose position becomes the current one. A null element has no content.
    #[inline]
    pub(crate) fn open_plain(&mut self, tag: PlainTag) {
        let scope = self.tags.namespaces.len();
        let name = self.text.get(tag.at + 1..tag.name_end).unwrap_or_default();
        self.tokens.skip_to(tag.end);
        self.event_at = tag.at;
        self.open.push(Open { name, scope });
        if tag.kind == Kind::Array {
            // The limits for declarations have been checked.
            let namespaces = &mut self.tags.namespaces;
            let _ = namespaces.declare(Some(PREFIX), ARRAYS.into(), scope, &self.limits);
        }
    }

    /// Makes the start tag's position the current one.
    pub(crate) fn move_to(&mut self, tag: PlainTag) {
        self.event_at = tag.at;
    }

    /// Takes a whole null element.
    pub(crate) fn take_nil(&mut self, tag: PlainTag) {
        self.tokens.skip_to(tag.end);
        self.event_at = tag.end;
    }

    /// The element of a plain start tag.
    pub(crate) fn plain_element(&self, tag: PlainTag) -> Element<'a> {
        let name = self.text.get(tag.at + 1..tag.name_end).unwrap_or_default();
        let (prefix, local) = match QName::parse(name) {
            Ok(name) => (name.prefix, name.local),
            Err(_) => (None, name),
        };
        let namespace = self.tags.namespaces.resolve(prefix).ok().flatten();
        Element {
            local,
            namespace: namespace.cloned(),
            hints: Hints::default(),
        }
    }

    /// Reads an element through its end, if it has a plain start tag and plain text, and returns the
    /// text.
    #[inline]
    pub(crate) fn plain_text(&mut self, tag: PlainTag) -> Option<&'a str> {
        if tag.kind != Kind::Bare {
            return None;
        }
        let bytes = self.text.as_bytes();
        let start = tag.end;
        let end = start + text_length(bytes.get(start..)?)?;
        let name = bytes.get(tag.at + 1..tag.name_end)?;
        let behind = bytes.get(end..)?.strip_prefix(b"</")?;
        let (found, behind) = behind.split_at_checked(name.len())?;
        if !same(found, name) || behind.first() != Some(&b'>') {
            return None;
        }
        // `get(start..end)` would be a call.
        let text = self.text.get(start..)?.get(..end - start)?;
        if self.carriage_returns && text.contains('\r') {
            return None;
        }
        self.event_at = end;
        self.tokens.skip_to(end + name.len() + 3);
        Some(text)
    }

    /// Takes the end tag of the open element, if it comes next.
    pub(super) fn plain_end(&mut self) -> bool {
        let at = self.behind_space();
        let Some(name) = self.open.last().map(|open| open.name) else {
            return false;
        };
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        let behind = rest
            .strip_prefix(b"</")
            .and_then(|rest| rest.split_at_checked(name.len()));
        let found = behind.is_some_and(|(found, behind)| {
            same(found, name.as_bytes()) && behind.first() == Some(&b'>')
        });
        #[cfg(test)]
        let found = found && !without::is_set();
        if !found || self.end_due || self.failed.is_some() {
            return false;
        }
        self.event_at = at;
        self.tokens.skip_to(at + name.len() + 3);
        self.close();
        true
    }
}

/// The number of bytes before the first markup or reference. `>` ends it, too: it may be the end of
/// `]]>`, which is not allowed in text.
#[inline]
fn text_length(bytes: &[u8]) -> Option<usize> {
    /// For longer text a call is worthwhile.
    const SHORT: usize = 4;
    let (words, _) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().take(SHORT).enumerate() {
        if let Some(position) = first_marked(markup_in_word(u64::from_le_bytes(*word))) {
            return Some(index * 8 + position);
        }
    }
    let rest = bytes.get(SHORT * 8..)?;
    memchr::memchr3(b'<', b'>', b'&', rest).map(|length| SHORT * 8 + length)
}

/// Marks `<`, `>` and `&`.
#[inline]
const fn markup_in_word(word: u64) -> u64 {
    // `<` and `>` differ by one bit.
    equal(word | all(0x02), b'>') | equal(word, b'&')
}

/// Disables the fast path, so that tests can compare it with the events.
#[cfg(test)]
pub(crate) mod without {
    use std::cell::Cell;

    thread_local! {
        static WITHOUT: Cell<bool> = const { Cell::new(false) };
    }

    pub(super) fn is_set() -> bool {
        WITHOUT.get()
    }

    pub(crate) fn plain<T>(read: impl FnOnce() -> T) -> T {
        WITHOUT.set(true);
        let made = read();
        WITHOUT.set(false);
        made
    }
}

#[cfg(test)]
mod tests {
    use super::text_length;

    #[test]
    fn text_ends_at_markup_of_every_kind_and_position() {
        for length in [0, 1, 7, 8, 9, 31, 32, 33, 70] {
            for position in 0..length {
                for byte in 0..=0xFF {
                    let mut text = vec![b'x'; length];
                    text[position] = byte;
                    text.extend_from_slice(b"</behind it>");
                    let ends = matches!(byte, b'<' | b'>' | b'&');
                    let expected = if ends { position } else { length };
                    assert_eq!(text_length(&text), Some(expected), "{byte} at {position}");
                }
            }
        }
        assert_eq!(text_length(b"no end"), None);
    }
}
