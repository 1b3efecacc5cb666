//! How much an entity expands to: what the compiler has to read is most of what it takes. The sizes
//! here are of the formatted code; the tests across crates count what the compiler prints.

use std::fmt::Write as _;

use expect_test::expect;
use proc_macro2::TokenStream;

/// The types of the fields, in turn: those of the compile-time benchmark.
const TYPES: [&str; 8] = [
    "i32",
    "Option<String>",
    "bool",
    "f64",
    "i64",
    "Option<Vec<String>>",
    "Option<i32>",
    "Option<BTreeMap<String, String>>",
];

/// Lines and bytes of the expansion as people read code.
fn expanded(properties: usize) -> (usize, usize) {
    let mut item = String::from("pub struct Entity {\n");
    for field in 0..properties {
        let ty = TYPES[field % TYPES.len()];
        writeln!(item, "    pub field{field}: {ty},").unwrap();
    }
    item.push('}');
    let tokens: TokenStream = item.parse().unwrap();
    let file = syn::parse2(crate::derive::entity(tokens)).unwrap();
    let text = prettyplease::unparse(&file);
    (text.lines().count(), text.len())
}

/// The recorded sizes: a change of them is for the reviewer to see.
#[test]
fn sizes_are_those_recorded() {
    let mut table = String::new();
    for properties in [1, 15, 100, 1000] {
        let (lines, bytes) = expanded(properties);
        writeln!(
            table,
            "{properties} properties: {lines} lines, {bytes} bytes"
        )
        .unwrap();
    }
    expect![[r#"
        1 properties: 84 lines, 2597 bytes
        15 properties: 154 lines, 5910 bytes
        100 properties: 561 lines, 28038 bytes
        1000 properties: 4732 lines, 261761 bytes
    "#]]
    .assert_eq(&table);
}

#[test]
fn fifteen_properties_stay_small() {
    let (lines, bytes) = expanded(15);
    assert!(lines <= 160, "{lines} lines");
    assert!(bytes <= 6_000, "{bytes} bytes");
}

#[test]
fn properties_cost_alike_however_many_there_are() {
    let of = |properties| expanded(properties).1;
    let (each, many) = ((of(200) - of(100)) / 100, (of(1000) - of(900)) / 100);
    // A longer number here and there.
    assert!(many <= each + each / 10, "{many} bytes after {each}");
}
