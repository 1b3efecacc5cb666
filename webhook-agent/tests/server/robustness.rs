//! Malformed and unusual messages over a raw socket: the cases of the suite `04-http`.
//!
//! A case describes the request and the accepted responses in words.

use std::time::Duration;

use crate::common::{Connection, PATH, Running};
use crate::http_cases::draft::Draft;
use crate::http_cases::expectation::Expectation;
use crate::http_cases::judge::{Exchange, judge};
use crate::http_cases::request::{Plan, plan};
use netserver_tests::data::{self, list, text};
use netserver_tests::report::Report;
use serde_json::{Value, json};
use webhook_agent::auth::StaticCredentials;
use webhook_agent::server::Limits;
use webhook_agent::{Agent, Options};
use webhook_model::Webhook;
use webhook_model::operation::Get;

/// Decisions on cases that the suite leaves open, and deviations from it, with reasons.
const CHOICES: [(&str, u16); 14] = [
    // GET and HEAD describe the operation.
    ("get", 200),
    ("head", 200),
    ("lowercase-method", 405),
    ("unknown-method", 405),
    // As in .NET's routing, a trailing slash is ignored and escapes are decoded.
    ("trailing-slash", 200),
    ("pct-encoded", 200),
    ("pct-bad", 400),
    ("pct-nul", 400),
    // RFC 9112 section 2.2 allows this.
    ("bare-lf", 200),
    ("cl-list", 400),
    ("expect-100", 413),
    ("gzip-bomb", 415),
    ("two-auth", 401),
    ("crlf-header", 200),
];

/// An agent that takes the token `t` and the session `session`; Get panics without the query `fine`.
fn agent() -> Agent {
    let credentials = StaticCredentials::new()
        .bearer("t")
        .session("session", "xsrf");
    Agent::new(credentials)
        .serve_entity::<Webhook>()
        .serve::<Get<Webhook>, _>(|call| async move {
            assert!(call.query("fine").is_some(), "a handler panics");
            Ok(None)
        })
}

fn running() -> Running {
    Running::start(agent().into_service(), Limits::default())
}

/// An agent with short timeouts.
fn impatient() -> Running {
    let soon = Duration::from_millis(200);
    let limits = Limits {
        header_timeout: soon,
        ..Limits::default()
    };
    let agent = agent().options(Options::new().body_timeout(soon));
    Running::start(agent.into_service(), limits)
}

/// Reads until the server closes the connection.
fn read_all(connection: &mut Connection, is_head: bool) -> Exchange {
    let mut exchange = Exchange::default();
    loop {
        let answer = if is_head {
            connection.head()
        } else {
            connection.answer()
        };
        let Some(answer) = answer else { break };
        if answer.status < 200 {
            exchange.interim.push(answer.status);
        } else {
            exchange.answers.push(answer);
        }
    }
    exchange.rest = connection.rest().len();
    exchange
}

fn exchange(running: &Running, plan: &Plan, bytes: Vec<u8>) -> Exchange {
    let _idle: Vec<_> = (0..plan.idle.min(900)).map(|_| running.connect()).collect();
    let mut connection = running.connect();
    if plan.waits {
        connection.send(bytes);
    } else {
        connection.send_all_aside(bytes);
    }
    read_all(&mut connection, plan.method == "HEAD")
}

/// Runs a case.
fn run(patient: &Running, impatient: &Running, case: &Value) -> Result<(), String> {
    let plan = plan(case).ok_or(
        "the request is not understood; describe it in words that `http_cases` knows, or as `raw`",
    )?;
    let expect = text(case, "expect");
    let wanted = Expectation::read(expect)
        .ok_or_else(|| format!("the expectation is not understood: {expect}"))?;
    let running = if plan.waits { impatient } else { patient };
    for message in &plan.messages {
        let mut bytes = message.clone();
        if wanted.survives {
            bytes.extend(Draft::default().bytes());
        }
        let found = exchange(running, &plan, bytes);
        let status = found.answers.first().map(|answer| answer.status);
        judge(&plan, &wanted, &found).map_err(|why| format!("{why}, wanted {expect}"))?;
        let choice = CHOICES.iter().find(|(id, _)| *id == text(case, "id"));
        if let Some((_, choice)) = choice
            && status != Some(*choice)
        {
            return Err(format!("status {status:?}, chosen is {choice}"));
        }
    }
    Ok(())
}

