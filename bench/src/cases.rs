//! The cases: named work with its peers. Timings, instruction counts and the table of ratios use
//! the same cases.

use std::hint::black_box;

use serde_json::Value;
use webhook_model::{Contract, Decoder, Encoder, MediaType, Webhook};

use crate::mini::MiniWebhook;
use crate::peers::SerdeWebhook;
use crate::values::{camel_case, changed, filled, merge_diff, shuffled, shuffled_by};
use crate::xml_order::shuffled_xml;

const JSON: MediaType = MediaType::ApplicationJson;
const XML: MediaType = MediaType::ApplicationXml;
const MERGE: MediaType = MediaType::ApplicationMergePatch;
const PATCH: MediaType = MediaType::ApplicationJsonPatch;

/// Measured work.
pub type Work = Box<dyn FnMut()>;

/// A piece of work with several implementations.
pub struct Case {
    /// The name, such as `json encode filled`.
    pub name: &'static str,
    /// This project's implementation.
    pub ours: Work,
    /// The peers; the goal refers to the first.
    pub peers: Vec<(&'static str, Work)>,
    /// The goal: the highest allowed share of the first peer's time.
    pub bar: Option<f64>,
}

/// All cases.
#[must_use]
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(json_one("json encode default", "json decode default", Webhook::create_default(), (Some(0.45), None)));
    cases.extend(json_one("json encode filled", "json decode filled", filled(), (Some(0.50), Some(0.50))));
    cases.extend(json_names());
    cases.extend(json_list());
    cases.push(escapes());
    cases.extend(xml());
    cases.extend(patches());
    cases.push(create_default());
    cases
}

fn work(run: impl FnMut() + 'static) -> Work {
    Box::new(run)
}

fn encode_ours<T: webhook_model::property::PropertyType>(value: T, encoder: Encoder<'static>) -> Work {
    let mut out = Vec::with_capacity(8 << 10);
    work(move || {
        out.clear();
        encoder.encode_to(black_box(&value), &mut out).unwrap();
    })
}

fn decode_ours<T: webhook_model::property::PropertyType>(body: &[u8], media_type: MediaType) -> Work {
    let body = body.to_vec();
    work(move || drop(Decoder::new(media_type).decode::<T>(black_box(&body)).unwrap()))
}

fn encode_serde<T: serde::Serialize + 'static>(value: T) -> Work {
    let mut out = Vec::with_capacity(8 << 10);
    work(move || {
        out.clear();
        serde_json::to_writer(&mut out, black_box(&value)).unwrap();
    })
}

fn decode_serde<T: serde::de::DeserializeOwned>(body: &[u8]) -> Work {
    let body = body.to_vec();
    work(move || drop(serde_json::from_slice::<T>(black_box(&body)).unwrap()))
}

fn json_one(encode: &'static str, decode: &'static str, hook: Webhook, bars: (Option<f64>, Option<f64>)) -> [Case; 2] {
    let body = hook.encode(JSON).unwrap();
    let peer: SerdeWebhook = serde_json::from_slice(&body).unwrap();
    let mini: MiniWebhook = miniserde::json::from_str(std::str::from_utf8(&body).unwrap()).unwrap();
    let sonic = peer.clone();
    let (mut sonic_out, mut copied) = (Vec::with_capacity(8 << 10), Vec::with_capacity(8 << 10));
    let bytes = body.clone();
    let encode = Case {
        name: encode,
        ours: encode_ours(hook, Encoder::new(JSON)),
        peers: vec![
            ("serde_json", encode_serde(peer)),
            ("sonic-rs", work(move || {
                sonic_out.clear();
                sonic_rs::to_writer(&mut sonic_out, black_box(&sonic)).unwrap();
            })),
            ("miniserde", work(move || drop(black_box(miniserde::json::to_string(black_box(&mini)))))),
            ("memcpy", work(move || {
                copied.clear();
                copied.extend_from_slice(black_box(&bytes));
            })),
        ],
        bar: bars.0,
    };
    let (sonic, simd, mini) = (body.clone(), body.clone(), String::from_utf8(body.clone()).unwrap());
    let mut scratch = Vec::with_capacity(8 << 10);
    let decode = Case {
        name: decode,
        ours: decode_ours::<Webhook>(&body, JSON),
        peers: vec![
            ("serde_json", decode_serde::<SerdeWebhook>(&body)),
            ("sonic-rs", work(move || drop(sonic_rs::from_slice::<SerdeWebhook>(black_box(&sonic)).unwrap()))),
            // The reader writes to its input, so the work includes a copy.
            ("simd-json", work(move || {
                scratch.clear();
                scratch.extend_from_slice(black_box(&simd));
                drop(simd_json::from_slice::<SerdeWebhook>(&mut scratch).unwrap());
            })),
            ("miniserde", work(move || drop(miniserde::json::from_str::<MiniWebhook>(black_box(&mini)).unwrap()))),
        ],
        bar: bars.1,
    };
    [encode, decode]
}

