//! Tests of the reader as a whole; tests of a part are in the part's file.

mod grammar;
mod handling;
mod values;

use std::fmt::Write as _;

use super::{Element, Event, XmlDocument, XmlError, XmlErrorKind as Kind, XmlLimits};

const XSI: &str = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance'";

fn read_with(text: &str, limits: XmlLimits) -> Result<(), XmlError> {
    XmlDocument::decode(text.as_bytes(), limits)?
        .reader()
        .finish()
}

fn kind(text: &str) -> Result<(), Kind> {
    read_with(text, XmlLimits::default()).map_err(|error| error.kind().clone())
}

fn accepts(texts: &[&str]) {
    for text in texts {
        assert_eq!(kind(text), Ok(()), "{text}");
    }
}

fn refuses(expected: &Kind, texts: &[&str]) {
    for text in texts {
        assert_eq!(kind(text).as_ref(), Err(expected), "{text}");
    }
}

/// Refused with the same variant of error, whatever its parameters.
fn refuses_like(expected: &Kind, texts: &[&str]) {
    for text in texts {
        let found = kind(text).expect_err(text);
        let same = std::mem::discriminant(&found) == std::mem::discriminant(expected);
        assert!(same, "{text}: {found:?}");
    }
}

/// The events, as `(local name)`, text in quotes, and `/`.
fn trace(text: &str) -> String {
    let document = XmlDocument::decode(text.as_bytes(), XmlLimits::default()).unwrap();
    let mut reader = document.reader();
    let mut trace = String::new();
    loop {
        match reader.next_event().unwrap() {
            Event::Start(element) => write!(trace, "({})", element.local()).unwrap(),
            Event::Text(text) => write!(trace, "{text:?}").unwrap(),
            Event::End => trace += "/",
            Event::Eof => return trace,
        }
    }
}

fn root(text: &str) -> Result<Element<'_>, Kind> {
    let document = XmlDocument::decode(text.as_bytes(), XmlLimits::default()).unwrap();
    let document = Box::leak(Box::new(document));
    let root = document.reader().next_child();
    root.map(|root| root.expect("a root"))
        .map_err(|error| error.kind().clone())
}

fn text_of(text: &str) -> Result<String, Kind> {
    let document = XmlDocument::decode(text.as_bytes(), XmlLimits::default()).unwrap();
    let mut reader = document.reader();
    reader.next_child().map_err(|error| error.kind().clone())?;
    let content = reader
        .text_content()
        .map_err(|error| error.kind().clone())?;
    reader.finish().map_err(|error| error.kind().clone())?;
    Ok(content.into_owned())
}
