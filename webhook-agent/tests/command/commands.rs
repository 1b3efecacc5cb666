//! Runs the commands as processes.

use std::io::Read as _;
use std::process::Command;

use crate::common::DEFAULT_JSON;
use crate::process::{Agent, bad, command, good, run};
use webhook_model::{MediaType, Webhook};

fn text(name: &str) -> String {
    let directory = env!("CARGO_TARGET_TMPDIR");
    format!("{directory}/{name}")
}

#[test]
fn default_prints_the_body() {
    assert_eq!(good(&["default", "Webhook"], ""), DEFAULT_JSON);
    assert_eq!(good(&["default", "wEBHOOK"], ""), DEFAULT_JSON);
    let xml = good(
        &[
            "default",
            "Webhook",
            "--accept",
            "application/xml",
            "--contract",
            "soap",
        ],
        "",
    );
    assert!(
        xml.starts_with(
            "<Webhook xmlns=\"http://www.superoffice.net/ws/crm/NetServer/Services88\""
        )
    );
    assert_eq!(
        good(
            &[
                "default",
                "Webhook",
                "--accept",
                "application/json-patch+json"
            ],
            ""
        ),
        "[]"
    );
    assert!(good(&["default", "Associate"], "").starts_with(r#"{"AssociateId":0,"#));
}

#[test]
fn an_unknown_entity_is_answered_with_a_suggestion() {
    let line = bad(&["default", "Webhok"], "");
    assert!(line.contains("did you mean `Webhook`?"), "{line}");
    let line = bad(&["default", "Zebra"], "");
    assert!(
        line.contains("expected one of Webhook, Associate"),
        "{line}"
    );
}

#[test]
fn convert_between_all_types() {
    let hook = r#"{"Name":"Mine","Headers":{"a":"b"}}"#;
    for &to in MediaType::ALL {
        let there = good(
            &["convert", "--from", "application/json", "--to", to.as_str()],
            hook,
        );
        let back = good(
            &["convert", "--from", to.as_str(), "--to", "text/json"],
            &there,
        );
        let (expected, got) = (
            Webhook::decode(MediaType::ApplicationJson, hook.as_bytes()),
            Webhook::decode(MediaType::ApplicationJson, back.as_bytes()),
        );
        assert_eq!(got, expected, "{to}");
    }
    let soap = [
        "convert",
        "--from",
        "text/json",
        "--to",
        "text/xml",
        "--contract",
        "soap",
    ];
    assert!(good(&soap, hook).contains("Services88"));
}

/// Text in UTF-16, with a byte order mark.
fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let units = "\u{FEFF}".encode_utf16().chain(text.encode_utf16());
    units.flat_map(to_bytes).collect()
}

#[test]
fn convert_reads_a_byte_order_mark_and_utf_16() {
    let arguments = |from| ["convert", "--from", from, "--to", "text/json"];
    let json = "{\"Name\": \"\u{e5}\"}";
    let patch = "[{\"op\": \"add\", \"path\": \"Name\", \"value\": \"\u{e5}\"}]";
    let xml = "<?xml version=\"1.0\" encoding=\"utf-16\"?><Webhook><Name>\u{e5}</Name></Webhook>";
    let marked = |text: &str| [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    for (from, body) in [
        ("text/json", marked(json)),
        ("text/json", utf_16(json, u16::to_le_bytes)),
        ("application/json", utf_16(json, u16::to_be_bytes)),
        (
            "application/merge-patch+json",
            utf_16(json, u16::to_le_bytes),
        ),
        ("application/json-patch+json", marked(patch)),
        (
            "application/json-patch+json",
            utf_16(patch, u16::to_be_bytes),
        ),
        ("text/xml", utf_16(xml, u16::to_le_bytes)),
    ] {
        let output = run(&arguments(from), &body);
        let written = String::from_utf8_lossy(&output.stdout);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(written.contains("\"Name\":\"\u{e5}\""), "{from}: {errors}");
    }
    for (name, body) in [
        ("marked.json", marked(json)),
        ("little.json", utf_16(json, u16::to_le_bytes)),
        ("big.json", utf_16(json, u16::to_be_bytes)),
        ("little.xml", utf_16(xml, u16::to_le_bytes)),
    ] {
        let base = text(name);
        std::fs::write(&base, body).expect("written");
        let written = good(
            &[
                "convert",
                "--from",
                "application/merge-patch+json",
                "--to",
                "text/json",
                "--base",
                &base,
            ],
            r#"{"Type": "x"}"#,
        );
        assert!(written.contains("\"Name\":\"\u{e5}\""), "{name}: {written}");
    }
    let half = run(&arguments("text/json"), b"\xFF\xFE{\0}");
    let line = String::from_utf8_lossy(&half.stderr);
    assert!(line.contains("standard input: "), "{line}");
    assert_eq!(half.status.code(), Some(1));
}

#[test]
fn convert_reads_back_the_unknown_names_that_it_wrote() {
    let hook = r#"{"State":"Velit"}"#;
    for &to in MediaType::ALL {
        let arguments = ["convert", "--from", "text/json", "--to", to.as_str()];
        let back = ["convert", "--from", to.as_str(), "--to", "text/json"];
        assert!(
            good(&back, &good(&arguments, hook)).contains(r#""State":"Velit""#),
            "{to}"
        );
    }
}

#[test]
fn convert_starts_from_a_base() {
    let base = text("base.xml");
    let body = Webhook {
        name: Some("Base".to_owned()),
        ..Webhook::create_default()
    };
    std::fs::write(&base, body.encode(MediaType::ApplicationXml).expect("XML")).expect("written");
    let merge = MediaType::ApplicationMergePatch.as_str();

    let patched = good(
        &[
            "convert",
            "--from",
            merge,
            "--to",
            "application/json",
            "--base",
            &base,
        ],
        r#"{"targetUrl":"https://x"}"#,
    );
    let patched = Webhook::decode(MediaType::ApplicationJson, patched.as_bytes()).expect("JSON");
    assert_eq!(patched.name.as_deref(), Some("Base"));
    assert_eq!(patched.target_url.as_deref(), Some("https://x"));

    let patch = good(
        &[
            "convert",
            "--from",
            "application/json",
            "--to",
            merge,
            "--base",
            &base,
        ],
        r#"{"name":"Mine"}"#,
    );
    assert_eq!(patch, r#"{"Name":"Mine"}"#);
}

#[test]
fn convert_errors_contain_the_position() {
    let json = ["convert", "--from", "application/json", "--to", "text/xml"];
    let line = bad(&json, "{\n  \"name\": 5}");
    assert!(line.contains("standard input: /Name:"), "{line}");
    assert!(line.contains("line 2, column"), "{line}");
    let line = bad(&json, "");
    assert!(line.contains("line 1"), "{line}");
    let line = bad(&json, "{\"name\": \"\\u0000\"}");
    assert!(line.contains("/Name"), "{line}");
    let xml = ["convert", "--from", "text/xml", "--to", "text/json"];
    let line = bad(&xml, "<Webhook>\n<WebhookId>x</WebhookId></Webhook>");
    assert!(
        line.contains("/WebhookId") && line.contains("line 2, column"),
        "{line}"
    );

    let missing = text("missing.json");
    let line = bad(
        &[
            "convert",
            "--from",
            "text/json",
            "--to",
            "text/json",
            "--base",
            &missing,
        ],
        "{}",
    );
    assert!(line.contains("missing.json"), "{line}");
    let broken = text("broken.json");
    std::fs::write(&broken, "{\"name\": 1}").expect("written");
    let line = bad(
        &[
            "convert",
            "--from",
            "text/json",
            "--to",
            "text/json",
            "--base",
            &broken,
        ],
        "{}",
    );
    assert!(line.contains("broken.json: /Name:"), "{line}");
}

#[test]
fn an_unknown_media_type_is_a_usage_error() {
    let output = run(&["convert", "--from", "text/html", "--to", "text/xml"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("application/merge-patch+json"));
}

#[test]
fn without_configuration_serve_generates_a_password_and_listens_on_loopback() {
    let agent = Agent::start(command(&["--listen", "127.0.0.1:0"]));
    assert!(agent.request("").starts_with("HTTP/1.1 401 "));
    assert!(agent.curl().contains("-u developer:"));
    if Command::new("curl").arg("--version").output().is_ok() {
        let tried = Command::new("sh").args(["-c", agent.curl()]).output();
        assert_eq!(
            String::from_utf8_lossy(&tried.expect("curl runs").stdout),
            DEFAULT_JSON
        );
    } else {
        println!("skipped: curl is not installed");
    }
    let other = Agent::start(command(&["serve", "--listen", "[::1]:0"]));
    assert_ne!(agent.curl(), other.curl(), "each run has its own password");

    for listen in ["0.0.0.0:0", "[::]:0"] {
        let line = bad(&["--listen", listen], "");
        assert!(line.contains("--user and WEBHOOK_AGENT_PASSWORD"), "{line}");
    }
}

#[test]
fn a_port_in_use_is_reported_in_one_line() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let line = bad(&["--listen", &address], "");
    assert!(
        line.contains(&address) && line.contains("--listen"),
        "{line}"
    );
}

#[test]
fn credentials_come_from_files_and_the_environment() {
    let ticket = text("ticket");
    std::fs::write(&ticket, "7T:secret-ticket\n").expect("written");
    let mut with_all = command(&[
        "--listen",
        "0.0.0.0:0",
        "--user",
        "tje0",
        "--ticket-file",
        &ticket,
    ]);
    with_all.env("WEBHOOK_AGENT_PASSWORD", "hunter2");
    with_all.env("WEBHOOK_AGENT_TOKEN", "secret-token");
    let mut agent = Agent::start(with_all);
    agent.address.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
    for authorization in [
        "Basic dGplMDpodW50ZXIy",
        "SoTicket 7T:secret-ticket",
        "Bearer secret-token",
    ] {
        let answer = agent.request(&format!("Authorization: {authorization}\r\n"));
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }
    assert!(!agent.greeting.contains("hunter2") && !agent.greeting.contains("secret"));
    assert!(
        agent.curl().contains("-u tje0:\"$WEBHOOK_AGENT_PASSWORD\""),
        "{}",
        agent.curl()
    );
}

#[test]
fn incomplete_credentials_are_rejected() {
    let line = bad(&["--listen", "127.0.0.1:0", "--user", "tje0"], "");
    assert!(line.contains("WEBHOOK_AGENT_PASSWORD"), "{line}");
    let line = bad(
        &["--listen", "127.0.0.1:0", "--token-file", &text("nowhere")],
        "",
    );
    assert!(line.contains("nowhere"), "{line}");
    let empty = text("empty");
    std::fs::write(&empty, "\n").expect("written");
    let line = bad(&["--listen", "127.0.0.1:0", "--token-file", &empty], "");
    assert!(line.contains("is empty"), "{line}");
}

#[test]
fn options_reach_the_agent() {
    let mut strict = command(&[
        "--listen",
        "127.0.0.1:0",
        "--strict",
        "--restrict",
        "Webhook",
    ]);
    strict
        .env("WEBHOOK_AGENT_TOKEN", "t")
        .env("WEBHOOK_AGENT_APP_TOKEN", "a");
    let agent = Agent::start(strict);
    let answer = agent.request("Authorization: Bearer t\r\n");
    assert!(answer.starts_with("HTTP/1.1 403 "), "{answer}");
    let answer =
        agent.request("Authorization: Bearer t\r\nSO-AppToken: a\r\nAccept: text/html\r\n");
    assert!(answer.starts_with("HTTP/1.1 406 "), "{answer}");
}

#[cfg(unix)]
#[test]
fn signals_stop_the_agent_and_the_log_contains_no_secret() {
    for signal in ["-INT", "-TERM"] {
        let mut with_token = command(&["--listen", "127.0.0.1:0"]);
        with_token.env("WEBHOOK_AGENT_TOKEN", "secret-token");
        let mut agent = Agent::start(with_token);
        agent.request("Authorization: Bearer secret-token\r\nX-Request-Id: mine-1\r\n");
        agent.signal(signal);
        let status = agent.child.wait().expect("the agent ends");
        assert!(status.success(), "{signal}: {status}");
        let mut log = String::new();
        let mut errors = agent.child.stderr.take().expect("a pipe");
        errors.read_to_string(&mut log).expect("text");
        assert!(
            log.contains("mine-1") && log.contains("status=200"),
            "{log}"
        );
        assert!(!log.contains("secret-token"), "{log}");
    }
}

/// Whether processes started by the tests ignore SIGHUP.
#[cfg(target_os = "linux")]
fn ignores_hangup() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").expect("a status");
    let mut lines = status.lines();
    let mask = lines
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .expect("a mask");
    u64::from_str_radix(mask.trim(), 16).expect("a mask") & 1 == 1
}

/// As in a container, where process 1 ignores signals that it does not handle.
#[cfg(target_os = "linux")]
#[test]
fn signals_stop_the_agent_as_process_1() {
    let unshare = [
        "--user",
        "--map-root-user",
        "--pid",
        "--fork",
        "--mount-proc",
    ];
    let allowed = Command::new("unshare").args(unshare).arg("true").output();
    if !allowed.is_ok_and(|output| output.status.success()) {
        println!("skipped: this system does not allow a new PID namespace");
        return;
    }
    for signal in ["INT", "TERM", "HUP"] {
        if signal == "HUP" && ignores_hangup() {
            println!("skipped: these tests run with SIGHUP ignored, as with nohup");
            continue;
        }
        let inner = command(&["--listen", "127.0.0.1:0"]);
        let mut outer = Command::new("unshare");
        outer
            .args(unshare)
            .arg(inner.get_program())
            .args(inner.get_args());
        outer.env("WEBHOOK_AGENT_TOKEN", "t");
        let mut agent = Agent::start(outer);
        // The first process of the namespace is a child of `unshare`.
        let parent = agent.child.id();
        let children = format!("/proc/{parent}/task/{parent}/children");
        let child = std::fs::read_to_string(children).expect("the child");
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.trim()));
        let status = status.expect("a status");
        let ids = status.lines().find_map(|line| line.strip_prefix("NSpid:"));
        let ids = ids.expect("ids in namespaces");
        assert_eq!(ids.split_whitespace().last(), Some("1"), "{ids}");
        let killed = Command::new("kill")
            .args(["-s", signal, child.trim()])
            .status();
        assert!(killed.expect("kill runs").success());
        let status = agent.child.wait().expect("the agent ends");
        assert!(status.success(), "{signal}: {status}");
    }
}
