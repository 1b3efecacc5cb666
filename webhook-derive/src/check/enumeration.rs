//! The rules of an enum.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Fields, LitStr};

use super::{runtime, text_or};
use crate::diagnostics::Diagnostics;
use crate::input::{RawEnum, RawVariant};
use crate::model::{Blank, Enumeration, Variant};
use crate::names::is_segment;

/// Checks an enum.
pub(crate) fn enumeration(raw: RawEnum, diagnostics: &mut Diagnostics) -> Enumeration {
    let attributes = &raw.attributes;
    let name = text_or(attributes, "entity", || raw.ident.unraw().to_string());
    if !is_segment(&name) {
        let span = attributes
            .text("entity")
            .map_or(raw.ident.span(), LitStr::span);
        diagnostics.at_span(
            span,
            "an enum's name on the wire is of letters and digits, beginning with a letter",
        );
    }
    let flags = attributes.span("flags").is_some();
    let other = other(&raw, flags, diagnostics);
    let variants = variants(&raw, diagnostics);
    check_collisions(&raw, &variants, diagnostics);
    if flags {
        check_flags(&raw, &variants, diagnostics);
    }
    let default = default(&raw, &variants, other.is_some(), diagnostics);
    Enumeration {
        runtime: runtime(attributes),
        name,
        flags,
        variants,
        other,
        default,
        deprecated: raw.deprecated || raw.variants.iter().any(|variant| variant.deprecated),
        ident: raw.ident,
    }
}

fn is_other(variant: &RawVariant) -> bool {
    variant.attributes.span("other").is_some()
}

/// The variant for unknown values.
fn other(raw: &RawEnum, flags: bool, diagnostics: &mut Diagnostics) -> Option<Ident> {
    let mut found = None;
    for variant in raw.variants.iter().filter(|variant| is_other(variant)) {
        let Some(span) = variant.attributes.span("other") else {
            continue;
        };
        if flags {
            // #[netserver(flags)] enum E { A = 1, #[netserver(other)] Other(UnknownVariant) }
            diagnostics.at_span(
                span,
                "`Flags` keeps unknown names and bits by itself; remove this variant",
            );
        } else if found.is_some() {
            diagnostics.at_span(
                span,
                "an enum has one variant for unknown values; remove this `other`",
            );
        }
        // #[netserver(other)] Other
        if !matches!(&variant.fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1) {
            let message = format!(
                "the variant keeps what came; write `{}(UnknownVariant)`",
                variant.ident
            );
            diagnostics.at(&variant.ident, message);
        }
        found = Some(variant.ident.clone());
    }
    found
}

fn variants(raw: &RawEnum, diagnostics: &mut Diagnostics) -> Vec<Variant> {
    let mut next: i64 = 0;
    let mut checked = Vec::with_capacity(raw.variants.len());
    for variant in &raw.variants {
        let number = variant.number.unwrap_or(next);
        next = number.saturating_add(1);
        if is_other(variant) {
            continue;
        }
        // enum E { A(i32) }
        if !matches!(variant.fields, Fields::Unit) {
            diagnostics.at(&variant.fields, "a variant is a name on the wire and holds nothing; for unknown values add `#[netserver(other)]`");
        }
        // enum E { A = 5_000_000_000 }
        let Ok(number) = i32::try_from(number) else {
            diagnostics.at(&variant.ident, "the number of a variant is an int32");
            continue;
        };
        checked.push(Variant {
            name: text_or(&variant.attributes, "rename", || {
                variant.ident.unraw().to_string()
            }),
            number,
            aliases: variant
                .attributes
                .texts("alias")
                .map(LitStr::value)
                .collect(),
            ident: variant.ident.clone(),
        });
    }
    if checked.is_empty() {
        diagnostics.at(&raw.ident, "a NetServer enum has at least one name");
    }
    checked
}

// #[netserver(rename = "A")] X, A
fn check_collisions(raw: &RawEnum, variants: &[Variant], diagnostics: &mut Diagnostics) {
    let mut names: HashMap<String, String> = HashMap::new();
    for variant in variants {
        let given = raw.variants.iter().find(|raw| raw.ident == variant.ident);
        for name in variant.aliases.iter().chain([&variant.name]) {
            let separator = name.contains(|letter: char| letter == ',' || letter.is_whitespace());
            let number = name.parse::<i64>().is_ok();
            let text = given.and_then(|raw| {
                raw.attributes
                    .texts("alias")
                    .chain(raw.attributes.text("rename"))
                    .find(|text| text.value() == *name)
            });
            let span = text.map_or(variant.ident.span(), LitStr::span);
            if separator || number {
                diagnostics.at_span(span, "a name is no number and holds no comma and no white space: on the wire these separate names");
            }
            if let Some(first) = names.insert(name.clone(), variant.ident.to_string()) {
                diagnostics.at_span(
                    span,
                    format!("the name `{name}` is that of `{first}` already; rename one"),
                );
            }
        }
    }
}

// #[netserver(flags)] enum E { A = 1, B = 6 }
fn check_flags(raw: &RawEnum, variants: &[Variant], diagnostics: &mut Diagnostics) {
    let singles = variants
        .iter()
        .filter(|variant| variant.number.count_ones() == 1)
        .fold(0, |all, variant| all | variant.number);
    for variant in variants
        .iter()
        .filter(|variant| variant.number.count_ones() > 1)
    {
        let missing = variant.number & !singles;
        if missing != 0 {
            let given = raw.variants.iter().find(|raw| raw.ident == variant.ident);
            let span = given.map_or(variant.ident.span(), |raw| raw.ident.span());
            diagnostics.at_span(
                span,
                format!(
                    "{} is no power of two, and its bits {missing} have no variant of their own",
                    variant.number
                ),
            );
        }
    }
}

fn default(
    raw: &RawEnum,
    variants: &[Variant],
    keeps_unknown: bool,
    diagnostics: &mut Diagnostics,
) -> Blank {
    let marked: Vec<&RawVariant> = raw
        .variants
        .iter()
        .filter(|variant| variant.attributes.span("default").is_some())
        .collect();
    // #[netserver(default)] A, #[netserver(default)] B
    for second in marked.iter().skip(1) {
        if let Some(span) = second.attributes.span("default") {
            diagnostics.at_span(span, "an enum has one default; remove this `default`");
        }
    }
    if let Some(marked) = marked.first() {
        // #[netserver(default, other)] Other(UnknownVariant)
        if let (true, Some(span)) = (is_other(marked), marked.attributes.span("default")) {
            diagnostics.at_span(
                span,
                "an unknown value is no default; put `default` on a name",
            );
        }
        return Blank::Variant(marked.ident.clone());
    }
    let zero = variants.iter().find(|variant| variant.number == 0);
    match (zero, variants.first()) {
        (Some(zero), _) => Blank::Variant(zero.ident.clone()),
        (None, _) if keeps_unknown => Blank::UnknownZero,
        (None, Some(first)) => Blank::Variant(first.ident.clone()),
        (None, None) => Blank::Variant(raw.ident.clone()),
    }
}
