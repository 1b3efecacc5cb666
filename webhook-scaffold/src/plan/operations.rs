//! How each operation is declared.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use super::words::lower_camel;
use crate::facts::{Api, Entity, Operation, Property, Shape, Type, short_name};

/// The operations with the same names in all agents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standard {
    CreateDefault,
    Get,
    Save,
    Delete,
}

impl Standard {
    /// The beginning of the operation's name.
    pub(crate) fn verb(self) -> &'static str {
        match self {
            Self::CreateDefault => "CreateDefault",
            Self::Get => "Get",
            Self::Save => "Save",
            Self::Delete => "Delete",
        }
    }

    /// The name in the attribute `operations(..)`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::CreateDefault => "create_default",
            Self::Get => "get",
            Self::Save => "save",
            Self::Delete => "delete",
        }
    }
}

/// How an operation is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// On the entity, by `operations(..)`.
    Standard(Standard, String),
    /// On a struct of its own, with the full name of the body's definition, if there is a body.
    Request(Option<String>),
    /// On a tuple struct that is the whole body.
    Whole(Type),
    /// On a unit struct that implements `Operation`: the derive does not support its query.
    Query,
}

/// One operation.
#[derive(Debug, Clone)]
pub(crate) struct OperationPlan {
    /// The index of the operation in the facts.
    pub(crate) index: usize,
    /// The name of its struct.
    pub(crate) rust: String,
    pub(crate) kind: Kind,
}

/// All operations.
#[derive(Debug, Default)]
pub(crate) struct Operations {
    /// By agent, in the order of the file.
    kinds: BTreeMap<String, Vec<Kind>>,
    /// The definitions that are bodies of requests.
    pub(crate) requests: BTreeSet<String>,
    /// The operations on each entity, and the agent.
    pub(crate) served: BTreeMap<String, (String, Vec<Standard>)>,
    /// The vendor's time for the operations on each entity, in milliseconds.
    pub(crate) slow: BTreeMap<String, u32>,
    /// The keys of entities.
    pub(crate) keys: BTreeMap<String, String>,
}

impl Operations {
    /// The operations of an agent, with names for their structs.
    pub(crate) fn of_agent(&self, api: &Api, agent: &str) -> Vec<OperationPlan> {
        let mut names = Names::default();
        let kinds = self.kinds.get(agent).map(Vec::as_slice).unwrap_or_default();
        let operations = api
            .agents
            .get(agent)
            .map(|agent| agent.operations.as_slice());
        let operations = operations.unwrap_or_default().iter().zip(kinds).enumerate();
        operations
            .map(|(index, (operation, kind))| OperationPlan {
                index,
                rust: match kind {
                    Kind::Standard(..) => String::new(),
                    _ => names.of_type(&operation.name, "Request"),
                },
                kind: kind.clone(),
            })
            .collect()
    }
}

/// Decides how every operation is declared.
pub(crate) fn operations(api: &Api) -> Operations {
    let mut operations = Operations::default();
    // An entity belongs to the agent with most operations on it.
    let mut counts: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for (name, agent) in &api.agents {
        for operation in &agent.operations {
            if let Some((_, entity)) = standard(api, operation) {
                *counts.entry(entity).or_default().entry(name).or_default() += 1;
            }
        }
    }
    let home = |entity: &str| {
        let counts = counts.get(entity)?;
        let most = counts.values().max()?;
        counts
            .iter()
            .find(|(_, count)| *count == most)
            .map(|(name, _)| *name)
    };
    let uses = uses(api);
    for (name, agent) in &api.agents {
        let mut kinds = Vec::new();
        for operation in &agent.operations {
            let kind = match standard(api, operation) {
                Some((standard, entity)) if home(&entity) == Some(name) => {
                    let served = operations
                        .served
                        .entry(entity.clone())
                        .or_insert_with(|| (name.clone(), Vec::new()));
                    served.1.push(standard);
                    served.1.sort_unstable();
                    if let Some(time) = slow_ms(&operation.description) {
                        let slow = operations.slow.entry(entity.clone()).or_default();
                        *slow = time.max(*slow);
                    }
                    if matches!(standard, Standard::Get | Standard::Delete)
                        && let Some(key) = key(api, &entity)
                    {
                        operations.keys.insert(entity.clone(), key);
                    }
                    Kind::Standard(standard, entity)
                }
                _ => declared(api, operation, &uses),
            };
            if let Kind::Request(Some(full)) = &kind {
                operations.requests.insert(full.clone());
            }
            kinds.push(kind);
        }
        operations.kinds.insert(name.clone(), kinds);
    }
    operations
}

/// The vendor's time for an operation, which is part of its description.
pub(crate) fn slow_ms(description: &str) -> Option<u32> {
    let (_, rest) = description.split_once("NsApiSlow threshold:")?;
    let (number, _) = rest.split_once("ms")?;
    number.trim().parse().ok().filter(|time| *time > 0)
}

