//! Updates of an open page with server-sent events.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use webhook_agent::Options;
use webhook_agent::server::{Limits, Server};

use super::{agent, started};
use crate::fixture::Fixture;

/// The timeout of a read: far longer than any event takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// The maximum number of listeners.
const MAX: usize = 32;

/// An agent on a port.
struct Served {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

async fn serve(all: &Fixture) -> Served {
    let grace = Duration::from_secs(5);
    let server = Server::bind(([127, 0, 0, 1], 0).into()).await.unwrap();
    let server = server.limits(Limits {
        grace,
        ..Limits::default()
    });
    let address = server.local_addr();
    let (stop, stopped) = oneshot::channel();
    let service = agent(all, Options::new()).into_service();
    let server = tokio::spawn(server.run(service, async {
        let _ = stopped.await;
    }));
    Served {
        address,
        stop,
        server,
    }
}

/// A client that listens to changes.
struct Listener(BufReader<TcpStream>);

impl Listener {
    async fn open(served: &Served, path: &str, fields: &str) -> Self {
        let mut stream = TcpStream::connect(served.address).await.unwrap();
        // tje0:hunter2
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Basic dGplMDpodW50ZXIy\r\n{fields}\r\n",
            served.address
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        Self(BufReader::new(stream))
    }

    /// Reads until a line that contains a text.
    async fn until(&mut self, part: &str) -> String {
        let mut text = String::new();
        let read = async {
            while text.lines().last().is_none_or(|line| !line.contains(part)) {
                let count = self.0.read_line(&mut text).await.unwrap();
                assert_ne!(count, 0, "{part}: {text}");
            }
        };
        let read = timeout(PATIENCE, read).await;
        assert!(read.is_ok(), "{part}: {text}");
        text
    }

    async fn status(&mut self) -> String {
        let line = self.until("HTTP/1.1 ").await;
        line[9..12].to_owned()
    }

    /// The rest of the stream, until the server closes the connection.
    async fn rest(mut self) -> String {
        let mut text = String::new();
        self.0.read_to_string(&mut text).await.unwrap();
        text
    }
}

async fn listening(served: &Served, path: &str) -> Listener {
    let mut listener = Listener::open(served, path, "Sec-Fetch-Site: same-origin\r\n").await;
    assert_eq!(listener.status().await, "200");
    listener.until("retry: 2000").await;
    listener
}

#[tokio::test]
async fn a_delivery_sends_a_change_event() {
    let mut all = started().await;
    let hook = all.hook();
    let served = serve(&all).await;
    let mut list = listening(&served, "/console/events").await;
    all.saved(&hook).await;
    list.until("event: change").await;
    let mut own = listening(&served, "/console/events?webhook=1").await;
    let mut other = listening(&served, "/console/events?webhook=2").await;
    all.signal("sale.sold").await;
    all.target.next().await;
    let text = own.until("data: changed").await;
    assert!(text.contains("event: change"), "{text}");
    list.until("event: change").await;
    let third = listening(&served, "/console/events?webhook=3").await;
    all.saved(&hook).await;
    other.until("event: change").await;
    all.post("/api/v1/Agents/Webhook/DeleteWebhook?webhookId=2", "")
        .await;
    other.until("event: change").await;
    served.stop.send(()).unwrap();
    let rest = third.rest().await;
    assert!(
        !rest.contains("event: change"),
        "the third has not changed: {rest}"
    );
}

#[tokio::test]
async fn simultaneous_changes_are_merged_into_one_event() {
    let mut all = started().await;
    let hook = all.hook();
    let mut saved = all.saved(&hook).await;
    let served = serve(&all).await;
    let mut list = listening(&served, "/console/events").await;
    // More than the buffer of a listener holds.
    for number in 0..200 {
        saved.name = Some(number.to_string());
        assert_eq!(all.save(&saved).await.status(), 200);
    }
    served.stop.send(()).unwrap();
    let text = list.until("event: change").await + &list.rest().await;
    let told = text.matches("event: change").count();
    assert!(told < 200, "{told}");
}

#[tokio::test]
async fn listeners_are_bounded_and_disconnected_ones_are_replaced() {
    let all = started().await;
    let served = serve(&all).await;
    let mut listeners = Vec::new();
    for _ in 0..MAX {
        listeners.push(listening(&served, "/console/events").await);
    }
    let mut refused = Listener::open(&served, "/console/events", "Connection: close\r\n").await;
    assert_eq!(refused.status().await, "503");
    assert!(
        refused
            .rest()
            .await
            .to_lowercase()
            .contains("retry-after: 60")
    );
    // The system tells the server that a client has disconnected, without a write.
    drop(listeners.pop());
    for attempt in 0.. {
        let mut next = Listener::open(&served, "/console/events", "").await;
        if next.status().await == "200" {
            break;
        }
        assert!(attempt < 100, "the slot is free");
    }
}

#[tokio::test]
async fn pages_of_other_origins_cannot_listen() {
    let all = started().await;
    let served = serve(&all).await;
    for fields in [
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        "Origin: https://evil.example\r\n",
    ] {
        let mut refused = Listener::open(&served, "/console/events", fields).await;
        assert_eq!(refused.status().await, "403", "{fields}");
    }
}

#[tokio::test]
async fn a_listener_does_not_delay_a_graceful_stop() {
    let all = started().await;
    let served = serve(&all).await;
    let mut listeners = Vec::new();
    for path in ["/console/events", "/console/events?webhook=1"] {
        listeners.push(listening(&served, path).await);
    }
    served.stop.send(()).unwrap();
    for listener in listeners {
        let rest = listener.rest().await;
        // Otherwise the connection would be cut off after the grace period.
        assert!(rest.ends_with("0\r\n\r\n"), "the body ends: {rest:?}");
    }
    served.server.await.unwrap();
}
