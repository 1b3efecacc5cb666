//! The derives: every item gives code, or errors and code, and never a panic.

use proc_macro2::TokenStream;

/// Items with placeholders for tokens.
const ITEMS: [&str; 8] = [
    "$a",
    "#[netserver($a)] struct W { #[netserver($b)] id: i32, #[netserver($c)] name: Option<String> }",
    "#[netserver($a)] #[netserver $b] struct W { #[netserver = $c] id: i32 }",
    "#[netserver(tag = \"T\", $a)] enum W { #[netserver($b)] A(B), #[netserver($c)] C(D) }",
    "#[netserver($a)] enum W { #[netserver($b)] A = 1, #[netserver($c)] B(C) }",
    "struct W { #[netserver(default = $a)] a: i32, b: $b, #[netserver(default = [$c])] c: Vec<i32> }",
    "enum W { A = $a, $b, C { x: $c } }",
    "$a struct W $b $c",
];

/// The first byte chooses an item and a derive. The rest are tokens for it, separated by zero bytes.
///
/// # Panics
/// If the macro panics, or its output does not parse as Rust.
pub fn run(input: &[u8]) {
    let Some((choice, rest)) = input.split_first() else {
        return;
    };
    let Ok(rest) = std::str::from_utf8(rest) else {
        return;
    };
    // The compiler itself nests at most 128 levels, and the token parser used here is recursive.
    if rest
        .bytes()
        .filter(|byte| b"([{<&*-!|".contains(byte))
        .count()
        > 100
    {
        return;
    }
    let mut parts = rest.split('\0');
    let mut item = ITEMS[usize::from(*choice) % ITEMS.len()].to_owned();
    for hole in ["$a", "$b", "$c"] {
        item = item.replace(hole, parts.next().unwrap_or_default());
    }
    let Ok(tokens) = item.parse::<TokenStream>() else {
        return;
    };
    let derive = match choice & 0x40 {
        0 => netserver_fuzz_derive::entity,
        _ => netserver_fuzz_derive::enumeration,
    };
    let expanded = derive(tokens);
    // Only the compiler can parse this expression, and it may reject it.
    if !item.contains("default") {
        let read = syn::parse2::<syn::File>(expanded.clone());
        assert!(read.is_ok(), "{item}\n{expanded}");
    }
}
