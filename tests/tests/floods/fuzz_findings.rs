//! Regression tests for findings of the fuzzers and of code reviews, one test each.

use serde_json::{Value, json};
use webhook_model::property::PropertyType;
use webhook_model::{
    Decoder, ETableRight, Encoder, ErrorKind, Flags, MediaType, NetServerEntity, NetServerEnum,
    PatchProfile, Projection, UnknownEntity, UnknownVariant, Webhook,
};

fn read<T: PropertyType>(media_type: MediaType, body: &str) -> T {
    Decoder::new(media_type).decode(body.as_bytes()).unwrap()
}

fn written<T: PropertyType>(media_type: MediaType, value: &T) -> String {
    String::from_utf8(Encoder::new(media_type).encode(value).unwrap()).unwrap()
}

/// A merge patch without members would replace a value that is not an object by an object (RFC 7396
/// section 2).
#[test]
fn empty_merge_patches_do_not_replace_other_values() {
    let merge = MediaType::ApplicationMergePatch;
    for (value, patch) in [(Value::Null, "null"), (json!([]), "[]"), (json!({}), "{}")] {
        assert_eq!(written(merge, &value), patch);
        assert_eq!(read::<Value>(merge, patch), value);
    }
    let empty = Vec::<i32>::new();
    assert_eq!(written(merge, &empty), "[]");
    assert_eq!(read::<Vec<i32>>(merge, "[1, 2]"), [1, 2]);
    let nothing = None::<Webhook>;
    assert_eq!(written(merge, &nothing), "null");
    assert_eq!(read::<Option<Webhook>>(merge, "null"), nothing);
    // An entity itself is never replaced.
    let error = Webhook::decode(merge, b"null").unwrap_err();
    assert_eq!(
        (error.kind(), error.status().as_u16()),
        (ErrorKind::Type, 400)
    );
}

/// A well-formed patch that does not fit its target is unprocessable (422), at the root as well.
#[test]
fn merge_patches_that_do_not_fit_are_unprocessable() {
    let decoder = Decoder::new(MediaType::ApplicationMergePatch);
    let error = decoder.decode::<Vec<i32>>(b"[1, \"x\"]").unwrap_err();
    assert_eq!((error.pointer(), error.status().as_u16()), ("/1", 422));
}

/// A patch of a nullable value replaces it, like the encoder's own patches.
#[test]
fn json_patches_replace_values_that_are_not_entities() {
    let patch = MediaType::ApplicationJsonPatch;
    let some = Some(Webhook::create_default());
    let body = written(patch, &some);
    for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
        let decoder = Decoder::new(patch).profile(profile);
        assert_eq!(
            decoder.decode::<Option<Webhook>>(body.as_bytes()).unwrap(),
            some
        );
    }
    let mut numbers = vec![1, 2];
    let remove = br#"[{"op": "remove", "path": ""}]"#;
    Decoder::new(patch).apply(&mut numbers, remove).unwrap();
    assert!(numbers.is_empty());
    let wrong = br#"[{"op": "replace", "path": "", "value": [1, "x"]}]"#;
    let error = Decoder::new(patch).apply(&mut numbers, wrong).unwrap_err();
    assert_eq!((error.pointer(), error.status().as_u16()), ("/1", 422));
}

/// In a document with any JSON, the values of entries are in the namespace of arrays, like the
/// root.
#[test]
fn arrays_in_an_object_are_decoded_from_a_document() {
    for value in [
        json!({"a": [1]}),
        json!({"a": {"b": [[], [null]]}, "c": {}}),
        json!([{"a": [2]}]),
    ] {
        let body = written(MediaType::ApplicationXml, &value);
        assert_eq!(
            read::<Value>(MediaType::ApplicationXml, &body),
            value,
            "{body}"
        );
    }
}

/// often for a few bytes each.
#[test]
fn copies_of_long_keys_are_counted() {
    let key = "k".repeat(1_000_000);
    let copy = json!({"op": "copy", "from": "/0", "path": "/-"});
    let patch = |copies: usize| Value::Array(vec![copy.clone(); copies]).to_string();
    let decoder = Decoder::new(MediaType::ApplicationJsonPatch).profile(PatchProfile::Rfc6902);
    let apply = |copies: usize| {
        let mut value = json!([{key.clone(): 1}]);
        decoder
            .apply(&mut value, patch(copies).as_bytes())
            .map(|()| value)
    };
    assert_eq!(apply(5).unwrap().as_array().map(Vec::len), Some(6));
    assert_eq!(apply(7).unwrap_err().kind(), ErrorKind::Limit);
}

/// A node that may contain another one.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Node {
    inner: Option<Box<Node>>,
}

/// The paths in a recursive entity are unbounded.
#[test]
fn selections_are_limited_to_the_depth_of_a_body() {
    let path = |steps: usize| vec!["Inner"; steps].join("/");
    assert!(Projection::parse::<Node>(&path(127)).is_ok());
    for steps in [128, 1_000_000] {
        let error = Projection::parse::<Node>(&path(steps)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Depth, "{steps}");
    }
}

/// The name of an unknown flag was escaped twice in patches and in serde.
#[test]
fn unknown_flags_are_escaped_once() {
    let body = r#"{"Rights":"Select, a\b\"\\b"}"#;
    let rights = read::<Rights>(MediaType::ApplicationJson, body);
    assert_eq!(written(MediaType::ApplicationJson, &rights), body);
    assert_eq!(json!(rights), json!({"Rights": "Select, a\u{8}\"\\b"}));
    let merge = MediaType::ApplicationMergePatch;
    assert_eq!(written(merge, &rights), body);
}

