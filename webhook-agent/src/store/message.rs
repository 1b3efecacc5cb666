//! Messages of the outbox and entries of the journal.

use std::fmt;
use std::sync::Arc;

use super::Millis;

/// Which messages to take from the outbox.
#[derive(Debug, Clone)]
pub struct Take {
    /// Messages are taken that are due now or before.
    pub now: Millis,
    /// Until when nobody else gets them.
    pub until: Millis,
    /// The most messages.
    pub limit: usize,
    /// The most messages of one owner.
    pub per_owner: usize,
    /// Owners whose messages are left where they are.
    pub skip: Vec<i32>,
}

/// A message that was taken. `Debug` does not show the payload.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// Names the message.
    pub id: i64,
    /// To whom it goes.
    pub owner: i32,
    /// How often it was postponed.
    pub attempts: u32,
    /// When the event happened.
    pub created: Millis,
    /// Under which it was taken: settling needs it.
    pub lease: i64,
    /// What it says.
    pub payload: Arc<[u8]>,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("id", &self.id)
            .field("owner", &self.owner)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

/// What the outbox holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// How many messages.
    pub count: usize,
    /// When the oldest one's event happened.
    pub oldest: Option<Millis>,
    /// When the next one is due, or its lease ends.
    pub next: Option<Millis>,
}

/// An entry of a journal. `Debug` shows neither body nor payload.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Names the entry; later ones have higher ids.
    pub id: i64,
    /// Whose it is.
    pub owner: i32,
    /// What it says.
    pub body: Vec<u8>,
    /// The payload of the message that it is about.
    pub payload: Arc<[u8]>,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("id", &self.id)
            .field("owner", &self.owner)
            .finish_non_exhaustive()
    }
}
