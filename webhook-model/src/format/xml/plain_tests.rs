//! The fast path reads the same as the events, element by element, also from damaged texts, and refuses
//! them with the same errors.

use super::reader::without;
use crate::error::Error;
use crate::format::{Decoder, MediaType};
use crate::property::PropertyType;
use crate::{Associate, Webhook};

const DECLARED: &str = concat!(
    "xmlns=\"http://www.superoffice.net/ws/crm/NetServer/11.6.0.0\" ",
    "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"",
);
const ARRAY: &str = "xmlns:a=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\"";

fn decode<T: PropertyType>(text: &[u8]) -> Result<T, Error> {
    Decoder::new(MediaType::ApplicationXml).decode(text)
}

#[track_caller]
fn same<T: PropertyType + PartialEq + std::fmt::Debug>(text: &[u8]) -> bool {
    let quick = decode::<T>(text);
    let slow = without::plain(|| decode::<T>(text));
    assert_eq!(quick, slow, "{}", String::from_utf8_lossy(text));
    quick.is_ok()
}

/// Each byte replaced, removed, and preceded by another.
fn damage<T: PropertyType + PartialEq + std::fmt::Debug>(text: &str) {
    assert!(same::<T>(text.as_bytes()), "{text}");
    let text = text.as_bytes();
    for at in 0..text.len() {
        let (head, tail) = text.split_at(at);
        for byte in *b"<>&/ \r]:=a1\"" {
            same::<T>(&[head, &[byte], &tail[1..]].concat());
            same::<T>(&[head, &[byte], tail].concat());
        }
        same::<T>(&[head, &tail[1..]].concat());
        same::<T>(head);
    }
}

#[test]
fn members_and_nulls() {
    damage::<Associate>(&format!(
        "<Associate {DECLARED}><AssociateId>5</AssociateId><Deleted>false</Deleted>\
         <FullName>T &amp; J</FullName><Name i:nil=\"true\"/><Rank>1</Rank>\
         <Tooltip i:nil=\"true\" /></Associate>"
    ));
}

#[test]
fn lists_and_entities_with_white_space() {
    damage::<Webhook>(&format!(
        "<Webhook {DECLARED}>\r\n <Events {ARRAY}>\n  <a:string>b</a:string><a:string></a:string>\n\
         </Events> <RegisteredAssociate><Rank>1</Rank></RegisteredAssociate>\n</Webhook>"
    ));
}

#[test]
fn dictionaries_and_any_values() {
    damage::<Webhook>(&format!(
        "<Webhook {DECLARED}><Headers><StringKeyValuePair><Key>k</Key><Value>v</Value>\
         </StringKeyValuePair></Headers><Properties><StringObjectKeyValuePair><Key>k</Key><Value>\
         <StringObjectKeyValuePair><Key>l</Key><Value>v</Value></StringObjectKeyValuePair></Value>\
         </StringObjectKeyValuePair></Properties></Webhook>"
    ));
}

#[test]
fn keys_and_values_that_are_missing_null_or_twice() {
    let entry = |content: &str| format!("<IntStringKeyValuePair>{content}</IntStringKeyValuePair>");
    let one = entry("<Key>1</Key><Value>v</Value>");
    for (content, fits) in [
        (one.clone(), true),
        (one.repeat(2), false),
        (entry("<Key>x</Key><Value>v</Value>"), false),
        (entry("<Key i:nil=\"true\"/><Value>v</Value>"), false),
        (entry("<Key>1</Key><Value i:nil=\"true\"/>"), false),
        (entry("<Key>1</Key>"), false),
        (entry("<Value>v</Value><Key>1</Key>"), true),
        (entry("<Value>v</Value><Key> 1 </Key>").repeat(2), false),
        (entry("<Value>v</Value><Key>x</Key>"), false),
        (entry("<Value>v</Value><Key i:nil=\"true\"/>"), false),
        (entry("<Value i:nil=\"true\"/><Key>1</Key>"), false),
        (entry("<Value>v</Value><Key>1</Key><More/>"), false),
        (entry("<Value>v</Value><Value>v</Value>"), false),
        (entry("<Value>v</Value>"), false),
        (entry("<Key>1</Key><Value>v</Value><More/>"), false),
        (
            format!("{one}<IntStringKeyValuePair i:nil=\"true\"/>"),
            false,
        ),
    ] {
        let text = format!("<IntStringDictionary {DECLARED}>{content}</IntStringDictionary>");
        let read = same::<std::collections::BTreeMap<i32, String>>(text.as_bytes());
        assert_eq!(read, fits, "{text}");
    }
}

