//! A killed agent loses none of the changes that it has acknowledged.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::mpsc;

use serde_json::Value;

use crate::http::Client;
use crate::process::{Agent, command};
use crate::target::Target;

/// The number of concurrent clients.
const CLIENTS: u64 = 3;

/// How many times a test kills the agent; `KILLS` overrides it.
fn kills() -> u64 {
    std::env::var("KILLS").map_or(20, |kills| kills.parse().expect("a number"))
}

/// A pseudo-random generator with a fixed seed (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

/// The expected state of a webhook that a client has created.
struct Hook {
    id: i32,
    /// The possible names: more than one after a change without a response. `None` means that it
    /// may be deleted.
    names: BTreeSet<Option<String>>,
}

/// A caller that remembers the responses across restarts of the agent.
struct Caller {
    number: u64,
    random: Random,
    calls: u64,
    hooks: Vec<Hook>,
    /// Names of webhooks whose creation got no response.
    unanswered: BTreeSet<String>,
    /// The keys of events that were answered with 204.
    signalled: BTreeSet<i32>,
}

impl Caller {
    fn new(number: u64) -> Self {
        Self {
            number,
            random: Random(0x9e37_79b9_7f4a_7c15 ^ number << 20),
            calls: 0,
            hooks: Vec::new(),
            unanswered: BTreeSet::new(),
            signalled: BTreeSet::new(),
        }
    }

    /// Sends requests until the connection breaks, and reports each response.
    fn call_until_the_connection_ends(&mut self, address: SocketAddr, answered: &mpsc::Sender<()>) {
        let Ok(mut client) = Client::connect(address) else {
            return;
        };
        while self.call(&mut client).is_ok() {
            let _ = answered.send(());
        }
    }

    fn call(&mut self, client: &mut Client) -> std::io::Result<()> {
        self.calls += 1;
        let unique = self.number * 1_000_000 + self.calls;
        let name = format!("hook {unique}");
        // The webhooks with a known state.
        let known: Vec<usize> = (0..self.hooks.len())
            .filter(|at| {
                let names = &self.hooks[*at].names;
                names.len() == 1 && !names.contains(&None)
            })
            .collect();
        let choice = self.random.below(10);
        if choice < 4 {
            let path = format!("/api/v1/Webhook/sale.sold/{unique}");
            let (status, body) = client.call("POST", &path, "{}")?;
            assert_eq!(status, 204, "{body}");
            self.signalled.insert(i32::try_from(unique).expect("small"));
        } else if choice < 7 || known.is_empty() {
            self.unanswered.insert(name.clone());
            let body = hook(&name, "sale.created", "http://127.0.0.1:65000/");
            let (status, body) = client.call("POST", "/api/v1/Webhook", &body)?;
            assert_eq!(status, 200, "{body}");
            self.unanswered.remove(&name);
            let id = id_of(&serde_json::from_str(&body).expect("JSON"));
            let names = BTreeSet::from([Some(name)]);
            self.hooks.push(Hook { id, names });
        } else {
            let at = usize::try_from(self.random.below(known.len() as u64)).expect("small");
            let changed = &mut self.hooks[known[at]];
            let path = format!("/api/v1/Webhook/{}", changed.id);
            let after = (choice < 9).then(|| name.clone());
            changed.names.insert(after.clone());
            let (status, body) = match &after {
                Some(name) => {
                    let body = hook(name, "sale.created", "http://127.0.0.1:65000/");
                    client.call("PUT", &path, &body)?
                }
                None => client.call("DELETE", &path, "")?,
            };
            assert_eq!(status, if after.is_some() { 200 } else { 204 }, "{body}");
            changed.names = BTreeSet::from([after]);
        }
        Ok(())
    }
}

