//! Types of fields that NetServer does not have, and keys on fields of another type.

use crate::mistake::{Mistake, field, item, ty};

const NO_TYPE: &str = "is not a type that a NetServer property can have";

pub(crate) fn mistakes() -> Vec<Mistake> {
    vec![
        ty("«u64»", "NetServer has no `u64`", "write `i64`"),
        ty(
            "Option<Vec<«usize»>>",
            "NetServer has no `usize`",
            "write `i64`",
        ),
        ty("«f32»", "NetServer has no `f32`", "write `f64`"),
        ty("«char»", "NetServer has no `char`", "write `String`"),
        ty(
            "«HashSet<String>»",
            "HashSet<String>`; write",
            "write `Vec<String>`",
        ),
        ty(
            "«std::sync::Arc<str>»",
            "NetServer has no",
            "write `String`",
        ),
        ty(
            "«std::time::SystemTime»",
            "NetServer has no",
            "write `webhook_model::DateTime`",
        ),
        ty(
            "«std::time::Duration»",
            "NetServer has no",
            "write `webhook_model::Duration`",
        ),
        ty("«std::path::PathBuf»", "NetServer has no", "write `String`"),
        ty(
            "«&'static str»",
            "an entity owns its data",
            "write `String`",
        ),
        ty("«[u8; 4]»", "has no fixed length", "write `Vec<u8>`"),
        ty(
            "«(i32, String)»",
            "a tuple has no names",
            "write a struct with named fields",
        ),
        ty(
            "«Option<Option<i32>>»",
            "there is one null",
            "write `Option<i32>`",
        ),
        ty(
            "Box<«dyn std::fmt::Debug»>",
            "a trait object",
            "write the type itself",
        ),
        ty(
            "«BTreeMap<u64, String>»",
            "`u64` is not a key",
            "use String, i32",
        ),
        ty("«()»", "`()` has no content", "remove the field"),
        item(
            "pub struct Person;\n#[derive(NetServerEntity)]\npub struct Sale { pub person: «Person» }",
            NO_TYPE,
            "add `#[derive(NetServerEntity)]` to it",
        ),
        item(
            "pub struct Person;\n#[derive(NetServerEntity)]\npub struct Sale { pub persons: «Option<Vec<Person>>» }",
            NO_TYPE,
            "add `#[derive(NetServerEntity)]` to it",
        ),
        item(
            "pub struct Person;\n#[derive(NetServerEntity)]\npub struct PersonId(«Person»);",
            NO_TYPE,
            "add `#[derive(NetServerEntity)]` to it",
        ),
        item(
            "#[derive(NetServerEnum)]\n#[netserver(flags)]\npub enum Right { Read = 1 }\n#[derive(NetServerEntity)]\npub struct Sale { pub rights: «Right» }",
            NO_TYPE,
            "write `Flags<Right>`",
        ),
        item(
            "#[derive(NetServerEntity)]\n«pub struct Sale» { pub parent: Option<Sale> }",
            "recursive type `Sale`",
            "`Box`",
        ),
        item(
            "#[derive(NetServerEntity)]\npub struct Sale { pub person: «Persn» }",
            "cannot find type `Persn`",
            "not found in this scope",
        ),
        ty(
            "Option<«std::path::PathBuf»>",
            "NetServer has no",
            "write `String`",
        ),
        ty(
            "Vec<«Persn»>",
            "cannot find type `Persn`",
            "not found in this scope",
        )
        .because("rustc reports the name in the struct, with a type parameter to add, and in the expansion"),
        item(
            "pub struct Cache;\n#[derive(NetServerEntity)]\npub struct Sale { #[netserver(skip)] pub cache: «Cache» }",
            "`Cache: Default` is not satisfied",
            "#[derive(Default)]",
        ),
        field(
            "«key»",
            "String",
            "the primary key is an `i32`",
            "write `i32`",
        ),
        field(
            "«max_length» = 20",
            "i32",
            "`max_length` applies to a string",
            "remove `max_length`",
        ),
        field(
            "«date» = utc",
            "String",
            "`date` applies to a date",
            "remove `date`",
        ),
        field(
            "«secret»",
            "String",
            "`secret` applies to a `Secret`",
            "write `webhook_model::Secret`",
        ),
        field(
            "«translate»",
            "i32",
            "`translate` applies to a string",
            "remove `translate`",
        ),
        field(
            "«null_as_default»",
            "Option<String>",
            "keeps null as null",
            "remove `null_as_default`",
        ),
        field(
            "«entry» = \"Pair\"",
            "String",
            "names the entries of a dictionary",
            "remove `entry`",
        ),
    ]
}