#[test]
fn the_cases_of_the_suite() {
    let Some(folder) = data::suite("04-http") else {
        return;
    };
    let suite = data::json(&folder.join("http_robustness.json"));
    assert_eq!(text(&suite, "path"), PATH);
    let (patient, impatient) = (running(), impatient());
    let mut report = Report::new("http_robustness");
    for case in list(&suite, "cases") {
        report.outcome(text(case, "id"), run(&patient, &impatient, case));
    }
    report.finish();
    // After all cases, the agent still responds.
    for running in [&patient, &impatient] {
        let plain = json!({"id": "after all", "request": "any request", "expect": "200"});
        assert_eq!(run(running, running, &plain), Ok(()));
    }
}

/// Cases that are not in the suite: correct expectations pass, wrong ones fail.
#[test]
fn cases_of_other_kinds_are_judged() {
    let (patient, impatient) = (running(), impatient());
    let mut report = Report::new("other cases");
    for (request, right, wrong) in [
        (
            "OPTIONS /api/v1/Agents/Webhook/CreateDefaultWebhook",
            "405 + Allow: POST",
            "204",
        ),
        (
            "TRACE /api/v1/Agents/Webhook/CreateDefaultWebhook",
            "405/501",
            "200",
        ),
        (
            "DELETE /api/v1/Agents/Webhook/CreateDefaultWebhook",
            "405 + Allow",
            "405 + Content-Language",
        ),
        (
            "POST /API/V1/agents/webhook/createdefaultwebhook",
            "200",
            "404",
        ),
        (
            "POST /api/v1/Agents/Webhook/CreateDefaultWebhook?<1 KiB>",
            "200 or 414",
            "414",
        ),
        ("POST /<70 KiB>", "414/431", "404"),
        ("Content-Length: -1", "400", "200"),
        ("Content-Length: abc", "400", "413"),
        ("Content-Length: 99999999999999999999", "400 or 413", "200"),
        ("Content-Length: 4", "200", "400"),
        ("Transfer-Encoding: chunked", "200", "400"),
        ("Transfer-Encoding: xchunked", "400/501", "200"),
        ("Transfer-Encoding : chunked", "400", "200"),
        ("chunk size -1", "400", "200"),
        ("chunk size 0x4", "400", "200"),
        (
            "chunked body without the last chunk, then close",
            "connection closed, no 200",
            "200",
        ),
        ("1 KiB chunks x 3", "200", "400"),
        ("chunk of 2 MiB + 1", "413", "400"),
        ("chunk of 2 MiB", "200", "413"),
        ("101 header fields", "431", "200"),
        ("99 Cookie headers", "431", "200"),
        ("one 70 KiB header", "431; never 500", "200"),
        ("one 1 KiB header", "200", "431"),
        ("NUL in header name", "400", "200"),
        ("header without colon", "400", "200"),
        ("three Host headers", "400", "200"),
        ("no Authorization", "401 + WWW-Authenticate", "200"),
        ("X-XSRF-TOKEN: wrong", "401", "200"),
        ("X-XSRF-TOKEN: xsrf", "200", "401"),
        ("Content-Encoding: identity", "200 or 415", "404"),
        ("a body of 2 MiB + 1", "413", "200"),
        ("a body of 2 MiB", "200", "413"),
        (
            "7 pipelined requests",
            "7 answers in order",
            "8 answers in order",
        ),
        ("RST_STREAM flood", "closed", "200"),
        (
            "slowloris: one header byte per second",
            "408 or closed",
            "200",
        ),
        ("body stalls", "408 or closed", "200"),
        ("handler panics", "500 with generic body", "200"),
        (
            "any negotiated 200",
            "Vary lists Accept",
            "Vary lists Cookie",
        ),
    ] {
        let case = |expect: &str| json!({"id": "other", "request": request, "expect": expect});
        let [is_right, is_wrong] =
            [right, wrong].map(|expect| run(&patient, &impatient, &case(expect)));
        report.outcome(request, is_right);
        report.check(request, is_wrong.is_err(), || format!("passes as {wrong}"));
    }
    report.finish();
    let unknown = json!({"id": "other", "request": "something else", "expect": "200"});
    assert!(run(&patient, &impatient, &unknown).is_err());
}
