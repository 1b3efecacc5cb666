//! Requests that are written without I/O.

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use webhook_client::{Client, Credentials, ErrorKind, Site};
use webhook_model::operation::{CreateDefault, Save};
use webhook_model::{MediaType, NetServerEntity, Webhook};

/// Requests webhooks.
#[derive(NetServerEntity)]
#[netserver(agent = "Webhook", operation = "GetAllWebhooks", response = Vec<Webhook>)]
struct GetAllWebhooks {
    name_filter: Option<String>,
}

fn client() -> Client {
    let site = Site::new("https://crm.example/Cust1").expect("a site");
    Client::new(site, Credentials::basic("tje0", "hunter2"))
}

#[test]
fn each_kind_of_request_is_written() {
    let so = client();
    let hook = Webhook::create_default();
    let filter = GetAllWebhooks { name_filter: None };
    let base = "https://crm.example/Cust1/api/v1/Agents/Webhook/";
    for (request, uri, body) in [
        (
            so.create_default::<Webhook>().into_http(),
            "CreateDefaultWebhook",
            "null",
        ),
        (
            so.call::<CreateDefault<Webhook>>().into_http(),
            "CreateDefaultWebhook",
            "null",
        ),
        (
            so.get::<Webhook>(-5).into_http(),
            "GetWebhook?webhookId=-5",
            "null",
        ),
        (
            so.delete::<Webhook>(5).into_http(),
            "DeleteWebhook?webhookId=5",
            "null",
        ),
        (
            so.save(&hook).into_http(),
            "SaveWebhook",
            r#"{"WebhookId":0,"Name":null,"#,
        ),
        (
            so.call::<GetAllWebhooks>()
                .body(&filter)
                .select(["name", "webhookId"])
                .into_http(),
            "GetAllWebhooks?$select=name%2CwebhookId",
            r#"{"NameFilter":null}"#,
        ),
        (
            so.call::<GetAllWebhooks>()
                .query("a b&", "c&d=\u{e5}")
                .into_http(),
            "GetAllWebhooks?a+b%26=c%26d%3D%C3%A5",
            "null",
        ),
    ] {
        let request = request.expect("a request");
        assert_eq!(request.uri().to_string(), format!("{base}{uri}"));
        assert_eq!(request.method(), "POST");
        assert!(request.body().starts_with(body.as_bytes()), "{uri}");
        let fields = request.headers();
        assert_eq!(fields[AUTHORIZATION], "Basic dGplMDpodW50ZXIy");
        assert_eq!(fields[CONTENT_TYPE], "application/json; charset=utf-8");
        assert_eq!(fields[ACCEPT], "application/json");
        assert!(
            fields[USER_AGENT]
                .to_str()
                .is_ok_and(|agent| agent.starts_with("webhook-client/"))
        );
        assert!(
            !format!("{request:?}").contains("dGpl"),
            "sensitive header fields"
        );
    }
}

#[test]
fn languages_and_media_types_per_client_and_per_request() {
    let so = client()
        .language("no")
        .time_zone("UTC,includeTZOffset")
        .culture("nb-NO");
    let so = so.media_type(MediaType::TextXml);
    let hook = Webhook::create_default();
    let request = so
        .save(&hook)
        .language("fr")
        .into_http()
        .expect("a request");
    let fields = request.headers();
    assert_eq!(fields["so-language"], "fr");
    assert_eq!(fields["so-culture"], "nb-NO");
    assert_eq!(fields["so-timezone"], "UTC,includeTZOffset");
    assert_eq!(
        (&fields[CONTENT_TYPE], &fields[ACCEPT]),
        (
            &"text/xml; charset=utf-8".parse().unwrap(),
            &"text/xml".parse().unwrap()
        )
    );
    assert!(request.body().starts_with(b"<Webhook "));

    let request = so
        .call::<Save<Webhook>>()
        .accept(MediaType::ApplicationJson);
    let request = request
        .body_as(MediaType::ApplicationMergePatch, &hook)
        .into_http();
    let request = request.expect("a request");
    assert_eq!(
        request.headers()[CONTENT_TYPE],
        MediaType::ApplicationMergePatch.content_type()
    );
    assert_eq!(request.headers()[ACCEPT], "application/json");
    assert_eq!(request.body(), b"{}");
}

