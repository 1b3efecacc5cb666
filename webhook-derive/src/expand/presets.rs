//! Defaults that are literals: a constant each, checked against the type of its field as the
//! compiler evaluates it.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
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
        Literal::Whole(number, place) => {
            let number = proc_macro2::Literal::i64_unsuffixed(*number);
            number_of("whole", quote!(#property, #number), *place)
        }
        Literal::Fraction(number, place) => {
            number_of("fraction", quote!(#property, #number), *place)
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

/// The check of a number, which begins at its sign and ends at its digits.
fn number_of(check: &str, arguments: TokenStream, (sign, digits): (Span, Span)) -> TokenStream {
    let check = Ident::new(check, place(sign));
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
    arguments.set_span(place(digits));
    quote_spanned!(place(sign)=> __p::check::#check #arguments)
}

/// The place of a literal; an editor would explain the literal by its check.
fn place(span: Span) -> Span {
    if crate::ide::is_running() {
        Span::call_site()
    } else {
        span
    }
}
