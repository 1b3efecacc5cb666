//! Names and responses that try to inject HTML into a page, and secrets that must not be shown.

use axum::Router;
use axum::body::Bytes;
use axum::response::IntoResponse as _;
use axum::routing::post;
use http::{HeaderMap, HeaderValue, StatusCode};
use webhook_agent::server::Server;
use webhook_model::{MediaType, Webhook};

use super::{Visitor, started};
use crate::fixture::Fixture;

/// Ends every HTML context that a text may be in.
const HOSTILE: &str = "\"'></pre></code></bdi></title></style><script>alert(1)</script>\
    <img src=x onerror=alert(1)><!--<a href=javascript:alert(1)>&lt;b&gt;&#60;";

/// Characters that HTML does not allow.
const ODD: &str = "\u{1}\u{b}\u{c}\u{1b}[31m\u{7f}\u{85}\u{fffe}\u{202e}";

/// A target that repeats its request, and more.
async fn echo() -> String {
    let handler = post(|headers: HeaderMap, body: Bytes| async move {
        let mut answer = HeaderMap::new();
        let value = HeaderValue::from_bytes(HOSTILE.as_bytes()).expect("a value");
        answer.insert("x-hostile", value);
        for name in ["authorization", "x-tenant"] {
            if let Some(value) = headers.get(name) {
                answer.insert(name, value.clone());
            }
        }
        let is_test = headers.contains_key("x-hook-test");
        let status = if is_test {
            StatusCode::OK
        } else {
            StatusCode::IM_A_TEAPOT
        };
        let body = String::from_utf8_lossy(&body);
        let text = format!("{HOSTILE}{ODD}\0 signing-key abcdef123 {body}");
        (status, answer, text).into_response()
    });
    let server = Server::bind(([127, 0, 0, 1], 0).into()).await;
    let server = server.expect("a port");
    let url = format!("http://{}/hook?code=query-secret", server.local_addr());
    let router = Router::new().route("/{*path}", handler);
    tokio::spawn(server.run(router, std::future::pending()));
    url
}

async fn hostile(all: &Fixture) -> Webhook {
    let mut hook = all.hook();
    hook.name = Some(format!("{HOSTILE}{ODD}"));
    hook.events = Some(vec!["sale.sold".into(), HOSTILE.into()]);
    hook.target_url = Some(echo().await);
    hook.secret = Some("signing-key".into());
    hook.errors_email = Some(HOSTILE.chars().take(200).collect());
    let headers = [
        ("Authorization", "Bearer abcdef123"),
        ("X-Tenant", "own-value"),
    ];
    hook.headers = Some(
        headers
            .map(|(name, value)| (name.into(), value.into()))
            .into(),
    );
    let properties = [(HOSTILE.to_owned(), HOSTILE.into())];
    hook.properties = Some(properties.into());
    let reply = all.save(&hook).await;
    assert_eq!(reply.status(), 200, "{}", reply.text());
    reply.entity().expect("a webhook")
}

#[tokio::test]
async fn hostile_texts_stay_texts_and_secrets_are_never_shown() {
    let all = started().await;
    hostile(&all).await;
    all.signal("sale.sold").await;
    all.attempts(1, 1).await;
    let visitor = Visitor::of(&all);
    let stored = all.stored(1).await;
    let json = stored.encode(MediaType::ApplicationJson).unwrap();
    let secrets = ["signing-key", "abcdef123", "own-value", "query-secret"];
    let json = String::from_utf8(json).unwrap();
    assert!(
        secrets.iter().all(|secret| json.contains(secret)),
        "they are stored"
    );
    visitor.follow("/console/webhooks/1/test", &[]).await;
    let form = [
        ("name", HOSTILE),
        ("target", HOSTILE),
        ("events", HOSTILE),
        ("secret", "signing-key"),
    ];
    let refused = visitor.post("/console/new", &form).await;
    assert_eq!(refused.status(), 400);
    let mut pages = vec![refused];
    for path in [
        "/console",
        "/console/webhooks/1",
        "/console/new",
        "/console/signal",
    ] {
        pages.push(visitor.get(path).await);
    }
    for (reply, hostile) in pages.iter().zip([true, true, true, false, false]) {
        let html = reply.text();
        let page = super::Parsed::of(&html);
        let whole = "<script>alert(1)</script><img src=x onerror=alert(1)><!--\
            <a href=javascript:alert(1)>&lt;b&gt;&#60;";
        let values = page
            .elements
            .iter()
            .flat_map(|element| element.attributes.values());
        let is_shown = page.text.contains(whole) || values.into_iter().any(|it| it.contains(whole));
        assert_eq!(is_shown, hostile, "as a text");
        for secret in secrets {
            assert!(!html.contains(secret), "{secret}: {html}");
        }
    }
    let detail = super::Parsed::of(&pages[2].text());
    assert!(detail.text.contains("418 failed") && detail.text.contains("200 delivered"));
    assert!(detail.text.contains("x-hostile: "), "{}", detail.text);
}

#[tokio::test]
async fn the_list_of_deliveries_has_no_secrets() {
    let all = started().await;
    hostile(&all).await;
    all.signal("sale.sold").await;
    let delivery = all.attempts(1, 1).await.remove(0);
    let request = delivery.request.expect("a request");
    for secret in ["signing-key", "abcdef123", "own-value", "query-secret"] {
        assert!(!request.contains(secret), "{secret}: {request}");
    }
    assert!(request.contains("authorization: ***\n"), "{request}");
}
