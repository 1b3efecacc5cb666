//! Connections of a running server.

use std::sync::Arc;
use std::time::Duration;

use crate::common::{DEFAULT_JSON, PATH, Running};
use tokio::sync::Notify;
use webhook_agent::auth::Anyone;
use webhook_agent::server::Limits;
use webhook_agent::{Agent, HttpService, Options};
use webhook_model::Webhook;
use webhook_model::operation::{Get, Save};

const GET: &str = "POST /api/v1/Agents/Webhook/GetWebhook HTTP/1.1\r\nHost: x\r\n\r\n";

fn agent() -> Agent {
    Agent::new(Anyone).serve_entity::<Webhook>()
}

fn plain() -> String {
    format!("POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
}

fn quick() -> Limits {
    Limits {
        header_timeout: Duration::from_millis(200),
        grace: Duration::from_millis(200),
        ..Limits::default()
    }
}

#[test]
fn a_connection_serves_many_requests() {
    let running = Running::start(agent().into_service(), Limits::default());
    let mut connection = running.connect();
    for _ in 0..3 {
        let answer = connection.send(plain()).answer().expect("an answer");
        assert_eq!((answer.status, answer.text().as_str()), (200, DEFAULT_JSON));
    }
}

#[test]
fn a_panic_ends_one_request_only() {
    let router = agent().serve::<Get<Webhook>, _>(|call| async move {
        assert!(call.query("fine").is_some(), "secret-detail");
        Ok(None)
    });
    let running = Running::start(router.into_service(), Limits::default());
    let mut connection = running.connect();
    let answer = connection.send(GET).answer().expect("an answer");
    assert_eq!(answer.status, 500);
    assert!(
        answer.text().starts_with(r#"{"Error":true,"#),
        "{}",
        answer.text()
    );
    assert!(!answer.text().contains("secret-detail") && !answer.text().contains(".rs"));
    let answer = connection
        .send(plain())
        .answer()
        .expect("the connection stays open");
    assert_eq!(answer.status, 200);
}

#[test]
fn request_ids_are_kept_or_generated() {
    let running = Running::start(agent().into_service(), Limits::default());
    let mut connection = running.connect();
    let mut with_id = |id: &str| {
        let request = format!("GET /health HTTP/1.1\r\nHost: x\r\nX-Request-Id: {id}\r\n\r\n");
        let answer = connection.send(request).answer().expect("an answer");
        answer.header("x-request-id").to_owned()
    };
    assert_eq!(with_id("abc-1"), "abc-1");
    let made = with_id("two words");
    assert!(!made.is_empty() && made != "two words");
    let long = with_id(&"x".repeat(200));
    assert!(long.len() < 200 && long != made, "{long}");
}

#[test]
fn connections_with_slow_headers_are_closed() {
    let running = Running::start(agent().into_service(), quick());
    let mut connection = running.connect();
    connection.send(format!("POST {PATH} HTTP/1.1\r\nHost: x\r\nX-Slow: "));
    assert!(connection.is_closed());
}

#[test]
fn idle_connections_are_closed() {
    let running = Running::start(agent().into_service(), quick());
    assert!(running.connect().is_closed(), "before a request");
    let mut connection = running.connect();
    assert_eq!(
        connection
            .send(plain())
            .answer()
            .map(|answer| answer.status),
        Some(200)
    );
    assert!(connection.is_closed(), "after a request");
}

#[test]
fn slow_bodies_are_408() {
    let options = Options::new().body_timeout(Duration::from_millis(200));
    let running = Running::start(agent().options(options).into_service(), Limits::default());
    let mut connection = running.connect();
    connection.send(format!(
        "POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nnu"
    ));
    let answer = connection.answer().expect("an answer");
    assert_eq!((answer.status, answer.header("connection")), (408, "close"));
    assert!(connection.finish().is_closed());
}

#[test]
fn headers_are_bounded() {
    let running = Running::start(agent().into_service(), Limits::default());
    for fields in [
        "X: x\r\n".repeat(200),
        format!("X: {}\r\n", "x".repeat(100_000)),
    ] {
        let mut connection = running.connect();
        connection.send(format!("POST {PATH} HTTP/1.1\r\nHost: x\r\n{fields}\r\n"));
        assert_eq!(connection.answer().map(|answer| answer.status), Some(431));
        assert!(connection.finish().is_closed());
    }
}

#[test]
fn the_limits_of_a_connection_match_the_documentation() {
    let ten = Duration::from_secs(10);
    let limits = Limits::default();
    let times = [limits.header_timeout, limits.write_timeout, limits.grace];
    assert_eq!(times, [ten; 3]);
    assert_eq!(
        (limits.max_headers, limits.max_header_bytes),
        (100, 64 * 1024)
    );
    assert_eq!(
        (limits.max_connections, limits.min_write_rate),
        (1024, 1024)
    );
}

#[test]
fn further_connections_wait_for_a_free_slot() {
    let limits = Limits {
        max_connections: 1,
        ..Limits::default()
    };
    let running = Running::start(agent().into_service(), limits);
    let mut first = running.connect();
    assert_eq!(
        first.send(plain()).answer().map(|answer| answer.status),
        Some(200)
    );
    let mut second = running.connect();
    second.send(plain());
    // The first connection is served repeatedly, the second not at all.
    for _ in 0..50 {
        let answer = first.send(plain()).answer();
        assert_eq!(answer.map(|answer| answer.status), Some(200));
    }
    assert!(!second.has_bytes());
    first.finish();
    assert!(first.is_closed());
    assert_eq!(second.answer().map(|answer| answer.status), Some(200));
}

/// An agent whose Get blocks until it is released, and a channel that reports when it has started.
fn waiting() -> (HttpService, Arc<Notify>, std::sync::mpsc::Receiver<()>) {
    let go = Arc::new(Notify::new());
    let (begun, has_begun) = std::sync::mpsc::channel();
    let held = Arc::clone(&go);
    let agent = agent().serve::<Get<Webhook>, _>(move |_| {
        let (held, begun) = (Arc::clone(&held), begun.clone());
        async move {
            let _ = begun.send(());
            held.notified().await;
            Ok(None)
        }
    });
    (agent.into_service(), go, has_begun)
}

#[test]
fn a_stop_finishes_in_flight_requests() {
    let (router, go, begun) = waiting();
    let limits = Limits {
        grace: Duration::from_secs(600),
        ..Limits::default()
    };
    let mut running = Running::start(router, limits);
    let mut idle = running.connect();
    assert_eq!(
        idle.send(plain()).answer().map(|answer| answer.status),
        Some(200)
    );
    let mut busy = running.connect();
    busy.send(GET);
    begun.recv().expect("the handler begins");

    running.tell_to_stop();
    assert!(idle.is_closed(), "an idle connection is closed at once");
    drop(idle);
    while running.can_connect() {
        std::thread::yield_now();
    }
    go.notify_one();
    let answer = busy.answer().expect("the response still arrives");
    assert_eq!((answer.status, answer.text().as_str()), (200, "null"));
    assert!(busy.is_closed());
    drop(busy);
    running.wait();
}

#[test]
fn a_stop_aborts_requests_after_the_grace_period() {
    let (router, _go, begun) = waiting();
    let mut running = Running::start(router, quick());
    let mut busy = running.connect();
    busy.send(GET);
    begun.recv().expect("the handler begins");
    running.tell_to_stop();
    running.wait();
    assert!(busy.is_closed());
}

#[test]
fn bodies_arrive_whole_in_chunks() {
    let router = agent().serve::<Save<Webhook>, _>(|call| async move { call.request() });
    let running = Running::start(router.into_service(), Limits::default());
    let mut connection = running.connect();
    connection.send(
        "POST /api/v1/Agents/Webhook/SaveWebhook HTTP/1.1\r\nHost: x\r\n\
         Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n\
         8\r\n{\"name\":\r\n7\r\n \"Mine\"\r\n1\r\n}\r\n0\r\n\r\n",
    );
    let answer = connection.answer().expect("an answer");
    let saved = Webhook::decode(webhook_model::MediaType::ApplicationJson, &answer.body);
    assert_eq!(saved.expect("a webhook").name.as_deref(), Some("Mine"));
    // A request with a possible second length ends the connection.
    assert_eq!(answer.header("connection"), "close");
}

/// The request target `*` means the server as a whole (RFC 9110 section 9.3.7).
#[test]
fn options_of_the_server() {
    let running = Running::start(agent().into_service(), Limits::default());
    let mut connection = running.connect();
    connection.send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
    let answer = connection.answer().expect("an answer");
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("allow"), "GET, HEAD, OPTIONS, POST");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
}
