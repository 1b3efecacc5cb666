//! Limits, the functions of the reader, and errors.

use super::super::{Event, XmlDocument, XmlErrorKind as Kind, XmlLimits};
use super::{kind, read_with};

#[test]
fn limits() {
    let limits = XmlLimits::default();
    let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
    assert_eq!(kind(&nested(limits.depth)), Ok(()));
    assert_eq!(
        kind(&nested(limits.depth + 1)),
        Err(Kind::TooDeep { limit: 128 })
    );
    let attributes = |count: usize| {
        let list = (0..count)
            .map(|n| format!(" a{n}=''"))
            .collect::<Vec<_>>()
            .concat();
        format!("<a{list}/>")
    };
    assert_eq!(kind(&attributes(64)), Ok(()));
    assert_eq!(
        kind(&attributes(65)),
        Err(Kind::TooManyAttributes { limit: 64 })
    );
    let scoped = |count: usize| {
        let list = (0..count)
            .map(|n| format!("<a xmlns:p{n}='u'>"))
            .collect::<Vec<_>>()
            .concat();
        list + &"</a>".repeat(count)
    };
    assert_eq!(kind(&scoped(64)), Ok(()));
    assert_eq!(
        kind(&scoped(65)),
        Err(Kind::TooManyNamespaces { limit: 64 })
    );
    // Declarations of closed elements don't count.
    assert_eq!(
        kind(&format!("<a>{}</a>", "<b xmlns:p='u'/>".repeat(1000))),
        Ok(())
    );
    let long = |length: usize| format!("<a xmlns='{}'/>", "u".repeat(length));
    assert_eq!(kind(&long(1024)), Ok(()));
    assert_eq!(
        kind(&long(1025)),
        Err(Kind::NamespaceTooLong { limit: 1024 })
    );
    let small = XmlLimits { bytes: 4, ..limits };
    assert!(read_with("<a/>", small).is_ok());
    assert!(read_with("<ab/>", small).unwrap_err().kind().is_limit());
}

#[test]
fn helpers() {
    let text = b"<a> <b>x<c/></b> <d/> <e>x</e> </a>";
    let document = XmlDocument::decode(text, XmlLimits::default()).unwrap();
    let mut reader = document.reader();
    reader.skip_element().unwrap();
    assert_eq!(reader.next_child().unwrap().unwrap().local(), "a");
    assert_eq!(reader.next_child().unwrap().unwrap().local(), "b");
    reader.skip_element().unwrap();
    assert_eq!(reader.next_child().unwrap().unwrap().local(), "d");
    assert_eq!(reader.expect_end(), Ok(()));
    assert_eq!(reader.next_child().unwrap().unwrap().local(), "e");
    let error = reader.expect_end().unwrap_err();
    assert_eq!(error.kind(), &Kind::UnexpectedText);
    assert_eq!(reader.finish(), Err(error));
}

#[test]
fn skipped_elements_are_checked() {
    for bad in [
        "<b>&x;</b>",
        "<b><c></b></c>",
        "<p:b/>",
        "<b>]]></b>",
        "<b x='1' x='1'/>",
        "<b><!-- -- --></b>",
    ] {
        let text = format!("<a><s>{bad}</s></a>");
        let document = XmlDocument::decode(text.as_bytes(), XmlLimits::default()).unwrap();
        let mut reader = document.reader();
        reader.next_child().unwrap();
        reader.next_child().unwrap();
        assert!(reader.skip_element().is_err(), "{bad}");
    }
}

#[test]
fn errors_have_positions_and_no_secrets() {
    let place = |text: &str| {
        let place = read_with(text, XmlLimits::default())
            .unwrap_err()
            .position();
        (place.line, place.column)
    };
    assert_eq!(place("<a>\r\n  å&x;</a>"), (2, 4));
    assert_eq!(
        place("<?xml version='1.0'?>\n<a>\n<b x='1' x='2'/></a>"),
        (3, 10)
    );
    assert_eq!(place("<a>x]]></a>"), (1, 5));
    assert_eq!(place("<a x='ab<'/>"), (1, 9));
    assert_eq!(place("<a bb cc='1'/>"), (1, 7));
    for text in [
        "<a>s3cret&</a>",
        "<a>s3cret]]></a>",
        "<a x='s3cret<'/>",
        "<a>&s3cret;</a>",
        "<a>x <s3cret!</a>",
        "<a></s3cret!>",
        "<a x='1'></s3cret >",
        "<a>x < s3cret</a>",
        "<a xmlns:p='' x='s3cret'/>",
    ] {
        let error = read_with(text, XmlLimits::default()).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{error}");
    }
    let document = XmlDocument::decode(b"<a>s3cret</a>", XmlLimits::default()).unwrap();
    let mut reader = document.reader();
    reader.next_event().unwrap();
    let event = reader.next_event().unwrap();
    assert_eq!(event, Event::Text("s3cret".into()));
    assert!(!format!("{document:?} {reader:?} {event:?}").contains("s3cret"));
}
