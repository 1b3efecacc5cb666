//! Authentication and authorization.

use crate::common::PATH;
use http::HeaderValue;
use http::request::Parts;
use webhook_agent::auth::{Authenticator, Caller, Refusal, StaticCredentials, Verdict};
use webhook_agent::testing::{Client, Request};
use webhook_agent::{Agent, ErrorInfo, Options};
use webhook_model::http::challenge::Challenge;
use webhook_model::http::context::RequestContext;
use webhook_model::{MediaType, Webhook};

fn credentials() -> StaticCredentials {
    StaticCredentials::new()
        .basic("tje0", "hunter2")
        .basic("empty", "")
        .ticket("7T:secret-ticket")
        .bearer("secret-token")
        .app_token("secret-app")
        .session("secret-session", "secret-xsrf")
}

fn client(options: Options) -> Client {
    let agent = Agent::new(credentials()).options(options);
    Client::new(agent.serve_entity::<Webhook>().into_service())
}

fn post() -> Request {
    client(Options::new()).post(PATH)
}

#[tokio::test]
async fn each_scheme_in_any_case() {
    for authorization in [
        "Basic dGplMDpodW50ZXIy",
        "bAsIc dGplMDpodW50ZXIy",
        "Basic ZW1wdHk6",
        "SoTicket 7T:secret-ticket",
        "soticket 7T:secret-ticket",
        "BEARER secret-token",
    ] {
        let reply = post().header("authorization", authorization).send().await;
        assert_eq!(reply.status(), 200, "{authorization}");
    }
}

#[tokio::test]
async fn invalid_credentials_get_401_with_a_challenge_and_no_secret() {
    for authorization in [
        "Basic dGplMDp3cm9uZw==",
        "Basic bm9ib2R5Omh1bnRlcjI=",
        "Basic !",
        "Basic",
        "SoTicket secret-token",
        "Bearer 7T:secret-ticket",
        "Bearer secret-toke",
        "Negotiate abc",
        "",
    ] {
        let request = post().header("authorization", authorization);
        let reply = request.accept(MediaType::TextXml).send().await;
        assert_eq!(reply.status(), 401, "{authorization}");
        let challenge = reply.header("www-authenticate");
        for scheme in ["Basic realm=", "SoTicket realm=", "Bearer realm="] {
            assert!(challenge.contains(scheme), "{challenge}");
        }
        let info: ErrorInfo = reply.entity().expect("an error body in XML");
        assert_eq!(info.error_type, "AuthenticationException");
        assert!(!reply.text().contains("secret") && !reply.text().contains("hunter2"));
    }
    assert_eq!(post().send().await.status(), 401);
}

#[tokio::test]
async fn an_unknown_user_and_a_wrong_password_get_the_same_response() {
    let unknown = post().basic("nobody", "hunter2").send().await;
    let wrong = post().basic("tje0", "wrong").send().await;
    assert_eq!(unknown.text(), wrong.text());
}

#[tokio::test]
async fn two_authorization_fields_are_refused_even_if_both_are_right() {
    let request = post().basic("tje0", "hunter2").basic("tje0", "hunter2");
    assert_eq!(request.send().await.status(), 401);
}

#[tokio::test]
async fn a_scheme_that_is_not_configured_is_refused() {
    let agent = Agent::new(StaticCredentials::new().bearer("t")).serve_entity::<Webhook>();
    let client = Client::new(agent.into_service());
    let reply = client.post(PATH).basic("tje0", "hunter2").send().await;
    assert_eq!(reply.status(), 401);
    assert_eq!(
        reply.header("www-authenticate"),
        "Bearer realm=\"NetServer\""
    );
}

