//! The two derives as a pipeline: parse, check, expand. If there are errors, the output is all of them and a
//! fallback.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataEnum, DataStruct, DeriveInput, Fields};

use crate::diagnostics::Diagnostics;
use crate::keys::{Derive, Key};
use crate::recovery::{self, Parsed};
use crate::siblings::{self, Siblings};
use crate::{check, expand, ide, input};

/// The output of a derive.
pub(crate) fn run(derive: Derive, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::new();
    let item = match recovery::parse(item, &mut diagnostics) {
        Parsed::Item(item) => item,
        Parsed::Name(name) => {
            let errors = diagnostics.finish().err();
            let fallback = name.map(|name| expand::unread(&name, derive));
            return quote!(#errors #fallback);
        }
    };
    let expand = match derive {
        Derive::Entity => entity,
        Derive::Enumeration => enumeration,
    };
    if !ide::is_running() {
        return expand(&item, diagnostics);
    }
    // An editor compares the expansion with one that has one word more, so the imports of the words come
    // before the output that depends on whether the word is correct.
    let runtime = expand::runtime_of(&item);
    let mut expanded = ide::hints(&item, derive, &runtime, &crate::abi::abi());
    expanded.extend(expand(&item, diagnostics));
    expanded
}

fn entity(item: &DeriveInput, mut diagnostics: Diagnostics) -> TokenStream {
    let siblings = Siblings::of(item);
    if siblings.refuse_enumeration(&mut diagnostics) {
        return diagnostics.finish().err().unwrap_or_default();
    }
    siblings.refuse(&mut diagnostics);
    // Serde's attributes are an error only after its derives have been removed.
    if !siblings.has_serde() {
        siblings::refuse_serde(item, Derive::Entity, &mut diagnostics);
    }
    match &item.data {
        Data::Enum(data) => family(item, data, &siblings, diagnostics),
        Data::Struct(DataStruct {
            fields: Fields::Unnamed(fields),
            ..
        }) => {
            let raw = input::newtype(item, fields, &mut diagnostics);
            let checked = raw.map(|raw| check::newtype(raw, &mut diagnostics));
            finish(diagnostics, checked.as_ref(), expand::newtype, |known| {
                expand::newtype_fallback(item, known, &siblings)
            })
        }
        Data::Struct(_) | Data::Union(_) => {
            let raw = input::entity(item, &mut diagnostics);
            let checked = raw.map(|raw| check::entity(raw, &mut diagnostics));
            finish(diagnostics, checked.as_ref(), expand::entity, |known| {
                expand::entity_fallback(item, known, &siblings)
            })
        }
    }
}

fn family(
    item: &DeriveInput,
    data: &DataEnum,
    siblings: &Siblings,
    mut diagnostics: Diagnostics,
) -> TokenStream {
    let raw = input::family(item, data, &mut diagnostics);
    let tag = raw.attributes.text(Key::Tag).cloned();
    // enum E { A(A) }
    if !raw.attributes.is_meant(Key::Tag) {
        diagnostics.at(
            data.enum_token,
            "an enum is an entity as a polymorphic family only; add `#[netserver(tag = \"FieldType\")]` for the property that tells its members apart, or derive `NetServerEnum` if the variants are names on the wire",
        );
    }
    let checked = tag.map(|tag| check::family(raw, &tag, &mut diagnostics));
    finish(diagnostics, checked.as_ref(), expand::family, |known| {
        expand::family_fallback(item, known, siblings)
    })
}

fn enumeration(item: &DeriveInput, mut diagnostics: Diagnostics) -> TokenStream {
    // Beside serde's derives its attributes have a meaning. In an editor the derives are unknown.
    if !ide::is_running() && !Siblings::of(item).has_serde() {
        siblings::refuse_serde(item, Derive::Enumeration, &mut diagnostics);
    }
    let raw = input::enumeration(item, &mut diagnostics);
    let checked = raw.map(|raw| check::enumeration(raw, &mut diagnostics));
    finish(diagnostics, checked.as_ref(), expand::enumeration, |_| {
        expand::enumeration_fallback(item)
    })
}

/// The expansion of a correct item, or its errors with a fallback.
fn finish<T>(
    diagnostics: Diagnostics,
    checked: Option<&T>,
    expand: fn(&T) -> TokenStream,
    fallback: impl FnOnce(Option<&T>) -> TokenStream,
) -> TokenStream {
    match diagnostics.finish() {
        Ok(()) => checked.map(expand).unwrap_or_default(),
        Err(errors) => {
            let fallback = fallback(checked);
            quote!(#errors #fallback)
        }
    }
}
