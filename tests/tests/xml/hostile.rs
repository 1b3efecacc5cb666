//! Mutated and oversized XML: the reader never panics, all ways to read have the same result, and
//! there is at most one event per byte.

use proptest::prelude::*;
use webhook_model::format::xml::reader::{Event, XmlDocument, XmlError, XmlLimits};

const SEED: &str = "\u{FEFF}<?xml version='1.0' encoding=\"utf-8\" standalone='no'?>\r\n<!-- c -->\
    <p:a xmlns:p='urn:p' xmlns=\"urn:d\" p:x='1' x='&#x41;&lt;'>å&amp;<![CDATA[<b>]]>\r\n<?pi d?>\
    <b xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true' i:type='p:t'/></p:a>\n<!---->";

/// Pieces of the grammar.
const PIECES: &[&str] = &[
    "<",
    ">",
    "&",
    ";",
    "'",
    "\"",
    "=",
    "/",
    "/>",
    "</",
    "<!",
    "<!--",
    "-->",
    "--",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<?xml",
    "<!DOCTYPE",
    ":",
    "xmlns",
    "xmlns:",
    "xml",
    " ",
    "\r",
    "\n",
    "\t",
    "\0",
    "\u{FFFE}",
    "\u{FEFF}",
    "&#",
    "&#x",
    "a",
    "p:",
    "i:nil",
    "å",
    "]",
    "!",
    "-",
    "?",
];

fn events(bytes: &[u8], limits: XmlLimits) -> Result<usize, XmlError> {
    let document = XmlDocument::decode(bytes, limits)?;
    let mut reader = document.reader();
    let mut count = 0;
    while reader.next_event()? != Event::Eof {
        count += 1;
    }
    Ok(count)
}

/// All ways to read must have the same result.
fn consistent(bytes: &[u8]) {
    let limits = XmlLimits::default();
    let by_events = events(bytes, limits);
    let Ok(document) = XmlDocument::decode(bytes, limits) else {
        return;
    };
    let mut reader = document.reader();
    let by_skipping = reader
        .next_child()
        .and_then(|_| reader.skip_element())
        .and_then(|()| reader.finish());
    assert_eq!(by_events.is_ok(), by_skipping.is_ok());
    let _ = format!("{reader:?} {by_events:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_documents(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..6_usize, prop::sample::select(PIECES)), 1..6),
    ) {
        let mut bytes = SEED.as_bytes().to_vec();
        for (index, remove, insert) in edits {
            let at = index.index(bytes.len() + 1);
            let end = (at + remove).min(bytes.len());
            bytes.splice(at..end, insert.bytes());
        }
        consistent(&bytes);
    }

    #[test]
    fn pieces_in_any_order(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        consistent(pieces.concat().as_bytes());
        consistent(format!("<a>{}</a>", pieces.concat()).as_bytes());
        consistent(format!("<a {}/>", pieces.concat()).as_bytes());
    }

    #[test]
    fn any_bytes(mark in prop::sample::select(vec!["", "\u{FEFF}"]), bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        consistent(&[mark.as_bytes(), &bytes].concat());
        consistent(&[&b"\xFE\xFF"[..], &bytes].concat());
        consistent(&[&b"\xFF\xFE"[..], &bytes].concat());
    }

    #[test]
    fn utf16_is_read_like_utf8(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..12)) {
        let text = format!("<a>{}</a>", pieces.concat());
        let wide = text.encode_utf16().flat_map(u16::to_be_bytes);
        let wide: Vec<u8> = [0xFE, 0xFF].into_iter().chain(wide).collect();
        let limits = XmlLimits::default();
        prop_assert_eq!(events(text.as_bytes(), limits), events(&wide, limits));
    }
}

#[test]
fn the_seed_is_well_formed() {
    assert_eq!(events(SEED.as_bytes(), XmlLimits::default()), Ok(5));
}

/// Documents on which a naive reader spends more than linear time.
fn flood(shape: &str, count: usize) -> String {
    let repeat = |part: &str| part.repeat(count);
    let uri = "u".repeat(1020);
    match shape {
        "brackets" => format!("<a>{}</a>", repeat("]")),
        "section of brackets" => format!("<a><![CDATA[{}]]></a>", repeat("]")),
        "ampersands" => format!("<a>{}</a>", repeat("&amp;")),
        "comments in text" => format!("<a>{}</a>", repeat("x<!---->")),
        "returns" => format!("<a>{}</a>", repeat("\r")),
        "hyphens" => format!("<!--{}", repeat("-")),
        "open brackets" => format!("<a>{}", repeat("<![CDATA[")),
        "lone references" => format!("<a>{}", repeat("&lt")),
        "quotes" => format!("<a {}", repeat("x='")),
        "long name" => format!("<{}/>", repeat("a")),
        "leading zeros" => format!("<a>&#{}65;</a>", repeat("0")),
        "questions" => format!("<?a {}", repeat("?")),
        "doctype" => format!("<!DOCTYPE a [{}", repeat("<!ENTITY a 'b'>")),
        "empty elements" => format!("<a>{}</a>", repeat("<b/>")),
        "declarations" => format!("<a>{}</a>", repeat("<b xmlns:p='u'/>")),
        "long namespace" => format!("<a xmlns='{uri}&amp;'>{}</a>", repeat("<b/>")),
        "attributes" => {
            let list = (0..64)
                .map(|n| format!(" p:a{n}=''"))
                .collect::<Vec<_>>()
                .concat();
            format!(
                "<a xmlns:p='{uri}'>{}</a>",
                format!("<b{list}/>").repeat(count / 400)
            )
        }
        "unclosed" => repeat("<a>"),
        _ => unreachable!("{shape}"),
    }
}

#[test]
fn work_grows_linearly() {
    let shapes = [
        "brackets",
        "section of brackets",
        "ampersands",
        "comments in text",
        "returns",
        "hyphens",
        "open brackets",
        "lone references",
        "quotes",
        "long name",
        "leading zeros",
        "questions",
        "doctype",
        "empty elements",
        "declarations",
        "long namespace",
        "attributes",
        "unclosed",
    ];
    for shape in shapes {
        let limits = XmlLimits {
            bytes: usize::MAX,
            ..XmlLimits::default()
        };
        let read = |count| events(flood(shape, count).as_bytes(), limits);
        let (first, second) = (read(5_000), read(10_000));
        assert_eq!(first.is_ok(), second.is_ok(), "{shape}");
        if let (Ok(first), Ok(second)) = (first, second) {
            assert!(
                second <= 2 * first,
                "{shape}: {first} events, then {second}"
            );
        }
    }
}
