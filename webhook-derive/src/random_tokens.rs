//! No input makes the macro panic: attributes and items of any tokens.

use proc_macro2::TokenStream;
use proptest::prelude::*;
use quote::ToTokens;

use crate::derive::run;
use crate::keys::{Derive, USAGES};

/// Words with a meaning in an attribute or a type, and others.
fn word() -> impl Strategy<Value = String> {
    let mut words: Vec<String> = USAGES.iter().map(|usage| usage.key.to_string()).collect();
    words.extend(USAGES.iter().map(|usage| usage.example.to_owned()));
    // Separated by two spaces.
    let others = r#"
        netserver  serde  struct  enum  union  pub  crate  self  Self  where  fn  dyn  impl  as  W  id
        r#type  __  _  utc  save  camelCase  email  Option  Vec  Box  u64  Mutex  i32  str  'a  'static
        ""  "text"  "a b"  r"raw"  b"bytes"  'c'  0  1  -1  1.5  4294967296  99999999999999999999  1u8
        true  false  =  ==  ,  ;  :  ::  ->  =>  <  >  &  |  !  ?  .  ..  #  *  Other  UnknownVariant
        Closed
    "#;
    let others = others.lines().flat_map(|line| line.trim().split("  "));
    words.extend(others.filter(|word| !word.is_empty()).map(str::to_owned));
    words.push("\u{540d}".to_owned());
    prop::sample::select(words)
}

/// Tokens, balanced in their brackets.
fn tokens() -> impl Strategy<Value = String> {
    let leaf = prop::collection::vec(word(), 0..6).prop_map(|words| words.join(" "));
    leaf.prop_recursive(4, 40, 5, |inner| {
        let group =
            (inner, prop::sample::select(vec!["()", "[]", "{}"])).prop_map(|(inside, brackets)| {
                format!("{} {inside} {}", &brackets[..1], &brackets[1..])
            });
        prop::collection::vec(prop_oneof![group, word()], 0..5).prop_map(|parts| parts.join(" "))
    })
}

/// Items with attributes of any tokens, and items of any tokens.
fn item() -> impl Strategy<Value = String> {
    let of = |shape: &'static str| {
        (tokens(), tokens(), tokens())
            .prop_map(move |(a, b, c)| shape.replace("$a", &a).replace("$b", &b).replace("$c", &c))
    };
    prop_oneof![
        of(
            "#[netserver($a)] struct W { #[netserver($b)] id: i32, #[netserver($c)] name: Option<String> }"
        ),
        of("#[netserver($a)] #[netserver $b] struct W { #[netserver = $c] id: i32 }"),
        of("#[netserver(tag = \"T\", $a)] enum W { #[netserver($b)] A(B), #[netserver($c)] C(D) }"),
        of("#[netserver($a)] enum W { #[netserver($b)] A = 1, #[netserver($c)] B(C) }"),
        of(
            "struct W { #[netserver(default = $a)] a: i32, b: $b, #[netserver(default = [$c])] c: Vec<i32> }"
        ),
        of("enum W { A = $a, $b, C { x: $c } }"),
        of("$a struct W $b $c"),
        of("$a $b $c"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_tokens_give_code_or_errors(item in item()) {
        let Ok(tokens) = item.parse::<TokenStream>() else { return Ok(()) };
        for derive in [Derive::Entity, Derive::Enumeration] {
            let expanded = run(derive, tokens.clone());
            // Only the compiler can tell whether an expression is correct.
            let readable = item.contains("default =")
                || syn::parse2::<syn::File>(expanded.to_token_stream()).is_ok();
            prop_assert!(readable, "{item}\n{expanded}");
        }
    }
}

#[test]
fn a_failure_of_the_macro_names_the_item() {
    let item = "#[a] pub struct Hook<T> { b: T }".parse().unwrap();
    let said = crate::recovery::bug(item, Derive::Entity, &"index out of bounds").to_string();
    assert!(
        said.contains("the derive of `Hook` failed with `index out of bounds`"),
        "{said}"
    );
    let said = crate::recovery::bug(
        TokenStream::new(),
        Derive::Enumeration,
        &String::from("other"),
    )
    .to_string();
    assert!(said.contains("report it"), "{said}");
}

/// While an attribute is being typed, an editor still knows the type and its methods.
#[test]
fn half_an_attribute_leaves_the_type_known() {
    let halves = [
        "#[netserver]",
        "#[netserver(a)]",
        "#[netserver(agent)]",
        "#[netserver(agent =)]",
        "#[netserver(agent = Con)]",
        "#[netserver(agent = \"A\",, )]",
        "#[netserver(operations())]",
        "#[netserver(operations(sa))]",
        "#[netserver(operations =)]",
        "#[netserver(crate = )]",
        "#[netserver =]",
        "#[netserver::]",
        "#[netserver . ]",
        "#[]",
        "#[netserver(default = )] #[netserver(response = Vec<)]",
    ];
    for half in halves {
        for item in [
            format!("{half} struct W {{ id: i32 }}"),
            format!("struct W {{ {half} id: i32 }}"),
            format!("{half} enum W {{ A }}"),
            format!("enum W {{ {half} A }}"),
        ] {
            let tokens: TokenStream = item.parse().unwrap();
            let (derive, property) = if item.contains("struct") {
                (Derive::Entity, "__P for W")
            } else {
                (Derive::Enumeration, "PropertyType for W")
            };
            let expanded = run(derive, tokens).to_string();
            assert!(expanded.contains(property), "{item}\n{expanded}");
            assert!(expanded.contains("compile_error"), "{item}\n{expanded}");
        }
    }
}
