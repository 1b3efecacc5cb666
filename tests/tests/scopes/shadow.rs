//! Scopes in which names used by generated code mean something else.
// Unusual on purpose; `crates.rs` lints the output of the derives.
#![allow(clippy::all, clippy::pedantic)]
#![allow(non_camel_case_types, dead_code, unused_macros, unreachable_pub)]

use crate::round_trip;

/// Derive case 1: user types with the names of `Option`, `Result` and their variants.
#[test]
fn types_named_like_the_prelude() {
    mod scope {
        pub struct Option;
        pub struct Some;
        pub struct None;
        pub struct Result;
        pub struct Ok;
        pub struct Err;

        #[derive(::webhook_model::NetServerEntity)]
        pub struct W {
            pub name: ::std::option::Option<::std::string::String>,
            #[netserver(default = "x")]
            pub other: ::std::option::Option<::std::string::String>,
        }

        #[derive(::core::fmt::Debug, ::webhook_model::NetServerEnum)]
        pub enum E {
            None,
            Some,
            Ok,
            Err,
            Self_,
        }
    }
    let mut entity = scope::W::create_default();
    assert!(entity.name.is_none());
    entity.name = Some("n".to_owned());
    round_trip::round_trip(&entity);
    assert!(matches!("Err".parse(), Ok(scope::E::Err)));
}

/// Derive case 2: a `Result` with one parameter.
#[test]
fn an_alias_of_result() {
    mod scope {
        pub struct MyError;
        pub type Result<T> = ::core::result::Result<T, MyError>;
        pub type Option = ();

        #[derive(webhook_model::NetServerEntity)]
        pub struct W {
            pub id: i32,
        }

        pub fn used() -> Result<i32> {
            Ok(W::create_default().id)
        }
    }
    assert!(scope::used().is_ok());
    round_trip::round_trip(&scope::W { id: 1 });
}

/// Further types, traits and functions of the prelude.
#[test]
fn everything_else_of_the_prelude() {
    mod scope {
        pub struct String;
        pub struct Vec;
        pub struct Box;
        pub struct ToString;
        pub struct Iterator;
        pub trait Default {}
        pub trait Clone {}
        pub trait Copy {}
        pub trait From {}
        pub trait Into {}
        pub trait AsRef {}
        pub trait Drop {}
        pub trait Fn {}
        pub trait Send {}
        pub trait Sized {}
        pub trait PartialEq {}
        pub trait Debug {}
        pub trait Display {}
        pub trait FromStr {}
        pub trait Serialize {}
        pub trait Deserialize {}
        pub trait Serializer {}
        pub trait Deserializer {}
        pub fn drop() {}

        #[derive(::webhook_model::NetServerEntity)]
        #[netserver(agent = "Contact", operations(create_default, get))]
        pub struct W {
            #[netserver(key)]
            pub id: i32,
            #[netserver(default = ["a"])]
            pub names: ::std::vec::Vec<::std::string::String>,
            #[netserver(default = B)]
            pub state: E,
        }

        #[derive(::core::fmt::Debug, ::webhook_model::NetServerEnum)]
        pub enum E {
            A,
            B,
        }
    }
    let entity = scope::W::default();
    assert_eq!(entity.names, ["a"]);
    round_trip::round_trip(&entity);
}

/// Derive case 5: user types with the names of primitives.
#[test]
fn types_named_like_primitives() {
    mod scope {
        pub struct bool;
        pub struct str;
        pub struct u8;
        pub struct u16;
        pub struct u32;
        pub struct usize;
        pub struct isize;
        pub struct i64;
        pub struct f64;
        pub struct char;

        #[derive(webhook_model::NetServerEntity)]
        #[netserver(agent = "A")]
        pub struct W {
            pub id: i32,
            #[netserver(default = 5)]
            pub five: ::core::primitive::i64,
            #[netserver(default = true)]
            pub yes: ::core::primitive::bool,
        }
    }
    let entity = scope::W::create_default();
    assert!(entity.yes && entity.five == 5);
    round_trip::round_trip(&entity);
}

/// A type named like a primitive that NetServer lacks, which is a valid entity.
#[test]
fn an_entity_named_like_a_missing_primitive() {
    mod scope {
        #[derive(webhook_model::NetServerEntity)]
        pub struct u64 {
            pub id: i32,
        }

        #[derive(webhook_model::NetServerEntity)]
        pub struct Mutex {
            pub id: i32,
        }

        #[derive(webhook_model::NetServerEntity)]
        pub struct W {
            pub one: u64,
            pub many: Vec<u64>,
            pub perhaps: Option<u64>,
            pub lock: Mutex,
        }
    }
    let mut entity = scope::W::create_default();
    entity.many.push(scope::u64 { id: 2 });
    round_trip::round_trip(&entity);
}

/// Derive case 6: modules with the names of crates that generated code may refer to.
#[test]
fn modules_named_like_crates() {
    mod scope {
        pub mod core {}
        pub mod std {}
        pub mod alloc {}
        pub mod serde {}
        pub mod serde_json {}
        pub mod webhook_model {}
        pub mod webhook_derive {}
        pub mod diagnostic {}
        pub mod rustfmt {}
        pub mod clippy {}

        #[derive(::webhook_model::NetServerEntity)]
        pub struct W {
            pub id: i32,
            #[netserver(default = "2024-02-29")]
            pub day: ::webhook_model::DateTime,
        }
    }
    round_trip::round_trip(&scope::W::create_default());
}

