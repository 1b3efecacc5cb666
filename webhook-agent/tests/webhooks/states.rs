//! Attempts, errors, and the states of a webhook.

use webhook_model::operation::Operation as _;
use webhook_model::{GetLastError, WebhookState};

use crate::fixture::Fixture;

#[tokio::test]
async fn a_successful_event_is_posted_once() {
    let mut all = Fixture::start().await;
    let hook = all.hook();
    let id = all.saved(&hook).await.webhook_id;
    all.signal("sale.sold").await;
    let posted = all.target.next().await;
    let payload = posted.payload();
    assert_eq!(payload.event.as_deref(), Some("sale.sold"));
    assert_eq!(
        (payload.primary_key, payload.entity.as_deref()),
        (7, Some("sale"))
    );
    assert_eq!(payload.webhook_name.as_deref(), Some("orders"));
    assert_eq!(payload.field_values.unwrap()["amount"], 5);
    assert_eq!(posted.header("x-superoffice-event"), "sale.sold");
    assert_eq!(
        posted.header("x-superoffice-eventid"),
        payload.event_id.unwrap()
    );
    assert_eq!(posted.header("x-superoffice-retry"), "0");
    assert!(
        posted
            .header("user-agent")
            .starts_with("NetServer-Webhook/")
    );
    assert_eq!(posted.header("x-hook-test"), "");

    let attempts = all.attempts(id, 1).await;
    assert_eq!(
        (
            attempts[0].attempt,
            attempts[0].status,
            attempts[0].will_retry
        ),
        (1, 200, false)
    );
    assert_eq!(all.webhooks.waiting().await.unwrap().count, 0);
    all.turn(60);
    tokio::task::yield_now().await;
    assert_eq!(all.target.unread(), 0);
}

#[tokio::test]
async fn three_attempts_at_0_1_and_5_seconds_with_one_event_id() {
    let mut all = Fixture::start().await;
    let hook = all.hook();
    let id = all.saved(&hook).await.webhook_id;
    all.target.answer(&[500, 301, 404]);
    all.signal("sale.sold").await;
    let mut ids = Vec::new();
    for (attempt, wait) in [(1, 1), (2, 4), (3, 0)] {
        let posted = all.target.next().await;
        assert_eq!(
            posted.header("x-superoffice-retry"),
            (attempt - 1).to_string()
        );
        ids.push(posted.header("x-superoffice-eventid").to_owned());
        let attempts = all.attempts(id, attempt).await;
        assert_eq!(attempts[0].will_retry, attempt < 3);
        if wait > 0 {
            let next = all.webhooks.waiting().await.unwrap().next.unwrap();
            assert_eq!(
                next - attempts[0]
                    .time
                    .to_string()
                    .parse::<chrono::DateTime<chrono::Utc>>()
                    .unwrap()
                    .timestamp_millis(),
                wait * 1000
            );
            all.turn(wait.unsigned_abs());
        }
    }
    ids.dedup();
    assert_eq!(ids.len(), 1, "{ids:?}");
    assert_eq!(
        all.webhooks.waiting().await.unwrap().count,
        0,
        "the event is dropped"
    );
    assert_eq!(
        all.stored(id).await.state,
        WebhookState::Active,
        "three failures do not stop it"
    );
}

/// Makes this many attempts of a webhook fail.
async fn fail(all: &mut Fixture, id: i32, times: usize, status: u16) {
    all.target.answer(&vec![status; times]);
    let before = all.attempts(id, 0).await.len();
    for attempt in 0..times {
        if attempt % 3 == 0 {
            all.signal("sale.sold").await;
        }
        all.target.next().await;
        let attempts = all.attempts(id, before + attempt + 1).await;
        if attempts[0].will_retry {
            all.turn(4);
        }
    }
}

