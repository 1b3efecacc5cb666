//! Skipping JSON values that are not needed.

use super::fill::Filler;
use crate::error::Error;

/// Arrays and objects up to this length in bytes are skipped again rather than recorded.
const SHORT: usize = 64;

impl Filler<'_, '_> {
    /// Skips a value that is not needed, and checks it as strictly as one that is.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        match self.lexer.peek() {
            Some(b'"') => self.lexer.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.lexer.number().map(drop),
            Some(b'n') => self.lexer.literal(b"null"),
            Some(b't') => self.lexer.literal(b"true"),
            Some(b'f') => self.lexer.literal(b"false"),
            Some(b'{' | b'[') if self.is_ahead => self.skip_ahead(),
            Some(b'{' | b'[') => self.skip_inside(),
            _ => Err(self.lexer.unexpected("a value")),
        }
    }

    /// Skips an array or object, whose bracket has been peeked.
    fn skip_inside(&mut self) -> Result<(), Error> {
        let is_object = self.lexer.peek() == Some(b'{');
        self.enter()?;
        if is_object {
            self.members(|filler, _, _| filler.skip())?;
        } else {
            self.items(Self::skip)?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// The same in search of a tag. The end is recorded, so that a value inside nested families is
    /// skipped once, and not once for each family around it.
    #[cold]
    fn skip_ahead(&mut self) -> Result<(), Error> {
        let start = self.lexer.mark();
        if let Some(end) = self.ends.get(&start) {
            self.lexer.reset(*end);
            return Ok(());
        }
        self.skip_inside()?;
        let end = self.lexer.mark();
        if end - start > SHORT {
            self.ends.insert(start, end);
        }
        Ok(())
    }
}
