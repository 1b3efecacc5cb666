//! Entities in XML: null, text, names, positions of errors, both contracts.

use webhook_model::{Contract, Encoder, Error, ErrorKind, MediaType, Webhook};

const I: &str = "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"";

fn read(body: &str) -> Result<Webhook, Error> {
    let read = Webhook::decode(MediaType::ApplicationXml, body.as_bytes());
    assert_eq!(read, Webhook::decode(MediaType::TextXml, body.as_bytes()));
    read
}

fn written(contract: Contract, hook: &Webhook) -> String {
    let encoder = Encoder::new(MediaType::ApplicationXml).contract(contract);
    String::from_utf8(encoder.encode(hook).unwrap()).unwrap()
}

/// The kind and pointer of an error; every error must have a position.
fn fault(body: &str) -> (ErrorKind, String) {
    let error = read(body).unwrap_err();
    assert!(error.position().is_some(), "{error}");
    assert_eq!(error.status(), 400, "{error}");
    (error.kind(), error.pointer().to_owned())
}

fn named(name: Option<&str>) -> Webhook {
    Webhook {
        name: name.map(str::to_owned),
        ..Webhook::create_default()
    }
}

#[test]
fn null_empty_and_missing_are_distinct() {
    for (body, r#type) in [
        (format!("<Webhook {I}><Type i:nil='true'/></Webhook>"), None),
        (
            format!("<Webhook {I}><Type i:nil=' 1 '></Type></Webhook>"),
            None,
        ),
        ("<Webhook><Type/></Webhook>".to_owned(), Some("")),
        ("<Webhook><Type></Type></Webhook>".to_owned(), Some("")),
        (
            "<Webhook><Type><!-- none --></Type></Webhook>".to_owned(),
            Some(""),
        ),
        ("<Webhook><Type> </Type></Webhook>".to_owned(), Some(" ")),
        ("<Webhook/>".to_owned(), Some("webhook")),
    ] {
        assert_eq!(read(&body).unwrap().r#type.as_deref(), r#type, "{body}");
    }
    let hook = read(&format!("<Webhook {I}><Events i:nil='true'/></Webhook>")).unwrap();
    assert_eq!(hook.events, None);
    let hook = read("<Webhook><Events/><Headers/><Properties></Properties></Webhook>").unwrap();
    assert_eq!(hook.events.as_deref(), Some(&[][..]));
    assert!(hook.headers.unwrap().is_empty() && hook.properties.unwrap().is_empty());
    for (contract, empty) in [
        (Contract::WebApi, named(Some(""))),
        (Contract::Soap, named(None)),
    ] {
        let xml = written(contract, &empty);
        let is_null = empty.name.is_none();
        assert_eq!(xml.contains("<Name i:nil=\"true\"/>"), is_null);
        assert_eq!(xml.contains("<Name></Name>"), !is_null);
        assert_eq!(read(&xml), Ok(empty));
    }
}

#[test]
fn text_is_unchanged() {
    for (content, name) in [
        ("a b", "a b"),
        ("  a\n\tb  ", "  a\n\tb  "),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a&#xD;&#10;b", "a\r\nb"),
        ("&lt;&gt;&amp;&apos;&quot;", "<>&'\""),
        ("<![CDATA[<a>&amp;]]>", "<a>&amp;"),
        ("a<![CDATA[b]]>c<!-- x -->d<?p q?>e", "abcde"),
        ("&#x1F600;\u{e5}", "\u{1F600}\u{e5}"),
    ] {
        let body = format!("<Webhook><Name>{content}</Name></Webhook>");
        assert_eq!(read(&body), Ok(named(Some(name))), "{content}");
    }
}

#[test]
fn prefixes_and_namespaces_are_ignored() {
    for body in [
        "<Webhook><Name>a</Name></Webhook>",
        "<Webhook xmlns='urn:any'><Name>a</Name></Webhook>",
        "<w:Webhook xmlns:w='urn:any'><w:Name>a</w:Name></w:Webhook>",
        "<w:Webhook xmlns:w='urn:any'><Name>a</Name></w:Webhook>",
        "<?xml version='1.0'?>\n<!-- c --><Webhook><n:Name xmlns:n='urn:n' q='1'>a</n:Name></Webhook>",
    ] {
        assert_eq!(read(body), Ok(named(Some("a"))), "{body}");
    }
    // The prefix of `nil` is arbitrary, its namespace is not.
    let x = "xmlns:x='http://www.w3.org/2001/XMLSchema-instance'";
    assert_eq!(
        read(&format!("<Webhook {x}><Name x:nil='true'/></Webhook>")),
        Ok(named(None))
    );
    for nil in ["nil='true'", "i:nil='true' xmlns:i='urn:i'"] {
        let body = format!("<Webhook><Name {nil}/></Webhook>");
        assert_eq!(read(&body), Ok(named(Some(""))), "{nil}");
    }
}

#[test]
fn unknown_members_are_ignored_and_names_are_case_sensitive() {
    let body =
        "<Webhook><New a='1'><x>1</x>y<![CDATA[z]]></New><name>b</name><Name>a</Name></Webhook>";
    assert_eq!(read(body), Ok(named(Some("a"))));
    assert_eq!(
        fault("<Webhook><New><x></New></Webhook>").0,
        ErrorKind::Syntax
    );
    assert_eq!(fault("<webhook/>").0, ErrorKind::Type);
    assert_eq!(
        fault("<Webhook><Name>a</Name><Name>b</Name></Webhook>"),
        (ErrorKind::Duplicate, "/Name".to_owned())
    );
}

#[test]
fn errors_name_the_property() {
    for (body, kind, pointer) in [
        ("<WebhookId i:nil='true'/>", ErrorKind::Null, "/WebhookId"),
        ("<WebhookId>x</WebhookId>", ErrorKind::Type, "/WebhookId"),
        ("<WebhookId/>", ErrorKind::Type, "/WebhookId"),
        ("<WebhookId>0x7</WebhookId>", ErrorKind::Type, "/WebhookId"),
        ("<WebhookId>1.0</WebhookId>", ErrorKind::Type, "/WebhookId"),
        (
            "<WebhookId>2147483648</WebhookId>",
            ErrorKind::Range,
            "/WebhookId",
        ),
        (
            "<WebhookId>99999999999999999999</WebhookId>",
            ErrorKind::Range,
            "/WebhookId",
        ),
        ("<Name><b>x</b></Name>", ErrorKind::Syntax, "/Name"),
        ("<Name i:nil='true'>x</Name>", ErrorKind::Syntax, "/Name"),
        ("<Name i:nil='perhaps'/>", ErrorKind::Syntax, ""),
        ("<Registered/>", ErrorKind::Type, "/Registered"),
        (
            "<UpdatedAssociate>x</UpdatedAssociate>",
            ErrorKind::Syntax,
            "/UpdatedAssociate",
        ),
        (
            "<UpdatedAssociate><Deleted>yes</Deleted></UpdatedAssociate>",
            ErrorKind::Type,
            "/UpdatedAssociate/Deleted",
        ),
        (
            "<UpdatedAssociate z:Ref='i1'/>",
            ErrorKind::Type,
            "/UpdatedAssociate",
        ),
        ("<Name z:Ref='i1'/>", ErrorKind::Type, "/Name"),
        ("<Events>x</Events>", ErrorKind::Syntax, "/Events"),
        ("<Events><s>a</s>x</Events>", ErrorKind::Syntax, "/Events"),
        (
            "<Events><s>a</s><s i:nil='true'/></Events>",
            ErrorKind::Null,
            "/Events/1",
        ),
        ("<Headers>x</Headers>", ErrorKind::Syntax, "/Headers"),
        ("<Headers><E/></Headers>", ErrorKind::Syntax, "/Headers"),
        (
            "<Headers><E><Value>a</Value></E></Headers>",
            ErrorKind::Syntax,
            "/Headers",
        ),
        (
            "<Headers><E><Key>a</Key></E></Headers>",
            ErrorKind::Syntax,
            "/Headers/a",
        ),
        (
            "<Headers><E><Key i:nil='true'/><Value/></E></Headers>",
            ErrorKind::Syntax,
            "/Headers",
        ),
        (
            "<Headers><E><Key>a/~</Key><Value i:nil='true'/></E></Headers>",
            ErrorKind::Null,
            "/Headers/a~1~0",
        ),
        (
            "<Headers><E><Key>a</Key><Value/><Value/></E></Headers>",
            ErrorKind::Syntax,
            "/Headers",
        ),
        (
            "<Headers><E><Key>a</Key><Value/></E><E><Key>a</Key><Value/></E></Headers>",
            ErrorKind::Duplicate,
            "/Headers/a",
        ),
        (
            "<Properties><E><Key>a</Key><Value>x<y/></Value></E></Properties>",
            ErrorKind::Type,
            "/Properties/a",
        ),
        (
            "<Properties><E><Key>a</Key><Value z:Ref='i1'/></E></Properties>",
            ErrorKind::Type,
            "/Properties/a",
        ),
    ] {
        let z = "xmlns:z='http://schemas.microsoft.com/2003/10/Serialization/'";
        let body = format!("<Webhook {I} {z}>{body}</Webhook>");
        assert_eq!(fault(&body), (kind, pointer.to_owned()), "{body}");
    }
}

#[test]
fn positions_are_lines_and_characters() {
    for (body, place) in [
        (
            "<Webhook>\r\n <Name>\u{e5}&x;</Name></Webhook>",
            "line 2, column 9",
        ),
        (
            "<Webhook>\n\n  <WebhookId>x</WebhookId></Webhook>",
            "line 3, column 15",
        ),
        (
            "<Webhook>\r<Name>a</Name><Name/></Webhook>",
            "line 2, column 15",
        ),
    ] {
        let error = read(body).unwrap_err();
        assert_eq!(error.position().unwrap().to_string(), place, "{error}");
    }
}

/// Members of both contracts in reverse order.
#[test]
fn both_contracts_are_decoded_in_any_order() {
    let hook = filled();
    for contract in [Contract::WebApi, Contract::Soap] {
        let xml = written(contract, &hook);
        assert_eq!(read(&xml), Ok(hook.clone()), "{xml}");
        let start = xml.find("><").unwrap() + 1;
        let inside = &xml[start..xml.len() - "</Webhook>".len()];
        let turned: String = members(inside).into_iter().rev().collect();
        let turned = format!("{}{turned}</Webhook>", &xml[..start]);
        assert_eq!(read(&turned), Ok(hook.clone()), "{turned}");
    }
}

/// The child elements in a text.
fn members(mut text: &str) -> Vec<&str> {
    let mut members = Vec::new();
    while !text.is_empty() {
        let name = text[1..].split([' ', '>', '/']).next().unwrap();
        let tag = text.find('>').unwrap() + 1;
        let end = format!("</{name}>");
        let length = if text[..tag].ends_with("/>") {
            tag
        } else {
            // The last member of a webhook's members never contains an element of the same name.
            let depth = |at: usize| text[..at].matches(&format!("<{name}>")).count();
            let ends = text.match_indices(&end).map(|(at, _)| at + end.len());
            ends.clone()
                .find(|at| depth(*at) <= text[..*at].matches(&end).count())
                .unwrap()
        };
        members.push(&text[..length]);
        text = &text[length..];
    }
    members
}

fn filled() -> Webhook {
    let json = r#"{"WebhookId": 7, "Name": "N & <n>", "Events": ["a", ""], "TargetUrl": "https://x.example/",
        "Secret": "s", "State": "Stopped", "Type": "crmscript", "Headers": {"X-A": "1", "": "2"},
        "Properties": {"n": null, "i": -2147483648, "l": 2147483648, "u": 18446744073709551615, "d": 1.5, "w": 1.0,
            "b": true, "s": " <s> ", "e": "", "a": [1, "x", null, [], {}, [2]], "o": {"x": {"y": []}}, "z": {}},
        "Registered": "2021-04-14T03:24:48.5966823+02:00", "Updated": "2002-05-11T03:24:48Z",
        "UpdatedAssociate": {"AssociateId": 5, "Name": "tje", "Rank": -1, "Type": "ExternalAssociate",
            "ExtraFields": {"f": "v"}, "TableRight": {"Mask": "FULL", "Reason": ""},
            "FieldProperties": {"Name": {"FieldRight": {"Mask": "Update, UIHintMandatory"}, "FieldType": "String"}}},
        "ErrorsEmail": "e@x.example"}"#;
    Webhook::decode(MediaType::ApplicationJson, json.as_bytes()).unwrap()
}

