//! How the descriptions of two times differ.

mod compare;

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

use crate::error::Error;
use crate::read;

/// What came, went and changed between two sets of descriptions.
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
    /// What it is of.
    pub what: What,
    /// The name: `Contact`, `Contact.Copy`, `A.B.Contact`, `A.B.Contact.Name`, and a value behind
    /// a colon: `A.B.Associate.Type: Unknown`.
    pub name: String,
    /// What happened.
    pub how: How,
    /// What it was and what it is, where it changed; empty otherwise.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// What a change is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// An agent.
    Agent,
    /// An operation of an agent.
    Operation,
    /// An entity, or the body of a request.
    Entity,
    /// A property of an entity that both have.
    Property,
    /// A value of an enum that both have.
    EnumValue,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// Only the newer one has it.
    Came,
    /// Only the older one has it.
    Went,
    /// Both have it, differently.
    Changed,
}

impl Diff {
    /// Compares files or folders of two times.
    ///
    /// # Errors
    /// Descriptions that cannot be read.
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

    /// Whether anything went or changed, so that callers of the older one may break.
    #[must_use]
    pub fn breaks(&self) -> bool {
        self.changes.iter().any(|change| change.how != How::Came)
    }

    /// The differences as JSON, for tools.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings and unit variants: nothing can fail.
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
            How::Came => '+',
            How::Went => '-',
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
    /// A line for each change, and one that counts them.
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
            let counts = [How::Came, How::Went, How::Changed].map(|how| self.count(what, how));
            let [came, went, changed] = counts;
            write!(f, "{separator}{}: +{came} -{went} ~{changed}", what.word())?;
        }
        writeln!(f)
    }
}
