//! The rules of an enum.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::{Fields, LitStr, Type};

use super::{call_site, runtime, text_or};
use crate::case::rename;
use crate::diagnostics::Diagnostics;
use crate::input::{RawEnum, RawVariant};
use crate::keys::{Case, Key};
use crate::model::{Enumeration, Variant};
use crate::names::is_segment;

/// A checked variant and the parsed one.
type Checked<'raw> = (&'raw RawVariant, Variant);

/// Checks an enum.
pub(crate) fn enumeration(raw: RawEnum, diagnostics: &mut Diagnostics) -> Enumeration {
    let attributes = &raw.attributes;
    let name = text_or(attributes, Key::Entity, || raw.ident.unraw().to_string());
    if !is_segment(&name) {
        let span = attributes
            .text(Key::Entity)
            .map_or(raw.ident.span(), LitStr::span);
        diagnostics.at_span(
            span,
            "an enum's name is a type in XML; write letters and digits, beginning with a letter, such as `entity = \"WebhookState\"`",
        );
    }
    let flags = attributes.has(Key::Flags);
    let other = other(&raw, flags, diagnostics);
    check_repr(&raw, diagnostics);
    let variants = variants(&raw, diagnostics);
    check_collisions(&raw, &variants, diagnostics);
    check_numbers(&variants, diagnostics);
    if flags {
        check_flags(&variants, diagnostics);
    }
    let default = default(&raw, &variants, diagnostics);
    check_default(&raw, &default, diagnostics);
    let variants = variants.into_iter().map(|(_, variant)| variant).collect();
    Enumeration {
        runtime: runtime(attributes),
        name,
        flags,
        variants,
        other,
        default,
        derives_default: raw.derives_default,
        allowed: raw.allowed,
        ident: call_site(&raw.ident),
    }
}

fn is_other(variant: &RawVariant) -> bool {
    variant.attributes.is_meant(Key::Other)
}

/// The variant for unknown values, and the type that keeps them.
fn other(raw: &RawEnum, flags: bool, diagnostics: &mut Diagnostics) -> Option<(Ident, Type)> {
    let mut found = None;
    for (count, variant) in raw
        .variants
        .iter()
        .filter(|variant| is_other(variant))
        .enumerate()
    {
        let Some(span) = variant.attributes.span(Key::Other) else {
            continue;
        };
        // #[netserver(flags)] enum E { A = 1, #[netserver(other)] Other(UnknownVariant) }
        if flags {
            diagnostics.at_span(
                span,
                "`Flags` keeps unknown names and bits by itself; remove this variant",
            );
            continue;
        }
        if count > 0 {
            diagnostics.at_span(
                span,
                "an enum has one variant for unknown values, and this is the second; remove it",
            );
            continue;
        }
        // #[netserver(other, rename = "Else")]
        for (key, why) in [
            (Key::Rename, "has the name that came"),
            (Key::Alias, "has the name that came"),
            (Key::WebApiOnly, "is never written in the Soap contract"),
        ] {
            if let Some(span) = variant.attributes.span(key) {
                diagnostics.at_span(
                    span,
                    format!("the variant for unknown values {why}; remove `{key}`"),
                );
            }
        }
        // #[netserver(other)] Other
        match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                let field = fields.unnamed.first();
                found = field.map(|field| (variant.ident.clone(), field.ty.clone()));
            }
            _ => diagnostics.at(
                &variant.ident,
                format!(
                    "the variant for unknown values keeps what came; write `{}(UnknownVariant)`",
                    variant.ident
                ),
            ),
        }
    }
    found
}

fn variants<'raw>(raw: &'raw RawEnum, diagnostics: &mut Diagnostics) -> Vec<Checked<'raw>> {
    let case: Option<Case> = raw.attributes.one_of(Key::RenameAll);
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
            diagnostics.at(&variant.fields, "a variant is a name on the wire and holds nothing; remove the fields, or put `#[netserver(other)]` on the variant for unknown values");
        }
        // enum E { A = 5_000_000_000 }
        let narrow = i32::try_from(number);
        if narrow.is_err() {
            diagnostics.at(
                &variant.place,
                "the number of a variant is an int32: -2147483648 to 2147483647",
            );
        }
        let checked_variant = Variant {
            name: text_or(&variant.attributes, Key::Rename, || {
                let ident = variant.ident.unraw().to_string();
                case.map_or_else(|| ident.clone(), |case| rename(&ident, case))
            }),
            number: narrow.unwrap_or_default(),
            aliases: variant
                .attributes
                .texts(Key::Alias)
                .map(LitStr::value)
                .collect(),
            web_api_only: variant.attributes.has(Key::WebApiOnly),
            ident: variant.ident.clone(),
        };
        checked.push((variant, checked_variant));
    }
    // enum E { #[netserver(other)] Other(UnknownVariant) }
    if raw
        .variants
        .iter()
        .all(|variant| variant.attributes.has(Key::Other))
    {
        diagnostics.at(
            &raw.ident,
            "a NetServer enum has at least one name; add a variant without fields",
        );
    }
    checked
}

