//! What the agent says of itself to other programs: the OpenAPI document, and metrics.

mod common;

use axum::http::Method;
use common::{PATH, Running};
use webhook_agent::auth::{Anyone, StaticCredentials};
use webhook_agent::server::Limits;
use webhook_agent::testing::{Client, Reply};
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

/// What tells two responses apart, but for the request's id.
fn shown(reply: &Reply) -> (u16, String, String) {
    let challenge = reply.header("www-authenticate").to_owned();
    (reply.status().as_u16(), challenge, reply.text())
}

#[tokio::test]
async fn a_private_listing_tells_strangers_nothing() {
    let credentials = StaticCredentials::new().basic("tje0", "hunter2");
    let agent = Agent::new(credentials).options(Options::new().private_listing(true));
    let client = Client::new(agent.serve_entity::<Webhook>().into_router());
    let stranger = shown(&client.get("/").send().await);
    assert_eq!(stranger.0, 401);
    let operation = "/api/v1/Agents/Webhook/CreateDefaultWebhook";
    for (method, path, known) in [
        ("GET", "/metrics", 200),
        ("GET", "/api/v1/openapi.json", 200),
        ("GET", "/api/v1", 200),
        ("GET", operation, 200),
        ("POST", operation, 200),
        ("PUT", operation, 405),
        ("POST", "/metrics", 405),
        ("POST", "/api/v1/Agents/Webhook/CreateDefaultWebhok", 404),
        ("GET", "/nowhere", 404),
        ("GET", "/a%00", 400),
    ] {
        let request = || client.request(method.parse().expect("a method"), path);
        assert_eq!(shown(&request().send().await), stranger, "{method} {path}");
        let reply = request().basic("tje0", "hunter2").send().await;
        assert_eq!(reply.status(), known, "{method} {path}");
    }
    assert_eq!(client.get("/health").send().await.status(), 200);
}

#[tokio::test]
async fn metrics_are_for_this_machine_and_for_known_users() {
    let credentials = || StaticCredentials::new().basic("tje0", "hunter2");
    let client = |options: Options| {
        let agent = Agent::new(credentials()).options(options);
        Client::new(agent.serve_entity::<Webhook>().into_router())
    };
    // Without a server nothing says where a request comes from.
    let closed = client(Options::new());
    assert_eq!(closed.get("/metrics").send().await.status(), 401);
    let known = closed.get("/metrics").basic("tje0", "hunter2").send().await;
    assert_eq!(known.status(), 200);
    let open = client(Options::new().open_metrics(true));
    assert_eq!(open.get("/metrics").send().await.status(), 200);

    let agent = Agent::new(credentials()).serve_entity::<Webhook>();
    let running = Running::start(agent.into_router(), Limits::default());
    for (fields, status) in [("", 200), ("X-Forwarded-For: 198.51.100.1\r\n", 401)] {
        let request = format!("GET /metrics HTTP/1.1\r\nHost: x\r\n{fields}\r\n");
        let answer = running.connect().send(request).answer();
        assert_eq!(answer.map(|answer| answer.status), Some(status), "{fields}");
    }
}
