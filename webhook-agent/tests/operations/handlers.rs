//! Paths, methods, descriptions, and custom operations.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::common::PATH;
use http::Method;
use webhook_agent::auth::Anyone;
use webhook_agent::describe::{Directory, OperationDescription};
use webhook_agent::testing::Client;
use webhook_agent::{Agent, ErrorInfo, Fault, Options};
use webhook_model::operation::{CreateDefault, Delete, Get, Save};
use webhook_model::{MediaType, NetServerEntity, Webhook};

/// A second entity, whose name differs from its agent's as usual.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Contact", entity = "ContactEntity")]
struct Contact {
    /// The key.
    #[netserver(key)]
    contact_id: i32,
    /// The name.
    name: Option<String>,
}

/// Returns a dictionary with named entries.
#[derive(Debug, NetServerEntity)]
#[netserver(agent = "Contact", operation = "GetHeaders", response = BTreeMap<String, i32>, entry = "HeaderKeyValuePair")]
struct GetHeaders {}

#[tokio::test]
async fn entries_of_a_response_are_named_by_the_operation() {
    let answer = |_| async { Ok(BTreeMap::from([("k".to_owned(), 1)])) };
    let agent = Agent::new(Anyone).serve::<GetHeaders, _>(answer);
    let request = Client::new(agent.into_service()).post("/api/v1/Agents/Contact/GetHeaders");
    let reply = request.header("Accept", "application/xml").send().await;
    let entry = "<HeaderKeyValuePair><Key>k</Key><Value>1</Value></HeaderKeyValuePair>";
    assert!(reply.text().contains(entry), "{}", reply.text());
}

fn client() -> Client {
    let agent = Agent::new(Anyone)
        .serve_entity::<Webhook>()
        .serve_entity::<Contact>();
    Client::new(agent.into_service())
}

