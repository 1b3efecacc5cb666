//! The output of an encoder is decoded by the same type, in every media type and profile.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use webhook_model::{
    Decoder, ETableRight, Encoder, ErrorKind, Flags, MediaType, NetServerEntity, NetServerEnum,
    PatchProfile, UnknownEntity, UnknownVariant,
};

#[derive(Debug, Clone, PartialEq, NetServerEnum)]
#[repr(i32)]
enum Status {
    Open = 0,
    #[netserver(other)]
    Other(UnknownVariant),
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Circle {
    shape_type: Status,
    radius: f64,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "ShapeType")]
enum Shape {
    #[netserver(rename = "Open")]
    Circle(Circle),
    #[netserver(other)]
    Other(UnknownEntity),
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Sale {
    status: Status,
    statuses: Vec<Status>,
    by_status: BTreeMap<String, Status>,
    rights: Flags<ETableRight>,
    shape: Option<Shape>,
    shapes: Vec<Shape>,
    by_name: BTreeMap<String, Shape>,
    inner: Option<Box<Sale>>,
    sales: Vec<Sale>,
    texts: Vec<String>,
    others: Vec<i32>,
    headers: BTreeMap<String, String>,
    any: Value,
    name: Option<String>,
}

/// Encodes and decodes the value in some media types and with each profile; returns the last body.
fn back(sale: &Sale, media_types: &[MediaType]) -> String {
    let mut last = String::new();
    for media_type in media_types {
        let body = String::from_utf8(sale.encode(*media_type).unwrap()).unwrap();
        for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
            let decoder = Decoder::new(*media_type).profile(profile);
            let read = decoder.decode::<Sale>(body.as_bytes());
            let start: String = body.chars().take(200).collect();
            assert_eq!(read.as_ref(), Ok(sale), "{media_type} {profile:?}: {start}");
        }
        last = body;
    }
    last
}

fn read(body: &Value) -> Sale {
    Sale::decode(MediaType::ApplicationJson, body.to_string().as_bytes()).unwrap()
}

#[test]
fn names_of_a_newer_server_are_decoded_again() {
    let shape = json!({"ShapeType": "Hologram", "Depth": 3});
    for body in [
        json!({"Status": "Velit"}),
        json!({"Status": 17}),
        json!({"Statuses": ["Velit", "Open", -4], "ByStatus": {"a": "Velit"}}),
        json!({"Rights": "Select, Velit"}),
        json!({"Rights": 1_073_741_824}),
        json!({"Shape": shape, "Shapes": [shape, {"ShapeType": "Open"}], "ByName": {"a": shape}}),
        json!({"Shape": {}, "Shapes": [{}, {"Depth": 1}]}),
        json!({"Inner": {"Status": "Velit"}, "Sales": [{"Shapes": [shape], "Status": "Velit"}]}),
    ] {
        back(&read(&body), MediaType::ALL);
    }
}

#[test]
fn apply_rejects_unknown_names_unless_they_are_allowed() {
    let shape = json!({"ShapeType": "Hologram"});
    for (member, pointer) in [
        (json!({"Status": "Velit"}), "/Status"),
        (json!({"Status": 17}), "/Status"),
        (json!({"Statuses": ["Open", "Velit"]}), "/Statuses/1"),
        (json!({"ByStatus": {"a": "Velit"}}), "/ByStatus/a"),
        (json!({"Rights": "Select, Velit"}), "/Rights"),
        (json!({"Shape": shape}), "/Shape"),
        (json!({"Shapes": [shape]}), "/Shapes/0"),
        (json!({"ByName": {"a": shape}}), "/ByName/a"),
        (json!({"Sales": [{"Status": "Velit"}]}), "/Sales/0/Status"),
        (json!({"Inner": {"Status": "Velit"}}), "/Inner/Status"),
    ] {
        let (name, value) = member
            .as_object()
            .and_then(|all| all.iter().next())
            .unwrap();
        let operations = json!([{"op": "replace", "path": name, "value": value}]);
        for (media_type, patch) in [
            (MediaType::ApplicationMergePatch, &member),
            (MediaType::ApplicationJsonPatch, &operations),
        ] {
            let body = patch.to_string();
            let mut sale = Sale::create_default();
            let decoder = Decoder::new(media_type);
            let error = decoder.apply(&mut sale, body.as_bytes()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::UnknownVariant, "{body}");
            assert_eq!(
                (error.status().as_u16(), error.pointer()),
                (422, pointer),
                "{body}"
            );
            assert_eq!(sale, Sale::create_default());

            let kept = decoder.keep_unknown(true);
            kept.apply(&mut sale, body.as_bytes()).unwrap();
            assert_eq!(sale, read(&member), "{body}");
            let refused = decoder.keep_unknown(false).decode::<Sale>(body.as_bytes());
            assert_eq!(refused.unwrap_err().kind(), ErrorKind::UnknownVariant);
        }
    }
}

