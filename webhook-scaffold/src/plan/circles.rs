//! Boxes one edge of each cycle of recursive entities.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Api, Shape, Type};

/// The properties that must be boxed, by entity and name.
pub(crate) fn boxed(api: &Api) -> BTreeSet<(String, String)> {
    let mut edges = edges(api);
    let mut boxed = BTreeSet::new();
    let starts: Vec<String> = edges.keys().cloned().collect();
    for from in starts {
        let targets = edges.get(&from).cloned().unwrap_or_default();
        for (property, to) in targets {
            // Bases and members of families are not properties: they cannot be boxed.
            if let Some(property) = property
                && reaches(&edges, &to, &from)
            {
                if let Some(edges) = edges.get_mut(&from) {
                    edges.retain(|(other, _)| other.as_ref() != Some(&property));
                }
                boxed.insert((from.clone(), property));
            }
        }
    }
    boxed
}

/// The definitions that an entity contains directly, not in a list or dictionary, each with its
/// property.
type Edges = BTreeMap<String, Vec<(Option<String>, String)>>;

fn edges(api: &Api) -> Edges {
    let mut edges = Edges::new();
    for (full, definition) in &api.definitions {
        let mut targets = Vec::new();
        match &definition.shape {
            Shape::Entity(entity) => {
                targets.extend(entity.base.iter().map(|base| (None, base.clone())));
                for property in &entity.properties {
                    if let Type::Named(to) = resolved(api, &property.ty) {
                        targets.push((Some(property.name.clone()), to.clone()));
                    }
                }
            }
            Shape::Family(family) => {
                let members = family.members.iter();
                targets.extend(members.map(|(_, member)| (None, member.clone())));
            }
            Shape::Alias(_) => {}
        }
        edges.insert(full.clone(), targets);
    }
    edges
}

/// Resolves aliases.
pub(crate) fn resolved<'a>(api: &'a Api, ty: &'a Type) -> &'a Type {
    let mut ty = ty;
    while let Type::Named(full) = ty {
        match api.definitions.get(full).map(|found| &found.shape) {
            Some(Shape::Alias(alias)) => ty = alias,
            _ => break,
        }
    }
    ty
}

fn reaches(edges: &Edges, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![from];
    while let Some(current) = next.pop() {
        if current == to {
            return true;
        }
        if seen.insert(current) {
            let targets = edges.get(current).map(Vec::as_slice);
            next.extend(
                targets
                    .unwrap_or_default()
                    .iter()
                    .map(|(_, to)| to.as_str()),
            );
        }
    }
    false
}
