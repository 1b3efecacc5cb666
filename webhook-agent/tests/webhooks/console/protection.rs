//! Forms submitted by pages of other origins or by other users.

use webhook_agent::Options;
use webhook_agent::testing::{Client, Reply};

use super::{FORM, Visitor, agent, encoded, started};
use crate::fixture::Fixture;

/// Every form, with its required fields except the token.
const FORMS: [(&str, &str); 5] = [
    (
        "/console/new",
        "&name=x&target=https%3A%2F%2Fexample.com%2F",
    ),
    ("/console/signal", "&event=sale.sold&key=1"),
    ("/console/webhooks/1/test", ""),
    ("/console/webhooks/1/restart", ""),
    ("/console/webhooks/1/deliveries/1/retry", ""),
];

async fn send(visitor: &Visitor, path: &str, body: String, fields: &[(&str, &str)]) -> Reply {
    let request = visitor.request("POST", path);
    let add = |request: webhook_agent::testing::Request, field: &(&str, &str)| {
        request.header(field.0, field.1)
    };
    let request = fields.iter().fold(request, add);
    request.body(FORM, body).send().await
}

/// A stopped webhook with one delivery.
async fn prepared() -> Fixture {
    let mut all = started().await;
    let hook = all.hook();
    let mut saved = all.saved(&hook).await;
    all.signal("sale.sold").await;
    all.target.next().await;
    all.attempts(1, 1).await;
    saved.state = webhook_model::WebhookState::Stopped;
    all.saved(&saved).await;
    all
}

/// Checks that nothing was created, sent, restarted or tested.
async fn is_untouched(all: &mut Fixture) {
    let hooks = all.webhooks.stored().all().await.unwrap();
    assert_eq!(hooks.len(), 1);
    assert_eq!(hooks[0].state, webhook_model::WebhookState::Stopped);
    assert_eq!(all.webhooks.waiting().await.unwrap().count, 0);
    assert_eq!(all.webhooks.deliveries(1).await.unwrap().len(), 1);
    assert_eq!(all.target.unread(), 0);
}

#[tokio::test]
async fn a_form_requires_the_token_of_its_user() {
    let mut all = prepared().await;
    let visitor = Visitor::of(&all);
    let own = visitor.token().await;
    let anna = Visitor {
        user: "anna",
        password: "hunter3",
        client: visitor.client.clone(),
    };
    let of_anna = anna.token().await;
    let of_another_run = Visitor::of(&all).token().await;
    let of_anonymous = Visitor {
        client: Client::new(
            webhook_agent::Agent::new(webhook_agent::auth::Anyone)
                .serve_webhooks(&all.webhooks)
                .into_service(),
        ),
        ..Visitor::of(&all)
    };
    let of_anonymous = of_anonymous.token().await;
    let robot = visitor.client.get("/console/new");
    let robot = robot.header("authorization", "Bearer robot").send().await;
    let of_robot = super::Parsed::of(&robot.text()).token();
    assert!(own != of_anna && own != of_another_run && own != of_anonymous);
    let own_page = [
        ("sec-fetch-site", "same-origin"),
        ("origin", "http://agent.example"),
    ];
    for (path, more) in FORMS {
        for token in [
            "",
            "0",
            &own[1..],
            &own.to_uppercase(),
            &of_anna,
            &of_another_run,
            &of_anonymous,
            &of_robot,
        ] {
            let body = format!("token={token}{more}");
            let reply = send(&visitor, path, body, &own_page).await;
            assert_eq!(reply.status(), 403, "{path} {token}");
        }
        let reply = send(
            &visitor,
            path,
            more.trim_start_matches('&').to_owned(),
            &own_page,
        )
        .await;
        assert_eq!(reply.status(), 403, "{path} without a token");
    }
    is_untouched(&mut all).await;
}

#[tokio::test]
async fn a_form_must_come_from_this_origin() {
    let mut all = prepared().await;
    let options = Options::new().allow_origin("https://friend.example".parse().unwrap());
    let visitor = Visitor::with(&all, options);
    let token = visitor.token().await;
    for (path, more) in FORMS {
        for fields in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "none")],
            &[("sec-fetch-site", "")],
            &[
                ("sec-fetch-site", "same-origin"),
                ("sec-fetch-site", "cross-site"),
            ],
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "http://agent.example"),
            ],
            &[("origin", "https://evil.example")],
            &[("origin", "https://friend.example")],
            &[("origin", "http://agent.example:8080")],
            &[("origin", "null")],
            &[("origin", "")],
        ] {
            let reply = send(&visitor, path, format!("token={token}{more}"), fields).await;
            assert_eq!(reply.status(), 403, "{path} {fields:?}");
        }
    }
    is_untouched(&mut all).await;
}

#[tokio::test]
async fn forms_of_this_origin_and_user_are_accepted() {
    let all = started().await;
    let visitor = Visitor::of(&all);
    let token = visitor.token().await;
    for fields in [
        &[][..],
        &[("origin", "http://agent.example")],
        &[("origin", "https://agent.example:443")],
        &[("sec-fetch-site", "same-origin")],
        // A proxy changes the host.
        &[
            ("sec-fetch-site", "same-origin"),
            ("origin", "https://outside.example"),
        ],
    ] {
        let body = encoded(&[("token", &token), ("event", "sale.sold")]);
        let reply = send(&visitor, "/console/signal", body, fields).await;
        assert_eq!(reply.status(), 303, "{fields:?}: {}", reply.text());
    }
}

#[tokio::test]
async fn a_form_has_the_media_type_of_forms() {
    let all = started().await;
    let visitor = Visitor::of(&all);
    let token = visitor.token().await;
    let body = encoded(&[("token", &token), ("event", "sale.sold")]);
    for (media_type, status) in [
        ("text/plain", 415),
        ("multipart/form-data; boundary=x", 415),
        ("application/json", 415),
        ("Application/X-WWW-Form-URLencoded; charset=utf-8", 303),
    ] {
        let request = visitor.request("POST", "/console/signal");
        let reply = request.body(media_type, body.clone()).send().await;
        assert_eq!(reply.status(), status, "{media_type}");
    }
    let request = visitor.request("POST", "/console/signal");
    let reply = request.body(FORM, &b"token=\xff"[..]).send().await;
    assert_eq!(reply.status(), 400);
    let client = Client::new(agent(&all, Options::new().body_limit(100)).into_service());
    let small = Visitor { client, ..visitor };
    let reply = small
        .post("/console/signal", &[("data", &"x".repeat(200))])
        .await;
    assert_eq!(reply.status(), 413);
}
