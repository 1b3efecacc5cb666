//! Bodies of requests to operations without arguments.

use crate::common::PATH;
use webhook_agent::auth::Anyone;
use webhook_agent::testing::{Client, Reply};
use webhook_agent::{Agent, ErrorInfo, Options};
use webhook_model::Webhook;

fn client() -> Client {
    let agent = Agent::new(Anyone)
        .options(Options::new().body_limit(1000))
        .serve_entity::<Webhook>();
    Client::new(agent.into_service())
}

async fn sent(content_type: &str, body: impl Into<Vec<u8>>) -> Reply {
    client()
        .post(PATH)
        .body(content_type, body.into())
        .send()
        .await
}

fn utf16(text: &str, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    let units = mark.into_iter().chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[tokio::test]
async fn an_empty_body_and_null_are_accepted() {
    let nil = r#"<Webhook i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/>"#;
    for (content_type, body) in [
        ("application/json", "".into()),
        ("text/plain", "".into()),
        ("application/json", "null".into()),
        ("application/json; charset=utf-8", " null\r\n".into()),
        ("text/json", "\u{feff}null".into()),
        ("application/merge-patch+json", "null".into()),
        ("application/xml", nil.as_bytes().to_vec()),
        (
            "text/xml",
            format!("<?xml version=\"1.0\"?><!-- x -->{nil}").into(),
        ),
        ("text/xml", utf16(nil, true)),
        ("text/xml; charset=utf-16", utf16(nil, true)),
        ("text/xml; charset=utf-16le", utf16(nil, false)),
        // The parameter takes precedence over the declaration (RFC 7303 section 3.2).
        (
            "text/xml; charset=utf-8",
            format!("<?xml version=\"1.0\" encoding=\"utf-16\"?>{nil}").into(),
        ),
        (
            "application/xml; charset=UTF-16LE",
            utf16(&format!("<?xml version='1.0' encoding='x'?>{nil}"), false),
        ),
    ] {
        let reply = sent(content_type, body).await;
        assert_eq!(reply.status(), 200, "{content_type}: {}", reply.text());
    }
}

#[tokio::test]
async fn anything_else_is_400() {
    for (content_type, body) in [
        ("application/json", "{\"a\":1}"),
        ("application/json", "nul"),
        ("application/json", "null null"),
        ("application/json", "NULL"),
        ("application/json", "[]"),
        ("application/json-patch+json", "[]"),
        ("application/xml", "<Webhook/>"),
        ("application/xml", "null"),
        ("application/xml", "<!DOCTYPE a><a/>"),
        (
            "application/xml",
            "<?xml version='1.0' encoding='utf-16'?><Webhook/>",
        ),
    ] {
        let reply = sent(content_type, body).await;
        assert_eq!(reply.status(), 400, "{content_type}: {body}");
        let info: ErrorInfo = reply.entity().expect("an error body");
        assert_eq!(info.error_type, "ArgumentException");
        assert_eq!(info.error_source, "webhook-agent");
    }
    assert_eq!(sent("application/json", b"nul\xff").await.status(), 400);
}

#[tokio::test]
async fn unsupported_media_types_are_415() {
    for content_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=iso-8859-1",
        "application/json; charset=utf-16",
        "text/xml; charset=utf-7",
        "nonsense",
        "",
    ] {
        let reply = sent(content_type, "null").await;
        assert_eq!(reply.status(), 415, "{content_type}");
        assert!(reply.header("accept").contains("application/json"));
    }
    let reply = sent("text/xml; charset=utf-16", utf16("<a/>", false)).await;
    assert_eq!(reply.status(), 415, "UTF-16 without a byte order mark");
}

#[tokio::test]
async fn codings_other_than_identity_are_415() {
    for coding in ["gzip", "br", "foo", "identity, gzip"] {
        let request = client().post(PATH).header("content-encoding", coding);
        let reply = request.body("application/json", "null").send().await;
        assert_eq!(reply.status(), 415, "{coding}");
        assert_eq!(reply.header("accept-encoding"), "identity");
    }
    let request = client().post(PATH).header("content-encoding", "identity");
    let reply = request.body("application/json", "null").send().await;
    assert_eq!(reply.status(), 200);
}

#[tokio::test]
async fn more_than_the_limit_is_413() {
    let at_limit = format!("null{}", " ".repeat(996));
    assert_eq!(sent("application/json", at_limit).await.status(), 200);
    let beyond = format!("null{}", " ".repeat(997));
    let reply = sent("application/json", beyond).await;
    assert_eq!(reply.status(), 413);
    let info: ErrorInfo = reply.entity().expect("an error body");
    assert!(info.message.contains("1000 bytes"), "{}", info.message);
}
