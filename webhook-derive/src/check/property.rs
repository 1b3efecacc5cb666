//! The rules of a field.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{LitInt, LitStr};

use super::field_type::{Position, refuse, refuse_as_entity};
use super::hint::{self, hint};
use super::types::is_plain;
use super::{default, spelled};
use crate::case::{pascal, rename};
use crate::diagnostics::Diagnostics;
use crate::input::RawField;
use crate::keys::{self, Case, Key, Place};
use crate::model::{Field, Kind, Property};
use crate::names::is_xml_name;

/// What the rules of a field depend on besides the field.
#[derive(Clone, Copy)]
pub(super) struct Context {
    /// The struct has parameters.
    pub(super) generic: bool,
    pub(super) position: Position,
    /// The field holds the base carrier.
    pub(super) inherits: bool,
    pub(super) case: Option<Case>,
}

/// Checks a field.
pub(super) fn field(raw: &RawField, context: Context, diagnostics: &mut Diagnostics) -> Field {
    let attributes = &raw.attributes;
    let kind = if attributes.has(Key::Skip) {
        let why = "a skipped field is never on the wire";
        refuse_keys(raw, why, Key::Skip, diagnostics);
        Kind::Skipped
    } else if context.inherits {
        let why = "the base carrier has properties of its own";
        refuse_keys(raw, why, Key::Carrier, diagnostics);
        Kind::Carrier
    } else if let Some(span) = attributes.span(Key::Base) {
        let why = "a base has properties of its own";
        refuse_keys(raw, why, Key::Base, diagnostics);
        Kind::Base(span)
    } else {
        Kind::Property(property(raw, context.case, diagnostics))
    };
    // The default of a secret has been refused.
    let default = attributes
        .tokens(Key::Default)
        .filter(|_| !attributes.has(Key::Secret))
        .and_then(|tokens| match kind {
            Kind::Skipped => default::of_skipped(raw, tokens, diagnostics),
            _ => default::default(raw, tokens, diagnostics),
        });
    let of_the_wire = !matches!(kind, Kind::Skipped);
    // The type need not be checked if the field was not meant to be a property, or if the parameters of the
    // struct have been refused.
    let is_misspelt = |key| attributes.is_meant(key) && !attributes.has(key);
    let refused = context.generic
        || is_misspelt(Key::Skip)
        || is_misspelt(Key::Base)
        || (of_the_wire && refuse(&raw.ty, context.position, diagnostics))
        || (matches!(kind, Kind::Base(_)) && refuse_as_entity(&raw.ty, "a base", diagnostics));
    let hint = hint(&raw.ty).filter(|_| of_the_wire && !refused);
    let place = hint.as_ref().and_then(|hint| hint.inside);
    Field {
        ident: raw.ident.clone(),
        is_plain: is_plain(&raw.ty),
        ty: place.map_or_else(|| raw.ty.clone(), |place| hint::at(&raw.ty, place)),
        kind,
        default,
        hint,
        refused,
    }
}

/// The keys of fields that meet a condition.
fn keys_of_fields(condition: impl Fn(Key) -> bool) -> impl Iterator<Item = Key> {
    let keys = keys::at(Place::Field).map(|usage| usage.key);
    keys.filter(move |key| condition(*key))
}

/// Refuses the keys of a property on a field that is not one.
// #[netserver(skip, rename = "X")]
fn refuse_keys(raw: &RawField, why: &str, key: Key, diagnostics: &mut Diagnostics) {
    for other in keys_of_fields(|other| other != key && other != Key::Default) {
        if let Some(span) = raw.attributes.span(other) {
            diagnostics.at_span(span, format!("{why}; remove `{other}` or `{key}`"));
        }
    }
}

