//! Responses: selected properties, and media types that cannot represent a response.

use std::collections::BTreeMap;

use webhook_agent::auth::Anyone;
use webhook_agent::testing::Client;
use webhook_agent::{Agent, ErrorInfo, Options};
use webhook_model::operation::{CreateDefault, Get};
use webhook_model::{MediaType, NetServerEntity, Webhook};

/// Requests webhooks.
#[derive(Debug, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "GetAllWebhooks", response = Vec<Webhook>)]
struct GetAllWebhooks {
    /// The name to search for.
    name_filter: Option<String>,
}

/// Requests names.
#[derive(Debug, NetServerEntity)]
#[netserver(agent = "Webhook", operation = "GetNames", response = Vec<String>)]
struct GetNames {}

/// A webhook that XML and merge patches cannot represent: a control character, and a null inside a
/// dictionary.
fn hook() -> Webhook {
    let mut hook = Webhook::create_default();
    hook.webhook_id = 5;
    hook.name = Some("\u{1}".to_owned());
    hook.properties = Some(BTreeMap::from([("k".to_owned(), serde_json::Value::Null)]));
    hook
}

fn client(options: Options) -> Client {
    let agent = Agent::new(Anyone)
        .options(options)
        .serve::<CreateDefault<Webhook>, _>(|_| async { Ok(Webhook::create_default()) })
        .serve::<Get<Webhook>, _>(|_| async { Ok(Some(hook())) })
        .serve::<GetAllWebhooks, _>(|_| async { Ok(vec![hook(), hook()]) })
        .serve::<GetNames, _>(|_| async { Ok(vec!["a".to_owned()]) });
    Client::new(agent.into_service())
}

const GET: &str = "/api/v1/Agents/Webhook/GetWebhook?webhookId=5";

#[tokio::test]
async fn only_selected_properties_are_sent() {
    let client = client(Options::new());
    for select in [
        "$select=webhookId,name",
        "%24SELECT=%20Name%20,WEBHOOKID",
        "$select=WebhookId,,Name,",
    ] {
        let reply = client.post(&format!("{GET}&{select}")).send().await;
        let found: Webhook = reply.entity().expect("a webhook");
        assert_eq!(
            (found.webhook_id, found.name.as_deref()),
            (5, Some("\u{1}"))
        );
        assert_eq!((found.events, found.r#type), (None, None), "{select}");
    }
    let path = "/api/v1/Agents/Webhook/GetAllWebhooks?$select=webhookId";
    let request = client.post(path).body("application/json", "{}");
    let text = request.send().await.text();
    assert_eq!(text.matches(r#""WebhookId":5,"Name":null"#).count(), 2);

    let path = format!("{}?$select=type", Webhook::CREATE_DEFAULT_PATH);
    let found: Webhook = client.post(&path).send().await.entity().expect("a webhook");
    assert_eq!(
        (found.r#type.as_deref(), found.events),
        (Some("webhook"), None)
    );
    // An empty list and a star select everything; strings have no properties to select.
    for path in [
        format!("{GET}&$select="),
        format!("{GET}&$select=*"),
        "/api/v1/Agents/Webhook/GetNames?$select=Length".to_owned(),
    ] {
        let whole = client.post(&path).send().await;
        let same = path.split("&$").next().unwrap_or_default();
        let same = same.split("?$").next().unwrap_or_default();
        assert_eq!(
            whole.text(),
            client.post(same).send().await.text(),
            "{path}"
        );
    }
}

/// Unselected properties have their default values, so a patch does not contain them.
#[tokio::test]
async fn a_patch_contains_only_selected_properties() {
    let reply = client(Options::new())
        .post(&format!("{GET}&$select=webhookId"))
        .accept(MediaType::ApplicationMergePatch)
        .send()
        .await;
    assert_eq!(reply.text(), r#"{"WebhookId":5}"#);
}

#[tokio::test]
async fn an_unknown_name_is_400_with_a_suggestion() {
    let client = client(Options::new());
    for (path, message) in [
        (
            format!("{GET}&$select=webhokId"),
            "Webhook has no property `webhokId`; did you mean `WebhookId`?",
        ),
        (
            "/api/v1/Agents/Webhook/GetAllWebhooks?$select=registeredAssociate/nmae".to_owned(),
            "Associate has no property `nmae`; did you mean `RegisteredAssociate/Name`?",
        ),
    ] {
        let reply = client.post(&path).send().await;
        assert_eq!(reply.status(), 400, "{path}");
        let info: ErrorInfo = reply.entity().expect("an error body");
        assert_eq!(info.message, message);
    }
}

#[tokio::test]
async fn a_response_falls_back_to_the_next_acceptable_type() {
    for strict in [false, true] {
        let client = client(Options::new().strict_negotiation(strict));
        for (accept, expected) in [
            (
                "application/xml, application/json;q=0.5",
                Some("application/json"),
            ),
            (
                "text/xml, text/json;q=0.1, application/json;q=0",
                Some("text/json"),
            ),
            (
                "application/merge-patch+json, */*;q=0.1",
                Some("application/json"),
            ),
            ("application/merge-patch+json, text/xml;q=0.1", None),
            ("application/xml", None),
            ("text/xml, application/xml, application/json;q=0", None),
        ] {
            let reply = client.post(GET).header("accept", accept).send().await;
            let Some(expected) = expected else {
                assert_eq!(reply.status(), 406, "{accept}");
                let info: ErrorInfo = reply.entity().expect("an error body");
                assert_eq!(info.error_type, "NotSupportedException");
                let place = if accept.contains("merge") {
                    "/Properties/k"
                } else {
                    "/Name"
                };
                assert!(info.message.contains(place), "{}", info.message);
                continue;
            };
            assert_eq!(reply.status(), 200, "{accept}");
            let content_type = format!("{expected}; charset=utf-8");
            assert_eq!(reply.header("content-type"), content_type, "{accept}");
            assert_eq!(reply.entity(), Ok(hook()), "{accept}");
        }
    }
}
