//! The memory used during a flood of wrong passwords. This test has its own process, so that
//! nothing else allocates.

#![cfg(target_os = "linux")]

use futures_util::future::join_all;
use webhook_agent::Agent;
use webhook_agent::auth::{PasswordHash, StaticCredentials};
use webhook_agent::testing::Client;
use webhook_model::{Secret, Webhook};

/// The resident memory of this process, in MB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("a status");
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number
        .and_then(|text| text.parse::<u64>().ok())
        .expect("a number")
        / 1024
}

#[tokio::test]
async fn wrong_passwords_take_a_bounded_amount_of_memory() {
    let hash = PasswordHash::of(&Secret::from("hunter2")).expect("a hash");
    let credentials = StaticCredentials::new().basic_hashed("tje0", hash);
    let client = Client::new(
        Agent::new(credentials)
            .serve_entity::<Webhook>()
            .into_service(),
    );
    let login = |password: String| {
        let request = client.post(Webhook::CREATE_DEFAULT_PATH);
        async move { request.basic("tje0", &password).send().await }
    };
    let idle = resident();
    assert_eq!(login("hunter2".to_owned()).await.status(), 200);

    for number in 0..50 {
        assert_eq!(login(number.to_string()).await.status(), 401);
    }
    let in_sequence = resident().saturating_sub(idle);
    assert!(in_sequence <= 30, "{in_sequence} MB");

    let mut busy = 0;
    let logins = (0..150).map(|number| login(format!("x{number}")));
    let replies = join_all(logins.chain([login("hunter2".to_owned())])).await;
    let (known, rejected) = replies.split_last().expect("replies");
    assert_eq!(known.status(), 200, "a known user does not wait");
    for reply in rejected {
        match reply.status().as_u16() {
            401 => {}
            503 => {
                assert_eq!(reply.header("retry-after"), "2");
                busy += 1;
            }
            other => panic!("{other}"),
        }
    }
    // Of 150 concurrent logins, 32 wait; some hashes may be finished before the last login arrives.
    assert!(busy >= 75, "{busy}");
    let at_once = resident().saturating_sub(idle);
    assert!(at_once <= 100, "{at_once} MB");
    println!("memory above idle: {in_sequence} MB in sequence, {at_once} MB at once");
}
