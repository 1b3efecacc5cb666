//! Names that two properties share; NetServer compares names without regard to case.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use proc_macro2::Ident;
use syn::LitStr;

use crate::diagnostics::Diagnostics;
use crate::input::{RawEntity, RawField};
use crate::keys::Key;
use crate::model::Field;

/// The owner of a name.
enum Owner<'r> {
    Carrier,
    Field(&'r Ident),
}

/// Refuses duplicate names; returns the aliases with the positions of their properties.
pub(super) fn check(
    raw: &RawEntity,
    fields: &[Field],
    inherited: &[&str],
    diagnostics: &mut Diagnostics,
) -> Vec<(String, u16)> {
    let mut taken: HashMap<String, Owner<'_>> = inherited
        .iter()
        .map(|name| (name.to_ascii_lowercase(), Owner::Carrier))
        .collect();
    let properties: Vec<(&RawField, &str)> = raw
        .fields
        .iter()
        .zip(fields)
        .filter_map(|(raw, field)| Some((raw, field.property()?.name.as_str())))
        .collect();
    // #[netserver(rename = "Name")] a: i32, #[netserver(rename = "name")] b: i32
    for (raw, name) in &properties {
        claim(
            &mut taken,
            name,
            raw,
            raw.attributes.text(Key::Rename),
            diagnostics,
        );
    }
    // #[netserver(alias = "Name")] a: i32, name: i32
    let mut aliases = Vec::new();
    for (position, (raw, _)) in properties.iter().enumerate() {
        for alias in raw.attributes.texts(Key::Alias) {
            claim(&mut taken, &alias.value(), raw, Some(alias), diagnostics);
            aliases.extend(u16::try_from(position).map(|position| (alias.value(), position)));
        }
    }
    aliases
}

fn claim<'r>(
    taken: &mut HashMap<String, Owner<'r>>,
    name: &str,
    raw: &'r RawField,
    given: Option<&LitStr>,
    diagnostics: &mut Diagnostics,
) {
    let span = given.map_or(raw.ident.span(), LitStr::span);
    let owner = match taken.entry(name.to_ascii_lowercase()) {
        Entry::Vacant(place) => {
            place.insert(Owner::Field(&raw.ident));
            return;
        }
        Entry::Occupied(owner) => match owner.get() {
            Owner::Carrier => "the base carrier".to_owned(),
            // The compiler refuses two fields of one name.
            Owner::Field(first) if **first == raw.ident && given.is_none() => {
                return diagnostics.leave_to_compiler();
            }
            Owner::Field(first) if **first == raw.ident => "this very field".to_owned(),
            Owner::Field(field) => format!("the field `{field}`"),
        },
    };
    diagnostics.at_span(
        span,
        format!("`{name}` is the name of {owner} already: NetServer compares names without regard to case; write another"),
    );
}