#[test]
fn duplicate_and_invalid_members_are_refused() {
    for members in [
        "<Name>x</Name><Name>y</Name>",
        "<Name>x</Name>\n <Name i:nil=\"true\"/>",
        "<Name i:nil=\"true\"/><Name >y</Name>",
        "<Name/><Name>y</Name>",
        "<Rank i:nil=\"true\" />",
        "<Rank>\n70000\n</Rank>",
        "<Rank>1<!-- -->x</Rank>",
        "<Rank><x/></Rank>",
        "<Name>x]]></Name>",
        "text<Name>x</Name>",
        "<Name>x</Name>text",
        "<ExtraFields>text</ExtraFields>",
    ] {
        let text = format!("<Associate {DECLARED}>\n {members}\n</Associate>");
        assert!(!same::<Associate>(text.as_bytes()), "{text}");
        assert!(
            !same::<Associate>(text.replace('\n', "\r\n").as_bytes()),
            "{text}"
        );
    }
}

/// Members that a server omits, in either order, and unknown members.
#[test]
fn members_are_found_after_missing_ones() {
    let whole = crate::Encoder::new(MediaType::ApplicationXml);
    for contract in [crate::Contract::WebApi, crate::Contract::Soap] {
        let body = whole
            .contract(contract)
            .encode(&Associate::create_default());
        let text = String::from_utf8(body.unwrap()).unwrap();
        let members = text.split_inclusive('>').collect::<Vec<_>>();
        for from in 1..members.len() {
            for to in from..members.len() {
                let kept = [&members[..from], &members[to..]].concat().concat();
                same::<Associate>(kept.as_bytes());
                same::<Associate>(kept.replace("Rank>", "Unknown>").as_bytes());
            }
        }
    }
}

#[test]
fn lists_as_documents() {
    damage::<Vec<Associate>>(&format!(
        "<ArrayOfAssociate {DECLARED}><Associate><Rank>1</Rank></Associate><Associate/>\
         <Other><Name>x</Name></Other></ArrayOfAssociate>"
    ));
    damage::<Vec<serde_json::Value>>(&format!(
        "<ArrayOfanyType {DECLARED} {ARRAY}><a:int>1</a:int><a:int>2</a:int><int>3</int>\
         </ArrayOfanyType>"
    ));
}

/// A declaration in one tag does not apply in the next.
#[test]
fn prefixes_are_in_scope_of_their_declaration() {
    for (items, fits) in [
        (format!("<a:string {ARRAY}>x</a:string>"), true),
        (
            format!("<a:string {ARRAY}>x</a:string><a:string>x</a:string>"),
            false,
        ),
        (
            format!("<string>x</string><a:string {ARRAY}>x</a:string><string>x</string>"),
            true,
        ),
        ("<a:string>x</a:string>".to_owned(), false),
        (
            "<xml:string>x</xml:string><xml:string>y</xml:string>".to_owned(),
            true,
        ),
    ] {
        let text = format!("<ArrayOfstring>{items}</ArrayOfstring>");
        assert_eq!(same::<Vec<String>>(text.as_bytes()), fits, "{text}");
    }
    for nil in ["<Name i:nil=\"true\"/>", "<Name i:nil=\"true\" />"] {
        for (declared, fits) in [("", false), ("xmlns:i='urn:other'", true)] {
            let text = format!("<Webhook {declared}>{nil}</Webhook>");
            assert_eq!(same::<Webhook>(text.as_bytes()), fits, "{text}");
        }
    }
}

/// An entity that holds itself.
#[derive(Debug, Clone, PartialEq, crate::NetServerEntity)]
struct Node {
    #[netserver(key)]
    value: i32,
    next: Option<Box<Node>>,
}

/// At the deepest level of elements, and one level deeper.
#[test]
fn depth_is_bounded_the_same() {
    for (depth, rest, fits) in [
        (126, "<Value>1</Value>", true),
        (127, "", true),
        (127, "<Value>1</Value>", false),
        (127, "<Next i:nil=\"true\"/>", false),
        (128, "", false),
    ] {
        let text = format!(
            "<Node {DECLARED}>{}{rest}{}</Node>",
            "<Next>".repeat(depth),
            "</Next>".repeat(depth)
        );
        assert_eq!(same::<Node>(text.as_bytes()), fits, "{depth} {rest}");
    }
}
