//! What an editor completes and explains: the keys as items of a module, and the keys that were
//! written as imports from it. rust-analyzer alone sees either; a build pays nothing.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Fields, Meta, Path};

use crate::attributes::split;
use crate::input::attributes_inside;
use crate::keys::{self, Form, Place};

/// All places.
const PLACES: [Place; 7] = [
    Place::Struct,
    Place::Field,
    Place::Newtype,
    Place::Enum,
    Place::Variant,
    Place::Family,
    Place::Member,
];

/// Whether rust-analyzer expands: it sets this variable for the server that runs macros.
pub(crate) fn is_running() -> bool {
    std::env::var_os("RUST_ANALYZER_INTERNALS_DO_NOT_USE").is_some()
}

/// The documented items, a module for each place, and in it one for the values of a key.
pub(crate) fn items() -> TokenStream {
    let places = PLACES.map(|place| {
        let name = module(place);
        let items = keys::at(place).filter_map(|key| {
            let item = name_of(key.name)?;
            let doc = format!(
                "{}\n\n```ignore\n#[netserver({})]\n```",
                key.meaning, key.example
            );
            let of_value = format!("A value of `{}`.\n\n{}", key.name, key.meaning);
            let values = values(key.form).iter().filter_map(|value| name_of(value));
            Some(quote!(#[doc = #doc] pub mod #item { #(#[doc = #of_value] pub mod #values {})* }))
        });
        quote!(pub mod #name { #(#items)* })
    });
    quote!(#(#places)*)
}

/// The imports for the keys of an item.
pub(crate) fn hints(
    item: &DeriveInput,
    is_enumeration: bool,
    runtime: &Path,
    abi: &Ident,
) -> TokenStream {
    let (outer, inner) = match (&item.data, is_enumeration) {
        (Data::Enum(_), true) => (Place::Enum, Place::Variant),
        (Data::Enum(_), false) => (Place::Family, Place::Member),
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
    // By whole paths, not from a list in braces: an editor offers what the last module has, and nothing else.
    let imports = imports
        .into_iter()
        .map(|(from, written)| quote!(use #runtime::#abi::ide::#from::#written as _;));
    quote! {
        #[cfg(rust_analyzer)]
        const _: () = { #(#imports)* };
    }
}

/// Each name in an attribute, with the module that it is from; at the end of the keys and of the values
/// one that is not written, where the editor's expansion with one more word has that word.
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
        let key = keys::find(place, &written.to_string());
        if let Some((key, name)) = key.and_then(|key| Some((key, name_of(key.name)?))) {
            let all = values(key.form);
            let written = tokens.flat_map(words).filter(|_| !all.is_empty());
            let next = all.iter().find_map(|value| name_of(value));
            let written = written.chain(next);
            found.extend(written.map(|value| (quote!(#from::#name), value)));
        }
        if name_of(&written.to_string()).is_some() {
            found.push((quote!(#from), written));
        }
    }
    found.extend(
        keys::at(place)
            .find_map(|key| name_of(key.name))
            .map(|next| (quote!(#from), next)),
    );
    found
}

/// The words of a value: `utc`, or those of a list.
fn words(token: TokenTree) -> Vec<Ident> {
    match token {
        TokenTree::Ident(word) => vec![word],
        TokenTree::Group(group) => group.stream().into_iter().flat_map(words).collect(),
        TokenTree::Punct(_) | TokenTree::Literal(_) => Vec::new(),
    }
}

const fn values(form: Form) -> &'static [&'static str] {
    match form {
        Form::OneOf(names) | Form::Some(names) => names,
        _ => &[],
    }
}

/// A name as an item can have it: `crate` and `kebab-case` can be none.
fn name_of(name: &str) -> Option<Ident> {
    syn::parse_str(name).ok()
}

fn module(place: Place) -> Ident {
    let name = match place {
        Place::Struct => "entity",
        Place::Field => "field",
        Place::Enum => "enumeration",
        Place::Variant => "variant",
        Place::Newtype => "newtype",
        Place::Family => "family",
        Place::Member => "member",
    };
    Ident::new(name, Span::call_site())
}

/// The reference for people: what [`items`] is for editors.
#[cfg(test)]
fn reference(places: &[Place]) -> String {
    use std::fmt::Write as _;

    let mut text = String::new();
    for place in places {
        let name = place.name();
        writeln!(text, "# On {name}\n\n| key | meaning |\n|---|---|").unwrap();
        for key in keys::at(*place) {
            writeln!(text, "| `{}` | {} |", key.example, key.meaning).unwrap();
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
            false,
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
        assert_eq!(items.items.len(), PLACES.len());
    }
}
