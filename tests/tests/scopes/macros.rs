//! Items that macros write: fragments arrive in invisible groups, and names from two scopes.
// Strange on purpose; what the derives emit is linted in `crates.rs`.
#![allow(clippy::all, clippy::pedantic)]
#![allow(dead_code, unreachable_pub)]

use crate::round_trip;

use round_trip::{json, round_trip};
use webhook_model::{NetServerEntity, NetServerEnum};

#[derive(Debug, PartialEq, NetServerEnum)]
enum State {
    Open,
    Closed,
}

/// Derive case 23: visibility, name, attributes and types as fragments.
#[test]
#[allow(unused_parens)]
fn a_struct_of_fragments() {
    macro_rules! entity {
        ($(#[$meta:meta])* $vis:vis $name:ident { $($(#[$of:meta])* $part:vis $field:ident : $ty:ty),* $(,)? }) => {
            #[derive(NetServerEntity)]
            $(#[$meta])*
            $vis struct $name {
                $($(#[$of])* $part $field: $ty),*
            }
        };
    }
    entity!(
        /// Documented.
        #[netserver(agent = "Contact", operations(create_default, get))]
        pub(crate) W {
            #[netserver(key)]
            pub id: i32,
            a: ::std::vec::Vec<::std::string::String>,
            b: ::std::option::Option<i32>,
            bytes: Vec<u8>,
            #[netserver(default = ["x", "y"], rename = "URL")]
            list: Option<Vec<String>>,
            #[netserver(default = Closed)]
            state: Option<State>,
            #[netserver(max_length = 9)]
            text: Option<String>,
            #[netserver(date = utc)]
            when: Option<webhook_model::DateTime>,
        }
    );
    entity!(W2 { a: (i32), b: Vec<W> });
    let entity = W::create_default();
    assert_eq!(entity.state, Some(State::Closed));
    assert_eq!(
        json(&entity),
        r#"{"Id":0,"A":[],"B":null,"Bytes":"","URL":["x","y"],"State":"Closed","Text":null,"When":null}"#
    );
    round_trip(&entity);
    round_trip(&W2::create_default());
}

/// Derive case 24: values of attributes as fragments of every kind.
#[test]
fn values_as_fragments() {
    macro_rules! entity {
        ($crate_name:literal, $name:literal, $text:literal, $number:literal, $flag:literal, $length:literal, $word:ident, $class:tt, $all:tt, $list:expr, $variant:ident, $expression:expr, $response:ty, $path:path) => {
            #[derive(NetServerEntity)]
            #[netserver(crate = $crate_name, agent = $name, operation = $name, response = $response, rename_all = $all)]
            struct W {
                #[netserver(rename = $name, default = $text, max_length = $length)]
                a: String,
                #[netserver(default = $number, $word)]
                b: i32,
                #[netserver(default = $flag)]
                c: bool,
                #[netserver(date = $class)]
                d: webhook_model::DateTime,
                #[netserver(default = $list)]
                e: Vec<String>,
                #[netserver(default = $variant)]
                f: State,
                #[netserver(default = $expression)]
                g: Option<i32>,
            }
            #[derive(NetServerEntity)]
            #[netserver(crate = $path)]
            struct V {
                a: i32,
            }
        };
    }
    entity!(
        "webhook_model",
        "Name",
        "text",
        -5,
        true,
        9,
        key,
        utc,
        camelCase,
        ["a", "b"],
        Closed,
        Some(1 + 1),
        Vec<String>,
        ::webhook_model
    );
    let entity = W::create_default();
    assert_eq!(
        json(&entity),
        r#"{"Name":"text","b":-5,"c":true,"d":"0001-01-01T00:00:00","e":["a","b"],"f":"Closed","g":2}"#
    );
    assert_eq!(
        <W as webhook_model::operation::Operation>::PATH,
        "/api/v1/Agents/Name/Name"
    );
    round_trip(&entity);
    round_trip(&V { a: 1 });
}

/// Derive case 25: a default from inside a macro, also one that names what the macro's own crate
/// has.
#[test]
fn defaults_from_inside_a_macro() {
    mod made {
        pub fn five() -> i32 {
            5
        }
    }
    macro_rules! entity {
        ($value:expr) => {
            #[derive(NetServerEntity)]
            struct W {
                #[netserver(default = $value)]
                a: i32,
                #[netserver(default = made::five())]
                b: i32,
                #[netserver(default = $crate::macros::six())]
                c: i32,
                #[netserver(default = 7)]
                d: i32,
            }
        };
    }
    entity!({
        let inner = 2;
        inner + 2
    });
    assert_eq!(json(&W::create_default()), r#"{"A":4,"B":5,"C":6,"D":7}"#);
    round_trip(&W::create_default());
}

fn six() -> i32 {
    6
}

/// Derive case 26: a type that a macro writes.
#[test]
fn a_type_by_a_macro() {
    macro_rules! my_type {
        ($ty:ty) => { Option<$ty> };
    }
    #[derive(NetServerEntity)]
    struct W {
        a: my_type!(::std::string::String),
        b: Vec<my_type!(i32)>,
    }
    assert_eq!(json(&W::create_default()), r#"{"A":null,"B":[]}"#);
    round_trip(&W::create_default());
}

/// Derive case 29: the derive by path and under another name, and by `cfg_attr`.
#[test]
fn the_derive_by_other_names() {
    use webhook_model::{NetServerEntity as E, NetServerEnum as F};
    mod reexported {
        pub use webhook_model as inner;
        pub use webhook_model::NetServerEntity as Derive;
    }

    #[derive(E)]
    struct A {
        state: S,
    }
    #[derive(F)]
    enum S {
        X,
    }
    #[derive(::webhook_model::NetServerEntity)]
    struct B {
        id: i32,
    }
    #[derive(reexported::Derive)]
    #[netserver(crate = reexported::inner)]
    struct C {
        id: i32,
    }
    #[cfg_attr(all(), derive(E), netserver(entity = "Dd"))]
    struct D {
        #[cfg_attr(all(), netserver(rename = "X"))]
        id: i32,
    }
    round_trip(&A::create_default());
    round_trip(&B::create_default());
    round_trip(&C::create_default());
    assert_eq!(json(&D::create_default()), r#"{"X":0}"#);
    assert_eq!(<D as E>::ENTITY.name, "Dd");
}

/// Names that only the macro's definition can see, and the same names at its call.
#[test]
fn two_scopes_of_the_same_names() {
    macro_rules! entity {
        ($field:ident) => {
            #[derive(NetServerEntity)]
            struct W {
                $field: i32,
                id: i32,
                value: Option<Inner>,
            }
            #[derive(NetServerEntity)]
            struct Inner {
                $field: i32,
            }
        };
    }
    entity!(name);
    let mut entity = W::create_default();
    entity.name = 3;
    entity.value = Some(Inner { name: 4 });
    assert_eq!(json(&entity), r#"{"Name":3,"Id":0,"Value":{"Name":4}}"#);
    round_trip(&entity);
}

/// An enum of fragments, with numbers.
#[test]
fn an_enum_of_fragments() {
    macro_rules! enumeration {
        ($name:ident { $($variant:ident = $number:literal $(as $wire:literal)?),* }) => {
            #[derive(Debug, PartialEq, NetServerEnum)]
            enum $name {
                $($(#[netserver(rename = $wire)])? $variant = $number),*
            }
        };
    }
    enumeration!(E { A = -1 as "a", B = 2, C = 0 });
    assert_eq!(E::from_number(-1), Some(E::A));
    assert_eq!(E::A.to_string(), "a");
}
