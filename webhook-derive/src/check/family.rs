//! The rules of a polymorphic family.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Fields, LitStr, Type};

use super::{runtime, text_or};
use crate::diagnostics::Diagnostics;
use crate::input::{RawFamily, RawMember};
use crate::model::{Family, Member};
use crate::names::{is_segment, is_xml_name};

/// Checks a family; the tag is there, or it would be a mistaken entity.
pub(crate) fn family(raw: RawFamily, tag: &LitStr, diagnostics: &mut Diagnostics) -> Family {
    let attributes = &raw.attributes;
    let name = text_or(attributes, "entity", || raw.ident.unraw().to_string());
    if !is_segment(&name) {
        let span = attributes
            .text("entity")
            .map_or(raw.ident.span(), LitStr::span);
        diagnostics.at_span(
            span,
            "a family's name is an XML element: letters and digits, beginning with a letter",
        );
    }
    // #[netserver(tag = "a b")]
    if !is_xml_name(&tag.value()) {
        diagnostics.at(
            tag,
            "the tag is the wire name of a property, such as `FieldType`",
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
        members,
        other,
        default,
        deprecated: raw.deprecated,
        ident: raw.ident,
    }
}

fn is_other(member: &RawMember) -> bool {
    member.attributes.span("other").is_some()
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
fn other(raw: &RawFamily, diagnostics: &mut Diagnostics) -> Option<Ident> {
    let mut found = None;
    for member in raw.members.iter().filter(|member| is_other(member)) {
        let Some(span) = member.attributes.span("other") else {
            continue;
        };
        if found.is_some() {
            diagnostics.at_span(
                span,
                "a family has one variant for unknown members; remove this `other`",
            );
        }
        if newtype(&member.fields).is_none() {
            diagnostics.at(
                &member.ident,
                format!(
                    "the variant keeps what came; write `{}(UnknownEntity)`",
                    member.ident
                ),
            );
        }
        found = Some(member.ident.clone());
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
    let tag = text_or(&raw.attributes, "rename", || raw.ident.unraw().to_string());
    Some(Member {
        ident: raw.ident.clone(),
        tag,
        ty: ty.clone(),
    })
}

// #[netserver(rename = "A")] X(X), A(A)
fn check_collisions(raw: &RawFamily, members: &[Member], diagnostics: &mut Diagnostics) {
    let mut tags: HashMap<String, String> = HashMap::new();
    for member in members {
        let given = raw.members.iter().find(|raw| raw.ident == member.ident);
        if let Some(first) = tags.insert(member.tag.to_ascii_lowercase(), member.ident.to_string())
        {
            let text = given.and_then(|raw| raw.attributes.text("rename"));
            let span = text.map_or(member.ident.span(), LitStr::span);
            diagnostics.at_span(
                span,
                format!(
                    "the tag `{}` is that of `{first}` already; rename one",
                    member.tag
                ),
            );
        }
    }
    if members.is_empty() {
        diagnostics.at(
            &raw.ident,
            "a family has at least one member: `Variant(Entity)`",
        );
    }
}

/// The variant of a new value; none for the one of unknown members.
fn default(
    raw: &RawFamily,
    members: &[Member],
    other: Option<&Ident>,
    diagnostics: &mut Diagnostics,
) -> Option<Ident> {
    let mut marked = raw
        .members
        .iter()
        .filter_map(|member| Some((member, member.attributes.span("default")?)));
    let first = marked.next();
    // #[netserver(default)] A(A), #[netserver(default)] B(B)
    for (_, span) in marked {
        diagnostics.at_span(span, "a family has one default; remove this `default`");
    }
    match first {
        Some((member, _)) if is_other(member) => None,
        Some((member, _)) => Some(member.ident.clone()),
        None if other.is_some() => None,
        None => members.first().map(|member| member.ident.clone()),
    }
}
