//! What several files say, together: a definition that several agents use is in each of their
//! files, and is one type.

use super::document::Read;
use crate::error::Error;
use crate::facts::{Api, Note, Shape};

/// Adds what a document says.
pub(super) fn merge(api: &mut Api, read: Read) -> Result<(), Error> {
    let paths: Vec<String> = api
        .sources
        .iter()
        .map(|file| file.path.display().to_string())
        .collect();
    let path = |source: usize| paths.get(source).map_or("", String::as_str);
    for (name, mut agent) in read.agents {
        let known = api.agents.entry(name).or_default();
        for operation in std::mem::take(&mut agent.operations) {
            if let Some(first) = known
                .operations
                .iter()
                .find(|first| first.name.eq_ignore_ascii_case(&operation.name))
            {
                let same = first.body == operation.body
                    && first.response == operation.response
                    && first.query == operation.query;
                if first.place.source == operation.place.source {
                    api.notes.push(Note::Skipped(format!(
                        "{}: differs from `{}` only in case, which NetServer does not tell apart",
                        operation.place.pointer, first.name
                    )));
                } else if !same {
                    let message = format!(
                        "operation `{}` is described otherwise in {} at {}; take both files from one release",
                        operation.name,
                        path(first.place.source),
                        first.place.pointer
                    );
                    return Err(error(api, &operation.place, message));
                }
                continue;
            }
            known.operations.push(operation);
        }
        known.sources.append(&mut agent.sources);
        if known.description.is_empty() {
            known.description = agent.description;
        }
    }
    api.notes.extend(read.notes);
    for (name, definition) in read.definitions {
        let Some(known) = api.definitions.get_mut(&name) else {
            api.definitions.insert(name, definition);
            continue;
        };
        if known.shape != definition.shape {
            let message = format!(
                "`{name}` is defined otherwise in {} at {}: {}; take both files from one release",
                path(known.place.source),
                definition.place.pointer,
                difference(&known.shape, &definition.shape)
            );
            return Err(error(api, &definition.place, message));
        }
        known.sources.extend(definition.sources);
        if known.description.is_empty() {
            known.description = definition.description;
        }
    }
    Ok(())
}

fn error(api: &Api, place: &crate::facts::Place, message: String) -> Error {
    match api.sources.get(place.source) {
        Some(file) => Error::at(&file.path, &place.pointer, message),
        None => Error::new(message),
    }
}

/// The first thing that differs.
fn difference(first: &Shape, second: &Shape) -> String {
    let (Shape::Entity(first), Shape::Entity(second)) = (first, second) else {
        return "of another kind".to_owned();
    };
    for property in &first.properties {
        match second
            .properties
            .iter()
            .find(|other| other.name == property.name)
        {
            None => return format!("only the first has the property `{}`", property.name),
            Some(other) if other != property => {
                return format!("`{}` has another type", property.name);
            }
            Some(_) => {}
        }
    }
    let added = second.properties.iter().find(|property| {
        first
            .properties
            .iter()
            .all(|other| other.name != property.name)
    });
    match added {
        Some(added) => format!("only the second has the property `{}`", added.name),
        None => "the properties have another order".to_owned(),
    }
}
