//! Messages of the outbox and entries of the journal.

use std::fmt;
use std::sync::Arc;

use super::Millis;

/// Selects the messages to take from the outbox.
#[derive(Debug, Clone)]
pub struct Take {
    /// The current time: messages that are due now or earlier are taken.
    pub now: Millis,
    /// When the lease ends; until then, no other worker gets these messages.
    pub until: Millis,
    /// The maximum number of messages.
    pub limit: usize,
    /// The maximum number of messages per owner.
    pub per_owner: usize,
    /// Owners whose messages are skipped.
    pub skip: Vec<i32>,
}

/// A message that was taken. `Debug` does not show the payload.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// The id of the message.
    pub id: i64,
    /// The recipient.
    pub owner: i32,
    /// How many attempts have failed.
    pub attempts: u32,
    /// When the event happened.
    pub created: Millis,
    /// The lease, which is required to settle or postpone the message.
    pub lease: i64,
    /// The payload.
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

/// The state of the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// The number of messages.
    pub count: usize,
    /// When the event of the oldest message happened.
    pub oldest: Option<Millis>,
    /// When the next message is due or the next lease ends.
    pub next: Option<Millis>,
}

/// An entry of a journal. `Debug` omits the body and the payload.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id of the entry; later entries have higher ids.
    pub id: i64,
    /// The owner of the journal.
    pub owner: i32,
    /// The encoded entry.
    pub body: Vec<u8>,
    /// The payload of the message that the entry describes.
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
