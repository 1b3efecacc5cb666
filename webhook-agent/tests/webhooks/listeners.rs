//! An event reaches exactly the webhooks that listen to it, regardless of which process changed
//! them and when.

use std::collections::BTreeMap;
use std::sync::Arc;

use webhook_agent::auth::Anyone;
use webhook_agent::store::{Batch, Change, Memory, Store, Take};
use webhook_agent::testing::Client;
use webhook_agent::webhooks::{Release, Webhooks};
use webhook_agent::{Agent, Fault};
use webhook_model::{Webhook, WebhookState};

/// An agent that saves and signals.
struct Peer {
    webhooks: Webhooks,
    client: Client,
}

impl Peer {
    fn new(store: &Arc<dyn Store>, release: Release) -> Self {
        let webhooks = Webhooks::new(Arc::clone(store)).ping(false);
        let webhooks = webhooks.release(release);
        let client = Client::new(Agent::new(Anyone).serve_webhooks(&webhooks).into_service());
        Self { webhooks, client }
    }

    async fn save(&self, hook: &Webhook) -> i32 {
        let body = serde_json::to_string(hook).expect("JSON");
        let reply = self.client.post(Webhook::SAVE_PATH);
        let reply = reply.body("application/json", body).send().await;
        assert_eq!(reply.status(), 200, "{}", reply.text());
        reply.entity::<Webhook>().expect("a webhook").webhook_id
    }

    async fn delete(&self, id: i32) {
        let path = format!("{}?webhookId={id}", Webhook::DELETE_PATH);
        assert_eq!(self.client.post(&path).send().await.status(), 204);
    }
}

fn hook(id: i32, events: &[&str], state: WebhookState) -> Webhook {
    let mut hook = Webhook::create_default();
    hook.webhook_id = id;
    hook.events = Some(events.iter().map(|&event| event.to_owned()).collect());
    hook.state = state;
    hook.target_url = Some("https://example.com/hook".into());
    hook
}

/// The recipients of an event; empties the outbox.
async fn owners(store: &dyn Store) -> Vec<i32> {
    let take = Take {
        now: i64::MAX,
        until: i64::MAX,
        limit: 10_000,
        per_owner: 10_000,
        skip: Vec::new(),
    };
    let taken = store.take(take).await.expect("the outbox");
    let settle = taken.iter().fold(Batch::new(), |batch, message| {
        batch.with(Change::Settle {
            message: message.id,
            lease: message.lease,
        })
    });
    store.commit(settle).await.expect("the outbox");
    let mut owners: Vec<i32> = taken.iter().map(|message| message.owner).collect();
    owners.sort_unstable();
    owners
}

/// Pseudo-random numbers below a bound, with a fixed seed.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("64 bits") % bound
    }
}

const EVENTS: [&str; 4] = ["sale.sold", "sale.created", "contact.changed", "test"];

/// Makes random changes with two agents on one store. After each change, an event from either agent
/// must reach exactly the listeners.
async fn change_and_signal(stores: [Arc<dyn Store>; 2], steps: usize) {
    let [one, other] = &stores;
    let peers = [Peer::new(one, Release::R11), Peer::new(other, Release::R12)];
    let mut known: BTreeMap<i32, Webhook> = BTreeMap::new();
    let mut random = Random(7);
    for step in 0..steps {
        let id = known.keys().nth(random.below(known.len() + 1)).copied();
        let peer = &peers[random.below(2)];
        match (id, random.below(4)) {
            (Some(id), 0) => {
                peer.delete(id).await;
                known.remove(&id);
            }
            (id, _) => {
                let events = [EVENTS[random.below(4)], EVENTS[random.below(4)]];
                let states = [
                    WebhookState::Active,
                    WebhookState::Active,
                    WebhookState::Stopped,
                    WebhookState::TooManyErrors,
                ];
                let state = states[random.below(4)].clone();
                let mut hook = hook(id.unwrap_or(0), &events, state);
                if random.below(8) == 0 {
                    hook.r#type = Some("crmscript".into());
                    hook.target_url = Some("12".into());
                }
                hook.webhook_id = peer.save(&hook).await;
                known.insert(hook.webhook_id, hook);
            }
        }
        // Changes of state are events, too.
        owners(&**one).await;
        let event = EVENTS[random.below(4)];
        let signalled = if step % 2 == 0 {
            event.to_uppercase()
        } else {
            event.to_owned()
        };
        let peer = &peers[random.below(2)];
        peer.webhooks
            .signal(&signalled, 1, None)
            .await
            .expect("204");
        let expected: Vec<i32> = (known.values())
            .filter(|hook| hook.state == WebhookState::Active)
            .filter(|hook| hook.r#type.as_deref() == Some("webhook"))
            .filter(|hook| hook.events.iter().flatten().any(|name| name == event))
            .map(|hook| hook.webhook_id)
            .collect();
        assert_eq!(owners(&**one).await, expected, "step {step}: {event}");
    }
}

#[tokio::test]
async fn two_agents_over_one_store_find_each_others_listeners() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    change_and_signal([Arc::clone(&store), store], 400).await;
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn two_processes_over_one_file_find_each_others_listeners() {
    use webhook_agent::store::Sqlite;

    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("listeners");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let open =
        || -> Arc<dyn Store> { Arc::new(Sqlite::open(folder.join("hooks.db")).expect("a store")) };
    change_and_signal([open(), open()], 60).await;
    // A restarted agent finds them as well.
    let store = open();
    let peer = Peer::new(&store, Release::R11);
    let id = peer
        .save(&hook(0, &["y_table.created"], WebhookState::Active))
        .await;
    let again = Peer::new(&open(), Release::R11);
    owners(&*store).await;
    again
        .webhooks
        .signal("y_table.created", 1, None)
        .await
        .expect("204");
    assert_eq!(owners(&*store).await, [id]);
}

#[tokio::test]
async fn many_webhooks_at_once_are_found() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let peers = [
        Peer::new(&store, Release::R11),
        Peer::new(&store, Release::R11),
    ];
    let mut expected = Vec::new();
    for round in 0..3 {
        // More than the agent reads individually.
        for _ in 0..60 {
            let hook = hook(0, &["sale.sold"], WebhookState::Active);
            expected.push(peers[0].save(&hook).await);
        }
        for peer in &peers {
            peer.webhooks
                .signal("sale.sold", 1, None)
                .await
                .expect("204");
            assert_eq!(owners(&*store).await, expected, "round {round}");
        }
    }
}

/// A webhook that is saved before an event gets the event, even with concurrent events and changes.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn concurrent_events_and_changes_lose_no_notification() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let peer = Arc::new(Peer::new(&store, Release::R11));
    let tasks: Vec<_> = (0..40)
        .map(|task| {
            let peer = Arc::clone(&peer);
            tokio::spawn(async move {
                let mut ids = Vec::new();
                for round in 0..5 {
                    let event = format!("task{task}.round{round}");
                    let id = peer.save(&hook(0, &[&event], WebhookState::Active)).await;
                    peer.webhooks.signal(&event, 1, None).await?;
                    ids.push(id);
                    if let Some(first) = ids.first().filter(|_| round == 4) {
                        peer.delete(*first).await;
                    }
                }
                Ok::<_, Fault>(ids)
            })
        })
        .collect();
    let mut expected = Vec::new();
    for task in tasks {
        let ids = task.await.expect("a task").expect("204");
        // A deleted webhook loses its queued notifications.
        expected.extend(ids.into_iter().skip(1));
    }
    expected.sort_unstable();
    assert_eq!(owners(&*store).await, expected);
}
