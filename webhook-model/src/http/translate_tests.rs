use super::*;
use proptest::prelude::*;

fn plain(text: &str, vendor_code: &str) -> String {
    translate(text, vendor_code, &()).into_owned()
}

fn table(name: &str, vendor_code: &str) -> Option<String> {
    match name {
        "SR_A" => Some(format!("a in {vendor_code}")),
        "SR_LOOP" => Some("[SR_LOOP] US:\"x\";".to_owned()),
        _ => None,
    }
}

#[test]
fn the_asked_language_then_us_then_the_first() {
    let text = r#"SW:"Kund";US:"Customer";NO:"Kunde";"#;
    assert_eq!(plain(text, "NO"), "Kunde");
    assert_eq!(plain(text, "FR"), "Customer");
    assert_eq!(plain(r#"SW:"Kund";NO:"Kunde""#, "FR"), "Kund");
    assert_eq!(plain(r#"NO:"";US:"Customer";"#, "NO"), "");
    assert_eq!(plain(r#"NO:"a";NO:"b";"#, "NO"), "a");
}

#[test]
fn the_text_around_stays() {
    assert_eq!(plain(r#"Hei US:"you";NO:"du"; der"#, "NO"), "Hei du der");
    assert_eq!(plain(r#"(US:"you";NO:"du")"#, "NO"), "(du)");
    assert_eq!(
        plain("\u{e9}US:\"a\";", "NO"),
        "\u{e9}US:\"a\";",
        "inside a word"
    );
    assert_eq!(
        plain("\u{20ac} US:\"a\";\u{20ac}", "NO"),
        "\u{20ac} a\u{20ac}"
    );
    assert_eq!(
        plain(r#"US:"a";NO:"b"; US:"c";NO:"d";"#, "NO"),
        "b d",
        "two runs"
    );
    assert_eq!(plain("NO:\"to\nlinjer; her\";", "NO"), "to\nlinjer; her");
    assert_eq!(plain(r#"say "hi" NO:"x";"#, "NO"), r#"say "hi" x"#);
}

#[test]
fn malformed_text_is_borrowed_unchanged() {
    for text in [
        "",
        "Customer",
        "US: Customer",
        r#"STATUS:"open""#,
        r#"_US:"open""#,
        r#"us:"Customer";"#,
        r#"XX:"Customer";"#,
        r#"ID:"42""#,
        r#"US:"Customer"#,
        "US:'Customer';",
        r#"US :"Customer";"#,
        r#"US: "Customer";"#,
        r#"US:"say "hi"";NO:"x";"#,
        r#"US:"a"NO:"b";"#,
        r#"US:"a";NO:"b"#,
        r#"US:"a";XX:"b";"#,
        r#"US:"a";no:"b";"#,
        r#"US:"a";NO:"b"; and US:"c"#,
        r#"US:"a""b";"#,
        "[SR_]",
        "[SR_A",
        "[sr_A]",
        "[SR_A B]",
        "[SR_UNKNOWN]",
        "[SR_[SR_[SR_",
        "[I:1]",
    ] {
        let translated = translate(text, "NO", &table);
        assert!(
            matches!(translated, Cow::Borrowed(same) if same == text),
            "{text} became {translated}"
        );
    }
}

#[test]
fn references_are_replaced_once() {
    assert_eq!(
        translate("x [SR_A], [SR_A]!", "NO", &table),
        "x a in NO, a in NO!"
    );
    assert_eq!(
        translate("[SR_X][SR_A][SR_[SR_A]", "US", &table),
        "[SR_X]a in US[SR_a in US"
    );
    assert_eq!(translate("[SR_LOOP]", "US", &table), "[SR_LOOP] US:\"x\";");
    // A prefix alone is not a name.
    let any = |_: &str, _: &str| Some("any".to_owned());
    assert_eq!(translate("[SR_][SR_B]", "US", &any), "[SR_]any");
}

#[test]
fn references_in_the_chosen_block_and_beside_a_broken_run() {
    assert_eq!(
        translate(r#"US:"[SR_A]";NO:"til [SR_A]";"#, "NO", &table),
        "til a in NO"
    );
    assert_eq!(
        translate(r#"US:"x [SR_A]"#, "NO", &table),
        r#"US:"x a in NO"#
    );
}

proptest! {
    #[test]
    fn texts_without_quotes_and_brackets_are_borrowed(text in "[^\"\\[]{0,40}") {
        prop_assert!(matches!(translate(&text, "NO", &table), Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn block_like_texts_never_panic_nor_grow(text in "((US|NO|XX|u|\u{e9})?:?\"?;?\\[?(SR_)?A?\\]? ?){0,12}") {
        let translated = translate(&text, "NO", &());
        prop_assert!(translated.len() <= text.len());
        if let Cow::Borrowed(same) = translated {
            prop_assert_eq!(same, text.as_str());
        }
    }

    #[test]
    fn a_well_formed_run_gives_its_block(
        before in "[a-z\u{e9} ]{0,5}",
        contents in prop::collection::vec("[^\"\\[]{0,6}", 1..5),
        after in "( [a-z ]{0,5})?",
        closed in any::<bool>(),
        asked in 0usize..5,
    ) {
        let codes = ["NO", "US", "SW", "DA", "FI"];
        let blocks: Vec<String> = codes.iter().zip(&contents).map(|(code, content)| format!("{code}:\"{content}\"")).collect();
        let end = if closed { ";" } else { "" };
        let text = format!("{before} {}{end}{after}", blocks.join(";"));
        let chosen = contents.get(asked).or(contents.get(1)).unwrap_or(&contents[0]);
        prop_assert_eq!(plain(&text, codes[asked]), format!("{before} {chosen}{after}"));
    }

    #[test]
    fn cutting_the_last_quote_leaves_all_untouched(contents in prop::collection::vec("[a-z]{0,6}", 1..5)) {
        let blocks: Vec<String> = contents.iter().map(|content| format!("US:\"{content}\"")).collect();
        let text = blocks.join(";");
        let broken = text.strip_suffix('"').unwrap_or_default();
        prop_assert!(matches!(translate(broken, "US", &()), Cow::Borrowed(same) if same == broken));
    }
}
