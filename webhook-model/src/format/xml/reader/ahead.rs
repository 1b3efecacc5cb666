//! Looking ahead, in linear time: an element that has been passed over once is not read again to be
//! passed over once more, however deep the elements are that look for something in it.

use super::{Event, XmlError, XmlReader};

impl XmlReader<'_> {
    /// Lets a copy of the reader look ahead; the reader itself stays where it is. What was found of
    /// the ends of elements is kept for the next time.
    pub(crate) fn look_ahead<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        let mut ahead = self.place();
        ahead.ends = std::mem::take(&mut self.ends);
        let found = look(&mut ahead);
        self.ends = ahead.ends;
        found
    }

    /// A copy of the reader, to come back to this place with [`read_at`](Self::read_at).
    pub(crate) fn place(&mut self) -> Self {
        let ends = std::mem::take(&mut self.ends);
        let place = self.clone();
        self.ends = ends;
        place
    }

    /// Reads at another place; what is counted and known is that of this reader.
    pub(crate) fn read_at<T>(&mut self, mut place: Self, read: impl FnOnce(&mut Self) -> T) -> T {
        place.ends = std::mem::take(&mut self.ends);
        place.values = self.values;
        let found = read(&mut place);
        self.ends = place.ends;
        self.values = place.values;
        found
    }

    /// As [`skip_element`](Self::skip_element) for the element begun last, in a reader that looks
    /// ahead: notes where each element with children ends.
    pub(crate) fn pass_over(&mut self) -> Result<(), XmlError> {
        let Some(outside) = self.open.len().checked_sub(1) else {
            return Ok(());
        };
        // Where each open element begins, and whether it has children.
        let mut begun = vec![(self.event_at, false)];
        self.jump();
        while self.open.len() > outside {
            match self.next_event()? {
                Event::Start(_) => {
                    if let Some((_, has_children)) = begun.last_mut() {
                        *has_children = true;
                    }
                    begun.push((self.event_at, false));
                    self.jump();
                }
                Event::End => {
                    if let Some((start, true)) = begun.pop() {
                        self.ends.insert(start, self.event_at);
                    }
                }
                Event::Text(_) => {}
                Event::Eof => break,
            }
        }
        Ok(())
    }

    /// Goes to the end tag of the element begun last, if it is known.
    fn jump(&mut self) {
        if let Some(end) = self.ends.get(&self.event_at) {
            self.tokens.skip_to(*end);
        }
    }
}
