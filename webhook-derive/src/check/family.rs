//! The rules of a polymorphic family.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Fields, LitStr, Type};

use super::entity::check_wire_name;
use super::field_type::{Position, refuse, refuse_as_entity};
use super::{call_site, runtime, text_or};
use crate::diagnostics::Diagnostics;
use crate::input::{RawFamily, RawMember};
use crate::keys::Key;
use crate::model::{Family, Member};
use crate::names::is_xml_name;

/// Checks a family, which is an enum with a tag.
pub(crate) fn family(raw: RawFamily, tag: &LitStr, diagnostics: &mut Diagnostics) -> Family {
    let attributes = &raw.attributes;
    let name = text_or(attributes, Key::Entity, || raw.ident.unraw().to_string());
    check_wire_name(attributes.text(Key::Entity), &raw.ident, &name, diagnostics);
    // #[netserver(tag = "a b")]
    if !is_xml_name(&tag.value()) {
        diagnostics.at(
            tag,
            "the tag is the wire name of the property that tells the members apart; write one such as `tag = \"FieldType\"`",
        );
    }
    let other = other(&raw, diagnostics);
    let members: Vec<Member> = raw
        .members
        .iter()
        .filter_map(|raw| member(raw, diagnostics))
        .collect();
    check_collisions(&raw, &members, diagnostics);
    let default = default(&raw, &members, other.as_ref(), diagnostics);
    Family {
        runtime: runtime(attributes),
        name,
        tag: tag.value(),
        tag_span: tag.span(),
        members,
        other,
        default,
        allowed: raw.allowed,
        ident: call_site(&raw.ident),
    }
}

fn is_other(member: &RawMember) -> bool {
    member.attributes.is_meant(Key::Other)
}

/// The type of a variant that holds one value without a name.
fn newtype(fields: &Fields) -> Option<&Type> {
    match fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.first().map(|field| &field.ty)
        }
        _ => None,
    }
}

// #[netserver(other)] A(UnknownEntity), #[netserver(other)] B
fn other(raw: &RawFamily, diagnostics: &mut Diagnostics) -> Option<(Ident, Type)> {
    let mut found = None;
    let others = raw.members.iter().filter(|member| is_other(member));
    for (count, member) in others.enumerate() {
        if let (true, Some(span)) = (count > 0, member.attributes.span(Key::Other)) {
            diagnostics.at_span(
                span,
                "a family has one variant for unknown members, and this is the second; remove it",
            );
            continue;
        }
        // #[netserver(other, rename = "Else")]
        if let Some(span) = member.attributes.span(Key::Rename) {
            diagnostics.at_span(
                span,
                "the variant for unknown members has the tag that came; remove `rename`",
            );
        }
        match newtype(&member.fields) {
            Some(ty) if refuse(ty, Position::Other, diagnostics) => {}
            Some(ty) => found = Some((member.ident.clone(), ty.clone())),
            None => diagnostics.at(
                &member.ident,
                format!(
                    "the variant for unknown members keeps what came; write `{}(UnknownEntity)`",
                    member.ident
                ),
            ),
        }
    }
    found
}

// #[netserver(tag = "T")] enum E { A, B { x: i32 } }
fn member(raw: &RawMember, diagnostics: &mut Diagnostics) -> Option<Member> {
    if is_other(raw) {
        return None;
    }
    let Some(ty) = newtype(&raw.fields) else {
        diagnostics.at(
            &raw.ident,
            format!(
                "a member of a family is an entity; write `{}(Entity)`",
                raw.ident
            ),
        );
        return None;
    };
    // #[netserver(tag = "T")] enum E { A(dyn Trait) }
    if refuse(ty, Position::Other, diagnostics)
        || refuse_as_entity(ty, "a member of a family", diagnostics)
    {
        return None;
    }
    let tag = text_or(&raw.attributes, Key::Rename, || {
        raw.ident.unraw().to_string()
    });
    let given = raw.attributes.text(Key::Rename);
    Some(Member {
        ident: raw.ident.clone(),
        span: given.map_or(raw.ident.span(), LitStr::span),
        tag,
        ty: ty.clone(),
    })
}

// #[netserver(rename = "A")] X(X), A(A)
fn check_collisions(raw: &RawFamily, members: &[Member], diagnostics: &mut Diagnostics) {
    let mut tags: HashMap<String, &Ident> = HashMap::new();
    for member in members {
        match tags.insert(member.tag.to_ascii_lowercase(), &member.ident) {
            None => {}
            // The compiler refuses two variants of one name.
            Some(first) if *first == member.ident => diagnostics.leave_to_compiler(),
            Some(first) => diagnostics.at_span(
                member.span,
                format!(
                    "`{}` is the tag of the variant `{first}` already; write another",
                    member.tag
                ),
            ),
        }
    }
    // #[netserver(tag = "T")] enum E {}
    if raw.members.iter().all(is_other) {
        diagnostics.at(
            &raw.ident,
            "a family has at least one member; add a variant `Name(Entity)`",
        );
    }
}

/// The variant of a new value; `None` for the one that keeps unknown members.
fn default(
    raw: &RawFamily,
    members: &[Member],
    other: Option<&(Ident, Type)>,
    diagnostics: &mut Diagnostics,
) -> Option<Ident> {
    let mut marked = raw
        .members
        .iter()
        .filter_map(|member| Some((member, member.attributes.span(Key::Default)?)));
    let first = marked.next();
    // #[netserver(default)] A(A), #[netserver(default)] B(B)
    for (_, span) in marked {
        diagnostics.at_span(
            span,
            "a family has one default, and this is the second; remove `default`",
        );
    }
    match first {
        Some((member, _)) if is_other(member) => None,
        Some((member, _)) => Some(member.ident.clone()),
        None if other.is_some() => None,
        None => members.first().map(|member| member.ident.clone()),
    }
}
