//! `NetServerEnum`: numbers, names and flags.

use crate::mistake::{Mistake, enumeration, field, item};

const TWICE: &str = "rustc reports E0081 as well, which no macro can prevent";

pub(crate) fn mistakes() -> Vec<Mistake> {
    let open =
        "#[derive(NetServerEnum)]\npub enum State { Open, Closed }\n#[derive(NetServerEntity)]\n";
    vec![
        enumeration("Open = 1, Active = «1»", "`Open` has the number 1 already", "alias = \"Active\"").because(TWICE),
        item(
            "#[derive(NetServerEnum)]\n#[netserver(flags)]\npub enum Right { Read = 1, View = «1» }",
            "`Read` has the number 1 already",
            "alias = \"View\"",
        )
        .because(TWICE),
        enumeration(
            "Open = «\"open\"»",
            "a variant is a number here",
            "`#[netserver(rename = \"open\")]`",
        )
        .because("rustc reports E0308 as well, which no macro can prevent"),
        enumeration("Open«(i32)»", "holds nothing", "remove the fields"),
        enumeration("Open«{ id: i32 }»", "holds nothing", "remove the fields"),
        enumeration("Open = 0, Closed = «-5_000_000_000»", "the number of a variant is an int32", "2147483647"),
        enumeration("Open = «1 << 2»", "write the number itself", "`= 4`"),
        enumeration("Open, #[netserver(rename = «\"Open\"»)] Active", "`Open` is the name of the variant `Open`", "write another"),
        enumeration("#[netserver(rename = «\"is open\"»)] Open", "a comma or white space separates names", "write the name without"),
        enumeration("#[netserver(rename = «\"1\"»)] Open", "a number on the wire means", "write a name"),
        enumeration("Open, #[netserver(other)] «Other»", "keeps what came", "write `Other(UnknownVariant)`"),
        enumeration("Open, #[netserver(other)] Other(«String»)", "kept in an `UnknownVariant`", "write `webhook_model::UnknownVariant`"),
        enumeration("Open, #[netserver(«catch_all»)] Other(UnknownVariant)", "unknown key `catch_all`", "did you mean `other`?"),
        enumeration("#[netserver(«fallback»)] Open", "unknown key `fallback`", "did you mean `other`?"),
        enumeration("#[netserver(default)] Open, #[netserver(«default»)] Closed", "an enum has one default", "remove `default`"),
        item(
            "#[derive(NetServerEnum)]\npub enum «State» { Open = 0, #[netserver(other)] Other(UnknownVariant) }",
            "needs a type for the numbers",
            "`#[repr(i32)] enum State`",
        )
        .because("rustc reports E0732 as well, which no macro can prevent"),
        item(
            "#[derive(NetServerEnum)]\n#[repr(i32)]\npub enum State { Other = 0, #[netserver(other)] «Other(UnknownVariant)» }",
            "the name `Other` is defined multiple times",
            "`Other` redefined here",
        ),
        item(
            "#[derive(NetServerEnum)]\npub enum «State» {}",
            "at least one name",
            "add a variant",
        ),
        item(
            "#[derive(NetServerEnum)]\n#[netserver(flags)]\npub enum Right { Read = 1, All = «7» }",
            "a flag is a power of two",
            "which no variant is by itself",
        ),
        item(
            "#[derive(NetServerEnum)]\n#[netserver(«bitflags»)]\npub enum Right { Read = 1 }",
            "unknown key `bitflags`",
            "did you mean `flags`?",
        ),
        item(
            &format!("{open}pub struct Sale {{ #[netserver(default = «\"Open\"»)] pub state: State }}"),
            "a variant has no quotes",
            "default = Open",
        ),
        item(
            &format!("{open}pub struct Sale {{ #[netserver(default = «Opne»)] pub state: State }}"),
            "`Opne`",
            "Open",
        ),
        item(
            &format!("{open}pub struct Sale {{ #[netserver(default = «1»)] pub state: State }}"),
            "an enum's default is one of its variants",
            "default = Name",
        ),
        // The error must be reported for the enum and not for the field with its type.
        item(
            "#[derive(NetServerEnum)]\npub enum State { Open, Closed«(i32)» }\n#[derive(NetServerEntity)]\npub struct Sale { #[netserver(default = \"Open\")] pub state: State }",
            "holds nothing",
            "remove the fields",
        ),
        field("default = «Open»", "Vec<i32>", "a bare name is a variant of an enum", "default = vec![..]"),
    ]
}
