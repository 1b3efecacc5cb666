//! The webhook of release 12, and stores that are opened with both releases.

use std::sync::Arc;

use http::Method;
use serde_json::{Value, json};
use webhook_agent::auth::Anyone;
use webhook_agent::store::{Memory, Store};
use webhook_agent::testing::Client;
use webhook_agent::webhooks::{Release, Webhooks};
use webhook_agent::{Agent, Options};
use webhook_model::entities::{MdoListItem, Webhook12, WebhookNotifyVia, WebhookNotifyWhen};
use webhook_model::operation::Operation as _;
use webhook_model::{
    GetAllWebhooks, GetLastError, MediaType, NetServerEntity, SignalEvent, TestWebhook, Webhook,
    WebhookResult, WebhookState,
};

use crate::fixture::Fixture;

const JSON: &str = "application/json";

/// The properties that release 12 added, with their default values.
const ADDED: &str = r#""ErrorEmails":null,"ErrorAssociates":null,"Description":null,"NotifyVia":"None","NotifyWhen":"None","TotalCalls":0,"TotalErrors":0,"ConsecutiveErrors":0,"LastError":null}"#;

fn agent(store: &Arc<dyn Store>, release: Release) -> Client {
    let webhooks = Webhooks::new(Arc::clone(store)).ping(false);
    let webhooks = webhooks.release(release);
    Client::new(Agent::new(Anyone).serve_webhooks(&webhooks).into_service())
}

async fn post(client: &Client, path: &str, body: impl Into<Vec<u8>>) -> String {
    let reply = client.post(path).body(JSON, body.into()).send().await;
    assert!(reply.status().is_success(), "{path}: {}", reply.text());
    reply.text()
}

/// A webhook with values in all writable properties that release 11 does not have.
fn described() -> Webhook12 {
    let mut hook = Webhook12::create_default();
    hook.name = Some("orders".into());
    hook.target_url = Some("https://example.com/hook".into());
    hook.properties = Some([("Ratio".to_owned(), json!(0.1))].into());
    hook.error_emails = Some(vec!["a@example.com".into(), "b@example.com".into()]);
    let mut user = MdoListItem::create_default();
    user.id = 7;
    hook.error_associates = Some(vec![user]);
    hook.description = Some("for the shop".into());
    hook.notify_via.insert(WebhookNotifyVia::Email);
    hook.notify_via.insert(WebhookNotifyVia::InApp);
    hook.notify_when.insert(WebhookNotifyWhen::Disabling);
    hook
}

fn body(hook: &impl NetServerEntity) -> Vec<u8> {
    hook.encode(MediaType::ApplicationJson).expect("JSON")
}

async fn get(client: &Client, id: i32) -> Webhook12 {
    let path = format!("{}?webhookId={id}", Webhook::GET_PATH);
    let text = post(client, &path, "null").await;
    Webhook12::decode(MediaType::ApplicationJson, text.as_bytes()).expect("a webhook")
}

/// Saves the described webhook with release 12, and reads it.
async fn saved(store: &Arc<dyn Store>) -> Webhook12 {
    let client = agent(store, Release::R12);
    post(&client, Webhook::SAVE_PATH, body(&described())).await;
    get(&client, 1).await
}

#[tokio::test]
async fn the_default_has_23_properties_in_all_media_types() {
    let client = Fixture::with(|webhooks| webhooks.release(Release::R12))
        .await
        .client;
    let default = post(&client, Webhook::CREATE_DEFAULT_PATH, "").await;
    let before = body(&Webhook::create_default());
    let before = String::from_utf8(before).expect("text");
    let expected = format!("{},{ADDED}", before.trim_end_matches('}'));
    assert_eq!(default, expected);
    for &media_type in MediaType::ALL {
        let request = client.post(Webhook::CREATE_DEFAULT_PATH);
        let reply = request.header("accept", media_type.as_str()).send().await;
        let read = Webhook12::decode(media_type, reply.body()).expect("a webhook");
        assert_eq!(read, Webhook12::create_default(), "{media_type}");
    }
    let resource = client.get("/api/v1/Webhook/default").send().await;
    assert_eq!(resource.text(), expected);
}

