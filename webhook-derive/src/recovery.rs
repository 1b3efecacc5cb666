//! Items that syn cannot parse, such as one that is being typed: what can be parsed of it, so that an editor
//! still knows the type.

use std::any::Any;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{DeriveInput, Meta};

use crate::diagnostics::Diagnostics;
use crate::expand;
use crate::keys::Derive;

/// What could be parsed of an item.
pub(crate) enum Parsed {
    /// All of it, perhaps without an attribute.
    Item(Box<DeriveInput>),
    /// Its name, unless it has parameters.
    Name(Option<Ident>),
}

pub(crate) fn parse(item: TokenStream, diagnostics: &mut Diagnostics) -> Parsed {
    if let Ok(item) = syn::parse2(item.clone()) {
        return Parsed::Item(Box::new(item));
    }
    let readable = without_broken_attributes(item.clone(), diagnostics);
    match syn::parse2(readable) {
        Ok(item) => Parsed::Item(Box::new(item)),
        Err(error) => {
            // #[derive(NetServerEnum)] enum E { A = { 1 } }
            if error.to_string().starts_with("unsupported expression") {
                diagnostics.at_span(
                    error.span(),
                    "the derive cannot read this expression; give it a name by a constant, and write the name",
                );
            } else {
                diagnostics.push(error);
            }
            Parsed::Name(
                name(item)
                    .filter(|(_, generic)| !generic)
                    .map(|(name, _)| name),
            )
        }
    }
}

/// The item without the attributes that cannot be parsed, each of them an error: `#[netserver = ]`.
fn without_broken_attributes(item: TokenStream, diagnostics: &mut Diagnostics) -> TokenStream {
    let mut kept = TokenStream::new();
    let mut tokens = item.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_pound = matches!(&token, TokenTree::Punct(pound) if pound.as_char() == '#');
        match tokens.peek() {
            Some(TokenTree::Group(group)) if is_pound && is_broken(group) => {
                diagnostics.at(
                    group,
                    "the attribute is not complete; its keys stand in parentheses, such as `#[netserver(rename = \"URL\")]`",
                );
                tokens.next();
            }
            _ => kept.extend([inside(token, diagnostics)]),
        }
    }
    kept
}

/// The same for the fields and variants in braces.
fn inside(token: TokenTree, diagnostics: &mut Diagnostics) -> TokenTree {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            let span = group.span();
            let inner = without_broken_attributes(group.stream(), diagnostics);
            let mut group = Group::new(Delimiter::Brace, inner);
            group.set_span(span);
            group.into()
        }
        other => other,
    }
}

fn is_broken(group: &Group) -> bool {
    group.delimiter() == Delimiter::Bracket && syn::parse2::<Meta>(group.stream()).is_err()
}

/// The name after `struct` or `enum`, and whether parameters follow.
fn name(item: TokenStream) -> Option<(Ident, bool)> {
    let mut tokens = item.into_iter();
    tokens.find(
        |token| matches!(token, TokenTree::Ident(word) if word == "struct" || word == "enum"),
    )?;
    let Some(TokenTree::Ident(name)) = tokens.next() else {
        return None;
    };
    // Refuses keywords.
    syn::parse2::<Ident>(name.to_token_stream()).ok()?;
    let generic = matches!(tokens.next(), Some(TokenTree::Punct(angle)) if angle.as_char() == '<');
    Some((name, generic))
}

/// The output after a panic of the macro.
pub(crate) fn bug(item: TokenStream, derive: Derive, panic: &dyn Any) -> TokenStream {
    let name = name(item);
    let (of, span) = match &name {
        Some((name, _)) => (format!("`{name}`"), name.span()),
        None => ("this item".to_owned(), Span::call_site()),
    };
    let said = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without a message");
    let message = format!(
        "the derive of {of} failed with `{said}`: this is a bug in webhook-derive {}, please report it with the item",
        env!("CARGO_PKG_VERSION")
    );
    let error = syn::Error::new(span, message).to_compile_error();
    let fallback = name
        .filter(|(_, generic)| !generic)
        .map(|(name, _)| expand::unread(&name, derive));
    quote!(#error #fallback)
}
