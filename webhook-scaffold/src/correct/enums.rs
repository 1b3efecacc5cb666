//! Enums. Descriptions list the names in each property. Equal lists become one enum, whose name and
//! numbers are in the table.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{EnumRow, Table};
use super::{error_at, means};
use crate::error::Error;
use crate::facts::{Api, Enumeration, Note, Shape, Type, short_name};
use crate::plan::words::words;

/// The position of a list of names: entity and property, or operation and body.
type User = (String, String);

/// Assigns an enum to every list of names.
pub(super) fn apply(api: &mut Api, table: &Table) -> Result<(), Error> {
    let mut unknown: BTreeMap<Vec<String>, BTreeSet<User>> = BTreeMap::new();
    for (user, mut names) in lists(api) {
        for name in without_duplicates(&mut names) {
            let line = format!(
                "{}: the enum value `{name}` is a duplicate; the second one is left out",
                display(&user)
            );
            api.notes.push(Note::Guessed(line));
        }
        if let Some(wrong) = refused(&names) {
            let line = format!("{}: {wrong}; kept as text", display(&user));
            api.notes.push(Note::Guessed(line));
            put(api, &user, &Type::Text);
            continue;
        }
        match row(table, &user, &names) {
            Some((row, by)) => {
                if by == By::Names && !is_telling(row, &names) {
                    let line = format!(
                        "{}: generated as the enum `{}`, which has the same values",
                        display(&user),
                        row.name
                    );
                    api.notes.push(Note::Guessed(line));
                }
                assign(api, row, &user, &names);
            }
            None => {
                unknown.entry(names).or_default().insert(user);
            }
        }
    }
    by_expression(api, table)?;
    // Names in the table, names of definitions and names of two lists are not available.
    let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
    for users in unknown.values() {
        *wanted.entry(simple_name(users)).or_default() += 1;
    }
    let definitions: BTreeSet<String> = api
        .definitions
        .iter()
        .filter(|(_, definition)| !matches!(definition.shape, Shape::Alias(_)))
        .map(|(full, _)| short_name(full))
        .collect();
    for (names, users) in unknown {
        let is_free =
            |name: &str, api: &Api| !api.enums.contains_key(name) && !definitions.contains(name);
        // Definitions have names.
        let own = users.iter().find(|(_, property)| property.is_empty());
        let simple = simple_name(&users);
        let telling =
            words(&simple).len() > 1 && wanted.get(&simple) == Some(&1) && is_free(&simple, api);
        let mut name = match own {
            Some((full, _)) => short_name(full),
            None if telling => simple,
            None => qualified(&users),
        };
        let mut number = 2;
        let stem = name.clone();
        while !is_free(&name, api) {
            name = format!("{stem}{number}");
            number += 1;
        }
        note(api, &name, &users);
        let variants = names.iter().map(|name| (name.clone(), None)).collect();
        let enumeration = Enumeration {
            variants,
            ..Enumeration::default()
        };
        api.enums.insert(name.clone(), enumeration);
        for user in &users {
            set(api, user, &name);
        }
    }
    Ok(())
}

fn note(api: &mut Api, name: &str, users: &BTreeSet<User>) {
    let places: Vec<String> = users.iter().take(3).map(display).collect();
    let more = users.len().saturating_sub(places.len());
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    api.notes.push(Note::Guessed(format!(
        "enum {name}: the name is invented and the numbers are unknown; used by {}{more}",
        places.join(", ")
    )));
}

fn display((entity, property): &User) -> String {
    match (property.as_str(), entity.split_once('.')) {
        ("", _) => short_name(entity),
        // Operations are shown with their full names.
        ("request" | "response", Some(_)) if entity.matches('.').count() == 1 => {
            format!("{entity} ({property})")
        }
        _ => format!("{}.{property}", short_name(entity)),
    }
}