/// Names in any order and case. serde_json reads them in its own order and only in exact case.
fn json_names() -> Vec<Case> {
    let body = filled().encode(JSON).unwrap();
    let mixed = shuffled(&body);
    vec![
        Case {
            name: "json decode filled, any order",
            ours: decode_ours::<Webhook>(&mixed, JSON),
            peers: vec![("serde_json", decode_serde::<SerdeWebhook>(&mixed))],
            bar: Some(0.52),
        },
        Case {
            name: "json decode filled, camelCase",
            ours: decode_ours::<Webhook>(&camel_case(&body), JSON),
            peers: vec![("serde_json, exact", decode_serde::<SerdeWebhook>(&body))],
            bar: Some(0.52),
        },
        Case {
            name: "json decode filled, any order, camelCase",
            ours: decode_ours::<Webhook>(&camel_case(&mixed), JSON),
            peers: vec![("serde_json, exact", decode_serde::<SerdeWebhook>(&mixed))],
            bar: Some(0.52),
        },
        other_orders(&body),
    ]
}

/// Each document has another order than the previous one, so that remembered orders do not help.
fn other_orders(body: &[u8]) -> Case {
    let orders: Vec<Vec<u8>> = (7..39).map(|seed| shuffled_by(body, seed)).collect();
    Case {
        name: "json decode filled, another order each time",
        ours: in_turns(orders.clone(), |body| drop(Decoder::new(JSON).decode::<Webhook>(body).unwrap())),
        peers: vec![("serde_json", in_turns(orders, |body| drop(serde_json::from_slice::<SerdeWebhook>(body).unwrap())))],
        bar: Some(0.65),
    }
}

fn in_turns(bodies: Vec<Vec<u8>>, read: impl Fn(&[u8]) + 'static) -> Work {
    let mut turn = 0;
    work(move || {
        turn = (turn + 1) % bodies.len();
        read(black_box(&bodies[turn]));
    })
}

fn json_list() -> Vec<Case> {
    let hooks = vec![filled(); 1000];
    let body = Encoder::new(JSON).encode(&hooks).unwrap();
    let peers: Vec<SerdeWebhook> = serde_json::from_slice(&body).unwrap();
    let camel = camel_case(&shuffled(&body));
    vec![
        Case {
            name: "json encode list of 1000",
            ours: encode_ours(hooks, Encoder::new(JSON)),
            peers: vec![("serde_json", encode_serde(peers))],
            bar: Some(0.60),
        },
        Case {
            name: "json decode list of 1000",
            ours: decode_ours::<Vec<Webhook>>(&body, JSON),
            peers: vec![("serde_json", decode_serde::<Vec<SerdeWebhook>>(&body))],
            bar: Some(0.60),
        },
        Case {
            name: "json decode list of 1000, any order, camelCase",
            ours: decode_ours::<Vec<Webhook>>(&camel, JSON),
            peers: vec![("serde_json, exact", decode_serde::<Vec<SerdeWebhook>>(&shuffled(&body)))],
            bar: Some(0.60),
        },
    ]
}

/// Every second character must be escaped.
fn escapes() -> Case {
    let texts = vec!["a\"b\\c\nd\te\u{1}f\"".repeat(40); 20];
    Case {
        name: "json encode escapes",
        ours: encode_ours(texts.clone(), Encoder::new(JSON)),
        peers: vec![("serde_json", encode_serde(texts))],
        bar: Some(1.0),
    }
}