fn property(raw: &RawField, case: Option<Case>, diagnostics: &mut Diagnostics) -> Property {
    let attributes = &raw.attributes;
    // #[netserver(secret, default = "x")]
    if let (Some(_), Some(span)) = (attributes.span(Key::Secret), attributes.span(Key::Default)) {
        diagnostics.at_span(
            span,
            "everybody who has the program can read a secret in source code; remove `default`, and set the secret at run time",
        );
    }
    // #[netserver(secret, translate)]
    if let (Some(_), Some(span)) = (
        attributes.span(Key::Secret),
        attributes.span(Key::Translate),
    ) {
        diagnostics.at_span(span, "`translate` rewrites text for the reader's language, which would change a secret; remove `translate`");
    }
    Property {
        name: wire_name(raw, case, diagnostics),
        words: words(raw),
        date: attributes.one_of(Key::Date),
        max_length: attributes
            .number(Key::MaxLength)
            .and_then(|number| max_length(number, diagnostics)),
        range: attributes.range(Key::Range).copied(),
        format: attributes.one_of(Key::Format),
        entry: attributes
            .text(Key::Entry)
            .and_then(|entry| element_name(entry, diagnostics)),
        checks: checks(raw),
    }
}

/// The keys that are calls; `#[deprecated]` counts as `deprecated`.
fn words(raw: &RawField) -> Vec<Key> {
    keys_of_fields(|key| key.traits().calls.is_some())
        .filter(|key| raw.attributes.has(*key) || raw.deprecated && *key == Key::Deprecated)
        .collect()
}

/// The keys that the compiler has to check, because the type's spelling does not tell whether they fit.
fn checks(raw: &RawField) -> Vec<(Key, Span)> {
    let attributes = &raw.attributes;
    keys_of_fields(|key| key.traits().checked)
        .filter_map(|key| Some((key, attributes.span(key)?)))
        // `translate` of a secret has been refused.
        .filter(|(key, _)| !(*key == Key::Translate && attributes.has(Key::Secret)))
        .filter(|(key, _)| !spelled::fits(*key, &raw.ty, attributes.range(Key::Range)))
        .collect()
}

// #[netserver(max_length = 0)]
fn max_length(number: &LitInt, diagnostics: &mut Diagnostics) -> Option<u32> {
    match number.base10_parse::<u32>() {
        Ok(length) if length > 0 => Some(length),
        _ => {
            diagnostics.at(
                number,
                "`max_length` is a number of characters, from 1 to 4294967295",
            );
            None
        }
    }
}

// #[netserver(rename = "a b")]
pub(super) fn element_name(text: &LitStr, diagnostics: &mut Diagnostics) -> Option<String> {
    let name = text.value();
    if is_xml_name(&name) {
        return Some(name);
    }
    diagnostics.at(text, fault(&name));
    None
}

/// Why a name cannot be that of an XML element.
fn fault(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().unwrap_or(' ');
    if !is_xml_name(&first.to_string()) {
        return format!(
            "the name is an element in XML, which cannot begin with {first:?}; begin with a letter or `_`"
        );
    }
    let wrong = letters
        .find(|letter| !is_xml_name(&format!("_{letter}")))
        .unwrap_or(' ');
    format!(
        "the name is an element in XML, which cannot hold {wrong:?}; write letters, digits, `-`, `.` or `_`"
    )
}

// struct E { __: i32 }
fn wire_name(raw: &RawField, case: Option<Case>, diagnostics: &mut Diagnostics) -> String {
    for alias in raw.attributes.texts(Key::Alias) {
        element_name(alias, diagnostics);
    }
    let ident = raw.ident.unraw().to_string();
    if let Some(text) = raw.attributes.text(Key::Rename) {
        return element_name(text, diagnostics).unwrap_or(ident);
    }
    let name = case.map_or_else(|| pascal(&ident), |case| rename(&ident, case));
    if is_xml_name(&name) {
        return name;
    }
    if !raw.attributes.is_meant(Key::Rename) {
        let gives = if name.is_empty() {
            "gives no name for the wire".to_owned()
        } else {
            format!("gives `{name}` for the wire, which is not a name in XML")
        };
        diagnostics.at(
            &raw.ident,
            format!("this field {gives}; add `#[netserver(rename = \"Name\")]`"),
        );
    }
    ident
}
