//! The fallback of an item with parameters: the impls of `Name` as impls of `Name<T>`, so that the refused
//! parameters are the only error.
//!
//! The impls are rewritten token by token. With `Generics::split_for_impl` all functions that write impls would
//! take parameters, which a correct item never has. It would not suffice either: lifetimes have to become
//! `'static`, and parameters need other names.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{GenericParam, Generics};

use crate::tokens::map;

/// The tokens after `impl`, after the name and before the body.
struct Header {
    parameters: TokenStream,
    arguments: TokenStream,
    bounds: TokenStream,
}

/// Rewrites impls of a name as impls of the name with its parameters.
pub(super) fn generalise(impls: TokenStream, name: &Ident, generics: &Generics) -> TokenStream {
    if !is_generic(generics) {
        return impls;
    }
    let header = header(generics);
    let mut tokens = impls.into_iter().peekable();
    let mut all = TokenStream::new();
    while let Some(token) = tokens.next() {
        let is_impl = matches!(&token, TokenTree::Ident(word) if word == "impl");
        let is_name = matches!(&token, TokenTree::Ident(word) if word == name);
        all.extend([token]);
        let next = tokens.peek();
        if is_impl {
            let parameters = &header.parameters;
            if matches!(next, Some(TokenTree::Punct(angle)) if angle.as_char() == '<') {
                // impl<'de> Deserialize<'de>
                all.extend(tokens.by_ref().take(3));
                all.extend(quote!(, #parameters));
            } else {
                all.extend(quote!(<#parameters>));
            }
        } else if is_name
            && matches!(next, Some(TokenTree::Group(body)) if body.delimiter() == Delimiter::Brace)
        {
            let Header {
                arguments, bounds, ..
            } = &header;
            all.extend(quote!(<#arguments> #bounds));
        }
    }
    all
}

/// Whether an item has parameters or a clause.
pub(super) fn is_generic(generics: &Generics) -> bool {
    !generics.params.is_empty() || generics.where_clause.is_some()
}

/// Lifetimes become `'static`, because the traits require it. The other parameters get names that the impls do
/// not use.
fn header(generics: &Generics) -> Header {
    let mut generics = generics.clone();
    let mut names = Vec::new();
    for (index, parameter) in generics.params.iter_mut().enumerate() {
        let name = match parameter {
            GenericParam::Lifetime(_) => continue,
            GenericParam::Type(parameter) => &mut parameter.ident,
            GenericParam::Const(parameter) => &mut parameter.ident,
        };
        let given = std::mem::replace(name, format_ident!("__Parameter{index}"));
        names.push((given, name.clone()));
    }
    let mut header = Header {
        parameters: TokenStream::new(),
        arguments: TokenStream::new(),
        bounds: TokenStream::new(),
    };
    let mut is_static = TokenStream::new();
    for parameter in &generics.params {
        let (parameter, argument) = match parameter {
            GenericParam::Lifetime(_) => (None, quote!('static)),
            GenericParam::Type(parameter) => {
                let (name, bounds) = (&parameter.ident, &parameter.bounds);
                let bounds = renamed(bounds.to_token_stream(), &names);
                is_static.extend(quote!(#name: 'static,));
                (Some(quote!(#name: #bounds)), name.to_token_stream())
            }
            GenericParam::Const(parameter) => {
                let (name, ty) = (&parameter.ident, &parameter.ty);
                (Some(quote!(const #name: #ty)), name.to_token_stream())
            }
        };
        header.arguments.extend(quote!(#argument,));
        if let Some(parameter) = parameter {
            header.parameters.extend(quote!(#parameter,));
        }
    }
    let given = generics.where_clause.as_ref();
    let given = given.map(|clause| clause.predicates.to_token_stream());
    let given = renamed(given.unwrap_or_default(), &names);
    header.bounds = quote!(where #is_static #given);
    header
}

fn renamed(tokens: TokenStream, names: &[(Ident, Ident)]) -> TokenStream {
    map(tokens, &|token| match &token {
        TokenTree::Ident(word) => {
            let new = names.iter().find(|(given, _)| given == word);
            new.map_or(token, |(_, name)| name.clone().into())
        }
        _ => token,
    })
}

/// Whether the impls can be written. Bounds with a lifetime would need the lifetime, and an unsized type has no
/// fallback.
pub(super) fn can_be_written(generics: &Generics) -> bool {
    let bounds = generics.params.iter().map(|parameter| match parameter {
        GenericParam::Type(parameter) => parameter.bounds.to_token_stream(),
        GenericParam::Lifetime(_) | GenericParam::Const(_) => TokenStream::new(),
    });
    let clause = generics.where_clause.to_token_stream();
    bounds
        .chain([clause])
        .flat_map(IntoIterator::into_iter)
        .all(|token| match token {
            TokenTree::Punct(punct) => !matches!(punct.as_char(), '\'' | '?'),
            _ => true,
        })
}
