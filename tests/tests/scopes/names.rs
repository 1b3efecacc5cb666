//! Fields, types and items with the same names.
// Unusual on purpose; `crates.rs` lints the output of the derives.
#![allow(clippy::all, clippy::pedantic)]
#![allow(dead_code, non_snake_case, unreachable_pub)]

use crate::round_trip;

use round_trip::{json, round_trip};
use webhook_model::{NetServerEntity, NetServerEnum, Webhook};

/// Derive case 12: a field with the name of its type.
#[test]
#[allow(non_camel_case_types)]
fn a_field_named_like_its_type() {
    #[derive(NetServerEntity)]
    struct user {
        id: i32,
    }
    #[derive(NetServerEntity)]
    struct W {
        user: user,
        users: Vec<user>,
    }
    round_trip(&W::create_default());
}

/// Derive case 14: inherent items with names that generated code or its traits use.
#[test]
fn inherent_items_named_like_those_of_traits() {
    #[derive(NetServerEntity)]
    struct W {
        id: i32,
    }
    impl W {
        const FIELDS: u8 = 0;
        const ENTITY: u8 = 1;
        const TYPE: u8 = 3;
        const PROPERTY: u8 = 4;
        fn default() -> u8 {
            5
        }
        fn new() -> u8 {
            6
        }
        fn blank() -> u8 {
            7
        }
        fn value(&self) -> u8 {
            8
        }
        fn slot(&self) -> u8 {
            9
        }
        fn lend(&self) -> u8 {
            10
        }
        fn lent(&self) {}
        fn derive_only() {}
        fn to_json(&self) {}
        fn serialize(&self) {}
        fn deserialize() {}
        fn apply(&self) {}
        fn diff(&self) {}
    }
    assert_eq!((W::default(), W::ENTITY), (5, 1));
    let entity = <W as NetServerEntity>::create_default();
    assert_eq!(entity.value(), 8);
    round_trip(&entity);
}