/// Declares an operation that is not one of [`Standard`].
fn declared(api: &Api, operation: &Operation, uses: &BTreeMap<&str, usize>) -> Kind {
    if !operation.query.is_empty() {
        return Kind::Query;
    }
    match &operation.body {
        None => Kind::Request(None),
        Some(Type::Named(full)) => {
            let short = short_name(full);
            // Our own schema names a body after the operation, with a number if the name is already
            // used.
            let stem = short.trim_end_matches(|letter: char| letter.is_ascii_digit());
            let is_named = [short.as_str(), stem].iter().any(|name| {
                name.strip_suffix("Request") == Some(&operation.name) || *name == operation.name
            });
            let is_own = is_named && uses.get(full.as_str()) == Some(&1);
            let is_plain = matches!(&api.definitions[full].shape, Shape::Entity(entity) if entity.builtin.is_none());
            if is_own && is_plain {
                Kind::Request(Some(full.clone()))
            } else {
                Kind::Whole(Type::Named(full.clone()))
            }
        }
        Some(body) => Kind::Whole(body.clone()),
    }
}

/// The number of references to each definition.
pub(super) fn uses(api: &Api) -> BTreeMap<&str, usize> {
    let mut uses = BTreeMap::new();
    let mut count = |ty: &'_ Type| -> Option<String> {
        match ty.innermost() {
            Type::Named(full) => Some(full.clone()),
            _ => None,
        }
    };
    let mut names: Vec<String> = Vec::new();
    for definition in api.definitions.values() {
        match &definition.shape {
            Shape::Entity(entity) => {
                names.extend(
                    entity
                        .properties
                        .iter()
                        .filter_map(|property| count(&property.ty)),
                );
                names.extend(entity.base.clone());
            }
            Shape::Family(family) => {
                names.extend(family.members.iter().map(|(_, member)| member.clone()));
            }
            Shape::Alias(ty) => names.extend(count(ty)),
        }
    }
    for agent in api.agents.values() {
        for operation in &agent.operations {
            names.extend(
                operation
                    .body
                    .iter()
                    .chain(&operation.response)
                    .filter_map(&mut count),
            );
        }
    }
    for name in names {
        if let Some((full, _)) = api.definitions.get_key_value(&name) {
            *uses.entry(full.as_str()).or_default() += 1;
        }
    }
    uses
}

/// The standard operation and its entity, if the derive generates the same operation.
fn standard(api: &Api, operation: &Operation) -> Option<(Standard, String)> {
    let of = |verb: Standard| operation.name.strip_prefix(verb.verb());
    let named = |ty: &Option<Type>| match ty {
        Some(Type::Named(full)) => Some(full.clone()),
        _ => None,
    };
    let (body, response) = (named(&operation.body), named(&operation.response));
    let no_body = operation.body.is_none();
    let (standard, entity) = if let Some(entity) = of(Standard::CreateDefault).filter(|_| no_body) {
        (Standard::CreateDefault, (entity, response?))
    } else if let Some(entity) = of(Standard::Save) {
        (
            Standard::Save,
            (
                entity,
                response.filter(|response| Some(response) == body.as_ref())?,
            ),
        )
    } else if let Some(entity) = of(Standard::Get).filter(|_| no_body) {
        (Standard::Get, (entity, response?))
    } else if let Some(entity) =
        of(Standard::Delete).filter(|_| no_body && operation.response.is_none())
    {
        (Standard::Delete, (entity, by_short_name(api, entity)?))
    } else {
        return None;
    };
    let (name, full) = entity;
    let found = entity_of(api, &full)?;
    if short_name(&full) != name || found.builtin.is_some() {
        return None;
    }
    let keyed = matches!(standard, Standard::Get | Standard::Delete);
    let query = format!("{}Id", lower_camel(name));
    let as_derived = if keyed {
        operation.query == [query] && key(api, &full).is_some()
    } else {
        operation.query.is_empty()
    };
    as_derived.then_some((standard, full))
}

fn by_short_name(api: &Api, name: &str) -> Option<String> {
    let mut found = api
        .definitions
        .keys()
        .filter(|full| short_name(full) == name && entity_of(api, full).is_some());
    found.next().cloned()
}

fn entity_of<'a>(api: &'a Api, full: &str) -> Option<&'a Entity> {
    match &api.definitions.get(full)?.shape {
        Shape::Entity(entity) => Some(entity),
        _ => None,
    }
}

/// The primary key of an entity: the one in the table, an int32 described as the primary key, one
/// named after the entity, or `Id`.
fn key(api: &Api, full: &str) -> Option<String> {
    let entity = entity_of(api, full)?;
    if let Some(key) = &entity.key {
        return Some(key.clone());
    }
    let short = short_name(full);
    let stem = short.strip_suffix("Entity").unwrap_or(&short);
    let numbers = || {
        let properties = entity.properties.iter();
        properties.filter(|property| property.ty == Type::Int32)
    };
    let is_described = |property: &&Property| {
        let text = property.description.trim().trim_end_matches('.');
        text.eq_ignore_ascii_case("primary key")
    };
    let by_name = || {
        [format!("{short}Id"), format!("{stem}Id"), "Id".to_owned()]
            .iter()
            .find_map(|wanted| {
                numbers().find(|property| property.name.eq_ignore_ascii_case(wanted))
            })
    };
    let found = numbers().find(is_described).or_else(by_name)?;
    Some(found.name.clone())
}
