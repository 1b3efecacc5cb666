//! A receiver in Python verifies the agent's signatures.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use webhook_model::Secret;

use crate::fixture::Fixture;

#[tokio::test]
async fn a_receiver_in_python_verifies_signatures() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/webhooks/receiver.py");
    let started = Command::new("python3")
        .args([script, "a secret with ü"])
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut python) = started else {
        println!("skipped, no python3");
        return;
    };
    let mut lines = BufReader::new(python.stdout.take().expect("a pipe")).lines();
    let mut line = move || lines.next().expect("a line").expect("text");
    let port = line();
    let all = Fixture::start().await;
    let mut hook = all.hook();
    hook.target_url = Some(format!("http://127.0.0.1:{port}/"));
    hook.secret = Some(Secret::from("a secret with ü"));
    assert_eq!(all.save(&hook).await.status(), 200);
    assert_eq!(line(), "test verified");
    all.signal("sale.sold").await;
    all.attempts(1, 1).await;
    assert_eq!(line(), "sale.sold verified");
    hook.secret = Some(Secret::from("another"));
    assert_eq!(all.save(&hook).await.status(), 400);
    assert_eq!(line(), "test refused");
    python.kill().expect("the receiver ends");
    python.wait().expect("the receiver ends");
}
