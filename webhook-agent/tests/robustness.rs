//! Hostile and odd messages over a raw socket: the cases of the suite `04-http`.
//!
//! The suite says in words what is sent and what may come back; here stands how to send each.

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};

use common::{Answer, DEFAULT_JSON, PATH, Running};
use netserver_tests::data;
use netserver_tests::report::Report;
use webhook_agent::Agent;
use webhook_agent::auth::StaticCredentials;
use webhook_agent::server::Limits;
use webhook_model::Webhook;
use webhook_model::operation::Get;

/// What comes back on one connection.
struct Exchange {
    answers: Vec<Answer>,
}

impl Exchange {
    fn first(&self) -> Option<&Answer> {
        self.answers.first()
    }

    /// The status of the only answer; 0 for none.
    fn status(&self) -> u16 {
        assert!(self.answers.len() <= 1, "{} answers", self.answers.len());
        self.first().map_or(0, |answer| answer.status)
    }
}

const AUTHORIZATION: &str = "Authorization: Bearer t\r\n";

fn running() -> Running {
    let credentials = StaticCredentials::new()
        .bearer("t")
        .session("session", "xsrf");
    let agent = Agent::new(credentials)
        .serve_entity::<Webhook>()
        .serve::<Get<Webhook>, _>(|call| async move {
            assert!(call.query("fine").is_some(), "a handler panics");
            Ok(None)
        });
    Running::start(agent.into_router(), Limits::default())
}

/// Sends bytes on one connection, closes the sending side, and waits for all that comes.
fn exchange(running: &Running, bytes: impl Into<Vec<u8>>) -> Exchange {
    let mut connection = running.connect();
    connection.send_all_aside(bytes.into());
    let mut answers = Vec::new();
    while let Some(answer) = connection.answer() {
        // 1xx is no answer yet, and it has no body.
        answers.push(answer);
    }
    Exchange { answers }
}

/// A request with credentials; fields end in CRLF.
fn request(line: &str, fields: &str, body: &str) -> String {
    format!("{line} HTTP/1.1\r\nHost: x\r\n{AUTHORIZATION}{fields}\r\n{body}")
}

fn post(fields: &str, body: &str) -> String {
    request(&format!("POST {PATH}"), fields, body)
}

fn with_target(target: &str) -> String {
    request(&format!("POST {target}"), "", "")
}

/// A POST whose only Host field is what is given.
fn with_host(hosts: &str) -> String {
    format!("POST {PATH} HTTP/1.1\r\n{hosts}{AUTHORIZATION}\r\n")
}

fn json(fields: &str, body: &str) -> String {
    post(&format!("Content-Type: application/json\r\n{fields}"), body)
}

