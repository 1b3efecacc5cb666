//! Any value in XML: the forms that other programs write, and their meaning.

use serde_json::{Value as Json, json};
use webhook_model::{Error, ErrorKind, MediaType, Webhook};

const SPACES: &str = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance' \
    xmlns:x='http://www.w3.org/2001/XMLSchema' \
    xmlns:a='http://schemas.microsoft.com/2003/10/Serialization/Arrays' \
    xmlns:ser='http://schemas.microsoft.com/2003/10/Serialization/' \
    xmlns:t='http://www.superoffice.net/ws/crm/NetServer/Services88'";

/// Decodes an element `Value` as an entry of a webhook's properties.
fn read(value: &str) -> Result<Json, Error> {
    let body =
        format!("<Webhook {SPACES}><Properties><E><Key>k</Key>{value}</E></Properties></Webhook>");
    let read = Webhook::decode(MediaType::ApplicationXml, body.as_bytes());
    read.map(|hook| {
        let xml = hook.encode(MediaType::TextXml).unwrap();
        let again = Webhook::decode(MediaType::TextXml, &xml).unwrap();
        assert_eq!(again, hook, "{value}");
        hook.properties.unwrap()["k"].clone()
    })
}

#[test]
fn simple_values_are_decoded_by_type() {
    for (value, json) in [
        ("<Value i:type='x:int'> 7 </Value>", json!(7)),
        ("<Value i:type='x:short'>-7</Value>", json!(-7)),
        ("<Value i:type='x:boolean'>1</Value>", json!(true)),
        ("<Value i:type='x:double'>7</Value>", json!(7.0)),
        ("<Value i:type='x:float'>0.5</Value>", json!(0.5)),
        ("<Value i:type='x:decimal'>7.50</Value>", json!(7.5)),
        ("<Value i:type='x:double'>INF</Value>", json!("Infinity")),
        ("<Value i:type='x:float'>-INF</Value>", json!("-Infinity")),
        ("<Value i:type='x:double'> NaN </Value>", json!("NaN")),
        ("<Value i:type='ser:char'>65</Value>", json!("A")),
        ("<Value i:type='ser:guid'> 0-0 </Value>", json!("0-0")),
        ("<Value i:type='ser:duration'>PT1H</Value>", json!("PT1H")),
        ("<Value i:type='x:string'> 7 </Value>", json!(" 7 ")),
        ("<Value i:type='x:string'/>", json!("")),
        (
            "<Value i:type='x:dateTime'>2024-02-29T12:00:00Z</Value>",
            json!("2024-02-29T12:00:00Z"),
        ),
        ("<Value>7</Value>", json!("7")),
        ("<Value/>", json!("")),
        ("<Value i:type='x:anyType'/>", json!({})),
        ("<Value i:type='x:anyType'>7</Value>", json!("7")),
        (
            "<Value i:type='t:WebhookState'>Active</Value>",
            json!("Active"),
        ),
        ("<Value i:nil='true'/>", json!(null)),
    ] {
        assert_eq!(read(value).unwrap(), json, "{value}");
    }
}

#[test]
fn names_of_members_and_keys_are_kept() {
    let pair = "<t:StringKeyValuePair><t:Key>k</t:Key><t:Value>v</t:Value></t:StringKeyValuePair>";
    let turned = "<E><Value i:type='x:int'>1</Value><Key>k</Key></E>";
    let associate = "<t:AssociateId>5</t:AssociateId><t:Name>AN</t:Name>";
    for (value, json) in [
        (
            format!("<Value i:type='t:StringDictionary'>{pair}</Value>"),
            json!({"k": "v"}),
        ),
        (
            format!("<Value i:type='t:AnyDictionary'>{turned}</Value>"),
            json!({"k": 1}),
        ),
        ("<Value i:type='t:StringDictionary'/>".into(), json!({})),
        (
            format!("<Value i:type='t:SoExtraInfo'>{pair}</Value>"),
            json!({"k": "v"}),
        ),
        (format!("<Value>{pair}</Value>"), json!({"k": "v"})),
        (
            "<Value i:type='a:ArrayOfKeyValueOfstringint'><a:KeyValueOfstringint><a:Key>k</a:Key>\
             <a:Value i:type='x:int'>7</a:Value></a:KeyValueOfstringint></Value>"
                .into(),
            json!({"k": 7}),
        ),
        (
            "<Value><a:KeyValueOfintstring><a:Key i:type='x:int'>7</a:Key><a:Value>v</a:Value>\
             </a:KeyValueOfintstring></Value>"
                .into(),
            json!({"7": "v"}),
        ),
        (
            format!("<Value i:type='t:Associate'>{associate}</Value>"),
            json!({"AssociateId": "5", "Name": "AN"}),
        ),
        (
            format!("<Value>{associate}</Value>"),
            json!({"AssociateId": "5", "Name": "AN"}),
        ),
        ("<Value i:type='t:Associate'>\n</Value>".into(), json!({})),
        (
            "<Value i:type='t:Associate'><Rank i:type='x:short'>5</Rank><Note i:nil='1'/></Value>"
                .into(),
            json!({"Rank": 5, "Note": null}),
        ),
        (
            format!("<Value><A><B>{pair}</B></A><C/></Value>"),
            json!({"A": {"B": {"k": "v"}}, "C": ""}),
        ),
        (
            "<Value><A>1</A><B>2</B><A><C>3</C></A></Value>".into(),
            json!({"A": ["1", {"C": "3"}], "B": "2"}),
        ),
        // Items and entries beside members keep their names.
        (
            "<Value><a:int>1</a:int><B>2</B><a:int>3</a:int></Value>".into(),
            json!({"int": [1, 3], "B": "2"}),
        ),
        (
            format!("<Value>{pair}<B>2</B></Value>"),
            json!({"StringKeyValuePair": {"Key": "k", "Value": "v"}, "B": "2"}),
        ),
        (
            "<Value><XValuePair><Key>k</Key></XValuePair></Value>".into(),
            json!({"XValuePair": {"Key": "k"}}),
        ),
        (
            "<Value i:type='t:Holder'><string>s</string></Value>".into(),
            json!({"string": "s"}),
        ),
    ] {
        assert_eq!(read(&value).unwrap(), json, "{value}");
    }
}

