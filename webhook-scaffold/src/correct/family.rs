//! Families: descriptions have the base alone, and every place that can hold a member names it.

use super::table::{FamilyRow, Table};
use super::{expression, means};
use crate::error::Error;
use crate::facts::{
    Api, Definition, Entity, Family, Marks, Note, Property, Shape, Type, short_name,
};

/// Tags of values that are nothing in particular.
const NOTHING: [&str; 6] = ["Unknown", "None", "Undefined", "Invalid", "Base", "NotSet"];

/// Makes families of their bases.
pub(super) fn apply(api: &mut Api, table: &Table) -> Result<(), Error> {
    for row in &table.family {
        let bases: Vec<String> = api
            .definitions
            .iter()
            .filter(|(full, definition)| {
                matches!(definition.shape, Shape::Entity(_)) && means(&row.name, full)
            })
            .map(|(full, _)| full.clone())
            .collect();
        if bases.is_empty() && row.by_user {
            let line = format!(
                "correction of `{}`: the descriptions have nothing of this name",
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
    let Some(tag) = entity
        .properties
        .iter()
        .find(|property| property.name == row.tag)
    else {
        let message = format!(
            "the correction says that `{}` tells the members apart, which it does not have",
            row.tag
        );
        return Err(super::error_at(api, base, None, message));
    };
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
        let value = unnamed_member(api, &tag.ty);
        api.notes.push(Note::Guessed(format!(
            "family {}: its members are not described; values are kept whole as `Other`",
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

/// Adds a member, or makes one of a definition that there is.
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

/// The tag of the base itself, where no member is known.
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

/// Lets every place that names the base hold any member.
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
