//! `Accept-Language`, `SO-Language`, and texts in several languages.

use webhook_model::http::language::{Languages, ranked};
use webhook_model::http::translate::translate;

/// Parses the input as a header and as a text.
///
/// # Panics
/// If a tag does not survive formatting and parsing, or a translated text is longer than the original.
pub fn run(input: &[u8]) {
    let (header, text) = crate::halves(input);
    let ranges = ranked(header.split(|byte| *byte == b'\n'));
    assert!(
        ranges
            .windows(2)
            .all(|pair| pair[0].quality >= pair[1].quality)
    );
    for tag in ranges.iter().filter_map(|range| range.tag.as_ref()) {
        assert_eq!(tag.as_str().parse().as_ref(), Ok(tag));
        assert!(!tag.vendor_code().is_empty());
    }
    for (single, culture) in [(None, None), (Some(header), None), (None, Some(header))] {
        let languages = Languages::resolve([header], single, culture);
        assert!(languages.language.is_some() || languages.culture.is_none());
    }
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let plain = translate(text, "NO", &());
    assert!(plain.len() <= text.len());
    let resources = |name: &str, code: &str| {
        assert!(name.starts_with("SR_") && code == "NO");
        (name.len() % 2 == 0).then(String::new)
    };
    assert!(translate(text, "NO", &resources).len() <= plain.len());
}
