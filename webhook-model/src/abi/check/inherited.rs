//! What concerns two declarations, of which the derive sees one.

use std::cmp::Ordering;

use super::message::Message;
use crate::bytes::{folded_order, same_name};
use crate::property::{Entity, Property, Type};

/// `#[netserver(base)]` with a property that the base has as well; the own names are in the order
/// of `by_name`, so that one walk over both finds it.
///
/// # Panics
/// If a name is both an own one and one of the base, compared without regard to case.
#[track_caller]
pub const fn base(own: &[&str], base: &Entity) {
    let (mut index, mut other) = (0, 0);
    while index < own.len() && other < base.by_name.len() {
        let inherited = base.properties[base.by_name[other] as usize].name();
        match folded_order(own[index], inherited) {
            Ordering::Less => index += 1,
            Ordering::Greater => other += 1,
            Ordering::Equal => Message::new("the base has a property ")
                .quote(own[index])
                .and(" already: names are compared without regard to case; remove the field, or rename it")
                .fail(),
        }
    }
}

/// `operations(get)` on an entity that has no key, and inherits none.
///
/// # Panics
/// If no property of the base is the primary key.
#[track_caller]
pub const fn inherited_key(base: &Entity) {
    let mut index = 0;
    while index < base.properties.len() {
        if base.properties[index].primary_key {
            return;
        }
        index += 1;
    }
    Message::new(
        "this operation finds an entity by its primary key, which neither this one nor its base ",
    )
    .quote(base.name)
    .and(" has; put `#[netserver(key)]` on the field of the primary key, or name the parameter that is another entity's key by `query`")
    .fail();
}

/// `#[netserver(tag = "FieldType")]` on a family with a member that has no such property, or with
/// a tag that the property cannot have.
///
/// # Panics
/// If the member's entity lacks the tag, or its enum lacks the value.
#[track_caller]
pub const fn tag(member: &Entity, tag: &str, value: &str) {
    let Some(property) = find(member.properties, tag) else {
        Message::new("the members of this family are told apart by ")
            .quote(tag)
            .and(", which ")
            .quote(member.name)
            .and(" does not have; add the property, or correct `tag`")
            .fail();
    };
    let of = match property.ty.required() {
        Type::Text => return,
        Type::Enum(of) => of,
        _ => Message::new("the members of a family are told apart by an enum or a string, which ")
            .quote(tag)
            .and(" is not; correct the type of the property, or `tag`")
            .fail(),
    };
    let mut index = 0;
    while index < of.variants.len() {
        if same_name(of.variants[index].name, value) {
            return;
        }
        index += 1;
    }
    Message::new("")
        .quote(value)
        .and(" is no name of ")
        .quote(of.name)
        .and(", which tells the members apart; write `#[netserver(rename = \"..\")]` with one of its names")
        .fail();
}

const fn find(properties: &'static [Property], name: &str) -> Option<&'static Property> {
    let mut index = 0;
    while index < properties.len() {
        if same_name(properties[index].name(), name) {
            return Some(&properties[index]);
        }
        index += 1;
    }
    None
}
