//! The nine calls of the REST resource.

use http::Method;
use webhook_model::{Webhook, WebhookResult};

use crate::fixture::Fixture;

#[tokio::test]
async fn a_webhook_as_a_resource() {
    let mut all = Fixture::start().await;
    let default = all.client.get("/api/v1/Webhook/default").send().await;
    assert_eq!(
        default.entity::<Webhook>().unwrap(),
        Webhook::create_default()
    );

    let hook = serde_json::to_string(&all.hook()).unwrap();
    let posted = all.post("/api/v1/Webhook", &hook).await;
    assert!(
        posted
            .text()
            .contains(r#""_Links":{"Self":"/api/v1/Webhook/1"}"#),
        "{}",
        posted.text()
    );
    all.target.next().await;
    let put = all.client.request(Method::PUT, "/api/v1/Webhook/1");
    let put = put
        .body("application/json", hook.replace("orders", "renamed"))
        .send()
        .await;
    assert_eq!(
        put.entity::<Webhook>().unwrap().name.as_deref(),
        Some("renamed")
    );
    all.target.next().await;

    for (filter, count) in [
        ("", 1),
        (
            "?nameFilter=Renamed&eventFilter=sale.sold&statusFilter=active",
            1,
        ),
        ("?statusFilter=2", 0),
        ("?nameFilter=orders", 0),
    ] {
        let list = all
            .client
            .get(&format!("/api/v1/Webhook{filter}"))
            .send()
            .await
            .text();
        assert_eq!(
            list.matches("\"WebhookId\"").count(),
            count,
            "{filter}: {list}"
        );
    }
    let wrong = all
        .client
        .get("/api/v1/Webhook?statusFilter=On")
        .send()
        .await;
    assert_eq!(wrong.status(), 400);
    assert!(wrong.text().contains("ErrorMessage"), "{}", wrong.text());

    let test = all.post("/api/v1/Webhook/Test", &hook).await;
    assert!(test.entity::<WebhookResult>().unwrap().success);
    all.target.next().await;
    assert_eq!(
        all.post("/api/v1/Webhook/sale.sold/7", r#"{"amount":5}"#)
            .await
            .status(),
        204
    );
    let payload = all.target.next().await.payload();
    assert_eq!(
        (
            payload.primary_key,
            payload.field_values.unwrap()["amount"].clone()
        ),
        (7, 5.into())
    );
    assert_eq!(
        all.post("/api/v1/Webhook/sale%20sold/7", "{}")
            .await
            .status(),
        400
    );
    let error = all.client.get("/api/v1/Webhook/1/LastError").send().await;
    assert_eq!(
        (error.status().as_u16(), error.text()),
        (200, r#""""#.to_owned())
    );
    let unknown = all.client.get("/api/v1/Webhook/9/LastError").send().await;
    assert_eq!(unknown.status(), 404);

    let deleted = all
        .client
        .request(Method::DELETE, "/api/v1/Webhook/1")
        .send()
        .await;
    assert_eq!(deleted.status(), 204);
    assert_eq!(
        all.client.get("/api/v1/Webhook/1").send().await.status(),
        404
    );
}
