//! Merges files. A definition that several agents use is repeated in each of their files, and
//! becomes one type.

use super::document::Read;
use super::join::{self, Contradiction, Guess, Side, What};
use crate::error::Error;
use crate::facts::{Api, Definition, Location, Note, Operation, Type};

/// Adds the content of a document.
pub(super) fn merge(api: &mut Api, read: Read) -> Result<(), Error> {
    let files = Files::of(api);
    for (name, mut agent) in read.agents {
        let known = api.agents.entry(name.clone()).or_default();
        for operation in std::mem::take(&mut agent.operations) {
            let first = known
                .operations
                .iter_mut()
                .find(|first| first.name.eq_ignore_ascii_case(&operation.name));
            match first {
                None => known.operations.push(operation),
                Some(first) if first.place.source == operation.place.source => {
                    api.notes.push(Note::Skipped(format!(
                        "{}: differs from `{}` only in case, which NetServer does not tell apart",
                        operation.place.pointer, first.name
                    )));
                }
                Some(first) => {
                    let owner = format!("operation {name}.{}", first.name);
                    let guesses = operations(first, &operation).map_err(|found| {
                        files.error(&owner, &first.place, &operation.place, &found)
                    })?;
                    let lines = guesses
                        .iter()
                        .map(|guess| files.line(&owner, &first.place, &operation.place, guess));
                    api.notes.extend(lines.map(Note::Guessed));
                }
            }
        }
        known.sources.append(&mut agent.sources);
        if known.description.is_empty() {
            known.description = agent.description;
        }
    }
    api.notes.extend(read.notes);
    for (name, definition) in read.definitions {
        match api.definitions.get_mut(&name) {
            Some(known) => {
                let lines = definitions(&files, &name, known, definition)?;
                api.notes.extend(lines.into_iter().map(Note::Guessed));
            }
            None => {
                api.definitions.insert(name, definition);
            }
        }
    }
    Ok(())
}

fn definitions(
    files: &Files,
    name: &str,
    known: &mut Definition,
    definition: Definition,
) -> Result<Vec<String>, Error> {
    let guesses = join::shapes(&mut known.shape, &definition.shape)
        .map_err(|found| files.error(name, &known.place, &definition.place, &found))?;
    known.sources.extend(definition.sources);
    if known.description.trim().is_empty() {
        known.description = definition.description;
    }
    let lines = guesses
        .iter()
        .map(|guess| files.line(name, &known.place, &definition.place, guess));
    let lines = lines.collect();
    if guesses.iter().any(Guess::is_newer) {
        known.place = definition.place;
    }
    Ok(lines)
}

/// Joins a second description of an operation into the first one.
fn operations(first: &mut Operation, second: &Operation) -> Result<Vec<Guess>, Contradiction> {
    let mut guesses = Vec::new();
    if first.query != second.query {
        let query = |operation: &Operation| format!("the query `{}`", operation.query.join("&"));
        return Err(Contradiction {
            pointer: "/parameters".to_owned(),
            message: format!("{} here, but {}", query(second), query(first)),
        });
    }
    for (pointer, first, second) in [
        ("/parameters", &mut first.body, &second.body),
        ("/responses", &mut first.response, &second.response),
    ] {
        match (first, second) {
            (Some(first), Some(second)) => {
                join::join(first, second, None, pointer, &mut guesses)?;
            }
            (None, None) => {}
            (first, second) => {
                let body = |ty: &Option<Type>| {
                    ty.as_ref()
                        .map_or_else(|| "nothing".to_owned(), Type::to_string)
                };
                return Err(Contradiction {
                    pointer: pointer.to_owned(),
                    message: format!("{} here, but {}", body(second), body(first)),
                });
            }
        }
    }
    if first.summary.trim().is_empty() {
        first.summary.clone_from(&second.summary);
    }
    if first.description.trim().is_empty() {
        first.description.clone_from(&second.description);
    }
    Ok(guesses)
}

/// The files as text for messages.
struct Files(Vec<std::path::PathBuf>);

impl Files {
    fn of(api: &Api) -> Self {
        Self(api.sources.iter().map(|file| file.path.clone()).collect())
    }

    fn path(&self, place: &Location) -> String {
        let path = self.0.get(place.source);
        path.map(|path| path.display().to_string())
            .unwrap_or_default()
    }

    fn error(
        &self,
        name: &str,
        first: &Location,
        second: &Location,
        found: &Contradiction,
    ) -> Error {
        let Contradiction { pointer, message } = found;
        let message = format!(
            "two descriptions of `{name}` contradict each other: {message} in {}#{}; use files of one release",
            self.path(first),
            first.pointer,
        );
        match self.0.get(second.source) {
            Some(path) => Error::at(path, &format!("{}{pointer}", second.pointer), message),
            None => Error::new(message),
        }
    }

    /// A guess as a line. Equal guesses give equal lines, which are shown once.
    fn line(&self, name: &str, first: &Location, second: &Location, guess: &Guess) -> String {
        let of = |side| {
            let place = if side == Side::First { first } else { second };
            let path = self.0.get(place.source);
            let name = path.and_then(|path| path.file_name());
            let same = self.0.iter().filter(|other| other.file_name() == name);
            match name {
                Some(name) if same.count() == 1 => name.to_string_lossy().into_owned(),
                _ => self.path(place),
            }
        };
        let subject = match &guess.property {
            Some(property) => format!("{name}.{property}"),
            None => name.to_owned(),
        };
        match &guess.what {
            What::Missing(side) => {
                format!(
                    "{subject}: missing in some files; generated as in {}",
                    of(*side)
                )
            }
            What::Order(side) => format!(
                "{subject}: files have its properties in different orders; generated as in {}",
                of(*side)
            ),
            What::Type(one, other, taken) => {
                let (one, other) = if one <= other {
                    (one, other)
                } else {
                    (other, one)
                };
                format!("{subject}: {one} in some files, {other} in others; generated as {taken}")
            }
            What::Values(values) => format!(
                "{subject}: some files lack the values `{}`; generated with all",
                values.join("`, `")
            ),
        }
    }
}
