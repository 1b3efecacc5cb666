//! Compares the time of a call with that of the same call with reqwest and `serde_json`. Both run
//! in turns; the results are medians of the processor time in many short rounds. The server is
//! another thread on this machine, with one response for each case.
//!
//! `cargo run --release [WORDS OF A CASE'S NAME [0 for ours, 1 for the other]]`
#![allow(clippy::unwrap_used)]

#[path = "../../src/peers.rs"]
#[allow(dead_code, missing_docs)]
mod peers;
mod server;
#[path = "../../src/values.rs"]
#[allow(dead_code, missing_docs)]
mod values;

use std::hint::black_box;

use cpu_time::ThreadTime;
use peers::SerdeWebhook;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::runtime::Builder;
use webhook_client::{Client, Credentials, Site};
use webhook_model::{MediaType, NetServerEntity, Webhook};

const ROUNDS: usize = 101;
const CALLS: u32 = 40;

/// Requests a list of webhooks.
#[derive(NetServerEntity)]
#[netserver(agent = "Webhook", operation = "GetAllWebhooks", response = Vec<Webhook>)]
struct GetAllWebhooks {
    name_filter: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Filter {
    name_filter: Option<String>,
}

fn main() {
    rustls::crypto::ring::default_provider().install_default().unwrap();
    // Single-threaded, so that the processor time of the thread is that of the call.
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let hook = values::filled();
    let body = hook.encode(MediaType::ApplicationJson).unwrap();
    let serde: SerdeWebhook = serde_json::from_slice(&body).unwrap();
    let list = [b"[".as_slice(), &[body.as_slice(); 100].join(&b','), b"]"].concat();

    println!("| call | ours | by hand | ratio |\n|---|--:|--:|--:|");
    let one = server::start(body.clone());
    let so = client(one);
    let hand = Hand::new(one);
    report("get, 1.3 kB", [
        &|| runtime.block_on(async { drop(black_box(so.get::<Webhook>(5).send().await.unwrap())) }),
        &|| runtime.block_on(async {
            let path = "GetWebhook?webhookId=5";
            drop(black_box(hand.call::<Option<SerdeWebhook>>(path, "null".into()).await));
        }),
    ]);
    report("save, 1.3 kB each way", [
        &|| runtime.block_on(async { drop(black_box(so.save(&hook).send().await.unwrap())) }),
        &|| runtime.block_on(async {
            let body = serde_json::to_vec(&serde).unwrap();
            drop(black_box(hand.call::<SerdeWebhook>("SaveWebhook", body).await));
        }),
    ]);
    let many = server::start(list);
    let so = client(many);
    let hand = Hand::new(many);
    report("a list of 100, 130 kB", [
        &|| runtime.block_on(async {
            let filter = GetAllWebhooks { name_filter: None };
            drop(black_box(so.call::<GetAllWebhooks>().body(&filter).send().await.unwrap()));
        }),
        &|| runtime.block_on(async {
            let body = serde_json::to_vec(&Filter { name_filter: None }).unwrap();
            drop(black_box(hand.call::<Vec<SerdeWebhook>>("GetAllWebhooks", body).await));
        }),
    ]);
}

fn client(address: std::net::SocketAddr) -> Client {
    let site = Site::new(&format!("http://{address}")).unwrap();
    Client::new(site, Credentials::basic("tje0", "hunter2"))
}

/// The call as written without this client.
struct Hand {
    client: reqwest::Client,
    base: String,
}

impl Hand {
    fn new(address: std::net::SocketAddr) -> Self {
        let builder = reqwest::Client::builder().timeout(std::time::Duration::from_secs(30));
        let builder = builder.redirect(reqwest::redirect::Policy::none());
        Self {
            client: builder.build().unwrap(),
            base: format!("http://{address}/api/v1/Agents/Webhook/"),
        }
    }

    async fn call<T: DeserializeOwned>(&self, path: &str, body: Vec<u8>) -> T {
        let request = self.client.post(format!("{}{path}", self.base));
        let request = request.basic_auth("tje0", Some("hunter2"));
        let request = request.header(ACCEPT, "application/json").header(CONTENT_TYPE, "application/json");
        let response = request.body(body).send().await.unwrap().error_for_status().unwrap();
        serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
    }
}

fn report(name: &str, calls: [&dyn Fn(); 2]) {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    if !name.contains(&wanted) {
        return;
    }
    if let Some(side) = std::env::args().nth(2).and_then(|side| side.parse::<usize>().ok()) {
        // Runs only one side, for a profiler.
        (0..20_000).for_each(|_| calls[side % 2]());
        return;
    }
    // Opens the connections.
    calls.iter().for_each(|call| call());
    let mut times = [const { Vec::new() }; 2];
    for round in 0..ROUNDS {
        // Each side is first in half of the rounds.
        for side in [round % 2, 1 - round % 2] {
            let start = ThreadTime::now();
            for _ in 0..CALLS {
                calls[side]();
            }
            times[side].push(start.elapsed() / CALLS);
        }
    }
    let median = times.map(|mut times| {
        times.sort();
        times[ROUNDS / 2].as_secs_f64() * 1e6
    });
    let [ours, hand] = median;
    println!("| {name} | {ours:.1} us | {hand:.1} us | {:.2} |", ours / hand);
}
