//! Unusual spellings of field types, and unusual sizes of structs.
// Unusual on purpose; `crates.rs` lints the output of the derives.
#![allow(clippy::all, clippy::pedantic)]
#![allow(dead_code)]

use crate::round_trip;

use std::collections::{BTreeMap, HashMap};

use round_trip::{json, round_trip};
use webhook_model::{DateTime, Duration, Flags, NetServerEntity, NetServerEnum, UnknownVariant};

type Alias = Option<Vec<String>>;
type Maybe<T> = Option<T>;
type Map<T> = BTreeMap<String, T>;

/// Derive case 46: `Self`, aliases, qualified paths and parentheses.
#[test]
#[allow(unused_parens)]
fn types_of_every_spelling() {
    #[derive(NetServerEntity)]
    struct W {
        kids: ::std::vec::Vec<Self>,
        parent: Option<Box<Self>>,
        a: (i32),
        b: <i32 as ::core::ops::Add>::Output,
        #[netserver(default = ["x"])]
        c: Alias,
        d: Maybe<Maybe<i32>>,
        e: ((Option<(String)>)),
        f: Map<Map<Vec<bool>>>,
        #[netserver(default = b"bytes")]
        g: ::std::vec::Vec<::core::primitive::u8>,
        h: HashMap<i32, Vec<Vec<String>>>,
        #[netserver(default = "01:30:00")]
        i: Maybe<Duration>,
        #[netserver(default = "2024-02-29T08:00:00+02:00")]
        j: Maybe<DateTime>,
        #[netserver(default = MAX)]
        k: DateTime,
        #[netserver(default = MIN)]
        l: i64,
    }
    let mut entity = W::create_default();
    assert_eq!(entity.c.as_deref(), Some(&["x".to_owned()][..]));
    entity.kids.push(W::create_default());
    entity.parent = Some(Box::new(W::create_default()));
    entity.h.insert(-1, vec![vec![String::new()], vec![]]);
    entity
        .f
        .insert("k".into(), BTreeMap::from([("l".into(), vec![true])]));
    round_trip(&entity);
}

#[derive(Debug, Clone, Copy, PartialEq, NetServerEnum)]
#[netserver(flags)]
enum Rights {
    Read = 1,
    Write = 2,
}

#[derive(Debug, PartialEq, NetServerEnum)]
#[netserver(rename_all = SCREAMING_SNAKE_CASE)]
enum Kind {
    PlainText,
    #[netserver(alias = "html", rename = "HTML")]
    Html,
}

/// Every form of default, with and without `Option`.
#[test]
fn defaults_of_every_kind() {
    #[derive(NetServerEntity)]
    struct W {
        #[netserver(default = -32768)]
        a: i16,
        #[netserver(default = 4294967295)]
        b: Option<u32>,
        #[netserver(default = -9223372036854775808)]
        c: i64,
        #[netserver(default = 1)]
        d: f64,
        #[netserver(default = -1.5e3)]
        e: Option<f64>,
        #[netserver(default = [1.5, 2])]
        f: Vec<f64>,
        #[netserver(default = Html)]
        g: Kind,
        #[netserver(default = Html)]
        h: Option<Box<Kind>>,
        #[netserver(default = Write)]
        i: Flags<Rights>,
        #[netserver(default = Flags::from([Rights::Read, Rights::Write]))]
        j: Flags<Rights>,
        #[netserver(default = Some(Vec::<(i32, i32)>::new()).map_or(3, |list| list.len() as i32))]
        k: i32,
        #[netserver(default = "2024-02-29")]
        l: chrono::NaiveDate,
        #[netserver(default = "2024-02-29T01:02:03Z")]
        m: chrono::DateTime<chrono::Utc>,
        #[netserver(default = if true { 1 } else { 2 })]
        n: i32,
        #[netserver(default = { 5 })]
        o: i32,
        #[netserver(default = "text")]
        p: serde_json::Value,
    }
    let entity = W::create_default();
    assert_eq!(
        json(&entity),
        r#"{"A":-32768,"B":4294967295,"C":-9223372036854775808,"D":1,"E":-1500,"F":[1.5,2],"G":"HTML","H":"HTML","I":"Write","J":"Read, Write","K":0,"L":"2024-02-29T00:00:00","M":"2024-02-29T01:02:03Z","N":1,"O":5,"P":"text"}"#
    );
    round_trip(&entity);
}

