//! Rules of the parser that cannot be tested from outside.

use super::*;
use proptest::prelude::*;

#[test]
fn debug_shows_no_path() {
    let shown = format!(
        "{:?}",
        check_url("https://example.com/token").expect("public")
    );
    assert!(
        shown.contains("example.com") && !shown.contains("token"),
        "{shown}"
    );
}

proptest! {
    #[test]
    fn any_text_is_answered(text in "\\PC{0,80}") {
        let _ = check_url(&text);
        let _ = check_url(&format!("https://{text}"));
    }

    #[test]
    fn accepted_urls_are_plain(text in "[a-zA-Z0-9.:@\\[\\]%#?/\\\\ -]{0,40}") {
        if let Ok(checked) = check_url(&format!("https://{text}/")) {
            prop_assert!(checked.as_str().is_ascii());
            prop_assert!(checked.host().contains(['.', ':']));
            prop_assert!(!checked.host().contains(['@', '%', '/', '#', '?', '\\', '[', ']']));
            prop_assert_eq!(checked.host(), checked.host().to_lowercase());
            prop_assert!(checked.address().is_none_or(|address| check_address(address).is_ok()));
        }
    }
}
