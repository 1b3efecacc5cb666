//! Families: descriptions contain only the base, and use it where a member can occur.

use super::table::{FamilyRow, Table};
use super::{expression, means};
use crate::error::Error;
use crate::facts::{
    Api, Definition, Entity, Family, Marks, Note, Property, Shape, Type, short_name,
};

/// Tags of values without a specific member.
const NOTHING: [&str; 6] = ["Unknown", "None", "Undefined", "Invalid", "Base", "NotSet"];

/// Replaces bases by families.
pub(super) fn apply(api: &mut Api, table: &Table) -> Result<(), Error> {
    described(api);
    for row in &table.family {
        let bases: Vec<String> = api
            .definitions
            .iter()
            .filter(|(full, definition)| {
                matches!(definition.shape, Shape::Entity(_))
                    && means(&row.name, full)
                    && !api.definitions.contains_key(&full_name(full))
            })
            .map(|(full, _)| full.clone())
            .collect();
        let is_described = |full: &String| means(&row.name, full.trim_end_matches("#family"));
        if bases.is_empty() && row.by_user && !api.definitions.keys().any(is_described) {
            let line = format!(
                "correction of `{}`: no description contains this name",
                row.name
            );
            api.notes.push(Note::Guessed(line));
        }
        for base in bases {
            family(api, row, &base)?;
        }
    }
    Ok(())
}

/// Families of our own documents, whose members repeat the properties of the base: moves these into a
/// base.
fn described(api: &mut Api) {
    let families = api
        .definitions
        .iter()
        .filter_map(|(full, found)| match &found.shape {
            Shape::Family(family) if family.members.len() > 1 => {
                Some((full.clone(), family.clone()))
            }
            _ => None,
        });
    for (full, family) in families.collect::<Vec<_>>() {
        let members: Vec<&Entity> = family
            .members
            .iter()
            .filter_map(|(_, member)| match &api.definitions.get(member)?.shape {
                Shape::Entity(entity) if entity.base.is_none() => Some(entity),
                _ => None,
            })
            .collect();
        let Some((first, others)) = members.split_first() else {
            continue;
        };
        let is_common = |property: &&Property| {
            let mut others = others.iter();
            others.all(|other| other.properties.contains(property))
        };
        let properties: Vec<Property> =
            first.properties.iter().filter(is_common).cloned().collect();
        let has_tag = properties
            .iter()
            .any(|property| property.name == family.tag);
        if !has_tag || members.len() < family.members.len() {
            continue;
        }
        let entity = Entity {
            properties,
            carrier: members.iter().all(|member| member.carrier),
            ..Entity::default()
        };
        let Some(definition) = api.definitions.get(&full).cloned() else {
            continue;
        };
        let base = Definition {
            shape: Shape::Entity(entity),
            ..definition.clone()
        };
        redirect(api, &full, &full_name(&full));
        for (_, member) in &family.members {
            add_member(api, &base, &full, member, Vec::new());
        }
        api.definitions.insert(full.clone(), base);
        api.definitions.insert(full_name(&full), definition);
    }
}

/// The full name of the family of a base.
fn full_name(base: &str) -> String {
    let stem = base.strip_suffix("Base").unwrap_or(base);
    format!("{stem}#family")
}

