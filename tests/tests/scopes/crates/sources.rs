//! The crates of `crates.rs`.

use std::fmt::Write as _;

/// A crate to check.
#[derive(Clone, Copy)]
pub(crate) struct Case<'s> {
    pub(crate) name: &'s str,
    pub(crate) edition: &'s str,
    /// The name of its dependency on webhook-model.
    pub(crate) dependency: &'s str,
    pub(crate) source: &'s str,
}

macro_rules! cases {
    ($($name:literal, $edition:literal, $dependency:literal: $($source:expr),+;)*) => {
        &[$(Case { name: $name, edition: $edition, dependency: $dependency, source: concat!($($source),+) }),*]
    };
}

/// The lints of derive case 48, and all lint groups of rustc.
macro_rules! lints {
    ($level:literal) => {
        concat!(
            "#![", $level, "(warnings, missing_docs, unsafe_code, unused_qualifications, unused_results, ",
            "unreachable_pub, missing_debug_implementations, elided_lifetimes_in_paths, ",
            "rust_2018_idioms, single_use_lifetimes, trivial_casts, trivial_numeric_casts, ",
            "variant_size_differences, unused_lifetimes, unused_import_braces, unused_macro_rules, ",
            "explicit_outlives_requirements, let_underscore_drop, non_ascii_idents, ",
            "redundant_lifetimes, unit_bindings, meta_variable_misuse, macro_use_extern_crate, ",
            "deprecated, dead_code, unused, nonstandard_style, future_incompatible, keyword_idents, ",
            "let_underscore, rust_2021_compatibility, rust_2024_compatibility, ",
            "unsafe_op_in_unsafe_fn, missing_copy_implementations, non_local_definitions)]\n"
        )
    };
}

/// One item of every kind, written so that it compiles in any scope and edition.
macro_rules! items {
    () => {
        r#"
/// A newtype.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::webhook_model::NetServerEntity)]
pub struct SaleId(pub i32);

/// A request that is a bare array.
#[derive(Debug, Clone, PartialEq, ::webhook_model::NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetContactList", response = ::std::vec::Vec<Contact>)]
pub struct GetContactList(pub ::std::vec::Vec<i32>);

/// An entity.
#[derive(Debug, Clone, PartialEq, ::webhook_model::NetServerEntity)]
#[netserver(agent = "Contact", entity = "ContactEntity", operations(create_default, get, save, delete), carrier)]
pub struct Contact {
    /// The key.
    #[netserver(key)]
    pub contact_id: i32,
    /// Text.
    #[netserver(max_length = 9, default = "x", alias = "Title", translate)]
    pub name: ::std::option::Option<::std::string::String>,
    /// A list.
    #[netserver(default = ["contact.created"], format = event_name)]
    pub events: ::std::vec::Vec<::std::string::String>,
    /// A date.
    #[netserver(date = utc, default = "2024-02-29T00:00:00Z")]
    pub registered: ::webhook_model::DateTime,
    /// A secret.
    #[netserver(secret)]
    pub secret: ::webhook_model::Secret,
    /// An enum.
    #[netserver(default = Closed)]
    pub state: ::std::option::Option<State>,
    /// Flags.
    pub rights: ::webhook_model::Flags<Rights>,
    /// A dictionary.
    #[netserver(entry = "Pair")]
    pub more: ::std::collections::BTreeMap<::std::string::String, ::std::option::Option<i64>>,
    /// Entities.
    #[netserver(null_as_default)]
    pub persons: ::std::vec::Vec<Person>,
    /// One of several entities.
    pub field: ::std::option::Option<Field>,
    /// Old.
    #[deprecated]
    pub old: bool,
    /// No property.
    #[netserver(skip)]
    pub count: usize,
    /// Inherited properties.
    pub carrier: ::webhook_model::Carrier,
}

/// An entity that is not exported.
#[derive(Debug, Clone, PartialEq, ::webhook_model::NetServerEntity)]
pub(crate) struct Hidden {
    /// An id.
    pub(crate) id: i32,
}

/// Uses the entity that is not exported.
#[must_use]
pub fn used() -> i32 {
    Hidden { id: 1 }.id
}

/// An entity with a base.
#[derive(Debug, Clone, PartialEq, ::webhook_model::NetServerEntity)]
pub struct Person {
    /// A number.
    pub rank: i16,
    /// Inherited properties.
    #[netserver(base)]
    pub base: Base,
}

/// The base of other entities.
#[derive(Debug, Clone, PartialEq, ::webhook_model::NetServerEntity)]
pub struct Base {
    /// The tag.
    pub state: State,
}

/// A request.
#[derive(Debug, Clone, PartialEq, ::webhook_model::NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetNames", response = ::std::vec::Vec<::std::string::String>)]
pub struct GetNames {
    /// The owner.
    pub ids: ::std::vec::Vec<i32>,
}

/// An enum.
#[derive(Debug, Clone, PartialEq, Eq, Hash, ::webhook_model::NetServerEnum)]
#[repr(i32)]
pub enum State {
    /// The first.
    Open = 1,
    /// The second.
    #[netserver(rename = "shut", alias = "locked")]
    Closed = 2,
    /// Any other.
    #[netserver(other)]
    Other(::webhook_model::UnknownVariant),
}

/// Flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ::webhook_model::NetServerEnum)]
#[netserver(flags, rename_all = UPPERCASE)]
pub enum Rights {
    /// The first.
    Read = 1,
    /// The second.
    Write = 2,
}

/// A family.
#[derive(Debug, Clone, PartialEq, ::webhook_model::NetServerEntity)]
#[netserver(tag = "State", entity = "Base")]
pub enum Field {
    /// The first.
    Open(Person),
    /// Any other.
    #[netserver(other)]
    Other(::webhook_model::UnknownEntity),
}
"#
    };
}

