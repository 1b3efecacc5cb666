//! The XML reader: all ways to read give the same result, with at most one event per byte.
//! quick-xml accepts every document that the reader accepts, with the same meaning.

use webhook_model::format::xml::reader::{Event, XmlDocument, XmlError, XmlLimits};

use crate::xml_steps::{ours, theirs};

/// Reads the input event by event, and by skipping the root.
///
/// # Panics
/// If only one way accepts the input, the output is larger than possible, or quick-xml gives another
/// result.
pub fn run(input: &[u8]) {
    let limits = XmlLimits::default();
    let Ok(document) = XmlDocument::decode(input, limits) else {
        return;
    };
    let by_events = events(&document);
    let mut reader = document.reader();
    let by_skipping = reader
        .next_child()
        .and_then(|_| reader.skip_element())
        .and_then(|()| reader.finish());
    assert_eq!(by_events.is_ok(), by_skipping.is_ok());
    if let (Err(one), Err(other)) = (&by_events, &by_skipping) {
        assert_eq!(one.to_string(), other.to_string());
    }
    assert!(by_events.unwrap_or_default() <= input.len());
    // In UTF-16 it is another text.
    if let (Ok(ours), Ok(text)) = (ours(input), std::str::from_utf8(input)) {
        assert_eq!(Ok(ours), theirs(text));
    }
}

fn events(document: &XmlDocument<'_>) -> Result<usize, XmlError> {
    let mut reader = document.reader();
    let mut count = 0;
    loop {
        match reader.next_event()? {
            Event::Eof => return Ok(count),
            Event::Text(_) => {}
            Event::Start(_) | Event::End => count += 1,
        }
    }
}
