//! Joins two descriptions of a definition that differ in form, and rejects contradictions.
//!
//! New releases add properties and enum values and never remove any, so the larger of two sets of
//! properties is the newer one.

use super::json::token;
use crate::facts::{Entity, Family, Property, Shape, Type};

/// The properties of the base carrier, which some descriptions repeat or omit; they come last.
const CARRIER: [&str; 2] = ["TableRight", "FieldProperties"];

/// Selects one of two descriptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    First,
    Second,
}

/// A guess, without the name of the definition.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Guess {
    /// The property, if the guess concerns one.
    pub(super) property: Option<String>,
    pub(super) what: What,
}

impl Guess {
    /// Whether the second description is the newer one.
    pub(super) fn is_newer(&self) -> bool {
        matches!(self.what, What::Missing(Side::Second))
    }
}

/// The kind of a guess.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Only this side has the property.
    Missing(Side),
    /// The order of the properties differs; the order of this side is used.
    Order(Side),
    /// The types of both sides, and the generated type.
    Type(String, String, String),
    /// Enum values that only one side has.
    Values(Vec<String>),
}

/// Why two descriptions cannot be joined.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Contradiction {
    /// The JSON pointer inside the definition.
    pub(super) pointer: String,
    /// The second description, then the first one.
    pub(super) message: String,
}

impl Contradiction {
    fn new(pointer: String, second: impl std::fmt::Display, first: impl std::fmt::Display) -> Self {
        Self {
            pointer,
            message: format!("{second} here, but {first}"),
        }
    }
}

/// Joins a second definition into the first one.
pub(super) fn shapes(first: &mut Shape, second: &Shape) -> Result<Vec<Guess>, Contradiction> {
    let mut guesses = Vec::new();
    match (&mut *first, second) {
        (Shape::Entity(first), Shape::Entity(second)) => entities(first, second, &mut guesses)?,
        (Shape::Family(first), Shape::Family(second)) => families(first, second, &mut guesses)?,
        (Shape::Alias(first), Shape::Alias(second)) => {
            join(first, second, None, "", &mut guesses)?;
        }
        // One of the files contains only the type `object`.
        (Shape::Entity(entity), Shape::Alias(other)) if is_vague(entity, other) => {
            let what = What::Type("object".to_owned(), other.to_string(), other.to_string());
            *first = second.clone();
            guesses.push(Guess {
                property: None,
                what,
            });
        }
        (Shape::Alias(other), Shape::Entity(entity)) if is_vague(entity, other) => {
            let what = What::Type(other.to_string(), "object".to_owned(), other.to_string());
            guesses.push(Guess {
                property: None,
                what,
            });
        }
        (Shape::Alias(Type::Any), Shape::Entity(_) | Shape::Family(_)) => *first = second.clone(),
        (Shape::Entity(_) | Shape::Family(_), Shape::Alias(Type::Any)) => {}
        (first, second) => {
            return Err(Contradiction::new(String::new(), kind(second), kind(first)));
        }
    }
    Ok(guesses)
}

/// Whether an object without properties may be a dictionary or any JSON.
fn is_vague(entity: &Entity, other: &Type) -> bool {
    entity.properties.is_empty() && matches!(other, Type::Dictionary(..) | Type::Any)
}

fn kind(shape: &Shape) -> String {
    match shape {
        Shape::Entity(_) => "an object with properties".to_owned(),
        Shape::Family(_) => "a polymorphic family".to_owned(),
        Shape::Alias(ty) => ty.to_string(),
    }
}

fn find<'p>(properties: &'p [Property], name: &str) -> Option<&'p Property> {
    let mut properties = properties.iter();
    properties.find(|property| property.name.eq_ignore_ascii_case(name))
}

fn entities(
    first: &mut Entity,
    second: &Entity,
    guesses: &mut Vec<Guess>,
) -> Result<(), Contradiction> {
    for property in &mut first.properties {
        let Some(other) = find(&second.properties, &property.name) else {
            continue;
        };
        let pointer = format!("/properties/{}", token(&other.name));
        let name = property.name.clone();
        join(&mut property.ty, &other.ty, Some(&name), &pointer, guesses)?;
        if property.description.trim().is_empty() {
            property.description.clone_from(&other.description);
        }
    }
    let missing = |from: &Entity, of: &Entity| -> Vec<String> {
        let properties = of.properties.iter();
        let properties =
            properties.filter(|property| find(&from.properties, &property.name).is_none());
        properties.map(|property| property.name.clone()).collect()
    };
    let (lost, added) = (missing(second, first), missing(first, second));
    let own = |names: &[String]| {
        let mut names = names.iter();
        names
            .find(|name| !CARRIER.contains(&name.as_str()))
            .cloned()
    };
    if let (Some(lost), Some(added)) = (own(&lost), own(&added)) {
        return Err(Contradiction {
            pointer: format!("/properties/{}", token(&added)),
            message: format!("`{added}` and no `{lost}` here, but `{lost}` and no `{added}`"),
        });
    }
    let guess = |(name, side)| Guess {
        property: Some(name),
        what: What::Missing(side),
    };
    let (of_first, of_second) = (lost.iter().cloned(), added.iter().cloned());
    guesses.extend(of_first.map(|name| (name, Side::First)).map(guess));
    guesses.extend(of_second.map(|name| (name, Side::Second)).map(guess));
    order(first, second, !added.is_empty(), guesses);
    Ok(())
}

