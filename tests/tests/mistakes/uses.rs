//! Uses of entities.

use crate::mistake::{Mistake, item};

const SALE: &str = "#[derive(Debug, NetServerEntity)]\n#[netserver(agent = \"Sale\", operations(create_default))]\npub struct Sale { #[netserver(key)] pub sale_id: i32, pub at: DateTime }\n";

fn in_function(body: &str, what: &'static str, fix: &'static str) -> Mistake {
    item(
        &format!("{SALE}pub fn f(sale: Sale, sales: &[Sale]) {{ {body} }}"),
        what,
        fix,
    )
}

pub(crate) fn mistakes() -> Vec<Mistake> {
    vec![
        in_function("let _ = Sale::«GET_PATH»;", "Get` on `Sale`", "operations("),
        in_function(
            "let _ = Sale { sale_id: 1, at: \"2024-05-17\".«into»() };",
            "`webhook_model::DateTime: From<&str>` is not satisfied",
            "parse",
        )
        .because("rustc's message for a trait of the standard library"),
        in_function(
            "let _ = Encoder::new(MediaType::ApplicationJson).encode(«\"a\"»);",
            "cannot be encoded",
            "`String`",
        ),
        in_function(
            "let _ = «Sale» { sale_id: 1 };",
            "missing field `at`",
            "missing `at`",
        ),
        in_function(
            "let _ = sale.encode(«\"application/json\"»);",
            "mismatched types",
            "expected `MediaType`",
        ),
    ]
}
