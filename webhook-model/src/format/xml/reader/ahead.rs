//! Looking ahead in linear time: an element that has been skipped once is not read again, however
//! deeply the elements that search it are nested.

use super::{Event, XmlError, XmlReader};

impl XmlReader<'_> {
    /// Lets a copy of the reader look ahead; the reader itself does not move. The ends of elements that
    /// the copy found are kept for the next search.
    pub(crate) fn look_ahead<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        let mut ahead = self.place();
        ahead.ends = std::mem::take(&mut self.ends);
        let found = look(&mut ahead);
        self.ends = ahead.ends;
        found
    }

    /// A copy of the reader, for [`read_at`](Self::read_at).
    pub(crate) fn place(&mut self) -> Self {
        let ends = std::mem::take(&mut self.ends);
        let place = self.clone();
        self.ends = ends;
        place
    }

    /// Reads at another place, with the counts and known ends of this reader.
    pub(crate) fn read_at<T>(&mut self, mut place: Self, read: impl FnOnce(&mut Self) -> T) -> T {
        place.ends = std::mem::take(&mut self.ends);
        place.values = self.values;
        let found = read(&mut place);
        self.ends = place.ends;
        self.values = place.values;
        found
    }

    /// Like [`skip_element`](Self::skip_element) for the current element, in a reader that looks ahead:
    /// records the end of each element with children.
    pub(crate) fn skip_ahead(&mut self) -> Result<(), XmlError> {
        let Some(outside) = self.open.len().checked_sub(1) else {
            return Ok(());
        };
        // The start of each open element, and whether it has children.
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

    /// Goes to the end tag of the current element, if it is known.
    fn jump(&mut self) {
        if let Some(end) = self.ends.get(&self.event_at) {
            self.tokens.skip_to(*end);
        }
    }
}
