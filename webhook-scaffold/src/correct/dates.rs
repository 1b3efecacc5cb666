//! Derives the kind of a date from the property's description, if the table has no row for it.

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
            // A birthday is a date without time zone, even if it is described as UTC.
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
            // Dates are plain by default.
            if property.marks.date.as_deref() == Some("plain") {
                property.marks.date = None;
            }
        }
    }
}
