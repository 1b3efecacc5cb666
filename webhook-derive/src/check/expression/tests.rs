//! Tokens that are and tokens that are not an expression.

use super::*;

fn read(text: &str) -> bool {
    is_expression(&text.parse().expect(text))
}

#[test]
fn expressions_of_all_kinds_are_read() {
    for text in [
        "1 + 2 * -3",
        "a < b && !c",
        "make::<Vec<i32>>(1)?.field.0.1[2].await",
        "&mut *a",
        "&raw const a",
        "(1, \"a\",)",
        "()",
        "[0; 4]",
        "[a, b,]",
        "[]",
        "0..=5",
        "..",
        "1..",
        "|a: i32| -> i32 { a }",
        "move || a",
        "|| 1",
        "if a { b } else if let Some(c) = d { e } else { f }",
        "match a { Some(1..=5) if b => c, Some(d) | None => {} _ => S { e: 1 } }",
        "{ let a: i32 = 1; let Some(b) = c else { return 1 }; use d::e; fn f() {} a; vec![1]; if b {} g }",
        "unsafe { a() }",
        "const { 1 }",
        "loop { break 5 }",
        "'a: loop { break 'a 5; }",
        "while let Some(a) = b { continue }",
        "for a in b { c += 1; }",
        "async move { a.await }",
        "S { a, b: 1, ..c }",
        "S {}",
        "<A as B>::c(1)",
        "<A>::C",
        "Vec::<i32>::new()",
        "self::A",
        "crate::a::B",
        "vec![1, 2]",
        "a as i32 as i64 + 1",
        "a = b",
        "a.b::<i32>(c)",
        "\"a\".to_owned() + b",
        "a & b | c ^ d << 1 >> 2",
        "a != b",
        "a == b && c < d",
        "!matches!(a, B)",
        "return",
        "return 1",
    ] {
        assert!(read(text), "{text}");
    }
}

#[test]
fn other_tokens_are_not() {
    for text in [
        "",
        "{ \"a\": \"b\" }",
        "{ a: 1, b: 2 }",
        "x => y",
        "1 as",
        "match",
        "match a",
        "match a {",
        "if",
        "if a",
        "if a b",
        "a b",
        "1 2",
        "1 +",
        "+ 1",
        "a.",
        "a..b..",
        "&",
        "-",
        "a!",
        "fn",
        "let a = 1;",
        "a; b",
        "|a",
        "[1; ]",
        "[,]",
        "(,)",
        "f(,)",
        "f(a b)",
        "a::",
        "struct A;",
        "else { 1 }",
        "for a b {}",
        "loop",
        "unsafe",
        "$a",
        "#a",
        "a -> b",
        "a ? b",
        "{ let a }",
        "{ 1 2 }",
        "=",
        "= 1",
        "== 1",
        "a =",
        "let a = 1",
        "Vec<i32>::new()",
        "..=",
    ] {
        let tokens = text.parse::<TokenStream>();
        assert!(!tokens.is_ok_and(|tokens| is_expression(&tokens)), "{text}");
    }
}