#[test]
fn any_values_have_types_and_are_complete() {
    let xml = written(Contract::WebApi, &filled());
    for piece in [
        "<Key>n</Key><Value i:nil=\"true\"/>",
        "i:type=\"b:int\">-2147483648</Value>",
        "i:type=\"b:long\">2147483648</Value>",
        "i:type=\"b:unsignedLong\">18446744073709551615</Value>",
        "i:type=\"b:double\">1.5</Value>",
        "i:type=\"b:boolean\">true</Value>",
        "i:type=\"b:string\"> &lt;s&gt; </Value>",
    ] {
        assert!(xml.contains(piece), "{piece} in {xml}");
    }
    assert_eq!(read(&xml), Ok(filled()));
}

#[test]
fn the_namespace_can_be_set() {
    let hook = Webhook::create_default();
    let encoder = Encoder::new(MediaType::ApplicationXml).namespace("urn:v?a=1&b=2");
    let xml = String::from_utf8(encoder.encode(&hook).unwrap()).unwrap();
    assert!(
        xml.starts_with("<Webhook xmlns=\"urn:v?a=1&amp;b=2\" "),
        "{xml}"
    );
    assert_eq!(read(&xml), Ok(hook.clone()));
    for namespace in ["urn:\"", "urn:\n", "urn:\u{1}"] {
        let encoder = Encoder::new(MediaType::ApplicationXml).namespace(namespace);
        assert_eq!(
            encoder.encode(&hook).unwrap_err().kind(),
            ErrorKind::Unrepresentable
        );
    }
}

/// Everything that is encoded can be decoded: both directions count elements.
#[test]
fn decoding_and_encoding_have_the_same_depth_limit() {
    let nested = |levels: usize| {
        let value = (0..levels).fold(serde_json::json!(1), |inner, _| serde_json::json!([inner]));
        Webhook {
            properties: Some([("a".to_owned(), value)].into()),
            ..Webhook::create_default()
        }
    };
    // Root, property, entry and value are four elements.
    let deepest = nested(124);
    assert_eq!(read(&written(Contract::WebApi, &deepest)), Ok(deepest));
    let error = nested(125).encode(MediaType::ApplicationXml).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unrepresentable);
    let deep = "<Webhook>".to_owned() + &"<a>".repeat(127) + &"</a>".repeat(127) + "</Webhook>";
    assert_eq!(read(&deep), Ok(Webhook::create_default()));
    let deeper = "<Webhook>".to_owned() + &"<a>".repeat(128) + &"</a>".repeat(128) + "</Webhook>";
    assert_eq!(fault(&deeper).0, ErrorKind::Depth);
}