#[tokio::test]
async fn nine_consecutive_failures_stop_a_webhook_and_a_restart_resets_the_count() {
    let mut all = Fixture::start().await;
    let hook = all.hook();
    let id = all.saved(&hook).await.webhook_id;
    fail(&mut all, id, 8, 500).await;
    assert_eq!(all.stored(id).await.state, WebhookState::Active);
    // The ninth failure is the last attempt of the third event.
    all.target.answer(&[500]);
    all.target.next().await;
    all.attempts(id, 9).await;
    assert_eq!(all.stored(id).await.state, WebhookState::TooManyErrors);
    all.signal("sale.sold").await;
    assert_eq!(
        all.webhooks.waiting().await.unwrap().count,
        0,
        "nothing is sent to it"
    );
    let error = all
        .post(GetLastError::PATH, &format!(r#"{{"WebhookId":{id}}}"#))
        .await;
    assert!(
        error.text().contains("500 Internal Server Error"),
        "{}",
        error.text()
    );

    let mut again = all.stored(id).await;
    again.state = WebhookState::Active;
    all.saved(&again).await;
    fail(&mut all, id, 8, 500).await;
    assert_eq!(
        all.stored(id).await.state,
        WebhookState::Active,
        "the count starts from 0 again"
    );
}

#[tokio::test]
async fn a_success_resets_the_count() {
    let mut all = Fixture::start().await;
    let hook = all.hook();
    let id = all.saved(&hook).await.webhook_id;
    fail(&mut all, id, 8, 503).await;
    all.target.answer(&[204]);
    all.target.next().await;
    all.attempts(id, 9).await;
    fail(&mut all, id, 8, 503).await;
    assert_eq!(all.stored(id).await.state, WebhookState::Active);
}

#[tokio::test]
async fn status_410_stops_a_webhook_immediately() {
    let mut all = Fixture::start().await;
    let hook = all.hook();
    let id = all.saved(&hook).await.webhook_id;
    fail(&mut all, id, 1, 410).await;
    assert!(!all.attempts(id, 1).await[0].will_retry);
    assert_eq!(all.stored(id).await.state, WebhookState::TooManyErrors);
    assert_eq!(all.webhooks.waiting().await.unwrap().count, 0);
}

#[tokio::test]
async fn changes_of_state_are_events() {
    let mut all = Fixture::start().await;
    let mut listener = all.hook();
    listener.events = Some(vec![
        "webhook.errors".into(),
        "webhook2.stopped".into(),
        "webhook2.started".into(),
    ]);
    all.saved(&listener).await;
    let hook = all.hook();
    let mut watched = all.saved(&hook).await;
    assert_eq!(watched.webhook_id, 2);
    for (state, word, number) in [
        (WebhookState::Stopped, "stopped", 2),
        (WebhookState::Active, "started", 1),
        (WebhookState::TooManyErrors, "errors", 3),
    ] {
        watched.state = state;
        // The target receives the test event first.
        all.saved(&watched).await;
        let posted = all.target.next().await;
        assert_eq!(
            posted.header("x-superoffice-event"),
            format!("webhook2.{word}")
        );
        let payload = posted.payload();
        assert_eq!(payload.event, Some(format!("webhook.{word}")));
        assert_eq!((payload.primary_key, payload.entity), (2, None));
        assert_eq!(payload.field_values.unwrap()["state"], number);
    }
}

#[tokio::test]
async fn inactive_webhooks_get_no_notifications() {
    let mut all = Fixture::start().await;
    let mut stopped = all.hook();
    stopped.state = WebhookState::Stopped;
    all.saved(&stopped).await;
    let mut script = all.hook();
    script.r#type = Some("crmscript".into());
    script.target_url = Some("12".into());
    all.saved(&script).await;
    let mut deaf = all.hook();
    deaf.events = Some(vec!["sale.changed".into()]);
    all.saved(&deaf).await;
    all.signal("sale.sold").await;
    assert_eq!(all.webhooks.waiting().await.unwrap().count, 0);
}
