//! The contents of pages, and who may see them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use webhook_agent::Options;
use webhook_agent::testing::Reply;
use webhook_agent::webhooks::DeliveryOptions;

use super::parsed::Parsed;
use super::{Visitor, started};
use crate::fixture::Fixture;

const PAGES: [&str; 4] = [
    "/console",
    "/console/new",
    "/console/signal",
    "/console/webhooks/1",
];

#[tokio::test]
async fn the_console_is_off_by_default() {
    let all = Fixture::with(|webhooks| webhooks.console(false)).await;
    let visitor = Visitor::of(&all);
    let unknown = visitor.get("/consoles").await;
    assert_eq!(unknown.status(), 404);
    for path in PAGES.into_iter().chain(["/console/events"]) {
        for method in ["GET", "POST"] {
            let reply = visitor.request(method, path).send().await;
            assert_eq!(reply.status(), 404, "{method} {path}");
            assert_eq!(reply.body(), unknown.body(), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn every_path_needs_credentials() {
    let all = started().await;
    let visitor = Visitor::of(&all);
    for path in PAGES
        .into_iter()
        .chain(["/console/events", "/console/nothing", "/CONSOLE/"])
    {
        for method in ["GET", "HEAD", "POST", "PUT", "OPTIONS"] {
            let request = visitor.client.request(method.parse().unwrap(), path);
            let reply = request.send().await;
            assert_eq!(reply.status(), 401, "{method} {path}");
            let challenge = reply.header("www-authenticate");
            assert!(
                challenge.starts_with("Basic realm=\"NetServer\""),
                "{challenge}"
            );
            let request = visitor.client.request(method.parse().unwrap(), path);
            let reply = request.basic("tje0", "wrong").send().await;
            assert_eq!(reply.status(), 401, "{method} {path}");
            protects(&reply, &visitor.page("/console").await);
        }
    }
}

/// Checks the header fields that protect a response.
fn protects(reply: &Reply, page: &Parsed) {
    let hash = |text: &str| BASE64.encode(hmac_sha256::Hash::hash(text.as_bytes()));
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(&page.script),
        hash(&page.style)
    );
    for (name, value) in [
        ("content-security-policy", policy.as_str()),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
        ("access-control-allow-origin", ""),
    ] {
        assert_eq!(reply.header(name), value);
    }
}

#[tokio::test]
async fn every_response_is_protected() {
    let friend = "https://friend.example";
    let options = Options::new().allow_origin(friend.parse().unwrap());
    let mut all = started().await;
    let hook = all.hook();
    all.saved(&hook).await;
    let visitor = Visitor::with(&all, options);
    for path in PAGES.into_iter().chain(["/console/nothing"]) {
        let request = visitor.request("GET", path).header("origin", friend);
        let reply = request.send().await;
        let page = Parsed::of(&reply.text());
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
        protects(&reply, &page);
    }
    let page = visitor.page("/console").await;
    for reply in [
        visitor.request("HEAD", "/console/events").send().await,
        visitor.post("/console/webhooks/1/test", &[]).await,
        visitor.post("/console/webhooks/9/test", &[]).await,
        visitor.request("POST", "/console/new").send().await,
    ] {
        protects(&reply, &page);
    }
    let preflight = visitor.request("OPTIONS", "/console/new");
    let preflight = preflight
        .header("origin", friend)
        .header("access-control-request-method", "POST");
    let reply = preflight.send().await;
    assert_eq!(reply.status(), 405);
    protects(&reply, &page);
}

#[tokio::test]
async fn webhooks_are_listed_with_state_and_counters() {
    let mut all = started().await;
    let visitor = Visitor::of(&all);
    let page = visitor.page("/console").await;
    assert!(page.text.contains("0 webhooks") && page.text.contains("first webhook"));
    let hook = all.hook();
    let id = all.saved(&hook).await.webhook_id;
    all.target.answer(&[500]);
    all.signal("sale.sold").await;
    all.target.next().await;
    all.attempts(id, 1).await;
    let page = visitor.page("/console").await;
    for text in [
        "1 webhook, 1 notification in the queue",
        "orders",
        "Active",
        "sale.sold",
    ] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    let numbers: Vec<&str> = page
        .text
        .lines()
        .filter(|line| line.contains("orders"))
        .collect();
    assert!(
        numbers[0].ends_with("111"),
        "calls, errors, in a row: {numbers:?}"
    );
    assert!(page.links().contains(&"/console/webhooks/1"));

    let page = visitor.page("/console/webhooks/1").await;
    for text in [
        "sale.sold",
        "500 failed",
        "attempt 1",
        "will be retried",
        "record 7",
        "2026-05-17 08:30:00 UTC",
        "POST /hook HTTP/1.1",
        "x-superoffice-event: sale.sold",
        "\"FieldValues\":{\"amount\":5}",
        "HTTP/1.1 500 Internal Server Error",
        "x-target: yes",
        "the body",
    ] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    assert_eq!(visitor.get("/console/webhooks/2").await.status(), 404);
}

#[tokio::test]
async fn the_recorded_request_is_shown() {
    let mut all = started().await;
    let mut hook = all.hook();
    hook.secret = Some("signing-key".into());
    hook.target_url = Some(format!("{}?code=abcdefgh", all.target.url));
    hook.headers = Some([("X-Own".to_owned(), "own-value".to_owned())].into());
    let id = all.saved(&hook).await.webhook_id;
    all.signal("sale.sold").await;
    let posted = all.target.next().await;
    all.attempts(id, 1).await;
    // The webhook changes, but the recorded request does not.
    hook.webhook_id = id;
    hook.name = Some("renamed".into());
    hook.secret = None;
    all.saved(&hook).await;
    let page = Visitor::of(&all).page("/console/webhooks/1").await;
    let (_, request) = page.text.split_once("Request\n").expect("a request");
    let (request, _) = request.split_once("Response\n").expect("a response");
    let (head, body) = request.split_once("\n\n").expect("a body");
    assert_eq!(body.trim_end().as_bytes(), &posted.body[..]);
    let mut lines: Vec<String> = head.lines().skip(1).map(str::to_owned).collect();
    assert!(head.starts_with("POST /hook?*** HTTP/1.1\n"), "{head}");
    let mut sent: Vec<String> = (posted.headers.iter())
        .map(|(name, value)| {
            let value = value.to_str().unwrap().replace("own-value", "***");
            format!("{name}: {value}")
        })
        .collect();
    lines.sort();
    sent.sort();
    assert_eq!(lines, sent);
    assert!(head.contains("x-superoffice-signature: "));
}

#[tokio::test]
async fn long_lists_have_pages() {
    let all = Fixture::with(|webhooks| {
        let webhooks = webhooks.console(true).ping(false);
        webhooks.delivery(DeliveryOptions::new().kept(30))
    })
    .await;
    let visitor = Visitor::of(&all);
    for _ in 0..101 {
        all.save(&all.hook()).await;
    }
    let page = visitor.page("/console").await;
    assert_eq!(page.all("tr").count(), 101, "a row for each, and the head");
    assert!(page.links().contains(&"/console?after=100"));
    let page = visitor.page("/console?after=100").await;
    assert_eq!(page.all("tr").count(), 2);
    assert!(page.links().contains(&"/console/webhooks/101"));
    for _ in 0..26 {
        visitor.post("/console/webhooks/1/test", &[]).await;
    }
    let page = visitor.page("/console/webhooks/1").await;
    assert_eq!(page.all("li").count(), 25);
    assert!(page.links().contains(&"/console/webhooks/1?before=2"));
    let page = visitor.page("/console/webhooks/1?before=2").await;
    assert_eq!(page.all("li").count(), 1);
}

#[tokio::test]
async fn methods_and_paths_that_do_not_exist() {
    let mut all = started().await;
    let hook = all.hook();
    all.saved(&hook).await;
    let visitor = Visitor::of(&all);
    for (method, path, status, allow) in [
        ("GET", "/console/nothing", 404, ""),
        ("GET", "/console/webhooks", 404, ""),
        ("GET", "/console/webhooks/1/test", 405, "POST"),
        ("POST", "/console", 405, "GET, HEAD"),
        ("POST", "/console/events", 405, "GET, HEAD"),
        ("DELETE", "/console/new", 405, "GET, HEAD, POST"),
    ] {
        let reply = visitor.request(method, path).send().await;
        assert_eq!(reply.status(), status, "{method} {path}");
        assert_eq!(reply.header("allow"), allow, "{method} {path}");
        Parsed::of(&reply.text());
    }
    let head = visitor.request("HEAD", "/console").send().await;
    assert_eq!((head.status().as_u16(), head.body().len()), (200, 0));
}

#[tokio::test]
async fn restrictions_of_the_agent_apply_to_its_console() {
    let all = started().await;
    let visitor = Visitor::with(&all, Options::new().restrict("Webhook"));
    assert_eq!(visitor.get("/console").await.status(), 403);
    let request = visitor.request("GET", "/console");
    let reply = request
        .header("so-apptoken", "of-a-restricted-app")
        .send()
        .await;
    assert_eq!(reply.status(), 200);
}

#[tokio::test]
async fn webhooks_of_other_applications_are_not_shown_or_changed() {
    let mut all = started().await;
    let hook = serde_json::to_string(&all.hook()).unwrap();
    let posted = all
        .client
        .post("/api/v1/Webhook")
        .header("so-apptoken", "one");
    let posted = posted.body("application/json", hook).send().await;
    assert_eq!(posted.status(), 200);
    all.target.next().await;
    let visitor = Visitor::of(&all);
    let request = visitor.request("GET", "/console/webhooks/1");
    let other = request.header("so-apptoken", "other").send().await;
    assert_eq!(other.status(), 404);
    assert_eq!(visitor.get("/console/webhooks/1").await.status(), 200);
    let restart = visitor.post("/console/webhooks/1/restart", &[]).await;
    assert_eq!(restart.status(), 403);
}
