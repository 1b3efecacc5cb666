//! Derives beside those of the crate, and derives on the wrong item.

use crate::mistake::{Mistake, item};

pub(crate) fn mistakes() -> Vec<Mistake> {
    let own = "implements `Serialize` and `Deserialize` itself";
    vec![
        item(
            "#[derive(serde::Serialize, serde::Deserialize, «NetServerEntity»)]\npub struct Sale { pub sale_id: i32 }",
            own,
            "remove them from `#[derive(..)]`",
        ),
        item(
            "use serde::{Serialize, Deserialize};\n#[derive(Debug, Serialize)]\n/// A sale.\n#[derive(«NetServerEntity», Deserialize)]\npub struct Sale { pub sale_id: i32 }",
            own,
            "remove them from `#[derive(..)]`",
        ),
        item(
            "#[derive(NetServerEntity)]\n#[derive(Debug, serde::«Serialize»)]\npub struct Sale { pub sale_id: i32 }",
            "implements `Serialize` itself",
            "remove it from `#[derive(..)]`",
        ),
        item(
            "#[derive(serde::Serialize, «NetServerEntity»)]\npub struct Sale { #[serde(rename = \"URL\")] pub url: String }",
            "implements `Serialize` itself",
            "write `#[serde(..)]` as `#[netserver(..)]`",
        ),
        item(
            "#[derive(Default, Clone, «NetServerEntity»)]\npub struct Sale { pub sale_id: i32 }",
            "implements `Default` itself",
            "remove it from `#[derive(..)]`",
        ),
        item(
            "#[derive(Debug, Default, «NetServerEntity»)]\npub struct SaleId(pub i32);",
            "implements `Default` itself",
            "remove it from `#[derive(..)]`",
        ),
        item(
            "#[derive(Default, NetServerEnum)]\npub enum State { #[netserver(default)] Closed, #[«default»] Open }",
            "`Default` is `Open`",
            "remove one of the two attributes",
        ),
        item(
            "#[derive(«NetServerEntity», NetServerEnum)]\npub enum State { Open, Closed }",
            "not both",
            "remove `NetServerEntity` if the variants are names",
        ),
        item(
            "#[derive(NetServerEntity)]\npub «enum» State { Open, Closed }",
            "an enum is an entity as a polymorphic family only",
            "derive `NetServerEnum`",
        ),
        item(
            "#[derive(NetServerEnum)]\npub «struct» SaleId(pub i32);",
            "a struct is not an enum",
            "derive `NetServerEntity`",
        ),
        item(
            "#[derive(NetServerEntity)]\npub «union» Sale { pub sale_id: i32 }",
            "a union does not record which of its fields is set",
            "write `struct Sale",
        ),
        item(
            "#[derive(NetServerEntity)]\npub struct Sale<«T»> { pub value: T }",
            "has no parameters",
            "write one struct for each type",
        ),
        item(
            "#[derive(NetServerEntity)]\npub struct Sale<«'a»> { pub name: &'a str }",
            "cannot borrow",
            "write `String`",
        ),
        item(
            "#[«netserver»(agent = \"Sale\")]\npub struct Sale { pub sale_id: i32 }",
            "cannot find attribute `netserver`",
            "missing a `derive` attribute",
        ),
        item(
            "#[derive(NetServerEntity)]\npub struct Sale { #[«serde»(rename = \"URL\")] pub url: String }",
            "implements serde's traits itself",
            "write it as `#[netserver(..)]`",
        ),
        item(
            "#[derive(NetServerEnum)]\npub enum State { #[«serde»(rename = \"open\")] Open }",
            "`#[serde(..)]` does nothing here",
            "as `#[netserver(..)]`",
        ),
    ]
}
