//! Types of `webhook_model`: the base carrier and its parts.

use super::means;
use super::table::Table;
use crate::facts::{Api, Entity, Key, Note, Shape, Type};

/// The properties of the base carrier, in the order in which they come last.
const CARRIER: [&str; 2] = ["TableRight", "FieldProperties"];

/// Marks the types of the model, and removes the properties of the base carrier from entities.
pub(super) fn apply(api: &mut Api, table: &Table) {
    for row in &table.entity {
        let (Some(builtin), Some(order)) = (&row.builtin, &row.order) else {
            continue;
        };
        for (full, definition) in &mut api.definitions {
            let Shape::Entity(entity) = &mut definition.shape else {
                continue;
            };
            if !means(&row.name, full) {
                continue;
            }
            let names: Vec<&String> = entity
                .properties
                .iter()
                .map(|property| &property.name)
                .collect();
            if names.len() == order.len() && order.iter().all(|name| names.contains(&name)) {
                entity.builtin = Some(builtin.clone());
                entity.properties.clear();
            } else {
                let line = format!(
                    "{full}: has other properties than `webhook_model::{builtin}`; generated as described"
                );
                api.notes.push(Note::Guessed(line));
            }
        }
    }
    let is_builtin = |full: &str, name: &str| matches!(&api.definitions[full].shape, Shape::Entity(entity) if entity.builtin.as_deref() == Some(name));
    let carriers: Vec<String> = api
        .definitions
        .iter()
        .filter(|(_, definition)| match &definition.shape {
            Shape::Entity(entity) => is_carrier(entity, &is_builtin),
            _ => false,
        })
        .map(|(full, _)| full.clone())
        .collect();
    for full in carriers {
        if let Some(Shape::Entity(entity)) =
            api.definitions.get_mut(&full).map(|found| &mut found.shape)
        {
            entity.carrier = true;
            entity
                .properties
                .truncate(entity.properties.len() - CARRIER.len());
        }
    }
}

/// Whether an object ends in the two properties of the base carrier.
fn is_carrier(entity: &Entity, is_builtin: &impl Fn(&str, &str) -> bool) -> bool {
    let Some((_, [right, fields])) = entity.properties.split_last_chunk::<2>() else {
        return false;
    };
    let named = [&right.name, &fields.name] == [&CARRIER[0].to_owned(), &CARRIER[1].to_owned()];
    named
        && matches!(&right.ty, Type::Named(full) if is_builtin(full, "TableRight"))
        && matches!(&fields.ty, Type::Dictionary(Key::Text, of)
            if matches!(&**of, Type::Named(full) if is_builtin(full, "FieldProperty")))
}
