//! Documents that XML 1.0 forbids.

use super::super::XmlErrorKind as Kind;
use super::{accepts, kind, refuses, refuses_like};

#[test]
fn references() {
    refuses(
        &Kind::BareAmpersand,
        &[
            "<a>&</a>",
            "<a>& </a>",
            "<a>&#65</a>",
            "<a>&lt</a>",
            "<a>&<b/>;</a>",
            "<a>&&amp;</a>",
            "<a x='&'/>",
            "<a x='&amp'/>",
            "<a x='a&b'/>",
            "<a>&",
        ],
    );
    refuses(
        &Kind::UndefinedEntity,
        &[
            "<a>&nbsp;</a>",
            "<a>&;</a>",
            "<a>& lt;</a>",
            "<a x='&x;'/>",
            "<a>&LT;</a>",
        ],
    );
    refuses(
        &Kind::InvalidCharacterReference,
        &[
            "<a>&#0;</a>",
            "<a>&#1;</a>",
            "<a>&#xD800;</a>",
            "<a>&#xFFFE;</a>",
            "<a>&#X41;</a>",
            "<a>&#-1;</a>",
            "<a>&#x110000;</a>",
            "<a>&#99999999999999999999;</a>",
            "<a x='&#0;'/>",
        ],
    );
}

#[test]
fn doctype_is_refused_where_it_begins() {
    refuses(
        &Kind::Doctype,
        &[
            "<!DOCTYPE a><a/>",
            "<!DOCTYPE",
            "<!doctype a><a/>",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a/>",
            "<?xml version='1.0'?>\n<!-- --><!DOCTYPE a><a/>",
            "<a><!DOCTYPE a></a>",
            "<a/><!DOCTYPE a>",
            "<!DOCTYPE a [ never closed",
            "<!DOCTYPEa>",
        ],
    );
    refuses(
        &Kind::UnknownMarkup,
        &[
            "<!x><a/>",
            "<!",
            "<!->",
            "<a><!ENTITY x 'y'></a>",
            "<a><![cdata[]]></a>",
        ],
    );
}

#[test]
fn illegal_characters_anywhere() {
    for bad in ['\0', '\u{1}', '\u{B}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
        for text in [
            format!("<a>{bad}</a>"),
            format!("<a x='{bad}'/>"),
            format!("<!--{bad}--><a/>"),
            format!("<?p {bad}?><a/>"),
            format!("<a><![CDATA[{bad}]]></a>"),
            format!("<a/>{bad}"),
        ] {
            let code = u32::from(bad);
            assert_eq!(
                kind(&text),
                Err(Kind::IllegalCharacter { code }),
                "{text:?}"
            );
        }
    }
}

#[test]
fn outside_the_root() {
    refuses(
        &Kind::NoRoot,
        &["", " \n ", "<!-- -->", "<?p?>", "<?xml version='1.0'?>"],
    );
    refuses(&Kind::SecondRoot, &["<a/><b/>", "<a></a>\n<a></a>"]);
    refuses(
        &Kind::TextOutsideRoot,
        &[
            "x<a/>",
            "<a/>x",
            "hello",
            "<![CDATA[x]]><a/>",
            "<a/>&#32;",
            "&lt;<a/>",
            "<a/><![CDATA[]]>",
            "\u{FEFF}\u{FEFF}<a/>",
            "<?xml version='1.0'?>\u{FEFF}<a/>",
            "\u{A0}<a/>",
            "<a/>\u{FEFF}",
        ],
    );
    refuses(
        &Kind::MisplacedDeclaration,
        &[
            " <?xml version='1.0'?><a/>",
            "<a/><?xml version='1.0'?>",
            "<a><?xml x?></a>",
            "<?xml version='1.0'?><?xml version='1.0'?><a/>",
        ],
    );
    accepts(&[
        "\u{FEFF}<a/>",
        "\u{FEFF}<?xml version='1.0'?><a/>",
        "<?xml-stylesheet href='x'?><a/>",
    ]);
}

#[test]
fn tags_match() {
    refuses(
        &Kind::MismatchedEndTag {
            expected: "a".into(),
        },
        &[
            "<a></b>",
            "<a></A>",
            "<a></a x='1'>",
            "<a></>",
            "<a></ a>",
            "<a></a/>",
        ],
    );
    refuses(&Kind::UnexpectedEndTag, &["</a>", "<a/></a>", "</>"]);
    refuses(
        &Kind::UnclosedElement { name: "a".into() },
        &["<a>", "<a><b/>", "<a>x"],
    );
    refuses_like(
        &Kind::Unclosed { construct: "" },
        &[
            "<a",
            "<",
            "<a></a",
            "<!-- ",
            "<!--->",
            "<a><![CDATA[x</a>",
            "<?p",
            "<a x='",
            "<a x='><b/>",
            "<?p ><a/>",
        ],
    );
    accepts(&[
        "<a></a >",
        "<a\n></a\t\r\n>",
        "<a\t/>",
        "<p:a xmlns:p='u'></p:a>",
    ]);
    // Two prefixes of one namespace are still two names.
    refuses_like(
        &Kind::MismatchedEndTag {
            expected: "".into(),
        },
        &["<p:a xmlns:p='u' xmlns:q='u'></q:a>"],
    );
}

#[test]
fn names_and_tags() {
    refuses(
        &Kind::InvalidName,
        &[
            "<1/>",
            "< a/>",
            "<>",
            "<a/ >",
            "<-a/>",
            "<a!/>",
            "<a$b/>",
            "<:a/>",
            "<a:/>",
            "<a:b:c xmlns:a='u'/>",
            "<a 1='x'/>",
            "<a :x='1'/>",
            "<a x:='1'/>",
            "<a/x/>",
            "<a =''/>",
            "<a / >",
            "<a x='1' /x/>",
        ],
    );
    refuses_like(
        &Kind::MalformedTag { expected: "" },
        &[
            "<a x/>",
            "<a x=1/>",
            "<a x='1'y='2'/>",
            "<a x=/>",
            "<a x y='1'/>",
            "<a x='1'/ >",
            "<a x=\"1\"x/>",
            "<a x==''/>",
        ],
    );
    refuses(&Kind::LessThanInAttribute, &["<a x='<'/>", "<a x='a<b>'/>"]);
    accepts(&[
        "<å:ø xmlns:å='u' Æ='1'/>",
        "<a x = '1'\n\ty=\"'>\"/>",
        "<a b.-_9='1'/>",
        "<日本語/>",
    ]);
}

#[test]
fn comments_and_instructions() {
    refuses(
        &Kind::MalformedComment,
        &["<a><!-- a -- b --></a>", "<!-- a ---><a/>", "<!-----><a/>"],
    );
    refuses(
        &Kind::MalformedInstruction,
        &[
            "<?1 x?><a/>",
            "<a><?XML x?></a>",
            "<? p?><a/>",
            "<??><a/>",
            "<?p:q?><a/>",
        ],
    );
    accepts(&[
        "<!----><a/>",
        "<!-->--><a/>",
        "<?p <>&'\" ?><a/>",
        "<a><?p?></a>",
    ]);
}