/// Derive case 7: entities with the names of the runtime's own types.
#[test]
fn entities_named_like_the_runtime() {
    mod scope {
        macro_rules! entities {
            ($($name:ident)*) => {$(
                #[derive(webhook_model::NetServerEntity)]
                #[netserver(agent = "A", operations(create_default, save))]
                pub struct $name {
                    pub id: i32,
                }
            )*};
        }
        entities!(Config Value Error Entity Patch Reader Writer Webhook Property Slot Type Option
            Result Description Endpoint Operation Serves Literal Instead DateTime Flags Secret
            NetServerEntity PropertyType MediaType Vec String Default Formatter S D T E);

        #[derive(core::fmt::Debug, webhook_model::NetServerEnum)]
        pub enum Variant {
            Type,
            Value,
        }

        #[derive(core::fmt::Debug, webhook_model::NetServerEnum)]
        #[netserver(flags)]
        pub enum Enumeration {
            Err = 1,
        }
    }
    round_trip::round_trip(&scope::Value { id: 1 });
    round_trip::round_trip(&scope::Error { id: 1 });
    round_trip::round_trip(&scope::NetServerEntity { id: 1 });
    round_trip::round_trip(&scope::Option { id: 1 });
}

/// Macros with the names of the standard ones and other effects.
#[test]
fn macros_named_like_the_standard_ones() {
    mod scope {
        macro_rules! vec {
            ($($t:tt)*) => {
                compile_error!("vec")
            };
        }
        macro_rules! format {
            ($($t:tt)*) => {
                compile_error!("format")
            };
        }
        macro_rules! panic {
            ($($t:tt)*) => {
                compile_error!("panic")
            };
        }
        macro_rules! assert {
            ($($t:tt)*) => {
                compile_error!("assert")
            };
        }
        macro_rules! matches {
            ($($t:tt)*) => {
                compile_error!("matches")
            };
        }
        macro_rules! unreachable {
            ($($t:tt)*) => {
                compile_error!("unreachable")
            };
        }
        macro_rules! write {
            ($($t:tt)*) => {
                compile_error!("write")
            };
        }
        macro_rules! concat {
            ($($t:tt)*) => {
                compile_error!("concat")
            };
        }
        macro_rules! stringify {
            ($($t:tt)*) => {
                compile_error!("stringify")
            };
        }
        macro_rules! debug_assert {
            ($($t:tt)*) => {
                compile_error!("debug_assert")
            };
        }

        #[derive(webhook_model::NetServerEntity)]
        #[netserver(agent = "A")]
        pub struct W {
            #[netserver(default = ["a", "b"])]
            pub names: Vec<String>,
            #[netserver(max_length = 3)]
            pub name: Option<String>,
        }

        #[derive(core::fmt::Debug, webhook_model::NetServerEnum)]
        pub enum E {
            A,
        }
    }
    round_trip::round_trip(&scope::W::create_default());
}

/// Constants, statics and unit structs with the names of local variables, which change the meaning
/// of patterns.
#[test]
#[allow(non_upper_case_globals)]
fn constants_named_like_local_variables() {
    mod scope {
        macro_rules! constants {
            ($($name:ident)*) => {$(pub const $name: u8 = 0;)*};
        }
        macro_rules! statics {
            ($($name:ident)*) => {$(pub static $name: u8 = 0;)*};
        }
        macro_rules! units {
            ($($name:ident)*) => {$(pub struct $name;)*};
        }
        constants!(this block out index value body media_type item property);
        statics!(entity unknown name literal position slot reader writer result state of text);
        units!(f formatter serializer deserializer d s t e a b i n x key data input output buf);

        #[derive(webhook_model::NetServerEntity)]
        #[netserver(carrier)]
        pub struct W {
            #[netserver(default = [[1], [2]])]
            pub lists: Vec<Vec<i32>>,
            #[netserver(default = "x")]
            pub name: Option<String>,
            pub carrier: webhook_model::Carrier,
        }

        #[derive(PartialEq, Eq, PartialOrd, Ord, Hash, webhook_model::NetServerEntity)]
        pub struct Newtype(i32);

        #[derive(webhook_model::NetServerEntity)]
        pub struct Inherits {
            #[netserver(base)]
            pub base: W,
        }

        // The standard library's `Debug` would not compile here.
        #[allow(missing_debug_implementations)]
        #[derive(webhook_model::NetServerEnum)]
        #[repr(i32)]
        pub enum E {
            A = 1,
            #[netserver(other)]
            Other(webhook_model::UnknownVariant),
        }

        #[derive(webhook_model::NetServerEntity)]
        pub struct Member {
            pub e: E,
        }

        #[derive(webhook_model::NetServerEntity)]
        #[netserver(tag = "E")]
        pub enum Family {
            A(Member),
            #[netserver(other)]
            Other(webhook_model::UnknownEntity),
        }
    }
    let entity = scope::Inherits::create_default();
    assert_eq!(entity.base.lists, [[1], [2]]);
    round_trip::round_trip(&entity);
    round_trip::round_trip(&scope::Member { e: scope::E::A });
    assert!(
        scope::Family::from(scope::Member { e: scope::E::A })
            .encode(webhook_model::MediaType::TextXml)
            .is_ok()
    );
}