/// The same for an enum.
#[test]
fn inherent_items_of_an_enum() {
    #[derive(NetServerEnum)]
    enum E {
        A,
        B,
    }
    impl E {
        const ENUMERATION: u8 = 0;
        fn at() {}
        fn index(&self) {}
        fn name(&self) -> u8 {
            1
        }
        fn from_str(_: &str) {}
        fn fmt(&self) {}
    }
    #[derive(NetServerEntity)]
    struct W {
        #[netserver(default = B)]
        e: E,
    }
    assert_eq!(json(&W::create_default()), r#"{"E":"B"}"#);
    round_trip(&W::create_default());
}

/// Derive case 15: a trait in scope whose methods have the same names and apply to every type.
#[test]
fn a_trait_of_the_same_methods_in_scope() {
    mod scope {
        pub trait Q {
            fn write_json(&self) {}
            fn encode(&self) {}
            fn value(&self) {}
            fn slot(&mut self) {}
            fn lent(&self) {}
            fn lend_mut(&mut self) {}
            fn named(&self) {}
            fn max_length(&self) {}
            fn primary_key(&self) {}
            fn secret(&self) {}
            fn index(&self) {}
            fn keep(&self) {}
            fn kept(&self) {}
            fn parts(&self) {}
        }
        impl<T: ?Sized> Q for T {}
    }
    #[allow(unused_imports)] // It must not be used.
    use scope::Q as _;

    #[derive(NetServerEntity)]
    #[netserver(carrier)]
    struct W {
        #[netserver(key)]
        id: i32,
        #[netserver(max_length = 5, default = "x")]
        name: Option<String>,
        carrier: webhook_model::Carrier,
    }
    round_trip(&W::create_default());
}

/// Raw identifiers lose their prefix on the wire.
#[test]
fn raw_identifiers() {
    #[derive(NetServerEntity)]
    struct W {
        r#type: i32,
        r#match: String,
        r#async: Option<String>,
        r#gen: Vec<i32>,
        r#fn: bool,
        r#static: i64,
        r#dyn: Option<i32>,
        r#use: i32,
    }
    let entity = W::create_default();
    assert_eq!(
        json(&entity),
        r#"{"Type":0,"Match":"","Async":null,"Gen":[],"Fn":false,"Static":0,"Dyn":null,"Use":0}"#
    );
    round_trip(&entity);
    #[derive(NetServerEntity)]
    #[allow(non_camel_case_types)]
    struct r#struct {
        id: i32,
    }
    assert_eq!(<r#struct as NetServerEntity>::ENTITY.name, "struct");
    #[derive(NetServerEnum)]
    #[allow(non_camel_case_types)]
    enum r#enum {
        r#type,
        r#match,
    }
    assert_eq!(r#enum::r#type.to_string(), "type");
}

/// Derive case 19: underscores. `__` and `_1` have no wire name; the ui tests show the error.
#[test]
fn underscores() {
    #[derive(NetServerEntity)]
    struct W {
        _id: i32,
        #[netserver(rename = "Id_")]
        id_: Option<i32>,
        #[netserver(rename = "Blank")]
        __: i32,
        #[netserver(rename = "First")]
        _1: i32,
        a__b: i32,
    }
    let of = <W as NetServerEntity>::ENTITY;
    let names: Vec<&str> = of
        .properties
        .iter()
        .map(|property| property.name())
        .collect();
    assert_eq!(names, ["Id", "Id_", "Blank", "First", "AB"]);
}

/// Derive case 20: names beyond ASCII.
#[test]
fn names_beyond_ascii() {
    #[derive(NetServerEntity)]
    struct W {
        名前: String,
        straße: i32,
        été: i32,
        данные: Vec<String>,
    }
    let entity = W::create_default();
    assert_eq!(
        json(&entity),
        r#"{"名前":"","Straße":0,"Été":0,"Данные":[]}"#
    );
    round_trip(&entity);
    #[derive(NetServerEntity)]
    #[netserver(rename_all = camelCase)]
    struct Camel {
        名前_б: String,
    }
    assert_eq!(json(&Camel::create_default()), r#"{"名前Б":""}"#);
    #[derive(NetServerEnum)]
    enum E {
        Été,
        名前,
    }
    assert_eq!(E::名前.to_string(), "名前");
}

/// Fields with the names of the generated code's own variables and functions.
#[test]
fn fields_named_like_local_variables() {
    #[derive(NetServerEntity)]
    struct W {
        this: i32,
        out: i32,
        __p: i32,
        __block: i32,
        __index: i32,
        name: i32,
        serializer: i32,
        deserializer: i32,
        __f: i32,
        value: i32,
        self_: i32,
        entity: i32,
        read: i32,
        write: i32,
        create: i32,
        encode: i32,
        decode: i32,
        create_default: i32,
        media_type: i32,
        body: i32,
        carrier: i32,
        base: i32,
    }
    let mut entity = W::create_default();
    (entity.carrier, entity.base, entity.create) = (1, 2, 3);
    round_trip(&entity);
}

/// The items of the crate are imported by a glob, so trait and derive have the same name.
#[test]
fn names_by_a_glob() {
    mod scope {
        use webhook_model::*;

        #[derive(NetServerEntity)]
        pub struct Webhook {
            pub id: i32,
            pub when: DateTime,
        }

        pub fn size<T: NetServerEntity>(_: &T) -> usize {
            T::ENTITY.properties.len()
        }
    }
    let entity = scope::Webhook::create_default();
    assert_eq!(scope::size(&entity), 2);
    round_trip(&entity);
    round_trip(&Webhook::create_default());
}

mod outer {
    pub mod inner {
        #[derive(webhook_model::NetServerEntity)]
        pub(in crate::names::outer) struct W {
            pub(super) id: i32,
            pub(crate) name: Option<String>,
            private: bool,
        }

        impl W {
            pub(super) fn make() -> Self {
                Self {
                    private: true,
                    ..Self::create_default()
                }
            }
        }
    }

    pub fn used() -> String {
        let entity = inner::W::make();
        super::round_trip(&entity);
        format!("{} {:?}", entity.id, entity.name)
    }
}

/// Structs in functions, blocks, constants and closures; visibility of every kind.
#[test]
fn items_anywhere() {
    assert_eq!(outer::used(), "0 None");
    let closure = || {
        #[derive(NetServerEntity)]
        struct Local {
            id: i32,
        }
        round_trip(&Local { id: 1 });
        {
            #[derive(NetServerEntity)]
            struct Local {
                other: Option<i32>,
            }
            round_trip(&Local { other: None });
        }
    };
    closure();
    const _: () = {
        #[derive(NetServerEntity)]
        struct InAConstant {
            id: i32,
        }
    };
    struct Generic<'de, T>(&'de T);
    impl<'de, T> Generic<'de, T> {
        fn method(&self) -> i32 {
            #[derive(NetServerEntity)]
            struct T {
                id: i32,
            }
            T::create_default().id
        }
    }
    assert_eq!(Generic(&0).method(), 0);
}
