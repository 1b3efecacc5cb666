//! Clients that try to overload the agent. Each test is bounded in requests and time, on loopback.

mod common;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use common::{PATH, Running};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpSocket, TcpStream};
use webhook_agent::Agent;
use webhook_agent::auth::{Anyone, PasswordHash, StaticCredentials};
use webhook_agent::server::Limits;
use webhook_model::{Secret, Webhook};

const HEALTH: &str = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";

/// `tje0:hunter2`, and a wrong password.
const RIGHT: &str = "Authorization: Basic dGplMDpodW50ZXIy\r\n";
const WRONG: &str = "Authorization: Basic dGplMDpodW50ZXIz\r\n";

fn post(fields: &str) -> String {
    format!("POST {PATH} HTTP/1.1\r\nHost: x\r\n{fields}\r\n")
}

/// The maximum number of sockets that a test may open on each side of its connections.
fn most_connections() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits
        .lines()
        .find(|line| line.starts_with("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().nth(3));
    let soft = soft.and_then(|text| text.parse().ok()).unwrap_or(512_usize);
    1024.min(soft.saturating_sub(100) / 2)
}

/// A client that sends requests with long responses and never reads.
async fn never_reading(address: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(4096).expect("a small buffer");
    let mut stream = socket.connect(address).await.expect("a connection");
    let request = "GET /api/v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100);
    // The server may already have disconnected, as the test expects.
    let _ = stream.write_all(request.as_bytes()).await;
    stream
}

#[test]
fn stalled_clients_are_disconnected_after_the_write_timeout() {
    let clients = most_connections();
    let limits = Limits {
        write_timeout: Duration::from_secs(2),
        header_timeout: Duration::from_secs(600),
        max_connections: clients,
        ..Limits::default()
    };
    let agent = Agent::new(Anyone).serve_entity::<Webhook>();
    let running = Running::start(agent.into_service(), limits);
    let address = running.address();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let stalled: Vec<TcpStream> = runtime.block_on(async {
        let mut stalled = Vec::new();
        for _ in 0..clients {
            stalled.push(never_reading(address).await);
        }
        stalled
    });
    let started = Instant::now();
    let answer = running.connect().send(HEALTH).answer();
    assert_eq!(answer.map(|answer| answer.status), Some(200));
    println!(
        "/health beside {clients} clients that never read: {:?}",
        started.elapsed()
    );
    drop(stalled);
}

#[test]
fn a_stalled_client_does_not_delay_shutdown() {
    let limits = Limits {
        write_timeout: Duration::from_millis(500),
        header_timeout: Duration::from_secs(600),
        grace: Duration::from_secs(3600),
        ..Limits::default()
    };
    let agent = Agent::new(Anyone).serve_entity::<Webhook>();
    let mut running = Running::start(agent.into_service(), limits);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let stalled = runtime.block_on(never_reading(running.address()));
    running.tell_to_stop();
    running.wait();
    drop(stalled);
}

/// An agent with one user, whose password is hashed.
fn hashed() -> Running {
    let hash = PasswordHash::of(&Secret::from("hunter2")).expect("a hash");
    let credentials = StaticCredentials::new().basic_hashed("tje0", hash);
    let agent = Agent::new(credentials).serve_entity::<Webhook>();
    Running::start(agent.into_service(), Limits::default())
}

/// The number of requests of the operation with a status, from the agent's metrics.
fn counted(running: &Running, status: u16) -> u64 {
    let scrape = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";
    let text = running
        .connect()
        .send(scrape)
        .answer()
        .expect("metrics")
        .text();
    let status = format!("operation=\"CreateDefaultWebhook\",status=\"{status}\"}} ");
    let line = text.lines().find_map(|line| line.split_once(&status));
    line.map_or(0, |(_, count)| count.parse().expect("a number"))
}

#[test]
fn no_password_is_hashed_for_disconnected_clients() {
    let running = hashed();
    let clients = 25;
    for _ in 0..clients {
        // Closed immediately.
        running.connect().send(post(WRONG));
    }
    let answer = running.connect().send(post(WRONG)).answer();
    assert_eq!(answer.map(|answer| answer.status), Some(401));
    // The others may be accepted in any order.
    let counts = || (counted(&running, 401), counted(&running, 503));
    let (hashed, dropped) = (0..1000)
        .map(|_| counts())
        .find(|(hashed, dropped)| hashed + dropped > clients)
        .unwrap_or_else(counts);
    assert_eq!(hashed + dropped, clients + 1);
    assert!(dropped >= clients / 2, "{hashed} hashed, {dropped} dropped");
}

#[test]
fn a_half_closed_client_gets_a_response_that_needs_no_waiting() {
    let running = hashed();
    let answer = running.connect().send(post(RIGHT)).finish().answer();
    assert_eq!(answer.map(|answer| answer.status), Some(200));
}

/// Prints latencies; asserts only that every request of the user succeeds.
#[test]
fn a_known_user_is_served_during_a_flood_of_wrong_passwords() {
    let running = hashed();
    let mut known = running.connect();
    let first = known.send(post(RIGHT)).answer();
    assert_eq!(first.map(|answer| answer.status), Some(200));

    let address = running.address();
    let flood = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.expect("a runtime").block_on(async {
            let mut turns = tokio::time::interval(Duration::from_micros(2500));
            for _ in 0..800 {
                turns.tick().await;
                if let Ok(mut stream) = TcpStream::connect(address).await {
                    let _ = stream.write_all(post(WRONG).as_bytes()).await;
                }
            }
        });
    });
    let mut times = Vec::new();
    while !flood.is_finished() {
        let started = Instant::now();
        let answer = known.send(post(RIGHT)).answer().expect("an answer");
        assert_eq!(answer.status, 200);
        times.push(started.elapsed());
    }
    flood.join().expect("the flood ends");
    times.sort();
    let at = |share: usize| {
        times
            .get(times.len() * share / 100)
            .copied()
            .unwrap_or_default()
    };
    println!(
        "a known user, {} requests: median {:?}, 99th percentile {:?}",
        times.len(),
        at(50),
        at(99)
    );
    assert!(counted(&running, 503) > 0, "the flood filled the queue");
}

