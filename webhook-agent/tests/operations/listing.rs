//! `GET /api` and `GET /api/v1`: versions and addresses, as data or as a page.

use http::Method;
use webhook_agent::auth::{Anyone, StaticCredentials};
use webhook_agent::listing::VersionInfo;
use webhook_agent::testing::Client;
use webhook_agent::{Agent, Options};
use webhook_model::{MediaType, Webhook};

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

fn client() -> Client {
    let agent = Agent::new(Anyone).serve_entity::<Webhook>();
    Client::new(agent.into_service())
}

#[tokio::test]
async fn the_version_block() {
    for accept in ["*/*", "application/json", "application/xml", "text/json"] {
        let request = client().get("/api").header("host", "crm.example.com");
        let reply = request.header("accept", accept).send().await;
        assert_eq!(reply.status(), 200, "{accept}");
        let info: VersionInfo = reply.entity().expect("versions");
        assert_eq!(info.v1, "http://crm.example.com/api/v1");
        assert_eq!(info.version, "v1");
    }
    let reply = client().get("/api/").send().await;
    let names = [
        "v1",
        "NetServerVersion",
        "NetServerAssembly",
        "NetServerDate",
        "NetServerLabel",
        "NetServer",
        "Services",
        "ServicesCurrent",
        "Version",
    ];
    let block: serde_json::Value = serde_json::from_str(&reply.text()).expect("JSON");
    let members = block.as_object().expect("an object");
    assert_eq!(members.len(), names.len());
    assert!(
        names.iter().all(|name| members.contains_key(*name)),
        "{block}"
    );
}

#[tokio::test]
async fn addresses_with_their_methods() {
    let request = client().get("/API/v1/").header("host", "[::1]:8080");
    let reply = request.send().await;
    let found: serde_json::Value = serde_json::from_str(&reply.text()).expect("JSON");
    let address = format!("http://[::1]:8080{}", Webhook::CREATE_DEFAULT_PATH);
    let methods = found[&address].as_object().expect("the methods");
    assert_eq!(methods["POST"], "Returns Webhook.");
    assert!(methods.contains_key("GET"));
    let all = found.as_object().expect("an object");
    assert_eq!(all.len(), 3);
    for address in all.keys() {
        let path = address.strip_prefix("http://[::1]:8080").expect("a base");
        assert_eq!(client().get(path).send().await.status(), 200, "{path}");
    }
    // If the host is not valid in a URL, paths are listed instead.
    for host in ["", "a/<b>", "x@y"] {
        let reply = client().get("/api/v1").header("host", host).send().await;
        let found: serde_json::Value = serde_json::from_str(&reply.text()).expect("JSON");
        assert!(found[Webhook::CREATE_DEFAULT_PATH].is_object(), "{found}");
    }
    let reply = client().get("/api/v1").accept(MediaType::TextXml);
    let reply = reply.send().await;
    assert_eq!(reply.header("content-type"), "text/xml; charset=utf-8");
    assert!(reply.text().contains("CreateDefaultWebhook"));
}

#[tokio::test]
async fn browsers_get_a_page() {
    for strict in [false, true] {
        let agent = Agent::new(Anyone)
            .options(Options::new().strict_negotiation(strict))
            .serve_entity::<Webhook>();
        let client = Client::new(agent.into_service());
        for (path, text) in [("/api", "NetServerVersion"), ("/api/v1", "http://h/api/v1")] {
            for accept in [BROWSER, "text/html"] {
                let request = client.get(path).header("host", "h");
                let reply = request.header("accept", accept).send().await;
                assert_eq!(reply.status(), 200, "{path} {accept}");
                assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
                assert_eq!(
                    reply.header("content-security-policy"),
                    "default-src 'none'"
                );
                let page = reply.text();
                assert!(
                    page.starts_with("<!DOCTYPE html>") && page.contains(text),
                    "{page}"
                );
            }
        }
    }
    // Browsers also get the description of an operation as data.
    let request = client().get(Webhook::CREATE_DEFAULT_PATH);
    let reply = request.header("accept", BROWSER).send().await;
    assert_eq!(
        reply.header("content-type"),
        "application/xml; charset=utf-8"
    );
}

#[tokio::test]
async fn a_private_listing_is_private_in_each_form() {
    let agent = Agent::new(StaticCredentials::new().basic("tje0", "hunter2"))
        .options(Options::new().private_listing(true));
    let client = Client::new(agent.serve_entity::<Webhook>().into_service());
    for path in ["/api", "/api/v1", "/api/v1/Agents"] {
        for accept in [BROWSER, "application/json"] {
            let request = client.get(path).header("accept", accept);
            assert_eq!(request.send().await.status(), 401, "{path} {accept}");
            let request = client.get(path).header("accept", accept);
            let reply = request.basic("tje0", "hunter2").send().await;
            assert_eq!(reply.status(), 200, "{path} {accept}");
        }
        let request = client.request(Method::POST, path);
        assert_eq!(request.send().await.status(), 401, "{path}");
        let request = client.request(Method::POST, path).basic("tje0", "hunter2");
        let reply = request.send().await;
        assert_eq!(reply.header("allow"), "GET, HEAD", "{path}");
    }
}