/// The kind of a shape.
#[derive(Debug, Clone, PartialEq, NetServerEnum)]
#[repr(i32)]
enum Kind {
    Plain = 0,
    Round = 1,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// A round shape.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Round {
    kind: Kind,
    label: Option<String>,
    radius: f64,
}

/// A round or unknown shape.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "Kind")]
enum Shape {
    #[netserver(rename = "Round")]
    Round(Round),
    #[netserver(other)]
    Other(UnknownEntity),
}

/// A picture that always has a shape.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Picture {
    name: Option<String>,
    shape: Shape,
}

/// A family member that is not nullable was set to null, so the projection failed; an unknown
/// member kept all its properties.
#[test]
fn projections_keep_the_tag_of_a_member() {
    let pruned = |select: &str, kind: &str| {
        let body =
            format!(r#"{{"Name":"n","Shape":{{"Kind":"{kind}","Label":"l","Radius":2.5}}}}"#);
        let mut picture: Picture = read(MediaType::ApplicationJson, &body);
        let projection = Projection::parse::<Picture>(select).unwrap();
        projection.apply(&mut picture).unwrap();
        written(MediaType::ApplicationJson, &picture)
    };
    assert_eq!(
        pruned("Name", "Round"),
        r#"{"Name":"n","Shape":{"Kind":"Round","Label":null,"Radius":0}}"#
    );
    assert_eq!(
        pruned("Name", "Flat"),
        r#"{"Name":"n","Shape":{"Kind":"Flat"}}"#
    );
    assert_eq!(
        pruned("Shape/Label", "Flat"),
        r#"{"Name":null,"Shape":{"Kind":"Flat","Label":"l"}}"#
    );
}

/// A right, possibly unknown.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Rights {
    rights: Flags<ETableRight>,
}

/// Two words were kept as the name of one unknown flag, which became two flags in XML.
#[test]
fn unknown_flags_are_single_words() {
    let rights = |names: &str| {
        let body = format!(r#"{{"Rights":"{names}"}}"#);
        Rights::decode(MediaType::ApplicationJson, body.as_bytes())
    };
    let known = rights("Select, Fly , Swim").unwrap();
    let body = written(MediaType::ApplicationXml, &known);
    assert_eq!(read::<Rights>(MediaType::ApplicationXml, &body), known);
    let error = rights("Select, Fly Swim").unwrap_err();
    assert_eq!(
        (error.kind(), error.pointer()),
        (ErrorKind::UnknownVariant, "/Rights")
    );
}

/// White space around a name was kept in JSON and lost in XML.
#[test]
fn white_space_around_enum_names_is_ignored() {
    let shape = |kind: &str| {
        let body = format!(r#"{{"Name":"n","Shape":{{"Kind":"{kind}","Label":"l"}}}}"#);
        read::<Picture>(MediaType::ApplicationJson, &body)
    };
    assert_eq!(shape(" Round\\n"), shape("Round"));
    let kind = |name: &str| read::<Kind>(MediaType::ApplicationJson, &json!(name).to_string());
    assert_eq!(kind(" round\t"), Kind::Round);
    assert_eq!(kind(" 1 "), Kind::Round);
    let unknown = kind(" Flat ");
    assert_eq!(unknown, kind("Flat"));
    let body = written(MediaType::ApplicationXml, &vec![unknown.clone()]);
    assert_eq!(
        read::<Vec<Kind>>(MediaType::ApplicationXml, &body),
        [unknown]
    );
    let error = Decoder::new(MediaType::ApplicationJson)
        .decode::<Kind>(br#"" ""#)
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownVariant);
}

/// 0 and -0 are equal, and a patch from one to the other was empty.
#[test]
fn patches_contain_changes_of_the_sign_of_zero() {
    for media_type in [
        MediaType::ApplicationJsonPatch,
        MediaType::ApplicationMergePatch,
    ] {
        for (from, to) in [
            (json!(0.0), json!(-0.0)),
            (json!({"a": [0.0]}), json!({"a": [-0.0]})),
            (json!([{"a": -0.0}]), json!([{"a": 0.0}])),
        ] {
            let patch = Encoder::new(media_type).diff(&from, &to).unwrap();
            let mut changed = from.clone();
            Decoder::new(media_type)
                .apply(&mut changed, &patch)
                .unwrap();
            assert_eq!(changed.to_string(), to.to_string());
        }
        let hook = |number: f64| Webhook {
            properties: Some([("a".to_owned(), json!(number))].into()),
            ..Webhook::create_default()
        };
        let patch = hook(-0.0).diff(&hook(0.0), media_type).unwrap();
        let mut changed = hook(0.0);
        Decoder::new(media_type)
            .apply(&mut changed, &patch)
            .unwrap();
        let changed = written(MediaType::ApplicationJson, &changed);
        assert_eq!(changed, written(MediaType::ApplicationJson, &hook(-0.0)));
    }
}

/// A tag that is an object was kept in JSON, and the XML could not be decoded.
#[test]
fn tags_that_are_not_text_are_kept() {
    let body = r#"{"Name":"n","Shape":{"Label":"l","Kind":{"a":"b"}}}"#;
    let picture: Picture = read(MediaType::ApplicationJson, body);
    assert!(matches!(picture.shape, Shape::Other(_)));
    let xml = written(MediaType::ApplicationXml, &picture);
    let back: Picture = read(MediaType::ApplicationXml, &xml);
    assert_eq!(written(MediaType::ApplicationJson, &back), body);
}
