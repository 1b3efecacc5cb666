//! What is emitted, as people read code: one small snapshot for each output, and what holds for all
//! of it. After a change that is meant, bless them by `UPDATE_EXPECT=1 cargo test -p webhook-derive`.

use std::collections::BTreeSet;

use expect_test::{ExpectFile, expect, expect_file};
use proc_macro2::{TokenStream, TokenTree};
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

/// Compares items with a file; an expression is put into a constant.
fn golden(items: &TokenStream, file: &ExpectFile) {
    let file_of = syn::parse2(items.clone())
        .or_else(|_| syn::parse2(quote!(const _: __p::Entity = #items;)))
        .unwrap();
    file.assert_eq(&prettyplease::unparse(&file_of));
}

/// A small entity with one of everything that the descriptor says.
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

/// An entity that holds the base carrier, and one that inherits from it.
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

/// Everything that the derives emit for one of everything, without what users wrote: their types
/// stand as `crate::T`, their fields and variants begin with `u_` and `U`.
fn everything() -> TokenStream {
    let entities = [
        quote! {
            #[netserver(agent = "A", operations(create_default, get, save, delete), xml_namespace = "x", carrier)]
            struct U1 {
                #[netserver(key)]
                u_id: crate::T,
                #[netserver(max_length = 9, default = "x", alias = "Y", format = email, translate, deprecated)]
                u_text: crate::T,
                #[netserver(default = [[1], [1.5, true]], entry = "E", null_as_default, web_api_only)]
                u_list: crate::T,
                #[netserver(date = utc, secret)]
                u_date: crate::T,
                #[netserver(default = U)]
                u_state: ::core::option::Option<crate::T>,
                u_large: crate::Mutex<crate::T>,
                #[netserver(skip, default = "x")]
                u_skip: crate::T,
                carrier: crate::T,
            }
        },
        quote!(
            struct U2 {
                u_a: crate::T,
                #[netserver(base)]
                u_b: crate::T,
            }
        ),
        quote!(
            #[netserver(agent = "A", operation = "B", response = crate::T)]
            struct U3 {}
        ),
        quote!(
            #[netserver(agent = "A", operation = "B", response = crate::T)]
            struct U10(crate::T);
        ),
        quote!(
            #[netserver(tag = "T")]
            enum U4 {
                U(crate::T),
                U5(crate::S),
                #[netserver(other)]
                U6(crate::T),
            }
        ),
        quote!(
            #[netserver(colour)]
            struct U7 {
                u_a: crate::T,
            }
        ),
        quote!(
            #[netserver(tag = "T", colour)]
            enum U8 {
                U(crate::T),
            }
        ),
    ];
    let enumerations = [
        quote!(
            #[netserver(rename_all = camelCase)]
            enum U9 {
                U,
                #[netserver(alias = "x")]
                U1,
                #[netserver(other)]
                U2(crate::T),
            }
        ),
        quote!(
            #[netserver(flags)]
            enum U9 {
                U = 1,
            }
        ),
        quote!(
            #[netserver(colour)]
            enum U9 {
                U,
            }
        ),
    ];
    let entities = entities.into_iter().map(|item| run(Derive::Entity, item));
    entities
        .chain(
            enumerations
                .into_iter()
                .map(|item| run(Derive::Enumeration, item)),
        )
        .collect()
}

/// The names that are neither behind `::` or `.` nor users' own, and the macros that are called.
fn free(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let mut before: [Option<TokenTree>; 2] = [None, None];
    for token in tokens {
        let is = |token: &Option<TokenTree>, sign: char| matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
        let [first, second] = &before;
        let in_path = is(first, ':') && is(second, ':');
        match &token {
            TokenTree::Ident(name) if !in_path && !is(second, '.') => {
                names.insert(name.to_string());
            }
            TokenTree::Punct(punct) if punct.as_char() == '!' => {
                names.insert(format!(
                    "{}!",
                    second.as_ref().map(ToString::to_string).unwrap_or_default()
                ));
            }
            // The names of a `use` in braces are those of its path.
            TokenTree::Group(group) if !in_path => free(group.stream(), names),
            _ => {}
        }
        let [_, second] = before;
        before = [second, Some(token)];
    }
}

/// Whoever adds a name here has to ask what it means where a user has one like it. All but keywords
/// are items and members that are declared, parameters of public functions, and attributes.
#[test]
fn no_name_is_left_to_the_scope() {
    let mut names = BTreeSet::new();
    free(everything(), &mut names);
    names.retain(|name| {
        let own = name.starts_with("u_") || name.starts_with('U') || name.starts_with("__");
        let keyword = syn::parse_str::<syn::Ident>(name).is_err() && !name.ends_with('!');
        !own && !keyword
    });
    let names: Vec<String> = names.into_iter().collect();
    expect![[r#"
        CREATE_DEFAULT_PATH
        DATES
        DELETE_PATH
        ENTITY
        ENUMERATION
        GET_PATH
        Inner
        NEW
        PATH
        QUERY
        Request
        Response
        SAVE_PATH
        SECRET
        TYPE
        a
        allow
        as_type
        at
        automatically_derived
        blank
        carrier
        cfg_attr
        clippy
        compile_error!
        create_default
        current
        de
        decode
        default
        derive_only
        deserialize
        doc
        encode
        entity
        enum_impls!
        family
        flags
        from
        from_unknown
        index
        inline
        inner
        items
        known
        lent
        member
        must_use
        never
        number
        of_body
        only_the_derive_implements_this_trait
        open
        read
        select
        serialize
        slot
        text
        unknown
        value
        wrap
        write"#]]
    .assert_eq(&names.join("\n"));
}

/// Types of users are named by their own paths and by nothing else.
#[test]
fn what_is_emitted_is_code() {
    let file: syn::File = syn::parse2(everything()).unwrap();
    assert!(!file.items.is_empty());
}
