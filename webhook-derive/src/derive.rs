//! The pipeline of both derives: parse, check, expand; on an error all of them and a fallback.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataEnum, DeriveInput, Fields, FieldsUnnamed};

use crate::diagnostics::Diagnostics;
use crate::recovery::{self, Parsed};
use crate::siblings::{self, Siblings};
use crate::{check, expand, ide, input};

/// `#[derive(NetServerEntity)]`.
pub(crate) fn entity(item: TokenStream) -> TokenStream {
    run(item, false, |item, mut diagnostics| {
        let siblings = Siblings::of(item, ide::is_running());
        if siblings.refuse_enumeration(&mut diagnostics) {
            return diagnostics.finish().err().unwrap_or_default();
        }
        siblings.refuse(&mut diagnostics);
        // Whoever removes serde's derives is told of its attributes then.
        if !siblings.has_serde() {
            siblings::refuse_serde(item, false, &mut diagnostics);
        }
        match &item.data {
            Data::Enum(data) => of_family(item, data, &siblings, diagnostics),
            Data::Struct(data) => match &data.fields {
                Fields::Unnamed(fields) => of_newtype(item, fields, &siblings, diagnostics),
                Fields::Named(_) | Fields::Unit => of_struct(item, &siblings, diagnostics),
            },
            Data::Union(_) => of_struct(item, &siblings, diagnostics),
        }
    })
}

/// `#[derive(NetServerEnum)]`.
pub(crate) fn enumeration(item: TokenStream) -> TokenStream {
    run(item, true, of_enum)
}

fn of_struct(item: &DeriveInput, siblings: &Siblings, mut diagnostics: Diagnostics) -> TokenStream {
    let raw = input::entity(item, &mut diagnostics);
    let checked = raw.map(|raw| check::entity(raw, &mut diagnostics));
    match (diagnostics.finish(), &checked) {
        (Ok(()), Some(entity)) => expand::entity(entity),
        (Ok(()), None) => TokenStream::new(),
        (Err(errors), known) => {
            let fallback = expand::entity_fallback(item, known.as_ref(), siblings);
            quote!(#errors #fallback)
        }
    }
}

fn of_newtype(
    item: &DeriveInput,
    fields: &FieldsUnnamed,
    siblings: &Siblings,
    mut diagnostics: Diagnostics,
) -> TokenStream {
    let raw = input::newtype(item, fields, &mut diagnostics);
    let checked = raw.map(|raw| check::newtype(raw, &mut diagnostics));
    match (diagnostics.finish(), &checked) {
        (Ok(()), Some(newtype)) => expand::newtype(newtype),
        (Ok(()), None) => TokenStream::new(),
        (Err(errors), known) => {
            let fallback = expand::newtype_fallback(item, known.as_ref(), siblings);
            quote!(#errors #fallback)
        }
    }
}

fn of_family(
    item: &DeriveInput,
    data: &DataEnum,
    siblings: &Siblings,
    mut diagnostics: Diagnostics,
) -> TokenStream {
    let raw = input::family(item, data, &mut diagnostics);
    let tag = raw.attributes.text("tag").cloned();
    // enum E { A(A) }
    if !raw.attributes.is_meant("tag") {
        diagnostics.at(
            data.enum_token,
            "an enum is an entity as a polymorphic family only; add `#[netserver(tag = \"FieldType\")]` for the property that tells its members apart, or derive `NetServerEnum` if the variants are names on the wire",
        );
    }
    let checked = tag.map(|tag| check::family(raw, &tag, &mut diagnostics));
    match (diagnostics.finish(), &checked) {
        (Ok(()), Some(family)) => expand::family(family),
        (Ok(()), None) => TokenStream::new(),
        (Err(errors), known) => {
            let fallback = expand::family_fallback(item, known.as_ref(), siblings);
            quote!(#errors #fallback)
        }
    }
}

fn of_enum(item: &DeriveInput, mut diagnostics: Diagnostics) -> TokenStream {
    // Beside serde's derives its attributes mean something. Which derives there are is not known in an editor.
    if !ide::is_running() && !Siblings::of(item, false).has_serde() {
        siblings::refuse_serde(item, true, &mut diagnostics);
    }
    let raw = input::enumeration(item, &mut diagnostics);
    let checked = raw.map(|raw| check::enumeration(raw, &mut diagnostics));
    match (diagnostics.finish(), &checked) {
        (Ok(()), Some(enumeration)) => expand::enumeration(enumeration),
        (Ok(()), None) => TokenStream::new(),
        (Err(errors), _) => {
            let fallback = expand::enumeration_fallback(item);
            quote!(#errors #fallback)
        }
    }
}

fn run(
    item: TokenStream,
    is_enumeration: bool,
    derive: fn(&DeriveInput, Diagnostics) -> TokenStream,
) -> TokenStream {
    let mut diagnostics = Diagnostics::new();
    match recovery::parse(item, &mut diagnostics) {
        Parsed::Item(item) => {
            if !ide::is_running() {
                return derive(&item, diagnostics);
            }
            // An editor compares the expansion with one that has a word more, so what is about the word comes
            // before what depends on whether it is right.
            let runtime = expand::runtime_of(&item);
            let mut expanded = ide::hints(&item, is_enumeration, &runtime, &crate::abi::abi());
            expanded.extend(derive(&item, diagnostics));
            expanded
        }
        Parsed::Name(name) => {
            let errors = diagnostics.finish().err();
            let fallback = name.map(|name| expand::unread(&name, is_enumeration));
            quote!(#errors #fallback)
        }
    }
}
