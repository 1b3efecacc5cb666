//! Compares two sets of facts.

use std::collections::BTreeMap;

use super::{Change, How, What};
use crate::facts::{Api, Entity, Operation, Property, Shape, Type};

/// Returns all differences, unordered.
pub(super) fn changes(old: &Api, new: &Api) -> Vec<Change> {
    let mut changes = Vec::new();
    both(&old.agents, &new.agents, What::Agent, "", &mut changes);
    let (before, after) = (operations(old), operations(new));
    for (name, old, new) in both(&before, &after, What::Operation, "", &mut changes) {
        let of = |operation: &Operation| {
            let text = |ty: &Option<Type>| {
                ty.as_ref()
                    .map_or_else(|| "nothing".to_owned(), Type::to_string)
            };
            let query = match operation.query.as_slice() {
                [] => String::new(),
                names => format!("?{}", names.join("&")),
            };
            format!(
                "{query}({}) -> {}",
                text(&operation.body),
                text(&operation.response)
            )
        };
        changed(What::Operation, name, &of(old), &of(new), &mut changes);
    }
    for (name, old, new) in both(
        &old.definitions,
        &new.definitions,
        What::Entity,
        "",
        &mut changes,
    ) {
        match (&old.shape, &new.shape) {
            (Shape::Entity(old), Shape::Entity(new)) => properties(name, old, new, &mut changes),
            (Shape::Alias(Type::Names(old)), Shape::Alias(Type::Names(new))) => {
                values(name, old, new, &mut changes);
            }
            (old, new) => changed(What::Entity, name, &shape(old), &shape(new), &mut changes),
        }
    }
    changes
}

fn operations(api: &Api) -> BTreeMap<String, &Operation> {
    let agents = api.agents.iter();
    agents
        .flat_map(|(name, agent)| {
            let operations = agent.operations.iter();
            operations.map(move |operation| (format!("{name}.{}", operation.name), operation))
        })
        .collect()
}

/// Returns the pairs that are in both maps, and adds the other entries to the changes.
fn both<'m, T>(
    old: &'m BTreeMap<String, T>,
    new: &'m BTreeMap<String, T>,
    what: What,
    prefix: &str,
    changes: &mut Vec<Change>,
) -> Vec<(&'m str, &'m T, &'m T)> {
    let mut push = |name: &str, how| {
        changes.push(Change {
            what,
            name: format!("{prefix}{name}"),
            how,
            detail: String::new(),
        });
    };
    for name in new.keys().filter(|name| !old.contains_key(*name)) {
        push(name, How::Added);
    }
    let mut pairs = Vec::new();
    for (name, old) in old {
        match new.get(name) {
            Some(new) => pairs.push((name.as_str(), old, new)),
            None => push(name, How::Removed),
        }
    }
    pairs
}

fn changed(what: What, name: &str, old: &str, new: &str, changes: &mut Vec<Change>) {
    if old != new {
        changes.push(Change {
            what,
            name: name.to_owned(),
            how: How::Changed,
            detail: format!("{old} became {new}"),
        });
    }
}

fn properties(entity: &str, old: &Entity, new: &Entity, changes: &mut Vec<Change>) {
    let by_name = |entity: &Entity| -> BTreeMap<String, Property> {
        let properties = entity.properties.iter().cloned();
        properties
            .map(|property| (property.name.clone(), property))
            .collect()
    };
    let (before, after) = (by_name(old), by_name(new));
    let prefix = format!("{entity}.");
    for (name, old, new) in both(&before, &after, What::Property, &prefix, changes) {
        let name = format!("{prefix}{name}");
        if let (Type::Names(old), Type::Names(new)) = (old.ty.innermost(), new.ty.innermost()) {
            values(&name, old, new, changes);
        }
        changed(
            What::Property,
            &name,
            &old.ty.to_string(),
            &new.ty.to_string(),
            changes,
        );
    }
}

fn values(name: &str, old: &[String], new: &[String], changes: &mut Vec<Change>) {
    let by_name = |names: &[String]| -> BTreeMap<String, String> {
        names
            .iter()
            .map(|name| (name.clone(), name.clone()))
            .collect()
    };
    both(
        &by_name(old),
        &by_name(new),
        What::EnumValue,
        &format!("{name}: "),
        changes,
    );
}

fn shape(shape: &Shape) -> String {
    match shape {
        Shape::Entity(_) => "an object".to_owned(),
        Shape::Family(family) => format!("a family of {}", family.members.len()),
        Shape::Alias(ty) => ty.to_string(),
    }
}