/// All lists of names, with their positions.
fn lists(api: &Api) -> Vec<(User, Vec<String>)> {
    let mut lists = Vec::new();
    for (full, definition) in &api.definitions {
        match &definition.shape {
            Shape::Entity(entity) => {
                for property in &entity.properties {
                    if let Type::Names(names) = property.ty.innermost() {
                        lists.push(((full.clone(), property.name.clone()), names.clone()));
                    }
                }
            }
            Shape::Alias(ty) => {
                if let Type::Names(names) = ty.innermost() {
                    lists.push(((full.clone(), String::new()), names.clone()));
                }
            }
            Shape::Family(_) => {}
        }
    }
    for (name, agent) in &api.agents {
        for operation in &agent.operations {
            for (role, ty) in [
                ("request", &operation.body),
                ("response", &operation.response),
            ] {
                if let Some(Type::Names(names)) = ty.as_ref().map(Type::innermost) {
                    let user = (format!("{name}.{}", operation.name), role.to_owned());
                    lists.push((user, names.clone()));
                }
            }
        }
    }
    lists
}

/// Removes duplicate names from a list.
fn without_duplicates(names: &mut Vec<String>) -> BTreeSet<String> {
    let (mut known, mut duplicates) = (BTreeSet::new(), BTreeSet::new());
    names.retain(|name| {
        let is_new = known.insert(name.clone());
        if !is_new {
            duplicates.insert(name.clone());
        }
        is_new
    });
    duplicates
}

/// Why the derive does not accept a list as an enum.
fn refused(names: &[String]) -> Option<String> {
    let separates = |letter: char| letter == ',' || letter.is_whitespace() || letter.is_control();
    names.iter().find_map(|name| {
        let wrong = if name.is_empty() {
            "is empty"
        } else if name.contains(separates) {
            "contains a separator of values"
        } else if name.parse::<i64>().is_ok() {
            "is a number"
        } else {
            return None;
        };
        Some(format!("the enum value `{name}` {wrong}"))
    })
}

/// Whether the names alone identify an enum: they must include all of its names.
fn is_telling(row: &EnumRow, names: &[String]) -> bool {
    names.len() >= 4
        && row
            .values
            .iter()
            .all(|(name, number)| names.contains(name) || row.flags && number.count_ones() > 1)
}

/// How a row was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// It lists the property or the definition.
    Location,
    /// It has the same names.
    Names,
}

/// The row for a list: the one that lists the property, else the one with the same names.
fn row<'t>(table: &'t Table, user: &User, names: &[String]) -> Option<(&'t EnumRow, By)> {
    let by_place = |row: &&EnumRow| {
        let shares = |(known, _): &(String, i32)| names.contains(known);
        // Other properties with this name have different values.
        let is_same = row.by_user || row.values.iter().any(shares);
        is_same
            && row.properties.iter().any(|place| {
                place
                    .rsplit_once('.')
                    .is_some_and(|(entity, property)| property == user.1 && means(entity, &user.0))
            })
    };
    let by_name = |row: &&EnumRow| user.1.is_empty() && means(&row.name, &user.0);
    // Descriptions of flags list only the single flags.
    let is_listed = |row: &EnumRow, number: i32| !row.flags || number.count_ones() <= 1;
    let by_names = |row: &&EnumRow| {
        let known = |name: &str| row.values.iter().any(|(known, _)| known == name);
        let shared = names.iter().filter(|name| known(name)).count();
        let listed = row
            .values
            .iter()
            .filter(|(_, number)| is_listed(row, *number))
            .count();
        let is_same = shared == names.len() && (shared == row.values.len() || shared == listed);
        // Other releases may have one or two names more or less.
        let (least, most) = (names.len().min(listed), names.len().max(listed));
        let is_near = shared == least && shared >= 5 && most - least <= 2;
        is_same || is_near
    };
    let rows = || table.enums.iter();
    let placed = rows().find(by_place).or_else(|| rows().find(by_name));
    let placed = placed.map(|row| (row, By::Location));
    placed.or_else(|| rows().find(by_names).map(|row| (row, By::Names)))
}

fn assign(api: &mut Api, row: &EnumRow, user: &User, names: &[String]) {
    let enumeration = api
        .enums
        .entry(row.name.clone())
        .or_insert_with(|| Enumeration {
            flags: row.flags,
            builtin: row.builtin,
            variants: known_variants(row),
            ..Enumeration::default()
        });
    let newer: Vec<String> = names
        .iter()
        .filter(|name| enumeration.variants.iter().all(|(known, _)| known != *name))
        .cloned()
        .collect();
    for name in newer {
        api.notes.push(Note::Guessed(if row.flags {
            format!(
                "enum {}: the number of `{name}` is unknown; the value is kept as text",
                row.name
            )
        } else {
            enumeration.variants.push((name.clone(), None));
            format!("enum {}: the number of `{name}` is unknown", row.name)
        }));
    }
    set(api, user, &row.name);
}

