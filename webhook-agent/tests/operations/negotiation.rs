//! The media type of a response.

use crate::common::{DEFAULT_JSON, PATH};
use webhook_agent::auth::Anyone;
use webhook_agent::testing::{Client, Reply};
use webhook_agent::{Agent, ErrorInfo, Options};
use webhook_model::{Contract, MediaType, Webhook};

fn client(options: Options) -> Client {
    let agent = Agent::new(Anyone).options(options);
    Client::new(agent.serve_entity::<Webhook>().into_service())
}

async fn asked(accept: &str) -> Reply {
    let client = client(Options::new());
    client.post(PATH).header("accept", accept).send().await
}

#[tokio::test]
async fn without_accept_it_is_the_default_entity_in_json() {
    let reply = client(Options::new()).post(PATH).send().await;
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.text(), DEFAULT_JSON);
    assert_eq!(
        reply.header("content-type"),
        "application/json; charset=utf-8"
    );
    assert_eq!(reply.header("vary"), crate::common::VARY);
    assert_eq!(reply.header("cache-control"), "no-store");
}

#[tokio::test]
async fn parameters_and_weights() {
    for (accept, expected) in [
        (
            "application/json; charset=utf-8",
            "application/json; charset=utf-8",
        ),
        (
            "text/xml;q=0.9, application/json;q=0.1",
            "text/xml; charset=utf-8",
        ),
        (
            "application/json;q=0, */*;q=0.5",
            "text/json; charset=utf-8",
        ),
        ("text/*", "text/json; charset=utf-8"),
        ("nonsense, text/xml", "text/xml; charset=utf-8"),
        ("image/png", "application/json; charset=utf-8"),
    ] {
        let reply = asked(accept).await;
        assert_eq!(reply.status(), 200, "{accept}");
        assert_eq!(reply.header("content-type"), expected, "{accept}");
    }
}

#[tokio::test]
async fn several_accept_lines_are_one_list() {
    let reply = client(Options::new())
        .post(PATH)
        .header("accept", "application/json;q=0.2")
        .header("accept", "application/xml")
        .send()
        .await;
    assert_eq!(
        reply.header("content-type"),
        "application/xml; charset=utf-8"
    );
}

#[tokio::test]
async fn each_of_the_six_types_represents_the_default_entity() {
    for &media_type in MediaType::ALL {
        let reply = asked(media_type.as_str()).await;
        assert_eq!(reply.header("content-type"), media_type.content_type());
        assert_eq!(
            reply.entity::<Webhook>(),
            Ok(Webhook::create_default()),
            "{media_type}"
        );
    }
    // The patch from the default entity to itself is empty.
    assert_eq!(asked("application/json-patch+json").await.text(), "[]");
    assert_eq!(asked("application/merge-patch+json").await.text(), "{}");
}

#[tokio::test]
async fn compat_sends_the_plain_entity_for_the_patch_types() {
    let client = client(Options::new().compat(true));
    for media_type in [
        MediaType::ApplicationJsonPatch,
        MediaType::ApplicationMergePatch,
    ] {
        let reply = client.post(PATH).accept(media_type).send().await;
        assert_eq!(reply.text(), DEFAULT_JSON);
        assert_eq!(reply.header("content-type"), media_type.content_type());
    }
}

#[tokio::test]
async fn strict_negotiation_is_406() {
    let client = client(Options::new().strict_negotiation(true));
    let reply = client.post(PATH).header("accept", "text/html").send().await;
    assert_eq!(reply.status(), 406);
    let info: ErrorInfo = reply.entity().expect("an error body in JSON");
    assert!(
        info.message.contains("application/json"),
        "{}",
        info.message
    );
    let reply = client.post(PATH).accept(MediaType::TextXml).send().await;
    assert_eq!(reply.status(), 200);
}

#[tokio::test]
async fn contract_and_namespace_of_xml() {
    let soap = client(Options::new().contract(Contract::Soap));
    let reply = soap.post(PATH).accept(MediaType::TextXml).send().await;
    let start = "<Webhook xmlns=\"http://www.superoffice.net/ws/crm/NetServer/Services88\"";
    assert!(reply.text().starts_with(start), "{}", reply.text());
    let after = reply
        .text()
        .find("<WebhookId>0</WebhookId><Name i:nil=\"true\"/>");
    assert!(after.is_some(), "members are in declared order");

    let named = client(Options::new().namespace("urn:mine"));
    let reply = named
        .post(PATH)
        .accept(MediaType::ApplicationXml)
        .send()
        .await;
    assert!(
        reply.text().starts_with("<Webhook xmlns=\"urn:mine\""),
        "{}",
        reply.text()
    );
}