#[tokio::test]
async fn paths_match_in_any_case_and_with_a_slash_at_the_end() {
    for path in [
        PATH.to_lowercase(),
        PATH.to_uppercase(),
        format!("{PATH}/"),
        PATH.replace('D', "%44"),
        format!("{PATH}?$select=Name"),
    ] {
        let reply = client().post(&path).send().await;
        assert_eq!(reply.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn other_paths_are_404_and_malformed_ones_400() {
    for (path, status) in [
        ("/api/v1/Agents/Webhook", 404),
        ("/api/v1/Agents/Webhook/CreateDefaultWebhooks", 404),
        ("/api//v1/Agents/Webhook/CreateDefaultWebhook", 404),
        ("/api/v1/../v1/Agents/Webhook/CreateDefaultWebhook", 404),
        ("/api/v1/Agents/Webhook/CreateDefaultWebhook//", 404),
        ("/api/v1/Agents/Contact/CreateDefaultContact", 404),
        ("/api/v1/Agents/Webhook/CreateDefaultWebhook%zz", 400),
        ("/api/v1/Agents/Webhook/CreateDefaultWebhook%00", 400),
        ("/api/v1/Agents/Webhook%2FCreateDefaultWebhook", 400),
    ] {
        let reply = client().post(path).accept(MediaType::TextXml).send().await;
        assert_eq!(reply.status(), status, "{path}");
        let info: ErrorInfo = reply.entity().expect("an error body in XML");
        assert!(info.error, "{path}");
    }
}

#[tokio::test]
async fn an_unknown_path_is_answered_with_a_suggestion() {
    let reply = client()
        .post("/api/v1/Agents/Webhook/CreateDefaultWebhok")
        .send()
        .await;
    let info: ErrorInfo = reply.entity().expect("an error body");
    assert!(
        info.message.contains("did you mean CreateDefaultWebhook?"),
        "{}",
        info.message
    );
}

#[tokio::test]
async fn a_second_entity_needs_one_call() {
    let reply = client().post(Contact::CREATE_DEFAULT_PATH).send().await;
    assert_eq!(reply.text(), r#"{"ContactId":0,"Name":null}"#);
}

#[tokio::test]
async fn other_methods_are_405_with_allow() {
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "post", "FROB"] {
        let method: Method = method.parse().expect("a method");
        let reply = client().request(method.clone(), PATH).send().await;
        assert_eq!(reply.status(), 405, "{method}");
        assert_eq!(reply.header("allow"), "GET, HEAD, POST", "{method}");
    }
    let reply = client().post("/api/v1").send().await;
    assert_eq!(
        (reply.status().as_u16(), reply.header("allow")),
        (405, "GET, HEAD")
    );
}

#[tokio::test]
async fn the_directory_lists_all_operations() {
    for path in ["/api/v1/Agents", "/API/V1/agents/"] {
        let reply = client().get(path).send().await;
        assert_eq!(reply.status(), 200, "{path}");
        let directory: Directory = reply.entity().expect("a directory");
        let agents: Vec<&str> = directory.agents.iter().map(|agent| &*agent.name).collect();
        assert_eq!(agents, ["Contact", "Webhook"]);
        assert_eq!(directory.agents[0].entities, ["ContactEntity"]);
        assert_eq!(directory.agents[1].operations[0].path, PATH);
        assert_eq!(directory.media_types.len(), 6);
    }
    let reply = client()
        .get("/api/v1/agents")
        .accept(MediaType::TextXml)
        .send()
        .await;
    assert!(reply.entity::<Directory>().is_ok(), "{}", reply.text());
}

#[tokio::test]
async fn get_describes_an_operation_without_running_it() {
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let agent = Agent::new(Anyone).serve::<CreateDefault<Webhook>, _>(move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
        async { Ok(Webhook::create_default()) }
    });
    let client = Client::new(agent.into_service());

    let reply = client.get(PATH).send().await;
    let described: OperationDescription = reply.entity().expect("a description");
    assert_eq!(described.name, "CreateDefaultWebhook");
    assert_eq!((&*described.method, &*described.path), ("POST", PATH));
    assert_eq!(described.entity.as_deref(), Some("Webhook"));
    assert_eq!(described.request, None);
    assert_eq!(described.properties.len(), 14);
    let state = &described.properties[5];
    assert_eq!((&*state.name, &*state.r#type), ("State", "WebhookState"));
    assert_eq!(state.values.as_ref().map(Vec::len), Some(4));
    assert_eq!(described.properties[1].max_length, 400);
    assert!(described.properties[0].primary_key);

    // A description is not an entity, so it is not sent as a patch.
    let reply = client
        .get(PATH)
        .accept(MediaType::ApplicationJsonPatch)
        .send()
        .await;
    assert_eq!(
        reply.header("content-type"),
        "application/json; charset=utf-8"
    );
    assert_eq!(runs.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    for path in [PATH, "/api/v1", "/health"] {
        let get = client().get(path).send().await;
        let head = client().request(Method::HEAD, path).send().await;
        assert_eq!(head.status(), 200);
        assert!(head.body().is_empty());
        assert_eq!(head.header("content-length"), get.body().len().to_string());
        assert_eq!(head.header("content-type"), get.header("content-type"));
    }
}

#[tokio::test]
async fn health_needs_no_credentials() {
    let agent = Agent::new(webhook_agent::auth::StaticCredentials::new())
        .options(Options::new().private_listing(true));
    let reply = Client::new(agent.into_service())
        .get("/health")
        .send()
        .await;
    assert_eq!(
        (reply.status().as_u16(), &*reply.text()),
        (200, r#"{"Status":"ok"}"#)
    );
}

fn store() -> Client {
    let agent = Agent::new(Anyone)
        .serve::<Get<Webhook>, _>(|call| async move {
            Ok((call.key()? == 1).then(Webhook::create_default))
        })
        .serve::<Save<Webhook>, _>(|call| async move {
            let mut stored = Webhook::create_default();
            stored.name = Some("Stored".to_owned());
            call.apply(&mut stored)?;
            Ok(stored)
        })
        .serve::<Delete<Webhook>, _>(|call| async move {
            match call.key()? {
                1 => Ok(()),
                _ => Err(Fault::new(http::StatusCode::NOT_FOUND, "unknown webhook")),
            }
        });
    Client::new(agent.into_service())
}

#[tokio::test]
async fn get_by_key() {
    let path = "/api/v1/Agents/Webhook/GetWebhook";
    let reply = store().post(&format!("{path}?WEBHOOKID=1")).send().await;
    assert_eq!(reply.entity(), Ok(Webhook::create_default()));
    let reply = store().post(&format!("{path}?webhookId=2")).send().await;
    assert_eq!((reply.status().as_u16(), &*reply.text()), (200, "null"));
}

#[tokio::test]
async fn save_accepts_whole_entities_and_patches_of_stored_ones() {
    let path = "/api/v1/Agents/Webhook/SaveWebhook";
    let save = |media_type: MediaType, body: &'static str| async move {
        store()
            .post(path)
            .body(media_type.as_str(), body)
            .send()
            .await
    };
    let whole = save(MediaType::ApplicationJson, r#"{"targetUrl": "https://x"}"#).await;
    let saved: Webhook = whole.entity().expect("a webhook");
    assert_eq!(
        (saved.name, saved.target_url.as_deref()),
        (None, Some("https://x"))
    );

    let merged = save(
        MediaType::ApplicationMergePatch,
        r#"{"targetUrl": "https://x"}"#,
    )
    .await;
    let saved: Webhook = merged.entity().expect("a webhook");
    assert_eq!(saved.name.as_deref(), Some("Stored"));
    assert_eq!(saved.target_url.as_deref(), Some("https://x"));

    let test = r#"[{"op": "test", "path": "/Name", "value": "Other"}]"#;
    let reply = save(MediaType::ApplicationJsonPatch, test).await;
    assert_eq!(reply.status(), 409);
    let reply = save(MediaType::ApplicationJson, "null").await;
    assert_eq!(reply.status(), 400);
    let reply = save(MediaType::ApplicationJson, r#"{"WebhookId": null}"#).await;
    assert_eq!(reply.status(), 400);
    let info: ErrorInfo = reply.entity().expect("an error body");
    assert!(info.message.contains("/WebhookId"), "{}", info.message);
}

#[tokio::test]
async fn an_operation_without_a_response_is_204() {
    let path = "/api/v1/Agents/Webhook/DeleteWebhook";
    let reply = store().post(&format!("{path}?webhookId=1")).send().await;
    assert_eq!((reply.status().as_u16(), reply.body().len()), (204, 0));
    assert_eq!(reply.header("content-type"), "");
    let reply = store().post(&format!("{path}?webhookId=2")).send().await;
    assert_eq!(reply.status(), 404);
}
