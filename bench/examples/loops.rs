//! One operation in a loop, for instruction counts: `valgrind --tool=callgrind`.
use netserver_bench::{SerdeWebhook, filled};
use webhook_model::{Decoder, Encoder, MediaType, Webhook};

fn main() {
    let mut words = std::env::args().skip(1);
    let (what, count) = (words.next().unwrap_or_default(), words.next().and_then(|count| count.parse().ok()).unwrap_or(10_000));
    let hook = if what.contains("default") { Webhook::create_default() } else { filled() };
    let media_type = if what.contains("xml") { MediaType::ApplicationXml } else { MediaType::ApplicationJson };
    let body = hook.encode(media_type).unwrap_or_default();
    let peer: Option<SerdeWebhook> = serde_json::from_slice(&body).ok();
    let mut out = Vec::with_capacity(8192);
    for _ in 0..count {
        out.clear();
        if what.contains("peer-encode") {
            drop(serde_json::to_writer(&mut out, &peer));
        } else if what.contains("peer-decode") {
            drop(std::hint::black_box(serde_json::from_slice::<SerdeWebhook>(&body)));
        } else if what.contains("decode") {
            drop(std::hint::black_box(Decoder::new(media_type).decode::<Webhook>(&body)));
        } else {
            drop(Encoder::new(media_type).encode_to(&hook, &mut out));
        }
        std::hint::black_box(&out);
    }
}
