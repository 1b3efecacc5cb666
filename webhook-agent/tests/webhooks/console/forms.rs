//! Forms of the console.

use webhook_model::{Secret, WebhookState};

use super::parsed::Parsed;
use super::{Visitor, started};

const NEW: &str = "/console/new";

#[tokio::test]
async fn a_webhook_is_created_from_the_default() {
    let mut all = started().await;
    let visitor = Visitor::of(&all);
    let form = visitor.page(NEW).await;
    assert!(
        form.text.contains("contact.created\ncontact.deleted"),
        "the default's events"
    );
    let fields = [
        ("name", " My orders "),
        ("target", all.target.url.as_str()),
        ("events", "sale.sold, sale.changed\r\ncontact.created"),
        ("secret", "hunter2-of-the-hook"),
        ("email", "ops@example.com"),
    ];
    let page = visitor.follow(NEW, &fields).await;
    for text in [
        "My orders",
        "The webhook is saved. Its target responded to the test event.",
        "set, not shown",
        "ops@example.com",
        "by tje0",
    ] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    assert_eq!(all.target.next().await.header("x-hook-test"), "true");
    let hook = all.stored(1).await;
    assert_eq!(hook.name.as_deref(), Some("My orders"));
    let events = hook.events.unwrap_or_default();
    assert_eq!(events, ["sale.sold", "sale.changed", "contact.created"]);
    assert_eq!(hook.secret, Some(Secret::from("hunter2-of-the-hook")));
    assert_eq!(
        (hook.state, hook.r#type.as_deref()),
        (WebhookState::Active, Some("webhook"))
    );
}

#[tokio::test]
async fn an_invalid_form_is_shown_again() {
    let mut all = started().await;
    let visitor = Visitor::of(&all);
    all.target.answer(&[500]);
    let url = all.target.url.clone();
    for (target, part) in [
        ("ftp://example.com/", "TargetUrl: "),
        ("", "TargetUrl: "),
        (url.as_str(), "responded with 500"),
    ] {
        let fields = [
            ("name", "\"><b>"),
            ("target", target),
            ("secret", "hunter2-of-the-hook"),
        ];
        let reply = visitor.post(NEW, &fields).await;
        assert_eq!(reply.status(), 400, "{target}");
        assert!(!reply.text().contains("hunter2-of-the-hook"));
        let page = Parsed::of(&reply.text());
        assert!(page.text.contains(part), "{target}: {}", page.text);
        assert_eq!(
            (page.value("name"), page.value("target")),
            ("\"><b>", target)
        );
        let alerts = page.all("p").filter(|text| text.get("role") == "alert");
        assert_eq!(alerts.count(), 1);
    }
    all.target.next().await;
    let long = "x".repeat(401);
    let reply = visitor
        .post(NEW, &[("name", &long), ("target", &url)])
        .await;
    assert_eq!(reply.status(), 422);
    assert!(all.webhooks.stored().all().await.unwrap().is_empty());

    for (fields, part) in [
        (&[("event", "sale sold")][..], "EventName: "),
        (&[("event", "")], "EventName: "),
        (&[("event", "sale.sold"), ("key", "x")], "not an int32"),
        (
            &[("event", "sale.sold"), ("key", "2147483648")],
            "not an int32",
        ),
        (
            &[("event", "sale.sold"), ("data", "[1]")],
            "not a JSON object",
        ),
        (
            &[("event", "sale.sold"), ("data", "</textarea>")],
            "not a JSON object",
        ),
    ] {
        let reply = visitor.post("/console/signal", fields).await;
        assert_eq!(reply.status(), 400, "{fields:?}");
        let page = Parsed::of(&reply.text());
        assert!(page.text.contains(part), "{fields:?}: {}", page.text);
        for (name, value) in fields {
            let is_kept = if *name == "data" {
                page.text.contains(value)
            } else {
                page.value(name) == *value
            };
            assert!(is_kept, "{name}");
        }
    }
}

#[tokio::test]
async fn a_test_event_is_kept_and_not_counted() {
    let mut all = started().await;
    let mut hook = all.hook();
    hook.state = WebhookState::Stopped;
    all.saved(&hook).await;
    let visitor = Visitor::of(&all);
    all.target.answer(&[500]);
    let page = visitor.follow("/console/webhooks/1/test", &[]).await;
    assert!(
        page.text.contains("The test event was sent."),
        "{}",
        page.text
    );
    for text in ["500 failed", "x-hook-test: true", "the body"] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    assert!(!page.text.contains("Last error"), "it is not counted");
    assert_eq!(
        all.target.next().await.payload().event.as_deref(),
        Some("test")
    );
    // A webhook that runs a script cannot be tested.
    let mut script = all.hook();
    script.r#type = Some("crmscript".into());
    script.target_url = Some("12".into());
    all.saved(&script).await;
    let refused = visitor.post("/console/webhooks/2/test", &[]).await;
    assert_eq!(refused.status(), 400);
    assert_eq!(
        visitor.post("/console/webhooks/9/test", &[]).await.status(),
        404
    );
}

#[tokio::test]
async fn a_delivery_is_resent_and_a_webhook_restarted() {
    let mut all = started().await;
    let hook = all.hook();
    all.saved(&hook).await;
    let visitor = Visitor::of(&all);
    let fields = [
        ("event", "sale.sold"),
        ("key", "7"),
        ("data", "{\"amount\": 5}"),
    ];
    all.target.answer(&[410]);
    let list = visitor.follow("/console/signal", &fields).await;
    assert!(list.text.contains("The event is queued"), "{}", list.text);
    let first = all.target.next().await;
    assert_eq!(first.payload().field_values.unwrap()["amount"], 5);
    all.attempts(1, 1).await;

    // After 410 the webhook is stopped: it must be restarted before sending again.
    let page = visitor.page("/console/webhooks/1").await;
    let (again, restart) = (
        "/console/webhooks/1/deliveries/1/retry",
        "/console/webhooks/1/restart",
    );
    assert!(page.text.contains("Too many errors"));
    assert!(page.forms().contains(&restart) && !page.forms().contains(&again));
    assert_eq!(visitor.post(again, &[]).await.status(), 409);
    let page = visitor.follow(restart, &[]).await;
    assert!(
        page.text.contains("The webhook is active."),
        "{}",
        page.text
    );
    assert!(page.forms().contains(&again) && !page.forms().contains(&restart));
    assert_eq!(all.target.next().await.header("x-hook-test"), "true");

    visitor.follow(again, &[]).await;
    let second = all.target.next().await;
    let id = "x-superoffice-eventid";
    assert_eq!(second.header(id), first.header(id));
    all.attempts(1, 2).await;
    let page = visitor.page("/console/webhooks/1").await;
    assert!(page.text.contains("200 delivered"), "{}", page.text);
    for unknown in [
        "/console/webhooks/1/deliveries/99/retry",
        "/console/webhooks/9/deliveries/1/retry",
        "/console/webhooks/9/restart",
    ] {
        assert_eq!(visitor.post(unknown, &[]).await.status(), 404, "{unknown}");
    }
}

#[tokio::test]
async fn a_restart_requires_a_working_target() {
    let mut all = started().await;
    let hook = all.hook();
    let mut saved = all.saved(&hook).await;
    saved.state = WebhookState::TooManyErrors;
    all.saved(&saved).await;
    all.target.answer(&[503]);
    let visitor = Visitor::of(&all);
    let reply = visitor.post("/console/webhooks/1/restart", &[]).await;
    assert_eq!(reply.status(), 400);
    let page = Parsed::of(&reply.text());
    assert!(page.text.contains("responded with 503"), "{}", page.text);
    assert_eq!(all.stored(1).await.state, WebhookState::TooManyErrors);
}

#[tokio::test]
async fn a_url_cannot_put_text_on_a_page() {
    let all = started().await;
    let visitor = Visitor::of(&all);
    let plain = visitor.page("/console").await.text;
    for done in ["%3Cb%3Ehello%3C/b%3E", "hello", "", "%00"] {
        let page = visitor.page(&format!("/console?done={done}")).await;
        assert_eq!(page.text, plain, "{done}");
    }
}