fn xml() -> Vec<Case> {
    let mut hook = filled();
    // quick-xml's serde does not support dictionaries and any values.
    hook.headers = None;
    hook.properties = None;
    let body = hook.encode(JSON).unwrap();
    let peer: SerdeWebhook = serde_json::from_slice(&body).unwrap();
    let one = Encoder::new(XML).encode(&hook).unwrap();
    let hooks = vec![hook.clone(); 1000];
    let peers = vec![peer.clone(); 1000];
    let many = Encoder::new(XML).encode(&hooks).unwrap();
    let soap = Encoder::new(XML).contract(Contract::Soap);
    let (mut text, mut other, mut third) = (String::new(), String::new(), String::new());
    let peer_one = quick_xml::se::to_string(&peer).unwrap();
    let mixed = shuffled_xml(&one);
    let peer_mixed = String::from_utf8(shuffled_xml(peer_one.as_bytes())).unwrap();
    let bodies = vec![peer_one.clone(); 1000];
    let encode_peers = peers.clone();
    vec![
        Case {
            name: "xml encode one",
            ours: encode_ours(hook, Encoder::new(XML)),
            peers: vec![("quick-xml serde", work(move || {
                text.clear();
                quick_xml::se::to_writer(&mut text, black_box(&peer)).unwrap();
            }))],
            bar: None,
        },
        Case {
            name: "xml decode one",
            ours: decode_ours::<Webhook>(&one, XML),
            peers: vec![("quick-xml serde", work(move || {
                drop(quick_xml::de::from_str::<SerdeWebhook>(black_box(&peer_one)).unwrap());
            }))],
            bar: Some(0.16),
        },
        Case {
            name: "xml decode one, any order",
            ours: decode_ours::<Webhook>(&mixed, XML),
            peers: vec![("quick-xml serde", work(move || {
                drop(quick_xml::de::from_str::<SerdeWebhook>(black_box(&peer_mixed)).unwrap());
            }))],
            bar: None,
        },
        Case {
            name: "xml encode list of 1000",
            ours: encode_ours(hooks.clone(), Encoder::new(XML)),
            peers: vec![("quick-xml serde", work(move || {
                other.clear();
                for peer in &encode_peers {
                    quick_xml::se::to_writer(&mut other, black_box(peer)).unwrap();
                }
            }))],
            bar: Some(0.20),
        },
        Case {
            name: "xml encode list of 1000, SOAP",
            ours: encode_ours(hooks, soap),
            peers: vec![("quick-xml serde", work(move || {
                third.clear();
                for peer in &peers {
                    quick_xml::se::to_writer(&mut third, black_box(peer)).unwrap();
                }
            }))],
            bar: Some(0.20),
        },
        Case {
            name: "xml decode list of 1000",
            ours: decode_ours::<Vec<Webhook>>(&many, XML),
            peers: vec![("quick-xml serde", work(move || {
                let all: Vec<SerdeWebhook> = bodies.iter().map(|body| quick_xml::de::from_str(black_box(body)).unwrap()).collect();
                drop(black_box(all));
            }))],
            bar: Some(0.16),
        },
    ]
}

/// A patch is created from two entities, encoded, decoded and applied to the first.
fn patches() -> Vec<Case> {
    let from = filled();
    let to = changed(&from);
    let peer = |hook: &Webhook| -> SerdeWebhook { serde_json::from_slice(&hook.encode(JSON).unwrap()).unwrap() };
    let (peer_from, peer_to) = (peer(&from), peer(&to));
    let ours = |media_type: MediaType| {
        let (from, to) = (from.clone(), to.clone());
        work(move || {
            let patch = Encoder::new(media_type).diff(black_box(&from), black_box(&to)).unwrap();
            let mut target = from.clone();
            Decoder::new(media_type).apply(&mut target, &patch).unwrap();
            drop(black_box(target));
        })
    };
    let peers = |diff: fn(&Value, &Value) -> Vec<u8>, apply: fn(&mut Value, &[u8])| {
        let (from, to) = (peer_from.clone(), peer_to.clone());
        work(move || {
            let (before, after) = (serde_json::to_value(black_box(&from)).unwrap(), serde_json::to_value(black_box(&to)).unwrap());
            let patch = diff(&before, &after);
            let target = from.clone();
            let mut tree = serde_json::to_value(&target).unwrap();
            apply(&mut tree, &patch);
            drop(black_box(serde_json::from_value::<SerdeWebhook>(tree).unwrap()));
        })
    };
    vec![
        Case {
            name: "json patch, diff and apply",
            ours: ours(PATCH),
            peers: vec![("json-patch", peers(
                |from, to| serde_json::to_vec(&json_patch::diff(from, to)).unwrap(),
                |tree, patch| {
                    let patch: json_patch::Patch = serde_json::from_slice(patch).unwrap();
                    json_patch::patch(tree, &patch).unwrap();
                },
            ))],
            bar: Some(0.5),
        },
        Case {
            name: "merge patch, diff and apply",
            ours: ours(MERGE),
            peers: vec![("json-patch", peers(
                |from, to| serde_json::to_vec(&merge_diff(from, to)).unwrap(),
                |tree, patch| json_patch::merge(tree, &serde_json::from_slice(patch).unwrap()),
            ))],
            bar: Some(0.5),
        },
    ]
}

fn create_default() -> Case {
    let peer: SerdeWebhook = serde_json::from_slice(&Webhook::create_default().encode(JSON).unwrap()).unwrap();
    Case {
        name: "create_default",
        ours: work(|| drop(black_box(Webhook::create_default()))),
        peers: vec![("clone", work(move || drop(black_box(peer.clone()))))],
        bar: None,
    }
}
