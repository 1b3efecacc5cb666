//! The checks of saving a webhook, and the properties that only the server sets.

use webhook_model::signature::verify_headers;
use webhook_model::{Associate, Secret, UnknownVariant, Webhook, WebhookState};

use crate::fixture::Fixture;

#[tokio::test]
async fn the_target_must_respond_with_200_to_the_test_event() {
    let mut all = Fixture::start().await;
    let mut hook = all.hook();
    hook.secret = Some(Secret::from("key"));
    for status in [204, 302, 404, 500] {
        all.target.answer(&[status]);
        let reply = all.save(&hook).await;
        assert_eq!(reply.status(), 400);
        let text = reply.text();
        assert!(text.contains(&format!("responded with {status}")), "{text}");
        assert!(
            !text.contains("the body") && !text.contains("x-target"),
            "{text}"
        );
        let posted = all.target.next().await;
        assert_eq!(posted.header("x-hook-test"), "true");
        assert_eq!(posted.header("x-superoffice-event"), "test");
        assert!(verify_headers(&Secret::from("key"), &posted.body, &posted.headers).is_ok());
        let payload = posted.payload();
        assert_eq!(payload.event.as_deref(), Some("test"));
        assert_eq!(
            (payload.primary_key, payload.entity.as_deref()),
            (0, Some("test"))
        );
        assert_eq!(payload.changes, Some(Vec::new()));
    }
    assert!(
        all.webhooks.stored().all().await.unwrap().is_empty(),
        "nothing is stored"
    );
    assert_eq!(all.saved(&hook).await.webhook_id, 1, "no key is used up");
}

#[tokio::test]
async fn rejected_targets_are_not_contacted() {
    let mut all = Fixture::start().await;
    for (url, part) in [
        ("http://10.0.0.1/", "private"),
        ("ftp://example.com/", "https://"),
        ("", "https://"),
        ("http://user:pw@127.0.0.1:9999/", "remove user"),
        ("http://127.0.0.1:22/", "port"),
    ] {
        let mut hook = all.hook();
        hook.target_url = Some(url.into());
        let reply = all.save(&hook).await;
        assert_eq!(reply.status(), 400, "{url}");
        let text = reply.text();
        assert!(
            text.contains("TargetUrl: ") && text.contains(part),
            "{url}: {text}"
        );
    }
    assert_eq!(all.target.unread(), 0);
}

type Change = fn(&mut Webhook);

#[tokio::test]
async fn types_headers_and_lengths_are_checked() {
    let all = Fixture::with(|webhooks| webhooks.ping(false)).await;
    let cases: [(Change, u16, &str); 9] = [
        (
            |hook| hook.r#type = Some("email".into()),
            400,
            "Type: expected webhook or crmscript",
        ),
        (
            |hook| hook.r#type = Some("crmscript".into()),
            400,
            "TargetUrl: expected the id",
        ),
        (
            |hook| hook.name = Some("n".repeat(401)),
            422,
            "/Name: must have at most 400",
        ),
        (
            |hook| hook.errors_email = Some("𝄞".repeat(120)),
            422,
            "/ErrorsEmail: must have at most 239",
        ),
        (
            |hook| hook.secret = Some(Secret::from("s".repeat(401).as_str())),
            422,
            "/Secret",
        ),
        (
            |hook| hook.events = Some(vec!["e".repeat(2000); 2]),
            422,
            "/Events: must have at most 4000",
        ),
        (
            |hook| hook.target_url = Some(format!("https://example.com/{}", "a".repeat(4000))),
            422,
            "/TargetUrl",
        ),
        (
            |hook| hook.state = WebhookState::Other(UnknownVariant::from_name("Paused")),
            422,
            "/State",
        ),
        (
            |hook| hook.headers = Some([("a b".to_owned(), String::new())].into()),
            400,
            "Headers: \\\"a b\\\"",
        ),
    ];
    for (change, status, part) in cases {
        let mut hook = all.hook();
        change(&mut hook);
        let reply = all.save(&hook).await;
        assert_eq!(reply.status(), status, "{}", reply.text());
        assert!(reply.text().contains(part), "{}", reply.text());
    }
    let mut both = all.hook();
    both.name = Some("n".repeat(401));
    both.r#type = Some("t".repeat(101));
    let text = all.save(&both).await.text();
    assert!(
        text.contains("/Name: ") && text.contains("/Type: "),
        "{text}"
    );
}

#[tokio::test]
async fn only_the_server_sets_users_and_times() {
    let mut all = Fixture::start().await;
    let mut hook = all.hook();
    hook.registered = "1999-01-01T00:00:00".parse().unwrap();
    hook.updated = hook.registered;
    hook.registered_associate = Some(Associate::create_default());
    let first = all.saved(&hook).await;
    assert!(
        first
            .registered
            .to_string()
            .starts_with("2026-05-17T08:30:00"),
        "{}",
        first.registered
    );
    assert_eq!(first.registered, first.updated);
    assert_eq!(first.registered_associate, None, "the caller has no name");
    all.turn(60);
    let mut changed = first.clone();
    changed.registered = hook.registered;
    changed.name = Some("renamed".into());
    let second = all.saved(&changed).await;
    assert_eq!(second.registered, first.registered);
    assert!(
        second
            .updated
            .to_string()
            .starts_with("2026-05-17T08:31:00")
    );
    assert_eq!(second.name.as_deref(), Some("renamed"));
}

#[tokio::test]
async fn a_webhook_may_start_as_stopped_by_errors() {
    let mut all = Fixture::start().await;
    let mut hook = all.hook();
    hook.state = WebhookState::TooManyErrors;
    assert_eq!(all.saved(&hook).await.state, WebhookState::TooManyErrors);
}

#[tokio::test]
async fn webhooks_of_an_application_are_hidden_from_others() {
    let all = Fixture::with(|webhooks| webhooks.ping(false)).await;
    let body = r#"{"Name":"mine","TargetUrl":"https://example.com/"}"#;
    let send = |path: &str, token: &str, body: &str| {
        let request = all
            .client
            .post(path)
            .body("application/json", body.to_owned());
        let request = if token.is_empty() {
            request
        } else {
            request.header("SO-AppToken", token)
        };
        request.send()
    };
    let made = send(Webhook::SAVE_PATH, "one", body)
        .await
        .entity::<Webhook>()
        .unwrap();
    let id = made.webhook_id;
    send(
        Webhook::SAVE_PATH,
        "",
        r#"{"Name":"free","TargetUrl":"https://example.com/"}"#,
    )
    .await;
    for (token, sees) in [("one", 2), ("two", 1), ("", 2)] {
        let list = send("/api/v1/Agents/Webhook/GetAllWebhooks", token, "{}")
            .await
            .text();
        assert_eq!(
            list.matches("\"WebhookId\"").count(),
            sees,
            "{token}: {list}"
        );
        let get = send(
            &format!("/api/v1/Agents/Webhook/GetWebhook?webhookId={id}"),
            token,
            "null",
        )
        .await;
        assert_eq!(get.text() != "null", sees == 2, "{token}");
    }
    let change =
        format!(r#"{{"WebhookId":{id},"Name":"taken","TargetUrl":"https://example.com/"}}"#);
    assert_eq!(send(Webhook::SAVE_PATH, "two", &change).await.status(), 403);
    let delete = format!("/api/v1/Agents/Webhook/DeleteWebhook?WebhookId={id}");
    assert_eq!(send(&delete, "two", "null").await.status(), 403);
    assert_eq!(send(&delete, "one", "null").await.status(), 204);
}
