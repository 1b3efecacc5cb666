//! A small snapshot of each output, formatted as code. `UPDATE_EXPECT=1 cargo test -p webhook-derive` writes
//! them after an intended change.

mod names;

use expect_test::{ExpectFile, expect_file};
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::derive::run;
use crate::diagnostics::Diagnostics;
use crate::keys::{Derive, Key};
use crate::model::{Entity, Enumeration, Family};
use crate::{check, input};

fn entity(item: TokenStream) -> Entity {
    let item: DeriveInput = syn::parse2(item).unwrap();
    let mut diagnostics = Diagnostics::new();
    let raw = input::entity(&item, &mut diagnostics).unwrap();
    let checked = check::entity(raw, &mut diagnostics);
    diagnostics.finish().unwrap();
    checked
}

fn family(item: TokenStream) -> Family {
    let item: DeriveInput = syn::parse2(item).unwrap();
    let syn::Data::Enum(data) = &item.data else {
        panic!("a family is an enum")
    };
    let mut diagnostics = Diagnostics::new();
    let raw = input::family(&item, data, &mut diagnostics);
    let tag = raw.attributes.text(Key::Tag).cloned().unwrap();
    let checked = check::family(raw, &tag, &mut diagnostics);
    diagnostics.finish().unwrap();
    checked
}

fn enumeration(item: TokenStream) -> Enumeration {
    let item: DeriveInput = syn::parse2(item).unwrap();
    let mut diagnostics = Diagnostics::new();
    let raw = input::enumeration(&item, &mut diagnostics).unwrap();
    let checked = check::enumeration(raw, &mut diagnostics);
    diagnostics.finish().unwrap();
    checked
}

/// Compares items, or an expression as the value of a constant, with a file.
fn golden(items: &TokenStream, file: &ExpectFile) {
    let file_of = syn::parse2(items.clone())
        .or_else(|_| syn::parse2(quote!(const _: __p::Entity = #items;)))
        .unwrap();
    file.assert_eq(&prettyplease::unparse(&file_of));
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
    golden(
        &super::descriptor::descriptor(&hook()),
        &expect_file!["golden/descriptor.rs"],
    );
    let [_, member] = inheriting();
    golden(
        &super::descriptor::descriptor(&member),
        &expect_file!["golden/descriptor_inheriting.rs"],
    );
}

#[test]
fn constructor() {
    let hook = hook();
    let (constructor, presets) = (
        super::constructor::constructor(&hook),
        super::presets::presets(&hook),
    );
    golden(&constructor, &expect_file!["golden/constructor.rs"]);
    golden(&presets, &expect_file!["golden/presets.rs"]);
}

#[test]
fn access() {
    golden(
        &super::access::access(&hook()),
        &expect_file!["golden/access.rs"],
    );
    let [base, member] = inheriting();
    golden(
        &super::access::access(&base),
        &expect_file!["golden/access_carrier.rs"],
    );
    golden(
        &super::access::access(&member),
        &expect_file!["golden/access_inheriting.rs"],
    );
}

#[test]
fn checks() {
    let [_, member] = inheriting();
    let (hook, member) = (
        super::checks::checks(&hook()),
        super::checks::checks(&member),
    );
    golden(&quote!(#hook #member), &expect_file!["golden/checks.rs"]);
}

#[test]
fn endpoints() {
    golden(
        &super::endpoints::endpoints(&hook()),
        &expect_file!["golden/endpoints.rs"],
    );
    let request = entity(quote! {
        #[netserver(agent = "Webhook", operation = "GetAll", response = Vec<Webhook>)]
        struct GetAll { name: String }
    });
    golden(
        &super::endpoints::endpoints(&request),
        &expect_file!["golden/endpoints_request.rs"],
    );
}

#[test]
fn traits() {
    let ident = quote::format_ident!("Hook");
    golden(
        &super::traits::entity(
            &ident,
            &quote!(__p::entity_type::<Self>()),
            &quote!(),
            &crate::siblings::Siblings::default(),
        ),
        &expect_file!["golden/traits.rs"],
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
    golden(
        &super::enumeration(&state),
        &expect_file!["golden/enumeration.rs"],
    );
    let rights = enumeration(quote! {
        #[netserver(flags)]
        enum Rights { Read = 1, Write = 2 }
    });
    golden(
        &super::enumeration(&rights),
        &expect_file!["golden/flags.rs"],
    );
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
    golden(&super::family(&field), &expect_file!["golden/family.rs"]);
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
    golden(&newtype, &expect_file!["golden/newtype.rs"]);
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
    golden(&broken, &expect_file!["golden/fallback.rs"]);
    let broken = run(
        Derive::Enumeration,
        quote! {
            #[netserver(flgs)]
            enum State { Open }
        },
    );
    golden(&broken, &expect_file!["golden/fallback_enumeration.rs"]);
}
