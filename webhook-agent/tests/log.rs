//! The log of requests. This test has its own process, because it sets the global subscriber.

mod common;

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use common::{PATH, Running};
use webhook_agent::auth::StaticCredentials;
use webhook_agent::server::Limits;
use webhook_agent::{Agent, Fault};
use webhook_model::Webhook;
use webhook_model::operation::{Delete, Get};

/// The lines that were logged.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for &Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("lines").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn requests_panics_and_malformed_requests_are_logged_under_their_id() {
    let lines = Lines::default();
    tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(Arc::new(lines.clone()))
        .init();
    let agent = Agent::new(StaticCredentials::new().basic("tje0", "hunter2"))
        .serve_entity::<Webhook>()
        .serve::<Get<Webhook>, _>(|call| async move {
            assert!(
                call.peer()
                    .is_some_and(|peer| peer.address().ip().is_loopback())
            );
            assert!(call.query("fine").is_some(), "line one\nline two");
            Ok(None)
        })
        .serve::<Delete<Webhook>, _>(|_| async { Err(Fault::internal()) });
    let running = Running::start(agent.into_service(), Limits::default());
    let get = "/api/v1/Agents/Webhook/GetWebhook";
    let right = "Authorization: Basic dGplMDpodW50ZXIy\r\n";
    for (path, fields, id, status) in [
        (PATH, right, "known", 200),
        (PATH, "", "unknown", 401),
        (get, right, "panics", 500),
        ("/api/v1/Agents/Webhook/DeleteWebhook", right, "fails", 500),
        (get, "Host: y\r\n", "malformed", 400),
    ] {
        let request =
            format!("POST {path} HTTP/1.1\r\nHost: x\r\nX-Request-Id: {id}\r\n{fields}\r\n");
        let answer = running.connect().send(request).answer().expect("an answer");
        assert_eq!((answer.status, answer.header("x-request-id")), (status, id));
    }
    let text = String::from_utf8(lines.0.lock().expect("lines").clone()).expect("text");
    for (id, level, words) in [
        (
            "known",
            "INFO",
            &["status=200", "peer=127.0.0.1:", "user=\"tje0\""][..],
        ),
        ("unknown", "INFO", &["status=401", "peer=127.0.0.1:"]),
        ("panics", "ERROR", &["panic=\"line one\\nline two\""]),
        (
            "panics",
            "ERROR",
            &["status=500", "peer=127.0.0.1:", "user=\"tje0\""],
        ),
        ("fails", "ERROR", &["status=500", "user=\"tje0\""]),
        ("malformed", "INFO", &["status=400", "peer=127.0.0.1:"]),
    ] {
        let id = format!("id=\"{id}\"");
        let is_it = |line: &str| {
            line.contains(&id)
                && line.contains(level)
                && words.iter().all(|word| line.contains(word))
        };
        assert_eq!(
            text.lines().filter(|line| is_it(line)).count(),
            1,
            "{id} {words:?}\n{text}"
        );
    }
    let unknown = text.lines().find(|line| line.contains("id=\"unknown\""));
    assert!(
        unknown.is_some_and(|line| !line.contains("user=")),
        "{text}"
    );
    assert!(
        !text.contains("hunter2") && !text.contains("dGplMDp"),
        "{text}"
    );
}
