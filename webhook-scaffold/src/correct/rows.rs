//! Corrections of properties, entities, dictionaries and operations.

use std::collections::BTreeSet;

use super::table::{EntityRow, PropertyRow, Table};
use super::{expression, means};
use crate::error::Error;
use crate::facts::{Api, Entity, Note, Property, Shape, Type};

/// Applies the rows.
pub(super) fn apply(api: &mut Api, table: &Table) -> Result<(), Error> {
    for row in &table.property {
        for name in &row.names {
            of_property(api, row, name)?;
        }
    }
    for row in &table.entity {
        of_entity(api, row)?;
    }
    for row in &table.dictionary {
        let mut used = false;
        for property in properties(api) {
            if let Type::Dictionary(_, of) = &property.ty
                && matches!(&**of, Type::Named(full) if means(&row.of, full))
            {
                property.marks.entry = Some(row.entry.clone());
                used = true;
            }
        }
        note_unused(api, !used && row.by_user, &row.of);
    }
    for row in &table.operation {
        of_operation(api, &row.name, &row.response, row.by_user)?;
    }
    Ok(())
}

fn properties(api: &mut Api) -> impl Iterator<Item = &mut Property> {
    entities(api).flat_map(|(_, entity)| entity.properties.iter_mut())
}

fn entities(api: &mut Api) -> impl Iterator<Item = (&String, &mut Entity)> {
    api.definitions
        .iter_mut()
        .filter_map(|(full, definition)| match &mut definition.shape {
            Shape::Entity(entity) => Some((full, entity)),
            _ => None,
        })
}

fn note_unused(api: &mut Api, unused: bool, name: &str) {
    if unused {
        let line = format!("correction of `{name}`: no description contains this name");
        api.notes.push(Note::Guessed(line));
    }
}

fn of_property(api: &mut Api, row: &PropertyRow, name: &str) -> Result<(), Error> {
    let wrong = |message: String| Error::new(format!("correction of `{name}`: {message}"));
    let (entity, property) = name
        .rsplit_once('.')
        .ok_or_else(|| wrong("expected `Entity.Property`".to_owned()))?;
    // A built-in row may refer to a definition that these descriptions do not contain.
    let ty = match &row.ty {
        Some(ty) => match expression::parse(api, ty) {
            Ok(ty) => Some(ty),
            Err(_) if !row.by_user && ty.contains("entity:") => None,
            Err(message) => return Err(wrong(message)),
        },
        None => None,
    };
    check(row).map_err(wrong)?;
    let enums = enums(api);
    let mut used = false;
    let mut notes = Vec::new();
    for (full, found) in entities(api).filter(|(full, _)| means(entity, full)) {
        for found in found
            .properties
            .iter_mut()
            .filter(|found| found.name == property)
        {
            used = true;
            match fit(found, row, ty.as_ref(), &enums) {
                Ok(()) => apply_to(found, row, ty.as_ref()),
                Err(message) if row.by_user => return Err(wrong(message)),
                // Another entity with this name.
                Err(message) => notes.push(Note::Guessed(format!(
                    "{full}.{property}: the built-in correction is not applied: {message}"
                ))),
            }
        }
    }
    api.notes.extend(notes);
    note_unused(api, !used && row.by_user, name);
    Ok(())
}

/// The definitions that are enums.
fn enums(api: &Api) -> BTreeSet<String> {
    let enums = api
        .definitions
        .iter()
        .filter(|(_, definition)| matches!(definition.shape, Shape::Alias(Type::Names(_))));
    enums.map(|(full, _)| full.clone()).collect()
}

fn apply_to(found: &mut Property, row: &PropertyRow, ty: Option<&Type>) {
    if let Some(ty) = ty {
        found.ty = ty.clone();
    }
    let marks = &mut found.marks;
    set(&mut marks.date, row.date.as_ref());
    set(&mut marks.format, row.format.as_ref());
    set(&mut marks.default, row.default.as_ref());
    set(&mut marks.entry, row.entry.as_ref());
    set(&mut marks.max_length, row.max_length.as_ref());
    marks.web_api_only |= row.web_api_only;
}

