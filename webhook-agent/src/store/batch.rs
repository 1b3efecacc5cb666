//! Changes that are committed together.

use std::fmt;
use std::sync::Arc;

use super::Millis;

/// Changes that a store commits together or not at all. A batch changes each record and each
/// message at most once.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    changes: Vec<Change>,
}

/// The precondition of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// No record has this id.
    Missing,
    /// The record has this version.
    Version(i64),
    /// Any version, or no record.
    Any,
}

impl Expected {
    /// Whether a record with the version `found`, or a missing record (`None`), meets the
    /// precondition.
    #[must_use]
    pub fn admits(self, found: Option<i64>) -> bool {
        match self {
            Self::Missing => found.is_none(),
            Self::Version(version) => found == Some(version),
            Self::Any => true,
        }
    }
}

/// One change of a [`Batch`]. `Debug` omits bodies and payloads, which may contain secrets.
#[derive(Clone)]
#[non_exhaustive]
pub enum Change {
    /// Writes a record.
    Put {
        /// The kind of entity.
        kind: &'static str,
        /// The primary key.
        id: i32,
        /// The encoded entity.
        body: Vec<u8>,
        /// The precondition.
        expected: Expected,
    },
    /// Deletes a record. With [`Expected::Any`], a missing record is not an error.
    Delete {
        /// The kind of entity.
        kind: &'static str,
        /// The primary key.
        id: i32,
        /// The precondition.
        expected: Expected,
    },
    /// Adds one message per owner to the outbox.
    Send {
        /// The recipients of the messages.
        owners: Vec<i32>,
        /// When the messages are due.
        due: Millis,
        /// When the event happened.
        created: Millis,
        /// The payload, stored once for all owners.
        payload: Arc<[u8]>,
        /// The maximum number of messages in the outbox after this change.
        capacity: usize,
    },
    /// Removes a message that was taken.
    Settle {
        /// The message.
        message: i64,
        /// The lease under which the message was taken.
        lease: i64,
    },
    /// Counts an attempt for a message that was taken, and reschedules it.
    Postpone {
        /// The message.
        message: i64,
        /// The lease under which the message was taken.
        lease: i64,
        /// When the message is due again.
        due: Millis,
    },
    /// Adds an entry to an owner's journal.
    Log {
        /// The owner of the journal.
        owner: i32,
        /// The entry.
        body: Vec<u8>,
        /// The payload of the message that the entry describes.
        payload: Arc<[u8]>,
        /// How many entries of the owner to keep; older ones are deleted.
        keep: usize,
    },
    /// Deletes an owner's messages and journal.
    Forget {
        /// The owner.
        owner: i32,
    },
}

impl Batch {
    /// A batch without changes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The changes, in the order in which they were added.
    #[must_use]
    pub fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    /// Whether the batch has no changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Adds a change.
    #[must_use]
    pub fn with(mut self, change: Change) -> Self {
        self.changes.push(change);
        self
    }

    /// Adds a change that writes a record.
    #[must_use]
    pub fn put(
        self,
        kind: &'static str,
        id: i32,
        body: impl Into<Vec<u8>>,
        expected: Expected,
    ) -> Self {
        let body = body.into();
        self.with(Change::Put {
            kind,
            id,
            body,
            expected,
        })
    }

    /// Adds a change that deletes a record.
    #[must_use]
    pub fn delete(self, kind: &'static str, id: i32, expected: Expected) -> Self {
        self.with(Change::Delete { kind, id, expected })
    }

    /// Adds the changes of another batch.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.changes.extend(other.changes);
        self
    }
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Put { kind, id, .. } => write!(f, "Put({kind} {id})"),
            Self::Delete { kind, id, .. } => write!(f, "Delete({kind} {id})"),
            Self::Send { owners, .. } => write!(f, "Send({} messages)", owners.len()),
            Self::Settle { message, .. } => write!(f, "Settle({message})"),
            Self::Postpone { message, due, .. } => write!(f, "Postpone({message} to {due})"),
            Self::Log { owner, .. } => write!(f, "Log({owner})"),
            Self::Forget { owner } => write!(f, "Forget({owner})"),
        }
    }
}