#[test]
fn patches_contain_only_changes_and_the_key() {
    let so = client();
    let before = Webhook {
        webhook_id: 5,
        name: Some("a".into()),
        ..Webhook::create_default()
    };
    let body = |after: &Webhook| {
        let request = so
            .save_patch(&before, after)
            .into_http()
            .expect("a request");
        assert_eq!(
            request.headers()[CONTENT_TYPE],
            MediaType::ApplicationMergePatch.content_type()
        );
        String::from_utf8(request.into_body()).expect("text")
    };
    assert_eq!(body(&before), r#"{"WebhookId":5}"#);
    let after = Webhook {
        name: None,
        errors_email: Some("a@b.example".into()),
        ..before.clone()
    };
    assert_eq!(
        body(&after),
        r#"{"ErrorsEmail":"a@b.example","Name":null,"WebhookId":5}"#
    );
    let moved = Webhook {
        webhook_id: 6,
        ..before.clone()
    };
    assert_eq!(body(&moved), r#"{"WebhookId":6}"#);
    let fresh = Webhook::create_default();
    let named = Webhook {
        name: Some("b".into()),
        ..fresh.clone()
    };
    let request = so
        .save_patch(&fresh, &named)
        .into_http()
        .expect("a request");
    assert_eq!(request.body(), br#"{"Name":"b"}"#);
}

#[test]
fn repeatable_operations() {
    let so = client();
    let fresh = Webhook::create_default();
    let stored = Webhook {
        webhook_id: 5,
        ..fresh.clone()
    };
    assert!(so.create_default::<Webhook>().is_repeatable());
    assert!(so.get::<Webhook>(5).is_repeatable());
    assert!(so.delete::<Webhook>(5).is_repeatable());
    assert!(so.save(&stored).is_repeatable());
    assert!(so.save_patch(&stored, &stored).is_repeatable());
    assert!(!so.save(&fresh).is_repeatable());
    assert!(!so.save_patch(&fresh, &fresh).is_repeatable());
    assert!(!so.call::<Save<Webhook>>().is_repeatable());
    assert!(so.save(&fresh).repeatable(true).is_repeatable());
}

#[test]
fn errors_of_requests_have_a_reason() {
    let so = client();
    let hook = Webhook::create_default();
    let mut strange = hook.clone();
    strange.name = Some("\0".into());
    for (error, message) in [
        (
            so.get::<Webhook>(1).select(["nmae"]).into_http(),
            "Webhook/GetWebhook: Webhook has no property `nmae`; did you mean `Name`?",
        ),
        (
            so.save(&hook).language("n\no").into_http(),
            "Webhook/SaveWebhook: a character of the value cannot be sent in the header field so-language",
        ),
        (
            so.clone().time_zone("\0").save(&hook).into_http(),
            "Webhook/SaveWebhook: a character of the value cannot be sent in the header field so-timezone",
        ),
    ] {
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert_eq!(error.to_string(), message);
    }
    let error = so
        .call::<Save<Webhook>>()
        .body_as(MediaType::TextXml, &strange)
        .into_http();
    let error = error.unwrap_err();
    assert!(
        std::error::Error::source(&error)
            .is_some_and(<dyn std::error::Error>::is::<webhook_model::Error>)
    );
    assert!(
        error
            .to_string()
            .starts_with("Webhook/SaveWebhook: /Name: "),
        "{error}"
    );
}

#[test]
fn debug_output_contains_no_credentials() {
    let so = client();
    let shown = format!(
        "{so:?} {:?} {:#?}",
        so.get::<Webhook>(1),
        so.save(&Webhook::create_default())
    );
    assert!(
        !shown.contains("hunter2") && !shown.contains("dGpl"),
        "{shown}"
    );
}
