//! The pipeline of both derives: parse, check, expand; on an error all of them and a fallback.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::diagnostics::{Diagnostics, to_tokens};
use crate::{check, expand, input};

/// `#[derive(NetServerEntity)]`.
pub(crate) fn entity(item: TokenStream) -> TokenStream {
    run(item, try_entity, expand::entity_fallback)
}

/// `#[derive(NetServerEnum)]`.
pub(crate) fn enumeration(item: TokenStream) -> TokenStream {
    run(item, try_enumeration, expand::enumeration_fallback)
}

fn try_entity(item: &DeriveInput) -> syn::Result<TokenStream> {
    let mut diagnostics = Diagnostics::new();
    let checked =
        input::entity(item, &mut diagnostics).map(|raw| check::entity(raw, &mut diagnostics));
    diagnostics.finish()?;
    Ok(checked.as_ref().map(expand::entity).unwrap_or_default())
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
