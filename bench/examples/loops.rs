//! One operation in a loop, for instruction counts: `valgrind --tool=callgrind`.
use std::hint::black_box;

use netserver_bench::{SerdeWebhook, filled};
use webhook_model::{Decoder, Encoder, MediaType, Webhook};

fn main() {
    let mut words = std::env::args().skip(1);
    let what = words.next().unwrap_or_default();
    let count: usize = words.next().and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let hook = if what.contains("default") { Webhook::create_default() } else { filled() };
    let media_type = if what.contains("xml") { MediaType::ApplicationXml } else { MediaType::ApplicationJson };
    let body = hook.encode(media_type).unwrap_or_default();
    let mut out = Vec::with_capacity(8192);
    if what.contains("peer-encode") {
        let peer: Option<SerdeWebhook> = serde_json::from_slice(&body).ok();
        repeat(count, || {
            out.clear();
            drop(serde_json::to_writer(&mut out, black_box(&peer)));
        });
    } else if what.contains("peer-decode") {
        repeat(count, || drop(black_box(serde_json::from_slice::<SerdeWebhook>(&body))));
    } else if what.contains("decode") {
        repeat(count, || drop(black_box(Decoder::new(media_type).decode::<Webhook>(&body))));
    } else {
        repeat(count, || {
            out.clear();
            drop(Encoder::new(media_type).encode_to(black_box(&hook), &mut out));
        });
    }
}

fn repeat(count: usize, mut run: impl FnMut()) {
    for _ in 0..count {
        run();
    }
}
