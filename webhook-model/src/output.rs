//! The output buffer of the writers.

use crate::bytes::copy;
use crate::member::Member;

/// The end of a buffer, open for writing.
///
/// The buffer is extended in growing steps before it is written, and truncated at the end. So a short
/// piece, such as a name and most values, costs one check and two copies of a fixed size, which are two
/// instructions each; appending it to a `Vec` costs a call.
pub(crate) struct Output<'o> {
    bytes: Vec<u8>,
    at: usize,
    /// The position of the first written byte: the steps grow with the length from there.
    start: usize,
    /// The borrowed buffer, which is empty meanwhile, so that writes go through no reference.
    home: &'o mut Vec<u8>,
}

impl<'o> Output<'o> {
    pub(crate) fn new(home: &'o mut Vec<u8>) -> Self {
        let bytes = std::mem::take(home);
        let at = bytes.len();
        Self {
            bytes,
            at,
            start: at,
            home,
        }
    }

    /// The length of the written bytes.
    pub(crate) const fn len(&self) -> usize {
        self.at
    }

    /// Changes a byte that has been written.
    pub(crate) fn set(&mut self, at: usize, byte: u8) {
        if let Some(place) = self.bytes.get_mut(at) {
            *place = byte;
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, byte: u8) {
        if self.bytes.len() == self.at {
            self.grow(1);
        }
        if let Some(place) = self.bytes.get_mut(self.at) {
            *place = byte;
            self.at += 1;
        }
    }

    /// Writes the first `count` bytes of a piece.
    #[inline]
    pub(crate) fn put<const N: usize>(&mut self, piece: [u8; N], count: usize) {
        let room = self
            .bytes
            .get_mut(self.at..)
            .and_then(<[u8]>::first_chunk_mut);
        match room {
            Some(place) => {
                *place = piece;
                self.at += count.min(N);
            }
            None => self.put_slowly(piece.get(..count).unwrap_or(&piece)),
        }
    }

    /// Handles a piece near the end of the available room.
    #[cold]
    #[inline(never)]
    fn put_slowly(&mut self, piece: &[u8]) {
        self.extend_from_slice(piece);
    }

    /// Room for `count` bytes, for the caller to write; [`advance`](Self::advance) keeps them.
    #[inline]
    pub(crate) fn room(&mut self, count: usize) -> Option<&mut [u8]> {
        if self.bytes.len().wrapping_sub(self.at) < count {
            self.grow(count);
        }
        self.free(count)
    }

    /// The same if it is there already.
    #[inline]
    pub(crate) fn free(&mut self, count: usize) -> Option<&mut [u8]> {
        self.bytes.get_mut(self.at..self.at.wrapping_add(count))
    }

    /// Keeps `count` of the bytes written into the room.
    #[inline]
    pub(crate) fn advance(&mut self, count: usize) {
        self.at += count;
    }

    /// Room for `N` bytes; `write` returns how many of them it has written.
    #[inline]
    pub(crate) fn fill<const N: usize>(&mut self, write: impl FnOnce(&mut [u8; N]) -> usize) {
        if let Some(place) = self.room(N).and_then(<[u8]>::first_chunk_mut) {
            let count = write(place);
            self.advance(count);
        }
    }

    /// Writes a whole number. Many are small: defaults, ranks, states.
    #[inline]
    pub(crate) fn int(&mut self, number: i64) {
        match u8::try_from(number) {
            Ok(digit @ 0..=9) => self.push(b'0' + digit),
            _ => self.extend_from_slice(itoa::Buffer::new().format(number).as_bytes()),
        }
    }

    #[inline]
    pub(crate) fn extend_from_slice(&mut self, piece: &[u8]) {
        if let Some(place) = self.room(piece.len()) {
            copy(piece, place);
            self.at += piece.len();
        }
    }

    /// Inserts a piece before the bytes that were written from a position on.
    #[cold]
    pub(crate) fn insert(&mut self, at: usize, piece: &[u8]) {
        let end = self.at;
        self.extend_from_slice(piece);
        if let Some(moved) = self.bytes.get_mut(at..end + piece.len()) {
            moved.rotate_right(piece.len());
        }
    }

    /// Writes a piece between two of a fixed length, such as a name in a tag.
    #[inline]
    pub(crate) fn enclose<const N: usize, const M: usize>(
        &mut self,
        before: [u8; N],
        piece: &[u8],
        after: [u8; M],
    ) {
        let count = N + piece.len() + M;
        if let Some(place) = self.room(count)
            && let Some((head, place)) = place.split_first_chunk_mut()
            && let Some((place, tail)) = place.split_last_chunk_mut()
        {
            *head = before;
            *tail = after;
            copy(piece, place);
            self.at += count;
        }
    }

    /// Writes the name of a JSON member `,"Name":null` between other pieces; `before`, of one or two
    /// bytes, replaces the text before it. The text around the name is copied too, to avoid copies of a
    /// few bytes.
    #[inline]
    pub(crate) fn tag<const N: usize, const M: usize>(
        &mut self,
        before: [u8; N],
        member: Member<'_>,
        after: [u8; M],
    ) {
        if let Some((text, name_end)) = member.name_after(N)
            && let Some(room) = self.room(text.len() + M)
            && let Some(place) = room.get_mut(..text.len())
        {
            copy(text, place);
            if let Some(head) = room.first_chunk_mut() {
                *head = before;
            }
            if let Some(tail) = room.get_mut(name_end..).and_then(<[u8]>::first_chunk_mut) {
                *tail = after;
            }
            self.at += name_end + M;
        }
    }

    /// Makes room for at least `count` bytes, in steps small enough to stay in the processor's cache;
    /// the buffer itself grows as a `Vec` does.
    #[cold]
    #[inline(never)]
    fn grow(&mut self, count: usize) {
        const LEAST: usize = 512;
        const MOST: usize = 16 << 10;
        let step = (self.at - self.start).clamp(LEAST, MOST).max(count);
        if self.bytes.capacity() - self.at < count {
            self.bytes.reserve(self.at + step - self.bytes.len());
        }
        let length = (self.at + step).min(self.bytes.capacity());
        self.bytes.resize(length, 0);
    }
}

impl Drop for Output<'_> {
    fn drop(&mut self) {
        self.bytes.truncate(self.at);
        *self.home = std::mem::take(&mut self.bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::{Member, Output};

    #[test]
    fn pieces_of_every_length_are_written_in_order() {
        let mut expected = b"before".to_vec();
        let mut bytes = expected.clone();
        let mut out = Output::new(&mut bytes);
        for length in (0..200).chain([5000, 1]) {
            let piece: Vec<u8> = (0..length)
                .map(|index: u16| index.to_le_bytes()[0])
                .collect();
            out.extend_from_slice(&piece);
            out.push(b'|');
            out.enclose(*b"</", &piece, *b">");
            expected.extend_from_slice(&piece);
            expected.extend_from_slice(b"|</");
            expected.extend_from_slice(&piece);
            expected.push(b'>');
            assert_eq!(out.len(), expected.len());
        }
        out.set(0, b'B');
        expected[0] = b'B';
        out.insert(6, b" and between");
        out.push(b'.');
        expected.splice(6..6, *b" and between");
        expected.push(b'.');
        drop(out);
        assert_eq!(bytes, expected);
    }

    #[test]
    fn names_of_members_of_every_length_become_tags() {
        for length in 1..80 {
            let name = "n".repeat(length);
            let member = format!(",\"{name}\":null");
            let member = Member::new(&member);
            let mut bytes = Vec::new();
            let mut out = Output::new(&mut bytes);
            out.tag(*b"<", member, *b">");
            out.tag(*b"</", member, *b">");
            out.tag(*b"<", member, *b" longer than null/>");
            out.push(b'.');
            drop(out);
            let expected = format!("<{name}></{name}><{name} longer than null/>.");
            assert_eq!(String::from_utf8(bytes).unwrap(), expected);
        }
    }

    #[test]
    fn a_buffer_that_holds_all_is_not_grown() {
        let mut bytes = Vec::with_capacity(700);
        let capacity = bytes.capacity();
        let mut out = Output::new(&mut bytes);
        for _ in 0..capacity {
            out.push(b'x');
        }
        drop(out);
        assert_eq!((bytes.len(), bytes.capacity()), (capacity, capacity));
    }
}
