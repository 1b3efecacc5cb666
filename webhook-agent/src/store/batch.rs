//! Changes that are made together.

use std::fmt;
use std::sync::Arc;

use super::Millis;

/// Changes that a store makes together or not at all. A batch changes each record and each message
/// once at most.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    changes: Vec<Change>,
}

/// What a record has to be for a change to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// No record has the id.
    Missing,
    /// The record has this version.
    Version(i64),
    /// Anything.
    Any,
}

impl Expected {
    /// Whether a record's version, `None` without a record, is what is expected.
    #[must_use]
    pub fn admits(self, found: Option<i64>) -> bool {
        match self {
            Self::Missing => found.is_none(),
            Self::Version(version) => found == Some(version),
            Self::Any => true,
        }
    }
}

/// One change of a [`Batch`]. `Debug` shows no body, which may hold secrets.
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
        /// What the record has to be before.
        expected: Expected,
    },
    /// Removes a record; one that is missing is fine where `expected` is [`Expected::Any`].
    Delete {
        /// The kind of entity.
        kind: &'static str,
        /// The primary key.
        id: i32,
        /// What the record has to be before.
        expected: Expected,
    },
    /// Puts one message per owner into the outbox.
    Send {
        /// To whom the messages go.
        owners: Vec<i32>,
        /// When they are due.
        due: Millis,
        /// When the event happened.
        created: Millis,
        /// What they say; kept once for all owners.
        payload: Arc<[u8]>,
        /// The most messages that the outbox may hold after it.
        capacity: usize,
    },
    /// Removes a message that somebody has taken.
    Settle {
        /// The message.
        message: i64,
        /// The lease under which it was taken.
        lease: i64,
    },
    /// Counts an attempt of a message that somebody has taken, and makes it due again.
    Postpone {
        /// The message.
        message: i64,
        /// The lease under which it was taken.
        lease: i64,
        /// When it is due.
        due: Millis,
    },
    /// Adds an entry to an owner's journal.
    Log {
        /// Whose journal.
        owner: i32,
        /// The entry.
        body: Vec<u8>,
        /// The payload of the message that it is about.
        payload: Arc<[u8]>,
        /// How many entries of the owner are kept; older ones are dropped.
        keep: usize,
    },
    /// Removes an owner's messages and journal.
    Forget {
        /// The owner.
        owner: i32,
    },
}

impl Batch {
    /// No changes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The changes, in the order in which they were added.
    #[must_use]
    pub fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    /// Whether there is nothing to change.
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

    /// Writes a record.
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

    /// Removes a record.
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
