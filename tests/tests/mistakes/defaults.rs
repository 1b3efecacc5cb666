//! `default = ..`: values of another type, and tokens that are not an expression.

use crate::mistake::{Mistake, field, item};

const NO_EXPRESSION: &str = "this is not an expression";
const SUCH_AS: &str = "an expression such as `make_it()`";
const RIGHTS: &str =
    "#[derive(NetServerEnum)]\n#[netserver(flags)]\npub enum Right { Read = 1, Write = 2 }\n";

fn flags(default: &str, what: &'static str, fix: &'static str) -> Mistake {
    let source = format!(
        "{RIGHTS}#[derive(NetServerEntity)]\npub struct Sale {{ #[netserver(default = {default})] pub rights: Flags<Right> }}"
    );
    item(&source, what, fix)
}

pub(crate) fn mistakes() -> Vec<Mistake> {
    vec![
        field(
            "default = «{ \"a\": \"b\" }»",
            "BTreeMap<String, String>",
            "no literal of a dictionary",
            "BTreeMap::from([(key, value)])",
        ),
        field("default = «x => y»", "i32", NO_EXPRESSION, SUCH_AS),
        field("default = «1 as»", "i32", NO_EXPRESSION, SUCH_AS),
        field("default = «match»", "i32", NO_EXPRESSION, SUCH_AS),
        field(
            "default = [\"a\",«,» \"b\"]",
            "Vec<String>",
            "an item is missing before this comma",
            "remove it",
        ),
        field(
            "default = «Vec<i32>::new()»",
            "Vec<i32>",
            NO_EXPRESSION,
            "write `Vec::<..>::`",
        ),
        field(
            "default = «5»",
            "String",
            "a number is not a string",
            "write it in quotes",
        ),
        field(
            "default = «\"5\"»",
            "i32",
            "text in quotes is a default of a string",
            "write a whole number without quotes",
        ),
        field(
            "default = «\"true\"»",
            "bool",
            "text is not a `bool`",
            "default = true",
        ),
        field(
            "default = «'a'»",
            "String",
            "text has double quotes",
            "write `\"a\"`",
        ),
        field(
            "default = «webhook»",
            "String",
            "a bare name is a variant of an enum",
            "default = \"webhook\"",
        ),
        field(
            "default = «PAGE»",
            "i32",
            "a bare name is a variant of an enum",
            "default = self::PAGE",
        ),
        field(
            "default = «null»",
            "Option<String>",
            "an `Option` begins as `None`",
            "remove `default = null`",
        ),
        field(
            "default = «None»",
            "Option<String>",
            "an `Option` begins as `None`",
            "remove `default`",
        ),
        field(
            "default = «Some(\"a\")»",
            "Option<String>",
            "written without `Some`",
            "default = \"..\"",
        ),
        field(
            "default = «[]»",
            "Vec<String>",
            "an empty list needs no default",
            "remove `default`",
        ),
        field(
            "default = «[]»",
            "Option<Vec<String>>",
            "without a default an `Option` is `None`",
            "default = Some(Vec::new())",
        ),
        field(
            "default = «\"a, b\"»",
            "Vec<String>",
            "the field is a list",
            "write `default = [\"..\"]`",
        ),
        field(
            "default = «-1»",
            "u32",
            "outside the range of a `u32`",
            "`i64` for the type",
        ),
        field(
            "default = «{ id: 1 }»",
            "Webhook",
            "a value of a struct begins with its name",
            "default = Webhook { .. }",
        ),
        field(
            "default = «40000»",
            "i16",
            "outside the range of an `i16`",
            "`i32` for the type",
        ),
        field(
            "default = «1u8»",
            "i32",
            "the field has a type already",
            "remove `u8`",
        ),
        field(
            "default = «\"2024-13-01\"»",
            "DateTime",
            "is not a date",
            "a date looks like",
        ),
        field(
            "default = «\"1 hour\"»",
            "Duration",
            "is not a duration",
            "a duration looks like",
        ),
        field(
            "max_length = 3, default = «\"long\"»",
            "String",
            "the text has 4 characters",
            "shorten the one",
        ),
        field(
            "format = email, default = «\"me\"»",
            "String",
            "is not an e-mail address",
            "person@example.com",
        ),
        field(
            "default = «\"make_it\"»",
            "i32",
            "text in quotes is a default of a string",
            "call a function without quotes",
        ),
        field(
            "default = «make_it»()",
            "i32",
            "cannot find function `make_it`",
            "not found in this scope",
        ),
        field(
            "default = «\"a\".to_owned()»",
            "i32",
            "mismatched types",
            "expected `i32`",
        ),
        field("«default»", "i32", "`default` needs a value", "default = "),
        flags(
            "«[Read, Write]»",
            "a list in brackets is a default of `Vec<T>`",
            "Flags::from([Right::Read, Right::Write])",
        ),
        flags(
            "«Read | Write»",
            "flags are not joined by `|`",
            "Flags::from([Right::Read, Right::Write])",
        ),
        flags(
            "«\"Read, Write\"»",
            "several flags are an expression",
            "Flags::from([Right::Read, Right::Write])",
        ),
        flags(
            "«3»",
            "an enum's default is one of its variants",
            "`default = Name`",
        ),
    ]
}
