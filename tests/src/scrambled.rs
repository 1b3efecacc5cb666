//! Reorders the members of a webhook and changes the case of their names.

use serde_json::{Value, json};

/// The entities among the members of a webhook, and of those.
const ENTITIES: [&str; 3] = ["RegisteredAssociate", "UpdatedAssociate", "TableRight"];

/// A webhook with the members of all objects rotated by `turn` positions, and reversed if `turn` is odd;
/// the names of properties are in camel case if `camel` is set. The keys of dictionaries do not change,
/// because they are case-sensitive.
#[must_use]
pub fn scrambled(webhook: &Value, turn: usize, camel: bool) -> String {
    written(webhook, true, turn, camel)
}

fn written(tree: &Value, is_entity: bool, turn: usize, camel: bool) -> String {
    let Value::Object(members) = tree else {
        return tree.to_string();
    };
    let mut all: Vec<_> = members
        .iter()
        .map(|(key, member)| {
            let inner = is_entity && ENTITIES.contains(&key.as_str());
            let name = if is_entity && camel {
                camel_case(key)
            } else {
                key.clone()
            };
            format!("{}:{}", json!(name), written(member, inner, turn, camel))
        })
        .collect();
    let count = all.len().max(1);
    all.rotate_left(turn % count);
    if turn % 2 == 1 {
        all.reverse();
    }
    format!("{{{}}}", all.join(","))
}

fn camel_case(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_lowercase() + rest
}