fn family(api: &mut Api, row: &FamilyRow, base: &str) -> Result<(), Error> {
    let definition = api.definitions[base].clone();
    let Shape::Entity(entity) = &definition.shape else {
        return Ok(());
    };
    let mut properties = entity.properties.iter();
    let tag = properties.find(|property| property.name == row.tag);
    let wrong = match tag.map(|tag| &tag.ty) {
        None => Some("which is not a property of this entity".to_owned()),
        Some(Type::Text | Type::Names(_) | Type::Enum(_)) => None,
        Some(other) => Some(format!("which is `{other}`; expected an enum or `string`")),
    };
    if let Some(wrong) = wrong {
        let message = format!("the correction refers to the tag `{}`, {wrong}", row.tag);
        if row.by_user {
            return Err(super::error_at(api, base, None, message));
        }
        api.notes.push(Note::Guessed(format!("{base}: {message}")));
        return Ok(());
    }
    let tag = tag.map_or(Type::Text, |tag| tag.ty.clone());
    let mut members = Vec::new();
    for member in &row.member {
        let full = format!(
            "{}{}",
            base.strip_suffix(&short_name(base)).unwrap_or_default(),
            member.name
        );
        let mut own = Vec::new();
        for (name, ty) in &member.properties {
            let ty = expression::parse(api, ty).map_err(|message| {
                Error::new(format!("correction of `{}.{name}`: {message}", member.name))
            })?;
            own.push(Property {
                name: name.clone(),
                description: String::new(),
                ty,
                marks: Marks::default(),
            });
        }
        add_member(api, &definition, base, &full, own);
        members.push((member.tag.clone(), full));
    }
    if members.is_empty() {
        let value = unnamed_member(api, &tag);
        api.notes.push(Note::Guessed(format!(
            "family {}: its members are unknown; values are kept unchanged as `Other`",
            short_name(base)
        )));
        members.push((value, base.to_owned()));
    }
    let family = full_name(base);
    redirect(api, base, &family);
    let shape = Shape::Family(Family {
        tag: row.tag.clone(),
        wire: short_name(base),
        members,
    });
    api.definitions.insert(
        family,
        Definition {
            shape,
            ..definition
        },
    );
    Ok(())
}

/// Adds a member, or converts an existing definition to one.
fn add_member(api: &mut Api, base: &Definition, base_name: &str, full: &str, own: Vec<Property>) {
    let inherits = |entity: &mut Entity| {
        if let Shape::Entity(base) = &base.shape {
            entity.properties.retain(|property| {
                base.properties
                    .iter()
                    .all(|other| other.name != property.name)
            });
            entity.carrier = false;
        }
        entity.base = Some(base_name.to_owned());
    };
    if let Some(Shape::Entity(entity)) = api.definitions.get_mut(full).map(|found| &mut found.shape)
    {
        inherits(entity);
        return;
    }
    let mut entity = Entity {
        properties: own,
        ..Entity::default()
    };
    inherits(&mut entity);
    let definition = Definition {
        description: String::new(),
        shape: Shape::Entity(entity),
        place: base.place.clone(),
        sources: base.sources.clone(),
    };
    api.definitions.insert(full.to_owned(), definition);
}

/// The tag of the base itself, used if no member is known.
fn unnamed_member(api: &Api, tag: &Type) -> String {
    let names: Vec<&String> = match tag.innermost() {
        Type::Enum(name) => {
            let variants = api.enums.get(name).map(|found| found.variants.as_slice());
            variants
                .unwrap_or_default()
                .iter()
                .map(|(name, _)| name)
                .collect()
        }
        _ => Vec::new(),
    };
    let nothing = NOTHING
        .iter()
        .find(|nothing| names.iter().any(|name| name == *nothing));
    nothing.map_or_else(|| "Unknown".to_owned(), |nothing| (*nothing).to_owned())
}

/// Replaces references to the base by references to the family.
fn redirect(api: &mut Api, base: &str, family: &str) {
    let change = |ty: &mut Type| {
        let inner = ty.innermost_mut();
        if *inner == Type::Named(base.to_owned()) {
            *inner = Type::Named(family.to_owned());
        }
    };
    for definition in api.definitions.values_mut() {
        match &mut definition.shape {
            Shape::Entity(entity) => entity
                .properties
                .iter_mut()
                .for_each(|property| change(&mut property.ty)),
            Shape::Alias(ty) => change(ty),
            Shape::Family(_) => {}
        }
    }
    for agent in api.agents.values_mut() {
        for operation in &mut agent.operations {
            operation.body.iter_mut().for_each(change);
            operation.response.iter_mut().for_each(change);
        }
    }
}
