//! Objects without properties are any JSON, except as request bodies.

use std::collections::BTreeSet;

use crate::facts::{Api, Note, Shape, Type};

/// Generates any JSON for such an object, since a struct without fields would lose its content.
pub(super) fn apply(api: &mut Api) {
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut contain = |ty: &Type| {
        if let Type::Named(full) = ty.innermost() {
            used.insert(full.clone());
        }
    };
    for definition in api.definitions.values() {
        match &definition.shape {
            Shape::Entity(entity) => {
                let properties = entity.properties.iter();
                properties.for_each(|property| contain(&property.ty));
            }
            Shape::Alias(ty) => contain(ty),
            Shape::Family(_) => {}
        }
    }
    for operation in api.agents.values().flat_map(|agent| &agent.operations) {
        operation.response.iter().for_each(&mut contain);
        let lists = operation.body.iter();
        lists
            .filter(|body| !matches!(body, Type::Named(_)))
            .for_each(&mut contain);
    }
    for full in used {
        let Some(definition) = api.definitions.get_mut(&full) else {
            continue;
        };
        let is_empty = matches!(&definition.shape, Shape::Entity(entity)
            if entity.properties.is_empty() && entity.builtin.is_none() && entity.base.is_none() && !entity.carrier);
        if is_empty {
            definition.shape = Shape::Alias(Type::Any);
            api.notes.push(Note::Guessed(format!(
                "{full}: an object without properties; kept as any JSON"
            )));
        }
    }
}