// enum E { A = 1, #[netserver(other)] Other(UnknownVariant) }
fn check_repr(raw: &RawEnum, diagnostics: &mut Diagnostics) {
    let explicit = raw.variants.iter().any(|variant| variant.has_number);
    // Fields of other variants have been refused.
    let holds = raw.variants.iter().any(is_other);
    if explicit && holds && !raw.has_repr {
        diagnostics.at(
            &raw.ident,
            format!(
                "an enum with numbers and a variant that holds something needs a type for the numbers; write `#[repr(i32)] enum {}`",
                raw.ident
            ),
        );
    }
}

// enum E { A = 1, B = 1 }
fn check_numbers(variants: &[Checked<'_>], diagnostics: &mut Diagnostics) {
    let mut numbers: HashMap<i32, &Ident> = HashMap::new();
    // Numbers that are not an int32 have been refused.
    let fits = |raw: &RawVariant| {
        raw.number
            .is_none_or(|number| i32::try_from(number).is_ok())
    };
    for (raw, variant) in variants.iter().filter(|(raw, _)| fits(raw)) {
        match numbers.insert(variant.number, &variant.ident) {
            Some(first) if *first != variant.ident => diagnostics.at(
                &raw.place,
                format!(
                    "`{first}` has the number {} already; for another name of it remove this variant, and write `#[netserver(alias = \"{}\")]` on `{first}`",
                    variant.number, variant.name
                ),
            ),
            _ => {}
        }
    }
}

// #[netserver(rename = "A")] X, A
fn check_collisions(raw: &RawEnum, variants: &[Checked<'_>], diagnostics: &mut Diagnostics) {
    let mut idents = HashSet::new();
    // enum E { Other, #[netserver(other)] Other(UnknownVariant) }
    if !raw
        .variants
        .iter()
        .all(|variant| idents.insert(&variant.ident))
    {
        diagnostics.leave_to_compiler();
    }
    let mut names: HashMap<&str, &Ident> = HashMap::new();
    for (raw, variant) in variants {
        for name in [&variant.name].into_iter().chain(&variant.aliases) {
            let rename = raw.attributes.text(Key::Rename);
            let mut texts = raw.attributes.texts(Key::Alias).chain(rename);
            let text = texts.find(|text| text.value() == *name);
            let span = text.map_or(variant.ident.span(), LitStr::span);
            check_name(name, span, diagnostics);
            match names.insert(name, &variant.ident) {
                None => {}
                // The compiler refuses two variants of one name.
                Some(first) if *first == variant.ident && text.is_none() => {
                    diagnostics.leave_to_compiler();
                }
                Some(first) => diagnostics.at_span(
                    span,
                    format!("`{name}` is the name of the variant `{first}` already; write another"),
                ),
            }
        }
    }
}

// #[netserver(rename = "a,b")]
fn check_name(name: &str, span: Span, diagnostics: &mut Diagnostics) {
    if name.contains(|letter: char| letter == ',' || letter.is_whitespace()) {
        diagnostics.at_span(
            span,
            "a comma or white space separates names on the wire; write the name without",
        );
    } else if name.parse::<i64>().is_ok() {
        diagnostics.at_span(
            span,
            "a number on the wire means the variant with that number; write a name",
        );
    } else if name.chars().any(char::is_control) {
        diagnostics.at_span(
            span,
            "XML cannot hold a control character; write the name without",
        );
    }
}

// #[netserver(flags)] enum E { A = 1, B = 6 }
fn check_flags(variants: &[Checked<'_>], diagnostics: &mut Diagnostics) {
    let numbers = variants.iter().map(|(_, variant)| variant.number);
    let singles = numbers
        .filter(|number| number.count_ones() == 1)
        .fold(0, |all, number| all | number);
    for (raw, variant) in variants {
        let missing = variant.number & !singles;
        if missing != 0 {
            diagnostics.at(
                &raw.place,
                format!(
                    "a flag is a power of two, or a combination of flags; {} has {}, which no variant is by itself",
                    variant.number,
                    bits(missing)
                ),
            );
        }
    }
}

/// `the bit 4`, `the bits 2 and 4`
fn bits(set: i32) -> String {
    let singles = (0..i32::BITS).map(|bit| 1_i32 << bit);
    let bits: Vec<String> = singles
        .filter(|bit| set & bit != 0)
        .map(|bit| bit.to_string())
        .collect();
    match bits.as_slice() {
        [one] => format!("the bit {one}"),
        [first @ .., last] => format!("the bits {} and {last}", first.join(", ")),
        [] => "no bit".to_owned(),
    }
}

// enum E { #[netserver(web_api_only)] A, B }
fn check_default(raw: &RawEnum, default: &Ident, diagnostics: &mut Diagnostics) {
    // A set of flags begins empty.
    if raw.attributes.has(Key::Flags) {
        return;
    }
    let mut variants = raw.variants.iter();
    let default = variants.find(|variant| variant.ident == *default);
    if let Some(span) = default.and_then(|default| default.attributes.span(Key::WebApiOnly)) {
        diagnostics.at_span(
            span,
            "a new entity begins with this variant, and the Soap contract would lack it; put `default` on another, or remove `web_api_only`",
        );
    }
}

fn default(raw: &RawEnum, variants: &[Checked<'_>], diagnostics: &mut Diagnostics) -> Ident {
    let mut marked = raw
        .variants
        .iter()
        .filter_map(|variant| Some((variant, variant.attributes.span(Key::Default)?)));
    let first = marked.next();
    // #[netserver(default)] A, #[netserver(default)] B
    for (_, span) in marked {
        diagnostics.at_span(
            span,
            "an enum has one default, and this is the second; remove `default`",
        );
    }
    // #[netserver(flags)] enum E { #[netserver(default)] A = 1 }
    if let (true, Some((_, span))) = (raw.attributes.has(Key::Flags), first) {
        diagnostics.at_span(span, "a set of flags begins empty; remove `default`, and write `#[netserver(default = Name)]` on the field that begins otherwise");
    }
    let std_default = std_default(raw, variants, diagnostics);
    let Some((marked, marked_span)) = first else {
        // The default of .NET is the number 0, which the schema does not allow without a name.
        let mut checked = variants.iter().map(|(_, variant)| variant);
        let zero = checked.clone().find(|variant| variant.number == 0);
        let blank = zero
            .or_else(|| checked.next())
            .map(|variant| &variant.ident);
        let ident = std_default.map(|(ident, _)| ident).or(blank);
        return ident.unwrap_or(&raw.ident).clone();
    };
    // #[default] A, #[netserver(default)] B
    if let Some((other, span)) = std_default.filter(|(ident, _)| **ident != marked.ident) {
        diagnostics.at_span(
            span,
            format!(
                "`Default` is `{other}`, and `#[netserver(default)]` makes new entities begin with `{}`; remove one of the two attributes",
                marked.ident
            ),
        );
    }
    // #[netserver(default, other)] Other(UnknownVariant)
    if is_other(marked) {
        diagnostics.at_span(
            marked_span,
            "an unknown value is not a default; put `default` on a variant with a name",
        );
    }
    marked.ident.clone()
}

/// The variant with the attribute of the standard library's `#[derive(Default)]`, if it can be the
/// default of a property.
fn std_default<'raw>(
    raw: &'raw RawEnum,
    checked: &[Checked<'_>],
    diagnostics: &mut Diagnostics,
) -> Option<(&'raw Ident, Span)> {
    let mut variants = raw.variants.iter();
    let (variant, span) =
        variants.find_map(|variant| variant.std_default.map(|span| (variant, span)))?;
    // #[netserver(flags)] enum E { #[default] A = 1 }
    if raw.attributes.has(Key::Flags) {
        let mut checked = checked.iter().map(|(_, variant)| variant);
        if checked.any(|checked| checked.ident == variant.ident && checked.number != 0) {
            diagnostics.at_span(span, "a set of flags begins empty; remove `#[default]`, and write `#[netserver(default = Name)]` on the field that begins otherwise");
        }
        return None;
    }
    // The compiler refuses `#[default]` on a variant with fields.
    (!is_other(variant)).then_some((&variant.ident, span))
}
