//! Keys of `#[netserver(..)]`: names from other derives, misplaced and misspelt keys, and the forms
//! of values.

use crate::mistake::{Mistake, entity, field, item};

pub(crate) fn mistakes() -> Vec<Mistake> {
    vec![
        entity(
            "«agnet» = \"Sale\"",
            "unknown key `agnet`",
            "did you mean `agent`?",
        ),
        entity(
            "«rename» = \"SaleEntity\"",
            "`rename` belongs on a field",
            "entity = \"ContactEntity\"",
        ),
        entity(
            "«name» = \"SaleEntity\"",
            "unknown key `name`",
            "did you mean `entity`?",
        ),
        entity(
            "rename_all = «\"CamelCase\"»",
            "`CamelCase` is not one of",
            "did you mean `camelCase`?",
        ),
        entity("«deny_unknown_fields»", "unknown key", "remove the key"),
        entity("agent = «Sale»", "takes text in quotes", "agent = \"Sale\""),
        entity(
            "agent«(\"Sale\")»",
            "takes text in quotes",
            "agent = \"Contact\"",
        ),
        entity("«agent»", "needs a value", "agent = \"Contact\""),
        entity(
            "agent = \"Sale\" «entity» = \"SaleEntity\"",
            "keys are separated by commas",
            "write `, entity`",
        ),
        entity(
            "agent = \"Sale\", operations «= [get]»",
            "takes names in parentheses",
            "operations(create_default, get",
        ),
        entity(
            "agent = \"Sale\", operations(create_default, «load»)",
            "`load` is not one of",
            "`get`",
        ),
        entity(
            "agent = \"Sale\", operation = \"Find\", response = «\"Vec<String>\"»",
            "takes a type",
            "response = Vec<String>",
        ),
        field(
            "«maxlen» = 20",
            "String",
            "unknown key `maxlen`",
            "did you mean `max_length`?",
        ),
        field(
            "«length» = 20",
            "String",
            "unknown key `length`",
            "did you mean `max_length`?",
        ),
        field(
            "max_length = «\"20\"»",
            "String",
            "takes a whole number",
            "max_length = 20",
        ),
        field(
            "max_length = «-1»",
            "String",
            "takes a whole number",
            "max_length = 239",
        ),
        field(
            "«nullable»",
            "String",
            "unknown key `nullable`",
            "`Option<..>`",
        ),
        field(
            "«skip_serializing_if» = \"Option::is_none\"",
            "Option<String>",
            "unknown key",
            "remove the key",
        ),
        field(
            "«flatten»",
            "Webhook",
            "unknown key `flatten`",
            "did you mean `base`?",
        ),
        field(
            "«primary_key»",
            "i32",
            "unknown key `primary_key`",
            "did you mean `key`?",
        ),
        field(
            "«Rename» = \"Name\"",
            "String",
            "unknown key `Rename`",
            "did you mean `rename`?",
        ),
        field(
            "rename «: \"Name\"»",
            "String",
            "`rename` takes text in quotes",
            "rename = \"URL\"",
        ),
        field(
            "alias = «[\"a\", \"b\"]»",
            "i32",
            "`alias` takes text in quotes",
            "alias = \"a\", alias = \"b\"",
        ),
        field(
            "rename«(\"Name\")»",
            "String",
            "`rename` takes text in quotes",
            "rename = \"URL\"",
        ),
        field(
            "«with» = \"date_format\"",
            "DateTime",
            "unknown key `with`",
            "remove the key",
        ),
        field(
            "«agent» = \"Sale\"",
            "String",
            "`agent` belongs on an entity",
            "not on a field",
        ),
        field(
            "key «= true»",
            "i32",
            "`key` takes no value",
            "write `key` alone",
        ),
        field(
            "rename = \"A\", «rename» = \"B\"",
            "String",
            "duplicate `rename`",
            "remove one",
        ),
        field(
            "date = «local»",
            "DateTime",
            "`local` is not one of",
            "`utc`",
        ),
        field(
            "format = «phone»",
            "String",
            "`phone` is not one of",
            "`email`",
        ),
        item(
            "#[derive(NetServerEntity)]\npub struct Sale { #[«netserver»] pub sale_id: i32 }",
            "write the keys in parentheses",
            "`#[netserver(rename",
        ),
    ]
}