#[test]
fn patches_over_the_operation_limit_are_merged() {
    let texts = |count: usize| {
        (0..count)
            .map(|index| index.to_string())
            .collect::<Vec<_>>()
    };
    let mut sale = Sale::create_default();
    sale.texts = texts(10_002);
    let patch = back(&sale, &[MediaType::ApplicationJsonPatch]);
    let operations: Value = serde_json::from_str(&patch).unwrap();
    assert_eq!(
        operations,
        json!([{"op": "replace", "path": "/Texts", "value": sale.texts}])
    );

    // Up to the limit, operations are encoded individually.
    sale.texts = texts(10_000);
    let patch = back(&sale, &[MediaType::ApplicationJsonPatch]);
    assert_eq!(patch.matches("\"add\"").count(), 10_000);

    // Beyond the limit in total, wherever they are.
    sale.texts = texts(6_000);
    sale.others = (0..6_000).collect();
    sale.name = Some("last".into());
    sale.any = json!({"a": texts(5_000)});
    sale.headers = texts(6_000)
        .into_iter()
        .map(|text| (text.clone(), text))
        .collect();
    let patch = back(&sale, &[MediaType::ApplicationJsonPatch]);
    assert_eq!(patch.matches("\"op\"").count(), 5);
    let mut outer = Sale::create_default();
    outer.inner = Some(Box::new(Sale::create_default()));
    let before = outer.clone();
    outer.inner = Some(Box::new(sale));
    let encoder = Encoder::new(MediaType::ApplicationJsonPatch);
    for (from, to) in [(&before, &outer), (&outer, &before)] {
        let patch = encoder.diff(from, to).unwrap();
        for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
            let mut changed = from.clone();
            let decoder = Decoder::new(MediaType::ApplicationJsonPatch).profile(profile);
            decoder.apply(&mut changed, &patch).unwrap();
            assert_eq!(&changed, to);
        }
    }
    // A body that is a list, a dictionary, or any JSON.
    let (list, any) = (texts(10_001), json!([texts(10_001)]));
    let patch = encoder.encode(&list).unwrap();
    let decoder = Decoder::new(MediaType::ApplicationJsonPatch);
    assert_eq!(decoder.decode::<Vec<String>>(&patch), Ok(list));
    let patch = encoder.encode(&any).unwrap();
    assert_eq!(decoder.decode::<Value>(&patch), Ok(any));
}

#[test]
fn encoded_depth_can_be_decoded() {
    let nested = |levels: usize| {
        (0..levels).fold(json!(1), |inner, level| match level % 2 {
            0 => json!([inner]),
            _ => json!({"a": inner}),
        })
    };
    for levels in 118..130 {
        let mut sale = Sale::create_default();
        sale.any = nested(levels);
        let mut inner = Sale::create_default();
        inner.any = nested(levels);
        for sale in [
            sale,
            Sale {
                inner: Some(Box::new(inner.clone())),
                ..Sale::create_default()
            },
            Sale {
                sales: vec![inner],
                ..Sale::create_default()
            },
        ] {
            for &media_type in MediaType::ALL {
                match sale.encode(media_type) {
                    Ok(body) => {
                        let read = Sale::decode(media_type, &body);
                        assert_eq!(read.as_ref(), Ok(&sale), "{media_type} {levels}");
                    }
                    Err(error) => assert_eq!(error.kind(), ErrorKind::Unrepresentable),
                }
            }
        }
    }
}
