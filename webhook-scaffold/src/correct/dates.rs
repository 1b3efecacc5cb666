//! How dates move between time zones, where no row says it: descriptions of properties do.

use crate::facts::{Api, Shape, Type};

/// Marks dates that are described as UTC, and birthdays.
pub(super) fn apply(api: &mut Api) {
    for definition in api.definitions.values_mut() {
        let Shape::Entity(entity) = &mut definition.shape else {
            continue;
        };
        for property in &mut entity.properties {
            if *property.ty.innermost() != Type::DateTime || property.marks.date.is_some() {
                continue;
            }
            // A birthday is a date everywhere, also one that is described as UTC.
            let name = property.name.to_ascii_lowercase();
            let mut words = property
                .description
                .split(|letter: char| !letter.is_alphanumeric());
            if name.contains("birth") {
                property.marks.date = Some("date".to_owned());
            } else if words.any(|word| word == "UTC") {
                property.marks.date = Some("utc".to_owned());
            }
        }
        for property in &mut entity.properties {
            // Plain is what a date is without a word.
            if property.marks.date.as_deref() == Some("plain") {
                property.marks.date = None;
            }
        }
    }
}
