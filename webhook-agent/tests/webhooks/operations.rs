//! The eight operations of the Webhook agent.

use webhook_model::operation::Operation as _;
use webhook_model::{
    GetAllWebhooks, GetLastError, SignalEvent, TestWebhook, Webhook, WebhookResult,
};

use crate::fixture::Fixture;

#[tokio::test]
async fn a_webhook_is_created_read_and_deleted() {
    let mut all = Fixture::start().await;
    let mut hook = all
        .post(Webhook::CREATE_DEFAULT_PATH, "")
        .await
        .entity::<Webhook>()
        .unwrap();
    hook.target_url = Some(all.target.url.clone());
    let saved = all.saved(&hook).await;
    let get = format!("{}?WebhookId={}", Webhook::GET_PATH, saved.webhook_id);
    assert_eq!(
        all.post(&get, "null").await.entity::<Webhook>().unwrap(),
        saved
    );
    let selected = all
        .post(&format!("{get}&$select=name,state"), "null")
        .await
        .text();
    assert!(selected.contains(r#""TargetUrl":null"#), "{selected}");
    let delete = format!("{}?WebhookId={}", Webhook::DELETE_PATH, saved.webhook_id);
    for _ in 0..2 {
        assert_eq!(all.post(&delete, "null").await.status(), 204);
    }
    assert_eq!(all.post(&get, "null").await.text(), "null");
}

#[tokio::test]
async fn filters_of_get_all() {
    let all = Fixture::with(|webhooks| webhooks.ping(false)).await;
    for (name, events, state) in [
        ("Orders", "sale.sold", "Active"),
        ("orders", "sale.created", "Stopped"),
        ("Other", "sale.sold", "TooManyErrors"),
    ] {
        let body = format!(
            r#"{{"Name":"{name}","Events":["{events}"],"State":"{state}","TargetUrl":"https://example.com/"}}"#
        );
        assert_eq!(all.post(Webhook::SAVE_PATH, &body).await.status(), 200);
    }
    for (filter, expected) in [
        ("{}", "1,2,3"),
        (
            r#"{"NameFilter":null,"EventFilter":null,"StatusFilter":"Unknown"}"#,
            "1,2,3",
        ),
        (r#"{"NameFilter":"ORDERS"}"#, "1,2"),
        (r#"{"NameFilter":"Order"}"#, ""),
        (r#"{"EventFilter":"sale.sold"}"#, "1,3"),
        (r#"{"EventFilter":"sale"}"#, ""),
        (r#"{"statusFilter":"Stopped"}"#, "2"),
        (
            r#"{"NameFilter":"orders","EventFilter":"sale.sold","StatusFilter":1}"#,
            "1",
        ),
    ] {
        let reply = all.post(GetAllWebhooks::PATH, filter).await;
        let found: Vec<Webhook> = serde_json::from_slice(reply.body()).unwrap();
        let ids: Vec<String> = found
            .iter()
            .map(|hook| hook.webhook_id.to_string())
            .collect();
        assert_eq!(ids.join(","), expected, "{filter}");
    }
    let selected = all
        .post(&format!("{}?$select=webhookId", GetAllWebhooks::PATH), "{}")
        .await;
    assert!(
        selected.text().contains(r#"{"WebhookId":1,"Name":null"#),
        "{}",
        selected.text()
    );
}

#[tokio::test]
async fn a_test_returns_the_response_of_the_target() {
    let mut all = Fixture::start().await;
    let hook = serde_json::to_string(&all.hook()).unwrap();
    for (status, success) in [(200, true), (202, true), (500, false)] {
        all.target.answer(&[status]);
        let reply = all
            .post(TestWebhook::PATH, &format!(r#"{{"Webhook":{hook}}}"#))
            .await;
        let result = reply.entity::<WebhookResult>().unwrap();
        assert_eq!(result.success, success);
        let message = result.message.unwrap();
        for part in [&status.to_string(), "x-target: yes", "the body"] {
            assert!(message.contains(part), "{message}");
        }
        assert_eq!(all.target.next().await.header("x-hook-test"), "true");
    }
    for wrong in [
        "{}",
        r#"{"Webhook":null}"#,
        r#"{"Webhook":{"Type":"crmscript"}}"#,
    ] {
        assert_eq!(
            all.post(TestWebhook::PATH, wrong).await.status(),
            400,
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn invalid_event_names_and_unknown_webhooks_are_rejected() {
    let all = Fixture::with(|webhooks| webhooks.ping(false)).await;
    for (body, status) in [
        (r#"{"EventName":"sale.sold"}"#, 204),
        (
            r#"{"eventName":"button.clicked","primaryKey":0,"data":null}"#,
            204,
        ),
        (r#"{"EventName":null}"#, 400),
        (r#"{"EventName":"sale sold"}"#, 400),
        ("", 400),
    ] {
        assert_eq!(
            all.post(SignalEvent::PATH, body).await.status(),
            status,
            "{body}"
        );
    }
    let none = all.post(GetLastError::PATH, r#"{"WebhookId":99}"#).await;
    assert_eq!(
        (none.status().as_u16(), none.text()),
        (200, r#""""#.to_owned())
    );
}