fn hook(name: &str, event: &str, target: &str) -> String {
    format!(r#"{{"Name":"{name}","Events":["{event}"],"TargetUrl":"{target}","State":"Active"}}"#)
}

fn id_of(hook: &Value) -> i32 {
    let id = hook["WebhookId"].as_i64().expect("an id");
    i32::try_from(id).expect("an int32")
}

fn start(store: &str) -> Agent {
    let mut command = command(&["serve", "--listen", "127.0.0.1:0", "--log", "off"]);
    command
        .args(["--allow-http", "--allow-subnet", "127.0.0.0/8", "--no-ping"])
        .env("WEBHOOK_AGENT_STORE", store)
        .env("WEBHOOK_AGENT_USER", "a")
        .env("WEBHOOK_AGENT_PASSWORD", "b")
        // No target uses TLS, and reading certificates would dominate the startup time.
        .env("SSL_CERT_FILE", "/dev/null");
    Agent::start(command)
}

/// Kills an agent repeatedly, and checks the remaining data. `expire` ends the leases in the store.
pub(crate) fn kill_again_and_again(store: &str, expire: impl FnOnce()) {
    let target = Target::start();
    let agent = start(store);
    let body = hook("listener", "sale.sold", target.url());
    let mut client = Client::connect(agent.address).expect("a connection");
    let (status, body) = client
        .call("POST", "/api/v1/Webhook", &body)
        .expect("an answer");
    assert_eq!(status, 200, "{body}");
    drop(agent);

    let mut callers: Vec<Caller> = (1..=CLIENTS).map(Caller::new).collect();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for _ in 0..kills() {
        let mut agent = start(store);
        let (answered, answers) = mpsc::channel();
        std::thread::scope(|scope| {
            for caller in &mut callers {
                let (address, answered) = (agent.address, answered.clone());
                scope.spawn(move || caller.call_until_the_connection_ends(address, &answered));
            }
            drop(answered);
            for _ in 0..=random.below(20) {
                answers.recv().expect("an answer");
            }
            // Other requests are still in flight.
            agent.child.kill().expect("killed");
        });
        agent.child.wait().expect("ended");
    }

    expire();
    let agent = start(store);
    let mut client = Client::connect(agent.address).expect("a connection");
    check_hooks(&mut client, &callers);
    let signalled: BTreeSet<i32> = callers
        .iter()
        .flat_map(|it| &it.signalled)
        .copied()
        .collect();
    eprintln!(
        "{} kills; answered: {} webhooks created, {} events",
        kills(),
        callers
            .iter()
            .map(|caller| caller.hooks.len())
            .sum::<usize>(),
        signalled.len()
    );
    let arrived = target.wait_for(&signalled);
    let mut ids = BTreeSet::new();
    for (key, events) in &arrived {
        assert_eq!(events.len(), 1, "the ids of the event {key}: {events:?}");
        assert!(
            ids.insert(events.first()),
            "two events with the id {events:?}"
        );
    }
}

fn check_hooks(client: &mut Client, callers: &[Caller]) {
    let (status, body) = client
        .call("GET", "/api/v1/Webhook", "")
        .expect("an answer");
    assert_eq!(status, 200, "{body}");
    let all: Vec<Value> = serde_json::from_str(&body).expect("JSON");
    let mut found: BTreeMap<i32, String> = all
        .iter()
        .map(|hook| {
            (
                id_of(hook),
                hook["Name"].as_str().expect("a name").to_owned(),
            )
        })
        .collect();
    let last = found.keys().next_back().copied();
    assert_eq!(found.remove(&1).as_deref(), Some("listener"));
    let mut ids = BTreeSet::from([1]);
    for hook in callers.iter().flat_map(|caller| &caller.hooks) {
        assert!(ids.insert(hook.id), "duplicate id {}", hook.id);
        let name = found.remove(&hook.id);
        let names = &hook.names;
        assert!(names.contains(&name), "{}: {name:?} of {names:?}", hook.id);
    }
    for (id, name) in found {
        let is_unanswered = callers
            .iter()
            .any(|caller| caller.unanswered.contains(&name));
        assert!(is_unanswered, "{id}: {name}");
    }
    let next = hook("next", "sale.created", "http://127.0.0.1:65000/");
    let (_, body) = client
        .call("POST", "/api/v1/Webhook", &next)
        .expect("an answer");
    let next = id_of(&serde_json::from_str(&body).expect("JSON"));
    assert!(last.is_none_or(|last| last < next) && ids.iter().all(|id| *id < next));
}

#[cfg(feature = "sqlite")]
#[test]
fn a_killed_agent_loses_no_data_with_sqlite() {
    let folder = crate::folder::Folder::new();
    let file = folder.file("hooks.db");
    kill_again_and_again(file.to_str().expect("text"), || {
        let db = rusqlite::Connection::open(&file).unwrap();
        db.execute("UPDATE outbox SET due = 0", []).unwrap();
    });
}

#[cfg(feature = "postgres")]
#[test]
fn a_killed_agent_loses_no_data_with_postgres() {
    let Some(cluster) = crate::cluster::cluster() else {
        return;
    };
    let runtime = crate::kinds::runtime();
    let database = runtime.block_on(cluster.database());
    kill_again_and_again(&database.url(), || {
        runtime.block_on(async {
            let expire = "UPDATE webhook_agent.outbox SET due = 0";
            database.client().await.batch_execute(expire).await.unwrap();
        });
    });
}
