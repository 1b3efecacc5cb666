//! Restores omitted facts from a table. Each row of the table has a reason.

mod builtin;
mod dates;
mod enums;
mod expression;
mod family;
mod objects;
mod rows;
mod table;

use std::path::Path;

use crate::error::Error;
use crate::facts::{Api, Shape, short_name};

pub(crate) use table::Table;

/// The built-in table.
const OWN: &str = include_str!("../corrections.toml");

/// The built-in table, in which the user's rows replace rows with the same names.
pub(crate) fn table(user: Option<&Path>) -> Result<Table, Error> {
    let own = Table::parse(OWN, false)
        .map_err(|message| Error::of_file(Path::new("corrections.toml"), message))?;
    let Some(path) = user else {
        return Ok(own);
    };
    let text = std::fs::read_to_string(path)
        .map_err(|error| Error::of_file(path, format!("cannot be read: {error}")))?;
    let table = Table::parse(&text, true).map_err(|message| Error::of_file(path, message))?;
    Ok(own.overridden_by(table))
}

/// Corrects facts.
pub(crate) fn correct(api: &mut Api, table: &Table) -> Result<(), Error> {
    rows::apply(api, table)?;
    builtin::apply(api, table);
    enums::apply(api, table)?;
    family::apply(api, table)?;
    objects::apply(api);
    dates::apply(api);
    Ok(())
}

/// Whether a row's name matches a definition: the full name, or its last segments.
fn means(row: &str, full: &str) -> bool {
    full == row
        || full
            .strip_suffix(row)
            .is_some_and(|head| head.ends_with('.'))
        || short_name(full) == row
}

/// An error at a definition.
fn error_at(api: &Api, full: &str, property: Option<&str>, message: String) -> Error {
    let Some(definition) = api.definitions.get(full) else {
        return Error::new(message);
    };
    let place = &definition.place;
    let mut pointer = place.pointer.clone();
    if let (Some(property), Shape::Entity(_)) = (property, &definition.shape) {
        pointer.push_str("/properties/");
        pointer.push_str(&crate::read::json::token(property));
    }
    match api.sources.get(place.source) {
        Some(source) => Error::at(&source.path, &pointer, message),
        None => Error::new(message),
    }
}
