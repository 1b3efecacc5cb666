//! Machine-readable descriptions of the agent: the OpenAPI document, and metrics.

use crate::common::{PATH, Running};
use http::Method;
use serde_json::Value;
use webhook_agent::auth::{Anyone, StaticCredentials};
use webhook_agent::server::Limits;
use webhook_agent::testing::{Client, Reply};
use webhook_agent::{Agent, Options};
use webhook_model::operation::{Get, Save};
use webhook_model::{DateTime, MediaType, NetServerEntity, Webhook};

fn client() -> Client {
    let agent = Agent::new(Anyone)
        .serve_entity::<Webhook>()
        .serve::<Get<Webhook>, _>(|_| async { Ok(None) });
    Client::new(agent.into_service())
}

#[tokio::test]
async fn the_document_contains_exactly_the_served_operations() {
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

/// A stored entity with dates and numbers that JSON cannot represent.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Sample", operations(create_default, get, save))]
#[allow(clippy::struct_field_names)] // Keys are named after their entity, as the vendor does.
struct Sample {
    /// The key.
    #[netserver(key)]
    sample_id: i32,
    /// A number.
    #[netserver(default = 1.5)]
    ratio: f64,
    /// A moment.
    #[netserver(date = utc)]
    at: DateTime,
    /// Nested entities.
    parts: Option<Vec<Sample>>,
}

/// Requests a list.
#[derive(Debug, NetServerEntity)]
#[netserver(agent = "Sample", operation = "GetAll", response = Vec<Sample>)]
struct GetAll {}

fn sample() -> Sample {
    let mut sample = Sample::create_default();
    sample.sample_id = 1;
    sample.ratio = f64::NAN;
    sample.at = DateTime::MAX;
    sample.parts = Some(vec![Sample::create_default()]);
    sample
}

/// Validates every JSON response, including errors, against the agent's own document.
#[tokio::test]
async fn responses_match_the_document() {
    for compat in [false, true] {
        let agent = Agent::new(StaticCredentials::new().basic("tje0", "hunter2"))
            .options(Options::new().compat(compat).body_limit(1000))
            .serve_entity::<Sample>()
            .serve::<Get<Sample>, _>(|call| async move { Ok((call.key()? == 1).then(sample)) })
            .serve::<Save<Sample>, _>(|call| async move {
                let mut stored = sample();
                call.apply(&mut stored)?;
                Ok(stored)
            })
            .serve::<GetAll, _>(|_| async { Ok(vec![sample(), Sample::create_default()]) });
        let client = Client::new(agent.into_service());
        let reply = client.get("/api/v1/openapi.json").send().await;
        let document: Value = serde_json::from_str(&reply.text()).expect("JSON");

        let json = "application/json";
        let patch = "application/json-patch+json";
        let test = r#"[{"op":"test","path":"/SampleId","value":2}]"#;
        let far = r#"[{"op":"replace","path":"/Nope","value":2}]"#;
        let long = " ".repeat(2000);
        let calls = [
            (Sample::CREATE_DEFAULT_PATH, "", json, "", 200),
            (Sample::CREATE_DEFAULT_PATH, "?$select=ratio", json, "", 200),
            (Sample::CREATE_DEFAULT_PATH, "", json, &long, 413),
            (Sample::CREATE_DEFAULT_PATH, "", "text/plain", "null", 415),
            (Sample::GET_PATH, "?sampleId=1", json, "", 200),
            (Sample::GET_PATH, "?sampleId=1&$select=Parts", json, "", 200),
            (Sample::GET_PATH, "?sampleId=2", json, "", 200),
            (Sample::GET_PATH, "", json, "", 400),
            (Sample::SAVE_PATH, "", json, "{}", 200),
            (
                Sample::SAVE_PATH,
                "",
                "application/merge-patch+json",
                "{}",
                200,
            ),
            (Sample::SAVE_PATH, "", patch, test, 409),
            (Sample::SAVE_PATH, "", patch, far, 422),
            ("/api/v1/Agents/Sample/GetAll", "", json, "", 200),
            (
                "/api/v1/Agents/Sample/GetAll",
                "?$select=sampleId",
                json,
                "",
                200,
            ),
        ];
        let zone = if cfg!(feature = "time-zones") {
            "NO,includeTZOffset"
        } else {
            "UTC"
        };
        let mut count = 0;
        for (path, query, content_type, body, status) in calls {
            for accept in MediaType::ALL
                .iter()
                .copied()
                .filter(|media| !media.is_xml())
            {
                let request = client
                    .post(&format!("{path}{query}"))
                    .accept(accept)
                    .header("so-timezone", zone)
                    .basic("tje0", "hunter2")
                    .body(content_type, body.to_owned());
                let reply = request.send().await;
                assert_eq!(reply.status(), status, "{path}{query}: {}", reply.text());
                validate(&document, path, &reply);
                count += 1;
            }
        }
        validate(
            &document,
            Sample::GET_PATH,
            &client.post(Sample::GET_PATH).send().await,
        );
        assert_eq!(count, 56);
    }
}

/// Validates a response against the schema of its operation, status and media type.
fn validate(document: &Value, path: &str, reply: &Reply) {
    let status = reply.status().as_u16();
    let escaped = path.replace('/', "~1");
    let mut place = format!("/paths/{escaped}/post/responses/{status}");
    let described = document
        .pointer(&place)
        .unwrap_or_else(|| panic!("no {place}"));
    if let Some(target) = described["$ref"].as_str() {
        place = target.trim_start_matches('#').to_owned();
    }
    let content_type = reply.header("content-type");
    let media_type = content_type.split(';').next().unwrap_or_default();
    let media_type = media_type.replace('/', "~1");
    place = format!("{place}/content/{media_type}/schema");
    assert!(document.pointer(&place).is_some(), "no {place}");
    let schema = serde_json::json!({
        "$ref": format!("#{place}"),
        "paths": document["paths"],
        "components": document["components"],
    });
    let validator = jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .should_validate_formats(true)
        .build(&schema)
        .expect("a schema");
    let body: Value = serde_json::from_str(&reply.text()).expect("JSON");
    if let Err(error) = validator.validate(&body) {
        panic!("{place}: {error} at {}: {body}", error.instance_path());
    }
}

#[tokio::test]
async fn the_document_marks_optional_parts_of_a_call() {
    let agent = Agent::new(Anyone)
        .serve_entity::<Sample>()
        .serve::<Save<Sample>, _>(|call| async move { call.request() })
        .serve::<GetAll, _>(|_| async { Ok(Vec::new()) });
    let reply = Client::new(agent.into_service()).get("/api/v1/openapi.json");
    let document: Value = serde_json::from_str(&reply.send().await.text()).expect("JSON");
    let post = |path: &str| document["paths"][path]["post"].clone();
    for (path, required) in [
        (Sample::CREATE_DEFAULT_PATH, Value::Null),
        (Sample::SAVE_PATH, true.into()),
        ("/api/v1/Agents/Sample/GetAll", false.into()),
    ] {
        let operation = post(path);
        assert_eq!(operation["requestBody"]["required"], required, "{path}");
        let parameters = operation["parameters"].to_string();
        assert!(parameters.contains("$select"), "{path}: {parameters}");
    }
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
    // Metrics never contain data of clients.
    assert!(
        !text.contains("/no") && !text.contains("GetWebhook"),
        "{text}"
    );
}

/// The parts of two responses that must be equal, without the request id.
fn shown(reply: &Reply) -> (u16, String, String) {
    let challenge = reply.header("www-authenticate").to_owned();
    (reply.status().as_u16(), challenge, reply.text())
}

#[tokio::test]
async fn a_private_listing_requires_credentials() {
    let credentials = StaticCredentials::new().basic("tje0", "hunter2");
    let agent = Agent::new(credentials).options(Options::new().private_listing(true));
    let client = Client::new(agent.serve_entity::<Webhook>().into_service());
    let anonymous = shown(&client.get("/").send().await);
    assert_eq!(anonymous.0, 401);
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
        assert_eq!(shown(&request().send().await), anonymous, "{method} {path}");
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
        Client::new(agent.serve_entity::<Webhook>().into_service())
    };
    // Without a server, the origin of a request is unknown.
    let closed = client(Options::new());
    assert_eq!(closed.get("/metrics").send().await.status(), 401);
    let known = closed.get("/metrics").basic("tje0", "hunter2").send().await;
    assert_eq!(known.status(), 200);
    let open = client(Options::new().open_metrics(true));
    assert_eq!(open.get("/metrics").send().await.status(), 200);

    let agent = Agent::new(credentials()).serve_entity::<Webhook>();
    let running = Running::start(agent.into_service(), Limits::default());
    for (fields, status) in [("", 200), ("X-Forwarded-For: 198.51.100.1\r\n", 401)] {
        let request = format!("GET /metrics HTTP/1.1\r\nHost: x\r\n{fields}\r\n");
        let answer = running.connect().send(request).answer();
        assert_eq!(answer.map(|answer| answer.status), Some(status), "{fields}");
    }
}
