//! Attributes of other crates around the derive's own.
// Unusual on purpose; `crates.rs` lints the output of the derives.
#![allow(clippy::all, clippy::pedantic)]
#![allow(dead_code, unreachable_pub)]

use crate::round_trip;

use round_trip::{json, round_trip};
use webhook_model::{NetServerEntity, NetServerEnum, Secret};

/// Derive case 33: every form of documentation.
#[test]
fn documentation_of_every_form() {
    /// text
    #[doc = include_str!("round_trip.rs")]
    #[doc(alias = "x")]
    #[derive(NetServerEntity)]
    #[cfg_attr(doc, doc = "only in documentation")]
    struct W {
        #[doc = concat!("a", "b")]
        #[doc(hidden)]
        id: i32,
        /** a block of it
        over lines */
        #[doc(alias("y", "z"))]
        name: String,
        #[doc = r#"raw "text""#]
        #[cfg_attr(doc, doc(cfg(all())))]
        other: Option<i32>,
    }
    #[doc(hidden)]
    #[derive(NetServerEnum)]
    enum E {
        /// A variant.
        #[doc(hidden)]
        A,
    }
    round_trip(&W::create_default());
}

/// Derive case 34: fields and variants that are removed by `cfg`, and attributes added by
/// `cfg_attr`.
#[test]
fn configured_fields() {
    #[derive(NetServerEntity)]
    struct W {
        #[cfg(all())]
        a: i32,
        #[cfg(any())]
        a: u8,
        #[cfg_attr(all(), netserver(rename = "X"))]
        b: i32,
        #[cfg_attr(any(), netserver(nonsense))]
        c: i32,
    }
    #[derive(NetServerEnum)]
    enum E {
        A,
        #[cfg(any())]
        B(i32),
        #[cfg_attr(all(), netserver(rename = "see"))]
        C,
    }
    assert_eq!(json(&W::create_default()), r#"{"A":0,"X":0,"C":0}"#);
    assert_eq!(E::C.to_string(), "see");
    round_trip(&W::create_default());
}

/// Derive case 35: deprecated items, under a lint level that cannot be relaxed.
mod deprecated {
    #![forbid(deprecated)]

    use webhook_model::{NetServerEntity, NetServerEnum, UnknownVariant};

    #[derive(NetServerEntity)]
    #[deprecated]
    #[netserver(agent = "A", operations(create_default, get))]
    pub struct Whole {
        #[netserver(key)]
        pub id: i32,
    }

    #[derive(NetServerEntity)]
    pub struct Part {
        #[deprecated(note = "use `name`")]
        #[netserver(default = "x")]
        pub old: String,
        pub name: String,
        #[netserver(deprecated)]
        pub older: i32,
    }

    #[derive(Debug, NetServerEnum)]
    #[deprecated]
    #[repr(i32)]
    pub enum E {
        #[deprecated]
        A,
        B,
        #[deprecated]
        #[netserver(other)]
        C(UnknownVariant),
    }

    #[derive(Debug, NetServerEnum)]
    pub enum F {
        #[deprecated]
        A,
        B,
    }

    #[derive(NetServerEntity)]
    pub struct Member {
        pub f: F,
    }

    #[derive(NetServerEntity)]
    #[netserver(tag = "F")]
    #[deprecated]
    pub enum Family {
        #[deprecated]
        A(Member),
        #[netserver(other)]
        Other(webhook_model::UnknownEntity),
    }
}

#[test]
fn deprecated_items() {
    let of = deprecated::Part::ENTITY;
    let marked: Vec<bool> = of.properties.iter().map(|of| of.deprecated).collect();
    assert_eq!(marked, [true, false, true]);
    round_trip(&deprecated::Part::create_default());
    #[allow(deprecated)]
    let whole = deprecated::Whole::create_default();
    round_trip(&whole);
}

/// Lints that the author allows on the item also apply to the generated code.
mod allowed {
    #![deny(deprecated)]

    use webhook_model::{NetServerEntity, NetServerEnum};

    #[derive(Debug, NetServerEnum)]
    #[deprecated]
    pub enum Old {
        A,
        B,
    }

    #[derive(NetServerEntity)]
    pub struct New {
        #[allow(deprecated)]
        #[netserver(default = B)]
        pub old: Old,
    }

    #[derive(NetServerEntity)]
    #[expect(deprecated)]
    pub struct Expected {
        pub old: Option<Old>,
    }
}

#[test]
fn what_is_allowed_and_expected() {
    round_trip(&allowed::New::create_default());
    round_trip(&allowed::Expected::create_default());
}

/// Derive case 37: attributes of the compiler, of lints and of tools. The ui tests show that
/// `serde`'s are rejected, because the derive implements serde's traits itself.
#[test]
fn attributes_of_others() {
    #[derive(Debug, Clone, PartialEq, NetServerEntity)]
    #[repr(C, align(8))]
    #[must_use]
    #[non_exhaustive]
    #[allow(clippy::all)]
    #[expect(non_snake_case)]
    #[rustfmt::skip]
    struct W {
        #[allow(clippy::all)]
        Id: i32,
        Name: Option<String>,
        #[rustfmt::skip]
        #[netserver(rename = "O")] #[netserver(default = 5)]
        other: i64,
    }
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, NetServerEnum)]
    #[repr(u8)]
    #[must_use = "a reason"]
    #[non_exhaustive]
    enum E {
        #[default]
        A = 1,
        #[allow(non_camel_case_types)]
        b_c = 2,
    }
    assert_eq!(E::default(), E::A);
    assert_eq!(json(&W::create_default()), r#"{"Id":0,"Name":null,"O":5}"#);
    round_trip(&W::create_default());
}

/// Derive case 56: secrets in `Debug` output and in errors.
#[test]
fn secrets_do_not_show() {
    #[derive(Debug, NetServerEntity)]
    struct W {
        #[netserver(secret, max_length = 4)]
        secret: Secret,
        other: Option<Secret>,
    }
    let entity = W {
        secret: "hunter2".into(),
        other: Some("hunter3".into()),
    };
    let shown = format!("{entity:?} {entity:#?}");
    assert!(!shown.contains("hunter"), "{shown}");
    let body = br#"{"Secret": ["hunter2"], "Other": 5}"#;
    let error = W::decode(webhook_model::MediaType::TextJson, body).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter"), "{error}");
    round_trip(&entity);
}

/// An empty list of keys is accepted, because macros may generate one.
#[test]
fn lists_without_keys() {
    #[derive(Debug, PartialEq, NetServerEnum)]
    #[netserver()]
    enum State {
        #[netserver()]
        Active,
    }
    #[derive(Debug, PartialEq, NetServerEntity)]
    #[netserver()]
    struct Id(#[netserver()] i32);
    #[derive(Debug, PartialEq, NetServerEntity)]
    #[netserver()]
    struct W {
        #[netserver()]
        id: Id,
        state: State,
    }
    round_trip::round_trip(&W::create_default());
}
