//! The differences between two releases of the descriptions.

mod compare;

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

use crate::error::Error;
use crate::read;

/// The differences between two sets of descriptions.
///
/// ```no_run
/// let diff = webhook_scaffold::Diff::between(["openapi-april"], ["openapi"])?;
/// print!("{diff}");
/// assert!(!diff.breaks());
/// # Ok::<(), webhook_scaffold::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// The differences: agents first, then operations, entities, properties and enum values, each
    /// by name.
    pub changes: Vec<Change>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// The kind of thing that differs.
    pub what: What,
    /// The name: `Contact`, `Contact.Copy`, `A.B.Contact`, `A.B.Contact.Name`, and a value after
    /// a colon: `A.B.Associate.Type: Unknown`.
    pub name: String,
    /// The kind of difference.
    pub how: How,
    /// The old and the new value of a change; empty otherwise.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// The kind of thing that differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum What {
    /// An agent.
    Agent,
    /// An operation of an agent.
    Operation,
    /// An entity, or the body of a request.
    Entity,
    /// A property of an entity that is in both.
    Property,
    /// A value of an enum that is in both.
    EnumValue,
}

/// The kind of difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum How {
    /// Exists only in the newer release.
    Added,
    /// Exists only in the older release.
    Removed,
    /// Exists in both releases and differs.
    Changed,
}

impl Diff {
    /// Compares files or folders of two releases.
    ///
    /// # Errors
    /// If descriptions cannot be read.
    pub fn between<P: Into<PathBuf>>(
        old: impl IntoIterator<Item = P>,
        new: impl IntoIterator<Item = P>,
    ) -> Result<Self, Error> {
        let old: Vec<PathBuf> = old.into_iter().map(Into::into).collect();
        let new: Vec<PathBuf> = new.into_iter().map(Into::into).collect();
        let mut changes = compare::changes(&read::read(&old)?, &read::read(&new)?);
        changes.sort();
        Ok(Self { changes })
    }

    /// Whether anything was removed or changed, which may break callers.
    #[must_use]
    pub fn breaks(&self) -> bool {
        self.changes.iter().any(|change| change.how != How::Added)
    }

    /// The differences as JSON, for tools.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings and unit variants always serialize.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    fn count(&self, what: What, how: How) -> usize {
        let changes = self.changes.iter();
        changes
            .filter(|change| change.what == what && change.how == how)
            .count()
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.how {
            How::Added => '+',
            How::Removed => '-',
            How::Changed => '~',
        };
        write!(f, "{sign} {} {}", self.what.word(), self.name)?;
        if !self.detail.is_empty() {
            write!(f, ": {}", self.detail)?;
        }
        Ok(())
    }
}

impl What {
    fn word(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Operation => "operation",
            Self::Entity => "entity",
            Self::Property => "property",
            Self::EnumValue => "enum value",
        }
    }
}

impl fmt::Display for Diff {
    /// One line for each change, then the counts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in &self.changes {
            writeln!(f, "{change}")?;
        }
        let kinds = [
            What::Agent,
            What::Operation,
            What::Entity,
            What::Property,
            What::EnumValue,
        ];
        for (index, what) in kinds.into_iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            let counts = [How::Added, How::Removed, How::Changed].map(|how| self.count(what, how));
            let [added, removed, changed] = counts;
            write!(
                f,
                "{separator}{}: +{added} -{removed} ~{changed}",
                what.word()
            )?;
        }
        writeln!(f)
    }
}
