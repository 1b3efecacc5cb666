//! The pages for browsers, checked with an HTML parser.

use html5gum::{Token, Tokenizer};
use webhook_agent::auth::{Anyone, StaticCredentials};
use webhook_agent::testing::{Client, Reply};
use webhook_agent::{Agent, Options};
use webhook_model::Webhook;

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// The text of a page, its links, and the names of its elements.
#[derive(Debug, Default)]
struct Page {
    text: String,
    links: Vec<String>,
    elements: Vec<String>,
}

/// Parses a page, and checks that every element except void ones is closed in the right order.
fn parse(html: &str) -> Page {
    let lossy = |text: &html5gum::HtmlString| String::from_utf8_lossy(text).into_owned();
    let mut page = Page::default();
    let mut open = Vec::new();
    let mut has_type = false;
    for token in Tokenizer::new(html) {
        match token.expect("a token") {
            Token::Doctype(_) => has_type = true,
            Token::StartTag(tag) => {
                let name = lossy(&tag.name);
                for (attribute, value) in &tag.attributes {
                    if lossy(attribute) == "href" {
                        page.links.push(String::from_utf8_lossy(value).into_owned());
                    }
                }
                page.elements.push(name.clone());
                if name != "meta" {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => assert_eq!(open.pop(), Some(lossy(&tag.name)), "{html}"),
            Token::String(text) => page.text.push_str(&String::from_utf8_lossy(&text)),
            Token::Error(error) => panic!("{error:?}: {html}"),
            Token::Comment(_) => {}
        }
    }
    assert!(has_type && open.is_empty(), "{open:?}: {html}");
    page
}

async fn get(client: &Client, path: &str, accept: &str) -> Reply {
    let request = client.get(path).header("host", "crm.example:8080");
    request.header("accept", accept).send().await
}

#[tokio::test]
async fn pages_list_what_is_served_and_how_to_call_it() {
    let credentials = StaticCredentials::new().basic("tje0", "hunter2");
    let agent = Agent::new(credentials).serve_entity::<Webhook>();
    let client = Client::new(agent.into_service());
    let operation = Webhook::CREATE_DEFAULT_PATH;
    for (path, texts) in [
        (
            "/",
            &[
                "CreateDefaultWebhook",
                "Returns Webhook.",
                "curl -X POST -H 'Authorization: ...' http://crm.example:8080/api/v1/Agents/Webhook",
                "Basic realm=\"NetServer\"",
                "application/merge-patch+json",
            ][..],
        ),
        ("/api", &["NetServerVersion", "Services88"]),
        ("/api/v1", &["POST", "Returns Webhook."]),
    ] {
        let reply = get(&client, path, BROWSER).await;
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(
            reply.header("content-security-policy"),
            "default-src 'none'"
        );
        let page = parse(&reply.text());
        for text in texts {
            assert!(page.text.contains(text), "{path}: {text}: {}", page.text);
        }
        for element in ["script", "style", "link", "img"] {
            assert!(page.elements.iter().all(|name| name != element), "{path}");
        }
        assert!(page.links.contains(&"/api/v1/openapi.json".to_owned()));
        assert!(path == "/api" || page.links.iter().any(|link| link.ends_with(operation)));
        for link in &page.links {
            let link = link.trim_start_matches("http://crm.example:8080");
            assert_eq!(
                client.get(link).send().await.status(),
                200,
                "{path}: {link}"
            );
        }
    }
}

#[tokio::test]
async fn the_start_page_is_data_for_other_clients() {
    let agent = Agent::new(Anyone).serve_entity::<Webhook>();
    let client = Client::new(agent.into_service());
    for accept in ["*/*", "application/json", "text/xml"] {
        let (start, addresses) = (
            get(&client, "/", accept).await,
            get(&client, "/api/v1", accept).await,
        );
        assert_eq!(start.status(), 200);
        assert_eq!(start.body(), addresses.body(), "{accept}");
    }
    let reply = client.get("*").send().await;
    assert_eq!(reply.status(), 404);
}

#[tokio::test]
async fn texts_from_outside_are_escaped() {
    let credentials = StaticCredentials::new().basic("tje0", "hunter2");
    let agent = Agent::new(credentials).options(Options::new().private_listing(true));
    let client = Client::new(agent.serve_entity::<Webhook>().into_service());
    let request = client.get("/").header("accept", BROWSER);
    assert_eq!(request.send().await.status(), 401);
    let request = client.get("/").header("accept", BROWSER);
    let request = request.header("host", "<script>alert(1)</script>");
    let reply = request.basic("tje0", "hunter2").send().await;
    let page = parse(&reply.text());
    assert!(!page.text.contains("alert") && page.elements.iter().all(|name| name != "script"));
}
