//! Dates of an agent that is built without time zones.

use webhook_agent::Agent;
use webhook_agent::auth::Anyone;
use webhook_agent::testing::Client;
use webhook_model::Webhook;
use webhook_model::operation::Save;

#[tokio::test]
async fn dates_are_in_utc_and_other_zones_are_refused() {
    let agent = Agent::new(Anyone).serve::<Save<Webhook>, _>(|call| async move { call.request() });
    let client = Client::new(agent.into_service());
    let save = |zone: &str| {
        let body = r#"{"Registered":"2024-05-17T10:30:00+02:00"}"#;
        let request = client.post("/api/v1/Agents/Webhook/SaveWebhook");
        request
            .header("so-timezone", zone)
            .body("application/json", body)
    };
    for zone in ["", "utc", " UTC "] {
        let reply = save(zone).send().await;
        assert_eq!(reply.header("so-timezone"), "UTC");
        let text = reply.text();
        assert!(
            text.contains(r#""Registered":"2024-05-17T08:30:00""#),
            "{text}"
        );
    }
    for zone in ["NO", "UTC, includeTZOffset"] {
        let reply = save(zone).send().await;
        assert_eq!(reply.status(), 400, "{zone}");
        assert!(reply.text().contains("--features time-zones"));
    }
}
