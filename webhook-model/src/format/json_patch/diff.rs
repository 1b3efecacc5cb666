//! Makes the patch that turns one tree into another, property by property.

use serde_json::{Map, Value as Json, json};

use crate::error::push_step;
use crate::format::tree::{known, same};
use crate::property::Type;

/// The operations, as a tree: an array that applies in both profiles.
pub(crate) fn diff(ty: Type, from: &Json, to: &Json) -> Json {
    let mut operations = Vec::new();
    compare(ty, from, to, &mut String::new(), &mut operations);
    Json::Array(operations)
}

fn compare(ty: Type, from: &Json, to: &Json, path: &mut String, out: &mut Vec<Json>) {
    if same(from, to) {
        return;
    }
    let of = known(ty, from);
    if matches!(ty.required(), Type::Family(_)) && !same_member(of, known(ty, to)) {
        out.push(json!({"op": "replace", "path": path, "value": to}));
        return;
    }
    match (of, from, to) {
        (Type::Entity(of), Json::Object(from), Json::Object(to)) => {
            for property in of().properties {
                if let (Some(from), Some(to)) = (from.get(property.name()), to.get(property.name()))
                {
                    below(path, property.name(), |path| {
                        compare(property.ty, from, to, path, out);
                    });
                }
            }
        }
        (Type::Dictionary(_, of), Json::Object(from), Json::Object(to)) => {
            members(*of, from, to, path, out);
        }
        (Type::Any, Json::Object(from), Json::Object(to)) => {
            members(Type::Any, from, to, path, out);
        }
        (Type::List(of), Json::Array(from), Json::Array(to)) => items(*of, from, to, path, out),
        (Type::Any, Json::Array(from), Json::Array(to)) => items(Type::Any, from, to, path, out),
        _ => out.push(json!({"op": "replace", "path": path, "value": to})),
    }
}

/// Whether both are the same member of a family, whose properties can be compared.
fn same_member(from: Type, to: Type) -> bool {
    match (from, to) {
        (Type::Entity(from), Type::Entity(to)) => from().name == to().name,
        _ => false,
    }
}

fn members(
    ty: Type,
    from: &Map<String, Json>,
    to: &Map<String, Json>,
    path: &mut String,
    out: &mut Vec<Json>,
) {
    for key in from.keys().filter(|key| !to.contains_key(*key)) {
        below(path, key, |path| {
            out.push(json!({"op": "remove", "path": path}));
        });
    }
    for (key, to) in to {
        below(path, key, |path| match from.get(key) {
            Some(from) => compare(ty, from, to, path, out),
            None => out.push(json!({"op": "add", "path": path, "value": to})),
        });
    }
}

/// Items at the same index are compared; what is over at the end goes, what is missing is added.
fn items(ty: Type, from: &[Json], to: &[Json], path: &mut String, out: &mut Vec<Json>) {
    for (index, (from, to)) in from.iter().zip(to).enumerate() {
        below(path, &index.to_string(), |path| {
            compare(ty, from, to, path, out);
        });
    }
    for index in (to.len()..from.len()).rev() {
        below(path, &index.to_string(), |path| {
            out.push(json!({"op": "remove", "path": path}));
        });
    }
    for item in to.iter().skip(from.len()) {
        below(path, "-", |path| {
            out.push(json!({"op": "add", "path": path, "value": item}));
        });
    }
}

fn below(path: &mut String, step: &str, write: impl FnOnce(&mut String)) {
    let length = path.len();
    push_step(path, step);
    write(path);
    path.truncate(length);
}
