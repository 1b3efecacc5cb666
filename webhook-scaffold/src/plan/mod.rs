//! The plan of the output: names, modules, features, and how each operation is declared.

mod circles;
mod names;
mod operations;
mod reach;
pub(crate) mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Api, Enumeration, Shape, Type, short_name};

pub(crate) use circles::resolved;
pub(crate) use names::{Names, is_keyword};
pub(crate) use operations::{Kind, OperationPlan, Standard, slow_ms};
pub(crate) use reach::of_agents;

/// The plan.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) agents: Vec<AgentPlan>,
    /// Entities and families with their own files, by full name.
    pub(crate) types: BTreeMap<String, TypePlan>,
    /// Enums, by name on the wire.
    pub(crate) enums: BTreeMap<String, TypePlan>,
    /// Boxed properties, by full name and property.
    pub(crate) boxed: BTreeSet<(String, String)>,
    /// The operations declared on each entity, with their agent.
    pub(crate) served: BTreeMap<String, (String, Vec<Standard>)>,
    /// The vendor's time for the operations on each entity, in milliseconds: the longest one.
    pub(crate) slow: BTreeMap<String, u32>,
    /// The primary key of each entity with a Get or Delete operation.
    pub(crate) keys: BTreeMap<String, String>,
}

/// A type.
#[derive(Debug)]
pub(crate) struct TypePlan {
    /// Its name in Rust.
    pub(crate) rust: String,
    /// Its module, which determines its file.
    pub(crate) module: String,
    /// The features that need it.
    pub(crate) features: BTreeSet<String>,
}

/// An agent.
#[derive(Debug)]
pub(crate) struct AgentPlan {
    pub(crate) name: String,
    pub(crate) module: String,
    pub(crate) feature: String,
    pub(crate) operations: Vec<OperationPlan>,
}

/// Plans the output.
pub(crate) fn plan(api: &Api) -> Plan {
    let reach = reach::reach(api);
    let mut modules = Names::without("agents");
    let mut features: BTreeMap<String, String> = BTreeMap::new();
    let mut agents = Vec::new();
    for name in api.agents.keys() {
        let module = modules.of_module(name);
        let feature = feature(&module);
        features.insert(name.clone(), feature.clone());
        agents.push(AgentPlan {
            name: name.clone(),
            module,
            feature,
            operations: Vec::new(),
        });
    }
    let of_agents = |agents: Option<&BTreeSet<String>>| -> BTreeSet<String> {
        let agents = agents.into_iter().flatten();
        agents
            .filter_map(|agent| features.get(agent).cloned())
            .collect()
    };
    let operations = operations::operations(api);
    let uses = operations::uses(api);
    let mut by_short: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for full in api.definitions.keys() {
        by_short.entry(short_name(full)).or_default().push(full);
    }
    let (mut names, mut files) = (Names::default(), Names::without("entities"));
    let mut types = BTreeMap::new();
    for full in in_order_of_names(api, &operations.requests, &uses) {
        let is_family = matches!(api.definitions[full].shape, Shape::Family(_));
        let (rust, module) = if is_family {
            let short = short_name(full.trim_end_matches("#family"));
            (names.of_type(&short, "Family"), files.of_module(&short))
        } else {
            let same = by_short
                .get(&short_name(full))
                .map_or(&[][..], Vec::as_slice);
            let wanted = wanted_name(full, same, &uses);
            (names.of_type(&wanted, "Entity"), files.of_module(&wanted))
        };
        let features = of_agents(reach.definitions.get(full));
        types.insert(
            full.clone(),
            TypePlan {
                rust,
                module,
                features,
            },
        );
    }
    let mut files = Names::without("enums");
    let mut enums = BTreeMap::new();
    for (name, _) in api.enums.iter().filter(|(_, found)| is_generated(found)) {
        let rust = names.of_type(name, "Enum");
        let module = files.of_module(name);
        let features = of_agents(reach.enums.get(name));
        enums.insert(
            name.clone(),
            TypePlan {
                rust,
                module,
                features,
            },
        );
    }
    for agent in &mut agents {
        agent.operations = operations.of_agent(api, &agent.name);
    }
    Plan {
        agents,
        types,
        enums,
        boxed: circles::boxed(api),
        served: operations.served,
        slow: operations.slow,
        keys: operations.keys,
    }
}

fn is_generated(enumeration: &Enumeration) -> bool {
    !enumeration.builtin && !enumeration.users.is_empty()
}

/// The definitions with their own files: all except aliases, request bodies and types of
/// `webhook_model`. The most used definition comes first and gets the shortest name.
fn in_order_of_names<'a>(
    api: &'a Api,
    requests: &BTreeSet<String>,
    uses: &BTreeMap<&str, usize>,
) -> Vec<&'a String> {
    let mut definitions: Vec<&String> = api
        .definitions
        .iter()
        .filter(|(full, definition)| match &definition.shape {
            Shape::Entity(entity) => entity.builtin.is_none() && !requests.contains(*full),
            Shape::Family(_) => true,
            Shape::Alias(_) => false,
        })
        .map(|(full, _)| full)
        .collect();
    definitions.sort_by_key(|full| {
        let count = uses.get(full.as_str()).copied().unwrap_or_default();
        (std::cmp::Reverse(count), *full)
    });
    definitions
}

/// The last segment of the name. If several definitions share it, all except the most used one get
/// the preceding segment as a prefix.
fn wanted_name(full: &str, same: &[&str], uses: &BTreeMap<&str, usize>) -> String {
    let short = short_name(full);
    let count = |full: &str| uses.get(full).copied().unwrap_or_default();
    let is_first = same.iter().filter(|other| **other != full).all(|other| {
        match count(other).cmp(&count(full)) {
            std::cmp::Ordering::Equal => full < *other,
            order => order.is_lt(),
        }
    });
    if is_first {
        return short;
    }
    let namespace = full.strip_suffix(&short).unwrap_or_default();
    let parent = namespace.trim_end_matches('.').rsplit('.').next();
    format!("{}{short}", parent.unwrap_or_default())
}

/// The name of a feature, which must differ from the fixed features.
fn feature(module: &str) -> String {
    let feature = module.trim_end_matches('_').replace('_', "-");
    match feature.as_str() {
        "all" | "agent" | "default" | "serde" => format!("{feature}-operations"),
        _ => feature,
    }
}

/// Whether a value may be null, by the vendor's rule for its type.
pub(crate) fn is_nullable(api: &Api, ty: &Type) -> bool {
    match resolved(api, ty) {
        Type::Text
        | Type::Secret
        | Type::Bytes
        | Type::List(_)
        | Type::Dictionary(..)
        | Type::Named(_) => true,
        Type::Bool
        | Type::Int16
        | Type::Int32
        | Type::UInt32
        | Type::Int64
        | Type::Double
        | Type::Decimal
        | Type::Binary
        | Type::Nullable(_)
        | Type::Any
        | Type::DateTime
        | Type::Duration
        | Type::Names(_)
        | Type::Enum(_) => false,
    }
}
