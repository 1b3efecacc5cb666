//! Arguments of operations: requests without members, and keys in the query or the body.

use webhook_agent::auth::Anyone;
use webhook_agent::testing::{Client, Reply};
use webhook_agent::{Agent, ErrorInfo};
use webhook_model::operation::{CreateDefault, Delete, Get};
use webhook_model::{NetServerEntity, Webhook};

/// Requests the number of webhooks.
#[derive(Debug, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "Count", response = i32)]
struct Count {}

/// Renames a webhook.
#[derive(Debug, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "Rename", response = i32)]
struct Rename {
    /// The new name.
    name: Option<String>,
}

fn client() -> Client {
    let agent = Agent::new(Anyone)
        .serve::<Count, _>(|call| async move {
            call.request()?;
            let mut changed = Count {};
            call.apply(&mut changed)?;
            Ok(3)
        })
        .serve::<Rename, _>(|call| async move {
            call.request()?;
            Ok(1)
        })
        .serve::<CreateDefault<Webhook>, _>(|_| async { Ok(Webhook::create_default()) })
        .serve::<Get<Webhook>, _>(|call| async move {
            let mut hook = Webhook::create_default();
            hook.webhook_id = call.key()?;
            Ok(Some(hook))
        })
        .serve::<Delete<Webhook>, _>(|call| async move { call.key().map(|_| ()) });
    Client::new(agent.into_service())
}

async fn sent(path: &str, content_type: Option<&str>, body: &'static str) -> Reply {
    let request = client().post(&format!("/api/v1/Agents/Webhook/{path}"));
    match content_type {
        Some(content_type) => request.body(content_type, body).send().await,
        None => request.untyped_body(body).send().await,
    }
}

#[tokio::test]
async fn operations_without_members_run_without_a_body() {
    let json = Some("application/json");
    for operation in ["Count", "CreateDefaultWebhook"] {
        let reply = client()
            .post(&format!("/api/v1/Agents/Webhook/{operation}"))
            .send()
            .await;
        assert_eq!(reply.status(), 200, "{operation}");
        for body in ["", " \r\n\t", "null", " null ", "{}", " { \n} "] {
            for content_type in [json, Some("application/merge-patch+json"), None] {
                let reply = sent(operation, content_type, body).await;
                assert_eq!(
                    reply.status(),
                    200,
                    "{operation} {content_type:?} {body:?}: {}",
                    reply.text()
                );
            }
        }
        for body in ["{", "{}{}", "[]", "1", "{ null }"] {
            let reply = sent(operation, json, body).await;
            assert_eq!(reply.status(), 400, "{operation} {body}");
        }
    }
    // An unknown member is ignored, as in any other request.
    let reply = sent("Count", json, r#"{"Other": 1}"#).await;
    assert_eq!((reply.status().as_u16(), &*reply.text()), (200, "3"));
}

#[tokio::test]
async fn operations_with_members_need_a_body_and_its_type() {
    for (content_type, body, status) in [
        (Some("application/json"), "{}", 200),
        (Some("application/json"), "null", 400),
        (Some("application/json"), "  ", 400),
        (None, "", 400),
        (None, "{}", 415),
    ] {
        let reply = sent("Rename", content_type, body).await;
        assert_eq!(reply.status(), status, "{content_type:?} {body}");
    }
}

#[tokio::test]
async fn a_key_is_in_the_query_or_else_in_the_body() {
    let nil = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance'";
    let xml = "application/xml";
    let json = "application/json";
    let xml_nil: &'static str = Box::leak(format!("<Webhook {nil} i:nil='true'/>").into());
    for (query, content_type, body) in [
        ("?webhookId=7", json, ""),
        ("?WEBHOOKID=7", json, r#"{"WebhookId":1}"#),
        ("?webhookId=7", xml, xml_nil),
        ("", json, r#"{"WebhookId":7}"#),
        ("?webhookId=", json, r#"{"webhookid": 7, "Name": null}"#),
        ("", "text/json", r#"{"webhookId":"7"}"#),
        ("", json, r#"{"WebhookId":7.0}"#),
        ("", xml, "<Webhook><WebhookId>7</WebhookId></Webhook>"),
        (
            "",
            "text/xml",
            "<a xmlns='b'><Name/><webhookid> 7 </webhookid></a>",
        ),
        ("", "application/merge-patch+json", r#"{"WebhookId":7}"#),
        (
            "",
            "application/json-patch+json",
            r#"[{"op":"replace","path":"/webhookId","value":7}]"#,
        ),
        (
            "",
            "application/json-patch+json",
            r#"[{"op":"test","path":"/Name","value":null},{"op":"add","path":"WebhookId","value":7}]"#,
        ),
    ] {
        let reply = sent(&format!("GetWebhook{query}"), Some(content_type), body).await;
        let hook: Result<Webhook, _> = reply.entity();
        let id = hook.map(|hook| hook.webhook_id);
        assert_eq!(id, Ok(7), "{query} {body}: {}", reply.text());
        let reply = sent(&format!("DeleteWebhook{query}"), Some(content_type), body).await;
        assert_eq!(reply.status(), 204, "{query} {body}");
    }
    let reply = sent("GetWebhook", None, r#"{"WebhookId":7}"#).await;
    assert_eq!(reply.status(), 200, "{}", reply.text());
}

#[tokio::test]
async fn a_key_that_is_missing_or_malformed_is_400() {
    let json = "application/json";
    for (query, content_type, body, message) in [
        ("", json, "", "the key is missing"),
        ("", json, "null", "the key is missing"),
        ("", json, "{}", "the key is missing"),
        ("", json, r#"{"Id":1}"#, "the key is missing"),
        ("", json, r#"{"WebhookId":null}"#, "the key is missing"),
        (
            "",
            "application/json-patch+json",
            "[]",
            "the key is missing",
        ),
        ("", "text/xml", "<Webhook/>", "the key is missing"),
        ("?webhookId=x", json, r#"{"WebhookId":1}"#, "not an int32"),
        ("", json, r#"{"WebhookId":1.5}"#, "not an int32"),
        ("", json, r#"{"WebhookId":3000000000}"#, "not an int32"),
        ("", json, r#"{"WebhookId":"x"}"#, "not an int32"),
        ("", json, r#"{"WebhookId":[1]}"#, "not an int32"),
        ("", json, r#"{"WebhookId":1,"webhookid":2}"#, "duplicate"),
        ("", json, "[7]", "expected an object"),
        ("", json, "7", "expected an object"),
        ("", json, r#"{"WebhookId":"#, ""),
        ("", "text/xml", "<Webhook><WebhookId>", ""),
    ] {
        for operation in ["GetWebhook", "DeleteWebhook"] {
            let reply = sent(&format!("{operation}{query}"), Some(content_type), body).await;
            assert_eq!(reply.status(), 400, "{query} {body}: {}", reply.text());
            let info: ErrorInfo = reply.entity().expect("an error body");
            assert_eq!(info.error_type, "ArgumentException");
            assert!(info.message.contains(message), "{body}: {}", info.message);
        }
    }
}
