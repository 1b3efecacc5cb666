//! Compares the XML reader with quick-xml: a document that quick-xml rejects must be rejected, and
//! an accepted document must have the same content. The reverse does not hold, because quick-xml
//! leaves most rules to its user.

use netserver_tests::data::{files, json, list, shared, suite, text};
use netserver_tests::xml_steps::{ours, theirs};
use proptest::prelude::*;

/// Pieces of documents, listed compactly because there are many.
#[rustfmt::skip] // One to a line is long and says no more.
const PIECES: &[&str] = &[
    "<", ">", "/", "/>", "</", "<a>", "</a>", "<p:a>", "</p:a >", "<a/>", "<b\n/>", "<a ", "</b",
    " x='1'", " y=\"<\"", " p:x=''", " x = '>'", " xmlns='u'", " xmlns=''", " xmlns:p='urn:p'",
    " xmlns:p='a&amp;b'", " xmlns:i='http://www.w3.org/2001/XMLSchema-instance'", " i:nil='true'",
    " i:nil=' 0 '", " i:type='p:t'", " i:type='t'", "'", "\"", "=", ":", "xmlns:", "xml:lang='e'",
    "&lt;", "&amp;", "&apos;", "&#x41;", "&#0;", "&#xD;", "&#10;", "&#x1F600;", "&#xFFFE;", "&nbsp;",
    "&", ";", "&#", "<![CDATA[", "]]>", "]]", "]", "<![CDATA[]]>", "<!--", "-->", "--", "-", "<!---->",
    "<!", "<!D", "<!DOCTYPE a>", "<?", "?>", "<?xml version='1.0'?>", "<?p?>", "<?p d", "?", "!",
    " ", "\t", "\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\0", "\u{b}", "\u{FFFE}", "\u{FEFF}",
    "\u{e5}", "\u{b7}", "\u{1f600}", "t", "1",
];

fn agree(text: &str) -> Result<(), TestCaseError> {
    if let Ok(steps) = ours(text.as_bytes()) {
        prop_assert_eq!(Ok(steps), theirs(text), "{}", text);
    }
    Ok(())
}

/// Well-formed documents of a few levels.
fn document() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["a", "b", "p:a", "q:b", "\u{e5}", "a-1.x_"]);
    #[rustfmt::skip]
    let attribute = prop::sample::select(vec![
        "", " x='1'", " x=\"a&#10;b\" y='\n&lt;>'", " p:x='' x=''", " xmlns='v'", " xmlns=''",
        " xmlns:p='w'", " i:nil='true'", " i:type='q:t'", " z:Ref='i1'", " i:nil = '&#x31;'",
    ]);
    #[rustfmt::skip]
    let text = prop::sample::select(vec![
        "", " ", "t", "]]", "\r\n", "\r", "a\rb", "&lt;", "&#xD;", "&#xA;", "<![CDATA[]]>",
        "<![CDATA[<a>&lt;\r\n]]]]>", "<![CDATA[ ]]>", "<!---->", "<!-- <a> - -->", "<?p?>",
        "<?p <a> ??>", "\u{85}", "\u{1f600}", "'\">",
    ]);
    let texts = prop::collection::vec(text, 0..4).prop_map(|pieces| pieces.concat());
    let element = (name, attribute, texts.clone(), any::<bool>());
    let leaf = element.clone().prop_map(|(name, attribute, text, empty)| {
        if empty {
            format!("<{name}{attribute}/>")
        } else {
            format!("<{name}{attribute}>{text}</{name}>")
        }
    });
    let inner = leaf.prop_recursive(4, 24, 4, move |inner| {
        let children = prop::collection::vec((inner, texts.clone()), 0..4);
        (element.clone(), children).prop_map(|((name, attribute, text, _), children)| {
            let children: String = children
                .into_iter()
                .map(|(child, text)| child + &text)
                .collect();
            format!("<{name}{attribute}>{text}{children}</{name} >")
        })
    });
    let heads = vec!["", "\u{FEFF}", "<?xml version='1.0'?>\r\n", "<!-- c -->"];
    (prop::sample::select(heads), inner).prop_map(|(head, inner)| {
        format!(
            "{head}<r xmlns='d' xmlns:p='urn:p' xmlns:q='u&amp;q' \
             xmlns:i='http://www.w3.org/2001/XMLSchema-instance' \
             xmlns:z='http://schemas.microsoft.com/2003/10/Serialization/'>{inner}</r>"
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn well_formed_documents_are_accepted(document in document()) {
        let steps = ours(document.as_bytes());
        prop_assert_eq!(&steps, &theirs(&document), "{}", document);
        prop_assert!(steps.is_ok(), "{:?}: {}", steps, document);
    }

    #[test]
    fn mutated_documents(
        document in document(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, prop::sample::select(PIECES)), 1..4),
    ) {
        let mut letters: Vec<char> = document.chars().collect();
        for (index, remove, insert) in edits {
            let at = index.index(letters.len() + 1);
            let end = (at + remove).min(letters.len());
            letters.splice(at..end, insert.chars());
        }
        agree(&letters.into_iter().collect::<String>())?;
    }

    #[test]
    fn pieces_in_any_order(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..16)) {
        let text = pieces.concat();
        agree(&text)?;
        agree(&format!("<a>{text}</a>"))?;
        agree(&format!("<a {text}/>"))?;
        agree(&format!("<a xmlns:p='urn:p'><a x='{text}'/></a>"))?;
    }
}

/// All documents of the W3C suite, in and out of scope, that are text.
#[test]
fn the_documents_of_the_w3c() -> Result<(), TestCaseError> {
    let Some(folder) = suite("03-xml") else {
        return Ok(());
    };
    let archive = std::fs::File::open(folder.join("xmlts20130923.zip")).expect("there");
    let mut archive = zip::ZipArchive::new(archive).expect("an archive");
    let mut taken = 0;
    for case in list(&json(&folder.join("xmlconf_index.json")), "cases") {
        let mut document = String::new();
        let mut file = archive.by_name(text(case, "path")).expect("in the archive");
        if std::io::Read::read_to_string(&mut file, &mut document).is_ok() {
            agree(&document)?;
            taken += usize::from(ours(document.as_bytes()).is_ok());
        }
    }
    prop_assert!(taken > 50, "{}", taken);
    Ok(())
}

#[test]
fn the_samples() -> Result<(), TestCaseError> {
    let Some(shared) = shared() else {
        return Ok(());
    };
    for (name, body) in files(&shared.join("netserver/xml"), "xml") {
        let text = String::from_utf8(body).expect("text");
        prop_assert_eq!(ours(text.as_bytes()), theirs(&text), "{}", name);
    }
    Ok(())
}