#[tokio::test]
async fn sessions_need_their_token() {
    let session = "a=b; NetServerSession=secret-session; XSRF-TOKEN=secret-xsrf";
    for (cookie, token, status) in [
        (session, Some("secret-xsrf"), 200),
        ("NetServerSession=secret-session", Some("secret-xsrf"), 200),
        (session, Some("wrong"), 401),
        (session, Some(""), 401),
        (session, None, 401),
        (
            "NetServerSession=other; XSRF-TOKEN=secret-xsrf",
            Some("secret-xsrf"),
            401,
        ),
        ("XSRF-TOKEN=secret-xsrf", Some("secret-xsrf"), 401),
        ("NetServerSession=", Some("secret-xsrf"), 401),
    ] {
        let mut request = post().header("cookie", cookie);
        if let Some(token) = token {
            request = request.header("x-xsrf-token", token);
        }
        let reply = request.send().await;
        assert_eq!(reply.status(), status, "{cookie} {token:?}");
    }
    // With credentials, no token is needed.
    assert_eq!(post().basic("tje0", "hunter2").send().await.status(), 200);
}

#[tokio::test]
async fn restricted_agents_need_an_application() {
    let client = client(Options::new().restrict("webhook"));
    for (token, status) in [(Some("secret-app"), 200), (Some("other"), 403), (None, 403)] {
        let mut request = client
            .post(PATH)
            .header("authorization", "SoTicket 7T:secret-ticket");
        if let Some(token) = token {
            request = request.header("so-apptoken", token);
        }
        let reply = request.send().await;
        assert_eq!(reply.status(), status, "{token:?}");
    }
    // Unauthenticated callers do not learn that the agent is restricted.
    assert_eq!(client.post(PATH).send().await.status(), 401);
}

#[tokio::test]
async fn the_order_of_checks() {
    let client = client(Options::new().strict_negotiation(true));
    let reply = client.post("/api/v1/Agents/Webhook/Nope").send().await;
    assert_eq!(reply.status(), 404);
    let reply = client.request(http::Method::PUT, PATH).send().await;
    assert_eq!(reply.status(), 405);
    let strange = client
        .post(PATH)
        .header("accept", "text/html")
        .body("text/plain", "x");
    assert_eq!(strange.send().await.status(), 401);
}

#[tokio::test]
async fn descriptions_are_open_unless_closed() {
    for path in ["/api/v1", PATH] {
        let open = client(Options::new());
        assert_eq!(open.get(path).send().await.status(), 200);
        let closed = client(Options::new().private_listing(true));
        assert_eq!(closed.get(path).send().await.status(), 401);
        let known = closed.get(path).basic("tje0", "hunter2").send().await;
        assert_eq!(known.status(), 200);
    }
}

#[test]
fn debug_output_shows_no_secret() {
    let shown = format!("{:?} {:?}", credentials(), Agent::new(credentials()));
    assert!(
        !shown.contains("secret") && !shown.contains("hunter2"),
        "{shown}"
    );
}

/// An authenticator that is asynchronous and can fail.
struct Directory;

impl Authenticator for Directory {
    fn challenge(&self) -> Option<&Challenge> {
        None
    }

    fn authenticate<'a>(&'a self, request: &'a Parts, _: &'a RequestContext) -> Verdict<'a> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            match request.headers.get("x-user").map(HeaderValue::as_bytes) {
                Some(b"tje0") => Ok(Caller::user("tje0")),
                Some(b"down") => Err(Refusal::unavailable("try again")),
                Some(_) => Err(Refusal::forbidden("not you")),
                None => Err(Refusal::unauthenticated("who are you?")),
            }
        })
    }
}

#[tokio::test]
async fn custom_authenticators() {
    let agent = Agent::new(Directory).serve_entity::<Webhook>();
    let client = Client::new(agent.into_service());
    for (user, status) in [("tje0", 200), ("down", 503), ("other", 403)] {
        let reply = client.post(PATH).header("x-user", user).send().await;
        assert_eq!(reply.status(), status, "{user}");
    }
    let reply = client.post(PATH).send().await;
    assert_eq!(
        (reply.status().as_u16(), reply.header("www-authenticate")),
        (401, "")
    );
}
