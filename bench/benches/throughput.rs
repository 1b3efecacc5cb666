//! Throughput beside peers, in one run.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use netserver_bench::{SerdeWebhook, filled};
use webhook_model::{Contract, Decoder, Encoder, MediaType, Webhook};

const JSON: MediaType = MediaType::ApplicationJson;
const XML: MediaType = MediaType::ApplicationXml;

fn json(c: &mut Criterion) {
    for (name, hook) in [("default", Webhook::create_default()), ("filled", filled())] {
        let body = hook.encode(JSON).unwrap();
        let peer: SerdeWebhook = serde_json::from_slice(&body).unwrap();
        let mut group = c.benchmark_group(format!("json encode {name}"));
        let mut out = Vec::with_capacity(4096);
        group.bench_function("ours", |b| b.iter(|| { out.clear(); Encoder::new(JSON).encode_to(black_box(&hook), &mut out).unwrap(); }));
        group.bench_function("serde_json", |b| b.iter(|| { out.clear(); serde_json::to_writer(&mut out, black_box(&peer)).unwrap(); }));
        group.bench_function("sonic-rs", |b| b.iter(|| { out.clear(); sonic_rs::to_writer(&mut out, black_box(&peer)).unwrap(); }));
        group.bench_function("memcpy", |b| b.iter(|| { out.clear(); out.extend_from_slice(black_box(&body)); }));
        group.finish();
        let mut group = c.benchmark_group(format!("json decode {name}"));
        group.bench_function("ours", |b| b.iter(|| Webhook::decode(JSON, black_box(&body)).unwrap()));
        group.bench_function("serde_json", |b| b.iter(|| serde_json::from_slice::<SerdeWebhook>(black_box(&body)).unwrap()));
        group.bench_function("sonic-rs", |b| b.iter(|| sonic_rs::from_slice::<SerdeWebhook>(black_box(&body)).unwrap()));
        group.finish();
    }
    let hooks = vec![filled(); 1000];
    let body = Encoder::new(JSON).encode(&hooks).unwrap();
    let peers: Vec<SerdeWebhook> = serde_json::from_slice(&body).unwrap();
    let mut out = Vec::with_capacity(body.len());
    let mut group = c.benchmark_group("json list of 1000");
    group.bench_function("encode ours", |b| b.iter(|| { out.clear(); Encoder::new(JSON).encode_to(black_box(&hooks), &mut out).unwrap(); }));
    group.bench_function("encode serde_json", |b| b.iter(|| { out.clear(); serde_json::to_writer(&mut out, black_box(&peers)).unwrap(); }));
    group.bench_function("decode ours", |b| b.iter(|| Decoder::new(JSON).decode::<Vec<Webhook>>(black_box(&body)).unwrap()));
    group.bench_function("decode serde_json", |b| b.iter(|| serde_json::from_slice::<Vec<SerdeWebhook>>(black_box(&body)).unwrap()));
    group.finish();
}

fn xml(c: &mut Criterion) {
    let mut hook = filled();
    // serde's layer over quick-xml has no dictionaries and no any values.
    hook.headers = None;
    hook.properties = None;
    let body = hook.encode(JSON).unwrap();
    let peer: SerdeWebhook = serde_json::from_slice(&body).unwrap();
    let hooks = vec![hook; 1000];
    let peers = vec![peer; 1000];
    let mut out = Vec::with_capacity(4 << 20);
    let mut group = c.benchmark_group("xml list of 1000");
    group.bench_function("encode WebApi ours", |b| b.iter(|| { out.clear(); Encoder::new(XML).encode_to(black_box(&hooks), &mut out).unwrap(); }));
    group.bench_function("encode Soap ours", |b| b.iter(|| { out.clear(); Encoder::new(XML).contract(Contract::Soap).encode_to(black_box(&hooks), &mut out).unwrap(); }));
    let mut text = String::new();
    group.bench_function("encode quick-xml serde", |b| b.iter(|| { text.clear(); for peer in &peers { quick_xml::se::to_writer(&mut text, black_box(peer)).unwrap(); } }));
    let bodies: Vec<String> = peers.iter().map(|peer| quick_xml::se::to_string(peer).unwrap()).collect();
    group.bench_function("decode WebApi ours", |b| b.iter(|| Decoder::new(XML).decode::<Vec<Webhook>>(black_box(&out)).unwrap()));
    group.bench_function("decode quick-xml serde", |b| b.iter(|| bodies.iter().map(|body| quick_xml::de::from_str::<SerdeWebhook>(black_box(body)).is_ok()).filter(|ok| *ok).count()));
    group.finish();
}

criterion_group!(benches, json, xml);
criterion_main!(benches);
