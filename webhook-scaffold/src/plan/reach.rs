//! Determines which agents need which types.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Agent, Api, Shape, Type};

/// The agents that need a definition or an enum.
#[derive(Debug, Default)]
pub(crate) struct Reach {
    pub(crate) definitions: BTreeMap<String, BTreeSet<String>>,
    pub(crate) enums: BTreeMap<String, BTreeSet<String>>,
}

/// Follows the references from the operations of each agent. A definition without a reference
/// belongs to the agents of its files.
pub(crate) fn reach(api: &Api) -> Reach {
    let mut reach = Reach::default();
    for (name, agent) in &api.agents {
        let mut definitions = BTreeSet::new();
        let mut enums = BTreeSet::new();
        for ty in bodies(agent) {
            follow(api, ty, &mut definitions, &mut enums);
        }
        add(&mut reach, name, definitions, enums);
    }
    for (full, definition) in &api.definitions {
        if reach.definitions.contains_key(full) {
            continue;
        }
        let (mut definitions, mut enums) = (BTreeSet::new(), BTreeSet::new());
        follow(
            api,
            &Type::Named(full.clone()),
            &mut definitions,
            &mut enums,
        );
        for (name, agent) in &api.agents {
            if !agent.sources.is_disjoint(&definition.sources) {
                add(&mut reach, name, definitions.clone(), enums.clone());
            }
        }
    }
    reach
}

/// The definitions that are reachable from some operations.
pub(crate) fn of_agents<'a>(
    api: &Api,
    agents: impl Iterator<Item = &'a Agent>,
) -> BTreeSet<String> {
    let (mut definitions, mut enums) = (BTreeSet::new(), BTreeSet::new());
    for ty in agents.flat_map(bodies) {
        follow(api, ty, &mut definitions, &mut enums);
    }
    definitions
}

fn bodies(agent: &Agent) -> impl Iterator<Item = &Type> {
    let operations = agent.operations.iter();
    operations.flat_map(|operation| operation.body.iter().chain(&operation.response))
}

fn add(reach: &mut Reach, agent: &str, definitions: BTreeSet<String>, enums: BTreeSet<String>) {
    for full in definitions {
        reach
            .definitions
            .entry(full)
            .or_default()
            .insert(agent.to_owned());
    }
    for name in enums {
        reach
            .enums
            .entry(name)
            .or_default()
            .insert(agent.to_owned());
    }
}

fn follow(api: &Api, ty: &Type, definitions: &mut BTreeSet<String>, enums: &mut BTreeSet<String>) {
    let mut next = vec![ty.innermost().clone()];
    while let Some(ty) = next.pop() {
        match ty {
            Type::Enum(name) => {
                enums.insert(name);
            }
            Type::Named(full) if definitions.insert(full.clone()) => {
                match api.definitions.get(&full).map(|found| &found.shape) {
                    Some(Shape::Entity(entity)) => {
                        let properties = entity.properties.iter();
                        next.extend(properties.map(|property| property.ty.innermost().clone()));
                        next.extend(entity.base.clone().map(Type::Named));
                    }
                    Some(Shape::Family(family)) => {
                        let members = family.members.iter();
                        next.extend(members.map(|(_, member)| Type::Named(member.clone())));
                    }
                    Some(Shape::Alias(alias)) => next.push(alias.innermost().clone()),
                    None => {}
                }
            }
            _ => {}
        }
    }
}
