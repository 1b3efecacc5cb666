//! The list of attempts, and resending.

use webhook_agent::webhooks::{Delivery, DeliveryOptions};

use crate::fixture::Fixture;

#[tokio::test]
async fn attempts_are_listed_and_resent() {
    let mut all = Fixture::start().await;
    let hook = all.hook();
    let id = all.saved(&hook).await.webhook_id;
    all.target.answer(&[500, 500, 500]);
    all.signal("sale.sold").await;
    let first = all.target.next().await;
    for count in [1, 2] {
        all.attempts(id, count).await;
        all.turn(4);
        all.target.next().await;
    }
    all.attempts(id, 3).await;
    let list = all.client.get("/api/v1/Webhook/1/Deliveries").send().await;
    let list: Vec<Delivery> = serde_json::from_slice(list.body()).unwrap();
    let attempts: Vec<i32> = list.iter().map(|delivery| delivery.attempt).collect();
    assert_eq!(attempts, [3, 2, 1], "the newest first");
    assert_eq!(list[0].failure.as_deref(), Some("status"));
    assert!(list[0].message.as_deref().unwrap().contains("the body"));

    let retry = format!("/api/v1/Webhook/1/Deliveries/{}/Retry", list[0].delivery_id);
    assert_eq!(all.client.post(&retry).send().await.status(), 204);
    let again = all.target.next().await;
    let id_of = "x-superoffice-eventid";
    assert_eq!(
        again.header(id_of),
        first.header(id_of),
        "it is the same event"
    );
    let mut stopped = all.stored(1).await;
    stopped.state = webhook_model::WebhookState::Stopped;
    all.saved(&stopped).await;
    assert_eq!(all.client.post(&retry).send().await.status(), 409);
    stopped.state = webhook_model::WebhookState::Active;
    all.saved(&stopped).await;
    for unknown in [
        "/api/v1/Webhook/1/Deliveries/99/Retry",
        "/api/v1/Webhook/9/Deliveries/1/Retry",
        "/api/v1/Webhook/1/Deliveries/x/Retry",
    ] {
        assert_eq!(
            all.client.post(unknown).send().await.status(),
            404,
            "{unknown}"
        );
    }
}

#[tokio::test]
async fn attempts_are_counted() {
    let mut all = Fixture::start().await;
    let hook = all.hook();
    let id = all.saved(&hook).await.webhook_id;
    all.target.answer(&[500]);
    all.signal("sale.sold").await;
    all.target.next().await;
    all.attempts(id, 1).await;
    all.turn(1);
    all.target.next().await;
    all.attempts(id, 2).await;
    let agent = webhook_agent::Agent::new(webhook_agent::auth::Anyone);
    let agent = agent.serve_webhooks(&all.webhooks);
    let client = webhook_agent::testing::Client::new(agent.into_service());
    let metrics = client.get("/metrics").send().await.text();
    for line in [
        "webhook_deliveries_total{result=\"success\"} 1",
        "webhook_deliveries_total{result=\"status\"} 1",
        "webhook_deliveries_total{result=\"timed_out\"} 0",
        "webhook_delivery_duration_seconds_bucket{le=\"+Inf\"} 2",
        "webhook_delivery_duration_seconds_count 2",
    ] {
        assert!(
            metrics.lines().any(|known| known == line),
            "{line}: {metrics}"
        );
    }
}

#[tokio::test]
async fn deleting_a_webhook_deletes_its_messages_and_journal() {
    let mut all = Fixture::with(|webhooks| webhooks).await;
    let hook = all.hook();
    let id = all.saved(&hook).await.webhook_id;
    all.signal("sale.sold").await;
    assert_eq!(all.webhooks.waiting().await.unwrap().count, 1);
    all.post(
        &format!("/api/v1/Agents/Webhook/DeleteWebhook?webhookId={id}"),
        "null",
    )
    .await;
    assert_eq!(all.webhooks.waiting().await.unwrap().count, 0);
    assert_eq!(
        all.client
            .get("/api/v1/Webhook/1/Deliveries")
            .send()
            .await
            .status(),
        404
    );
}

#[tokio::test]
async fn a_full_queue_refuses_events() {
    let all = Fixture::with(|webhooks| {
        webhooks
            .ping(false)
            .delivery(DeliveryOptions::new().queue(1))
    })
    .await;
    assert_eq!(all.save(&all.hook()).await.status(), 200);
    all.signal("sale.sold").await;
    let full = all.post("/api/v1/Webhook/sale.sold/7", "null").await;
    assert_eq!(full.status(), 503);
}

/// Accepts connections and never responds.
async fn silent() -> (tokio::net::TcpListener, String) {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    (silent, url)
}

/// Nothing else is pending, so the paused clock advances to the timeout.
#[tokio::test(start_paused = true)]
async fn attempts_time_out() {
    let all = Fixture::with(|webhooks| webhooks).await;
    let (_silent, url) = silent().await;
    let mut dead = all.hook();
    dead.target_url = Some(url);
    let refused = all.save(&dead).await;
    assert!(
        refused.text().contains("did not respond in time"),
        "{}",
        refused.text()
    );
}

#[tokio::test]
async fn silent_targets_do_not_delay_others() {
    let mut all = Fixture::with(|webhooks| webhooks.ping(false)).await;
    let webhooks = all.webhooks.clone();
    tokio::spawn(async move { webhooks.deliver(std::future::pending()).await });
    let (_silent, url) = silent().await;
    let mut dead = all.hook();
    dead.target_url = Some(url);
    for _ in 0..20 {
        assert_eq!(all.save(&dead).await.status(), 200);
    }
    let good = all.hook();
    let id = all.saved(&good).await.webhook_id;
    for _ in 0..10 {
        all.signal("sale.sold").await;
        all.target.next().await;
    }
    assert_eq!(all.attempts(id, 10).await.len(), 10);
    assert_eq!(
        all.webhooks.waiting().await.unwrap().count,
        200,
        "those of the others"
    );
}
