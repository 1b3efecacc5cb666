//! Agents, operations, keys and names of entities.

use crate::mistake::{Mistake, entity, item};

pub(crate) fn mistakes() -> Vec<Mistake> {
    vec![
        entity(
            "«operations»(create_default)",
            "operations belong to an agent",
            "add `agent = \"Name\"`",
        ),
        entity(
            "agent = \"Sale\", operations(«get»)",
            "finds an entity by its primary key",
            "put `#[netserver(key)]` on `sale_id`",
        ),
        entity(
            "agent = «\"api/Sale\"»",
            "an agent's name is a part of a path",
            "agent = \"Contact\"",
        ),
        entity(
            "agent = \"Sale\", «response» = Vec<String>",
            "a response belongs to an operation",
            "add `operation = \"Name\"`",
        ),
        entity(
            "«carrier»",
            "is held in a field",
            "add `carrier: webhook_model::Carrier`",
        ),
        item(
            "#[derive(NetServerEntity)]\npub struct Sale { #[netserver(key)] pub id: i32, #[netserver(«key»)] pub other: i32 }",
            "an entity has one primary key",
            "remove this `key`",
        ),
        item(
            "#[derive(NetServerEntity)]\npub struct Sale { #[netserver(rename = \"Name\")] pub title: String, pub «name»: String }",
            "`Name` is the name of the field `title` already",
            "write another",
        ),
        item(
            "#[derive(NetServerEntity)]\npub struct Sale { pub name: String, #[netserver(alias = «\"name\"»)] pub title: String }",
            "`name` is the name of the field `name` already",
            "write another",
        ),
        item(
            "#[derive(NetServerEntity)]\npub struct Sale { #[netserver(rename = «\"sale id\"»)] pub sale_id: i32 }",
            "cannot hold ' '",
            "write letters, digits",
        ),
        item(
            "#[derive(NetServerEntity)]\npub struct «Sale»;",
            "an entity has properties",
            "write `struct Sale { name: Type }`",
        ),
        item(
            "#[derive(NetServerEntity)]\npub struct Pair«(pub i32, pub String)»;",
            "this one has 2 fields",
            "write `struct Pair { name: Type }`",
        ),
        item(
            "#[derive(NetServerEntity)]\npub struct SaleId(«#[netserver(key)]» pub i32);",
            "the field of a newtype has no keys",
            "remove the attribute",
        ),
    ]
}