/// Adds the properties that exist only in the second one, in the order of the larger one.
fn order(first: &mut Entity, second: &Entity, is_newer: bool, guesses: &mut Vec<Guess>) {
    let shared = |properties: &[Property], others: &[Property]| -> Vec<String> {
        let shared = properties
            .iter()
            .filter(|property| find(others, &property.name).is_some());
        shared
            .map(|property| property.name.to_ascii_lowercase())
            .collect()
    };
    let ours = shared(&first.properties, &second.properties);
    if ours != shared(&second.properties, &first.properties) {
        let side = if is_newer { Side::Second } else { Side::First };
        guesses.push(Guess {
            property: None,
            what: What::Order(side),
        });
    }
    if !is_newer {
        return;
    }
    let mut known = std::mem::take(&mut first.properties);
    for property in &second.properties {
        let place = known
            .iter()
            .position(|known| known.name.eq_ignore_ascii_case(&property.name));
        let property = place.map_or_else(|| property.clone(), |place| known.remove(place));
        first.properties.push(property);
    }
    // The rest can only be the base carrier's properties.
    first.properties.append(&mut known);
    let place = |property: &Property| CARRIER.iter().position(|name| *name == property.name);
    if first.properties.iter().filter_map(place).count() == CARRIER.len() {
        first
            .properties
            .sort_by_key(|property| place(property).map_or(0, |place| place + 1));
    }
}

fn families(
    first: &mut Family,
    second: &Family,
    guesses: &mut Vec<Guess>,
) -> Result<(), Contradiction> {
    if first.tag != second.tag {
        let tag = |family: &Family| format!("distinguished by `{}`", family.tag);
        let pointer = "/discriminator/propertyName".to_owned();
        return Err(Contradiction::new(pointer, tag(second), tag(first)));
    }
    let mut values = Vec::new();
    for (value, member) in &second.members {
        match first.members.iter().find(|(known, _)| known == value) {
            Some((_, known)) if known != member => {
                let pointer = format!("/discriminator/mapping/{}", token(value));
                return Err(Contradiction::new(pointer, member, known));
            }
            Some(_) => {}
            None => {
                values.push(value.clone());
                first.members.push((value.clone(), member.clone()));
            }
        }
    }
    if !values.is_empty() {
        guesses.push(Guess {
            property: None,
            what: What::Values(values),
        });
    }
    Ok(())
}

/// Joins a second type into the first one.
pub(super) fn join(
    first: &mut Type,
    second: &Type,
    property: Option<&str>,
    pointer: &str,
    guesses: &mut Vec<Guess>,
) -> Result<(), Contradiction> {
    if first == second {
        return Ok(());
    }
    let joined = types(first, second)
        .ok_or_else(|| Contradiction::new(pointer.to_owned(), second, &*first))?;
    let what =
        if let (Type::Names(ours), Type::Names(theirs)) = (first.innermost(), second.innermost()) {
            let Type::Names(all) = joined.innermost() else {
                return Ok(());
            };
            let in_both = |name: &&String| ours.contains(*name) && theirs.contains(*name);
            What::Values(all.iter().filter(|name| !in_both(name)).cloned().collect())
        } else {
            What::Type(first.to_string(), second.to_string(), joined.to_string())
        };
    *first = joined;
    // The same values in another order are the same enum.
    if what != What::Values(Vec::new()) {
        guesses.push(Guess {
            property: property.map(str::to_owned),
            what,
        });
    }
    Ok(())
}

/// The more precise of two types, or the type that covers both.
fn types(first: &Type, second: &Type) -> Option<Type> {
    Some(match (first, second) {
        (first, second) if first == second => first.clone(),
        (Type::List(first), Type::List(second)) => Type::List(Box::new(types(first, second)?)),
        (Type::Dictionary(key, first), Type::Dictionary(other, second)) if key == other => {
            Type::Dictionary(*key, Box::new(types(first, second)?))
        }
        (Type::Nullable(first), second) | (second, Type::Nullable(first)) => {
            let second = match second {
                Type::Nullable(second) => second,
                second => second,
            };
            Type::Nullable(Box::new(types(first, second)?))
        }
        (Type::Names(first), Type::Names(second)) => {
            let newer = second.iter().filter(|name| !first.contains(name));
            Type::Names(first.iter().chain(newer).cloned().collect())
        }
        // One side omits a format, an enum, or the content of an object.
        (Type::Text, other) | (other, Type::Text) if is_text(other) => other.clone(),
        (Type::Any, other) | (other, Type::Any)
            if matches!(other, Type::Named(_) | Type::Dictionary(..)) =>
        {
            other.clone()
        }
        (first, second) => {
            let wider = |numbers: &[Type]| {
                let place = |ty| numbers.iter().position(|number| number == ty);
                numbers.get(place(first)?.max(place(second)?)).cloned()
            };
            let integers = [Type::Int16, Type::Int32, Type::UInt32, Type::Int64];
            return wider(&integers).or_else(|| wider(&[Type::Double, Type::Decimal]));
        }
    })
}

/// Whether a type is a string in JSON.
fn is_text(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Secret
            | Type::Bytes
            | Type::Binary
            | Type::DateTime
            | Type::Duration
            | Type::Names(_)
    )
}
