//! Converts the cells of a row to an entity.

use std::borrow::Cow;

use serde_json::Value;
use webhook_model::property::Entity;
use webhook_model::{Decoder, MediaType, NetServerEntity};

use super::cell;
use super::wire::RawRow;
use crate::error::{Error, ErrorKind};

/// Assigns the cells to the properties by name.
///
/// # Errors
/// [`ErrorKind::Answer`] for a cell that is not a value of its property.
pub(super) fn read<T: NetServerEntity>(row: RawRow) -> Result<T, Error> {
    let json = members(T::ENTITY, row);
    let decoded = Decoder::new(MediaType::ApplicationJson).decode(json.as_bytes());
    decoded.map_err(|error| {
        let message = format!("unexpected row: {error}");
        Error::new(ErrorKind::Answer, message).with_source(error)
    })
}

/// The row as a JSON object with the names of the properties, without empty cells.
fn members(entity: &'static Entity, row: RawRow) -> String {
    let key = row
        .primary_key
        .map(|value| ("PrimaryKey".to_owned(), value));
    let name = row
        .entity_name
        .map(|value| ("EntityName".to_owned(), value));
    // A column takes precedence over a member of the same name.
    let cells = row.cells.into_iter().chain(key).chain(name);
    let mut taken = vec![false; entity.properties.len()];
    let mut json = String::from("{");
    for (column, cell) in cells {
        let Some(at) = position(entity, &column) else {
            continue;
        };
        let (Some(property), Some(taken)) = (entity.properties.get(at), taken.get_mut(at)) else {
            continue;
        };
        if std::mem::replace(taken, true) {
            continue;
        }
        if let Some(value) = cell::decode(property.ty, cell) {
            if json.len() > 1 {
                json.push(',');
            }
            json.push_str(&Value::from(property.name()).to_string());
            json.push(':');
            json.push_str(&value.to_string());
        }
    }
    json.push('}');
    json
}

/// Finds the property of a column: by its name, or else by the letters and digits of its name, so
/// that `person_full_name` is the property of `person/fullName`.
fn position(entity: &Entity, column: &str) -> Option<usize> {
    let named = entity.position(column);
    named.or_else(|| {
        let same = |name: &str| letters(name).eq(letters(column));
        entity
            .properties
            .iter()
            .position(|property| same(property.name()))
    })
}

fn letters(name: &str) -> impl Iterator<Item = u8> + '_ {
    let kept = name
        .bytes()
        .filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    kept.map(|byte| byte.to_ascii_lowercase())
}

/// The columns of an entity's properties: the first letter in lower case, and a slash for each dot.
pub(super) fn columns(entity: &'static Entity) -> Vec<String> {
    let own = entity.properties.iter().filter(|property| {
        // Every row contains these columns.
        !matches!(property.name(), "PrimaryKey" | "EntityName")
    });
    own.map(|property| column(property.name()).into_owned())
        .collect()
}

/// The column of the primary key.
pub(super) fn key_column(entity: &'static Entity) -> Option<String> {
    let key = entity
        .properties
        .iter()
        .find(|property| property.primary_key)?;
    Some(column(key.name()).into_owned())
}

fn column(property: &str) -> Cow<'_, str> {
    let mut letters = property.chars();
    let Some(first) = letters.next().filter(char::is_ascii_uppercase) else {
        return property.replace('.', "/").into();
    };
    let rest = letters.as_str().replace('.', "/");
    format!("{}{rest}", first.to_ascii_lowercase()).into()
}
