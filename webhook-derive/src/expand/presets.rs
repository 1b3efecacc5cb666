//! Defaults that are literals: a constant each, checked against the type of its field as the
//! compiler evaluates it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::property::{property_again, rules};
use crate::model::{Default, Entity, Literal};

/// The constants.
pub(super) fn presets(entity: &Entity) -> TokenStream {
    let presets = entity
        .fields
        .iter()
        .enumerate()
        .filter_map(|(index, field)| {
            let Some(Default::Literal(literal)) = &field.default else {
                return None;
            };
            if field.refused {
                return None;
            }
            let (property, rules) = (property_again(field), rules(field));
            let (name, value) = (name(index), value(literal, &quote!(#property #rules)));
            Some(quote!(const #name: __p::Literal = #value;))
        });
    quote!(#(#presets)*)
}

/// The constant of a field.
pub(super) fn name(index: usize) -> Ident {
    format_ident!("__D{index}", span = Span::call_site())
}

/// The checked literal; each call has the place of its literal, and so has an error.
fn value(literal: &Literal, property: &TokenStream) -> TokenStream {
    match literal {
        Literal::Text(text) => {
            quote_spanned!(place(text.span())=> __p::check::text(#property, #text))
        }
        Literal::Bytes(bytes) => {
            quote_spanned!(place(bytes.span())=> __p::check::bytes(#property, #bytes))
        }
        Literal::Whole(number, span) => {
            let number = proc_macro2::Literal::i64_unsuffixed(*number);
            quote_spanned!(place(*span)=> __p::check::whole(#property, #number))
        }
        Literal::Fraction(number, span) => {
            quote_spanned!(place(*span)=> __p::check::fraction(#property, #number))
        }
        Literal::Truth(truth, span) => {
            quote_spanned!(place(*span)=> __p::check::truth(#property, #truth))
        }
        Literal::List(items, span) => {
            let item = quote_spanned!(place(*span)=> __p::check::item(#property));
            let items = items.iter().map(|item| value(item, &quote!(__item)));
            quote!({
                let __item = #item;
                __p::Literal::List { items: &[#(#items),*] }
            })
        }
    }
}

/// The place of a literal; an editor would explain the literal by its check.
fn place(span: Span) -> Span {
    if crate::ide::is_running() {
        Span::call_site()
    } else {
        span
    }
}
