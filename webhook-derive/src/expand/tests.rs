//! A small snapshot of each output, formatted as code. `UPDATE_EXPECT=1 cargo test -p webhook-derive` writes
//! them after an intended change.

use expect_test::expect_file;
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::derive::run;
use crate::diagnostics::Diagnostics;
use crate::keys::{Derive, Key};
use crate::model::{Entity, Enumeration, Family};
use crate::{check, input};

fn checked<T>(
    item: TokenStream,
    check: impl FnOnce(&DeriveInput, &mut Diagnostics) -> Option<T>,
) -> T {
    let item = syn::parse2(item).unwrap();
    let mut diagnostics = Diagnostics::new();
    let checked = check(&item, &mut diagnostics);
    diagnostics.finish().unwrap();
    checked.unwrap()
}

fn entity(item: TokenStream) -> Entity {
    checked(item, |item, diagnostics| {
        Some(check::entity(
            input::entity(item, diagnostics)?,
            diagnostics,
        ))
    })
}

fn family(item: TokenStream) -> Family {
    checked(item, |item, diagnostics| {
        let syn::Data::Enum(data) = &item.data else {
            return None;
        };
        let raw = input::family(item, data, diagnostics);
        let tag = raw.attributes.text(Key::Tag)?.clone();
        Some(check::family(raw, &tag, diagnostics))
    })
}

fn enumeration(item: TokenStream) -> Enumeration {
    checked(item, |item, diagnostics| {
        let raw = input::enumeration(item, diagnostics)?;
        Some(check::enumeration(raw, diagnostics))
    })
}

/// Compares items, or an expression as the value of a constant, with a file.
fn golden(name: &str, items: &TokenStream) {
    let file = syn::parse2(items.clone())
        .or_else(|_| syn::parse2(quote!(const _: __p::Entity = #items;)))
        .unwrap();
    expect_file![format!("golden/{name}.rs")].assert_eq(&prettyplease::unparse(&file));
}

/// A small entity with one of each part of the descriptor.
fn hook() -> Entity {
    entity(quote! {
        #[netserver(agent = "Webhook", operations(create_default, get))]
        struct Hook {
            #[netserver(key)]
            hook_id: i32,
            #[netserver(max_length = 9, rename = "URL", alias = "Uri")]
            url: Option<String>,
            #[netserver(default = ["a", "b"])]
            events: Vec<String>,
            #[netserver(date = utc)]
            registered: DateTime,
            #[netserver(default = Active)]
            state: Option<State>,
            large: u64,
            #[netserver(skip)]
            cache: Cache,
        }
    })
}

/// An entity with the base carrier, and one that inherits from it.
fn inheriting() -> [Entity; 2] {
    [
        entity(quote! {
            #[netserver(carrier)]
            struct Base { id: i32, carrier: Carrier }
        }),
        entity(quote! {
            struct Member { #[netserver(base)] base: Base, rank: i16 }
        }),
    ]
}

#[test]
fn descriptor() {
    golden("descriptor", &super::descriptor::descriptor(&hook()));
    let [_, member] = inheriting();
    golden(
        "descriptor_inheriting",
        &super::descriptor::descriptor(&member),
    );
}

#[test]
fn constructor() {
    let hook = hook();
    let (constructor, presets) = (
        super::constructor::constructor(&hook),
        super::presets::presets(&hook),
    );
    golden("constructor", &constructor);
    golden("presets", &presets);
}

#[test]
fn access() {
    golden("access", &super::access::access(&hook()));
    let [base, member] = inheriting();
    golden("access_carrier", &super::access::access(&base));
    golden("access_inheriting", &super::access::access(&member));
}

#[test]
fn checks() {
    let [_, member] = inheriting();
    let (hook, member) = (
        super::checks::checks(&hook()),
        super::checks::checks(&member),
    );
    golden("checks", &quote!(#hook #member));
}

#[test]
fn endpoints() {
    golden("endpoints", &super::endpoints::endpoints(&hook()));
    let request = entity(quote! {
        #[netserver(agent = "Webhook", operation = "GetAll", response = Vec<Webhook>)]
        struct GetAll { name: String }
    });
    golden("endpoints_request", &super::endpoints::endpoints(&request));
}

#[test]
fn traits() {
    let ident = quote::format_ident!("Hook");
    golden(
        "traits",
        &super::traits::entity(
            &ident,
            None,
            &quote!(Self {}),
            &crate::siblings::Siblings::default(),
        ),
    );
}

#[test]
fn enumerations() {
    let state = enumeration(quote! {
        #[repr(i32)]
        enum State {
            Unknown = 0,
            #[netserver(rename = "on", alias = "Running")]
            Active = 1,
            #[netserver(other)]
            Other(UnknownVariant),
        }
    });
    golden("enumeration", &super::enumeration(&state));
    let rights = enumeration(quote! {
        #[netserver(flags)]
        enum Rights { Read = 1, Write = 2 }
    });
    golden("flags", &super::enumeration(&rights));
}

#[test]
fn families() {
    let field = family(quote! {
        #[netserver(tag = "FieldType")]
        enum Field {
            Number(Number),
            #[netserver(other)]
            Other(UnknownEntity),
        }
    });
    golden("family", &super::family(&field));
}

#[test]
fn newtypes() {
    let newtype = run(
        Derive::Entity,
        quote! {
            #[netserver(agent = "Person", operation = "GetPersonList", response = Vec<Person>)]
            struct GetPersonList(Vec<i32>);
        },
    );
    golden("newtype", &newtype);
}

#[test]
fn fallbacks() {
    let broken = run(
        Derive::Entity,
        quote! {
            #[netserver(agnet = "Contact")]
            struct Contact { id: i32, large: u64 }
        },
    );
    golden("fallback", &broken);
    let broken = run(
        Derive::Enumeration,
        quote! {
            #[netserver(flgs)]
            enum State { Open }
        },
    );
    golden("fallback_enumeration", &broken);
}
