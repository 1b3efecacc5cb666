//! The rules of a field.

use proc_macro2::Ident;
use quote::format_ident;
use syn::ext::IdentExt;
use syn::{LitInt, LitStr};

use super::{default, field_type, spelled};
use crate::case::{pascal, rename};
use crate::diagnostics::Diagnostics;
use crate::input::RawField;
use crate::model::{Field, Kind, Property};
use crate::names::is_xml_name;

/// The keys that say something of a property, and so nothing where there is none.
const OF_PROPERTIES: &[&str] = &[
    "rename",
    "alias",
    "key",
    "date",
    "secret",
    "max_length",
    "format",
    "range",
    "required",
    "translate",
    "deprecated",
    "entry",
    "null_as_default",
    "web_api_only",
];

/// The position of a field.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// In a struct with parameters.
    pub(super) generic: bool,
    /// After all others.
    pub(super) last: bool,
    /// It holds the base carrier.
    pub(super) inherits: bool,
}

/// Checks a field.
pub(super) fn field(
    raw: &RawField,
    Place {
        generic,
        last,
        inherits,
    }: Place,
    case: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Field {
    let attributes = &raw.attributes;
    let kind = if attributes.span("skip").is_some() {
        refuse_keys(
            raw,
            "a skipped field is never on the wire",
            "skip",
            diagnostics,
        );
        Kind::Skipped
    } else if inherits {
        refuse_keys(
            raw,
            "the base carrier has properties of its own",
            "carrier",
            diagnostics,
        );
        Kind::Carrier
    } else if let Some(span) = attributes.span("base") {
        refuse_keys(raw, "a base has properties of its own", "base", diagnostics);
        Kind::Base(span)
    } else {
        Kind::Property(property(raw, case, diagnostics))
    };
    // A secret has none, whatever it is.
    let default = attributes
        .tokens("default")
        .filter(|_| attributes.span("secret").is_none())
        .and_then(|tokens| match kind {
            Kind::Skipped => default::of_skipped(raw, tokens, diagnostics),
            _ => default::default(raw, tokens, diagnostics),
        });
    let of_the_wire = !matches!(kind, Kind::Skipped);
    // A type need not be judged if it is generic, which has been refused, or if the field was
    // meant to be something else than a property.
    let structural = ["skip", "base"].into_iter();
    let other = structural
        .into_iter()
        .any(|key| attributes.is_meant(key) && attributes.span(key).is_none());
    let refused = generic
        || other
        || (of_the_wire && field_type::refuse(&raw.ty, last, diagnostics))
        || (matches!(kind, Kind::Base(_))
            && field_type::refuse_as_entity(&raw.ty, "a base", diagnostics));
    let hint = field_type::hint(&raw.ty).filter(|_| of_the_wire && !refused);
    let place = hint.as_ref().and_then(|hint| hint.inside);
    Field {
        ident: raw.ident.clone(),
        ty: place.map_or_else(|| raw.ty.clone(), |place| field_type::at(&raw.ty, place)),
        kind,
        default,
        hint,
        refused,
    }
}

// #[netserver(skip, rename = "X")]
fn refuse_keys(raw: &RawField, why: &str, key: &str, diagnostics: &mut Diagnostics) {
    let structural = ["base", "skip"].into_iter().filter(|other| *other != key);
    for other in OF_PROPERTIES.iter().copied().chain(structural) {
        if let Some(span) = raw.attributes.span(other) {
            diagnostics.at_span(span, format!("{why}; remove `{other}` or `{key}`"));
        }
    }
}

fn property(raw: &RawField, case: Option<&str>, diagnostics: &mut Diagnostics) -> Property {
    let attributes = &raw.attributes;
    // #[netserver(secret, default = "x")]
    if let (Some(_), Some(span)) = (attributes.span("secret"), attributes.span("default")) {
        diagnostics.at_span(
            span,
            "everybody who has the program can read a secret in source code; remove `default`, and set the secret at run time",
        );
    }
    // #[netserver(secret, translate)]
    if let (Some(_), Some(span)) = (attributes.span("secret"), attributes.span("translate")) {
        diagnostics.at_span(span, "`translate` rewrites text for the reader's language, which would change a secret; remove `translate`");
    }
    Property {
        name: wire_name(raw, case, diagnostics),
        words: words(raw),
        date: attributes
            .one_of("date")
            .map(|class| format_ident!("{}", pascal(class))),
        max_length: attributes
            .number("max_length")
            .and_then(|number| max_length(number, diagnostics)),
        range: attributes.range("range"),
        format: attributes
            .one_of("format")
            .map(|format| format_ident!("{}", pascal(format))),
        entry: attributes
            .text("entry")
            .and_then(|entry| element_name(entry, diagnostics)),
        checks: checks(raw),
    }
}

/// What the property is without more to say.
fn words(raw: &RawField) -> Vec<Ident> {
    let words = [
        ("key", "primary_key"),
        ("secret", "secret"),
        ("required", "required"),
        ("translate", "translate"),
        ("deprecated", "deprecated"),
        ("null_as_default", "null_as_default"),
        ("web_api_only", "web_api_only"),
    ];
    words
        .into_iter()
        .filter(|(key, _)| {
            let by_attribute = raw.deprecated && *key == "deprecated";
            by_attribute || raw.attributes.span(key).is_some()
        })
        .map(|(_, function)| format_ident!("{function}"))
        .collect()
}

/// The keys that only some types can have, where they stand, and where the compiler has to tell.
fn checks(raw: &RawField) -> Vec<Ident> {
    let of_types = [
        "key",
        "date",
        "secret",
        "max_length",
        "format",
        "range",
        "required",
        "translate",
        "entry",
        "null_as_default",
    ];
    let secret = raw.attributes.span("secret").is_some();
    let span = |key| Some(Ident::new(key, raw.attributes.span(key)?));
    of_types
        .into_iter()
        // That a secret is not translated has been said.
        .filter(|key| !(secret && *key == "translate"))
        .filter(|key| !spelled::fits(key, &raw.ty, raw.attributes.range("range")))
        .filter_map(span)
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
fn wire_name(raw: &RawField, case: Option<&str>, diagnostics: &mut Diagnostics) -> String {
    for alias in raw.attributes.texts("alias") {
        element_name(alias, diagnostics);
    }
    let ident = raw.ident.unraw().to_string();
    if let Some(text) = raw.attributes.text("rename") {
        return element_name(text, diagnostics).unwrap_or(ident);
    }
    let name = case.map_or_else(|| pascal(&ident), |case| rename(&ident, case));
    if is_xml_name(&name) {
        return name;
    }
    // A name that a key was to give is not missed as well.
    if !raw.attributes.is_meant("rename") {
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