/// Names in scope that the expansion uses as well, so that none of its paths is unnecessarily
/// qualified.
macro_rules! imported {
    () => {
        r#"use webhook_model::*;

/// A member of a family.
#[derive(Debug, NetServerEntity)]
#[netserver(agent = "Shape", operations(get, save), carrier)]
pub struct Circle {
    /// The key.
    #[netserver(key)]
    pub id: i32,
    /// The tag.
    #[netserver(default = "a", max_length = 9, translate)]
    pub kind: String,
    /// A date.
    #[netserver(date = utc, default = "2024-02-29T00:00:00Z")]
    pub at: Option<DateTime>,
    /// A name.
    #[netserver(default = Open)]
    pub state: State,
    /// Flags.
    pub rights: Flags<Right>,
    /// Inherited properties.
    pub carrier: Carrier,
}

/// Inherits.
#[derive(Debug, NetServerEntity)]
pub struct Disc {
    /// Inherited properties.
    #[netserver(base)]
    pub base: Circle,
    /// Itself.
    pub inner: Option<Box<Circle>>,
}

/// A family.
#[derive(Debug, NetServerEntity)]
#[netserver(tag = "Kind")]
pub enum Shape {
    /// The first.
    Circle(Circle),
    /// The second.
    #[netserver(rename = "disc")]
    Disc(Disc),
    /// Any other.
    #[netserver(other)]
    Other(UnknownEntity),
}

/// An enum.
#[derive(Debug, NetServerEnum)]
#[repr(i32)]
pub enum State {
    /// The first.
    Open = 0,
    /// Any other.
    #[netserver(other)]
    Other(UnknownVariant),
}

/// Flags.
#[derive(Debug, Clone, Copy, NetServerEnum)]
#[netserver(flags)]
pub enum Right {
    /// The first.
    Read = 1,
}

/// A newtype.
#[derive(Debug, Clone, Copy, NetServerEntity)]
pub struct ShapeId(pub i32);
"#
    };
}