#[test]
fn items_of_arrays_are_an_array() {
    for (value, json) in [
        (
            "<Value i:type='a:ArrayOfint'><a:int>1</a:int><a:int>2</a:int></Value>",
            json!([1, 2]),
        ),
        (
            "<Value i:type='a:ArrayOfint'><t:int>1</t:int></Value>",
            json!([1]),
        ),
        ("<Value i:type='a:ArrayOfint'/>", json!([])),
        (
            "<Value i:type='a:ArrayOfchar'><a:char>65</a:char></Value>",
            json!(["A"]),
        ),
        (
            "<Value i:type='a:ArrayOfstring'><a:string>1</a:string></Value>",
            json!(["1"]),
        ),
        (
            "<Value i:type='a:ArrayOfanyType'><a:anyType i:type='x:int'>1</a:anyType><a:anyType/></Value>",
            json!([1, ""]),
        ),
        (
            "<Value><a:string>1</a:string><a:string/></Value>",
            json!(["1", ""]),
        ),
        (
            "<Value><int>1</int><double>2</double></Value>",
            json!([1, 2.0]),
        ),
        (
            "<Value><a:ArrayOfint><a:int>1</a:int></a:ArrayOfint><a:ArrayOfint/></Value>",
            json!([[1], []]),
        ),
        (
            "<Value i:type='t:ArrayOfAssociate'><t:Associate><t:Name>AN</t:Name></t:Associate></Value>",
            json!([{"Name": "AN"}]),
        ),
        (
            "<Value><t:Associate><t:Name>AN</t:Name></t:Associate><t:Associate/></Value>",
            json!({"Associate": [{"Name": "AN"}, ""]}),
        ),
    ] {
        assert_eq!(read(value).unwrap(), json, "{value}");
    }
}

#[test]
fn invalid_values_are_errors() {
    let pair = "<StringKeyValuePair><Key>a</Key><Value>v</Value></StringKeyValuePair>";
    for (value, kind, pointer) in [
        (
            "<Value i:type='x:decimal'>0.1234567890123456789012345678</Value>".into(),
            ErrorKind::Range,
            "",
        ),
        (
            "<Value i:type='x:integer'>18446744073709551616</Value>".into(),
            ErrorKind::Range,
            "",
        ),
        (
            "<Value><a:decimal>79228162514264337593543950335</a:decimal></Value>".into(),
            ErrorKind::Range,
            "/0",
        ),
        (
            "<Value i:type='x:int'>x</Value>".into(),
            ErrorKind::Type,
            "",
        ),
        (
            "<Value i:type='x:int'>2147483648</Value>".into(),
            ErrorKind::Type,
            "",
        ),
        (
            "<Value i:type='x:int'>++7</Value>".into(),
            ErrorKind::Type,
            "",
        ),
        (
            "<Value i:type='x:boolean'>yes</Value>".into(),
            ErrorKind::Type,
            "",
        ),
        (
            "<Value i:type='x:double'>1e999</Value>".into(),
            ErrorKind::Type,
            "",
        ),
        (
            "<Value i:type='ser:char'>55296</Value>".into(),
            ErrorKind::Type,
            "",
        ),
        (
            "<Value><A>1</A><B i:type='x:int'>x</B></Value>".into(),
            ErrorKind::Type,
            "/B",
        ),
        ("<Value><A/>text</Value>".into(), ErrorKind::Syntax, ""),
        (
            format!("<Value>{pair}{pair}</Value>"),
            ErrorKind::Duplicate,
            "/a",
        ),
        (
            format!("<Value i:type='t:StringDictionary'>{pair}{pair}</Value>"),
            ErrorKind::Duplicate,
            "/a",
        ),
        (
            "<Value i:type='t:StringDictionary'><E><Key>a</Key></E></Value>".into(),
            ErrorKind::Syntax,
            "/a",
        ),
        (
            "<Value><XValuePair><Key>a</Key><Value i:type='x:int'/></XValuePair></Value>".into(),
            ErrorKind::Type,
            "/a",
        ),
        (
            "<Value><A ser:Ref='i1'/></Value>".into(),
            ErrorKind::Type,
            "/A",
        ),
        (
            "<Value><XValuePair ser:Ref='i1'/></Value>".into(),
            ErrorKind::Type,
            "",
        ),
    ] {
        let error = read(&value).unwrap_err();
        let pointer = format!("/Properties/k{pointer}");
        assert_eq!(
            (error.kind(), error.pointer()),
            (kind, pointer.as_str()),
            "{value}"
        );
        assert!(error.position().is_some(), "{value}");
    }
}