#[tokio::test]
async fn every_call_has_the_properties_of_release_12() {
    let mut all = Fixture::with(|webhooks| webhooks.release(Release::R12)).await;
    let mut hook = described();
    hook.target_url = Some(all.target.url.clone());
    let saved = all.post(Webhook::SAVE_PATH, &text(&hook)).await;
    let saved: Webhook12 = saved.entity().expect("a webhook");
    all.target.next().await;
    assert_eq!(saved.error_associates, hook.error_associates);
    assert_eq!(saved.notify_via.to_string(), "Email, InApp");
    assert_eq!(get(&all.client, 1).await, saved);
    let listed = all.post(GetAllWebhooks::PATH, "{}").await.text();
    let one = all.client.get("/api/v1/Webhook/1").send().await.text();
    let list = all.client.get("/api/v1/Webhook").send().await.text();
    for answer in [&listed, &one, &list] {
        assert!(answer.contains(r#""NotifyWhen":"Disabling""#), "{answer}");
    }
    let put = all.client.request(Method::PUT, "/api/v1/Webhook/1");
    let put = put.body(JSON, text(&saved)).send().await;
    assert!(put.text().contains("for the shop"), "{}", put.text());
    all.target.next().await;
    let patch = all.client.request(Method::PATCH, "/api/v1/Webhook/1");
    let patch = patch.body(
        "application/merge-patch+json",
        r#"{"Description":"changed"}"#,
    );
    let patched: Webhook12 = patch.send().await.entity().expect("a webhook");
    all.target.next().await;
    assert_eq!(patched.description.as_deref(), Some("changed"));
    assert_eq!(patched.error_emails, hook.error_emails);

    let test = format!(r#"{{"Webhook":{}}}"#, text(&patched));
    let result = all.post(TestWebhook::PATH, &test).await;
    assert!(result.entity::<WebhookResult>().expect("a result").success);
    all.target.next().await;
    let result = all.post("/api/v1/Webhook/Test", &text(&patched)).await;
    assert!(result.entity::<WebhookResult>().expect("a result").success);
}

fn text(hook: &impl NetServerEntity) -> String {
    String::from_utf8(body(hook)).expect("text")
}

#[tokio::test]
async fn a_webhook_contains_the_counters_of_its_deliveries() {
    let mut all = Fixture::with(|webhooks| webhooks.release(Release::R12)).await;
    let webhooks = all.webhooks.clone();
    tokio::spawn(async move { webhooks.deliver(std::future::pending()).await });
    let mut hook = described();
    hook.events = Some(vec!["sale.sold".into()]);
    hook.target_url = Some(all.target.url.clone());
    // Only the server sets the counters.
    (hook.total_calls, hook.total_errors, hook.consecutive_errors) = (9, 9, 9);
    hook.last_error = Some("mine".into());
    let saved: Webhook12 = (all.post(Webhook::SAVE_PATH, &text(&hook)).await)
        .entity()
        .expect("a webhook");
    all.target.next().await;
    assert_eq!((saved.total_calls, saved.last_error.as_deref()), (0, None));

    all.target.answer(&[500]);
    all.signal("sale.sold").await;
    all.attempts(1, 1).await;
    let failed = get(&all.client, 1).await;
    let counts = |hook: &Webhook12| (hook.total_calls, hook.total_errors, hook.consecutive_errors);
    assert_eq!(counts(&failed), (1, 1, 1));
    let error = failed.last_error.clone().expect("an error");
    assert!(error.starts_with("HTTP/1.1 500 "), "{error}");
    let listed = all.post(GetAllWebhooks::PATH, "{}").await.text();
    let listed: Vec<Value> = serde_json::from_str(&listed).expect("a list");
    assert_eq!(listed[0]["LastError"], Value::from(error.as_str()));
    let last = all.post(GetLastError::PATH, r#"{"WebhookId":1}"#).await;
    assert_eq!(
        serde_json::from_str::<String>(&last.text()).expect("text"),
        error
    );

    all.turn(1);
    all.attempts(1, 2).await;
    let sent = get(&all.client, 1).await;
    assert_eq!(counts(&sent), (2, 1, 0));
    let again = all.post(Webhook::SAVE_PATH, &text(&hook)).await;
    let again: Webhook12 = again.entity().expect("a webhook");
    assert_eq!(counts(&again), (0, 0, 0), "the body has no key: a new one");
    hook.webhook_id = 1;
    let again = all.post(Webhook::SAVE_PATH, &text(&hook)).await;
    let again: Webhook12 = again.entity().expect("a webhook");
    assert_eq!(counts(&again), (2, 1, 0));
    assert_eq!(again.last_error.as_deref(), Some(error.as_str()));
}

/// Uses a webhook as a caller of release 11: saves and patches it with operations and as a REST
/// resource, and stops and starts it.
async fn use_as_release_11(store: &Arc<dyn Store>) {
    let client = agent(store, Release::R11);
    let shown = post(&client, &format!("{}?webhookId=1", Webhook::GET_PATH), "").await;
    assert!(
        !shown.contains("Description") && !shown.contains("Notify"),
        "{shown}"
    );
    let mut hook = Webhook::decode(MediaType::ApplicationJson, shown.as_bytes()).expect("a hook");
    hook.name = Some("renamed".into());
    let saved = post(&client, Webhook::SAVE_PATH, body(&hook)).await;
    assert!(!saved.contains("NotifyVia"), "{saved}");
    let id = r#"{"WebhookId":1,"State":"Stopped","Description":"unknown here"}"#;
    let patch = (client.post(Webhook::SAVE_PATH)).body("application/merge-patch+json", id);
    assert_eq!(patch.send().await.status(), 200);
    for (method, media_type, body) in [
        (Method::PUT, JSON, body(&hook)),
        (
            Method::PATCH,
            "application/merge-patch+json",
            br#"{"ErrorsEmail":"c@example.com"}"#.to_vec(),
        ),
        (
            Method::PATCH,
            "application/json-patch+json",
            br#"[{"op":"replace","path":"/Name","value":"patched"}]"#.to_vec(),
        ),
    ] {
        let request = client.request(method.clone(), "/api/v1/Webhook/1");
        let reply = request.body(media_type, body).send().await;
        assert_eq!(reply.status(), 200, "{method}: {}", reply.text());
        assert!(!reply.text().contains("NotifyVia"), "{}", reply.text());
    }
    let created = r#"{"Name":"second","TargetUrl":"https://example.com/hook"}"#;
    post(&client, Webhook::SAVE_PATH, created).await;
    post(&client, SignalEvent::PATH, r#"{"EventName":"sale.sold"}"#).await;
}

/// Checks that properties unknown to release 11 are unchanged, and that the others have the new
/// values.
async fn check_as_release_12(store: &Arc<dyn Store>, before: &Webhook12) {
    let client = agent(store, Release::R12);
    let after = get(&client, 1).await;
    assert_eq!(after.name.as_deref(), Some("patched"));
    assert_eq!(after.errors_email.as_deref(), Some("c@example.com"));
    assert_eq!(after.state, WebhookState::Active);
    let mut expected = before.clone();
    expected.name.clone_from(&after.name);
    expected.errors_email.clone_from(&after.errors_email);
    expected.updated = after.updated;
    assert_eq!(after, expected);
    let second = get(&client, 2).await;
    assert_eq!(
        Webhook12::from(Webhook::from(second.clone())),
        second,
        "webhooks created with release 11 have the defaults"
    );
    let listed = post(&client, GetAllWebhooks::PATH, "{}").await;
    assert!(listed.contains(r#""Description":"for the shop""#));
}

#[tokio::test]
async fn a_store_can_be_opened_with_either_release() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let before = saved(&store).await;
    use_as_release_11(&store).await;
    check_as_release_12(&store, &before).await;
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn a_file_can_be_opened_with_either_release() {
    use webhook_agent::store::Sqlite;

    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("releases");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let open =
        || -> Arc<dyn Store> { Arc::new(Sqlite::open(folder.join("hooks.db")).expect("a store")) };
    let store = open();
    let before = saved(&store).await;
    drop(store);
    use_as_release_11(&open()).await;
    check_as_release_12(&open(), &before).await;
}

#[tokio::test]
async fn members_of_release_12_are_unknown_to_release_11() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    saved(&store).await;
    let client = agent(&store, Release::R11);
    let members = r#"{"WebhookId":1,"Description":"lost","NotifyVia":"None"}"#;
    let patch = client.post(Webhook::SAVE_PATH);
    let patch = patch.body("application/merge-patch+json", members);
    assert_eq!(patch.send().await.status(), 200);
    let wrong = r#"[{"op":"replace","path":"/Description","value":"lost"}]"#;
    let patch = client.request(Method::PATCH, "/api/v1/Webhook/1");
    let patch = patch
        .body("application/json-patch+json", wrong)
        .send()
        .await;
    assert_eq!(patch.status(), 422, "{}", patch.text());
    let after = get(&agent(&store, Release::R12), 1).await;
    assert_eq!(after.description.as_deref(), Some("for the shop"));
    assert_eq!(after.notify_via, described().notify_via);
}

#[tokio::test]
async fn stopping_a_webhook_with_release_11_preserves_hidden_properties() {
    let mut all = Fixture::start().await;
    let newer = all.webhooks.clone().release(Release::R12);
    let newer = Client::new(Agent::new(Anyone).serve_webhooks(&newer).into_service());
    let mut hook = described();
    hook.events = Some(vec!["sale.sold".into()]);
    hook.target_url = Some(all.target.url.clone());
    post(&newer, Webhook::SAVE_PATH, body(&hook)).await;
    all.target.next().await;
    all.target.answer(&[410]);
    all.signal("sale.sold").await;
    all.attempts(1, 1).await;
    let after = get(&newer, 1).await;
    assert_eq!(after.state, WebhookState::TooManyErrors);
    assert_eq!(after.description, hook.description);
    assert_eq!(after.error_associates, hook.error_associates);
    assert_eq!(
        (after.total_errors, after.notify_when),
        (1, hook.notify_when)
    );
}

#[tokio::test]
async fn descriptions_have_the_properties_of_the_release() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    for (release, count) in [(Release::R11, 14), (Release::R12, 23)] {
        let webhooks = Webhooks::new(Arc::clone(&store)).release(release);
        let agent = Agent::new(Anyone).options(Options::new().validate(true));
        let client = Client::new(agent.serve_webhooks(&webhooks).into_service());
        let document = client.get("/api/v1/openapi.json").send().await.text();
        let document: Value = serde_json::from_str(&document).expect("JSON");
        let schemas = &document["components"]["schemas"];
        let properties = schemas["Webhook"]["properties"].as_object();
        assert_eq!(properties.expect("a schema").len(), count);
        assert_eq!(schemas["MDOListItem"].is_object(), count == 23);
        assert!(document["paths"]["/api/v1/Webhook/{id}"]["patch"].is_object());
    }
}
