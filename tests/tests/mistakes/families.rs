//! Families: the tag, the members, and entities that inherit.

use crate::mistake::{Mistake, item};

/// Two members, and the family.
fn family(keys: &str, variants: &str, what: &'static str, fix: &'static str) -> Mistake {
    let source = format!(
        "#[derive(NetServerEntity)]\npub struct Text {{ pub field_type: String }}\n#[derive(NetServerEntity)]\npub struct Number {{ pub field_type: String }}\n#[derive(NetServerEntity)]\n#[netserver({keys})]\npub enum Field {{ {variants} }}"
    );
    item(&source, what, fix)
}

fn members(variants: &str, what: &'static str, fix: &'static str) -> Mistake {
    family("tag = \"FieldType\"", variants, what, fix)
}

fn base(before: &str, ty: &str, what: &'static str, fix: &'static str) -> Mistake {
    let source = format!(
        "{before}\n#[derive(NetServerEntity)]\npub struct Sale {{ #[netserver(base)] pub base: {ty}, pub sale_id: i32 }}"
    );
    item(&source, what, fix)
}

pub(crate) fn mistakes() -> Vec<Mistake> {
    let all = "Text(Text), Number(Number)";
    vec![
        family(
            "tag = «\"field_type\"»",
            all,
            "no member of this family has a property `field_type`",
            "write `tag = \"FieldType\"`",
        ),
        family(
            "tag = «\"Kind\"»",
            all,
            "no member of this family has a property `Kind`",
            "`Text` has `FieldType`",
        ),
        family(
            "«discriminator» = \"FieldType\"",
            all,
            "unknown key `discriminator`",
            "did you mean `tag`?",
        ),
        members(
            "Text(«Box<Text>»)",
            "is the entity itself",
            "write `Text` without `Box`",
        ),
        members(
            "Text(Text), Numbers(«Vec<Number>»)",
            "`Vec` is not",
            "write a struct",
        ),
        members("Text(«String»)", "`String` is a value", "write a struct"),
        members(
            "«Text»",
            "a member of a family is an entity",
            "write `Text(Entity)`",
        ),
        members(
            "«Text» { value: Text }",
            "a member of a family is an entity",
            "write `Text(Entity)`",
        ),
        members(
            "Text(Text), #[netserver(other)] Other(«String»)",
            "kept in an `UnknownEntity`",
            "write `webhook_model::UnknownEntity`",
        ),
        members(
            "Text(Text), #[netserver(rename = «\"Text\"»)] Number(Number)",
            "`Text` is the tag of the variant `Text`",
            "write another",
        ),
        item(
            "pub struct Text;\n#[derive(NetServerEntity)]\n#[netserver(tag = \"Kind\")]\npub enum Field { Text(«Text») }",
            "is not an entity, so it cannot be a member of a family",
            "add `#[derive(NetServerEntity)]` to it",
        ),
        // The error must be reported for the member and not for the family.
        item(
            "#[derive(NetServerEntity)]\npub struct Text { #[netserver(«renam» = \"A\")] pub kind: String }\n#[derive(NetServerEntity)]\n#[netserver(tag = \"FieldType\")]\npub enum Field { Text(Text) }",
            "unknown key `renam`",
            "did you mean `rename`?",
        ),
        base(
            "pub struct Base;",
            "«Base»",
            "is not an entity that another can inherit from",
            "add `#[derive(NetServerEntity)]` to it",
        ),
        base(
            "#[derive(NetServerEntity)]\npub struct Base { pub id: i32 }",
            "«Box<Base>»",
            "a base is the entity itself",
            "write `Base` without `Box`",
        ),
        base(
            "#[derive(NetServerEntity)]\npub struct Text { pub kind: String }\n#[derive(NetServerEntity)]\n#[netserver(tag = \"Kind\")]\npub enum Step { Text(Text) }",
            "«Step»",
            "is not an entity that another can inherit from",
            "a family has no properties of its own",
        ),
    ]
}
