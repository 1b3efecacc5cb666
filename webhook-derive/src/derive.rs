//! The pipeline of both derives: parse, check, expand; on an error all of them and a fallback.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataEnum, DeriveInput};

use crate::diagnostics::{Diagnostics, to_tokens};
use crate::{check, expand, input};

/// `#[derive(NetServerEntity)]`.
pub(crate) fn entity(item: TokenStream) -> TokenStream {
    run(item, try_entity, |item| match item.data {
        Data::Enum(_) => expand::family_fallback(item),
        _ => expand::entity_fallback(item),
    })
}

/// `#[derive(NetServerEnum)]`.
pub(crate) fn enumeration(item: TokenStream) -> TokenStream {
    run(item, try_enumeration, expand::enumeration_fallback)
}

fn try_entity(item: &DeriveInput) -> syn::Result<TokenStream> {
    if let Data::Enum(data) = &item.data {
        return try_family(item, data);
    }
    let mut diagnostics = Diagnostics::new();
    let checked =
        input::entity(item, &mut diagnostics).map(|raw| check::entity(raw, &mut diagnostics));
    diagnostics.finish()?;
    Ok(checked.as_ref().map(expand::entity).unwrap_or_default())
}

fn try_family(item: &DeriveInput, data: &DataEnum) -> syn::Result<TokenStream> {
    let mut diagnostics = Diagnostics::new();
    let raw = input::family(item, data, &mut diagnostics);
    let tag = raw.attributes.text("tag").cloned();
    if tag.is_none() {
        // enum E { A(A) }
        diagnostics.at(
            data.enum_token,
            "an enum is an entity as a polymorphic family: add `#[netserver(tag = \"FieldType\")]`; for names on the wire use `#[derive(NetServerEnum)]`",
        );
    }
    let checked = tag.map(|tag| check::family(raw, &tag, &mut diagnostics));
    diagnostics.finish()?;
    Ok(checked.as_ref().map(expand::family).unwrap_or_default())
}

fn try_enumeration(item: &DeriveInput) -> syn::Result<TokenStream> {
    let mut diagnostics = Diagnostics::new();
    let checked = input::enumeration(item, &mut diagnostics)
        .map(|raw| check::enumeration(raw, &mut diagnostics));
    diagnostics.finish()?;
    Ok(checked
        .as_ref()
        .map(expand::enumeration)
        .unwrap_or_default())
}

fn run(
    item: TokenStream,
    derive: fn(&DeriveInput) -> syn::Result<TokenStream>,
    fallback: fn(&DeriveInput) -> TokenStream,
) -> TokenStream {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return to_tokens(&error),
    };
    derive(&item).unwrap_or_else(|error| {
        let (errors, fallback) = (to_tokens(&error), fallback(&item));
        quote!(#errors #fallback)
    })
}
