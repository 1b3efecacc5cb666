//! Compares JSON with serde_json in a debug build of this crate, with optimised dependencies.
//!
//! `cargo run`: both entities are derived here, so the code that a derive adds to the user's crate
//! is not optimised.
#![allow(clippy::unwrap_used)]

mod hook;
#[path = "../../src/peers.rs"]
mod peers;

use std::hint::black_box;

use cpu_time::ThreadTime;
use webhook_model::{Encoder, MediaType};

use self::hook::Hook;
use self::peers::SerdeWebhook;

const ROUNDS: usize = 61;
const RUNS: u32 = 200;

fn main() {
    let mut ours = hook::filled();
    let body = ours.encode(MediaType::ApplicationJson).unwrap();
    let peer: SerdeWebhook = serde_json::from_slice(&body).unwrap();
    let encoder = Encoder::new(MediaType::ApplicationJson);
    let (mut out, mut other) = (Vec::with_capacity(8 << 10), Vec::with_capacity(8 << 10));
    println!("| case | ours | serde_json | ratio | goal | |\n|---|--:|--:|--:|--:|---|");
    report(
        "encode",
        0.05,
        &mut || {
            out.clear();
            encoder.encode_to(black_box(&ours), &mut out).unwrap();
        },
        &mut || {
            other.clear();
            serde_json::to_writer(&mut other, black_box(&peer)).unwrap();
        },
    );
    report(
        "decode",
        0.30,
        &mut || {
            ours = Hook::decode(MediaType::ApplicationJson, black_box(&body)).unwrap();
        },
        &mut || drop(serde_json::from_slice::<SerdeWebhook>(black_box(&body)).unwrap()),
    );
}

/// Runs both in turns, and returns the medians of their rounds.
fn report(name: &str, bar: f64, ours: &mut dyn FnMut(), peer: &mut dyn FnMut()) {
    let (mut times, mut others) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        times.push(run(ours));
        others.push(run(peer));
    }
    let (time, other) = (median(times), median(others));
    let verdict = if time <= bar * other {
        "ok"
    } else {
        "**over**"
    };
    println!(
        "| json {name} filled, debug build | {time:.0} ns | {other:.0} ns | {:.3} | {bar:.2} | {verdict} |",
        time / other
    );
}

fn run(work: &mut dyn FnMut()) -> f64 {
    let start = ThreadTime::now();
    for _ in 0..RUNS {
        work();
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(RUNS)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}
