//! The summary of a generation.

use std::fmt;

use crate::facts::{Api, Note, Shape};
use crate::plan::Plan;

/// The outcome of a generation.
///
/// ```
/// let summary = webhook_scaffold::Summary::default();
/// assert_eq!(summary.to_string(), "0 agents, 0 operations, 0 entities, 0 enums; 0 skipped");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The number of agents.
    pub agents: usize,
    /// The number of operations.
    pub operations: usize,
    /// The number of entities, with the members of families and without request bodies.
    pub entities: usize,
    /// The number of enums.
    pub enums: usize,
    /// One line for each omitted thing.
    pub skipped: Vec<String>,
    /// One line for each guess.
    pub guessed: Vec<String>,
}

impl Summary {
    pub(crate) fn of(api: &Api, plan: &Plan) -> Self {
        let mut notes = api.notes.clone();
        notes.sort();
        notes.dedup();
        let (mut skipped, mut guessed) = (Vec::new(), Vec::new());
        for note in notes {
            match note {
                Note::Skipped(line) => skipped.push(line),
                Note::Guessed(line) => guessed.push(line),
            }
        }
        let is_entity = |full: &&String| matches!(api.definitions[*full].shape, Shape::Entity(_));
        Self {
            agents: plan.agents.len(),
            operations: api
                .agents
                .values()
                .map(|agent| agent.operations.len())
                .sum(),
            entities: plan.types.keys().filter(is_entity).count(),
            enums: plan.enums.len(),
            skipped,
            guessed,
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |count: usize, one: &str, many: &str| {
            format!("{count} {}", if count == 1 { one } else { many })
        };
        write!(
            f,
            "{}, {}, {}, {}; {} skipped",
            counted(self.agents, "agent", "agents"),
            counted(self.operations, "operation", "operations"),
            counted(self.entities, "entity", "entities"),
            counted(self.enums, "enum", "enums"),
            self.skipped.len()
        )
    }
}
