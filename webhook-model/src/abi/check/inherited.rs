//! Checks of two declarations, of which the derive sees only one.

use std::cmp::Ordering;

use super::message::Message;
use crate::bytes::{folded_order_within, same_name};
use crate::property::{Entity, Property, Type};

/// `#[netserver(base)]` with a property that the base has as well. The entity's own names are in the
/// order of `by_name`, so that both lists are read once.
///
/// # Panics
/// If both have a property of the same name, compared without regard to case.
#[track_caller]
pub const fn base(own: &[&str], base: &Entity) {
    let (mut index, mut other) = (0, 0);
    while index < own.len() && other < base.by_name.len() {
        let inherited = &base.properties[base.by_name[other] as usize];
        let name = own[index];
        match folded_order_within((name.as_bytes(), 0, name.len()), inherited.null.bounds()) {
            Ordering::Less => index += 1,
            Ordering::Greater => other += 1,
            Ordering::Equal => Message::new("the base has a property ")
                .quote(own[index])
                .and(" already: names are compared without regard to case; remove the field, or rename it")
                .fail(),
        }
    }
}

/// `operations(get)` on an entity that neither has nor inherits a key.
///
/// # Panics
/// If no property of the base is the primary key.
#[track_caller]
pub const fn inherited_key(base: &Entity) {
    if is_broken(base) {
        return;
    }
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

/// `#[netserver(tag = "field_type")]` on a family of which no member has such a property.
///
/// # Panics
/// If no member has it.
#[track_caller]
pub const fn tag(members: &[&Entity], tag: &str) {
    if members.is_empty() || !none_has(members, tag) {
        return;
    }
    let first = members[0];
    let message = Message::new("no member of this family has a property ").quote(tag);
    let mut index = 0;
    while index < first.properties.len() {
        let name = first.properties[index].name();
        if same_words(name, tag) {
            message
                .and(": the tag is the name on the wire; write `tag = \"")
                .and(name)
                .and("\"`")
                .fail();
        }
        index += 1;
    }
    message
        .and("; write the name on the wire of the property that tells the members apart: ")
        .quote(first.name)
        .and(" has")
        .names(first.properties)
        .fail();
}

/// A member of a family without the tag that others have, or with a tag that cannot have its value.
///
/// # Panics
/// If the member's entity lacks the tag, or its enum lacks the value.
#[track_caller]
pub const fn member(members: &[&Entity], index: usize, tag: &str, value: &str) {
    let member = members[index];
    if is_broken(member) || none_has(members, tag) {
        return;
    }
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
        Type::Enum(of) if of.name.is_empty() => return,
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
        .and(" is not a name of ")
        .quote(of.name)
        .and(", which tells the members apart; write `#[netserver(rename = \"..\")]` with one of its names")
        .fail();
}

/// Whether the declaration has an error of its own.
const fn is_broken(entity: &Entity) -> bool {
    entity.name.is_empty()
}

/// Whether no member has a property. A member with an error might have it.
const fn none_has(members: &[&Entity], name: &str) -> bool {
    let mut index = 0;
    while index < members.len() {
        if is_broken(members[index]) || find(members[index].properties, name).is_some() {
            return false;
        }
        index += 1;
    }
    true
}

/// Whether names differ only in case and underscores: `field_type` and `FieldType`.
const fn same_words(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let (mut at, mut other) = (0, 0);
    loop {
        while at < left.len() && left[at] == b'_' {
            at += 1;
        }
        while other < right.len() && right[other] == b'_' {
            other += 1;
        }
        if at == left.len() || other == right.len() {
            return at == left.len() && other == right.len();
        }
        if !left[at].eq_ignore_ascii_case(&right[other]) {
            return false;
        }
        at += 1;
        other += 1;
    }
}

const fn find(properties: &'static [Property], name: &str) -> Option<&'static Property> {
    let mut index = 0;
    while index < properties.len() {
        let (text, from, end) = properties[index].null.bounds();
        let name = (name.as_bytes(), 0, name.len());
        if end - from == name.2 && folded_order_within((text, from, end), name).is_eq() {
            return Some(&properties[index]);
        }
        index += 1;
    }
    None
}