fn known_variants(row: &EnumRow) -> Vec<(String, Option<i32>)> {
    let variants = row.values.iter();
    variants
        .map(|(name, number)| (name.clone(), Some(*number)))
        .collect()
}

/// Enums that the table assigns to properties, such as flags that are described as text.
fn by_expression(api: &mut Api, table: &Table) -> Result<(), Error> {
    let mut found = Vec::new();
    for (full, definition) in &api.definitions {
        if let Shape::Entity(entity) = &definition.shape {
            for property in &entity.properties {
                if let Type::Enum(name) = property.ty.innermost() {
                    found.push(((full.clone(), property.name.clone()), name.clone()));
                }
            }
        }
    }
    for (user, name) in found {
        let known = api.enums.contains_key(&name);
        match table.enums.iter().find(|row| row.name == name) {
            Some(row) => assign(api, row, &user, &[]),
            None if known => {}
            None => {
                let message =
                    format!("the correction refers to the enum `{name}`, which has no row");
                return Err(error_at(api, &user.0, Some(&user.1), message));
            }
        }
    }
    Ok(())
}

/// The name that all properties share, or an empty string.
fn simple_name(users: &BTreeSet<User>) -> String {
    let mut names = users.iter().map(|(entity, property)| {
        if property.is_empty() {
            short_name(entity)
        } else {
            property.clone()
        }
    });
    let first = names.next().unwrap_or_default();
    if names.all(|name| name == first) {
        pascal(&first)
    } else {
        String::new()
    }
}

/// Entity and property of the first user: `TicketStatus`.
fn qualified(users: &BTreeSet<User>) -> String {
    // Prefer entities to requests and operations.
    let rank = |(entity, property): &User| match property.as_str() {
        "request" | "response" => 2,
        _ => u8::from(entity.ends_with("Request")),
    };
    let first = users
        .iter()
        .min_by_key(|user| (rank(user), short_name(&user.0), user.1.clone()));
    let Some((entity, property)) = first else {
        return "Names".to_owned();
    };
    let short = short_name(entity);
    let stem = short
        .strip_suffix("Request")
        .or_else(|| short.strip_suffix("Entity"))
        .filter(|stem| !stem.is_empty())
        .unwrap_or(&short);
    let property = pascal(property);
    if property.starts_with(stem) {
        return property;
    }
    format!("{stem}{property}")
}

fn pascal(name: &str) -> String {
    words(name)
        .iter()
        .map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            first.into_iter().chain(letters).collect::<String>()
        })
        .collect()
}

/// Replaces a list by an enum.
fn set(api: &mut Api, user: &User, name: &str) {
    put(api, user, &Type::Enum(name.to_owned()));
    if let Some(found) = api.enums.get_mut(name) {
        found.users.insert(display(user));
    }
}

/// Replaces a list by a type.
fn put(api: &mut Api, (entity, property): &User, ty: &Type) {
    match api
        .definitions
        .get_mut(entity)
        .map(|found| &mut found.shape)
    {
        Some(Shape::Entity(found)) => {
            let properties = found.properties.iter_mut();
            for found in properties.filter(|found| found.name == *property) {
                *found.ty.innermost_mut() = ty.clone();
            }
        }
        Some(Shape::Alias(alias)) => *alias.innermost_mut() = ty.clone(),
        Some(Shape::Family(_)) => {}
        None => {
            let Some((agent, operation)) = entity.split_once('.') else {
                return;
            };
            let agent = api.agents.get_mut(agent);
            let operations = agent.into_iter().flat_map(|agent| &mut agent.operations);
            for found in operations.filter(|found| found.name == operation) {
                let body = if property == "request" {
                    &mut found.body
                } else {
                    &mut found.response
                };
                if let Some(body) = body {
                    *body.innermost_mut() = ty.clone();
                }
            }
        }
    }
}
