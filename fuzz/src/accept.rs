//! `Accept`: the choice and the order agree.

use webhook_model::MediaType;
use webhook_model::http::media_range::MediaRange;
use webhook_model::http::negotiation::{NoMatch, negotiate_lines, preferred};

/// Parses the input as the lines of the header, separated by line feeds.
///
/// # Panics
/// If the two do not agree.
pub fn run(input: &[u8]) {
    let lines = || input.split(|byte| *byte == b'\n');
    let offered: Vec<&str> = MediaType::ALL.iter().map(|known| known.as_str()).collect();
    let order = preferred(lines(), &offered);
    assert!(order.len() <= offered.len());
    assert!(
        order
            .windows(2)
            .all(|pair| pair[0].quality >= pair[1].quality)
    );
    let first = order.first().map(|best| offered[best.index]);
    let strict = negotiate_lines(lines(), NoMatch::NotAcceptable).ok();
    assert_eq!(strict.map(MediaType::as_str), first);
    let lenient = negotiate_lines(lines(), NoMatch::Json);
    assert_eq!(lenient, Ok(strict.unwrap_or(MediaType::ApplicationJson)));
    // One line or several: RFC 9110 section 5.3.
    if !input.contains(&b'"') {
        let joined: Vec<u8> = input
            .iter()
            .map(|byte| if *byte == b'\n' { b',' } else { *byte })
            .collect();
        assert_eq!(preferred([&joined[..]], &offered), order);
    }
    if let Ok(range) = MediaRange::parse(input) {
        assert!(range.quality().thousandths() <= 1000);
        assert!(range.essence().contains('/'));
    }
}
