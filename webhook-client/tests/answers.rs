//! Decodes responses without I/O.

use http::StatusCode;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, LOCATION};
use webhook_client::{Client, Credentials, Error, ErrorKind, Response, Site};
use webhook_model::operation::{Delete, Get, Operation, Save};
use webhook_model::{MediaType, Webhook, WebhookState};

fn answer(status: u16, fields: &[(&str, &str)], body: &[u8]) -> (http::response::Parts, Vec<u8>) {
    let mut response = http::Response::new(body.to_vec());
    *response.status_mut() = StatusCode::from_u16(status).expect("a status");
    for (name, value) in fields {
        let name: http::HeaderName = name.parse().expect("a name");
        response
            .headers_mut()
            .append(name, value.parse().expect("a value"));
    }
    response.into_parts()
}

fn read<O: Operation>(status: u16, content_type: &str, body: &[u8]) -> Result<O::Response, Error> {
    let (parts, body) = answer(status, &[(CONTENT_TYPE.as_str(), content_type)], body);
    Response::read::<O>(parts, body)
}

fn stopped() -> Webhook {
    Webhook {
        webhook_id: 5,
        name: Some("bl\u{e5}b\u{e6}r".into()),
        state: WebhookState::Stopped,
        ..Webhook::create_default()
    }
}

#[test]
fn responses_in_every_media_type_case_and_character_set() {
    for &media_type in MediaType::ALL {
        let body = stopped().encode(media_type).expect("a body");
        let read = read::<Save<Webhook>>(200, media_type.content_type(), &body);
        assert_eq!(read.expect("a webhook"), stopped(), "{media_type}");
    }
    let camel = br#"{"webhookId":5,"name":"bl\u00e5b\u00e6r","state":"stopped"}"#;
    let utf16: Vec<u8> = String::from_utf8_lossy(camel)
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (content_type, body) in [
        ("application/json", camel.to_vec()),
        ("Application/JSON;charset=\"UTF-8\"", camel.to_vec()),
        (
            "application/json",
            [b"\xEF\xBB\xBF".as_slice(), camel].concat(),
        ),
        (
            "application/json",
            [b"\xFF\xFE".as_slice(), &utf16].concat(),
        ),
    ] {
        let read = read::<Get<Webhook>>(200, content_type, &body);
        assert_eq!(read.expect("a webhook"), Some(stopped()), "{content_type}");
    }
    let (parts, body) = answer(200, &[], camel);
    assert_eq!(
        Response::read::<Save<Webhook>>(&parts, &body).expect("a webhook"),
        stopped()
    );
}

#[test]
fn empty_responses_are_null() {
    for body in ["", " ", "null", " null\n"] {
        let got = read::<Get<Webhook>>(200, "application/json", body.as_bytes());
        assert_eq!(got.expect("null"), None, "{body:?}");
        read::<Delete<Webhook>>(204, "application/json", body.as_bytes()).expect("nothing");
        let error = read::<Save<Webhook>>(200, "application/json", body.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Answer, "{body:?}");
    }
    // An operation without a result ignores the body.
    for (content_type, body) in [("text/html", "<p>done"), ("application/json", "{\"Ok\":1}")] {
        read::<Delete<Webhook>>(200, content_type, body.as_bytes()).expect("nothing");
    }
}

#[test]
fn errors_of_servers_are_typed() {
    let vendor = r#"{"Error":true,"ErrorType":"X","Message":"no","ErrorSource":"s"}"#;
    let xml =
        "<ErrorInfo><Error>true</Error><ErrorType>X</ErrorType><Message>no</Message></ErrorInfo>";
    for (status, content_type, body, error_type, message) in [
        (200, "application/json", vendor, Some("X"), "no"),
        (500, "application/json", vendor, Some("X"), "no"),
        (401, "text/html", vendor, Some("X"), "no"),
        (404, "text/xml", xml, Some("X"), "no"),
        (200, "text/xml", xml, Some("X"), "no"),
        (
            403,
            "application/json",
            r#"{"errorMessage":"no"}"#,
            None,
            "no",
        ),
        (
            400,
            "application/json",
            r#"{"error":"invalid_grant"}"#,
            None,
            "invalid_grant",
        ),
        (
            400,
            "application/problem+json",
            r#"{"title":"no","status":400}"#,
            None,
            "no",
        ),
        (
            200,
            "application/json",
            r#"{"Message":"no","MessageDetail":"path"}"#,
            None,
            "no path",
        ),
        (
            404,
            "text/html",
            "<html><body>secret pages",
            None,
            "not found",
        ),
        (
            502,
            "text/plain",
            "upstream is away",
            None,
            "upstream is away",
        ),
        (503, "application/json", "", None, "service unavailable"),
        (500, "application/json", "{", None, "internal server error"),
        (
            500,
            "application/json",
            "{\"Message\":7}",
            None,
            "internal server error",
        ),
    ] {
        let error = read::<Get<Webhook>>(status, content_type, body.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Server, "{body}");
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(status),
            "{body}"
        );
        assert_eq!(
            (error.error_type(), error.message()),
            (error_type, message),
            "{body}"
        );
        assert_eq!(error.operation(), "Webhook/GetWebhook");
    }
    let fields = [("x-request-id", "42"), ("content-type", "application/json")];
    let (parts, body) = answer(404, &fields, vendor.as_bytes());
    let error = Response::read::<Get<Webhook>>(parts, body).unwrap_err();
    assert_eq!(error.request_id(), Some("42"));
    assert_eq!(
        error.to_string(),
        "Webhook/GetWebhook: 404 X: no (request 42)"
    );
}

