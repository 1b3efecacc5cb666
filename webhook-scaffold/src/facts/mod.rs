//! The content of API descriptions, independent of their dialect.

mod names;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

pub(crate) use names::short_name;
pub(crate) use types::{Key, Type};

/// The content of all descriptions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Api {
    /// The files, in the order of their names.
    pub(crate) sources: Vec<Source>,
    /// The agents by name.
    pub(crate) agents: BTreeMap<String, Agent>,
    /// The definitions by their full names, such as `SuperOffice.CRM.Services.Contact`.
    pub(crate) definitions: BTreeMap<String, Definition>,
    /// The enums by wire name; the corrections fill this map.
    pub(crate) enums: BTreeMap<String, Enumeration>,
    /// One line for each thing that was skipped or guessed.
    pub(crate) notes: Vec<Note>,
}

impl Api {
    /// The files that describe the agents.
    pub(crate) fn used_sources(&self) -> impl Iterator<Item = &Source> {
        let used: BTreeSet<usize> = self
            .agents
            .values()
            .flat_map(|agent| agent.sources.iter().copied())
            .collect();
        let sources = self.sources.iter().enumerate();
        sources
            .filter(move |(number, _)| used.contains(number))
            .map(|(_, source)| source)
    }
}

/// One file.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub(crate) sha256: String,
}

/// A line of the summary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Note {
    /// Something was omitted.
    Skipped(String),
    /// Something was guessed.
    Guessed(String),
}

/// The position of a description, for errors and file headers.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Location {
    /// The number of the file among the sources.
    pub(crate) source: usize,
    /// The JSON pointer.
    pub(crate) pointer: String,
}

/// An agent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Agent {
    pub(crate) description: String,
    /// The operations, in the order of the file.
    pub(crate) operations: Vec<Operation>,
    /// The files that describe the agent.
    pub(crate) sources: BTreeSet<usize>,
}

/// One operation.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) summary: String,
    pub(crate) description: String,
    /// The keys in the query, without `$select`.
    pub(crate) query: Vec<String>,
    pub(crate) body: Option<Type>,
    pub(crate) response: Option<Type>,
    pub(crate) place: Location,
}

/// A definition with a name of its own.
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    pub(crate) description: String,
    pub(crate) shape: Shape,
    pub(crate) place: Location,
    /// The files that define it.
    pub(crate) sources: BTreeSet<usize>,
}

/// The content of a definition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// An object.
    Entity(Entity),
    /// One of several entities.
    Family(Family),
    /// An alias of another type.
    Alias(Type),
}

/// An object with properties.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Entity {
    pub(crate) properties: Vec<Property>,
    /// The last two properties are the base carrier's.
    pub(crate) carrier: bool,
    /// The full name of the entity that it inherits from.
    pub(crate) base: Option<String>,
    /// The property that is the primary key.
    pub(crate) key: Option<String>,
    /// The type of `webhook_model` that represents the entity.
    pub(crate) builtin: Option<String>,
}

/// A polymorphic family.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Family {
    /// The property that distinguishes the members.
    pub(crate) tag: String,
    /// The name on the wire.
    pub(crate) wire: String,
    /// Each member's tag and full name.
    pub(crate) members: Vec<(String, String)>,
}

/// A property.
#[derive(Debug, Clone)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) ty: Type,
    pub(crate) marks: Marks,
}

impl PartialEq for Property {
    /// Ignored when properties are compared.
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.ty == other.ty && self.marks == other.marks
    }
}

/// The attributes of a property.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Marks {
    /// `utc`, `diary` or `date`; otherwise the date is plain.
    pub(crate) date: Option<String>,
    pub(crate) max_length: Option<u32>,
    pub(crate) format: Option<String>,
    /// The default, as Rust tokens.
    pub(crate) default: Option<String>,
    /// The XML name of a dictionary's entries.
    pub(crate) entry: Option<String>,
    pub(crate) web_api_only: bool,
}

/// An enum.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Enumeration {
    pub(crate) flags: bool,
    /// The names with their numbers, where they are known.
    pub(crate) variants: Vec<(String, Option<i32>)>,
    /// The properties with this type, such as `Associate.Type`.
    pub(crate) users: BTreeSet<String>,
    /// Whether `webhook_model` has an enum of this name.
    pub(crate) builtin: bool,
}