/// Names from the rules of the struct and of the field, and aliases.
#[test]
fn names_and_aliases() {
    #[derive(NetServerEntity)]
    #[netserver(rename_all = "kebab-case")]
    struct Base {
        #[netserver(alias = "ident", alias = "number")]
        primary_id: i32,
        #[netserver(rename = "Plain")]
        other_name: String,
    }
    #[derive(NetServerEntity)]
    struct W {
        #[netserver(alias = "URI")]
        url: String,
        #[netserver(base)]
        base: Base,
    }
    let of = W::ENTITY;
    for (name, position) in [
        ("Url", Some(0)),
        ("uri", Some(0)),
        ("PRIMARY-ID", Some(1)),
        ("Ident", Some(1)),
        ("number", Some(1)),
        ("plain", Some(2)),
        ("other_name", None),
    ] {
        assert_eq!(of.position(name), position, "{name}");
    }
    let read = W::decode(
        webhook_model::MediaType::ApplicationJson,
        br#"{"uri": "u", "IDENT": 4, "plain": "p"}"#,
    )
    .unwrap();
    assert_eq!(json(&read), r#"{"Url":"u","primary-id":4,"Plain":"p"}"#);
    round_trip(&read);
    assert_eq!(Kind::PlainText.to_string(), "PLAIN_TEXT");
    assert!(matches!("html".parse(), Ok(Kind::Html)));
}

/// Structs without properties, and with one property more than a block.
#[test]
fn structs_of_every_size() {
    #[derive(NetServerEntity)]
    struct None {}
    #[derive(NetServerEntity)]
    struct OnlySkipped {
        #[netserver(skip)]
        cache: std::cell::Cell<i32>,
        #[netserver(skip, default = 5)]
        count: u64,
    }
    #[derive(NetServerEntity)]
    struct OnlyBase {
        #[netserver(base)]
        base: None,
    }
    macro_rules! wide {
        ($($field:ident)*) => {
            #[derive(NetServerEntity)]
            struct Wide { $($field: i32),* }
        };
    }
    wide!(a b c d e f g h i j k l m n o p q);
    assert_eq!(json(&None {}), "{}");
    assert_eq!(OnlySkipped::create_default().count, 5);
    round_trip(&None {});
    round_trip(&OnlySkipped::create_default());
    round_trip(&OnlyBase::create_default());
    let mut wide = Wide::create_default();
    (wide.p, wide.q) = (15, 16);
    round_trip(&wide);
}

/// Derive case 43: entities and enums that contain each other.
#[test]
fn entities_that_hold_each_other() {
    #[derive(NetServerEntity)]
    struct A {
        b: Option<Box<B>>,
        many: BTreeMap<String, B>,
    }
    #[derive(NetServerEntity)]
    struct B {
        a: Vec<A>,
    }
    let mut entity = A::create_default();
    entity.many.insert(
        "x".into(),
        B {
            a: vec![A::create_default()],
        },
    );
    round_trip(&entity);
}

/// Enums: negative numbers, gaps, one variant, and a fallback.
#[test]
fn enums_of_every_kind() {
    #[derive(Debug, PartialEq, NetServerEnum)]
    enum One {
        Only = -2147483648,
    }
    #[derive(Debug, PartialEq, NetServerEnum)]
    #[repr(i32)]
    enum Gaps {
        A = 2147483647,
        B = -5,
        C,
        #[netserver(other)]
        Other(UnknownVariant),
    }
    #[derive(NetServerEntity)]
    struct W {
        one: One,
        gaps: Gaps,
    }
    assert_eq!(Gaps::from_number(-4), Some(Gaps::C));
    let mut entity = W::create_default();
    entity.gaps = Gaps::C;
    round_trip(&entity);
    // A patch contains the changes of an entity, so it cannot contain unknown names.
    entity.gaps = Gaps::Other(UnknownVariant::from_name("New"));
    let json = json(&entity);
    let back = W::decode(webhook_model::MediaType::TextJson, json.as_bytes()).unwrap();
    assert_eq!(back.gaps, entity.gaps);
}