#[test]
fn malformed_requests_have_the_fields_of_other_errors_and_are_counted() {
    let agent = Agent::new(Anyone).serve_entity::<Webhook>();
    let running = Running::start(agent.into_service(), Limits::default());
    let malformed = |status: u16| {
        let scrape = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";
        let text = running
            .connect()
            .send(scrape)
            .answer()
            .expect("metrics")
            .text();
        let status = format!("operation=\"malformed\",status=\"{status}\"}} ");
        let line = text.lines().find_map(|line| line.split_once(&status));
        line.map_or(0_u64, |(_, count)| count.parse().expect("a number"))
    };
    let many = "X: y\r\n".repeat(101);
    for (request, status) in [
        // Requests that hyper rejects.
        ("GET / HTTP/1.1\r\nHost : x\r\n\r\n".to_owned(), 400),
        ("GE(T / HTTP/1.1\r\nHost: x\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/3.0\r\nHost: x\r\n\r\n".to_owned(), 400),
        (
            "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: +4\r\n\r\n".to_owned(),
            400,
        ),
        (
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned(),
            400,
        ),
        (format!("GET / HTTP/1.1\r\nHost: x\r\n{many}\r\n"), 431),
        // Requests that the server rejects before they reach the agent.
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), 400),
        (
            "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: x, chunked\r\n\r\n".to_owned(),
            400,
        ),
    ] {
        // Alone, and after a valid request.
        for good in ["", HEALTH] {
            let before = malformed(status);
            let mut connection = running.connect();
            connection.send(format!("{good}{request}"));
            if !good.is_empty() {
                assert_eq!(connection.answer().map(|answer| answer.status), Some(200));
            }
            let answer = connection.answer().expect("an answer");
            assert_eq!(answer.status, status, "{request}");
            assert_eq!(answer.header("connection"), "close", "{request}");
            assert_eq!(
                answer.header("x-content-type-options"),
                "nosniff",
                "{request}"
            );
            assert_eq!(answer.header("cache-control"), "no-store", "{request}");
            assert_eq!(answer.header("vary"), common::VARY, "{request}");
            assert!(!answer.header("x-request-id").is_empty(), "{request}");
            assert!(!answer.header("date").is_empty(), "{request}");
            let text = answer.text();
            assert!(
                text.starts_with(r#"{"Error":true,"ErrorType":"ArgumentException""#),
                "{text}"
            );
            assert!(connection.finish().is_closed(), "{request}");
            assert_eq!(malformed(status), before + 1, "{request}");
        }
    }
}

#[test]
fn a_body_that_looks_like_an_error_of_hyper_is_unchanged() {
    use axum::Router;
    use axum::routing::get;

    let text = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\ndate: Sun, 29 Nov 2026 00:50:24 GMT\r\n\r\n";
    let agent = Agent::new(Anyone).serve_entity::<Webhook>();
    let router = Router::new()
        .route("/text", get(move || async move { text }))
        .fallback_service(agent.into_service());
    let running = Running::start(router, Limits::default());
    let answer = running
        .connect()
        .send("GET /text HTTP/1.1\r\nHost: x\r\n\r\n")
        .answer();
    assert_eq!(answer.map(|answer| answer.text()).as_deref(), Some(text));
}
