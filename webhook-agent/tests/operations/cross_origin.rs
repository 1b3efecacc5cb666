//! Cross-origin requests of browsers.

use crate::common::PATH;
use webhook_agent::auth::StaticCredentials;
use webhook_agent::testing::{Client, Reply, Request};
use webhook_agent::{Agent, Options};
use webhook_model::Webhook;

const FRIEND: &str = "https://friend.example.com";

fn client(options: Options) -> Client {
    let credentials = StaticCredentials::new().basic("tje0", "hunter2");
    let agent = Agent::new(credentials).options(options);
    Client::new(agent.serve_entity::<Webhook>().into_service())
}

fn open() -> Options {
    Options::new().allow_origin(FRIEND.parse().expect("an origin"))
}

async fn send(request: Request, fields: &[(&str, &str)]) -> Reply {
    let request = request.header("host", "agent.example.com");
    let add = |request: Request, field: &(&str, &str)| request.header(field.0, field.1);
    fields.iter().fold(request, add).send().await
}

#[tokio::test]
async fn a_page_of_another_origin_cannot_run_operations() {
    for (fields, status, allowed) in [
        // Clients other than browsers, and addresses that a user has entered.
        (&[][..], 200, 200),
        (&[("sec-fetch-site", "none")], 200, 200),
        (&[("sec-fetch-site", "same-origin")], 200, 200),
        (&[("origin", "https://agent.example.com")], 200, 200),
        (&[("origin", "HTTP://AGENT.example.com:80")], 200, 200),
        // A proxy that replaces the host of the request.
        (
            &[
                ("sec-fetch-site", "same-origin"),
                ("origin", "https://outside.example.com"),
            ],
            200,
            200,
        ),
        (&[("sec-fetch-site", "cross-site")], 403, 403),
        (
            &[
                ("sec-fetch-site", "same-site"),
                ("origin", "https://other.example.com"),
            ],
            403,
            403,
        ),
        (&[("origin", "https://evil.example")], 403, 403),
        (
            &[("origin", "https://agent.example.com.evil.example")],
            403,
            403,
        ),
        (&[("origin", "https://agent.example.com:8443")], 403, 403),
        (&[("origin", "null")], 403, 403),
        (&[("origin", "")], 403, 403),
        (
            &[("origin", FRIEND), ("origin", "https://evil.example")],
            403,
            403,
        ),
        (
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "https://evil.example"),
            ],
            403,
            403,
        ),
        (
            &[("sec-fetch-site", "cross-site"), ("origin", FRIEND)],
            403,
            200,
        ),
        (&[("origin", "HTTPS://FRIEND.example.com")], 403, 200),
    ] {
        for (options, status) in [(Options::new(), status), (open(), allowed)] {
            let request = client(options).post(PATH).basic("tje0", "hunter2");
            let reply = send(request, fields).await;
            assert_eq!(reply.status(), status, "{fields:?}");
        }
    }
    // Reading is harmless: the page cannot see the response.
    let reply = send(
        client(Options::new()).get(PATH),
        &[("origin", "https://evil.example")],
    )
    .await;
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn pages_of_an_allowed_origin_may_read_responses() {
    for (options, origin, expected) in [
        (open(), FRIEND, FRIEND),
        (open(), "https://evil.example", ""),
        (Options::new(), FRIEND, ""),
    ] {
        let reply = send(client(options).get("/api/v1"), &[("origin", origin)]).await;
        assert_eq!(reply.header("access-control-allow-origin"), expected);
    }
    // An error is readable as well.
    let reply = send(client(open()).post(PATH), &[("origin", FRIEND)]).await;
    assert_eq!(reply.status(), 401);
    assert_eq!(reply.header("access-control-allow-origin"), FRIEND);
    assert_eq!(reply.header("access-control-allow-credentials"), "true");
}

#[tokio::test]
async fn preflights_succeed_only_for_allowed_origins() {
    let preflight = |options: Options, origin: &'static str| async move {
        let request = client(options).request("OPTIONS".parse().expect("a method"), PATH);
        let method = ("access-control-request-method", "POST");
        send(request, &[("origin", origin), method]).await
    };
    for options in [open(), open().private_listing(true)] {
        let reply = preflight(options, FRIEND).await;
        assert_eq!(reply.status(), 204);
        assert_eq!(reply.header("access-control-allow-origin"), FRIEND);
        assert!(
            reply
                .header("access-control-allow-methods")
                .contains("POST")
        );
        for field in [
            "Authorization",
            "Content-Type",
            "SO-TimeZone",
            "X-XSRF-TOKEN",
        ] {
            assert!(
                reply.header("access-control-allow-headers").contains(field),
                "{field}"
            );
        }
    }
    for (options, origin) in [(open(), "https://evil.example"), (Options::new(), FRIEND)] {
        let reply = preflight(options, origin).await;
        assert_ne!(reply.status(), 200, "{origin}");
        assert_eq!(reply.header("access-control-allow-origin"), "", "{origin}");
        assert_eq!(reply.header("access-control-allow-methods"), "", "{origin}");
    }
}
