//! The values of documents.

use super::super::{Event, XmlDocument, XmlErrorKind as Kind, XmlLimits};
use super::{XSI, accepts, refuses, refuses_like, root, text_of, trace};

#[test]
fn events_in_order() {
    assert_eq!(trace("<a><b/>x<c>y</c></a>"), r#"(a)(b)/"x"(c)"y"//"#);
    assert_eq!(trace("<a></a>"), "(a)/");
    assert_eq!(trace("<a><!-- --><?p?><![CDATA[]]></a>"), "(a)/");
    assert_eq!(trace("<?p?><!-- -->\n<a/>\n<!-- --><?p?>\n"), "(a)/");
    assert_eq!(trace("<a> <b> </b></a >"), r#"(a)" "(b)" "//"#);
}

#[test]
fn text_is_joined() {
    assert_eq!(text_of("<a>a<![CDATA[b]]>c</a>"), Ok("abc".into()));
    assert_eq!(text_of("<a>a<!-- x -->b<?p?>c</a>"), Ok("abc".into()));
    assert_eq!(
        text_of("<a><![CDATA[<a>&lt;]]]]><![CDATA[>]]></a>"),
        Ok("<a>&lt;]]>".into())
    );
    assert_eq!(
        text_of("<a>&lt;&gt;&amp;&apos;&quot;&#65;&#x1F600;</a>"),
        Ok("<>&'\"A😀".into())
    );
    assert_eq!(text_of("<a>]]&gt; ]] ></a>"), Ok("]]> ]] >".into()));
    for aside in ["<!-- x -->", "<?p?>", "<![CDATA[]]>", "<!----><?p?>"] {
        assert_eq!(
            text_of(&format!("<a>a{aside}</a>")),
            Ok("a".into()),
            "{aside}"
        );
        assert_eq!(
            text_of(&format!("<a>{aside}a</a>")),
            Ok("a".into()),
            "{aside}"
        );
        assert_eq!(
            trace(&format!("<a>a{aside}<b/></a>")),
            r#"(a)"a"(b)//"#,
            "{aside}"
        );
    }
    assert_eq!(text_of("<a/>"), Ok(String::new()));
    assert_eq!(
        text_of("<a>\u{7F}\u{85}\u{FFFD}\u{10FFFF}</a>"),
        Ok("\u{7F}\u{85}\u{FFFD}\u{10FFFF}".into())
    );
    refuses_like(&Kind::NoRoot, &[""]);
    let child = text_of("<a>x<b/></a>");
    assert_eq!(child, Err(Kind::UnexpectedElement { name: "b".into() }));
}

#[test]
fn line_ends_become_lf() {
    assert_eq!(
        text_of("<a>a\r\nb\rc\r\r\nd</a>"),
        Ok("a\nb\nc\n\nd".into())
    );
    assert_eq!(text_of("<a><![CDATA[\r\n\r]]></a>"), Ok("\n\n".into()));
    assert_eq!(text_of("<a>&#13;&#xD;\n</a>"), Ok("\r\r\n".into()));
    assert_eq!(text_of("<a>\r<![CDATA[\n]]></a>"), Ok("\n\n".into()));
}

#[test]
fn nil_and_type() {
    for (value, nil) in [
        ("true", true),
        ("1", true),
        (" true\n", true),
        ("false", false),
        ("0", false),
    ] {
        assert_eq!(
            root(format!("<a {XSI} i:nil='{value}'/>").leak())
                .unwrap()
                .is_nil(),
            nil,
            "{value}"
        );
    }
    assert!(!root("<a nil='true'/>").unwrap().is_nil());
    refuses(
        &Kind::InvalidNil,
        &[
            &format!("<a {XSI} i:nil='yes'/>"),
            &format!("<a {XSI} i:nil=''/>"),
        ],
    );

    let text = format!("<a {XSI} xmlns='d' xmlns:x='s' i:type=' x:int '/>");
    let element = root(text.leak()).unwrap();
    let name = element.xsi_type().unwrap();
    assert_eq!((name.namespace(), name.local()), (Some("s"), "int"));
    let text = format!("<a {XSI} xmlns='d' i:type='i&#110;t'/>");
    let element = root(text.leak()).unwrap();
    let name = element.xsi_type().unwrap();
    assert_eq!((name.namespace(), name.local()), (Some("d"), "int"));
    for bad in ["", "a b", "a:b:c", "1"] {
        refuses(&Kind::InvalidType, &[&format!("<a {XSI} i:type='{bad}'/>")]);
    }
    let text = format!("<a {XSI} i:type='p:int'/>");
    refuses(&Kind::UndeclaredPrefix { prefix: "p".into() }, &[&text]);
}

#[test]
fn references_to_other_objects() {
    let text = "<a xmlns:z='http://schemas.microsoft.com/2003/10/Serialization/' z:Ref='i1'/>";
    assert!(root(text).unwrap().is_reference());
    assert!(!root("<a Ref='i1'/>").unwrap().is_reference());
}

#[test]
fn namespaces() {
    let declared = root("<p:a xmlns='d' xmlns:p='u&amp;v'/>").unwrap();
    assert_eq!((declared.local(), declared.namespace()), ("a", Some("u&v")));
    assert_eq!(root("<a xmlns='d'/>").unwrap().namespace(), Some("d"));
    assert_eq!(root("<a xmlns=''/>").unwrap().namespace(), None);
    assert_eq!(
        root("<xml:a/>").unwrap().namespace(),
        Some("http://www.w3.org/XML/1998/namespace")
    );
    refuses_like(
        &Kind::UndeclaredPrefix { prefix: "".into() },
        &[
            "<p:a/>",
            "<a p:x=''/>",
            "<a><b xmlns:p='u'/><p:c/></a>",
            "<xmlns:a/>",
        ],
    );
    refuses_like(
        &Kind::InvalidNamespace { rule: "" },
        &[
            "<a xmlns:p=''/>",
            "<a xmlns:xmlns='u'/>",
            "<a xmlns:xml='u'/>",
            "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
            "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>",
        ],
    );
    refuses_like(
        &Kind::DuplicateAttribute { name: "".into() },
        &[
            "<a x='1' x='2'/>",
            "<a xmlns:p='u' xmlns:q='u' p:x='1' q:x='2'/>",
            "<a xmlns='u' xmlns='u'/>",
            "<a p:x='1' q:x='2' xmlns:p='u' xmlns:q='&#117;'/>",
            "<a xmlns:p='u' xmlns:p='v'/>",
        ],
    );
    accepts(&[
        "<a xmlns='u' xmlns:p='u' x='1' p:x='2'/>",
        "<a xmlns:p='u'><b xmlns:p='v' p:x='1'/></a>",
        "<a xml:space='preserve' space='1'/>",
    ]);
}

#[test]
fn a_declaration_ends_with_its_element() {
    let text = "<a xmlns='u'><b xmlns='v'/><c/></a>";
    let document = XmlDocument::decode(text.as_bytes(), XmlLimits::default()).unwrap();
    let mut reader = document.reader();
    let mut found = Vec::new();
    while let Ok(event) = reader.next_event() {
        match event {
            Event::Start(element) => found.push(element.namespace().map(str::to_owned)),
            Event::Eof => break,
            _ => {}
        }
    }
    let expected = ["u", "v", "u"].map(|uri| Some(uri.to_owned()));
    assert_eq!(found, expected);
}