#[test]
fn invalid_responses_have_a_reason() {
    let json = "application/json";
    for (content_type, body, message) in [
        (json, &b"{\"WebhookId\":1,\"Na"[..], "unexpected response"),
        (json, b"[]", "unexpected response"),
        (json, b"\xff", "the response is not text"),
        (
            "text/html",
            b"<html>",
            "expected a response in JSON or XML but found `text/html`",
        ),
        ("text/xml", b"<Webhook><Na", "unexpected response"),
        ("text/xml", b"<!DOCTYPE x><Webhook/>", "unexpected response"),
    ] {
        let error = read::<Get<Webhook>>(200, content_type, body).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Answer, "{message}");
        assert!(error.message().starts_with(message), "{error}");
    }
    let (parts, body) = answer(200, &[(CONTENT_ENCODING.as_str(), "gzip")], b"x");
    let error = Response::read::<Get<Webhook>>(parts, body).unwrap_err();
    assert!(error.message().contains("decompressed"), "{error}");
}

#[test]
fn responses_are_bounded() {
    let (parts, body) = answer(200, &[], &vec![b' '; 1_001]);
    let error = Response::read_within::<Get<Webhook>>(&parts, &body, 1_000).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(error.message().contains("1000 bytes"), "{error}");
    let within = Response::read_within::<Get<Webhook>>(&parts, &body, 1_001);
    assert_eq!(within.expect("null"), None);
}

#[test]
fn errors_of_redirects_contain_only_the_host() {
    for (location, shown) in [
        (
            "https://evil.example:8443/x?token=hunter2",
            "`https://evil.example:8443`",
        ),
        ("/login?ticket=hunter2", "redirects;"),
    ] {
        let (parts, body) = answer(307, &[(LOCATION.as_str(), location)], b"");
        let error = Response::read::<Get<Webhook>>(parts, body).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Redirect);
        assert!(error.message().contains(shown), "{error}");
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
}

#[test]
fn repeated_credentials_are_not_shown() {
    let site = Site::new("https://crm.example").expect("a site");
    let so = Client::new(site, Credentials::ticket("7T:hunter2"));
    let body = br#"{"Error":true,"ErrorType":"7T:hunter2","Message":"unknown ticket 7T:hunter2"}"#;
    let (parts, body) = answer(401, &[("x-request-id", "7T:hunter2")], body);
    let error = so.read::<Get<Webhook>>(&parts, &body).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Webhook/GetWebhook: 401 ***: unknown ticket *** (request ***)"
    );
    assert!(!format!("{error:?}").contains("hunter2"));
}

#[test]
fn truncated_texts_contain_no_part_of_a_secret() {
    let secret = "7T:hunter2-and-as-long-as-tickets-are";
    let site = Site::new("https://crm.example").expect("a site");
    let json = "application/json";
    // Just before each length at which a text is truncated, and at the end.
    for cut in [40, 100, 2_000] {
        for pad in (cut - 38..=cut).map(|length| "x".repeat(length)) {
            let text = format!("{pad}{secret}");
            let object = format!(r#"{{"Error":true,"ErrorType":"{text}","Message":"{text}"}}"#);
            let detail = format!(r#"{{"Message":"{pad}","MessageDetail":"{secret}"}}"#);
            let xml = format!("<Error><Message>{text}</Message></Error>");
            for (status, content_type, body) in [
                (200, json, object.clone()),
                (500, json, object.clone()),
                (500, json, detail),
                (500, json, format!(r#"{{"error_description":"{text}"}}"#)),
                (500, "text/xml", xml),
                (500, "text/plain", text.clone()),
                (200, text.as_str(), "x".into()),
                // The decoder quotes invalid values.
                (200, json, format!(r#"{{"Registered":"{text}"}}"#)),
                (200, json, format!(r#"{{"WebhookId":"{text}"}}"#)),
                (200, "text/xml", format!("<Webhook><{pad}_{secret}")),
            ] {
                let fields = [("content-type", content_type), ("x-request-id", &text)];
                let (parts, body) = answer(status, &fields, body.as_bytes());
                for credentials in [
                    Credentials::ticket(secret),
                    Credentials::anonymous().app_token(secret),
                ] {
                    let so = Client::new(site.clone(), credentials);
                    let read = so.read::<Get<Webhook>>(&parts, &body);
                    let error = read.expect_err(&String::from_utf8_lossy(&body));
                    let shown = format!("{error} {error:?}");
                    assert!(!shown.contains("7T:h"), "{} {shown}", pad.len());
                    assert!(shown.len() < 20_000, "{shown}");
                }
            }
        }
    }
}
