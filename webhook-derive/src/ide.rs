//! Completion and documentation in editors: the keys as items of a module, and each key in an attribute as an
//! import from it. Only rust-analyzer sees them, so a build does not pay for them.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Fields, Meta, Path};

use crate::input::attributes_inside;
use crate::keys::{self, Derive, Key, Place};
use crate::tokens::split;

/// Whether rust-analyzer runs the macro: its server sets this variable.
pub(crate) fn is_running() -> bool {
    std::env::var_os("RUST_ANALYZER_INTERNALS_DO_NOT_USE").is_some()
}

/// The documented items, a module for each place, and in it one for the values of a key.
pub(crate) fn items() -> TokenStream {
    let places = Place::ALL.iter().map(|place| {
        let name = module(*place);
        let items = keys::at(*place).filter_map(|usage| {
            let item = name_of(usage.key.name())?;
            let doc = format!(
                "{}\n\n```ignore\n#[netserver({})]\n```",
                usage.meaning, usage.example
            );
            let of_value = format!("A value of `{}`.\n\n{}", usage.key, usage.meaning);
            let values = usage.form.words().iter().filter_map(|word| name_of(word));
            Some(quote!(#[doc = #doc] pub mod #item { #(#[doc = #of_value] pub mod #values {})* }))
        });
        quote!(pub mod #name { #(#items)* })
    });
    quote!(#(#places)*)
}

/// The imports for the keys of an item.
pub(crate) fn hints(
    item: &DeriveInput,
    derive: Derive,
    runtime: &Path,
    abi: &Ident,
) -> TokenStream {
    let (outer, inner) = match (&item.data, derive) {
        (Data::Enum(_), Derive::Enumeration) => (Place::Enum, Place::Variant),
        (Data::Enum(_), Derive::Entity) => (Place::Family, Place::Member),
        (Data::Struct(data), _) if matches!(data.fields, Fields::Unnamed(_)) => {
            (Place::Newtype, Place::Newtype)
        }
        (Data::Struct(_) | Data::Union(_), _) => (Place::Struct, Place::Field),
    };
    let inside = attributes_inside(item);
    let mut imports = Vec::new();
    for (place, attributes) in [(outer, item.attrs.iter().collect()), (inner, inside)] {
        for attribute in attributes {
            imports.extend(of_attribute(attribute, place));
        }
    }
    // Whole paths and not a list in braces: an editor offers only the items of the last module.
    let imports = imports
        .into_iter()
        .map(|(from, written)| quote!(use #runtime::#abi::ide::#from::#written as _;));
    quote! {
        #[cfg(rust_analyzer)]
        const _: () = { #(#imports)* };
    }
}

/// Each word of an attribute, with its module. After the keys, and after the values of a key, follows a word
/// that is not in the attribute: an editor's expansion with one more word has that word in its place.
fn of_attribute(attribute: &Attribute, place: Place) -> Vec<(TokenStream, Ident)> {
    let Meta::List(list) = &attribute.meta else {
        return Vec::new();
    };
    if !attribute.path().is_ident("netserver") {
        return Vec::new();
    }
    let from = module(place);
    let mut found = Vec::new();
    for item in split(list.tokens.clone()) {
        let mut tokens = item.into_iter();
        let Some(TokenTree::Ident(written)) = tokens.next() else {
            continue;
        };
        let key = Key::named(&written.to_string()).and_then(|key| keys::find(place, key));
        if let Some((key, name)) = key.and_then(|key| Some((key, name_of(key.key.name())?))) {
            let all = key.form.words();
            let mut values = Vec::new();
            if !all.is_empty() {
                tokens.for_each(|token| words(token, &mut values));
            }
            values.extend(all.iter().find_map(|value| name_of(value)));
            for value in values {
                found.push((quote!(#from::#name), value));
            }
        }
        if name_of(&written.to_string()).is_some() {
            found.push((quote!(#from), written));
        }
    }
    if let Some(next) = keys::at(place).find_map(|usage| name_of(usage.key.name())) {
        found.push((quote!(#from), next));
    }
    found
}

/// Adds the words of a value: `utc`, or those of a list.
fn words(token: TokenTree, found: &mut Vec<Ident>) {
    match token {
        TokenTree::Ident(word) => found.push(word),
        TokenTree::Group(group) => group
            .stream()
            .into_iter()
            .for_each(|token| words(token, found)),
        TokenTree::Punct(_) | TokenTree::Literal(_) => {}
    }
}

/// An item's name; `None` for a word that cannot be one, such as `crate` or `kebab-case`.
fn name_of(name: &str) -> Option<Ident> {
    syn::parse_str(name).ok()
}

fn module(place: Place) -> Ident {
    Ident::new(place.module(), Span::call_site())
}

/// The reference in Markdown.
#[cfg(test)]
fn reference(places: &[Place]) -> String {
    use std::fmt::Write as _;

    let mut text = String::new();
    for place in places {
        let name = place.noun();
        writeln!(text, "# On {name}\n\n| key | meaning |\n|---|---|").unwrap();
        for usage in keys::at(*place) {
            writeln!(text, "| `{}` | {} |", usage.example, usage.meaning).unwrap();
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;

    use super::*;

    #[test]
    fn the_reference_is_the_grammar() {
        let entity = [
            Place::Struct,
            Place::Field,
            Place::Newtype,
            Place::Family,
            Place::Member,
        ];
        expect_file!["../reference/entity.md"].assert_eq(&reference(&entity));
        expect_file!["../reference/enumeration.md"]
            .assert_eq(&reference(&[Place::Enum, Place::Variant]));
    }

    #[test]
    fn editors_see_keys_and_values() {
        let item: DeriveInput = syn::parse_quote! {
            #[netserver(agent = "A", operations(get, sav), crate = net)]
            struct W {
                #[netserver(date = ut, ke)]
                id: i32,
            }
        };
        let hints = hints(
            &item,
            Derive::Entity,
            &syn::parse_quote!(::webhook_model),
            &syn::parse_quote!(abi),
        )
        .to_string();
        let expected = [
            "entity :: operations :: get as _ ;",
            "entity :: operations :: sav as _ ;",
            "entity :: agent as _ ;",
            "field :: date :: ut as _ ;",
            "field :: ke as _ ;",
        ];
        for import in expected {
            assert!(hints.contains(import), "{import}\n{hints}");
        }
        assert!(!hints.contains("crate as"), "{hints}");
        let items: syn::File = syn::parse2(items()).unwrap();
        assert_eq!(items.items.len(), Place::ALL.len());
    }
}