pub(crate) const CASES: &[Case<'static>] = cases! {
    "edition2015", "2015", "webhook-model": "//! A crate.\n", lints!("deny"), "extern crate webhook_model;\n", items!();
    "edition2018", "2018", "webhook-model": "//! A crate.\n", lints!("deny"), items!();
    "edition2021", "2021", "webhook-model": "//! A crate.\n", lints!("deny"), items!();
    "edition2024", "2024", "webhook-model": "//! A crate.\n", lints!("deny"), items!();
    "forbidden", "2024", "webhook-model": "//! A crate.\n", "#![forbid(unsafe_code, missing_docs, unused_qualifications, dead_code, unused, deprecated, clippy::needless_lifetimes, clippy::all, clippy::pedantic)]\n", items!();
    "imported", "2024", "webhook-model": "//! A crate that imports what it uses.\n", lints!("deny"), imported!();
    "warnings-forbidden", "2024", "webhook-model": "//! A crate.\n", "#![forbid(warnings)]\n", items!();
    "without-prelude", "2024", "webhook-model": "//! A crate.\n#![no_implicit_prelude]\n", lints!("deny"), "use ::std::{clone::Clone, cmp::{Eq, PartialEq}, fmt::Debug, hash::Hash, marker::Copy};\n", items!();
    "without-prelude-2018", "2018", "webhook-model": "//! A crate.\n#![no_implicit_prelude]\n", lints!("deny"), "use ::std::{clone::Clone, cmp::{Eq, PartialEq}, fmt::Debug, hash::Hash, marker::Copy};\n", items!();
    "without-std", "2024", "webhook-model": "//! A crate.\n#![no_std]\n#![deny(warnings)]\n#![allow(unused_extern_crates)]\nextern crate std;\n", items!();
    "without-std-at-all", "2024", "webhook-model": "//! A crate.\n#![no_std]\n#![deny(warnings)]\nextern crate alloc;\nuse alloc::{string::String, vec::Vec};\n\
        /// An entity.\n#[derive(webhook_model::NetServerEntity)]\n#[netserver(agent = \"A\")]\npub struct W {\n    /// Names.\n    #[netserver(default = [\"x\"])]\n    pub names: Vec<String>,\n}\n";
    "renamed", "2024", "net": "//! A crate.\n", lints!("deny"),
        "/// An entity.\n#[derive(Debug, net::NetServerEntity)]\n#[netserver(crate = net, agent = \"A\")]\npub struct W {\n    /// A state.\n    pub state: State,\n    /// A family.\n    pub family: Family,\n}\n\
        /// An enum.\n#[derive(Debug, net::NetServerEnum)]\n#[netserver(crate = ::net)]\n#[expect(missing_copy_implementations)]\npub enum State {\n    /// One.\n    V,\n}\n\
        /// A family.\n#[derive(Debug, net::NetServerEntity)]\n#[netserver(tag = \"State\", crate = \"net\")]\npub enum Family {\n    /// One.\n    V(Member),\n}\n\
        /// A member.\n#[derive(Debug, net::NetServerEntity)]\n#[netserver(crate = crate::again::net)]\npub struct Member {\n    /// A state.\n    pub state: State,\n}\n\
        mod again {\n    pub(crate) use ::net;\n}\n";
    "binary-like", "2021", "webhook-model": "//! Nothing here is used by anybody.\n#![deny(warnings)]\nmod private {\n    #![allow(missing_docs)]\n    pub(crate) use self::inner::make;\n    mod inner {\n        #[derive(webhook_model::NetServerEntity)]\n        #[netserver(agent = \"A\", operations(create_default, save))]\n        struct W {\n            id: i32,\n        }\n        #[derive(webhook_model::NetServerEnum)]\n        enum E {\n            A,\n        }\n        pub(crate) fn make() -> i32 {\n            let _ = E::A;\n            W::create_default().id\n        }\n    }\n}\n/// Uses it.\npub fn used() -> i32 {\n    private::make()\n}\n";
    "clippy", "2024", "webhook-model": "//! A crate.\n#![deny(warnings, clippy::all, clippy::pedantic, clippy::nursery, clippy::cargo_common_metadata, clippy::allow_attributes, clippy::allow_attributes_without_reason, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::unreachable, clippy::todo, clippy::indexing_slicing, clippy::as_conversions, clippy::str_to_string, clippy::missing_inline_in_public_items, clippy::shadow_reuse, clippy::shadow_unrelated, clippy::exhaustive_structs, clippy::exhaustive_enums, clippy::arbitrary_source_item_ordering, clippy::absolute_paths, clippy::std_instead_of_core, clippy::question_mark_used, clippy::missing_trait_methods, clippy::min_ident_chars, clippy::single_char_lifetime_names, clippy::single_call_fn, clippy::multiple_inherent_impl, clippy::wildcard_enum_match_arm, clippy::pattern_type_mismatch, clippy::default_numeric_fallback, clippy::implicit_return, clippy::arithmetic_side_effects, clippy::ref_patterns, clippy::use_self, clippy::same_name_method, clippy::impl_trait_in_params, clippy::module_name_repetitions)]\n#![allow(clippy::exhaustive_structs, clippy::exhaustive_enums, clippy::arbitrary_source_item_ordering, clippy::absolute_paths, clippy::implicit_return, clippy::missing_inline_in_public_items, clippy::std_instead_of_core, clippy::cargo_common_metadata, clippy::multiple_inherent_impl, clippy::field_scoped_visibility_modifiers, clippy::redundant_pub_crate, clippy::derive_partial_eq_without_eq, clippy::missing_const_for_fn, clippy::missing_trait_methods, clippy::allow_attributes, clippy::allow_attributes_without_reason, clippy::single_call_fn, reason = \"of the source itself\")]\n", items!();
    "rustdoc", "2024", "webhook-model": "//! A crate.\n#![deny(warnings, missing_docs, rustdoc::broken_intra_doc_links, rustdoc::private_intra_doc_links, rustdoc::invalid_html_tags, rustdoc::bare_urls, rustdoc::unescaped_backticks, rustdoc::redundant_explicit_links)]\n", items!();
};

/// 1,000 fields, 200 entities, 64 levels of nesting.
pub(crate) fn wide() -> String {
    let mut source =
        "//! A crate.\n#![deny(warnings)]\nuse webhook_model::NetServerEntity;\n".to_owned();
    let mut entity = |name: &str, fields: String| {
        write!(
            source,
            "/// An entity.\n#[derive(NetServerEntity)]\npub struct {name} {{\n{fields}}}\n"
        )
        .unwrap();
    };
    let field = |index: usize, ty: &str| format!("    /// A field.\n    pub f{index}: {ty},\n");
    entity(
        "Wide",
        (0..1000)
            .map(|index| field(index, "Option<String>"))
            .collect(),
    );
    for number in 0..200 {
        entity(
            &format!("E{number}"),
            (0..15)
                .map(|index| field(index, ["i32", "String", "Vec<i32>"][index % 3]))
                .collect(),
        );
    }
    for level in 0..64 {
        let inner = format!("Level{}", level + 1);
        entity(&format!("Level{level}"), field(0, &inner));
    }
    entity("Level64", field(0, "i32"));
    source
}
