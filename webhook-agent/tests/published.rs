//! What the agent says of itself to other programs: the OpenAPI document, and metrics.

mod common;

use axum::http::Method;
use common::PATH;
use webhook_agent::auth::{Anyone, StaticCredentials};
use webhook_agent::testing::Client;
use webhook_agent::{Agent, Options};
use webhook_model::Webhook;
use webhook_model::operation::Get;

fn client() -> Client {
    let agent = Agent::new(Anyone)
        .serve_entity::<Webhook>()
        .serve::<Get<Webhook>, _>(|_| async { Ok(None) });
    Client::new(agent.into_router())
}

#[tokio::test]
async fn the_document_has_just_what_is_served() {
    let reply = client().get("/api/v1/OpenAPI.json").send().await;
    assert_eq!(reply.status(), 200);
    assert_eq!(
        reply.header("content-type"),
        "application/json; charset=utf-8"
    );
    let document: serde_json::Value = serde_json::from_str(&reply.text()).expect("JSON");
    assert_eq!(document["openapi"], "3.1.0");
    let paths = document["paths"].as_object().expect("paths");
    let mut names: Vec<_> = paths.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, [PATH, "/api/v1/Agents/Webhook/GetWebhook"]);
    for path in names {
        let operation = client().get(path).send().await;
        assert_eq!(operation.status(), 200, "{path}");
    }
    assert!(document["components"]["schemas"]["Webhook"]["properties"]["TargetUrl"].is_object());
    let get = &paths["/api/v1/Agents/Webhook/GetWebhook"]["post"]["parameters"];
    assert!(get.to_string().contains("webhookId"), "{get}");
}

#[tokio::test]
async fn requests_are_counted_by_operation_and_status() {
    let client = client();
    for (path, status) in [(PATH, 200), (PATH, 200), ("/no", 404), ("/health", 200)] {
        let reply = match path {
            "/health" => client.get(path).send().await,
            _ => client.post(path).send().await,
        };
        assert_eq!(reply.status(), status, "{path}");
    }
    let wrong = client.request(Method::DELETE, PATH).send().await;
    assert_eq!(wrong.status(), 405);
    let zone = client.post(PATH).header("so-timezone", "Mars").send().await;
    assert_eq!(zone.status(), 400);

    let reply = client.get("/metrics").send().await;
    assert_eq!(
        reply.header("content-type"),
        "text/plain; version=0.0.4; charset=utf-8"
    );
    let text = reply.text();
    let operation = r#"agent="Webhook",operation="CreateDefaultWebhook""#;
    for line in [
        format!("webhook_agent_requests_total{{{operation},status=\"200\"}} 2"),
        format!("webhook_agent_requests_total{{{operation},status=\"400\"}} 1"),
        format!("webhook_agent_requests_total{{{operation},status=\"405\"}} 1"),
        r#"webhook_agent_requests_total{agent="",operation="none",status="404"} 1"#.to_owned(),
        r#"webhook_agent_requests_total{agent="",operation="health",status="200"} 1"#.to_owned(),
        format!("webhook_agent_request_duration_seconds_count{{{operation}}} 4"),
        format!("webhook_agent_request_duration_seconds_bucket{{{operation},le=\"+Inf\"}} 4"),
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    // Never what a client has sent.
    assert!(
        !text.contains("/no") && !text.contains("GetWebhook"),
        "{text}"
    );
}

#[tokio::test]
async fn both_are_closed_with_the_listing() {
    let credentials = StaticCredentials::new().basic("tje0", "hunter2");
    let agent = Agent::new(credentials).options(Options::new().private_listing(true));
    let client = Client::new(agent.serve_entity::<Webhook>().into_router());
    for path in ["/metrics", "/api/v1/openapi.json"] {
        assert_eq!(client.get(path).send().await.status(), 401, "{path}");
        let known = client.get(path).basic("tje0", "hunter2").send().await;
        assert_eq!(known.status(), 200, "{path}");
        assert_eq!(client.post(path).send().await.status(), 405, "{path}");
    }
    assert_eq!(client.get("/health").send().await.status(), 200);
}
