//! No name in an output depends on what a user has in scope.

use std::collections::BTreeSet;

use expect_test::expect;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::derive::run;
use crate::keys::Derive;

/// The output for one of each item and key. Users' types are `crate::T`, and their fields and variants begin with
/// `u_` and `U`.
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

/// The names that do not follow `::` or `.`, and the macros that are called.
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

/// A new name here must mean the same where a user has an item of that name. Apart from keywords, the names are
/// those of declared items and members, parameters of public functions, and attributes.
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
        DERIVED
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

#[test]
fn what_is_emitted_is_code() {
    let file: syn::File = syn::parse2(everything()).unwrap();
    assert!(!file.items.is_empty());
}