/// Runs a case; false for one that is not known here.
#[allow(clippy::too_many_lines)] // A table.
fn run(running: &Running, id: &str) -> bool {
    let send = |bytes: String| exchange(running, bytes);
    let refused = |bytes: String| {
        let status = exchange(running, bytes).status();
        assert!(matches!(status, 400..=499 | 501), "{id}: {status}");
        status
    };
    match id {
        // GET describes the operation (vendor documentation), and so HEAD does: the suite's 405
        // is from a server that only knows POST. Nothing runs either way.
        "get" => {
            let answer = send(request(&format!("GET {PATH}"), "", ""));
            assert_eq!(answer.status(), 200);
            assert!(
                answer
                    .first()
                    .is_some_and(|answer| answer.text().contains("\"Method\":\"POST\""))
            );
        }
        "head" => {
            let mut connection = running.connect();
            connection.send(request(&format!("HEAD {PATH}"), "", ""));
            assert_eq!(connection.head().map(|answer| answer.status), Some(200));
            assert!(connection.finish().is_closed(), "no body");
        }
        "put" => {
            let answer = send(request(&format!("PUT {PATH}"), "", ""));
            assert_eq!(answer.status(), 405);
            let allow = answer
                .first()
                .map(|answer| answer.header("allow").to_owned());
            assert_eq!(allow.as_deref(), Some("GET, HEAD, POST"));
        }
        "lowercase-method" => {
            assert_eq!(send(request(&format!("post {PATH}"), "", "")).status(), 405);
        }
        "unknown-method" => {
            assert_eq!(send(request(&format!("FROB {PATH}"), "", "")).status(), 405);
        }
        "unknown-path" => {
            let line = "POST /api/v1/Agents/Webhook/Nope";
            let answer = send(request(line, "Accept: text/xml\r\n", ""));
            assert_eq!(answer.status(), 404);
            let answer = answer.first().expect("an answer");
            assert_eq!(answer.header("content-type"), "text/xml; charset=utf-8");
            assert!(answer.text().starts_with("<ErrorInfo "));
        }
        // As in .NET's routing one slash at the end does not count, and escapes are undone.
        "trailing-slash" => assert_eq!(send(with_target(&format!("{PATH}/"))).status(), 200),
        "pct-encoded" => assert_eq!(send(with_target(&PATH.replace('D', "%44"))).status(), 200),
        "double-slash" => assert_eq!(
            send(with_target(&PATH.replace("/api", "/api/"))).status(),
            404
        ),
        "dotdot" => assert_eq!(
            send(with_target(&PATH.replace("/v1", "/v1/../v1"))).status(),
            404
        ),
        "pct-bad" => assert_eq!(send(with_target(&format!("{PATH}%zz"))).status(), 400),
        "pct-nul" => assert_eq!(send(with_target(&format!("{PATH}%00"))).status(), 400),
        "query-huge" => {
            let status = send(with_target(&format!("{PATH}?{}", "q".repeat(64 * 1024)))).status();
            assert!(matches!(status, 414 | 431), "{status}");
        }
        "no-host" => assert_eq!(send(with_host("")).status(), 400),
        "two-host" => assert_eq!(send(with_host("Host: x\r\nHost: x\r\n")).status(), 400),
        "bad-host" => assert_eq!(send(with_host("Host: a b\r\n")).status(), 400),
        "http09" => assert_eq!(send("GET /\r\n\r\n".to_owned()).status(), 400),
        "http10" => {
            let old = format!("POST {PATH} HTTP/1.0\r\n{AUTHORIZATION}\r\n");
            let mut connection = running.connect();
            // The sending side stays open: it is the server that closes.
            let answer = connection.send(old).answer().expect("an answer");
            assert_eq!((answer.status, answer.header("connection")), (200, "close"));
            assert!(connection.is_closed());
        }
        // Read, as RFC 9112 section 2.2 allows.
        "bare-lf" => assert_eq!(send(post("", "").replace("\r\n", "\n")).status(), 200),
        "bare-cr" => assert_eq!(send(post("X: a\rb\r\n", "")).status(), 400),
        "space-before-colon" => {
            assert_eq!(send(json("Content-Length : 4\r\n", "null")).status(), 400);
        }
        "obs-fold" => assert_eq!(send(post("X: a\r\n b\r\n", "")).status(), 400),
        "nul-header" => assert_eq!(send(post("X: a\0b\r\n", "")).status(), 400),
        "empty-header-name" => assert_eq!(send(post(": x\r\n", "")).status(), 400),
        "cl-te" => {
            // Whichever comes first: what was smuggled behind the body is never answered.
            for fields in [
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
            ] {
                let body = format!("4\r\nnull\r\n0\r\n\r\n{}", with_target("/smuggled"));
                let answer = send(json(fields, &body));
                if answer.status() != 400 {
                    assert_eq!(answer.status(), 200);
                    assert_eq!(
                        answer.first().map(|answer| answer.header("connection")),
                        Some("close")
                    );
                }
            }
        }
        "te-te" => {
            for fields in [
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
            ] {
                assert_eq!(send(json(fields, "4\r\nnull\r\n0\r\n\r\n")).status(), 400);
            }
        }
        "cl-two" => assert_eq!(
            send(json("Content-Length: 3\r\nContent-Length: 4\r\n", "null")).status(),
            400
        ),
        "cl-list" => assert_eq!(send(json("Content-Length: 3, 3\r\n", "nul")).status(), 400),
        "cl-plus" => assert_eq!(send(json("Content-Length: +4\r\n", "null")).status(), 400),
        "cl-hex" => assert_eq!(send(json("Content-Length: 0x4\r\n", "null")).status(), 400),
        "cl-short" => assert_ne!(send(json("Content-Length: 5\r\n", "null")).status(), 200),
        "chunk-huge" => {
            let body = "fffffffffffffffff\r\nnull\r\n0\r\n\r\n";
            assert_eq!(
                send(json("Transfer-Encoding: chunked\r\n", body)).status(),
                400
            );
        }
        "chunk-ext" => {
            let body = format!("4;x={}\r\nnull\r\n0\r\n\r\n", "x".repeat(1024 * 1024));
            let status = refused(json("Transfer-Encoding: chunked\r\n", &body));
            assert!(matches!(status, 400 | 413), "{status}");
        }
        "chunk-many" => {
            let mut body = "1\r\n \r\n".repeat(3_000_000);
            body.push_str("0\r\n\r\n");
            assert_eq!(
                send(json("Transfer-Encoding: chunked\r\n", &body)).status(),
                413
            );
        }
        "trailers" => {
            let body = format!("4\r\nnull\r\n0\r\n{}\r\n", "X: x\r\n".repeat(10_000));
            let status = refused(json("Transfer-Encoding: chunked\r\n", &body));
            assert!(matches!(status, 400 | 431), "{status}");
        }
        "expect-100" => {
            let fields = "Expect: 100-continue\r\nContent-Length: 3000000000\r\n";
            assert_eq!(send(json(fields, "")).status(), 413);
        }
        "expect-bad" => {
            let status = send(post("Expect: x\r\nContent-Length: 0\r\n", "")).status();
            assert!(matches!(status, 200 | 417), "{status}");
        }
        "headers-64k" => {
            let fields = format!("X: {}\r\n", "x".repeat(512 * 1024));
            assert_eq!(send(post(&fields, "")).status(), 431);
        }
        "gzip-bomb" => {
            // What the bytes are is never looked at.
            let fields = "Content-Encoding: gzip\r\nContent-Length: 1000000\r\n";
            assert_eq!(send(json(fields, &"x".repeat(1_000_000))).status(), 415);
        }
        "enc-unknown" => {
            let fields = "Content-Encoding: foo\r\nContent-Length: 4\r\n";
            assert_eq!(send(json(fields, "null")).status(), 415);
        }
        "pipeline" => {
            let requests: String = (0..100)
                .map(|number| post(&format!("X-Request-Id: number-{number}\r\n"), ""))
                .collect();
            let answers = exchange(running, requests).answers;
            assert_eq!(answers.len(), 100);
            for (number, answer) in answers.iter().enumerate() {
                assert_eq!(answer.header("x-request-id"), format!("number-{number}"));
                assert_eq!(answer.text(), DEFAULT_JSON);
            }
        }
        "h2-preface" => {
            let status = send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned()).status();
            assert_ne!(status, 200);
        }
        "h2-continuation" => {
            let mut bytes = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
            // A HEADERS frame without its end, and CONTINUATION without end after it.
            bytes.extend_from_slice(&[0, 0, 1, 1, 0, 0, 0, 0, 1, 0x82]);
            for _ in 0..100_000 {
                bytes.extend_from_slice(&[0, 0, 1, 9, 0, 0, 0, 0, 1, 0x84]);
            }
            assert_ne!(exchange(running, bytes).status(), 200);
        }
        "xsrf-missing" | "xsrf-empty" => {
            let token = if id == "xsrf-empty" {
                "X-XSRF-TOKEN: \r\n"
            } else {
                ""
            };
            let cookie = "Cookie: NetServerSession=session; XSRF-TOKEN=\r\n";
            let bare = format!("POST {PATH} HTTP/1.1\r\nHost: x\r\n{cookie}{token}\r\n");
            assert_eq!(send(bare).status(), 401);
        }
        "two-auth" => assert_eq!(send(post(AUTHORIZATION, "")).status(), 401),
        "crlf-header" => {
            let answer = send(post("SO-Language: en%0d%0aX: y\r\n", ""));
            assert_eq!(answer.status(), 200);
            let head = answer.first().map(|answer| answer.head.to_lowercase());
            assert!(head.is_some_and(|head| !head.contains("\r\nx: y") && !head.contains("%0d")));
        }
        "vary" => {
            let answer = send(post("", ""));
            let answer = answer.first().expect("an answer");
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.header("vary"), common::VARY);
        }
        "panic" => {
            let panics = with_target("/api/v1/Agents/Webhook/GetWebhook");
            let answers = exchange(running, panics + &post("", "")).answers;
            let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
            assert_eq!(statuses, [500, 200]);
            assert!(!answers[0].text().contains("panic") && !answers[0].text().contains(".rs"));
        }
        _ => return false,
    }
    true
}

#[test]
fn the_cases_of_the_suite() {
    let Some(folder) = data::suite("04-http") else {
        return;
    };
    let suite = data::json(&folder.join("http_robustness.json"));
    let cases = suite["cases"].as_array().expect("cases");
    let running = running();
    let mut report = Report::new("http_robustness");
    for case in cases {
        let id = case["id"].as_str().expect("an id");
        // A case that fails has said why where it panicked; the others still run.
        match catch_unwind(AssertUnwindSafe(|| run(&running, id))) {
            Ok(true) => report.check(id, true, String::new),
            Ok(false) => report.apart(id, "nothing here says how to send it"),
            Err(_) => report.check(id, false, || case["expect"].to_string()),
        }
    }
    report.finish();
    // After all that it still answers.
    assert_eq!(exchange(&running, post("", "")).status(), 200);
}