/// Whether a row is compatible with the described type of a property. A user may change the type;
/// built-in rows may only make it more precise.
fn fit(
    found: &Property,
    row: &PropertyRow,
    ty: Option<&Type>,
    enums: &BTreeSet<String>,
) -> Result<(), String> {
    let is_text = |ty: &Type| matches!(ty, Type::Text | Type::Secret | Type::Duration);
    let is_enum = |ty: &Type| match ty {
        Type::Names(_) | Type::Enum(_) => true,
        Type::Named(full) => enums.contains(full),
        _ => false,
    };
    if let Some(ty) = ty.filter(|_| !row.by_user) {
        let described = &found.ty;
        let fits = match ty {
            Type::Int16 | Type::UInt32 => {
                matches!(described, Type::Int16 | Type::Int32 | Type::UInt32)
            }
            Type::Duration | Type::Secret => is_text(described),
            Type::Dictionary(..) => matches!(described, Type::Dictionary(..) | Type::Any),
            Type::List(_) => matches!(described, Type::List(_)),
            _ => true,
        };
        if !fits {
            return Err(format!("`{described}` cannot become `{ty}`"));
        }
    }
    let ty = ty.unwrap_or(&found.ty);
    let needs = |name: &str, is_set: bool, fits: bool| {
        if is_set && !fits {
            return Err(format!("`{name}` does not apply to `{ty}`"));
        }
        Ok(())
    };
    let default_fits = row
        .default
        .as_ref()
        .is_none_or(|default| match default.chars().next() {
            Some('[') => matches!(ty, Type::List(_)),
            Some('"') => is_text(ty),
            Some(first) if first.is_uppercase() => is_enum(ty),
            _ => true,
        });
    needs(
        "date",
        row.date.is_some(),
        *ty.innermost() == Type::DateTime,
    )?;
    needs("max_length", row.max_length.is_some(), is_text(ty))?;
    needs("format", row.format.is_some(), is_text(ty))?;
    needs(
        "entry",
        row.entry.is_some(),
        matches!(ty, Type::Dictionary(..)),
    )?;
    needs("default", row.default.is_some(), default_fits)
}

fn check(row: &PropertyRow) -> Result<(), String> {
    let one_of = |what: &str, value: Option<&String>, known: &[&str]| match value {
        Some(value) if !known.contains(&value.as_str()) => Err(format!(
            "unknown {what} `{value}`: expected `{}`",
            known.join("`, `")
        )),
        _ => Ok(()),
    };
    one_of(
        "date",
        row.date.as_ref(),
        &["utc", "diary", "plain", "date"],
    )?;
    one_of(
        "format",
        row.format.as_ref(),
        &["email", "https_url", "event_name"],
    )?;
    match &row.default {
        Some(default) if default.parse::<proc_macro2::TokenStream>().is_err() => {
            Err(format!("`{default}` is not a value in Rust"))
        }
        _ => Ok(()),
    }
}

fn set<T: Clone>(mark: &mut Option<T>, value: Option<&T>) {
    if let Some(value) = value {
        *mark = Some(value.clone());
    }
}

fn of_entity(api: &mut Api, row: &EntityRow) -> Result<(), Error> {
    let mut used = false;
    let mut unknown = None;
    for (full, entity) in entities(api).filter(|(full, _)| means(&row.name, full)) {
        used = true;
        if let Some(key) = &row.key {
            let known = entity
                .properties
                .iter()
                .any(|property| property.name == *key);
            if known {
                entity.key = Some(key.clone());
            } else {
                unknown = Some((full.clone(), key.clone()));
            }
        }
        if let (Some(order), None) = (&row.order, &row.builtin) {
            let place = |name: &str| order.iter().position(|other| other == name);
            // Properties that are not in the row come last.
            entity
                .properties
                .sort_by_key(|property| place(&property.name).unwrap_or(usize::MAX));
        }
    }
    if let Some((full, key)) = unknown.filter(|_| row.by_user) {
        let message = format!(
            "the correction of the key refers to `{key}`, which is not a property of this entity"
        );
        return Err(super::error_at(api, &full, None, message));
    }
    note_unused(api, !used && row.by_user, &row.name);
    Ok(())
}

fn of_operation(api: &mut Api, name: &str, response: &str, by_user: bool) -> Result<(), Error> {
    let wrong = |message: &str| Error::new(format!("correction of `{name}`: {message}"));
    let (agent, operation) = name
        .split_once('.')
        .ok_or_else(|| wrong("expected `Agent.Operation`"))?;
    let ty = expression::parse(api, response).map_err(|message| wrong(&message))?;
    let found = api.agents.get_mut(agent).and_then(|agent| {
        agent
            .operations
            .iter_mut()
            .find(|found| found.name == operation)
    });
    match found {
        Some(found) => found.response = Some(ty),
        None => note_unused(api, by_user, name),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::short_name;

    #[test]
    fn short_names_match_every_namespace() {
        assert!(means("Contact", "A.B.Contact"));
        assert!(means("B.Contact", "A.B.Contact"));
        assert!(!means("ontact", "A.B.Contact"));
        assert_eq!(short_name("A.B.Contact"), "Contact");
    }
}
